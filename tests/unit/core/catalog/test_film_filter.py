"""Which films are meant, and what to give up when there are none."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalog.film_filter import ANY, FilmFilter, suggest_drop
from core.catalog.films import Catalog, Film

FILMS = (
    Film(1, "Airplane!", 1980, ("Comedy",)),
    Film(2, "Scream", 1996, ("Comedy", "Horror")),
    Film(3, "Clueless", 1995, ("Comedy", "Romance")),
    Film(4, "Heat", 1995, ("Crime",)),
    Film(5, "Undated", None, ("Comedy",)),
    Film(6, "Nothing", 2000),
)
CATALOG = Catalog.build(FILMS, np.array([40, 20, 20, 10, 5, 0]), np.zeros(6))
NAMES = ("Comedy", "Horror", "Romance", "Crime", "Western")
ALL = np.ones(6, np.bool_)


def genres(*names: str) -> frozenset[str]:
    return frozenset(names)


def titles(wanted: FilmFilter) -> list[str]:
    return [FILMS[index].title for index in np.flatnonzero(wanted.mask(CATALOG)).tolist()]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (ANY, [film.title for film in FILMS]),
        (FilmFilter(genres=genres("Comedy", "Horror")), ["Scream"]),
        (FilmFilter(some_genres=genres("Horror", "Crime")), ["Scream", "Heat"]),
        (
            FilmFilter(genres=genres("Comedy"), without_genres=genres("Horror")),
            ["Airplane!", "Clueless", "Undated"],
        ),
        (FilmFilter(first_year=1990, last_year=1999), ["Scream", "Clueless", "Heat"]),
        (FilmFilter(first_year=1996), ["Scream", "Nothing"]),
        (FilmFilter(last_year=1989), ["Airplane!"]),
        (FilmFilter(popularity=5), []),
        (FilmFilter(popularity=4), ["Airplane!"]),
        (FilmFilter(gems=True), ["Scream", "Clueless", "Heat", "Undated", "Nothing"]),
        (FilmFilter(genres=genres("Western")), []),
        (FilmFilter(some_genres=genres("Western")), []),
        (FilmFilter(without_genres=genres("Western")), [film.title for film in FILMS]),
        (FilmFilter(like=4, surprise=7), [film.title for film in FILMS]),
    ],
)
def test_only_films_that_meet_every_condition_are_meant(
    wanted: FilmFilter, expected: list[str]
) -> None:
    assert titles(wanted) == expected


@pytest.mark.parametrize(
    "nonsense", [{"popularity": 0}, {"popularity": 6}, {"first_year": 2000, "last_year": 1990}]
)
def test_a_filter_that_means_nothing_is_refused(nonsense: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"no step|no year"):
        FilmFilter(**nonsense)  # type: ignore[arg-type]


filters = st.builds(
    FilmFilter,
    genres=st.frozensets(st.sampled_from(NAMES), max_size=2),
    some_genres=st.frozensets(st.sampled_from(NAMES), max_size=3),
    without_genres=st.frozensets(st.sampled_from(NAMES), max_size=2),
    first_year=st.none() | st.integers(1970, 1995),
    last_year=st.none() | st.integers(1996, 2010),
    popularity=st.none() | st.integers(1, 5),
    gems=st.booleans(),
    like=st.none() | st.just(4),
    surprise=st.none() | st.integers(0, 9),
)


@given(filters)
def test_a_filter_is_all_of_its_conditions_and_without_each_the_rest(wanted: FilmFilter) -> None:
    masks = [condition.mask(CATALOG) for condition in wanted.conditions()]
    np.testing.assert_array_equal(wanted.mask(CATALOG), np.all([ALL, *masks], axis=0))
    rest = wanted
    for n_left, condition in zip(reversed(range(len(masks))), wanted.conditions(), strict=True):
        rest = rest.without(condition)
        assert len(rest.conditions()) == n_left
        assert rest.surprise == wanted.surprise
    assert rest == FilmFilter(surprise=wanted.surprise)


@given(filters)
def test_what_is_dropped_leaves_as_many_films_as_was_said(wanted: FilmFilter) -> None:
    drops = suggest_drop(wanted, ALL, lambda rest: rest.mask(CATALOG))
    counts = [drop.n_films for drop in drops]
    assert counts == sorted(counts, reverse=True)
    for drop in drops:
        assert drop.n_films == int(drop.rest.mask(CATALOG).sum()) > 0
        assert drop.rest == wanted.without(drop.condition)


def test_what_to_give_up_counts_only_films_that_could_be_shown() -> None:
    wanted = FilmFilter(genres=genres("Comedy", "Crime"), last_year=1990)
    available = np.array([False, True, True, True, True, True])
    # Without "Crime" there would be Airplane!, but that one is gone already.
    assert suggest_drop(wanted, available, lambda rest: rest.mask(CATALOG)) == ()
    (drop,) = suggest_drop(wanted, ALL, lambda rest: rest.mask(CATALOG))
    assert (drop.condition, drop.n_films) == (FilmFilter(genres=genres("Crime")), 1)


def test_years_and_alternative_genres_are_one_condition_each() -> None:
    wanted = FilmFilter(
        some_genres=genres("Comedy", "Crime"), first_year=1990, last_year=1999, like=4, surprise=1
    )
    assert wanted.conditions() == (
        FilmFilter(some_genres=genres("Comedy", "Crime")),
        FilmFilter(first_year=1990, last_year=1999),
        FilmFilter(like=4),
    )
