"""Ordering the catalogue for one person: predicted stars, tempered by how well a film is known."""

import numpy as np
from numpy.typing import NDArray

from core.model import FactorModel

POPULARITY_WEIGHT = 0.4  # stars per natural logarithm of a film's number of ratings


def ranking_scores(
    model: FactorModel, predicted: NDArray[np.float32], popularity_weight: float = POPULARITY_WEIGHT
) -> NDArray[np.float32]:
    """What a list is ordered by, shape (n_items,): r̂ + w·ln(1 + n_i).

    A model fitted to observed stars alone puts films of a handful of ratings on top: people rate
    what they expect to like, so stars say little about what was never rated. The weight trades a
    little predicted rating for films that people do watch; `docs/recommending.md` has the figures.
    """
    popularity = np.log1p(model.item_count).astype(np.float32)
    return predicted + np.float32(popularity_weight) * popularity


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
