"""Reading "heat 4.5": which part of a text is a title and which part is stars.

A bare number at the end may be either ("Toy Story 3", "terminator 2"). The catalogue decides: where
both readings may name a film, or the number may count a film that came out after the catalogue
ends, the person is asked.
"""

import re
from dataclasses import dataclass
from enum import Enum

from bot.words.languages import ALL_WORDS
from bot.words.problems import Problem
from bot.words.stars_text import RatingText, read_leading_stars, read_rating_text
from bot.words.vocabulary import pattern_of
from core.catalog.films import Film
from core.titles.search import Resolution, TitleIndex
from core.titles.series import film_by_count, film_by_title, series_of
from core.titles.text import Relation, fold, numbers, readings

# The slash was forgotten, or more was said than was needed: "I loved Inception".
_COMMAND = re.compile(rf"^\s*(?:rate|{pattern_of(ALL_WORDS.verdict)})\b[\s:]+(?=\S)", re.IGNORECASE)

# A number may count a sequel that is not here: the next two of a series, or any of one that was
# still going on when the films end.
_NEXT = 2
_GOING_ON = 5  # years

# How well known a film must be (`TitleIndex.popularity`) for nobody to mean a later film instead:
_KNOWN = 0.3  # its very name was typed
_KNOWN_LONG_AGO = 0.55  # and it is old enough to have been made again
_LONG_AGO = 20  # years before the films end
_KNOWN_BY_LESS = 0.75  # something like its name was typed
# The same where the stars are certain, and only the film is not.
_KNOWN_WITH_STARS = 0.25
_KNOWN_WITH_STARS_BY_LESS = 0.6


class Doubt(Enum):
    """Why something else may be meant than the only film that is found."""

    SEQUEL = "sequel"  # the number may count a film that is not here
    NAMESAKE = "namesake"  # few know the film: another one of that name may have come out since


@dataclass(frozen=True, slots=True)
class RatingRequest:
    """What a person wants rated, as far as it is clear."""

    title: str  # as they wrote it
    stars: float | None  # None: they gave none
    meant: Resolution  # of the title
    is_exact: bool  # the title stands in the name of what is meant: no slip was forgiven
    also: Film | None = None  # the number may not be stars: with it, the text may name this film
    doubt: Doubt | None = None  # only where one film is meant
    out_of_ten: float | None = None  # the stars are half of what was given on that scale


def understand(titles: TitleIndex, text: str) -> RatingRequest:
    """Decide between the readings of a text; takes some milliseconds.

    Raises:
        Problem: the stars are out of range, or there is no title.
    """
    reading = read_rating_text(_without_command(titles, text))
    if reading.is_marked and not reading.title:
        raise Problem("problem-stars-without-film")
    if reading.is_bad_number:
        return _by_whole_text(titles, reading)
    meant = titles.resolve(reading.title)
    if reading.stars is None and (led := _led_by_stars(titles, reading, meant)):
        return led
    if reading.stars is None or reading.is_marked:
        doubt = _namesake(titles, reading, meant)
        return RatingRequest(
            reading.title,
            reading.stars,
            meant,
            meant.literal,
            doubt=doubt,
            out_of_ten=reading.out_of_ten,
        )
    whole = film_by_title(titles, reading.text)
    if meant.literal and not titles.resolve(reading.text).literal:
        whole = None  # who spells one title right does not mean another misspelt
    found = (meant.film,) if meant.film else meant.choices
    is_name = whole is not None and _is_named(titles, reading.text)
    if is_name and (not meant.literal or found == (whole,)):
        return _by_whole_text(titles, reading)  # only the whole text is a film: no stars
    if whole is None and reading.stars.is_integer():
        whole = film_by_count(titles, reading.title, int(reading.stars))
    also = whole if found and whole != meant.film else None
    doubt = None
    if also is None:
        doubt = _sequel(titles, reading, meant) or _namesake(titles, reading, meant)
        if doubt is Doubt.SEQUEL and reading.stars == 1:
            also, doubt = meant.film, None  # "matrix 1" is the first one
    return RatingRequest(reading.title, reading.stars, meant, meant.literal, also, doubt)


def _led_by_stars(
    titles: TitleIndex, reading: RatingText, whole: Resolution
) -> RatingRequest | None:
    """What "4 Heat" asks for: a question, since it is an odd way to say it."""
    led = read_leading_stars(reading.text)
    if whole.literal and reading.text[0].isalnum():
        return None  # "12 Monkeys"
    meant = titles.resolve(led.title) if led else Resolution()
    films = (meant.film,) if meant.film else meant.choices
    if led is None or not films or not meant.literal:
        return None
    return RatingRequest(led.title, led.stars, Resolution(choices=films, literal=True), True)


def _sequel(titles: TitleIndex, reading: RatingText, meant: Resolution) -> Doubt | None:
    """Whether a bare number may count a film of a series that is not here."""
    film, number = meant.film, int(reading.stars or 0)
    if film is None or not reading.is_whole or _is_counted(titles, reading.title, film):
        return None
    series = series_of(titles, film, reading.title)
    goes_on = series.last_year >= titles.catalog.last_year - _GOING_ON
    counts = number <= series.last_number + _NEXT
    if number == 1:
        counts = series.last_number > 1
    return Doubt.SEQUEL if goes_on or counts else None


def _namesake(titles: TitleIndex, reading: RatingText, meant: Resolution) -> Doubt | None:
    """Whether somebody may mean a film of this name that came out after the films end."""
    film = meant.film
    if film is None or _is_dated(reading.title) or numbers(fold(reading.title)):
        return None
    popularity = titles.popularity(film)
    is_name = titles.relation(reading.title, film) is Relation.EQUAL
    if reading.stars is None or not reading.is_whole:
        needed = _KNOWN_WITH_STARS if is_name else _KNOWN_WITH_STARS_BY_LESS
    elif is_name:
        is_old = film.year is not None and film.year <= titles.catalog.last_year - _LONG_AGO
        needed = _KNOWN_LONG_AGO if is_old else _KNOWN
    else:
        needed = _KNOWN_BY_LESS
    return Doubt.NAMESAKE if popularity < needed else None


def _is_counted(titles: TitleIndex, title: str, film: Film) -> bool:
    """Whether a title says by itself which film of a series it is: "terminator 2", "heat 1995"."""
    name, _, number = fold(title).rpartition(" ")
    if _is_dated(title) or not number.isdecimal():
        return _is_dated(title)
    if not name:
        return True
    best = titles.search(name, 1)
    return bool(best) and best[0].relation >= Relation.PART and best[0].film != film


def _is_dated(title: str) -> bool:
    return any(each.year is not None for each in readings(title))


def _by_whole_text(titles: TitleIndex, reading: RatingText) -> RatingRequest:
    """The number at the end is no stars.

    Raises:
        Problem: nor is it part of a title.
    """
    meant = titles.resolve(reading.text)
    if not meant.literal:
        raise Problem("problem-star-range")
    return RatingRequest(reading.text, None, meant, is_exact=True)


def _without_command(titles: TitleIndex, text: str) -> str:
    """A text without the "rate" in front of it, unless that begins the name of a film."""
    command = _COMMAND.match(text)
    if command is None or _is_named(titles, text):
        return text
    return text[command.end() :]


def _is_named(titles: TitleIndex, title: str) -> bool:
    best = titles.search(title, 1)
    return bool(best) and best[0].exact
