"""The people the bot knows: that they wrote, when, and whether they still want to hear from it."""

import logging
from dataclasses import dataclass

import aiosqlite

from core.errors import StorageError
from storage.database import Database
from storage.forgotten import note_forgotten

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """Somebody who has written to the bot; all that is kept besides what they say about films."""

    user_id: int  # Telegram's, up to 64 bits
    language_code: str | None  # IETF tag of their Telegram client, as last seen
    language: str | None  # the one they chose here; None: as in Telegram
    created_at: int  # seconds since 1970 UTC, as are all times here
    last_seen_at: int
    blocked_at: int | None  # since when they have blocked the bot
    opted_out_at: int | None = None  # since when no model is trained on their ratings


@dataclass(frozen=True, slots=True)
class Holdings:
    """How much a person has told; what the bot keeps for itself, as cards, is not counted."""

    since: int  # when they wrote first, seconds since 1970 UTC
    n_ratings: int
    n_watchlist: int
    n_marks: int  # other marks: seen, not for me, not seen
    n_imports: int
    n_nights: int  # watched along, with votes, vetoes and answers


class PersonStore:
    """Remembers people."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def remember(self, user_id: int, language_code: str | None = None) -> PersonRecord:
        """Note that somebody wrote just now, so they do not block the bot.

        Without a `language_code` the one last seen stays.
        """
        async with self._database.transaction() as connection:
            return await upsert_person(connection, user_id, self._database.now(), language_code)

    async def set_language(self, user_id: int, language: str | None) -> PersonRecord:
        """Note which language the person chose; None: again the one of their Telegram.

        It is theirs who wrote just now, so they are remembered too.
        """
        async with self._database.transaction() as connection:
            await upsert_person(connection, user_id, self._database.now())
            rows = await connection.execute_fetchall(
                f"UPDATE people SET language = ? WHERE user_id = ? RETURNING {_PERSON}",  # noqa: S608
                (language, user_id),
            )
            (row,) = rows
            return PersonRecord(**row)

    async def set_contributing(self, user_id: int, contributing: bool) -> PersonRecord:
        """Note whether models may be trained on the person's ratings; they may until told not to.

        It is theirs who wrote just now, so they are remembered too. Told twice, the first time
        stays.
        """
        async with self._database.transaction() as connection:
            now = self._database.now()
            await upsert_person(connection, user_id, now)
            rows = await connection.execute_fetchall(
                f"""
                UPDATE people SET opted_out_at = iif(?, NULL, coalesce(opted_out_at, ?))
                WHERE user_id = ? RETURNING {_PERSON}
                """,  # noqa: S608
                (contributing, now, user_id),
            )
            (row,) = rows
            return PersonRecord(**row)

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

    async def find(self, user_id: int) -> PersonRecord | None:
        """The person, or None when they never wrote."""
        rows = await self._database.read(
            f"SELECT {_PERSON} FROM people WHERE user_id = ?",  # noqa: S608
            (user_id,),
        )
        return PersonRecord(**rows[0]) if rows else None

    async def holdings(self, user_id: int) -> Holdings | None:
        """What the person would lose by `forget`; None when nothing is kept about them."""
        rows = await self._database.read(_HOLDINGS, {"user_id": user_id})
        return Holdings(**rows[0]) if rows else None

    async def forget(self, user_id: int) -> Holdings | None:
        """Delete everything about the person, from the disk too, unless somebody reads it now.

        Updates of theirs that are not dealt with go as well. The one that is being handled, and
        asked for this, is dealt with all the same, unless the process dies before it answers.

        Returns:
            What the person had told; None when nothing was kept about them.
        """
        async with self._database.transaction() as connection:
            parameters = {"user_id": user_id}
            rows = list(await connection.execute_fetchall(_HOLDINGS, parameters))
            await note_forgotten(connection, user_id, self._database.now())
            await connection.execute("DELETE FROM people WHERE user_id = :user_id", parameters)
            await connection.execute(_DELETE_UPDATES, parameters)
        await self._clear_log()
        return Holdings(**rows[0]) if rows else None

    async def _clear_log(self) -> None:
        """As deleted is deleted whatever comes now, what hinders this is only worth a note."""
        try:
            cleared = await self._database.clear_log()
        except StorageError as exc:
            _log.warning("what was forgotten stays in the write-ahead log for now: %s", exc)
        else:
            if not cleared:
                _log.info("what was forgotten stays in the write-ahead log while others read it")


_HOLDINGS = """
SELECT
    created_at AS since,
    (SELECT count(*) FROM ratings WHERE user_id = :user_id) AS n_ratings,
    count(movie_id) FILTER (WHERE kind = 'wanted') AS n_watchlist,
    count(movie_id) FILTER (WHERE kind <> 'wanted') AS n_marks,
    (SELECT count(*) FROM imports WHERE user_id = :user_id) AS n_imports,
    (SELECT count(*) FROM night_members WHERE user_id = :user_id) AS n_nights
FROM people LEFT JOIN (
    SELECT movie_id, kind, max(mark_id) FROM marks WHERE user_id = :user_id GROUP BY movie_id
)
WHERE user_id = :user_id GROUP BY user_id
"""

# Of an update's parts (message, callback_query, …) only the one it is about has a sender; in a
# poll_answer it is called user.
_DELETE_UPDATES = """
DELETE FROM inbox WHERE EXISTS (
    SELECT 1 FROM json_each(payload) AS part
    WHERE part.type = 'object' AND :user_id IN (
        json_extract(part.value, '$.from.id'), json_extract(part.value, '$.user.id')
    )
)
"""
_PERSON = "user_id, language_code, language, created_at, last_seen_at, blocked_at, opted_out_at"


async def upsert_person(
    connection: aiosqlite.Connection, user_id: int, now: int, language_code: str | None = None
) -> PersonRecord:
    """`PersonStore.remember` inside a caller's transaction, so that others can refer to them."""
    rows = await connection.execute_fetchall(
        f"""
        INSERT INTO people (user_id, language_code, created_at, last_seen_at)
        VALUES (:user_id, :language_code, :now, :now)
        ON CONFLICT (user_id) DO UPDATE SET
            language_code = coalesce(excluded.language_code, language_code),
            last_seen_at = excluded.last_seen_at,
            blocked_at = NULL
        RETURNING {_PERSON}
        """,  # noqa: S608
        {"user_id": user_id, "language_code": language_code, "now": now},
    )
    (row,) = rows
    return PersonRecord(**row)
