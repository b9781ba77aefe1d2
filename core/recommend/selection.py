"""Lists out of scores: the best, and the best that are not all of one kind."""

import numpy as np
from numpy.typing import NDArray

VARIETY = 0.2  # of a place in the list; the figures are in docs/recommending.md


def top_items(
    scores: NDArray[np.float32], excluded: NDArray[np.int64], k: int
) -> NDArray[np.int64]:
    """Indices of the `k` highest scores, best first, ties by index; fewer where fewer are left."""
    open_scores = scores.copy()
    open_scores[excluded] = -np.inf
    k = min(k, int(np.isfinite(open_scores).sum()))
    if k == 0:
        return np.empty(0, np.int64)
    threshold = np.partition(open_scores, -k)[-k]
    candidates = np.flatnonzero(open_scores >= threshold)
    order = np.argsort(-open_scores[candidates], kind="stable")[:k]
    return candidates[order].astype(np.int64, copy=False)


def varied(
    ranked: NDArray[np.int64],
    scores: NDArray[np.float32],
    factors: NDArray[np.float32],
    k: int,
    variety: float = VARIETY,
) -> NDArray[np.int64]:
    """`k` of the ranked items, each chosen for its score and for how unlike it is to those before.

    Maximal marginal relevance (Carbonell & Goldstein, SIGIR 1998): the next item has the largest
    (1 − v)·s − v·(largest cosine to an item chosen already), with s running from 1 for the best
    candidate to 0 for the last. The first item stays first; `variety` 0 changes nothing.

    Args:
        ranked: candidates, best first, shape (n,); more than `k`, for there to be a choice.
        scores: of the candidates, shape (n,), descending.
        factors: of the candidates, shape (n, n_factors); zeros are like nothing.

    Returns:
        Shape (min(k, n),), in the new order.
    """
    n_chosen = min(k, ranked.size)
    if variety == 0 or n_chosen < 2:
        return ranked[:n_chosen]
    span = float(scores[0] - scores[-1]) or 1.0
    relevance = (1 - variety) * (scores - scores[-1]) / span
    length = np.linalg.norm(factors, axis=1, keepdims=True)
    unit = np.divide(factors, length, out=np.zeros_like(factors), where=length > 0)
    nearest = np.full(ranked.size, -1.0, np.float32)
    chosen = [0]
    while len(chosen) < n_chosen:
        nearest = np.maximum(nearest, unit @ unit[chosen[-1]])
        value = relevance - variety * nearest
        value[chosen] = -np.inf
        chosen.append(int(value.argmax()))
    return ranked[chosen]
