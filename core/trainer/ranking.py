"""The ranking head's training: a weighted factorization of all pairs, and what is rated along.

The factorization is alternating least squares over observed and unobserved pairs (Hu, Koren &
Volinsky, ICDM 2008) in the form and with the frequency-scaled penalty of Rendle et al. (arXiv
2110.14037); all unobserved pairs enter through one Gramian. Each film's factors are drawn towards
a ridge regression on its genres and period, so films of few ratings stand near their kind.

The neighbours are the ridge regression of all users' lists on themselves (a linear autoencoder;
EASE of Steck, WWW 2019, without its zero diagonal), in the leading directions of those lists only,
so that nothing of size n_items² or n_users × n_items is ever made.
"""

from collections.abc import Callable

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from core.catalog.ratings import Ratings
from core.model.factor_model import ObservationWeights, RankingHead
from core.trainer.blocks import Block, blocks
from core.trainer.sparse import SparseMatrix
from core.training.hyper_parameters import RankingChoices

_OVERSAMPLING = 16  # directions beyond those kept
_ITERATIONS = 5  # of the subspace; the last directions weigh little

SweepListener = Callable[[int, int], None]  # sweeps done, sweeps in all


def fit_ranking_head(
    ratings: Ratings,
    features: NDArray[np.float32],
    chosen: RankingChoices,
    seed: int,
    report: SweepListener,
) -> RankingHead:
    """Both parts of the ranking head, from the ratings and `core.model.side_information`."""
    rng = np.random.default_rng(seed)
    weights = ObservationWeights(
        chosen.weight_scale, chosen.weight_power, chosen.unobserved_weight, chosen.penalty
    )
    count = np.bincount(ratings.item_index, minlength=ratings.n_items)
    user_factors, item_factors = _factorize(
        ratings, features, weights, chosen, rng=rng, report=report
    )
    directions = _directions(ratings, weights, count, chosen, rng)
    damp = np.maximum(count, 1).astype(np.float32) ** np.float32(chosen.count_power)
    neighbours = directions * damp[:, None]
    lists = _list_sums(ratings, weights, directions / damp[:, None])
    share = chosen.neighbour_share / max(1 - chosen.neighbour_share, 1e-6)
    spreads = _spread(user_factors, item_factors), _spread(lists, neighbours)
    loudness = np.float32(share * spreads[0] / max(spreads[1], 1e-12))
    return RankingHead(
        item_factors=item_factors,
        gramian=item_factors.T @ item_factors,
        weights=weights,
        neighbour_factors=neighbours,
        encoder_scale=np.asarray(loudness / damp**2, np.float32),
        popularity=_popularity(count, chosen.popularity_score),
        popularity_ratings=chosen.popularity_ratings,
        stars_weight=chosen.stars_weight,
    )


