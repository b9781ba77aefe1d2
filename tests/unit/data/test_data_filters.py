"""Filters in words, and what they leave of small worlds one can count by hand."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalog.dataset import Dataset
from core.catalog.films import Film
from core.errors import DataError
from data.films import ListedFilm
from data.filters import Filters
from data.preprocess import preprocess
from data.ratings import RatingTable
from data.reader import RawData

Rating = tuple[int, int, float]  # user id, movie id, stars


def world(ratings: Sequence[Rating], films: Sequence[ListedFilm]) -> RawData:
    """Raw data; the films' movie ids must be 0, 1, 2 …."""
    user, movie, stars = np.array(ratings, dtype=np.float64).reshape(-1, 3).T
    table = RatingTable(
        user.astype(np.int64),
        movie.astype(np.int32),
        (stars * 2).astype(np.uint8),
        np.arange(len(ratings), dtype=np.int64),
    )
    return RawData(list(films), table)


def films(*years: int | None) -> list[ListedFilm]:
    return [
        ListedFilm(Film(place, f"Film {place}", year), is_series=False)
        for place, year in enumerate(years)
    ]


def filtered(data: RawData, filters: Filters) -> Dataset:
    return preprocess(data, filters, "tiny", "0" * 16)


def ratings_left(dataset: Dataset) -> list[tuple[int, float]]:
    """(movie id, stars) in order."""
    movie_ids = dataset.catalog.movie_ids[dataset.ratings.item_index].tolist()
    return list(zip(movie_ids, dataset.ratings.stars.tolist(), strict=True))


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        (Filters(), ""),
        (Filters(min_year=2000), "films from 2000 on"),
        (Filters(2000, 5), "films from 2000 on, at least 5 ratings per film"),
        (Filters(None, 2, 20), "at least 2 ratings per film, at least 20 ratings per user"),
    ],
)
def test_filters_describe_themselves_in_words(filters: Filters, words: str) -> None:
    assert filters.describe() == words


def test_a_minimum_below_one_is_refused() -> None:
    with pytest.raises(ValueError, match="1 or more"):
        Filters(min_ratings_per_user=0)


def test_ids_become_indices_in_ascending_order() -> None:
    data = world([(70, 2, 4.5), (9, 0, 0.5), (70, 0, 5.0)], films(1990, 1991, 1992))
    dataset = filtered(data, Filters())
    assert dataset.ratings.user_index.tolist() == [1, 0, 1]
    assert dataset.ratings.item_index.tolist() == [1, 0, 0]
    assert dataset.ratings.timestamp.tolist() == [0, 1, 2]
    assert dataset.catalog.movie_ids.tolist() == [0, 2]


def test_catalogue_counts_and_adds_the_ratings_that_are_left() -> None:
    data = world([(1, 0, 4.5), (2, 0, 0.5), (2, 1, 3.0)], films(1990, 2000))
    dataset = filtered(data, Filters())
    assert dataset.catalog.rating_count.tolist() == [2, 1]
    assert dataset.catalog.rating_sum.tolist() == [5.0, 3.0]


def test_film_nobody_rated_drops_out() -> None:
    assert len(filtered(world([(1, 1, 3.0)], films(1990, 1991)), Filters()).catalog) == 1


def test_min_year_drops_older_and_undated_films_and_users_who_rated_no_other() -> None:
    data = world([(1, 0, 3.0), (2, 1, 4.0), (2, 2, 5.0)], films(1999, 2000, None))
    dataset = filtered(data, Filters(min_year=2000))
    assert ratings_left(dataset) == [(1, 4.0)]
    assert dataset.info.n_users == 1


def test_min_year_drops_series_that_ran_over_years() -> None:
    listed = [*films(2001), ListedFilm(Film(1, "Death Note", 2006), is_series=True)]
    dataset = filtered(world([(1, 0, 3.0), (1, 1, 4.0)], listed), Filters(min_year=2000))
    assert ratings_left(dataset) == [(0, 3.0)]


def test_minimum_counts_are_applied_until_nothing_changes() -> None:
    # Film 2 has one rating; without it user 3 has one, without them film 1 has one, and so on.
    chain = [(1, 0, 3.0), (2, 0, 3.0), (2, 1, 3.0), (3, 1, 3.0), (3, 2, 3.0)]
    block = [(user, movie, 4.0) for user in (8, 9) for movie in (3, 4)]
    dataset = filtered(world([*chain, *block], films(*[1990] * 5)), Filters(None, 2, 2))
    assert dataset.catalog.movie_ids.tolist() == [3, 4]
    assert dataset.info.n_users == 2


def test_info_says_what_is_left_and_how() -> None:
    info = filtered(world([(1, 0, 3.0)], films(2001)), Filters(min_year=2000)).info
    assert (info.name, info.filters) == ("tiny", "films from 2000 on")
    assert (info.n_users, info.n_items, info.n_ratings) == (1, 1, 1)


@pytest.mark.parametrize(
    ("filters", "advice"),
    [
        (Filters(min_year=2030), "relax MIN_YEAR: the latest is from 2001"),
        (Filters(min_ratings_per_film=3), "relax MIN_RATINGS_PER_FILM: the most that is left is 2"),
        (Filters(min_ratings_per_user=9), "relax MIN_RATINGS_PER_USER: the most that is left is 2"),
        (Filters(2001, 2), "relax MIN_RATINGS_PER_FILM: the most that is left is 1"),
    ],
)
def test_filters_that_leave_nothing_say_which_to_relax(filters: Filters, advice: str) -> None:
    data = world([(1, 0, 3.0), (2, 0, 3.0), (2, 1, 3.0)], films(1990, 2001))
    with pytest.raises(DataError, match=advice):
        filtered(data, filters)


def test_latest_year_is_that_of_a_rated_film() -> None:
    with pytest.raises(DataError, match="latest is from 1990"):
        filtered(world([(1, 0, 3.0)], films(1990, 2001)), Filters(min_year=1995))


@given(
    st.sets(st.tuples(st.integers(1, 8), st.integers(0, 6)), min_size=1),
    st.integers(1, 4),
    st.integers(1, 4),
)
def test_everyone_left_meets_the_minimum_counts(
    pairs: set[tuple[int, int]], per_film: int, per_user: int
) -> None:
    data = world([(user, movie, 3.0) for user, movie in pairs], films(*[1990] * 7))
    try:
        dataset = filtered(data, Filters(None, per_film, per_user))
    except DataError:
        return
    assert dataset.catalog.rating_count.min() >= per_film
    assert np.bincount(dataset.ratings.user_index).min() >= per_user
