"""What people think of films, and every change of mind, so that each can be taken back.

`rating_changes` is the story, `ratings` its last page: a film's rating is what the latest change
that has not been undone says. Undoing that change uncovers the one before it, with its date.
Changes made by an import are undone one by one here, or all together by `storage/imports.py`.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import aiosqlite

from core.catalog.ratings import is_star_rating
from storage.database import Database
from storage.people import upsert_person
from storage.rating_history import FORGET_OLD_CHANGES


@dataclass(frozen=True, slots=True)
class UserRating:
    """One film in somebody's profile."""

    movie_id: int  # MovieLens's; the catalogue in service may not know it
    stars: float  # 0.5 … 5.0 in halves
    rated_at: int  # seconds since 1970 UTC, as are all times here; imported: as the file dates it


@dataclass(frozen=True, slots=True)
class RatingChange:
    """One change of one person's mind about one film."""

    change_id: int  # grows with every change; short enough for callback data
    movie_id: int
    previous_stars: float | None  # None: was not rated
    stars: float | None  # None: the rating was removed
    changed_at: int  # imported: as the file dates it
    undone_at: int | None
    import_id: int | None = None  # the import that brought it; None: said here by hand


@dataclass(frozen=True, slots=True)
class RatingResult:
    """What `rate` or `remove` led to."""

    change: RatingChange  # what `undo` takes back, also when it happened earlier
    changed: bool  # False: it was so already, and nothing was written about the film
    profile: tuple[UserRating, ...]  # the whole profile afterwards, what was said last first


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
    profile: tuple[UserRating, ...]  # the whole profile afterwards, what was said last first


@dataclass(frozen=True, slots=True)
class RatingTotals:
    """How much the bot has been told."""

    n_people: int  # with at least one rating
    n_ratings: int


class RatingOrder(StrEnum):
    """How a profile can be sorted; ratings that are equal in it keep what was said last first."""

    LAST_SAID = "last said"  # an import was said when it was applied, in the order of its dates
    NEWEST = "newest"  # by date: an imported rating may be years old
    BEST = "best"
    WORST = "worst"


class RatingStore:
    """Keeps ratings. Every method is one transaction or one snapshot."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def rate(self, user_id: int, movie_id: int, stars: float) -> RatingResult:
        """Give the film `stars`; a person seen for the first time is remembered.

        The same stars again, for example from an update delivered twice, change nothing and
        return the change that gave them. Had an import given them, they are the person's own from
        now on, and undoing or repeating the import leaves them alone.

        Raises:
            ValueError: `stars` is not one of 0.5, 1.0, … 5.0.
        """
        (result,) = await self.rate_all(user_id, [(movie_id, stars)])
        return result

    async def rate_all(
        self, user_id: int, ratings: Sequence[tuple[int, float]]
    ) -> tuple[RatingResult, ...]:
        """`rate` of several films, movie ids and stars: all of them or none."""
        for _, stars in ratings:
            if not is_star_rating(stars):
                raise ValueError(f"{stars} is not a star rating")
        now = self._database.now()
        async with self._database.transaction() as connection:
            await upsert_person(connection, user_id, now)
            changes = [
                await _rate(connection, user_id, movie_id, stars, now)
                for movie_id, stars in ratings
            ]
            profile = await _profile(connection, user_id)
        return tuple(RatingResult(change, changed, profile) for change, changed in changes)

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
            outcome = await _undo(connection, user_id, change_id, self._database.now())
            change = await _find_change(connection, user_id, change_id)
            return UndoResult(outcome, change, await _profile(connection, user_id))

    async def undo_between(self, user_id: int, first: int, last: int) -> int:
        """`undo` of the person's changes from one id to another, all or none; how many it took."""
        async with self._database.transaction() as connection:
            rows = await connection.execute_fetchall(
                """
                SELECT change_id FROM rating_changes
                WHERE user_id = ? AND change_id BETWEEN ? AND ? AND undone_at IS NULL
                ORDER BY change_id DESC
                """,
                (user_id, first, last),
            )
            now = self._database.now()
            outcomes = [await _undo(connection, user_id, row["change_id"], now) for row in rows]
        return outcomes.count(UndoOutcome.UNDONE)

    async def profile(
        self, user_id: int, order: RatingOrder = RatingOrder.LAST_SAID
    ) -> tuple[UserRating, ...]:
        """Everything the person has rated; empty for somebody unknown."""
        rows = await self._database.read(_PROFILE, (user_id,))
        return in_order(_user_ratings(rows), order)

    async def rating_of(self, user_id: int, movie_id: int) -> UserRating | None:
        """The person's rating of one film, or None."""
        rows = await self._database.read(
            "SELECT movie_id, stars, rated_at FROM ratings WHERE user_id = ? AND movie_id = ?",
            (user_id, movie_id),
        )
        return UserRating(**rows[0]) if rows else None

    async def count(self, user_id: int) -> int:
        """How many films the person has rated."""
        rows = await self._database.read(
            "SELECT count(*) AS n_ratings FROM ratings WHERE user_id = ?", (user_id,)
        )
        return int(rows[0]["n_ratings"])

    async def totals(self) -> RatingTotals:
        """How many ratings there are, and from how many people."""
        rows = await self._database.read(
            "SELECT count(DISTINCT user_id) AS n_people, count(*) AS n_ratings FROM ratings"
        )
        return RatingTotals(**rows[0])