def _factorize(
    ratings: Ratings,
    features: NDArray[np.float32],
    weights: ObservationWeights,
    chosen: RankingChoices,
    *,
    rng: np.random.Generator,
    report: SweepListener,
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """User and item factors after the sweeps; users last, so that they fit the films."""
    weight = weights.weight(ratings.stars)
    by_user = list(blocks(ratings.user_index, ratings.item_index, weight, ratings.n_users))
    by_item = list(blocks(ratings.item_index, ratings.user_index, weight, ratings.n_items))
    count = np.bincount(ratings.item_index, minlength=ratings.n_items)
    user_count = np.bincount(ratings.user_index, minlength=ratings.n_users)
    user_penalty = _penalty(chosen, user_count, ratings.n_items)
    item_penalty = _penalty(chosen, count, ratings.n_users)
    regress = _regression(features, count.astype(np.float64) ** chosen.side_count_power, chosen)
    scale = 0.1 / np.sqrt(chosen.n_factors)
    items = rng.normal(0, scale, (ratings.n_items, chosen.n_factors)).astype(np.float32)
    nowhere = np.zeros((ratings.n_users, chosen.n_factors), np.float32)
    users = _half_sweep(by_user, items, user_penalty, nowhere, chosen)
    for sweep in range(1, chosen.sweeps + 1):
        kind = regress(items) if sweep > 1 else np.zeros_like(items)
        items = _half_sweep(by_item, users, item_penalty, kind, chosen)
        users = _half_sweep(by_user, items, user_penalty, nowhere, chosen)
        report(sweep, chosen.sweeps)
    return users, items


def _penalty(
    chosen: RankingChoices, count: NDArray[np.int64], n_others: int
) -> NDArray[np.float32]:
    """λ·(n + α₀·n_others) of every row, shape of `count`."""
    return np.asarray(chosen.penalty * (count + chosen.unobserved_weight * n_others), np.float32)


def _regression(
    features: NDArray[np.float32], weight: NDArray[np.float64], chosen: RankingChoices
) -> Callable[[NDArray[np.float32]], NDArray[np.float32]]:
    """What a weighted ridge regression on the features says of factors, for every film."""
    weighted = features * weight[:, None]
    inner = weighted.T @ features + chosen.side_damping * np.eye(features.shape[1])
    hat = np.linalg.solve(inner, weighted.T).astype(np.float32)
    return lambda factors: np.asarray(features @ (hat @ factors), np.float32)


def _half_sweep(
    by_row: list[Block],
    others: NDArray[np.float32],
    penalty: NDArray[np.float32],
    centre: NDArray[np.float32],
    chosen: RankingChoices,
) -> NDArray[np.float32]:
    """The exact factors of every row given the others'; rows without ratings stay at `centre`."""
    solved, fixed = centre.copy(), tf.constant(others)
    unobserved = chosen.unobserved_weight * tf.matmul(fixed, fixed, transpose_a=True)
    for block in by_row:
        rows = block.rows
        pull = (penalty[rows], centre[rows])
        solved[rows] = _solve(fixed, unobserved, (block.columns, block.values), pull).numpy()
    return solved


@tf.function(reduce_retracing=True, autograph=False)  # type: ignore[untyped-decorator]
def _solve(
    others: tf.Tensor,
    unobserved: tf.Tensor,
    seen: tuple[tf.Tensor, tf.Tensor],
    pull: tuple[tf.Tensor, tf.Tensor],
) -> tf.Tensor:
    """argmin Σ w·(1 − x·y)² + x·G·x + λ·|x − centre|² for each row of a block."""
    (columns, weight), (penalty, centre) = seen, pull
    factors = tf.gather(others, columns)
    weighted = factors * weight[..., None]
    system = unobserved + tf.matmul(weighted, factors, transpose_a=True)
    system = tf.linalg.set_diag(system, tf.linalg.diag_part(system) + penalty[:, None])
    target = tf.reduce_sum(weighted, axis=1) + penalty[:, None] * centre
    root = tf.linalg.cholesky(system)
    return tf.linalg.cholesky_solve(root, target[..., None])[..., 0]


def _directions(
    ratings: Ratings,
    weights: ObservationWeights,
    count: NDArray[np.int64],
    chosen: RankingChoices,
    rng: np.random.Generator,
) -> NDArray[np.float32]:
    """V·√(s²/(s² + λ)), shape (n_items, n_directions): leading right singular vectors of the lists.

    By subspace iteration (Halko, Martinsson & Tropp, SIAM Review 2011, algorithm 4.4); as many
    directions as there are users or films where those are fewer.
    """
    values = np.sqrt(weights.weight(ratings.stars) / weights.scale)
    values /= np.maximum(count, 1)[ratings.item_index] ** chosen.count_power
    lists = SparseMatrix(
        ratings.user_index,
        ratings.item_index,
        values.astype(np.float32),
        (ratings.n_users, ratings.n_items),
    )
    damping = chosen.direction_damping * float(np.square(values).sum()) / ratings.n_users
    n_kept = min(chosen.n_directions, ratings.n_users, ratings.n_items)
    n_all = min(n_kept + _OVERSAMPLING, ratings.n_users, ratings.n_items)
    basis = tf.constant(rng.normal(0, 1, (ratings.n_items, n_all)).astype(np.float32))
    for _ in range(_ITERATIONS):
        basis, _ = tf.linalg.qr(_gram_times(lists, basis))
    small = tf.matmul(basis, _gram_times(lists, basis), transpose_a=True)
    squared, turn = tf.linalg.eigh(0.5 * (small + tf.transpose(small)))
    squared = np.maximum(squared.numpy()[::-1][:n_kept], 0)
    vectors = (basis @ turn).numpy()[:, ::-1][:, :n_kept]
    return np.asarray(vectors * np.sqrt(squared / (squared + damping)), np.float32)


def _gram_times(lists: SparseMatrix, basis: tf.Tensor) -> tf.Tensor:
    """Xᵀ·X·basis without making XᵀX."""
    return lists.transposed_times(lists.times(basis))


def _list_sums(
    ratings: Ratings, weights: ObservationWeights, encoders: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Every user's place in the directions, shape (n_users, n_directions)."""
    values = np.sqrt(weights.weight(ratings.stars) / weights.scale)
    sums = np.zeros((ratings.n_users, encoders.shape[1]), np.float32)
    for block in blocks(ratings.user_index, ratings.item_index, values, ratings.n_users):
        sums[block.rows] = np.einsum("ul,uld->ud", block.values, encoders[block.columns])
    return sums


def _spread(left: NDArray[np.float32], right: NDArray[np.float32]) -> float:
    """Standard deviation of all products left·rightᵀ, without making them.

    Not below a tenth of their root mean square: where everybody rated everything the products
    are all alike, and what is left of their deviation is rounding.
    """
    n_pairs = left.shape[0] * right.shape[0]
    squares = float(np.sum((left.T @ left).astype(np.float64) * (right.T @ right))) / n_pairs
    mean = float(left.sum(axis=0, dtype=np.float64) @ right.sum(axis=0, dtype=np.float64)) / n_pairs
    return float(np.sqrt(max(squares - mean**2, 0.01 * squares, 0.0)))


def _popularity(count: NDArray[np.int64], score: float) -> NDArray[np.float32]:
    """`score` for the film most people rated, less for the others, 0 without ratings."""
    return np.asarray(score * count / max(count.max(initial=0), 1), np.float32)
