"""Titles as other places may write them: one change each, of a film that allows it."""

import re
import unicodedata
from collections.abc import Callable, Sequence

import numpy as np

from core.catalog.films import Film

_ARTICLE = re.compile(r"(The|A|An|La|Le|Les|El|Los|Der|Das|Il) (.+)|(L')(.+)")
_SUBTITLE = re.compile(r"(: | - | \()")
_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_TYPO_FROM = 6  # letters; a slip in "Her" makes it another title

Written = tuple[str, int | None] | None  # title and year; None: that film cannot differ so
Change = Callable[[Film, Sequence[str], np.random.Generator], Written]


def _none(film: Film, _subtitles: Sequence[str], _rng: np.random.Generator) -> Written:
    return film.title, film.year


def _article_moved(film: Film, _subtitles: Sequence[str], _rng: np.random.Generator) -> Written:
    match = _ARTICLE.fullmatch(film.title)
    return (f"{match[2] or match[4]}, {match[1] or match[3]}", film.year) if match else None


def _article_dropped(film: Film, _subtitles: Sequence[str], _rng: np.random.Generator) -> Written:
    match = _ARTICLE.fullmatch(film.title)
    return (match[2] or match[4], film.year) if match else None


def _and(film: Film, _subtitles: Sequence[str], _rng: np.random.Generator) -> Written:
    if " & " in film.title:
        return film.title.replace(" & ", " and "), film.year
    return _changed(film, film.title.replace(" and ", " & "))


def _accents_dropped(film: Film, _subtitles: Sequence[str], _rng: np.random.Generator) -> Written:
    plain = unicodedata.normalize("NFKD", film.title)
    return _changed(film, "".join(char for char in plain if not unicodedata.combining(char)))


def _punctuation(film: Film, _subtitles: Sequence[str], _rng: np.random.Generator) -> Written:
    title = film.title.replace("...", "…").replace(": ", " - ").replace(".", "").replace(",", "")
    return _changed(film, title.replace("-", "–").replace("'", "’").replace("!", ""))


def _numeral(film: Film, _subtitles: Sequence[str], _rng: np.random.Generator) -> Written:
    words = film.title.split(" ")
    for place, word in enumerate(words[1:], start=1):
        if word in _NUMERALS[1:]:
            number = str(_NUMERALS.index(word) + 1)
        elif word.isdecimal() and 1 < int(word) <= len(_NUMERALS):
            number = _NUMERALS[int(word) - 1]
        else:
            continue
        return " ".join([*words[:place], number, *words[place + 1 :]]), film.year
    return None


def _subtitle_dropped(film: Film, _subtitles: Sequence[str], _rng: np.random.Generator) -> Written:
    head, *rest = _SUBTITLE.split(film.title, maxsplit=1)
    return (head, film.year) if rest else None


def _subtitle_added(film: Film, subtitles: Sequence[str], rng: np.random.Generator) -> Written:
    if _SUBTITLE.search(film.title):
        return None
    return f"{film.title}: {subtitles[int(rng.integers(len(subtitles)))]}", film.year


def _other_title(film: Film, _subtitles: Sequence[str], rng: np.random.Generator) -> Written:
    others = film.alternative_titles
    return (others[int(rng.integers(len(others)))], film.year) if others else None


def _next_year(film: Film, _subtitles: Sequence[str], rng: np.random.Generator) -> Written:
    return None if film.year is None else (film.title, film.year + int(rng.choice((-1, 1))))


def _no_year(film: Film, _subtitles: Sequence[str], _rng: np.random.Generator) -> Written:
    return film.title, None


def _typo(film: Film, _subtitles: Sequence[str], rng: np.random.Generator) -> Written:
    places = [place for place, char in enumerate(film.title) if char.isalpha() and place]
    if len(places) < _TYPO_FROM:
        return None
    at = places[int(rng.integers(len(places)))]
    before, letter, after = film.title[:at], film.title[at], film.title[at + 1 :]
    other = _LETTERS[int(rng.integers(len(_LETTERS)))]
    slips = (
        before + after,
        before + letter + letter + after,
        before + other + after,
        before[:-1] + letter + before[-1] + after,
    )
    return _changed(film, slips[int(rng.integers(len(slips)))])


def _changed(film: Film, title: str) -> Written:
    return (title, film.year) if title != film.title else None


DIFFERENCES: dict[str, Change] = {
    "none": _none,
    "article moved": _article_moved,
    "article dropped": _article_dropped,
    "& and and": _and,
    "accents dropped": _accents_dropped,
    "punctuation": _punctuation,
    "numeral": _numeral,
    "subtitle dropped": _subtitle_dropped,
    "subtitle added": _subtitle_added,
    "other title": _other_title,
    "year off by one": _next_year,
    "no year": _no_year,
    "typo": _typo,
}
