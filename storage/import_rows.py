"""One row of a file that somebody has brought: what it says, and which film it seems to mean."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import aiosqlite

from core.catalog.ratings import is_star_rating

_TITLE_LENGTH = 100  # characters that are kept; more than anybody is shown


class RowKind(StrEnum):
    """What a row of a file says of a film."""

    RATED = "rated"
    SEEN = "seen"
    WANTED = "wanted"


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One row of a file, and which film it seems to mean.

    Raises:
        ValueError: stars that are no star rating, or that do not go with the kind.
    """

    position: int  # in the file, from 0
    title: str
    year: int | None
    kind: RowKind
    stars: float | None  # exactly when RATED
    movie_id: int | None  # None: no film was recognized, or the person said it is none
    # Movie ids to choose from, the likeliest first. With a film: it is one, and was taken for it
    # with a doubt, so that it does not count before it is settled.
    guesses: tuple[int, ...] = ()
    told_at: int | None = None  # seconds since 1970 UTC, when the file says so
    settled: bool = False  # the person has decided about `movie_id`

    def __post_init__(self) -> None:
        if (self.kind is RowKind.RATED) != (self.stars is not None):
            raise ValueError(f"a row that is {self.kind} with {self.stars} stars")
        if self.stars is not None and not is_star_rating(self.stars):
            raise ValueError(f"{self.stars} is not a star rating")


class RowChoice(StrEnum):
    """Which rows of an import to look at."""

    ALL = "all"
    DOUBTED = "doubted"  # with guesses; also when the person has decided, so that it stays a list
    LIKELY = "likely"  # DOUBTED, with a film that the person has not confirmed
    UNKNOWN = "unknown"  # no film was recognized, and none is like it


ROW = "position, title, year, kind, stars, movie_id, guesses, told_at, settled"
CONDITION_OF = {
    RowChoice.ALL: "1",
    RowChoice.DOUBTED: "guesses <> '[]'",
    RowChoice.LIKELY: "guesses <> '[]' AND movie_id IS NOT NULL AND NOT settled",
    RowChoice.UNKNOWN: "movie_id IS NULL AND guesses = '[]'",
}


async def insert_rows(
    connection: aiosqlite.Connection, import_id: int, rows: Iterable[ImportRow]
) -> None:
    """Write down all rows of a new import, inside the caller's transaction."""
    await connection.executemany(
        f"INSERT INTO import_rows (import_id, {ROW}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
        (  # put together as SQLite takes them, in its thread
            (
                import_id,
                row.position,
                row.title[:_TITLE_LENGTH],
                row.year,
                row.kind,
                row.stars,
                row.movie_id,
                json.dumps(row.guesses),
                row.told_at,
                row.settled,
            )
            for row in rows
        ),
    )


def import_row(row: sqlite3.Row) -> ImportRow:
    """A row of the table, its columns as `ROW` names them."""
    return ImportRow(
        position=row["position"],
        title=row["title"],
        year=row["year"],
        kind=RowKind(row["kind"]),
        stars=row["stars"],
        movie_id=row["movie_id"],
        guesses=tuple(json.loads(row["guesses"])),
        told_at=row["told_at"],
        settled=bool(row["settled"]),
    )
