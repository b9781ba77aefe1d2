"""The morning after a movie night: who is to be asked, what they said, and what it adds up to."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from storage.database import Database

_NIGHTS_FOR_FAIRNESS = 20


@dataclass(frozen=True, slots=True)
class Morning:
    """Somebody who is to be asked how a film was."""

    night_id: int
    user_id: int
    movie_id: int


@dataclass(frozen=True, slots=True)
class PastNight:
    """A night that found its film."""

    decided_at: int  # seconds since 1970 UTC
    movie_id: int
    n_members: int
    answers: Mapping[int, float | None]  # user id → stars; without those who did not watch
    listed: frozenset[int] = frozenset()  # movie ids of all that was voted on


class MorningStore:
    """Keeps what people say of the films of their nights."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def due(self, seconds: float) -> list[Morning]:
        """Who was not asked yet about nights that were decided so long ago."""
        rows = await self._database.read(
            """
            SELECT night_id, user_id, movie_id FROM nights JOIN night_members USING (night_id)
            WHERE state = 'decided' AND decided_at <= ? AND asked_at IS NULL ORDER BY place
            """,
            (self._database.now() - seconds,),
        )
        return [Morning(**row) for row in rows]

    async def asked(self, night_id: int, user_id: int) -> None:
        """Note that somebody was asked, or cannot be; they will not be again."""
        async with self._database.transaction() as connection:
            await connection.execute(
                """
                UPDATE night_members SET asked_at = coalesce(asked_at, ?)
                WHERE night_id = ? AND user_id = ?
                """,
                (self._database.now(), night_id, user_id),
            )

    async def answer(self, night_id: int, user_id: int, stars: float | None) -> bool:
        """Note how it was; None: they did not watch. False for who was not there."""
        async with self._database.transaction() as connection:
            rows = await connection.execute_fetchall(
                """
                UPDATE night_members SET stars = ?, answered_at = ?
                WHERE night_id = ? AND user_id = ? RETURNING user_id
                """,
                (stars, self._database.now(), night_id, user_id),
            )
            return bool(list(rows))

    async def watched(self, user_id: int) -> frozenset[int]:
        """The films of somebody's nights, without those that they say they did not watch."""
        rows = await self._database.read(
            """
            SELECT movie_id FROM night_members JOIN nights USING (night_id)
            WHERE user_id = ? AND state = 'decided' AND movie_id IS NOT NULL
            GROUP BY movie_id HAVING sum(answered_at IS NULL OR stars IS NOT NULL)
            """,
            (user_id,),
        )
        return frozenset(row["movie_id"] for row in rows)

    async def past(self, chat_id: int, n_nights: int = _NIGHTS_FOR_FAIRNESS) -> list[PastNight]:
        """The latest nights of a chat that found their film, the newest last."""
        rows = await self._database.read(
            """
            SELECT night_id, decided_at, movie_id, user_id, stars, answered_at, (
                SELECT json_group_array(movie_id) FROM night_films
                WHERE night_films.night_id = night.night_id
            ) AS listed FROM (
                SELECT * FROM nights WHERE chat_id = ? AND state = 'decided'
                ORDER BY decided_at DESC, night_id DESC LIMIT ?
            ) AS night LEFT JOIN night_members USING (night_id)
            ORDER BY decided_at, night_id, place
            """,
            (chat_id, n_nights),
        )
        return [_past_night(list(group)) for _, group in groupby(rows, itemgetter("night_id"))]


def _past_night(rows: Sequence[sqlite3.Row]) -> PastNight:
    """One night, from a row for each of its members, or one without any."""
    members = [row for row in rows if row["user_id"] is not None]
    return PastNight(
        decided_at=rows[0]["decided_at"],
        movie_id=rows[0]["movie_id"],
        n_members=len(members),
        listed=frozenset(json.loads(rows[0]["listed"])),
        answers={
            row["user_id"]: row["stars"]
            for row in members
            if row["stars"] is not None or row["answered_at"] is None
        },
    )
