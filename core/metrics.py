"""How good predictions and lists are."""

import numpy as np
from numpy.typing import NDArray


def rmse(predicted: NDArray[np.float32], stars: NDArray[np.float32]) -> float:
    """Root mean squared error over all pairs, stars.

    Raises:
        ValueError: the shapes differ, or there is nothing to compare.
    """
    if predicted.shape != stars.shape or stars.size == 0:
        raise ValueError(f"{predicted.shape} predictions for {stars.shape} ratings")
    return float(np.sqrt(np.mean(np.square(predicted - stars, dtype=np.float64))))


def ndcg_at_k(hits: NDArray[np.bool_], n_relevant: NDArray[np.int64]) -> NDArray[np.float64]:
    """nDCG@k of several lists with binary relevance, shape (n_users,), each in [0, 1].

    Järvelin & Kekäläinen, "Cumulated Gain-Based Evaluation of IR Techniques", TOIS 2002, with the
    discount 1 / log2(rank + 1). The ideal list has min(k, n_relevant) hits on top.

    Args:
        hits: whether the film at each rank is relevant, shape (n_users, k), best rank first.
        n_relevant: relevant films of each user in the whole catalogue, shape (n_users,), 1 or more.

    Raises:
        ValueError: a user has no relevant film; such users have no nDCG and are left out before.
    """
    if (n_relevant < 1).any():
        raise ValueError("nDCG is not defined without relevant films")
    k = hits.shape[1]
    discount = 1.0 / np.log2(np.arange(2, k + 2))
    ideal = np.concatenate([[0.0], np.cumsum(discount)])[np.minimum(n_relevant, k)]
    return np.asarray((hits @ discount) / ideal, np.float64)
