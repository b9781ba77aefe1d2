"""Films that go by a number: which film "terminator 2", "star wars 5" or "matrix 2" may mean.

Some have the number in their title; others are only counted, in the order in which they came out.
That is a guess worth a question, never an answer.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.catalog.films import Catalog, Film
from core.titles.search import TitleIndex, TitleMatch
from core.titles.text import Relation, fold, without_article

_N_MATCHES = 60  # films of one series, and what else is like its name
_LAST_NUMBER = 20  # "2049" in a title does not count the films before it
_SHARED_GENRES = 0.5  # of all genres of two films; a sequel is much the same
_KNOWN = 0.01  # of the ratings of the film it goes on from; less has only its name: "Alien Escape"
_PART = re.compile(
    r"(?P<series>.+?)(?: \|)?(?: (?:part|vol|volume|chapter|episode))?"
    r" (?P<number>\d{1,2})(?: \|.*)?"
)
_FIRST = 1
_SOON = 4  # years from one part of a series without numbers to the next
_SEVERAL = 2  # films that go on from a name of one word, or it is chance: "Glory Road"


@dataclass(frozen=True, slots=True)
class Series:
    """What is known of a film and of those that go on from it."""

    last_number: int  # the newest one is this film of the series; 1: nothing goes on from it
    last_year: int  # in which one came out; 0 where no year is known


def series_of(titles: TitleIndex, film: Film, name: str) -> Series:
    """The series that a film begins, `name` being what a person called it."""
    folded = fold(name)
    matches = titles.search(name, _N_MATCHES)
    longer = _longer(titles.catalog, matches, folded, film)
    members = [film, *(each for each in longer if _year(each) > _year(film))]
    counted = list(_count(sorted(members, key=_year), folded))
    return Series(max(place for place, _ in counted), max(_year(each) for each in members))


def film_by_title(titles: TitleIndex, text: str) -> Film | None:
    """The film that a text with a number in it names: all of its name, or where it begins."""
    best = titles.search(text, 1)
    if best and best[0].relation >= Relation.BEGINNING:
        return best[0].film
    return titles.resolve(text).film


def film_by_count(titles: TitleIndex, series: str, number: int) -> Film | None:
    """The film that came out as this one of a series, counting from 1; None if it is the first.

    A series is a film and what goes on from its name, with a subtitle or else of much the same
    genres and not quite unknown, later: "The Matrix", "The Matrix Reloaded". A number in a title
    sets the count.
    """
    name = fold(series)
    matches = titles.search(series, _N_MATCHES)
    exact = [match.film for match in matches if match.exact]
    if len(exact) > 1:
        return None  # remakes follow no order
    meant = titles.resolve(series).film
    first = next((film for film in exact if film == meant), None)
    members = _longer(titles.catalog, matches, name, first)
    if not members or number < _SEVERAL:
        return None
    if first is not None:
        members = [first, *(film for film in members if _year(film) > _year(first))]
    counted = _count(sorted(members, key=_year), name)
    return next((film for place, film in counted if place == number and film != meant), None)


@lru_cache(1)
def earlier_parts(titles: TitleIndex) -> Mapping[int, tuple[int, ...]]:
    """For each film that goes on from others those that came out before it, oldest first.

    By item index. A series has numbers, a first part among them or a film of its bare name; or a
    name in front of a colon, much the same genres, and no more than four years from one to the
    next. What only shares a name is left out, and who cannot be told apart has no earlier parts.
    """
    names = {item: without_article(name) for item, name in reversed([*titles.names()])}
    found: dict[int, tuple[int, ...]] = {}
    for series in (*_numbered(titles.catalog, names), *_subtitled(titles.catalog, names)):
        for place, item in enumerate(series):
            before = tuple(each for each in series[:place] if _came_before(titles, each, item))
            if before:
                found.setdefault(item, before)
    return found


def _numbered(catalog: Catalog, names: Mapping[int, str]) -> Iterator[list[int]]:
    parts: dict[str, dict[int, int]] = defaultdict(dict)  # series → item → number
    called: dict[str, list[int]] = defaultdict(list)
    for item, name in names.items():
        called[name].append(item)
        part = _PART.fullmatch(name)
        if part is not None and _FIRST <= int(part["number"]) <= _LAST_NUMBER:
            parts[part["series"]][item] = int(part["number"])
    for name, numbers in parts.items():
        oldest = min(_year(catalog.films[item]) for item in numbers)
        bare = [item for item in called[name] if _year(catalog.films[item]) < oldest]
        if bare:
            numbers[max(bare, key=lambda item: _year(catalog.films[item]))] = _FIRST
        if _FIRST in numbers.values():
            yield sorted(numbers, key=lambda item: _year(catalog.films[item]))


def _subtitled(catalog: Catalog, names: Mapping[int, str]) -> Iterator[list[int]]:
    begun: dict[str, list[int]] = defaultdict(list)
    for item, name in names.items():
        if " | " in name:
            begun[name.partition(" | ")[0]].append(item)
    for items in begun.values():
        chain: list[int] = []
        for item in sorted(items, key=lambda item: _year(catalog.films[item])):
            film = catalog.films[item]
            last = catalog.films[chain[-1]] if chain else film
            if _year(film) - _year(last) > _SOON or not _goes_on(catalog, film, last):
                yield chain
                chain = []
            chain.append(item)
        yield chain


def _came_before(titles: TitleIndex, one: int, other: int) -> bool:
    films = titles.catalog.films
    return 0 < _year(films[one]) < _year(films[other])


def _longer(
    catalog: Catalog, matches: Sequence[TitleMatch], name: str, first: Film | None
) -> list[Film]:
    """The films whose names go on from this one; `first` is the film of that very name."""
    by_part = [match.film for match in matches if _has_part(match, name)]
    begun = [match.film for match in matches if _begins(match, name) and match.film not in by_part]
    leader = first or next(iter([*by_part, *begun]), None)
    alike = [film for film in begun if leader is not None and _goes_on(catalog, film, leader)]
    is_word = " " not in without_article(name)
    if is_word and (len(alike) < _SEVERAL or 2 * len(alike) < len(begun)):
        return by_part
    return [*by_part, *alike]


def _has_part(match: TitleMatch, name: str) -> bool:
    """Whether a name is a part of a film's title, perhaps with a number after it."""
    if match.relation is Relation.BEGINNING:
        return _own_number(match.film, name) is not None
    return match.relation is Relation.PART


