"""Reading "heat 4.5": which part of a text is a title and which part is stars.

A bare number at the end may be either ("Toy Story 3", "terminator 2"). The catalogue decides: where
both readings may name a film, the person is asked.
"""

import re
from dataclasses import dataclass

from bot.words.problems import Problem
from bot.words.stars_text import RatingText, read_rating_text
from core.catalog.films import Film
from core.titles.search import Resolution, TitleIndex
from core.titles.series import film_by_count, film_by_title

_COMMAND = re.compile(r"^\s*rate\b[\s:]+(?=\S)", re.IGNORECASE)  # the slash was forgotten


@dataclass(frozen=True, slots=True)
class RatingRequest:
    """What a person wants rated, as far as it is clear."""

    title: str  # as they wrote it
    stars: float | None  # None: they gave none
    meant: Resolution  # of the title
    is_exact: bool  # the title stands in the name of what is meant: no slip was forgiven
    also: Film | None = None  # the number may not be stars: with it, the text may name this film


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
    if reading.stars is None or reading.is_marked:
        return RatingRequest(reading.title, reading.stars, meant, meant.literal)
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
    return RatingRequest(reading.title, reading.stars, meant, meant.literal, also)


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
