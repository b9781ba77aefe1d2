"""What a whole database holds, table by table."""

from storage.database import Database


async def tuples(database: Database, sql: str) -> list[tuple[object, ...]]:
    """What a query finds, to be held against what it should."""
    return [tuple(row) for row in await database.read(sql)]


Rows = dict[str, list[dict[str, object]]]


async def rows_of_tables(database: Database) -> Rows:
    """Every row of every table, without the columns that say nothing."""
    tables = await database.read("SELECT name FROM sqlite_schema WHERE type = 'table'")
    rows: Rows = {}
    for table in tables:
        name = table["name"]
        if name in {"moviebot_migrations", "sqlite_sequence"}:
            continue
        rows[name] = [
            {
                column: value
                for column, value in dict(row).items()
                if value is not None  # as is a column that was added since
            }
            for row in await database.read(f"SELECT * FROM {name}")  # noqa: S608
        ]
    return rows
