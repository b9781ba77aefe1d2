"""Reading "heat 4.5": which part of a text is a title and which part is stars.

A bare number at the end may be either ("Toy Story 3"). The catalogue decides: where both readings
name a film, the person is asked.
"""

import re
from dataclasses import dataclass

from core.catalog import Film
from core.errors import InputError
from core.ratings import is_star_rating
from core.search import Resolution, TitleIndex

STAR_RANGE = "Stars go from ★0.5 to ★5 in halves, for example: /rate Heat 4.5"

_GLYPH = "[★⭐🌟]"
_NUMBER = r"\d{1,9}(?:[.,]\d{1,9})?"
_AFTER_TITLE = r"^(?P<title>.*?)(?:^|\s+)"
_MARKED = re.compile(
    _AFTER_TITLE
    + rf"""(?:
        (?P<glyphs>{_GLYPH}+)(?P<glyph_half>½)?           # ★★★★½
        | {_GLYPH}\s*(?P<after>{_NUMBER})(?P<after_half>½)?    # ★4.5
        | (?P<before>{_NUMBER})(?P<before_half>½)?\s*(?:/\s*5|{_GLYPH}|stars?)  # 4.5/5, 4 stars
        | (?P<whole>\d)?½                                  # 4½
    )$""",
    re.VERBOSE | re.IGNORECASE,
)
_PLAIN = re.compile(_AFTER_TITLE + rf"(?P<number>[-+−]?{_NUMBER})$")
_YEAR = re.compile(r"(?:18[7-9]|19\d|20\d|21\d)\d")


@dataclass(frozen=True, slots=True)
class RatingText:
    """The readings of one text."""

    text: str  # all of it, as a title
    title: str  # without the part that may be stars; equals `text` where there is none
    stars: float | None  # 0.5 … 5.0, None where nothing can be stars
    is_marked: bool  # the stars are marked as such: they cannot be part of the title
    is_bad_number: bool  # ends with a number that is neither stars nor a year


def read_rating_text(text: str) -> RatingText:
    """Take a text apart.

    Raises:
        InputError: stars are marked as such, but are not 0.5 to 5 in halves.
    """
    text = " ".join(text.replace("\N{VARIATION SELECTOR-16}", "").split())
    if marked := _MARKED.match(text):
        stars = _marked_stars(marked)
        if not is_star_rating(stars):
            raise InputError(STAR_RANGE)
        return RatingText(text, marked["title"], stars, is_marked=True, is_bad_number=False)
    plain = _PLAIN.match(text)
    if plain is None or not plain["title"]:
        return RatingText(text, text, None, is_marked=False, is_bad_number=False)
    number = float(plain["number"].replace(",", ".").replace("−", "-"))
    if is_star_rating(number):
        return RatingText(text, plain["title"], number, is_marked=False, is_bad_number=False)
    is_bad = not _YEAR.fullmatch(plain["number"])
    return RatingText(text, text, None, is_marked=False, is_bad_number=is_bad)


@dataclass(frozen=True, slots=True)
class Request:
    """What a person wants rated, as far as it is clear."""

    title: str  # as they wrote it
    stars: float | None  # None: they gave none
    meant: Resolution  # of the title
    is_exact: bool  # the title is the very name of the film
    also: Film | None = None  # the whole text names this film: the number may be part of its title


def understand(titles: TitleIndex, text: str) -> Request:
    """Decide between the readings of a text; takes some milliseconds.

    Raises:
        InputError: the stars are out of range, or there is no title.
    """
    reading = read_rating_text(text)
    if reading.is_marked and not reading.title:
        raise InputError("Stars for which film? For example: /rate Heat 4.5")
    whole = None if reading.is_marked else _named(titles, reading.text)
    if reading.is_bad_number and whole is None:
        raise InputError(STAR_RANGE)
    title, stars = reading.title, reading.stars
    meant = titles.resolve(title)
    if stars is None or whole is None:
        return Request(title, stars, meant, _named(titles, title) is not None)
    if meant.film is None:  # only the whole text is a film: the number is no stars
        return Request(reading.text, None, titles.resolve(reading.text), is_exact=True)
    return Request(title, stars, meant, _named(titles, title) is not None, also=whole)


def _named(titles: TitleIndex, title: str) -> Film | None:
    """The best-known film that has this very name."""
    best = titles.search(title, 1)
    return best[0].film if best and best[0].exact else None


def _marked_stars(marked: re.Match[str]) -> float:
    if marked["glyphs"]:
        return len(marked["glyphs"]) + (0.5 if marked["glyph_half"] else 0.0)
    number = marked["after"] or marked["before"]
    if number is None:
        return float(marked["whole"] or 0) + 0.5
    half = marked["after_half"] or marked["before_half"]
    return float(number.replace(",", ".")) + (0.5 if half else 0.0)
