"""Films as other places list them, found again in a catalogue: by an id, else by title and year.

Lists are long and nobody reads them twice, so this is stricter than a search: a film is only taken
where one film of the right year answers to the title, up to spelling. Whatever leaves a doubt
stays unmatched, with the films that may be meant.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from core.catalog.films import Catalog, Film
from core.catalog.links import UNKNOWN
from core.titles.by_title import DatedName, Resemblance, TitleMatching
from core.titles.keys import unled
from core.titles.search import TitleIndex
from core.titles.text import fold

N_GUESSES = 3


@dataclass(frozen=True, slots=True)
class FilmReference:
    """A film as somebody else's list has it."""

    title: str  # "" where the list has ids only
    year: int | None = None
    movie_id: int | None = None  # MovieLens
    imdb_id: int | None = None  # 114709 for "tt0114709"
    tmdb_id: int | None = None
    original_title: str = ""  # "" where the list has none, or the same
    is_series: bool = False  # the list says how long it ran; `year` is the first


class MatchedBy(Enum):
    """What a film was recognised by."""

    ID = "id"
    TITLE = "title"  # of the same year up to spelling; or the very title, one year off
    LIKENESS = "likeness"  # a part of the title or a slip in it; the year is the same


@dataclass(frozen=True, slots=True)
class Match:
    """The film of a reference; or, where that is in doubt, what it may be."""

    film: Film | None = None
    by: MatchedBy | None = None  # set exactly where `film` is
    guesses: tuple[Film, ...] = ()  # the likeliest first, up to three; none where `film` is set
    exact: bool = False  # by an id, or by the very name and the very year


def reference_to(catalog: Catalog, movie_id: int) -> FilmReference:
    """How others may find a film; the id alone where the catalogue does not have it."""
    index = catalog.index_of(movie_id)
    if index is None:
        return FilmReference("", movie_id=movie_id)
    film, links = catalog.films[index], catalog.links
    return FilmReference(
        film.title,
        film.year,
        movie_id,
        int(links.imdb_id[index]) or None,
        int(links.tmdb_id[index]) or None,
    )


def match_films(titles: TitleIndex, references: Sequence[FilmReference]) -> list[Match]:
    """The films of a list, in its order.

    An id decides where the catalogue knows such an id, and a film of another id is not even a
    guess; otherwise title and year do: the very title, of the same year or one year off; up to
    spelling, a part of it, or one with a slip, of the same year only. Without a year the title
    must be the very one and leave no choice. The original title says as much as the title.
    """
    catalog = titles.catalog
    ids = _IdTable(catalog)
    by_id = [ids.find(reference) for reference in references]
    rows = {
        row: DatedName(names, reference.year, fold(unled(reference.title)), reference.is_series)
        for row, reference in enumerate(references)
        if by_id[row] is None and (names := _names(reference))
    }
    by_title = TitleMatching(
        titles, rows, lambda row, index: ids.contradicts(references[row], index)
    )
    return [
        _decided(by_title, row, catalog)
        if index is None
        else Match(catalog.films[index], MatchedBy.ID, exact=True)
        for row, index in enumerate(by_id)
    ]


def _decided(matching: TitleMatching, row: int, catalog: Catalog) -> Match:
    best = matching.best(row)
    if best is not None:
        by = MatchedBy.TITLE if best.kind <= Resemblance.SPELLING else MatchedBy.LIKENESS
        return Match(catalog.films[best.item_index], by, exact=best.is_exact)
    likely = matching.likely(row)[:N_GUESSES]
    return Match(guesses=tuple(catalog.films[each.item_index] for each in likely))


def _names(reference: FilmReference) -> tuple[str, ...]:
    both = (fold(reference.title), fold(reference.original_title))
    return tuple(dict.fromkeys(filter(None, both)))


class _IdTable:
    """Films by the ids that a catalogue knows; of two films with one id the better known."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        by_fame = np.argsort(catalog.rating_count, kind="stable")
        self._by_imdb_id = _places(catalog.links.imdb_id, by_fame)
        self._by_tmdb_id = _places(catalog.links.tmdb_id, by_fame)

    def find(self, reference: FilmReference) -> int | None:
        """The item index of the film that an id names."""
        found = (
            None if reference.movie_id is None else self._catalog.index_of(reference.movie_id),
            self._by_imdb_id.get(reference.imdb_id or UNKNOWN),
            self._by_tmdb_id.get(reference.tmdb_id or UNKNOWN),
        )
        return next((index for index in found if index is not None), None)

    def contradicts(self, reference: FilmReference, index: int) -> bool:
        """Whether reference and film have ids of one kind that differ."""
        links = self._catalog.links
        pairs = (
            (reference.movie_id, self._catalog.films[index].movie_id),
            (reference.imdb_id, int(links.imdb_id[index]) or None),
            (reference.tmdb_id, int(links.tmdb_id[index]) or None),
        )
        return any(None not in pair and pair[0] != pair[1] for pair in pairs)


def _places(ids: NDArray[np.int64], order: NDArray[np.int64]) -> dict[int, int]:
    known = order[ids[order] != UNKNOWN]
    return dict(zip(ids[known].tolist(), known.tolist(), strict=True))
