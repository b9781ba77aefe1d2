"""Which films tell more than the model believes, found in ratings made so."""

import numpy as np
import pytest

from core.catalog.ratings import Ratings
from core.model.calibration import measure_calibration
from tests.builders import build_model

N_USERS, N_ITEMS = 300, 12
TASTELESS = 3  # rated without regard to taste, whatever the model believes


def made_up(rng: np.random.Generator, noise: float = 0.3) -> Ratings:
    taste = rng.normal(size=N_USERS)
    stars = 3.5 + np.outer(taste, np.full(N_ITEMS, 0.5)) + rng.normal(0, noise, (N_USERS, N_ITEMS))
    stars[:, TASTELESS] = 3.5 + rng.normal(0, 0.6, N_USERS)
    user, item = np.indices(stars.shape, np.int32)
    return Ratings(
        user.ravel(),
        item.ravel(),
        np.clip(stars, 0.5, 5.0).astype(np.float32).ravel(),
        np.zeros(user.size, np.int64),
        N_USERS,
        N_ITEMS,
    )


def test_a_film_rated_without_regard_to_taste_tells_less_than_believed() -> None:
    head = build_model([[0.5]] * N_ITEMS, noise=0.3, user_bias_deviation=0.05).rating
    calibration = measure_calibration(head, made_up(np.random.default_rng(5)), seed=0)
    others = np.delete(calibration, TASTELESS)
    assert calibration[TASTELESS] < 0.5 * others.min()
    assert others.std() < 0.15
    again = measure_calibration(head, made_up(np.random.default_rng(5)), seed=0)
    np.testing.assert_array_equal(calibration, again)


@pytest.mark.parametrize("n", [0, 1, 2])
def test_of_next_to_no_ratings_nothing_is_learned(n: int) -> None:
    head = build_model([[0.5]] * N_ITEMS).rating
    few = made_up(np.random.default_rng(5)).take(np.arange(n))
    np.testing.assert_array_equal(measure_calibration(head, few, seed=0), 1.0)


def test_films_with_few_ratings_are_taken_for_as_telling_as_believed() -> None:
    head = build_model([[0.5]] * N_ITEMS, noise=0.3, user_bias_deviation=0.05).rating
    ratings = made_up(np.random.default_rng(5))
    rare = ratings.take((ratings.item_index != TASTELESS) | (ratings.user_index < 2))
    assert 0.7 < measure_calibration(head, rare, seed=0)[TASTELESS] < 1.3
