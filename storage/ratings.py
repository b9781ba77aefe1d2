"""What people think of films, and every change of mind, so that each can be taken back.

`rating_changes` is the story, `ratings` its last page: a film's rating is what the latest change
that has not been undone says. Undoing that change uncovers the one before it, with its date.
"""

from dataclasses import dataclass
from enum import StrEnum

import aiosqlite

from core.ratings import is_star_rating
from storage.database import Database
from storage.people import upsert_person


@dataclass(frozen=True, slots=True)
class UserRating:
    """One film in somebody's profile."""

    movie_id: int  # MovieLens's; the catalogue in service may not know it
    stars: float  # 0.5 … 5.0 in halves
    rated_at: int  # seconds since 1970 UTC, as are all times here


@dataclass(frozen=True, slots=True)
class PersonRating:
    """One rating among everybody's, as training reads them."""

    user_id: int
    movie_id: int
    stars: float
    rated_at: int


@dataclass(frozen=True, slots=True)
class RatingChange:
    """One change of one person's mind about one film."""

    change_id: int  # grows with every change; short enough for callback data
    movie_id: int
    previous_stars: float | None  # None: was not rated
    stars: float | None  # None: the rating was removed
    changed_at: int
    undone_at: int | None


@dataclass(frozen=True, slots=True)
class RatingResult:
    """What `rate` or `remove` led to."""

    change: RatingChange  # what `undo` takes back, also when it happened earlier
    changed: bool  # False: it was so already, and nothing was written about the film
    profile: tuple[UserRating, ...]  # the whole profile afterwards, newest first


class UndoOutcome(StrEnum):
    """How an `undo` ended; only UNDONE changed something."""

    UNDONE = "undone"
    ALREADY_UNDONE = "already undone"
    SUPERSEDED = "superseded"  # the film was rated or removed again since
    UNKNOWN = "unknown"  # no such change, or somebody else's


@dataclass(frozen=True, slots=True)
class UndoResult:
    """What `undo` led to."""

    outcome: UndoOutcome
    change: RatingChange | None  # the change asked about; None exactly when UNKNOWN
    profile: tuple[UserRating, ...]  # the whole profile afterwards, newest first


@dataclass(frozen=True, slots=True)
class RatingTotals:
    """How much the bot has been told."""

    n_people: int  # with at least one rating
    n_ratings: int


class RatingStore:
    """Keeps ratings. Every method is one transaction or one snapshot."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def rate(self, user_id: int, movie_id: int, stars: float) -> RatingResult:
        """Give the film `stars`; a person seen for the first time is remembered.

        The same stars again, for example from an update delivered twice, change nothing and
        return the change that gave them.

        Raises:
            ValueError: `stars` is not one of 0.5, 1.0, … 5.0.
        """
        if not is_star_rating(stars):
            raise ValueError(f"{stars} is not a star rating")
        now = self._database.now()
        async with self._database.transaction() as connection:
            await upsert_person(connection, user_id, now)
            latest = await _latest_change(connection, user_id, movie_id)
            if latest is not None and latest.stars == stars:
                return RatingResult(latest, False, await _profile(connection, user_id))
            change = await _append(connection, user_id, movie_id, float(stars), now)
            return RatingResult(change, True, await _profile(connection, user_id))

    async def remove(self, user_id: int, movie_id: int) -> RatingResult | None:
        """Take the film out of the profile; None when it was never in it.

        Removed already, nothing changes and the earlier removal is returned.
        """
        now = self._database.now()
        async with self._database.transaction() as connection:
            latest = await _latest_change(connection, user_id, movie_id)
            if latest is None:
                return None
            if latest.stars is None:
                return RatingResult(latest, False, await _profile(connection, user_id))
            change = await _append(connection, user_id, movie_id, None, now)
            return RatingResult(change, True, await _profile(connection, user_id))

    async def undo(self, user_id: int, change_id: int) -> UndoResult:
        """Take back one change, if it is the last word on its film; a removal too."""
        async with self._database.transaction() as connection:
            change = await _find_change(connection, user_id, change_id)
            if change is None:
                outcome = UndoOutcome.UNKNOWN
            elif change.undone_at is not None:
                outcome = UndoOutcome.ALREADY_UNDONE
            elif change != await _latest_change(connection, user_id, change.movie_id):
                outcome = UndoOutcome.SUPERSEDED
            else:
                outcome = UndoOutcome.UNDONE
                await connection.execute(
                    "UPDATE rating_changes SET undone_at = ? WHERE change_id = ?",
                    (self._database.now(), change_id),
                )
                await _show_latest(connection, user_id, change.movie_id)
                change = await _find_change(connection, user_id, change_id)
            return UndoResult(outcome, change, await _profile(connection, user_id))

    async def profile(self, user_id: int) -> tuple[UserRating, ...]:
        """Everything the person has rated, newest first; empty for somebody unknown."""
        rows = await self._database.read(_PROFILE, (user_id,))
        return tuple(UserRating(*row) for row in rows)

    async def rating_of(self, user_id: int, movie_id: int) -> UserRating | None:
        """The person's rating of one film, or None."""
        rows = await self._database.read(
            "SELECT movie_id, stars, rated_at FROM ratings WHERE user_id = ? AND movie_id = ?",
            (user_id, movie_id),
        )
        return UserRating(*rows[0]) if rows else None

    async def count(self, user_id: int) -> int:
        """How many films the person has rated."""
        rows = await self._database.read(
            "SELECT count(*) FROM ratings WHERE user_id = ?", (user_id,)
        )
        return int(rows[0][0])

    async def totals(self) -> RatingTotals:
        """How many ratings there are, and from how many people."""
        rows = await self._database.read("SELECT count(DISTINCT user_id), count(*) FROM ratings")
        return RatingTotals(*rows[0])

    async def everyone(self) -> tuple[PersonRating, ...]:
        """Everybody's ratings in one snapshot, by user and movie id."""
        rows = await self._database.read(
            "SELECT user_id, movie_id, stars, rated_at FROM ratings ORDER BY user_id, movie_id"
        )
        return tuple(PersonRating(*row) for row in rows)


