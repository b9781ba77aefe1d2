"""What people say of films without giving stars: seen, not for me, on my watchlist, not seen.

One mark for a film counts, the latest. A rating says more than any mark; the mark stays where it is
meanwhile, and counts again once the rating is taken back.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import aiosqlite

from storage.database import Database
from storage.people import upsert_person


class MarkKind(StrEnum):
    """What a mark says of a film."""

    SEEN = "seen"
    REFUSED = "refused"  # not for me
    WANTED = "wanted"  # on the watchlist
    UNSEEN = "unseen"  # has not seen it, said when asked to rate it: not to be asked again


@dataclass(frozen=True, slots=True)
class Mark:
    """One person's mark on one film."""

    movie_id: int  # MovieLens's; the catalogue in service may not know it
    kind: MarkKind
    marked_at: int  # seconds since 1970 UTC; an imported one as its file dates it


class MarkStore:
    """Keeps marks. Every method is one transaction or one snapshot."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def mark(self, user_id: int, movie_id: int, kind: MarkKind | None) -> MarkKind | None:
        """Mark the film by hand, or with None take its mark away; a new person is remembered.

        The same mark again keeps its date. One that an import had set becomes the person's own,
        which taking the import back leaves alone.

        Returns:
            The kind that counted before; marking with it again takes this back.
        """
        async with self._database.transaction() as connection:
            return await self._mark(connection, user_id, movie_id, kind)

    async def mark_all(self, user_id: int, movie_ids: Iterable[int], kind: MarkKind) -> None:
        """`mark` of several films, all or none of them."""
        async with self._database.transaction() as connection:
            for movie_id in movie_ids:
                await self._mark(connection, user_id, movie_id, kind)

    async def of(self, user_id: int) -> tuple[Mark, ...]:
        """All films the person has marked, in the order the bot was told, newest first."""
        rows = await self._database.read(
            """
            SELECT movie_id, kind, marked_at, max(mark_id) AS latest
            FROM marks WHERE user_id = ? GROUP BY movie_id ORDER BY latest DESC
            """,  # SQLite takes kind and marked_at from the row that has the maximum
            (user_id,),
        )
        return tuple(map(_mark, rows))

    async def of_film(self, user_id: int, movie_id: int) -> Mark | None:
        """The person's mark on one film, or None."""
        rows = await self._database.read(
            """
            SELECT movie_id, kind, marked_at FROM marks
            WHERE user_id = ? AND movie_id = ? ORDER BY mark_id DESC LIMIT 1
            """,
            (user_id, movie_id),
        )
        return next(map(_mark, rows), None)

    async def _mark(
        self,
        connection: aiosqlite.Connection,
        user_id: int,
        movie_id: int,
        kind: MarkKind | None,
    ) -> MarkKind | None:
        now = self._database.now()
        if kind is not None:
            await upsert_person(connection, user_id, now)
        previous, by_hand = await _latest(connection, user_id, movie_id)
        if previous is kind and (by_hand or kind is None):
            return previous
        await connection.execute(
            "DELETE FROM marks WHERE user_id = ? AND movie_id = ?", (user_id, movie_id)
        )
        if kind is not None:
            await connection.execute(
                "INSERT INTO marks (user_id, movie_id, kind, marked_at) VALUES (?, ?, ?, ?)",
                (user_id, movie_id, kind, now),
            )
        return previous


def _mark(row: sqlite3.Row) -> Mark:
    return Mark(row["movie_id"], MarkKind(row["kind"]), row["marked_at"])


async def _latest(
    connection: aiosqlite.Connection, user_id: int, movie_id: int
) -> tuple[MarkKind | None, bool]:
    """What counts now, and whether it was set by hand."""
    rows = await connection.execute_fetchall(
        """
        SELECT kind, import_id IS NULL AS by_hand FROM marks
        WHERE user_id = ? AND movie_id = ? ORDER BY mark_id DESC LIMIT 1
        """,
        (user_id, movie_id),
    )
    return next(((MarkKind(row["kind"]), bool(row["by_hand"])) for row in rows), (None, False))
