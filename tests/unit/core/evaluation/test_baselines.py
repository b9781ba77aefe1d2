"""Biases, by hand."""

import numpy as np
import pytest

from core.evaluation.baselines import ITEM_DAMPING, USER_DAMPING, fit_biases
from tests.builders import build_ratings

NOBODY = (np.empty(0, np.int64), np.empty(0, np.float32))


def test_biases_by_hand() -> None:
    biases = fit_biases(build_ratings([(0, 0, 5), (1, 0, 5), (0, 1, 2), (1, 1, 2)], 2, 3))
    film = 2 * 1.5 / (2 + ITEM_DAMPING)
    assert biases.global_mean == 3.5
    assert biases.item_bias.tolist() == pytest.approx([film, -film, 0])

    items, stars = np.array([2]), np.array([1.5], np.float32)
    user = -2.0 / (1 + USER_DAMPING)
    expected = np.array([3.5 + film, 3.5 - film, 3.5]) + user
    assert biases.predict(items, stars).tolist() == pytest.approx(expected.tolist())


def test_user_without_ratings_is_the_average_user() -> None:
    biases = fit_biases(build_ratings([(0, 0, 4), (0, 1, 2)], 1, 2))
    assert biases.predict(*NOBODY).mean() == pytest.approx(3.0)


def test_no_ratings_have_no_mean() -> None:
    with pytest.raises(ValueError, match="without ratings"):
        fit_biases(build_ratings([], 1, 1))
