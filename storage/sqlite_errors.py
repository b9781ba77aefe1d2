"""What SQLite's result codes mean to whoever keeps the bot running."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import LockedError, StorageError

_LOCKED = "is locked by another process; stop that process, or try again when it is done"
_READ_ONLY = (
    "is read-only here; make it, its -wal, its -shm and its directory writable for this user"
)

_LOCKS = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL})

# Read as "<path> <advice>". A code that is not here means a bug in our own SQL.
_ADVICE = {
    **dict.fromkeys(_LOCKS, _LOCKED),
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_FULL: "cannot grow because the disk is full; free some space",
    sqlite3.SQLITE_IOERR: "met a disk error; check the disk, its free space and its quota",
    sqlite3.SQLITE_CANTOPEN: (
        "cannot be opened; give the path of a file in a directory this user may write to"
    ),
    sqlite3.SQLITE_CORRUPT: "is damaged; stop the bot and restore the file from a backup",
    sqlite3.SQLITE_NOTADB: "is not an SQLite database; move it away or choose another path",
}


@contextmanager
def storage_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite reports about the file, its lock and its disk into a `StorageError`.

    Constraint violations, wrong SQL and misuse pass unchanged: those are bugs of ours.
    """
    try:
        yield
    except sqlite3.Error as exc:
        code = getattr(exc, "sqlite_errorcode", sqlite3.SQLITE_OK)  # absent on Python's own errors
        primary_code = code & 0xFF  # the higher bits say more than we need
        if primary_code not in _ADVICE:
            raise
        raise storage_error(path, primary_code) from exc


def storage_error(path: Path, primary_code: int) -> StorageError:
    """One sentence for the log: which file, what is wrong with it, and what to do."""
    kind = LockedError if primary_code in _LOCKS else StorageError
    return kind(f"{path} {_ADVICE[primary_code]}")
