"""Metrics: worked by hand, then their bounds."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.evaluation.metrics import (
    catalogue_coverage,
    mae,
    ndcg_at_k,
    novelty,
    precision_at_k,
    recall_at_k,
    rmse,
    within_deviation,
)

Metric = Callable[[NDArray[np.float32], NDArray[np.float32]], float]


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(7)


def test_rmse_by_hand() -> None:
    predicted = np.array([3.0, 4.0], np.float32)
    assert rmse(predicted, np.array([4.0, 2.0], np.float32)) == pytest.approx(math.sqrt(2.5))


def test_mae_by_hand() -> None:
    predicted = np.array([3.0, 4.0], np.float32)
    assert mae(predicted, np.array([4.0, 2.0], np.float32)) == pytest.approx(1.5)


@pytest.mark.parametrize("metric", [rmse, mae])
def test_missing_predictions_are_an_error_and_not_left_out(metric: Metric) -> None:
    with pytest.raises(ValueError, match="predictions for"):
        metric(np.zeros(1, np.float32), np.zeros(2, np.float32))
    with pytest.raises(ValueError, match="predictions for"):
        metric(np.zeros(0, np.float32), np.zeros(0, np.float32))


def test_rating_at_the_edge_of_its_deviation_is_within() -> None:
    predicted = np.array([3.0, 3.0, 3.0], np.float32)
    deviation = np.array([0.5, 1.0, 1.0], np.float32)
    stars = np.array([4.0, 4.0, 1.5], np.float32)
    assert within_deviation(predicted, deviation, stars).tolist() == [False, True, False]


def test_honest_normal_errors_are_within_one_deviation_two_times_in_three(
    rng: np.random.Generator,
) -> None:
    deviation = rng.uniform(0.2, 1.5, 100_000).astype(np.float32)
    predicted = np.full(deviation.size, 3.0, np.float32)
    stars = (predicted + deviation * rng.standard_normal(deviation.size)).astype(np.float32)
    assert within_deviation(predicted, deviation, stars).mean() == pytest.approx(0.683, abs=0.01)


def test_deviation_of_nothing_is_an_error() -> None:
    three = np.full(1, 3.0, np.float32)
    with pytest.raises(ValueError, match="positive deviations"):
        within_deviation(three, np.zeros(1, np.float32), three)
    with pytest.raises(ValueError, match="positive deviations"):
        within_deviation(three, np.full(1, np.nan, np.float32), three)


def test_ndcg_by_hand() -> None:
    # hits at ranks 1 and 3 of 3, two relevant: (1 + 1/2) / (1 + 1/log2(3))
    hits = np.array([[True, False, True]])
    assert ndcg_at_k(hits, np.array([2]))[0] == pytest.approx(1.5 / (1 + 1 / math.log2(3)))


def test_ideal_list_has_ndcg_one_even_when_more_is_relevant_than_fits() -> None:
    assert ndcg_at_k(np.ones((1, 5), bool), np.array([9])).tolist() == [1.0]
    assert ndcg_at_k(np.array([[True, True, False]]), np.array([2])).tolist() == [1.0]


def test_recall_by_hand() -> None:
    # two hits in three places: of 2, of 3 and of 9 relevant, of which only 3 fit
    hits = np.array([[True, False, True]] * 3)
    assert recall_at_k(hits, np.array([2, 3, 9])).tolist() == pytest.approx([1, 2 / 3, 2 / 3])


def test_precision_by_hand() -> None:
    hits = np.array([[True, False, True, False], [False] * 4])
    assert precision_at_k(hits).tolist() == [0.5, 0.0]


@given(st.lists(st.booleans(), min_size=1, max_size=20), st.integers(0, 30))
def test_figures_of_lists_stay_between_zero_and_one(hits: list[bool], more: int) -> None:
    n_relevant = np.array([max(1, sum(hits) + more)])
    for values in (
        ndcg_at_k(np.array([hits]), n_relevant),
        recall_at_k(np.array([hits]), n_relevant),
        precision_at_k(np.array([hits])),
    ):
        assert values.shape == (1,)
        assert 0.0 <= values[0] <= 1.0 + 1e-12
        assert (values[0] > 0) == any(hits)


@given(st.lists(st.booleans(), min_size=2, max_size=20))
def test_a_hit_further_up_is_never_worse(hits: list[bool]) -> None:
    n_relevant = np.array([max(1, sum(hits))])
    best_first = np.array([sorted(hits, reverse=True)])
    assert ndcg_at_k(best_first, n_relevant) >= ndcg_at_k(np.array([hits]), n_relevant)
    assert recall_at_k(best_first, n_relevant) == recall_at_k(np.array([hits]), n_relevant)


def test_user_without_relevant_films_is_an_error() -> None:
    with pytest.raises(ValueError, match="not defined"):
        ndcg_at_k(np.zeros((1, 3), bool), np.array([0]))
    with pytest.raises(ValueError, match="not defined"):
        recall_at_k(np.zeros((1, 3), bool), np.array([0]))


def test_coverage_counts_each_film_once() -> None:
    assert catalogue_coverage(np.array([4, 1, 4, 4]), 8) == 0.25
    assert catalogue_coverage(np.arange(8), 8) == 1.0


def test_novelty_by_hand() -> None:
    # of 8 users, 4 rated film 0 (1 bit) and 1 rated film 1 (3 bits)
    assert novelty(np.array([0, 1]), np.array([4, 1]), 8) == pytest.approx(2.0)
    assert novelty(np.array([0, 0]), np.array([8, 1]), 8) == 0.0


def test_novelty_of_nothing_and_of_unrated_films_is_an_error() -> None:
    with pytest.raises(ValueError, match="not defined"):
        novelty(np.empty(0, np.int64), np.array([4]), 8)
    with pytest.raises(ValueError, match="not defined"):
        novelty(np.array([1]), np.array([4, 0]), 8)
