"""Messages that show one film at a time: what was asked for, and which films came up, in order.

A button on a card carries the card's id and a position. What is written here decides which film
that is, so an update delivered twice, or after a restart, leads to the same film again.

A card that begins while another process holds the lock of the database is kept in this process
alone: a film can be looked up at any time, and a restart makes such a card one that is too old.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import aiosqlite

from core.errors import LockedError
from storage.database import Database
from storage.people import upsert_person

_KEPT_FOR = 30 * 86_400  # seconds after the last new film
MOST_CARDS = 200  # of a person; the oldest go
_MOST_UNWRITTEN = 1_000


@dataclass(frozen=True, slots=True)
class Card:
    """One message that shows a film at a time."""

    card_id: int
    request: str  # what was asked for: JSON, in the bot's own vocabulary
    films: tuple[int, ...]  # movie ids, by position; empty at first


class CardStore:
    """Keeps cards until nothing new has been shown on them for 30 days."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._unwritten: dict[int, tuple[int, Card]] = {}  # owner and card by id, oldest first
        self._next_unwritten = time.time_ns() // 1_000  # above all that are written

    async def open(self, user_id: int, request: str) -> int:
        """Begin a card that only this person may turn; the cards that are too old go.

        Returns:
            Its id, never used before.
        """
        try:
            return await self._open(user_id, request)
        except LockedError:
            card_id = self._next_unwritten
            self._next_unwritten += 1
            self._unwritten[card_id] = user_id, Card(card_id, request, ())
            if len(self._unwritten) > _MOST_UNWRITTEN:
                del self._unwritten[next(iter(self._unwritten))]
            return card_id

    async def _open(self, user_id: int, request: str) -> int:
        now = self._database.now()
        async with self._database.transaction() as connection:
            await upsert_person(connection, user_id, now)
            await connection.execute("DELETE FROM cards WHERE touched_at < ?", (now - _KEPT_FOR,))
            await connection.execute(
                """
                DELETE FROM cards WHERE card_id IN (
                    SELECT card_id FROM cards WHERE user_id = ?
                    ORDER BY card_id DESC LIMIT -1 OFFSET ?
                )
                """,
                (user_id, MOST_CARDS - 1),
            )
            rows = await connection.execute_fetchall(
                "INSERT INTO cards (user_id, request, touched_at) VALUES (?, ?, ?)"
                " RETURNING card_id",
                (user_id, request, now),
            )
            (row,) = rows
            return int(row["card_id"])

    async def shown_lately(self, user_id: int, request: str, seconds: float) -> tuple[int, ...]:
        """The films of a person's cards that were asked for just so, in the order they came up.

        Args:
            seconds: since something new was shown on such a card, at most.
        """
        rows = await self._database.read(
            """
            SELECT movie_id FROM cards JOIN card_films USING (card_id)
            WHERE user_id = ? AND request = ? AND touched_at >= ? ORDER BY card_id, position
            """,
            (user_id, request, self._database.now() - seconds),
        )
        return tuple(dict.fromkeys(row["movie_id"] for row in rows))

    async def set_request(self, card_id: int, user_id: int, request: str) -> bool:
        """Ask for something else on a card that has not shown anything yet.

        Returns:
            Whether that is so now; False when it is no such card, or has shown a film.
        """
        if card_id in self._unwritten:
            owner, card = self._unwritten[card_id]
            if owner != user_id or card.films:
                return False
            self._unwritten[card_id] = owner, replace(card, request=request)
            return True
        async with self._database.transaction() as connection:
            rows = await connection.execute_fetchall(
                """
                UPDATE cards SET request = :request
                WHERE card_id = :card_id AND user_id = :user_id
                AND card_id NOT IN (SELECT card_id FROM card_films)
                RETURNING card_id
                """,
                {"card_id": card_id, "user_id": user_id, "request": request},
            )
            return bool(list(rows))

    async def find(self, card_id: int, user_id: int) -> Card | None:
        """The card, or None when it is too old, somebody else's, or never was."""
        if card_id in self._unwritten:
            owner, card = self._unwritten[card_id]
            return card if owner == user_id else None
        rows = await self._database.read(
            """
            SELECT request, movie_id FROM cards LEFT JOIN card_films USING (card_id)
            WHERE card_id = ? AND user_id = ? ORDER BY position
            """,
            (card_id, user_id),
        )
        films = tuple(row["movie_id"] for row in rows if row["movie_id"] is not None)
        return Card(card_id, rows[0]["request"], films) if rows else None

    async def latest(self, user_id: int) -> Card | None:
        """The card that this person began last, of those that have shown a film."""
        mine = (card for owner, card in reversed(self._unwritten.values()) if owner == user_id)
        unwritten = next((card for card in mine if card.films), None)
        if unwritten is not None:
            return unwritten
        rows = await self._database.read(
            """
            SELECT card_id FROM cards
            WHERE user_id = ? AND card_id IN (SELECT card_id FROM card_films)
            ORDER BY card_id DESC LIMIT 1
            """,
            (user_id,),
        )
        return await self.find(int(rows[0]["card_id"]), user_id) if rows else None

    async def show(self, card_id: int, position: int, movie_id: int) -> int | None:
        """Put the film at `position`, unless one is there already.

        Returns:
            The film that is there now, which others may have put there; None without the card.

        Raises:
            ValueError: no film is at the position before.
        """
        if card_id in self._unwritten:
            self._put_unwritten(card_id, position, [movie_id])
            return self._unwritten[card_id][1].films[position]
        async with self._database.transaction() as connection:
            await self._put(connection, card_id, position, [movie_id])
            rows = await connection.execute_fetchall(
                "SELECT movie_id FROM card_films WHERE card_id = ? AND position = ?",
                (card_id, position),
            )
            return next((int(row["movie_id"]) for row in rows), None)

    async def show_all(self, card_id: int, position: int, movie_ids: Sequence[int]) -> None:
        """Put films at `position` and those after it, unless one is there already.

        Raises:
            ValueError: no film is at the position before.
        """
        if card_id in self._unwritten:
            self._put_unwritten(card_id, position, movie_ids)
            return
        async with self._database.transaction() as connection:
            await self._put(connection, card_id, position, movie_ids)

    def _put_unwritten(self, card_id: int, position: int, movie_ids: Sequence[int]) -> None:
        owner, card = self._unwritten[card_id]
        _check_position(position, len(card.films))
        if position == len(card.films):
            self._unwritten[card_id] = owner, replace(card, films=(*card.films, *movie_ids))

    async def _put(
        self,
        connection: aiosqlite.Connection,
        card_id: int,
        position: int,
        movie_ids: Sequence[int],
    ) -> None:
        known = await connection.execute_fetchall(
            """
            SELECT (SELECT count(*) FROM card_films WHERE card_id = :card_id) AS n_films
            FROM cards WHERE card_id = :card_id
            """,
            {"card_id": card_id},
        )
        for card in known:
            n_films = card["n_films"]
            _check_position(position, n_films)
            if position == n_films and movie_ids:
                await connection.executemany(
                    "INSERT INTO card_films VALUES (?, ?, ?)",
                    [(card_id, place, each) for place, each in enumerate(movie_ids, position)],
                )
                await connection.execute(
                    "UPDATE cards SET touched_at = ? WHERE card_id = ?",
                    (self._database.now(), card_id),
                )


def _check_position(position: int, n_films: int) -> None:
    if not 0 <= position <= n_films:
        raise ValueError(f"position {position} of a card that shows {n_films} films")
