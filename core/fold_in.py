"""One user's side of the rating model, solved in closed form from that user's ratings.

Training users, people in chats and somebody with a single rating all take this path: nobody's
vectors are stored, so a rating counts from the moment it is given.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.model import FactorModel


@dataclass(frozen=True, slots=True, eq=False)
class UserVector:
    """What one user's ratings say, in the space of one model."""

    user_factors: NDArray[np.float32]  # (n_factors,)
    user_bias: float  # stars


def fold_in(model: FactorModel, items: NDArray[np.int64], stars: NDArray[np.float32]) -> UserVector:
    """Estimate one user's factors and bias, holding the film side fixed.

    The user half-step of ALS-WR (Zhou et al., "Large-Scale Parallel Collaborative Filtering for
    the Netflix Prize", AAIM 2008) under the penalties the model was trained with:
    argmin Σ(r − μ − b_i − b_u − p_u·q_i)² + λ_p(n)·|p_u|² + λ_b(n)·b_u².
    Solved in whichever of the two sizes is smaller: O(n·f² + f³) or, as the dual, O(n²·f + n³).

    Args:
        items: rated item indices, shape (n_rated,), no repeats.
        stars: 0.5 to 5.0, shape (n_rated,), in the order of `items`.

    Returns:
        Zeros without ratings: the average user.

    Raises:
        ValueError: `items` and `stars` differ in shape.
    """
    if items.shape != stars.shape:
        raise ValueError(f"{items.shape} items but {stars.shape} ratings")
    n_rated, n_factors = items.size, model.n_factors
    if n_rated == 0:
        return UserVector(np.zeros(n_factors, np.float32), 0.0)
    design = np.column_stack([model.item_factors[items], np.ones(n_rated)]).astype(np.float64)
    residual = stars.astype(np.float64) - model.global_mean - model.item_bias[items]
    penalty = np.full(n_factors + 1, model.factor_penalty.weight(n_rated))
    penalty[-1] = model.user_bias_penalty.weight(n_rated)
    solution = _ridge(design, residual, penalty)
    return UserVector(solution[:-1].astype(np.float32), float(solution[-1]))


def predict(model: FactorModel, user: UserVector) -> NDArray[np.float32]:
    """Predicted stars of one user for every film, shape (n_items,), not clipped to the scale."""
    base = np.float32(model.global_mean + user.user_bias)
    predicted: NDArray[np.float32] = model.item_factors @ user.user_factors
    predicted += model.item_bias
    predicted += base
    return predicted


def _ridge(
    design: NDArray[np.float64], target: NDArray[np.float64], penalty: NDArray[np.float64]
) -> NDArray[np.float64]:
    """argmin |target − design·x|² + Σ penalty_j·x_j², all penalties positive."""
    n_rows, n_columns = design.shape
    if n_rows < n_columns:
        scaled = design / penalty
        gram = scaled @ design.T
        gram[np.diag_indices(n_rows)] += 1.0
        return np.asarray(scaled.T @ np.linalg.solve(gram, target))
    gram = design.T @ design
    gram[np.diag_indices(n_columns)] += penalty
    return np.asarray(np.linalg.solve(gram, design.T @ target))
