"""Splits: nothing on both sides, nothing lost, the same again with the same seed."""

import numpy as np
import pandas as pd
import pytest

from benchmarks.peers.splits import Release, Split, draw, draw_validation
from benchmarks.peers.tasks import Task

KEYS = ["userId", "movieId"]
N_RATED = {1: 4, 2: 5, 3: 9, 7: 10, 9: 40}  # ratings by user; ids as they come


@pytest.fixture
def release() -> Release:
    rows = [
        (user, film, film % 10 / 2 + 0.5, 1_000 * user + film)
        for user, n_rated in N_RATED.items()
        for film in range(1, n_rated + 1)
    ]
    ratings = pd.DataFrame(rows, columns=["userId", "movieId", "rating", "timestamp"])
    mixed = ratings.iloc[np.random.default_rng(5).permutation(len(ratings))].reset_index(drop=True)
    films = range(1, 42)
    titles = {"movieId": films, "title": [f"Film {film} (2001)" for film in films], "genres": ""}
    return Release("made up", mixed, pd.DataFrame(titles))


def pairs(table: pd.DataFrame) -> set[tuple[int, int]]:
    return set(table[KEYS].itertuples(index=False, name=None))


def same(one: Split, other: Split) -> bool:
    return bool(one.train.equals(other.train) and one.test.equals(other.test))


@pytest.mark.parametrize("task", ["stars", "ranking"])
def test_every_rating_is_on_exactly_one_side_as_it_was_read(release: Release, task: Task) -> None:
    split = draw(release, task, 1)
    assert pairs(split.train).isdisjoint(pairs(split.test))
    together = pd.concat([split.train, split.test]).sort_values(KEYS, ignore_index=True)
    assert together.equals(release.ratings.sort_values(KEYS, ignore_index=True))


@pytest.mark.parametrize("task", ["stars", "ranking"])
def test_a_seed_decides_the_split(release: Release, task: Task) -> None:
    assert same(draw(release, task, 1), draw(release, task, 1))
    assert not same(draw(release, task, 1), draw(release, task, 2))


def test_a_tenth_of_all_ratings_is_held_out_for_stars(release: Release) -> None:
    assert len(draw(release, "stars", 1).test) == round(0.1 * sum(N_RATED.values()))


def test_a_fifth_of_each_users_ratings_is_held_out_for_lists(release: Release) -> None:
    held_out = draw(release, "ranking", 1).test.groupby("userId").size().to_dict()
    assert held_out == {2: 1, 3: 1, 7: 2, 9: 8}  # user 1 gave four, too few to spare one


def test_held_out_ratings_are_not_those_that_come_first(release: Release) -> None:
    films = [set(draw(release, "ranking", seed).test["movieId"]) for seed in range(20)]
    assert set().union(*films) > set(range(1, 41)) - {4}


@pytest.mark.parametrize("task", ["stars", "ranking"])
def test_validation_is_carved_out_of_the_training_part(release: Release, task: Task) -> None:
    split = draw(release, task, 0)
    validation = draw_validation(split, 0)
    assert pairs(validation.train) | pairs(validation.test) == pairs(split.train)
    assert pairs(validation.train).isdisjoint(pairs(validation.test))
    assert same(validation, draw_validation(split, 0))
    assert not same(validation, draw_validation(split, 0, number=2))
