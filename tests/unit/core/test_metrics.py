"""Metrics: worked by hand, then their bounds."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.metrics import ndcg_at_k, rmse


def test_rmse_by_hand() -> None:
    predicted = np.array([3.0, 4.0], np.float32)
    assert rmse(predicted, np.array([4.0, 2.0], np.float32)) == pytest.approx(math.sqrt(2.5))


def test_missing_predictions_are_an_error_and_not_left_out() -> None:
    with pytest.raises(ValueError, match="predictions for"):
        rmse(np.zeros(1, np.float32), np.zeros(2, np.float32))
    with pytest.raises(ValueError, match="predictions for"):
        rmse(np.zeros(0, np.float32), np.zeros(0, np.float32))


def test_ndcg_by_hand() -> None:
    # hits at ranks 1 and 3 of 3, two relevant: (1 + 1/2) / (1 + 1/log2(3))
    hits = np.array([[True, False, True]])
    assert ndcg_at_k(hits, np.array([2]))[0] == pytest.approx(1.5 / (1 + 1 / math.log2(3)))


def test_ideal_list_has_ndcg_one_even_when_more_is_relevant_than_fits() -> None:
    assert ndcg_at_k(np.ones((1, 5), bool), np.array([9])).tolist() == [1.0]
    assert ndcg_at_k(np.array([[True, True, False]]), np.array([2])).tolist() == [1.0]


@given(st.lists(st.booleans(), min_size=1, max_size=20), st.integers(0, 30))
def test_ndcg_stays_between_zero_and_one(hits: list[bool], more: int) -> None:
    n_relevant = np.array([max(1, sum(hits) + more)])
    (value,) = ndcg_at_k(np.array([hits]), n_relevant)
    assert 0.0 <= value <= 1.0 + 1e-12


def test_user_without_relevant_films_is_an_error() -> None:
    with pytest.raises(ValueError, match="not defined"):
        ndcg_at_k(np.zeros((1, 3), bool), np.array([0]))
