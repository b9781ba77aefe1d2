"""What somebody has told, as csv files to take away: Letterboxd imports them, and so does the bot.

Letterboxd takes a film from Title, Year, imdbID and tmdbID, the stars from Rating, and passes over
columns it does not know: movieId, which leads the bot back to the very film, and when something was
said. That is not called WatchedDate: the day of a rating is not the day of a viewing, and
Letterboxd would write it into the diary. All films of an import count as watched there, so the
watchlist is a file of its own, to be imported on the page of the watchlist.

A title that begins with "=" stays as it is: titles come from the catalogue, never from people, so
no stranger can put a formula into a spreadsheet this way, and a title with a mark before it would
be found nowhere again.
"""

import csv
import io
from collections.abc import Iterable
from datetime import UTC, datetime

from data.foreign_rows import ForeignKind, ForeignRow

COLUMNS = ("Title", "Year", "Rating", "imdbID", "tmdbID", "movieId", "RatedAt")
WATCHLIST_COLUMNS = ("Title", "Year", "imdbID", "tmdbID", "movieId", "AddedAt")


def export_csv(rows: Iterable[ForeignRow]) -> str:
    """The films rated and, without stars, those only seen; what is wanted is passed over.

    A header alone where there are none. `data.foreign.read_foreign` gives the rows back as they
    were, provided that each film is there once and titles have no white space around them.
    """
    return _csv(COLUMNS, (row for row in rows if row.kind is not ForeignKind.WANTED))


def export_watchlist_csv(rows: Iterable[ForeignRow]) -> str:
    """The films wanted, as `export_csv`; others are passed over."""
    return _csv(WATCHLIST_COLUMNS, (row for row in rows if row.kind is ForeignKind.WANTED))


def _csv(columns: tuple[str, ...], rows: Iterable[ForeignRow]) -> str:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(map(_fields, rows))
    return text.getvalue()


def _fields(row: ForeignRow) -> dict[str, object]:
    """By column; None is an empty field."""
    told_at = None
    if row.told_at is not None:
        told_at = datetime.fromtimestamp(row.told_at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    imdb_id = row.film.imdb_id
    return {
        "Title": row.film.title,
        "Year": row.film.year,
        "Rating": None if row.stars is None else f"{row.stars:g}",
        "imdbID": None if imdb_id is None else f"tt{imdb_id:07d}",
        "tmdbID": row.film.tmdb_id,
        "movieId": row.film.movie_id,
        "RatedAt": told_at,
        "AddedAt": told_at,
    }
