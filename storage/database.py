"""One SQLite file: a connection that writes, one that only reads, and nothing lost in between.

Durability: WAL with `synchronous=FULL` flushes the log to the disk before a commit returns, so
what the bot has confirmed survives `kill -9` and a power cut. (`NORMAL` would survive only the
first.) It costs one flush per change, and Telegram lets a bot answer about 30 times a second.

Another process may hold the lock for writing, for a minute or a night. Readers do not feel that. A
change waits for it a moment, and holds nobody up meanwhile; when the moment is over it fails, and
so do those after it at once, until one succeeds.
"""

import asyncio
import os
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from contextvars import ContextVar
from pathlib import Path

import aiosqlite

from core.errors import StorageError
from storage.migrations import apply_next
from storage.sqlite_errors import storage_error, storage_errors

Clock = Callable[[], int]  # seconds since 1970 UTC

_WAL_BYTES = 4_000_000  # what stays of the write-ahead log after a change that made it larger
_WRITER_PRAGMAS = (
    "PRAGMA synchronous = FULL",
    "PRAGMA fullfsync = ON",  # macOS only: there a plain fsync stops at the drive's cache
    "PRAGMA foreign_keys = ON",
    f"PRAGMA journal_size_limit = {_WAL_BYTES}",
    "PRAGMA secure_delete = ON",  # what was deleted is overwritten: message texts, forgotten people
)
_NO_WAITING = ("PRAGMA busy_timeout = 0",)  # who waits in SQLite holds the connection meanwhile
_READER_PRAGMAS = ("PRAGMA query_only = ON",)
BUSY_TIMEOUT = 1.5  # seconds; whoever is told that it takes longer shall hear it soon
_PAUSES = 0.01, 0.1  # seconds between two attempts to begin, at first and at most

_patience: ContextVar[float | None] = ContextVar("patience", default=None)

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


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """How long the changes of this block wait for others to end theirs; 0: they are refused."""
    token = _patience.set(seconds)
    try:
        yield
    finally:
        _patience.reset(token)


class Database:
    """An open database; made by `open_database`, shared by all stores.

    Columns of rows are read by name, whatever their order in the query.
    """

    def __init__(
        self,
        path: Path,
        writer: aiosqlite.Connection,
        reader: aiosqlite.Connection,
        clock: Clock,
        busy_timeout: float = BUSY_TIMEOUT,
    ) -> None:
        self.path = path
        self.now = clock
        self._busy_timeout = busy_timeout
        self._locked = False  # when somebody last tried to write, after all the patience
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
            LockedError: others write, or the disk is slow; nothing was changed.
            StorageError: the file is full, read-only or damaged; nothing was changed.
        """
        with storage_errors(self.path):
            await self._begin()
            try:
                yield self._writer
                await self._writer.commit()
            except BaseException:  # cancellation too: never leave BEGIN open
                # The connection runs its calls in order, so this follows an INSERT or COMMIT
                # whose caller no longer waits, and precedes the next BEGIN even when a second
                # cancellation arrives here. After a finished COMMIT it does nothing.
                await self._writer.rollback()
                raise
            finally:
                self._write_lock.release()

    async def _begin(self) -> None:
        """Take the locks, the one in this process and the one of the file.

        Between two attempts nothing is held: who has more patience stands in nobody's way.
        """
        granted = _patience.get()
        if granted == 0:
            raise storage_error(self.path, sqlite3.SQLITE_BUSY)
        if granted is None:
            granted = 0.0 if self._locked else self._busy_timeout
        deadline = time.monotonic() + granted
        pause, longest = _PAUSES
        while not await self._try_to_begin(max(deadline - time.monotonic(), longest)):
            if time.monotonic() >= deadline:
                self._locked = True
                raise storage_error(self.path, sqlite3.SQLITE_BUSY)
            await asyncio.sleep(pause)
            pause = min(2 * pause, longest)
        self._locked = False

    async def _try_to_begin(self, seconds: float) -> bool:
        """False, and nothing is held, when another process writes or ours does for too long."""
        try:
            async with asyncio.timeout(seconds):
                await self._write_lock.acquire()
        except TimeoutError:
            return False
        try:
            await self._writer.execute("BEGIN IMMEDIATE")
        except BaseException as exc:
            # It follows a BEGIN whose caller was cancelled, too.
            try:
                await self._writer.rollback()
            finally:
                self._write_lock.release()
            code = getattr(exc, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF
            if isinstance(exc, sqlite3.OperationalError) and code == sqlite3.SQLITE_BUSY:
                return False
            raise
        return True

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
                wait = round(self._busy_timeout * 1000)
                await self._writer.execute_fetchall(f"PRAGMA busy_timeout = {wait}")
                try:
                    (done,) = await self._writer.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
                finally:
                    await _run(self._writer, _NO_WAITING)
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
    path: Path, *, busy_timeout: float = BUSY_TIMEOUT, clock: Clock = utc_seconds
) -> AsyncIterator[Database]:
    """Open the database at `path`, made or migrated as needed; closed again on leaving.

    What is created is private to this user: the file (0600) and its directory (0700). Closing
    the last connection moves the write-ahead log into the file.

    Args:
        path: the file; missing directories above it are created.
        busy_timeout: seconds that a change waits for another process's lock before it is given up,
            unless `patience` says otherwise.
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
        database = Database(path, writer, reader, clock, busy_timeout)
        await _refuse_damage(database)
        await _migrate(database)
        with storage_errors(path):  # not earlier: a file that is refused stays as it was
            await _run(writer, ("PRAGMA journal_mode = WAL", _FIRST_READ))
            await _run(writer, _NO_WAITING)
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
