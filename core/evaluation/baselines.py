"""What every model has to beat: films by popularity, and stars by biases alone."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.catalog.ratings import Ratings

# Ratings of 0 above the mean that each film and user is given on top of its own. Chosen by RMSE
# on a validation split of the embedded data, where half or twice as much costs 0.001 stars.
ITEM_DAMPING = 3.0
USER_DAMPING = 8.0


@dataclass(frozen=True, slots=True, eq=False)
class Biases:
    """r̂ = μ + b_i + b_u, fitted one after the other (Koren, "Factor in the Neighbors", TKDD 2010).

    b_i = Σ(r − μ) / (n_i + d) over the film's ratings, then b_u = Σ(r − μ − b_i) / (n_u + d) over
    the user's. People are not part of it, so somebody new is predicted like everybody else.
    """

    global_mean: float  # stars
    item_bias: NDArray[np.float64]  # (n_items,), stars; 0 for films nobody rated

    def predict(self, items: NDArray[np.int64], stars: NDArray[np.float32]) -> NDArray[np.float32]:
        """Stars for every film, (n_items,), of whoever gave `items` these `stars`; not clipped."""
        residual = stars - self.global_mean - self.item_bias[items]
        user_bias = residual.sum() / (items.size + USER_DAMPING)
        return np.asarray(self.global_mean + self.item_bias + user_bias, np.float32)


def fit_biases(train: Ratings) -> Biases:
    """Mean and film biases of `train`.

    Raises:
        ValueError: there are no ratings.
    """
    if len(train) == 0:
        raise ValueError("biases cannot be fitted without ratings")
    global_mean = float(train.stars.mean(dtype=np.float64))
    count = np.bincount(train.item_index, minlength=train.n_items)
    total = np.bincount(
        train.item_index, weights=train.stars - global_mean, minlength=train.n_items
    )
    return Biases(global_mean, total / (count + ITEM_DAMPING))
