"""The people the bot knows: that they wrote, when, and whether they still want to hear from it."""

from dataclasses import dataclass

import aiosqlite

from storage.database import Database


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who has written to the bot; all that is kept besides what they say about films."""

    user_id: int  # Telegram's, up to 64 bits
    language_code: str | None  # IETF tag of their Telegram client, as last seen
    created_at: int  # seconds since 1970 UTC, as are all times here
    last_seen_at: int
    blocked_at: int | None  # since when they have blocked the bot


class PersonStore:
    """Remembers people."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def remember(self, user_id: int, language_code: str | None = None) -> Person:
        """Note that somebody wrote just now, so they do not block the bot.

        Without a `language_code` the one last seen stays.
        """
        async with self._database.transaction() as connection:
            return await upsert_person(connection, user_id, self._database.now(), language_code)

    async def mark_blocked(self, user_id: int) -> bool:
        """Note that the person blocked the bot; False for somebody unknown.

        Told twice, the first time stays; `remember` and every rating lift it.
        """
        async with self._database.transaction() as connection:
            rows = await connection.execute_fetchall(
                """
                UPDATE people SET blocked_at = coalesce(blocked_at, ?) WHERE user_id = ?
                RETURNING user_id
                """,
                (self._database.now(), user_id),
            )
            return bool(list(rows))

    async def find(self, user_id: int) -> Person | None:
        """The person, or None when they never wrote."""
        rows = await self._database.read(
            """
            SELECT user_id, language_code, created_at, last_seen_at, blocked_at
            FROM people WHERE user_id = ?
            """,
            (user_id,),
        )
        return Person(*rows[0]) if rows else None

    async def forget(self, user_id: int) -> bool:
        """Delete the person with every rating, change and question; False when unknown."""
        async with self._database.transaction() as connection:
            rows = await connection.execute_fetchall(
                "DELETE FROM people WHERE user_id = ? RETURNING user_id", (user_id,)
            )
            return bool(list(rows))


async def upsert_person(
    connection: aiosqlite.Connection, user_id: int, now: int, language_code: str | None = None
) -> Person:
    """`PersonStore.remember` inside a caller's transaction, so that others can refer to them."""
    rows = await connection.execute_fetchall(
        """
        INSERT INTO people (user_id, language_code, created_at, last_seen_at)
        VALUES (:user_id, :language_code, :now, :now)
        ON CONFLICT (user_id) DO UPDATE SET
            language_code = coalesce(excluded.language_code, language_code),
            last_seen_at = excluded.last_seen_at,
            blocked_at = NULL
        RETURNING user_id, language_code, created_at, last_seen_at, blocked_at
        """,
        {"user_id": user_id, "language_code": language_code, "now": now},
    )
    (row,) = rows
    return Person(*row)
