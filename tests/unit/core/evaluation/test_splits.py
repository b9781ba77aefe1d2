"""Splits: disjoint, complete, seeded, and of the size they say."""

from collections.abc import Callable

import numpy as np
import pytest

from core.catalog.ratings import Ratings
from core.evaluation.splits import (
    Split,
    latest_of_each_user,
    new_users,
    places,
    random_ratings,
    some_of_each_user,
)
from tests.builders import build_ratings

Draw = Callable[[Ratings, np.random.Generator], Split]
DRAWS: tuple[Draw, ...] = (random_ratings, some_of_each_user, latest_of_each_user, new_users)


def uneven(n_users: int = 40, n_items: int = 60) -> Ratings:
    """Users with 0, 1, 2 … ratings, in a random order, some at the same second."""
    rng = np.random.default_rng(8)
    rows = [
        (user, item, 3.0) for user in range(n_users) for item in rng.permutation(n_items)[:user]
    ]
    ratings = build_ratings([rows[row] for row in rng.permutation(len(rows))], n_users, n_items)
    ratings.timestamp[:] = rng.integers(0, 30, len(rows))
    return ratings


def pairs(ratings: Ratings) -> set[tuple[int, int]]:
    return set(zip(ratings.user_index.tolist(), ratings.item_index.tolist(), strict=True))


@pytest.mark.parametrize("draw", DRAWS)
def test_parts_are_disjoint_and_together_everything(draw: Draw) -> None:
    ratings = uneven()
    split = draw(ratings, np.random.default_rng(1))
    assert len(split.train) + len(split.test) == len(ratings)
    assert pairs(split.train) | pairs(split.test) == pairs(ratings)
    assert not pairs(split.train) & pairs(split.test)
    assert split.train.n_items == split.test.n_items == ratings.n_items


@pytest.mark.parametrize("draw", DRAWS)
def test_same_seed_gives_the_same_split_and_another_seed_another(draw: Draw) -> None:
    ratings = uneven()
    one, same, other = (draw(ratings, np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert pairs(one.test) == pairs(same.test) != pairs(other.test)


def test_a_tenth_of_all_ratings_is_held_out() -> None:
    ratings = uneven()
    split = random_ratings(ratings, np.random.default_rng(1))
    assert len(split.test) == round(len(ratings) / 10)


@pytest.mark.parametrize("draw", [some_of_each_user, latest_of_each_user])
def test_a_fifth_of_each_user_is_held_out(draw: Draw) -> None:
    split = draw(uneven(), np.random.default_rng(1))
    held_out = np.bincount(split.test.user_index, minlength=40)
    assert held_out.tolist() == [user // 5 for user in range(40)]


def test_time_split_holds_out_what_came_last() -> None:
    split = latest_of_each_user(uneven(), np.random.default_rng(1))
    for user in range(5, 40):
        before = split.train.timestamp[split.train.user_index == user]
        after = split.test.timestamp[split.test.user_index == user]
        assert before.max() <= after.min()


def test_a_tenth_of_those_who_rated_is_new() -> None:
    split = new_users(uneven(), np.random.default_rng(1))
    known, new = set(split.train.user_index.tolist()), set(split.test.user_index.tolist())
    assert len(new) == 4
    assert known | new == set(range(1, 40))
    assert not known & new


def test_places_count_each_users_ratings_in_the_order_of_the_key() -> None:
    ratings = build_ratings([(0, 0, 1), (2, 0, 1), (0, 1, 1), (2, 1, 1), (0, 2, 1)], 3, 3)
    assert places(ratings, np.array([5, 9, 1, 2, 3])).tolist() == [2, 1, 0, 0, 1]


@pytest.mark.parametrize("draw", DRAWS[:3])
def test_no_ratings_are_split_into_nothing(draw: Draw) -> None:
    split = draw(build_ratings([], 3, 3), np.random.default_rng(1))
    assert (len(split.train), len(split.test)) == (0, 0)
