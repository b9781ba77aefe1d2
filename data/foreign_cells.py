"""What stands in a field of somebody's list, as a value; None where it is nothing of the kind."""

import re
from datetime import UTC, datetime
from functools import lru_cache

from core.catalog.ratings import is_star_rating
from core.titles.text import fold
from data.cells import whole

_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{1,4})?", re.ASCII)
_YEAR = re.compile(r"((?:18|19|20|21)\d\d)(?:[.,]0+)?", re.ASCII)  # spreadsheets write 1995.0
_IMDB_ID = re.compile(r"(?:tt)?(\d{1,12})(?:\.0+)?", re.ASCII)
_SECONDS = re.compile(r"\d{9,11}(?:\.\d+)?", re.ASCII)
_MAX_SECONDS = 10**11  # in the year 5138; what is later are milliseconds
_POINTS_A_STAR = 2
# As IMDb writes the types of titles, in several languages: "tvMiniSeries", "TV Series", "Serie TV",
# "TV-Serie", "TV Episode", "Episodio", "Video Game", "Podcast Series".
_NO_FILM = ("serie", "episod", "game", "podcast", "musicvideo")


def stars_from(text: str) -> float | None:
    """A rating in stars, "4.5" or "4,5"."""
    stars = _number(text)
    return stars if stars is not None and is_star_rating(stars) else None


def stars_from_points(text: str) -> float | None:
    """A rating from 1 to 10, in stars."""
    points = _number(text)
    if points is None or not points.is_integer():
        return None
    return stars_from(str(points / _POINTS_A_STAR))


def year_from(text: str) -> int | None:
    """A year of release."""
    match = _YEAR.fullmatch(text)
    return int(match[1]) if match else None


def whole_from(text: str) -> int | None:
    """An id of MovieLens or TMDB."""
    return whole(text)


def imdb_id_from(text: str) -> int | None:
    """114709 of "tt0114709" or "0114709"; no film has the number 0."""
    match = _IMDB_ID.fullmatch(text)
    return (int(match[1]) or None) if match else None


def time_from(text: str) -> int | None:
    """Seconds since 1970 UTC, of seconds or of a date as ISO 8601 writes it, with a time or not."""
    if _SECONDS.fullmatch(text):
        seconds = float(text)
    else:
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            return None
        seconds = moment.replace(tzinfo=moment.tzinfo or UTC).timestamp()
    return int(seconds) if 0 <= seconds < _MAX_SECONDS else None


@lru_cache(64)  # a list has a handful of types
def is_series(text: str) -> bool:
    """Whether a type of title, as IMDb says it, is no film; what is not known may be one."""
    kind = "".join(filter(str.isalnum, fold(text)))
    return any(word in kind for word in _NO_FILM)


def _number(text: str) -> float | None:
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None
