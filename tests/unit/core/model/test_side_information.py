"""Features of films that nobody needs to have rated."""

import numpy as np
from numpy.typing import NDArray

from core.catalog.films import Catalog, Film
from core.model.side_information import film_features


def features(*films: tuple[int | None, tuple[str, ...]]) -> NDArray[np.float32]:
    """Of films of a year and genres."""
    numbered = [
        Film(number, f"Film {number}", year, genres)
        for number, (year, genres) in enumerate(films, start=1)
    ]
    nothing = np.zeros(len(numbered))
    return film_features(Catalog.build(numbered, nothing.astype(np.int64), nothing))


def test_genres_have_unit_length_however_many() -> None:
    found = features((1990, ("Drama",)), (1990, ("Comedy", "Drama")), (1990, ()))
    # Comedy, Drama, one period, constant
    half = np.sqrt(0.5)
    np.testing.assert_allclose(found, [[0, 1, 1, 1], [half, half, 1, 1], [0, 0, 1, 1]], rtol=1e-6)
    assert found.dtype == np.float32


def test_years_share_a_period_of_five() -> None:
    found = features((1990, ()), (1994, ()), (1995, ()))
    np.testing.assert_array_equal(found, [[1, 0, 1], [1, 0, 1], [0, 1, 1]])


def test_early_films_and_those_without_a_year_share_one() -> None:
    found = features((1899, ()), (None, ()), (1921, ()), (2016, ()))
    np.testing.assert_array_equal(found[:, :2], [[1, 0], [1, 0], [1, 0], [0, 1]])


def test_every_film_is_in_one_period_and_has_the_constant() -> None:
    found = features(*((year, ("Drama",)) for year in range(1900, 2020)))
    np.testing.assert_array_equal(found[:, 1:-1].sum(axis=1), 1)
    np.testing.assert_array_equal(found[:, -1], 1)


def test_nothing_known_of_any_film_leaves_the_constant() -> None:
    found = features((None, ()), (None, ()))
    assert np.unique(found, axis=0).shape[0] == 1
    np.testing.assert_array_equal(found[:, -1], 1)
