"""One SQLite file: a connection that writes, one that only reads, and nothing lost in between.

Durability: WAL with `synchronous=FULL` flushes the log to the disk before a commit returns, so
what the bot has confirmed survives `kill -9` and a power cut. (`NORMAL` would survive only the
first.) It costs one flush per change, and Telegram lets a bot answer about 30 times a second.
"""

import asyncio
import os
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import aiosqlite

from core.errors import StorageError
from storage.migrations import apply_next
from storage.sqlite_errors import storage_error, storage_errors

Clock = Callable[[], int]  # seconds since 1970 UTC

_WRITER_PRAGMAS = (
    "PRAGMA synchronous = FULL",
    "PRAGMA fullfsync = ON",  # macOS only: there a plain fsync stops at the drive's cache
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what was deleted is overwritten: message texts, forgotten people
)
_READER_PRAGMAS = ("PRAGMA query_only = ON",)
# From it on the connection holds the lock by which others see that the database is in use.
_FIRST_READ = "SELECT 1 FROM sqlite_schema"


# Goes on while the machine sleeps, where the system has such a clock.
_EVEN_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
_BEGUN_AT = time.time() - time.clock_gettime(_EVEN_CLOCK)


def utc_seconds() -> int:
    """Whole seconds since 1970 UTC, evenly: as the clock on the wall was when the process began.

    What is written down is dated by it and falls due by it, so a clock that is set while the bot
    runs makes nothing old or young. The next process goes by the wall again.
    """
    return int(_BEGUN_AT + time.clock_gettime(_EVEN_CLOCK))


class Database:
    """An open database; made by `open_database`, shared by all stores.

    Columns of rows are read by name, whatever their order in the query.
    """

    def __init__(
        self, path: Path, writer: aiosqlite.Connection, reader: aiosqlite.Connection, clock: Clock
    ) -> None:
        self.path = path
        self.now = clock
        self._writer = writer
        self._reader = reader
        writer.row_factory = reader.row_factory = sqlite3.Row
        self._write_lock = asyncio.Lock()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[aiosqlite.Connection]:
        """Lend out the only write connection for one all-or-nothing change.

        A caller cancelled during the commit cannot know which of the two it was; every earlier
        cancellation and every exception leaves nothing behind. Not reentrant: a second
        transaction inside the block would wait for the first for ever.

        Raises:
            StorageError: the file is locked, full, read-only or damaged; nothing was changed.
        """
        async with self._write_lock:
            with storage_errors(self.path):
                try:
                    await self._writer.execute("BEGIN IMMEDIATE")
                    yield self._writer
                    await self._writer.commit()
                except BaseException:  # cancellation too: never leave BEGIN open
                    # The connection runs its calls in order, so this follows a BEGIN, INSERT or
                    # COMMIT whose caller no longer waits, and precedes the next BEGIN even when
                    # a second cancellation arrives here. After a finished COMMIT it does nothing.
                    await self._writer.rollback()
                    raise

    async def clear_log(self) -> bool:
        """Move the write-ahead log into the file and empty it, so that what was deleted is gone.

        Deleting overwrites rows in the file, but the log still has the pages that held them.

        Returns:
            False when somebody reads or writes right now, which is waited for no longer than for
            any lock; then the log empties itself as it always does, after more changes or at the
            end.

        Raises:
            StorageError: the disk is full or damaged.
        """
        async with self._write_lock:
            with storage_errors(self.path):
                (done,) = await self._writer.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
                return not done["busy"]

    async def read(self, sql: str, parameters: Iterable[object] = ()) -> list[sqlite3.Row]:
        """All rows of one query: one consistent snapshot, which never waits for the writer.

        Raises:
            StorageError: the file is locked or damaged, or the statement tried to write.
        """
        with storage_errors(self.path):
            return list(await self._reader.execute_fetchall(sql, parameters))


@asynccontextmanager
async def open_database(
    path: Path, *, busy_timeout: float = 5.0, clock: Clock = utc_seconds
) -> AsyncIterator[Database]:
    """Open the database at `path`, made or migrated as needed; closed again on leaving.

    What is created is private to this user: the file (0600) and its directory (0700). Closing
    the last connection moves the write-ahead log into the file.

    Args:
        path: the file; missing directories above it are created.
        busy_timeout: seconds to wait for another process's lock before giving up.
        clock: what the stores call to date a row.

    Raises:
        StorageError: the file cannot be made, opened or written, is damaged, is not a database
            of this program, or has a newer schema; one sentence saying what to do.
    """
    async with AsyncExitStack() as stack:
        with storage_errors(path):
            await asyncio.to_thread(_prepare, path)
            # Left in reverse order: the writer closes last, and its close is the checkpoint.
            writer, reader = [
                await stack.enter_async_context(
                    aiosqlite.connect(path, timeout=busy_timeout, isolation_level=None)
                )
                for _ in range(2)
            ]
            await _run(writer, _WRITER_PRAGMAS)
            await _run(reader, _READER_PRAGMAS)
        database = Database(path, writer, reader, clock)
        await _refuse_damage(database)
        await _migrate(database)
        with storage_errors(path):  # not earlier: a file that is refused stays as it was
            await _run(writer, ("PRAGMA journal_mode = WAL", _FIRST_READ))
        yield database


async def _migrate(database: Database) -> None:
    migrated = True
    while migrated:
        async with database.transaction() as connection:
            migrated = await apply_next(connection, database.path, database.now())


async def _run(connection: aiosqlite.Connection, statements: Iterable[str]) -> None:
    for statement in statements:
        await connection.execute_fetchall(statement)


async def _refuse_damage(database: Database) -> None:
    """A damaged page found at the start is a backup restored; found later, ratings lost."""
    rows = await database.read("PRAGMA quick_check(1)")
    if [row["quick_check"] for row in rows] != ["ok"]:
        raise storage_error(database.path, sqlite3.SQLITE_CORRUPT)


def _prepare(path: Path) -> None:
    """Create what is missing, for this user's eyes only; refuse what cannot be opened."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as exc:
        raise StorageError(
            f"{path.parent} cannot be made a directory ({exc.strerror}); choose another path"
        ) from exc
    try:
        # Exclusive, because closing a second descriptor of a database that is already open in
        # this process would drop its POSIX locks. SQLite gives -wal and -shm the same mode.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        # Asked now, because SQLite would open it for reading only, and leave a read-only -wal.
        if not os.access(path, os.W_OK):
            raise storage_error(path, sqlite3.SQLITE_READONLY) from None
    except OSError as exc:
        raise StorageError(
            f"{path} cannot be created ({exc.strerror}); choose a directory this user may write to"
        ) from exc
    # When this fails in aiosqlite, its thread outlives the call, and perhaps the event loop.
    sqlite3.connect(path).close()
