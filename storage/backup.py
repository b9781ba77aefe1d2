"""Copies of the database: taken while a bot writes, checked, and put in the place of another."""

import sqlite3
from contextlib import ExitStack, closing
from pathlib import Path

from core.errors import StorageError
from storage.database import open_database
from storage.sqlite_errors import storage_error, storage_errors

_SIDE_FILES = ("-wal", "-shm")
_SECONDS_TO_WAIT = 5.0  # for a lock


def copy_database(source: Path, target: Path) -> None:
    """Copy a database as it is at one moment; whoever writes meanwhile does not wait.

    SQLite's online backup, in one step: a reader of the write-ahead log holds nobody up.

    Args:
        source: stays as it is; its bot may be running.
        target: does not exist yet.

    Raises:
        StorageError: the source is missing, damaged or no database, or the target's disk is full.
    """
    with storage_errors(source), closing(_open(source, "ro")) as reader:
        if [row["quick_check"] for row in reader.execute("PRAGMA quick_check(1)")] != ["ok"]:
            raise storage_error(source, sqlite3.SQLITE_CORRUPT)
        with storage_errors(target), closing(_open(target, "rwc")) as copy:
            reader.backup(copy)


async def check_database(path: Path) -> dict[str, int]:
    """Read a copy that nobody uses, all of it, bringing its schema up to date.

    Returns:
        How many rows each table has.

    Raises:
        StorageError: it is damaged, another program's or of a newer version of this one.
    """
    async with open_database(path) as database:
        rows = await database.read("PRAGMA integrity_check(1)")
        is_whole = [row["integrity_check"] for row in rows] == ["ok"]
        if not is_whole or await database.read("PRAGMA foreign_key_check"):
            raise storage_error(path, sqlite3.SQLITE_CORRUPT)
        tables = await database.read(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
        n_rows = {}
        for table in tables:
            name = table["name"]
            (counted,) = await database.read(f'SELECT count(*) AS n_rows FROM "{name}"')  # noqa: S608
            n_rows[name] = counted["n_rows"]
        return n_rows


def replace_database(path: Path, replacement: Path, aside: Path) -> None:
    """Put a database into the place of another one, of which nothing is lost.

    A process that dies meanwhile leaves the one or the other in the place, whole.

    Args:
        path: the place. Nobody may have it open.
        replacement: on the same file system, closed; it is gone from there afterwards.
        aside: does not exist yet; what was in the place, if anything, is there afterwards.

    Raises:
        StorageError: a bot uses the database, or the files cannot be moved; all is as before.
    """
    with ExitStack() as stack, storage_errors(path):
        if path.exists():
            present = stack.enter_context(closing(_open(path, "rw")))
            if not _shut(present):
                stack.close()  # now: closing tidies up by names, which soon mean another file
            _link(path, aside)
            for suffix in _SIDE_FILES:
                side_file = path.with_name(path.name + suffix)
                if side_file.exists():  # of a damaged one; it must not meet the replacement
                    _move(side_file, aside.with_name(aside.name + suffix))
        _move(replacement, path)


def _shut(present: sqlite3.Connection) -> bool:
    """Keep everybody out until the connection is closed, with all that was written in one file.

    Who opened it in the meantime would hold a file that has no name any more.

    Returns:
        False when the file is damaged, which may be why it is replaced.

    Raises:
        sqlite3.Error: somebody has it open.
    """
    try:
        present.execute("PRAGMA locking_mode = EXCLUSIVE")
        present.execute("PRAGMA journal_mode = DELETE")
        present.execute("BEGIN EXCLUSIVE")
    except sqlite3.DatabaseError as exc:
        if (exc.sqlite_errorcode & 0xFF) in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
            return False
        raise
    return True


def _open(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=_SECONDS_TO_WAIT,
        isolation_level=None,
    )
    connection.row_factory = sqlite3.Row
    return connection


def _link(path: Path, name: Path) -> None:
    """Give a file a second name, so that at no moment it has none."""
    try:
        name.hardlink_to(path)
    except OSError as exc:
        raise StorageError(f"{path} cannot be kept as {name}: {exc.strerror}") from exc


def _move(path: Path, target: Path) -> None:
    try:
        path.replace(target)
    except OSError as exc:
        raise StorageError(f"{target} cannot be written: {exc.strerror}") from exc
