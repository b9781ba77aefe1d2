"""Fold-in: worked by hand, then the properties any such solution has."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.fold_in import fold_in, predict
from core.model import Penalty
from tests.builders import build_model


def items(*indices: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array(indices, np.int64)


def stars(*values: float) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    return np.array(values, np.float32)


def test_without_ratings_everybody_is_average() -> None:
    user = fold_in(build_model([[1.0, 2.0]]), items(), stars())
    assert user.user_factors.tolist() == [0.0, 0.0]
    assert user.user_bias == 0.0


def test_one_rating_of_a_film_without_factors_moves_only_the_bias() -> None:
    # residual 5 − 3.5 = 1.5, one observation, penalty 2: 1.5 / (1 + 2) = 0.5
    model = build_model([[0.0]], user_bias_penalty=Penalty(2.0, 0.0))
    user = fold_in(model, items(0), stars(5.0))
    assert user.user_bias == pytest.approx(0.5)
    assert user.user_factors.tolist() == [0.0]


def test_one_rating_is_shared_between_factor_and_bias_by_their_penalties() -> None:
    # Dual: r / (1 + q²/λp + 1/λb) = 1.5 / (1 + 4/1 + 1/2) = 3/11; p = 2·(3/11)/1, b = (3/11)/2
    model = build_model(
        [[2.0]], factor_penalty=Penalty(0.5, 0.5), user_bias_penalty=Penalty(1.0, 1.0)
    )
    user = fold_in(model, items(0), stars(5.0))
    assert user.user_factors[0] == pytest.approx(6 / 11)
    assert user.user_bias == pytest.approx(3 / 22)


def test_item_bias_counts_as_explained() -> None:
    model = build_model([[0.0]], item_bias=[1.0], user_bias_penalty=Penalty(1.0, 0.0))
    assert fold_in(model, items(0), stars(4.5)).user_bias == pytest.approx(0.0)


@given(st.integers(0, 2**32 - 1), st.integers(1, 40))
def test_solution_is_the_minimum_of_the_training_penalty(seed: int, n_rated: int) -> None:
    rng = np.random.default_rng(seed)
    model = build_model(rng.normal(size=(40, 6)), item_bias=rng.normal(size=40).tolist())
    rated = rng.permutation(40)[:n_rated]
    given_stars = (rng.integers(1, 11, n_rated) / 2).astype(np.float32)
    user = fold_in(model, rated, given_stars)

    def loss(factors: np.ndarray, bias: float) -> float:
        predicted = (
            model.global_mean
            + bias
            + model.item_bias[rated].astype(np.float64)
            + model.item_factors[rated].astype(np.float64) @ factors
        )
        return float(
            ((given_stars - predicted) ** 2).sum()
            + model.factor_penalty.weight(n_rated) * (factors**2).sum()
            + model.user_bias_penalty.weight(n_rated) * bias**2
        )

    factors = user.user_factors.astype(np.float64)
    best = loss(factors, user.user_bias)
    for _ in range(5):
        step = rng.normal(scale=1e-2, size=7)
        assert loss(factors + step[:6], user.user_bias + step[6]) > best - 1e-6


@given(st.integers(0, 2**32 - 1))
def test_order_of_ratings_does_not_matter(seed: int) -> None:
    rng = np.random.default_rng(seed)
    model = build_model(rng.normal(size=(12, 4)))
    rated, given_stars = rng.permutation(12)[:7], (rng.integers(1, 11, 7) / 2).astype(np.float32)
    order = rng.permutation(7)
    one, other = (
        fold_in(model, rated, given_stars),
        fold_in(model, rated[order], given_stars[order]),
    )
    np.testing.assert_allclose(one.user_factors, other.user_factors, atol=1e-5)
    assert one.user_bias == pytest.approx(other.user_bias, abs=1e-6)


def test_primal_and_dual_agree_where_they_meet() -> None:
    rng = np.random.default_rng(3)
    factors = rng.normal(size=(9, 5))
    given_stars = (rng.integers(1, 11, 6) / 2).astype(np.float32)
    # 6 ratings: dual for 6 factors + bias, primal for the same factors without the last, zero, one
    wide = build_model(np.column_stack([factors, np.zeros(9)]))
    narrow = build_model(factors)
    rated = np.arange(6)
    dual, primal = fold_in(wide, rated, given_stars), fold_in(narrow, rated, given_stars)
    np.testing.assert_allclose(dual.user_factors[:5], primal.user_factors, atol=1e-5)
    assert dual.user_bias == pytest.approx(primal.user_bias, abs=1e-6)


def test_prediction_adds_all_four_terms() -> None:
    model = build_model([[1.0, 0.0], [0.0, 2.0]], item_bias=[0.25, -0.5], global_mean=3.0)
    user = fold_in(model, items(0), stars(5.0))
    expected = [
        3.0 + user.user_bias + 0.25 + user.user_factors[0],
        3.0 + user.user_bias - 0.5 + 2 * user.user_factors[1],
    ]
    np.testing.assert_allclose(predict(model, user), expected, rtol=1e-6)


def test_shapes_that_differ_are_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="items but"):
        fold_in(build_model([[1.0]]), items(0), stars())
