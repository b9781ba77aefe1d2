"""One person's side of both heads, solved in closed form from what that person has told.

Training users, people in chats and somebody with a single rating all take this path: nobody's
vectors are stored, so a rating counts from the moment it is given.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.catalog.observations import Observations
from core.model.factor_model import RankingHead, RatingHead

# What is no rating weighs in the ranking head like one of so many stars.
_SEEN, _WANTED, _REFUSED = 3.0, 4.0, 4.0


@dataclass(frozen=True, slots=True, eq=False)
class RatingVector:
    """What somebody's ratings say of their stars: a Gaussian over [p_u, b_u]."""

    mean: NDArray[np.float64]  # (n_factors + 1,), the bias last, in units of its deviation
    covariance: NDArray[np.float64]  # (n_factors + 1, n_factors + 1)
    residual: NDArray[np.float64]  # (n_rated,), stars above μ + b_i
    gain: NDArray[np.float64]  # (n_factors + 1, n_rated): mean = gain @ residual


def fold_in_rating(
    head: RatingHead, items: NDArray[np.int64], stars: NDArray[np.float32]
) -> RatingVector:
    """The posterior of one person, holding the film side fixed.

    The model that training integrates over (`core.trainer.rating`): a Bayesian linear regression
    of the residuals on the film factors (Bishop, "Pattern Recognition", eq. 3.53–3.54), each
    rating with its film's noise. Solved in whichever size is smaller: O(n·f² + f³) or, as the
    dual, O(n²·f + n³). Without ratings it is the prior: zeros, and the identity.
    """
    design = film_rows(head, items)
    residual = stars.astype(np.float64) - head.global_mean - head.item_bias[items]
    noise = head.noise**2 * head.noise_scale[items].astype(np.float64)
    n_rated, width = design.shape
    if n_rated < width:
        inner = design @ design.T
        inner[np.diag_indices(n_rated)] += noise
        gain = np.asarray(np.linalg.solve(inner, design).T, np.float64)
        covariance = np.eye(width) - gain @ design
    else:
        scaled = design / noise[:, None]
        inner = scaled.T @ design
        inner[np.diag_indices(width)] += 1.0
        covariance = np.asarray(np.linalg.inv(inner), np.float64)
        gain = covariance @ scaled.T
    return RatingVector(gain @ residual, covariance, residual, gain)


def film_rows(head: RatingHead, items: NDArray[np.int64] | slice) -> NDArray[np.float64]:
    """[q_i, deviation of b_u] of some films, shape (n, n_factors + 1)."""
    factors = head.item_factors[items].astype(np.float64)
    return np.column_stack([factors, np.full(len(factors), head.user_bias_deviation)])


def predict_stars(head: RatingHead, user: RatingVector) -> NDArray[np.float32]:
    """Predicted stars for every film, shape (n_items,), not held to the scale."""
    predicted: NDArray[np.float32] = head.item_factors @ user.mean[:-1].astype(np.float32)
    predicted += head.item_bias
    predicted += np.float32(head.global_mean + head.user_bias_deviation * user.mean[-1])
    return predicted


def predict_deviation(
    head: RatingHead, user: RatingVector, items: NDArray[np.int64]
) -> NDArray[np.float32]:
    """Standard deviation of the person's rating around its prediction, stars, shape of `items`."""
    rows = film_rows(head, items)
    variance = np.einsum("ij,ij->i", rows @ user.covariance, rows)
    variance += head.noise**2 * head.noise_scale[items]
    return np.asarray(head.spread * np.sqrt(variance), np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class RankingVector:
    """Somebody's place in both parts of the ranking head, and what of it each film brought."""

    items: NDArray[np.int64]  # (n,), the films that pull
    user_factors: NDArray[np.float64]  # (n_factors,) = Σ of the rows of `factor_parts`
    factor_parts: NDArray[np.float64]  # (n, n_factors)
    direction: NDArray[np.float64]  # (n_directions,) = Σ of the rows of `direction_parts`
    direction_parts: NDArray[np.float64]  # (n, n_directions)


def fold_in_ranking(head: RankingHead, observed: Observations) -> RankingVector:
    """The user half-step of the weighted factorization, and the sum of the neighbours' encoders.

    argmin Σ_observed w·(t − p·q_i)² + α₀·Σ_all (p·q_i)² + λ(n)·|p|² (Rendle et al., arXiv
    2110.14037, eq. 5–8), where the target t is 1, and −1 for a refused film. Zeros for somebody
    who has told nothing.
    """
    items = np.concatenate([observed.rated, observed.seen, observed.wanted, observed.refused])
    stars = np.concatenate([observed.stars, _weighing_like(observed)])
    weight = head.weights.weight(stars).astype(np.float64)
    target = np.ones(items.size)
    target[items.size - observed.refused.size :] = -1.0
    n_items, n_factors = head.item_factors.shape
    pulling = head.item_factors[items].astype(np.float64)
    weighted = pulling * weight[:, None]
    system = head.weights.unobserved * head.gramian.astype(np.float64)
    system += weighted.T @ pulling
    system[np.diag_indices(n_factors)] += head.weights.user_penalty(items.size, n_items)
    parts = np.linalg.solve(system, (weighted * target[:, None]).T).T
    share = target * head.encoder_scale[items] * np.sqrt(weight / head.weights.scale)
    directions = head.neighbour_factors[items] * share[:, None]
    return RankingVector(items, parts.sum(axis=0), parts, directions.sum(axis=0), directions)


def _weighing_like(observed: Observations) -> NDArray[np.float32]:
    """Stars that stand for each film seen, wanted and refused, in this order."""
    kinds = ((observed.seen, _SEEN), (observed.wanted, _WANTED), (observed.refused, _REFUSED))
    return np.concatenate([np.full(items.size, stars, np.float32) for items, stars in kinds])