_PROFILE = "SELECT movie_id, stars, rated_at FROM ratings WHERE user_id = ? ORDER BY change_id DESC"


async def _profile(connection: aiosqlite.Connection, user_id: int) -> tuple[UserRating, ...]:
    rows = await connection.execute_fetchall(_PROFILE, (user_id,))
    return tuple(UserRating(*row) for row in rows)


async def _append(
    connection: aiosqlite.Connection, user_id: int, movie_id: int, stars: float | None, now: int
) -> RatingChange:
    """Write down a new last word on the film."""
    rows = await connection.execute_fetchall(
        """
        INSERT INTO rating_changes (user_id, movie_id, previous_stars, stars, changed_at)
        VALUES (
            :user_id,
            :movie_id,
            (SELECT stars FROM ratings WHERE user_id = :user_id AND movie_id = :movie_id),
            :stars,
            :now
        )
        RETURNING change_id, movie_id, previous_stars, stars, changed_at, undone_at
        """,
        {"user_id": user_id, "movie_id": movie_id, "stars": stars, "now": now},
    )
    await _show_latest(connection, user_id, movie_id)
    (row,) = rows
    return RatingChange(*row)


async def _show_latest(connection: aiosqlite.Connection, user_id: int, movie_id: int) -> None:
    """Make the film's row in `ratings` say what its latest change says."""
    await connection.execute(
        "DELETE FROM ratings WHERE user_id = ? AND movie_id = ?", (user_id, movie_id)
    )
    latest = await _latest_change(connection, user_id, movie_id)
    if latest is not None and latest.stars is not None:
        await connection.execute(
            """
            INSERT INTO ratings (user_id, movie_id, stars, rated_at, change_id)
            VALUES (?, ?, ?, ?, ?)
            """,
            (user_id, movie_id, latest.stars, latest.changed_at, latest.change_id),
        )


async def _latest_change(
    connection: aiosqlite.Connection, user_id: int, movie_id: int
) -> RatingChange | None:
    """The last change of the film that still counts."""
    rows = await connection.execute_fetchall(
        """
        SELECT change_id, movie_id, previous_stars, stars, changed_at, undone_at
        FROM rating_changes
        WHERE user_id = ? AND movie_id = ? AND undone_at IS NULL
        ORDER BY change_id DESC LIMIT 1
        """,
        (user_id, movie_id),
    )
    return next((RatingChange(*row) for row in rows), None)


async def _find_change(
    connection: aiosqlite.Connection, user_id: int, change_id: int
) -> RatingChange | None:
    rows = await connection.execute_fetchall(
        """
        SELECT change_id, movie_id, previous_stars, stars, changed_at, undone_at
        FROM rating_changes
        WHERE user_id = ? AND change_id = ?
        """,
        (user_id, change_id),
    )
    return next((RatingChange(*row) for row in rows), None)
