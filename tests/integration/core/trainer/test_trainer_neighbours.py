"""The ranking head's neighbours, against the ridge regression of dense lists on themselves."""

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

N_FEW, N_MANY = 5, 20  # directions kept: of the world, where all are looked at; of the larger one
CHOSEN = replace(
    HyperParameters().ranking,
    n_factors=3,
    sweeps=2,
    weight_scale=2.5,
    weight_power=1.5,
    unobserved_weight=0.3,
    penalty=0.01,
    n_directions=10_000,
    direction_damping=0.7,
    count_power=0.3,
    neighbour_share=0.4,
    popularity_score=0.6,
)
WEIGHTS = ObservationWeights(scale=2.5, power=1.5, unobserved=0.3, penalty=0.01)


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """Both scores of everything for everybody of the training, shape (n_users, n_items)."""

    factors: Matrix
    neighbours: Matrix


@dataclass(frozen=True, slots=True, eq=False)
class Computed:
    """What the trainer makes of the worlds."""

    head: RankingHead  # with all directions
    head_of_few: RankingHead
    directions: NDArray[np.float32]  # of the larger world, each times its weight
    spreads: list[float]  # of the products of `products`


def world(n_users: int = 30, n_items: int = 20) -> Ratings:
    """Two tastes; some films are rated more often than others, and the last one not at all."""
    rng = np.random.default_rng(2)
    often = rng.permutation(np.linspace(0.1, 0.9, n_items - 1))
    rows = [
        (user, item, float(rng.integers(1, 11)) / 2)
        for user in range(n_users)
        for item in range(n_items - 1)
        if rng.random() < often[item] * (0.3 + (user % 2 == item % 2))
    ]
    return build_ratings([rows[n] for n in rng.permutation(len(rows))], n_users, n_items)


def larger_world() -> Ratings:
    """Of more directions than are looked at."""
    return world(120, 90)


def products() -> list[tuple[NDArray[np.float32], NDArray[np.float32]]]:
    """Factors of users and films: any, all alike, and nothing."""
    rng = np.random.default_rng(7)
    left = rng.normal(0.5, 1, (40, 3)).astype(np.float32)
    right = rng.normal(0.2, 1, (25, 3)).astype(np.float32)
    alike = np.full_like(left, 0.1), np.full_like(right, 0.1)
    return [(left, right), alike, (np.zeros_like(left), right)]


def computed() -> Computed:
    """Runs in a child."""
    from core.trainer import ranking  # noqa: PLC0415 - not in the process of the tests

    ratings, large = world(), larger_world()

    def head(n_directions: int) -> RankingHead:
        chosen = replace(CHOSEN, n_directions=n_directions)
        features = np.ones((ratings.n_items, 1), np.float32)
        return ranking.fit_ranking_head(ratings, features, chosen, 5, lambda *_: None)

    many = replace(CHOSEN, n_directions=N_MANY)
    count, rng = np.bincount(large.item_index, minlength=large.n_items), np.random.default_rng(1)
    return Computed(
        head(CHOSEN.n_directions),
        head(N_FEW),
        ranking._directions(large, WEIGHTS, count, many, rng),
        [ranking._spread(*each) for each in products()],
    )


@pytest.fixture(scope="module")
def found() -> Computed:
    return asyncio.run(run_in_child(computed))


def lists_of(ratings: Ratings) -> Matrix:
    """What is regressed: √(w / scale), and less of films that many have rated."""
    lists = np.zeros((ratings.n_users, ratings.n_items))
    root = (ratings.stars / 5) ** (CHOSEN.weight_power / 2)
    lists[ratings.user_index, ratings.item_index] = root
    return lists / damp(ratings)


def damp(ratings: Ratings) -> Matrix:
    count = np.bincount(ratings.item_index, minlength=ratings.n_items)
    return np.asarray(np.maximum(count, 1) ** CHOSEN.count_power)


def damping(lists: Matrix) -> float:
    return CHOSEN.direction_damping * float(np.square(lists).sum(axis=1).mean())


def scores_of(head: RankingHead) -> Scores:
    """By the fold-in that serves."""
    ratings, places = world(), []
    for user in range(ratings.n_users):
        rated = ratings.take(ratings.user_index == user)
        observed = Observations(rated.item_index.astype(np.int64), rated.stars)
        places.append(fold_in_ranking(head, observed))
    factors = np.array([place.user_factors for place in places])
    directions = np.array([place.direction for place in places])
    return Scores(factors @ head.item_factors.T, directions @ head.neighbour_factors.T)


def test_all_directions_are_the_ridge_regression_of_lists_on_themselves(found: Computed) -> None:
    lists = lists_of(world())
    inner = lists.T @ lists
    regression = np.linalg.solve(inner + damping(lists) * np.eye(len(inner)), inner)
    expected = lists @ regression * damp(world())
    scores = scores_of(found.head).neighbours
    np.testing.assert_allclose(scores / scores.std(), expected / expected.std(), atol=1e-4)


def test_few_directions_leave_out_the_shortest(found: Computed) -> None:
    lists = lists_of(world())
    left, length, right = np.linalg.svd(lists, full_matrices=False)
    weight = np.where(np.arange(length.size) < N_FEW, length**2 / (length**2 + damping(lists)), 0)
    expected = (left * length * weight) @ right * damp(world())
    scores = scores_of(found.head_of_few).neighbours
    assert found.head_of_few.neighbour_factors.shape == (20, N_FEW)
    np.testing.assert_allclose(scores / scores.std(), expected / expected.std(), atol=1e-4)


def test_both_scores_vary_as_was_chosen(found: Computed) -> None:
    for head in (found.head, found.head_of_few):
        scores = scores_of(head)
        loudness = scores.neighbours.std() / scores.factors.std()
        assert loudness == pytest.approx(0.4 / 0.6, rel=1e-3)  # neighbour_share 0.4


def test_leading_directions_among_more_are_found_by_iteration(found: Computed) -> None:
    lists = lists_of(larger_world())
    length = np.linalg.svd(lists, compute_uv=False)[:N_MANY]
    weight = length**2 / (length**2 + damping(lists))
    squares = found.directions.T @ found.directions
    np.testing.assert_allclose(squares, np.diag(weight), rtol=2e-3, atol=1e-5)
    unit = found.directions / np.linalg.norm(found.directions, axis=0)
    np.testing.assert_allclose(np.linalg.norm(lists @ unit, axis=0), length, rtol=2e-3)


def test_spread_is_the_deviation_of_all_products(found: Computed) -> None:
    (left, right), _, _ = products()
    of_any, of_alike, of_nothing = found.spreads
    assert of_any == pytest.approx(float((left @ right.T).std()), rel=1e-5)
    assert of_alike == pytest.approx(0.003, rel=1e-5)  # a tenth of 3 · 0.1 · 0.1
    assert of_nothing == 0


def test_popularity_is_a_share_of_that_of_the_film_most_people_rated(found: Computed) -> None:
    count = np.bincount(world().item_index, minlength=20)
    np.testing.assert_allclose(found.head.popularity, 0.6 * count / count.max(), rtol=1e-6)
