"""What a whole database holds, table by table."""

from storage.database import Database

Rows = dict[str, list[dict[str, object]]]


async def rows_of_tables(database: Database) -> Rows:
    """Every row of every table, without the columns that say nothing."""
    tables = await database.read("SELECT name FROM sqlite_schema WHERE type = 'table'")
    rows: Rows = {}
    for (name,) in tables:
        if name in {"moviebot_migrations", "sqlite_sequence"}:
            continue
        columns = [row[1] for row in await database.read(f"PRAGMA table_info({name})")]
        rows[name] = [
            {
                column: value
                for column, value in zip(columns, row, strict=True)
                if value is not None  # as is a column that was added since
            }
            for row in await database.read(f"SELECT * FROM {name}")  # noqa: S608
        ]
    return rows
