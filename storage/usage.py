"""How much the bot is used: people, and ratings day by day."""

from dataclasses import dataclass

from storage.database import Database

_DAY = 86_400
_DAYS = 7


@dataclass(frozen=True, slots=True)
class Usage:
    """What the database says of everybody together, in one snapshot."""

    n_people: int
    n_active: int  # people who wrote in the last 24 hours
    n_raters: int  # people with at least one rating
    n_ratings: int
    ratings_by_day: tuple[int, ...]  # given in each of seven spans of 24 hours; the last ends now


class UsageStore:
    """Counts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def read(self) -> Usage:
        """All of it, as of now.

        A rating that was changed counts on each day it was; one that was taken back does not. What
        a file brought counts when it was imported, whatever dates the file gives.
        """
        now = self._database.now()
        rows = await self._database.read(
            """
            WITH given AS (
                SELECT CAST((:now - coalesce(applied_at, changed_at)) / :day AS INTEGER) AS age
                FROM rating_changes LEFT JOIN imports USING (import_id)
                WHERE stars IS NOT NULL AND rating_changes.undone_at IS NULL
            )
            SELECT 'people' AS what, count(*) AS n FROM people
            UNION ALL SELECT 'active', count(*) FROM people WHERE last_seen_at > :now - :day
            UNION ALL SELECT 'raters', count(DISTINCT user_id) FROM ratings
            UNION ALL SELECT 'ratings', count(*) FROM ratings
            UNION ALL SELECT age, count(*) FROM given WHERE age < :days GROUP BY age
            """,
            {"now": now, "day": _DAY, "days": _DAYS},
        )
        counts = {row["what"]: row["n"] for row in rows}
        return Usage(
            counts["people"],
            counts["active"],
            counts["raters"],
            counts["ratings"],
            tuple(counts.get(age, 0) for age in reversed(range(_DAYS))),
        )
