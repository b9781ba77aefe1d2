"""The ranking head's factorization, against least squares over all pairs, row by row."""

import asyncio
from dataclasses import dataclass, replace

import numpy as np
import pytest
from numpy.typing import NDArray

from core.catalog.observations import Observations
from core.catalog.ratings import Ratings
from core.child.process import run_in_child
from core.model.factor_model import ObservationWeights, RankingHead
from core.model.fold_in import fold_in_ranking
from core.training.hyper_parameters import HyperParameters
from tests.builders import build_ratings

pytestmark = pytest.mark.slow

Matrix = NDArray[np.float64]

N_USERS, N_ITEMS, N_FEATURES = 30, 20, 4  # the last of the users and of the films have no ratings
SEED = 5
CHOSEN = replace(
    HyperParameters().ranking,
    n_factors=3,
    sweeps=2,
    weight_scale=2.5,
    weight_power=1.5,
    unobserved_weight=0.3,
    penalty=0.05,
    side_damping=2.0,
    side_count_power=0.4,
)
WEIGHTS = ObservationWeights(scale=2.5, power=1.5, unobserved=0.3, penalty=0.05)


@dataclass(frozen=True, slots=True, eq=False)
class HalfSweep:
    """What is given besides the ratings, and what comes of it."""

    users: NDArray[np.float32]  # (n_users, n_factors)
    penalty: NDArray[np.float32]  # (n_items,)
    centre: NDArray[np.float32]  # (n_items, n_factors)
    items: NDArray[np.float32]  # (n_items, n_factors), solved


@dataclass(frozen=True, slots=True, eq=False)
class Factors:
    """Of everybody and of everything."""

    users: NDArray[np.float32]  # (n_users, n_factors)
    items: NDArray[np.float32]  # (n_items, n_factors)


@dataclass(frozen=True, slots=True, eq=False)
class Computed:
    """What the trainer makes of the world."""

    half_sweep: HalfSweep
    first: Factors  # after one sweep
    second: Factors  # after two
    reported: list[tuple[int, int]]
    head: RankingHead


def world() -> Ratings:
    rng = np.random.default_rng(2)
    often = np.linspace(0.15, 0.9, N_ITEMS - 1)
    rows = [
        (user, item, float(rng.integers(1, 11)) / 2)
        for user in range(N_USERS - 1)
        for item in range(N_ITEMS - 1)
        if rng.random() < often[item]
    ]
    return build_ratings([rows[n] for n in rng.permutation(len(rows))], N_USERS, N_ITEMS)


def features() -> NDArray[np.float32]:
    return np.random.default_rng(6).normal(0, 1, (N_ITEMS, N_FEATURES)).astype(np.float32)


def computed() -> Computed:
    """Runs in a child."""
    from core.trainer import ranking  # noqa: PLC0415 - not in the process of the tests
    from core.trainer.blocks import blocks  # noqa: PLC0415

    ratings, rng = world(), np.random.default_rng(1)
    users = rng.normal(0, 1, (N_USERS, 3)).astype(np.float32)
    centre = rng.normal(0, 1, (N_ITEMS, 3)).astype(np.float32)
    penalty = rng.uniform(0.1, 3, N_ITEMS).astype(np.float32)
    weight = WEIGHTS.weight(ratings.stars)
    by_item = list(blocks(ratings.item_index, ratings.user_index, weight, N_ITEMS))
    items = ranking._half_sweep(by_item, users, penalty, centre, CHOSEN)
    reported: list[tuple[int, int]] = []

    def report(done: int, of: int) -> None:
        reported.append((done, of))

    def factors(sweeps: int) -> Factors:
        chosen, rng = replace(CHOSEN, sweeps=sweeps), np.random.default_rng(SEED)
        return Factors(
            *ranking._factorize(ratings, features(), WEIGHTS, chosen, rng=rng, report=report)
        )

    return Computed(
        HalfSweep(users, penalty, centre, items),
        factors(1),
        factors(2),
        reported,
        ranking.fit_ranking_head(ratings, features(), CHOSEN, SEED, lambda *_: None),
    )


@pytest.fixture(scope="module")
def found() -> Computed:
    return asyncio.run(run_in_child(computed))


