"""The films one can talk about: MovieLens ids ↔ row indices, titles, years, genres, popularity."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.catalog.links import FilmLinks
from core.catalog.npz import pack_text, unpack_text

POPULARITY_STEPS = 5  # 1 for the least known films, 5 for the best known
NO_YEAR = 0
_SEPARATOR = "\t"  # between a film's genres, and its other titles, in a file


@dataclass(frozen=True, slots=True)
class Film:
    """One film as people speak of it."""

    movie_id: int
    title: str  # natural word order, without the year: "The Matrix"
    year: int | None
    genres: tuple[str, ...] = ()
    alternative_titles: tuple[str, ...] = ()  # foreign and "a.k.a." titles, natural word order

    @property
    def label(self) -> str:
        """Title and, where it is known, year: "The Matrix (1999)"."""
        return self.title if self.year is None else f"{self.title} ({self.year})"


@dataclass(frozen=True, slots=True, eq=False)
class Catalog:
    """All films of a data set; a film's place in `films` is its item index everywhere."""

    films: tuple[Film, ...]
    rating_count: NDArray[np.int64]  # (n_items,)
    rating_sum: NDArray[np.float64]  # (n_items,), stars
    years: NDArray[np.int64]  # (n_items,), of release, `NO_YEAR` where it is not known
    genres: Mapping[str, NDArray[np.bool_]]  # genre → (n_items,), the films that have it; by name
    popularity: NDArray[np.int64]  # (n_items,), `popularity_steps` of the rating counts
    links: FilmLinks
    _index: dict[int, int]

    @classmethod
    def build(
        cls,
        films: Sequence[Film],
        rating_count: NDArray[np.int64],
        rating_sum: NDArray[np.float64],
        links: FilmLinks | None = None,
    ) -> "Catalog":
        """A catalogue in the order of `films`.

        Args:
            links: in the same order; None where the data set has none.

        Raises:
            ValueError: the arrays differ in length, or two films share a movie id.
        """
        links = FilmLinks.none(len(films)) if links is None else links
        sizes = {rating_count.size, rating_sum.size, links.imdb_id.size, links.tmdb_id.size}
        if sizes != {len(films)}:
            raise ValueError("films and what is known of them differ in length")
        index = {film.movie_id: position for position, film in enumerate(films)}
        if len(index) != len(films):
            raise ValueError("two films share a movie id")
        return cls(
            films=tuple(films),
            rating_count=rating_count,
            rating_sum=rating_sum,
            years=np.array([film.year or NO_YEAR for film in films], np.int64),
            genres=_genre_columns(films),
            popularity=popularity_steps(rating_count),
            links=links,
            _index=index,
        )

    @classmethod
    def from_columns(cls, columns: Mapping[str, NDArray[Any]]) -> "Catalog":
        """What `columns` gave.

        Raises:
            KeyError: a column is missing.
            ValueError: they differ in length, or two films share a movie id.
        """
        rows = zip(
            columns["movie_ids"].tolist(),
            unpack_text(columns["titles"]),
            columns["years"].tolist(),
            unpack_text(columns["genres"]),
            unpack_text(columns["alternatives"]),
            strict=True,
        )
        films = [
            Film(movie_id, title, year or None, _split(genres), _split(alternatives))
            for movie_id, title, year, genres, alternatives in rows
        ]
        links = FilmLinks(columns["imdb_id"], columns["tmdb_id"])
        return cls.build(films, columns["rating_count"], columns["rating_sum"], links)

    def columns(self) -> dict[str, NDArray[Any]]:
        """Everything that is known of the films, as a file keeps it."""
        films = self.films
        return {
            "movie_ids": self.movie_ids,
            "years": np.array([film.year or NO_YEAR for film in films], np.int16),
            "titles": pack_text([film.title for film in films]),
            "genres": pack_text([_SEPARATOR.join(film.genres) for film in films]),
            "alternatives": pack_text([_SEPARATOR.join(film.alternative_titles) for film in films]),
            "rating_count": self.rating_count,
            "rating_sum": self.rating_sum,
            "imdb_id": self.links.imdb_id,
            "tmdb_id": self.links.tmdb_id,
        }

    def __len__(self) -> int:
        return len(self.films)

    @property
    def last_year(self) -> int:
        """In which the newest film came out; later ones are not known. 0 where no year is."""
        return int(self.years.max(initial=NO_YEAR))

    @property
    def movie_ids(self) -> NDArray[np.int64]:
        """MovieLens ids by item index, shape (n_items,)."""
        return np.fromiter(self._index, dtype=np.int64, count=len(self._index))

    def index_of(self, movie_id: int) -> int | None:
        """The item index of a film, None where this data set does not have it."""
        return self._index.get(movie_id)

    def film(self, movie_id: int) -> Film | None:
        """The film with this id, None where this data set does not have it."""
        index = self._index.get(movie_id)
        return None if index is None else self.films[index]


def popularity_steps(rating_count: NDArray[np.int64]) -> NDArray[np.int64]:
    """How well known each film is, from 1 to 5, shape (n_items,).

    Each step has a fifth of all ratings, not of all films: the few films that take the first
    fifth are what everybody has heard of, and the many that share the last one are little known.
    Films with as many ratings as each other stand on one step, so the fifths are not exact; a
    film without ratings stands on the first.
    """
    counts, place = np.unique(rating_count, return_inverse=True)
    mass = np.bincount(place, weights=rating_count, minlength=counts.size)
    below = np.cumsum(mass) - mass / 2  # ratings of less known films, and half of its equals'
    share = below / max(float(mass.sum()), 1.0)
    return np.asarray((1 + np.floor(share * POPULARITY_STEPS)).astype(np.int64)[place])


def _split(joined: str) -> tuple[str, ...]:
    return tuple(joined.split(_SEPARATOR)) if joined else ()


def _genre_columns(films: Sequence[Film]) -> dict[str, NDArray[np.bool_]]:
    members: dict[str, list[int]] = {}
    for index, film in enumerate(films):
        for genre in film.genres:
            members.setdefault(genre, []).append(index)
    columns = {name: np.zeros(len(films), np.bool_) for name in sorted(members)}
    for name, indices in members.items():
        columns[name][indices] = True
    return columns