def _begins(match: TitleMatch, name: str) -> bool:
    """Whether a film's name, or a part of its title ("X2: X-Men United"), begins with this one."""
    if match.relation is Relation.INSIDE:
        pieces = fold(match.film.title).split(" | ")
        return any(f"{piece} ".startswith(f"{name} ") for piece in pieces)
    return match.relation is Relation.BEGINNING


def _count(films: Sequence[Film], name: str) -> Iterator[tuple[int, Film]]:
    place = 0
    for film in films:
        place = _own_number(film, name) or place + 1
        yield place, film


def _own_number(film: Film, name: str) -> int | None:
    """The number that follows the name of a series in the title of a sequel."""
    found = re.search(rf"\b{re.escape(without_article(name))}(?: \|)? (\d+)\b", fold(film.title))
    return int(found[1]) if found and int(found[1]) <= _LAST_NUMBER else None


def _goes_on(catalog: Catalog, film: Film, leader: Film) -> bool:
    """Whether a film that shares the beginning of its name with another may be its sequel."""
    either = set(film.genres) | set(leader.genres)
    if len(set(film.genres) & set(leader.genres)) < _SHARED_GENRES * max(len(either), 1):
        return False
    return _n_ratings(catalog, film) >= _KNOWN * _n_ratings(catalog, leader)


def _n_ratings(catalog: Catalog, film: Film) -> int:
    index = catalog.index_of(film.movie_id)
    return int(catalog.rating_count[index]) if index is not None else 0


def _year(film: Film) -> int:
    return film.year or 0