@pytest.fixture
def weight() -> Matrix:
    """Of each pair beyond that of one without a rating, shape (n_users, n_items)."""
    ratings = world()
    matrix = np.zeros((N_USERS, N_ITEMS))
    stars = (ratings.stars / 5) ** CHOSEN.weight_power
    matrix[ratings.user_index, ratings.item_index] = CHOSEN.weight_scale * stars
    return matrix


def ridge(design: Matrix, target: Matrix, reg: float) -> Matrix:
    """argmin |target − design·x|² + reg·|x|², as least squares of a taller matrix."""
    width = design.shape[1]
    tall = np.vstack([design, np.sqrt(reg) * np.eye(width)])
    below = np.zeros((width, *target.shape[1:]))
    return np.asarray(np.linalg.lstsq(tall, np.concatenate([target, below]))[0])


def best_rows(
    weight: Matrix, others: NDArray[np.float32], penalty: Matrix, centre: NDArray[np.float32]
) -> Matrix:
    """argmin Σ_observed w·(1 − x·y)² + α₀·Σ_all (x·y)² + λ·|x − centre|² for each row."""
    y, rows = others.astype(np.float64), centre.astype(np.float64)
    for row in np.flatnonzero(weight.any(axis=1)):
        root = np.sqrt(weight[row])
        design = np.vstack([root[:, None] * y, np.sqrt(CHOSEN.unobserved_weight) * y])
        target = np.concatenate([root, np.zeros(len(y))])
        rows[row] += ridge(design, target - design @ rows[row], penalty[row])
    return rows


def scaled_penalty(weight: Matrix) -> Matrix:
    """λ·(n + α₀·n_others) of every row."""
    n_observed, n_others = np.count_nonzero(weight, axis=1), weight.shape[1]
    return np.asarray(CHOSEN.penalty * (n_observed + CHOSEN.unobserved_weight * n_others))


def test_half_sweep_is_weighted_least_squares_over_all_pairs(
    found: Computed, weight: Matrix
) -> None:
    given = found.half_sweep
    expected = best_rows(weight.T, given.users, given.penalty.astype(np.float64), given.centre)
    np.testing.assert_allclose(given.items, expected, rtol=1e-4, atol=1e-5)
    np.testing.assert_array_equal(given.items[-1], given.centre[-1])  # nobody has rated it


def test_first_sweep_draws_films_to_nothing_and_then_solves_the_users(
    found: Computed, weight: Matrix
) -> None:
    first = found.first
    np.testing.assert_array_equal(first.items[-1], np.zeros(3))
    users = best_rows(weight, first.items, scaled_penalty(weight), np.zeros_like(first.users))
    np.testing.assert_allclose(first.users, users, rtol=1e-3, atol=1e-5)
    assert np.abs(first.users[:-1]).max(axis=1).min() > 0.01
    np.testing.assert_array_equal(first.users[-1], np.zeros(3))


def test_second_sweep_draws_films_to_their_regression_on_the_features(
    found: Computed, weight: Matrix
) -> None:
    first, second = found.first, found.second
    root = np.count_nonzero(weight, axis=0)[:, None] ** (CHOSEN.side_count_power / 2)
    slopes = ridge(root * features(), root * first.items, CHOSEN.side_damping)
    kind = (features() @ slopes).astype(np.float32)
    expected = best_rows(weight.T, first.users, scaled_penalty(weight.T), kind)
    np.testing.assert_allclose(second.items, expected, rtol=1e-3, atol=1e-5)
    assert np.abs(second.items[-1]).max() > 0.01  # unrated, and yet among its kind
    assert found.reported == [(1, 1), (1, 2), (2, 2)]


def test_people_of_the_training_fold_in_to_the_factors_they_had(found: Computed) -> None:
    head, ratings = found.head, world()
    np.testing.assert_array_equal(head.item_factors, found.second.items)
    np.testing.assert_allclose(head.gramian, head.item_factors.T @ head.item_factors, rtol=1e-6)
    for user in range(N_USERS):
        rated = ratings.take(ratings.user_index == user)
        observed = Observations(rated.item_index.astype(np.int64), rated.stars)
        folded = fold_in_ranking(head, observed).user_factors
        np.testing.assert_allclose(folded, found.second.users[user], rtol=1e-3, atol=1e-5)
