"""Fold-in of both heads: worked by hand, checked against other ways of solving, then properties."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.catalog.observations import Observations
from core.model.factor_model import FactorModel, RatingHead
from core.model.fold_in import (
    film_rows,
    fold_in_ranking,
    fold_in_rating,
    predict_deviation,
    predict_stars,
)
from tests.builders import build_model

N_ITEMS = 40

seeds = st.integers(0, 2**32 - 1)


def items(*indices: int) -> NDArray[np.int64]:
    return np.array(indices, np.int64)


def stars(*values: float) -> NDArray[np.float32]:
    return np.array(values, np.float32)


def some_stars(rng: np.random.Generator, n_rated: int) -> NDArray[np.float32]:
    return (rng.integers(1, 11, n_rated) / 2).astype(np.float32)


def random_head(rng: np.random.Generator, n_factors: int = 6) -> RatingHead:
    return build_model(
        rng.normal(size=(N_ITEMS, n_factors)),
        item_bias=rng.normal(size=N_ITEMS).tolist(),
        noise_scale=(1 + rng.random(N_ITEMS)).tolist(),
        spread=1.2,
    ).rating


def test_without_ratings_a_person_is_the_prior() -> None:
    head = build_model([[1.0, 2.0]], item_bias=[0.25]).rating
    user = fold_in_rating(head, items(), stars())
    np.testing.assert_array_equal(user.mean, np.zeros(3))
    np.testing.assert_array_equal(user.covariance, np.eye(3))
    assert predict_stars(head, user).tolist() == [3.75]


def test_one_rating_of_a_film_without_factors_moves_only_the_bias() -> None:
    # residual 1.5; variances: bias 0.5² = 0.25, noise 0.5: b = 1.5 · 0.25 / (0.25 + 0.5) = 0.5
    head = build_model([[0.0], [1.0]], noise=0.5**0.5).rating
    user = fold_in_rating(head, items(0), stars(5.0))
    assert user.mean[0] == 0
    assert user.mean[1] * head.user_bias_deviation == pytest.approx(0.5)
    np.testing.assert_allclose(predict_stars(head, user), [4.0, 4.0])


def test_one_rating_is_shared_between_factors_and_bias_by_their_variances() -> None:
    # residual 1.5; variances: taste 2² = 4, bias 1² = 1, noise 1, together 6
    head = build_model([[2.0]], noise=1.0, user_bias_deviation=1.0).rating
    user = fold_in_rating(head, items(0), stars(5.0))
    np.testing.assert_allclose(user.mean, [1.5 * 2 / 6, 1.5 * 1 / 6])
    # what is left of the variance of p·q + b is 5 − 5²/6, and the noise comes on top
    expected = np.sqrt(5 - 25 / 6 + 1)
    assert predict_deviation(head, user, items(0))[0] == pytest.approx(expected)


def test_item_bias_counts_as_explained() -> None:
    head = build_model([[0.5]], item_bias=[1.0]).rating
    assert fold_in_rating(head, items(0), stars(4.5)).mean.tolist() == [0.0, 0.0]


def test_noisier_film_says_less() -> None:
    head = build_model([[1.0], [1.0]], noise_scale=[1.0, 2.0]).rating
    clear, noisy = (fold_in_rating(head, items(item), stars(5.0)) for item in (0, 1))
    assert clear.mean[0] > noisy.mean[0] > 0
    assert clear.covariance[0, 0] < noisy.covariance[0, 0]


@given(seeds, st.integers(1, N_ITEMS))
def test_posterior_is_that_of_the_stacked_least_squares(seed: int, n_rated: int) -> None:
    # The prior is one more observation of 0 for each coordinate; lstsq and pinv know no ridge.
    rng = np.random.default_rng(seed)
    head = random_head(rng)
    rated, given_stars = rng.permutation(N_ITEMS)[:n_rated], some_stars(rng, n_rated)
    user = fold_in_rating(head, rated, given_stars)

    deviation = head.noise * np.sqrt(head.noise_scale[rated].astype(np.float64))
    stacked = np.vstack([film_rows(head, rated) / deviation[:, None], np.eye(7)])
    residual = given_stars - head.global_mean - head.item_bias[rated].astype(np.float64)
    target = np.concatenate([residual / deviation, np.zeros(7)])
    mean = np.linalg.lstsq(stacked, target)[0]
    inverse = np.linalg.pinv(stacked)
    np.testing.assert_allclose(user.mean, mean, atol=1e-8)
    np.testing.assert_allclose(user.covariance, inverse @ inverse.T, atol=1e-8)
    np.testing.assert_allclose(user.gain @ user.residual, user.mean, atol=1e-12)


@given(seeds, st.integers(1, N_ITEMS - 1))
def test_prediction_is_that_of_the_gaussian_over_films(seed: int, n_rated: int) -> None:
    # No person at all: ratings are jointly Gaussian, and the rated ones are conditioned on.
    rng = np.random.default_rng(seed)
    head = random_head(rng)
    order = rng.permutation(N_ITEMS)
    rated, other = order[:n_rated], order[n_rated:]
    given_stars = some_stars(rng, n_rated)
    user = fold_in_rating(head, rated, given_stars)

    factors = head.item_factors.astype(np.float64)
    together = factors @ factors.T + head.user_bias_deviation**2
    together += np.diag(head.noise**2 * head.noise_scale.astype(np.float64))
    centre = head.global_mean + head.item_bias.astype(np.float64)
    known = np.linalg.inv(together[np.ix_(rated, rated)])
    between = together[np.ix_(other, rated)] @ known
    predicted = centre[other] + between @ (given_stars - centre[rated])
    left = together[np.ix_(other, other)] - between @ together[np.ix_(rated, other)]
    np.testing.assert_allclose(predict_stars(head, user)[other], predicted, atol=1e-4)
    np.testing.assert_allclose(
        predict_deviation(head, user, other), 1.2 * np.sqrt(np.diag(left)), rtol=1e-5
    )


def test_primal_and_dual_agree_where_they_meet() -> None:
    rng = np.random.default_rng(3)
    factors, given_stars = rng.normal(size=(9, 5)), some_stars(rng, 6)
    # 6 ratings: primal for 5 factors and a bias, dual for the same with a sixth factor of zeros
    narrow = build_model(factors).rating
    wide = build_model(np.column_stack([factors, np.zeros(9)])).rating
    primal, dual = (fold_in_rating(head, np.arange(6), given_stars) for head in (narrow, wide))
    same = [0, 1, 2, 3, 4, 6]
    np.testing.assert_allclose(dual.mean[same], primal.mean, atol=1e-12)
    np.testing.assert_allclose(dual.covariance[np.ix_(same, same)], primal.covariance, atol=1e-12)
    np.testing.assert_allclose(dual.gain[same], primal.gain, atol=1e-12)
    assert dual.mean[5] == 0
    assert dual.covariance[5, 5] == 1


@given(seeds, st.integers(2, 12))
def test_order_of_ratings_does_not_matter(seed: int, n_rated: int) -> None:
    rng = np.random.default_rng(seed)
    model = build_model(rng.normal(size=(12, 4)))
    rated, given_stars = rng.permutation(12)[:n_rated], some_stars(rng, n_rated)
    order = rng.permutation(n_rated)
    one = fold_in_rating(model.rating, rated, given_stars)
    other = fold_in_rating(model.rating, rated[order], given_stars[order])
    np.testing.assert_allclose(one.mean, other.mean, atol=1e-10)
    np.testing.assert_allclose(one.covariance, other.covariance, atol=1e-10)
    here = fold_in_ranking(model.ranking, Observations(rated, given_stars))
    there = fold_in_ranking(model.ranking, Observations(rated[order], given_stars[order]))
    np.testing.assert_allclose(here.user_factors, there.user_factors, atol=1e-10)


@given(seeds)
def test_deviation_falls_with_every_rating_but_not_below_the_noise(seed: int) -> None:
    rng = np.random.default_rng(seed)
    head = random_head(rng)
    rated, given_stars, everything = rng.permutation(N_ITEMS), some_stars(rng, 40), np.arange(40)
    floor = head.spread * head.noise * np.sqrt(head.noise_scale)
    before = np.full(N_ITEMS, np.inf)
    for n_rated in range(0, N_ITEMS + 1, 4):
        user = fold_in_rating(head, rated[:n_rated], given_stars[:n_rated])
        deviation = predict_deviation(head, user, everything)
        assert (deviation <= before * (1 + 1e-5)).all()
        assert (deviation >= floor * (1 - 1e-5)).all()
        before = deviation


def test_model_without_factors_predicts_by_biases() -> None:
    head = build_model(np.zeros((2, 0)), item_bias=[0.5, -0.5]).rating
    user = fold_in_rating(head, items(0), stars(5.0))
    assert head.n_factors == 0
    predicted = predict_stars(head, user)
    assert predicted[0] - predicted[1] == pytest.approx(1.0)
    assert 4.0 < predicted[0] < 5.0


def random_observations(rng: np.random.Generator) -> Observations:
    rated, seen, wanted, refused, _ = np.split(rng.permutation(N_ITEMS), [9, 13, 16, 20])
    return Observations(rated, some_stars(rng, 9), seen, wanted, refused)


def ranking_model(rng: np.random.Generator) -> FactorModel:
    return build_model(
        rng.normal(size=(N_ITEMS, 3)),
        ranking_factors=rng.normal(size=(N_ITEMS, 5)),
        neighbour_factors=rng.normal(size=(N_ITEMS, 4)),
        encoder_scale=rng.random(N_ITEMS).tolist(),
    )


@given(seeds)
def test_ranking_factors_are_the_least_squares_over_all_pairs(seed: int) -> None:
    # Every pair is a row of its own, and so is every coordinate of the penalty.
    rng = np.random.default_rng(seed)
    head, observed = ranking_model(rng).ranking, random_observations(rng)
    user = fold_in_ranking(head, observed)

    pull: dict[int, tuple[float, float]] = {}  # item → stars it counts like, target
    pull |= dict.fromkeys(observed.seen.tolist(), (3.0, 1.0))
    pull |= dict.fromkeys(observed.wanted.tolist(), (4.0, 1.0))
    pull |= dict.fromkeys(observed.refused.tolist(), (4.0, -1.0))
    for item, given_stars in zip(observed.rated.tolist(), observed.stars.tolist(), strict=True):
        pull[item] = (given_stars, 1.0)
    rows, targets = [0.3**0.5 * head.item_factors.astype(np.float64)], [np.zeros(N_ITEMS)]
    for item, (like, target) in pull.items():
        weight = 2.0 * (like / 5) ** 2
        rows.append(weight**0.5 * head.item_factors[item].astype(np.float64)[None, :])
        targets.append(np.array([weight**0.5 * target]))
    penalty = 0.01 * (20 + 0.3 * N_ITEMS)
    rows.append(penalty**0.5 * np.eye(5))
    targets.append(np.zeros(5))
    expected = np.linalg.lstsq(np.vstack(rows), np.concatenate(targets))[0]
    np.testing.assert_allclose(user.user_factors, expected, atol=1e-5)


@given(seeds)
def test_parts_of_a_place_add_up_to_it(seed: int) -> None:
    rng = np.random.default_rng(seed)
    head, observed = ranking_model(rng).ranking, random_observations(rng)
    user = fold_in_ranking(head, observed)
    kinds = (observed.rated, observed.seen, observed.wanted, observed.refused)
    assert user.items.tolist() == np.concatenate(kinds).tolist()
    np.testing.assert_allclose(user.factor_parts.sum(axis=0), user.user_factors, atol=1e-12)
    np.testing.assert_allclose(user.direction_parts.sum(axis=0), user.direction, atol=1e-12)


def test_direction_is_the_sum_of_encoders_by_stars() -> None:
    # √(w/scale) is stars / 5 for a power of 2; refused films pull away.
    model = build_model(np.eye(4), neighbour_factors=np.eye(4))
    observed = Observations(items(0), stars(2.5), seen=items(1), wanted=items(2), refused=items(3))
    user = fold_in_ranking(model.ranking, observed)
    np.testing.assert_allclose(user.direction, [0.5, 0.6, 0.8, -0.8], rtol=1e-6)


def test_who_has_told_nothing_stands_in_the_middle() -> None:
    rng = np.random.default_rng(1)
    user = fold_in_ranking(ranking_model(rng).ranking, Observations())
    assert not user.user_factors.any()
    assert not user.direction.any()
    assert user.items.size == 0


def test_shapes_that_differ_are_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="items but"):
        Observations(items(0), stars())
