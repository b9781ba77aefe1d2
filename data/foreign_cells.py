"""What stands in a field of somebody's list, as a value; None where it is nothing of the kind."""

import math
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache

from core.catalog.ratings import is_star_rating
from core.titles.text import fold
from data.cells import whole
from data.foreign_rows import ForeignKind

_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{1,4})?", re.ASCII)
_ZERO = re.compile(r"0+(?:[.,]0+)?", re.ASCII)
_YEAR = re.compile(
    r"(?P<first>(?:18|19|20|21)\d\d)"
    r"(?:[.,]0+|-\d\d-\d\d(?:[T ].*)?|(?P<range>\s*[-–—]\s*(?:\d{4})?))?",
    re.ASCII,
)  # spreadsheets write 1995.0, TMDB a day, IMDb "2010–" of a series
_ANY_YEAR = re.compile(r"(?<![\w-])(?:18|19|20|21)\d\d(?![\w-])", re.ASCII)
_MAX_DATE = 30  # characters
_IMDB_ID = re.compile(r"(?:tt)?(\d{1,12})(?:\.0+)?", re.ASCII)
_DAY_FIRST = re.compile(r"^(\d\d)-(\d\d)-(\d{4})\b", re.ASCII)
_SECONDS = re.compile(r"\d{9,11}(?:\.\d+)?", re.ASCII)
_MAX_SECONDS = 10**11  # in the year 5138; what is later are milliseconds
_STARS = 5
_POINTS = 10
_SOME = 3  # ratings, to say against a place's own scale that they are points
TOPS = (_STARS, _POINTS, 100)  # the best that a scale has, as places use them
# Types of titles that are no films, as IMDb and others write them in the languages of their
# accounts; "Spielfilm" and "spelfilm" are films.
_NO_FILM = (
    *("serie", "serial", "sarja", "sorozat", "сериал", "серия", "dizi", "सीरीज़"),
    *("episod", "epizod", "эпизод", "folge", "avsnitt", "aflevering", "odcinek", "jakso", "एपिसोड"),
    *("game", "videospiel", "computerspiel", "videospel", "datorspel", "dataspel", "tv-spel"),
    *("videospil", "juego", "jeu", "gioco", "jogo", "videopeli", "gra wideo", "игра", "गेम"),
    *("podcast", "подкаст", "पॉडकास्ट", "musi", "muzi", "музык", "म्यूज़िक", "videoclip", "clip vid"),
    *("season", "staffel", "temporada", "saison", "stagione", "audiobook"),
)
_NO_FILM_ALONE = ("tv", "show", "shows", "tv show", "tv shows", "anime", "book", "album", "song")
_STATUS = {
    ForeignKind.WANTED: frozenset(
        {"plantowatch", "planned", "plan", "planning", "ptw", "watchlist", "wishlist", "want"}
        | {"wanted", "towatch", "wanttowatch", "wanttosee", "tosee", "unwatched", "unseen"}
    ),
    ForeignKind.SEEN: frozenset(
        {"completed", "complete", "watched", "seen", "finished", "done", "rewatching"}
        | {"rewatched"}
    ),
}


def top_of(texts: Iterable[str]) -> int | None:
    """The best that the scale of a column of ratings has: 5, 10 or 100; None without a rating.

    A scale is a column's: where somebody gave a 9, their 4 is no ★4. A column that keeps below 6
    may be on either of two scales; 5 is the answer then.
    """
    best = max(
        (value for text in texts if (value := _number(text)) and value <= TOPS[-1]), default=0
    )
    return next((top for top in TOPS if best <= top), None) if best else None


def is_of_points(texts: Iterable[str]) -> bool:
    """Whether a column that should hold stars holds points of ten.

    There are some, all are whole and one is beyond 5; a 9 among half stars is a slip, as is an 11.
    """
    values = [value for text in texts if (value := _number(text)) and value <= _POINTS]
    whole_ones = all(map(float.is_integer, values))
    return whole_ones and len(values) >= _SOME and max(values) > _STARS


def stars_from(text: str, top: int = _STARS) -> float | None:
    """A rating in stars, "4.5" or "4,5"; on a scale with another `top` the half star next to it."""
    value = _number(text)
    if value is None or not 0 < value <= top:
        return None
    if top != _STARS:
        value = max(math.floor(value * _POINTS / top + 0.5), 1) / 2
    return value if is_star_rating(value) else None


def stars_from_points(text: str) -> float | None:
    """A rating from 1 to 10 in whole points, in stars."""
    points = _number(text)
    return stars_from(text, _POINTS) if points is not None and points.is_integer() else None


def is_zero(text: str) -> bool:
    """Whether a field of ratings holds the 0 that some places write where there is none."""
    return _ZERO.fullmatch(text) is not None


def year_from(text: str) -> int | None:
    """A year of release; of a day its year, and of a range the first."""
    if match := _YEAR.fullmatch(text):
        return int(match["first"])
    years = set(_ANY_YEAR.findall(text))  # "(1995)", "15 December 1995", "1995 (USA)"
    return int(years.pop()) if len(years) == 1 and len(text) <= _MAX_DATE else None


def is_range_of_years(text: str) -> bool:
    """Whether it says how long a series ran: "2010–" or "1989–1991"."""
    match = _YEAR.fullmatch(text)
    return match is not None and match["range"] is not None


def whole_from(text: str) -> int | None:
    """An id of MovieLens or TMDB."""
    return whole(text)


def imdb_id_from(text: str) -> int | None:
    """114709 of "tt0114709" or "0114709"; no film has the number 0."""
    match = _IMDB_ID.fullmatch(text)
    return (int(match[1]) or None) if match else None


def time_from(text: str) -> int | None:
    """Seconds since 1970 UTC, of seconds or of a date as ISO 8601 writes it, with a time or not.

    Simkl's "18-12-2023 21:50:41" is one as well: no place writes the month first with dashes.
    """
    if _SECONDS.fullmatch(text):
        seconds = float(text)
    else:
        try:
            moment = datetime.fromisoformat(_DAY_FIRST.sub(r"\3-\2-\1", text))
        except ValueError:
            return None
        seconds = moment.replace(tzinfo=moment.tzinfo or UTC).timestamp()
    return int(seconds) if 0 <= seconds < _MAX_SECONDS else None


@lru_cache(256)  # a list has a handful of types
def is_series(text: str) -> bool:
    """Whether a type of title, as its place says it, is no film; what is not known may be one."""
    kind = _letters(text)
    return kind in _ALONE or any(part in kind for part in _PARTS)


@lru_cache(256)
def said_by_status(text: str) -> ForeignKind | None:
    """What "completed" or "plan to watch" says of a film; None of "watching" or "dropped"."""
    status = _letters(text)
    return next((kind for kind, words in _STATUS.items() if status in words), None)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, fold(text)))


def _number(text: str) -> float | None:
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


_PARTS = tuple(map(_letters, _NO_FILM))
_ALONE = frozenset(map(_letters, _NO_FILM_ALONE))
