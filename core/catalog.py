"""The films one can talk about: MovieLens ids ↔ row indices, titles, years, genres, popularity."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


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
    _index: dict[int, int]

    @classmethod
    def build(
        cls,
        films: Sequence[Film],
        rating_count: NDArray[np.int64],
        rating_sum: NDArray[np.float64],
    ) -> "Catalog":
        """A catalogue in the order of `films`.

        Raises:
            ValueError: the arrays differ in length, or two films share a movie id.
        """
        if not len(films) == rating_count.size == rating_sum.size:
            raise ValueError("films and their rating counts differ in length")
        index = {film.movie_id: position for position, film in enumerate(films)}
        if len(index) != len(films):
            raise ValueError("two films share a movie id")
        return cls(tuple(films), rating_count, rating_sum, index)

    def __len__(self) -> int:
        return len(self.films)

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
