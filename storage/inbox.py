"""What Telegram has delivered and the bot has not dealt with yet; it outlives the process.

An update may be handled twice: when the process dies before it is crossed out, and when it dies
after that and before Telegram has heard of it. Most effects do not mind. Those that do go through
`once`, in whose transaction it is written down that they have come about, and how; and what was
crossed out is recognized for as long as Telegram may repeat it.

While another process holds the lock of the database it is written to a file beside it, a line an
update. From there it comes into the database as soon as that can be written, and at each start.
"""

import asyncio
import json
import os
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite

from core.errors import StorageError
from storage.database import Database

Outcome = TypeVar("Outcome")


@dataclass(frozen=True, slots=True)
class ReceivedUpdate:
    """One update as it came.

    All three fields together are its identity. Telegram repeats an update with its id and its
    content; the same id with another content is another update, as from a local Bot API server
    that was started anew.
    """

    bot_id: int  # whose; with another token in the settings it goes on waiting for its own bot
    update_id: int
    payload: str  # the Bot API object, JSON

    @property
    def digest(self) -> str:
        """Tells its content from others', and says nothing of it."""
        return sha256(self.payload.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class WaitingUpdate:
    """An update that an earlier process has left behind."""

    update: ReceivedUpdate
    n_replays: int  # how often it was begun again; a process that died of it did not say so


_in_hand: ContextVar[ReceivedUpdate | None] = ContextVar("update in hand", default=None)


@contextmanager
def in_hand(update: ReceivedUpdate | None) -> Iterator[None]:
    """What is done inside the block is done for this update; None: for none."""
    token = _in_hand.set(update)
    try:
        yield
    finally:
        _in_hand.reset(token)


async def once(
    connection: aiosqlite.Connection, effect: str, work: Callable[[], Awaitable[Outcome | None]]
) -> Outcome | None:
    """Do something that the update in hand may do only once, inside the caller's transaction.

    Args:
        connection: of the transaction.
        effect: what is done, other than all else that is done for the same update.
        work: does it; what it returns can be written as JSON, and comes back as that. None:
            nothing came of it, and it may be tried again.

    Returns:
        What came of it, also when it was done before the process died.
    """
    update = _in_hand.get()
    if update is None:
        return await work()
    rows = await connection.execute_fetchall(_OUTCOMES, _parameters(update))
    outcomes: dict[str, Any] = next((json.loads(row["outcomes"]) for row in rows), {})
    if effect in outcomes:
        found: Outcome = outcomes[effect]
        return found
    outcome = await work()
    if outcome is None:
        return None
    parameters = _parameters(update) | {"outcomes": json.dumps(outcomes | {effect: outcome})}
    cursor = await connection.execute(
        f"UPDATE inbox SET outcomes = :outcomes WHERE {_SAME}",  # noqa: S608
        parameters,
    )
    if not cursor.rowcount:  # it was written down beside the database, and is not yet brought in
        await connection.execute(
            """
            INSERT INTO inbox (bot_id, update_id, payload, received_at, outcomes)
            VALUES (:bot_id, :update_id, :payload, strftime('%s'), :outcomes)
            """,
            parameters,
        )
    return outcome


async def outcome_of(database: Database, effect: str) -> Any:  # noqa: ANN401
    """What `once` has led to for the update in hand; None where nothing yet."""
    update = _in_hand.get()
    if update is None:
        return None
    rows = await database.read(_OUTCOMES, _parameters(update))
    return next((json.loads(row["outcomes"]).get(effect) for row in rows), None)


class InboxStore:
    """Keeps updates from their arrival until they are dealt with, and no longer."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._beside = database.path.with_name(f"{database.path.name}-inbox")

    async def can_write(self) -> None:
        """Try whether the database can be written again.

        Raises:
            StorageError: it cannot.
        """
        async with self._database.transaction():
            pass

    async def keep_beside(self, updates: Sequence[ReceivedUpdate]) -> None:
        """Write down updates where the lock of the database does not matter.

        Raises:
            StorageError: they could not be written.
        """
        await asyncio.to_thread(_append, self._beside, updates)

    async def bring_in(self, updates: Sequence[ReceivedUpdate] | None = None) -> None:
        """Take into the database what was written down beside it.

        Args:
            updates: of these, those that are not dealt with; None: all.

        Raises:
            StorageError: the database cannot be written; what was beside it is there still.
        """
        if updates is None:
            updates = await asyncio.to_thread(_read, self._beside)
        if updates:
            await self.keep(updates)
        await asyncio.to_thread(self._beside.unlink, missing_ok=True)

    async def keep(self, updates: Sequence[ReceivedUpdate]) -> None:
        """Write down all of them or none; what waits already stays as it is.

        Telegram sends the oldest ones it has, so it will not repeat what came before them.

        Raises:
            StorageError: none was written, so the sender must not forget them.
        """
        now = self._database.now()
        async with self._database.transaction() as connection:
            await connection.executemany(
                """
                INSERT INTO inbox (bot_id, update_id, payload, received_at)
                SELECT :bot_id, :update_id, :payload, :now WHERE NOT EXISTS (
                    SELECT 1 FROM inbox
                    WHERE bot_id = :bot_id AND update_id = :update_id AND payload = :payload
                )
                """,
                [_parameters(update) | {"now": now} for update in updates],
            )
            for bot_id in {update.bot_id for update in updates}:
                oldest = min(each.update_id for each in updates if each.bot_id == bot_id)
                await connection.execute(
                    "DELETE FROM inbox_handled WHERE bot_id = ? AND update_id < ?",
                    (bot_id, oldest),
                )

    async def replay_begins(self, update: ReceivedUpdate) -> None:
        """Count one more attempt, before it is made."""
        async with self._database.transaction() as connection:
            await connection.execute(
                f"UPDATE inbox SET n_replays = n_replays + 1 WHERE {_SAME}",  # noqa: S608
                _parameters(update),
            )

    async def done(self, updates: Sequence[ReceivedUpdate]) -> None:
        """Delete what was dealt with, but for what tells it when Telegram repeats it.

        What is not there is no mistake.
        """
        async with self._database.transaction() as connection:
            await connection.executemany(
                f"DELETE FROM inbox WHERE {_SAME}",  # noqa: S608
                [_parameters(update) for update in updates],
            )
            await connection.executemany(
                "INSERT OR IGNORE INTO inbox_handled VALUES (?, ?, ?)",
                [(update.bot_id, update.update_id, update.digest) for update in updates],
            )

    async def waiting(self, bot_id: int) -> tuple[WaitingUpdate, ...]:
        """Everything one bot has not dealt with, in order of arrival."""
        rows = await self._database.read(
            """
            SELECT bot_id, update_id, payload, n_replays FROM inbox
            WHERE bot_id = ? ORDER BY arrival
            """,
            (bot_id,),
        )
        return tuple(
            WaitingUpdate(
                ReceivedUpdate(row["bot_id"], row["update_id"], row["payload"]), row["n_replays"]
            )
            for row in rows
        )

    async def handled(self, bot_id: int) -> tuple[str, ...]:
        """The digests of what was dealt with and Telegram may repeat, oldest first."""
        rows = await self._database.read(
            "SELECT digest FROM inbox_handled WHERE bot_id = ? ORDER BY update_id", (bot_id,)
        )
        return tuple(row["digest"] for row in rows)


_SAME = "bot_id = :bot_id AND update_id = :update_id AND payload = :payload"
_OUTCOMES = f"SELECT outcomes FROM inbox WHERE outcomes IS NOT NULL AND {_SAME}"  # noqa: S608


def _parameters(update: ReceivedUpdate) -> dict[str, object]:
    return {"bot_id": update.bot_id, "update_id": update.update_id, "payload": update.payload}


def _append(path: Path, updates: Sequence[ReceivedUpdate]) -> None:
    """A line that a process did not come to the end of is left to itself."""
    lines = "".join("\n" + json.dumps(asdict(update)) for update in updates)
    try:
        with os.fdopen(os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600), "ab") as file:
            file.write(lines.encode())
            file.flush()
            os.fsync(file.fileno())
    except OSError as exc:
        raise StorageError(f"{path} cannot be written: {exc.strerror or exc}") from exc


def _read(path: Path) -> tuple[ReceivedUpdate, ...]:
    try:
        lines = path.read_bytes().splitlines()
    except FileNotFoundError:
        return ()
    except OSError as exc:
        raise StorageError(f"{path} cannot be read: {exc.strerror or exc}") from exc
    return tuple(update for line in lines if (update := _parsed(line)) is not None)


def _parsed(line: bytes) -> ReceivedUpdate | None:
    try:
        update = ReceivedUpdate(**json.loads(line))
        json.loads(update.payload)
    except (TypeError, ValueError):
        return None
    return update