def in_order(profile: Iterable[UserRating], order: RatingOrder) -> tuple[UserRating, ...]:
    """Sort a whole profile that `RatingStore` has returned in the order LAST_SAID."""
    match order:
        case RatingOrder.LAST_SAID:
            return tuple(profile)
        case RatingOrder.NEWEST:
            return tuple(sorted(profile, key=lambda rating: -rating.rated_at))
        case RatingOrder.BEST:
            return tuple(sorted(profile, key=lambda rating: -rating.stars))
        case RatingOrder.WORST:
            return tuple(sorted(profile, key=lambda rating: rating.stars))


_CHANGE = "change_id, movie_id, previous_stars, stars, changed_at, undone_at, import_id"
_PROFILE = "SELECT movie_id, stars, rated_at FROM ratings WHERE user_id = ? ORDER BY change_id DESC"


async def _rate(
    connection: aiosqlite.Connection, user_id: int, movie_id: int, stars: float, now: int
) -> tuple[RatingChange, bool]:
    """The change that gives these stars, and whether it is new."""
    latest = await _latest_change(connection, user_id, movie_id)
    if latest is None or latest.stars != stars:
        return await _append(connection, user_id, movie_id, float(stars), now), True
    if latest.import_id is not None:
        latest = await _adopt(connection, latest)
    return latest, False


async def _undo(
    connection: aiosqlite.Connection, user_id: int, change_id: int, now: int
) -> UndoOutcome:
    change = await _find_change(connection, user_id, change_id)
    if change is None:
        return UndoOutcome.UNKNOWN
    if change.undone_at is not None:
        return UndoOutcome.ALREADY_UNDONE
    if change != await _latest_change(connection, user_id, change.movie_id):
        return UndoOutcome.SUPERSEDED
    await connection.execute(
        "UPDATE rating_changes SET undone_at = ? WHERE change_id = ?", (now, change_id)
    )
    await _show_latest(connection, user_id, change.movie_id)
    return UndoOutcome.UNDONE


async def _profile(connection: aiosqlite.Connection, user_id: int) -> tuple[UserRating, ...]:
    rows = await connection.execute_fetchall(_PROFILE, (user_id,))
    return _user_ratings(rows)


def _user_ratings(rows: Iterable[sqlite3.Row]) -> tuple[UserRating, ...]:
    # Column by column: `**row` takes half as long again, and a profile may hold thousands.
    return tuple(UserRating(row["movie_id"], row["stars"], row["rated_at"]) for row in rows)


async def _append(
    connection: aiosqlite.Connection, user_id: int, movie_id: int, stars: float | None, now: int
) -> RatingChange:
    """Write down a new last word on the film."""
    rows = await connection.execute_fetchall(
        f"""
        INSERT INTO rating_changes (user_id, movie_id, previous_stars, stars, changed_at)
        VALUES (
            :user_id,
            :movie_id,
            (SELECT stars FROM ratings WHERE user_id = :user_id AND movie_id = :movie_id),
            :stars,
            :now
        )
        RETURNING {_CHANGE}
        """,  # noqa: S608
        {"user_id": user_id, "movie_id": movie_id, "stars": stars, "now": now},
    )
    await _show_latest(connection, user_id, movie_id)
    await connection.execute(
        FORGET_OLD_CHANGES.format(which="movie_id = :movie_id"),
        {"user_id": user_id, "movie_id": movie_id},
    )
    (row,) = rows
    return RatingChange(**row)


async def _adopt(connection: aiosqlite.Connection, imported: RatingChange) -> RatingChange:
    """Make a change that an import brought the person's own."""
    await connection.execute(
        "UPDATE rating_changes SET import_id = NULL WHERE change_id = ?", (imported.change_id,)
    )
    return replace(imported, import_id=None)


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
        f"""
        SELECT {_CHANGE} FROM rating_changes
        WHERE user_id = ? AND movie_id = ? AND undone_at IS NULL
        ORDER BY change_id DESC LIMIT 1
        """,  # noqa: S608
        (user_id, movie_id),
    )
    return next((RatingChange(**row) for row in rows), None)


async def _find_change(
    connection: aiosqlite.Connection, user_id: int, change_id: int
) -> RatingChange | None:
    rows = await connection.execute_fetchall(
        f"SELECT {_CHANGE} FROM rating_changes WHERE user_id = ? AND change_id = ?",  # noqa: S608
        (user_id, change_id),
    )
    return next((RatingChange(**row) for row in rows), None)
