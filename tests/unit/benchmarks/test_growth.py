"""The made-up ratings look like ratings: their scale, their tail, and something to be learned."""

import numpy as np

from benchmarks.growth import made_up
from core.catalog.ratings import is_star_rating


def test_made_up_ratings_are_the_same_every_time_and_each_pair_comes_once() -> None:
    ratings, again = made_up(20_000), made_up(20_000)
    assert len(ratings) == 20_000
    assert np.array_equal(ratings.stars, again.stars)
    assert np.array_equal(ratings.item_index, again.item_index)
    pairs = ratings.user_index.astype(np.int64) * ratings.n_items + ratings.item_index
    assert np.unique(pairs).size == 20_000
    assert all(is_star_rating(stars) for stars in np.unique(ratings.stars).tolist())


def test_few_films_have_many_ratings_and_many_have_few() -> None:
    ratings = made_up(100_000)
    count = np.sort(np.bincount(ratings.item_index, minlength=ratings.n_items))[::-1]
    assert count[: ratings.n_items // 20].sum() > 0.4 * len(ratings)
    assert np.median(count) < 5


def test_films_differ_and_stars_are_not_all_noise() -> None:
    ratings = made_up(100_000)
    count = np.bincount(ratings.item_index, minlength=ratings.n_items)
    known = count[ratings.item_index] >= 20
    mean = np.bincount(ratings.item_index, ratings.stars, ratings.n_items) / np.maximum(count, 1)
    left = ratings.stars - mean[ratings.item_index]
    assert left[known].std() < 0.95 * ratings.stars[known].std()
