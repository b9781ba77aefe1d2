"""What Telegram has delivered and the bot has not dealt with yet; it outlives the process."""

from collections.abc import Sequence
from dataclasses import dataclass

from storage.database import Database


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


@dataclass(frozen=True, slots=True)
class WaitingUpdate:
    """An update that an earlier process has left behind."""

    update: ReceivedUpdate
    n_replays: int  # how often it was begun again; a process that died of it did not say so


class InboxStore:
    """Keeps updates from their arrival until they are dealt with, and no longer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, updates: Sequence[ReceivedUpdate]) -> None:
        """Write down all of them or none; what waits already stays as it is.

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

    async def replay_begins(self, update: ReceivedUpdate) -> None:
        """Count one more attempt, before it is made."""
        async with self._database.transaction() as connection:
            await connection.execute(
                f"UPDATE inbox SET n_replays = n_replays + 1 WHERE {_SAME}",  # noqa: S608
                _parameters(update),
            )

    async def done(self, updates: Sequence[ReceivedUpdate]) -> None:
        """Delete what was dealt with; what is not there is no mistake."""
        async with self._database.transaction() as connection:
            await connection.executemany(
                f"DELETE FROM inbox WHERE {_SAME}",  # noqa: S608
                [_parameters(update) for update in updates],
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


_SAME = "bot_id = :bot_id AND update_id = :update_id AND payload = :payload"


def _parameters(update: ReceivedUpdate) -> dict[str, object]:
    return {"bot_id": update.bot_id, "update_id": update.update_id, "payload": update.payload}
