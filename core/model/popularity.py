"""The baseline that needs no model: films by their mean rating, damped for films few have rated."""

import numpy as np
from numpy.typing import NDArray

from core.catalog.films import Catalog

DAMPING = 50.0  # ratings of the overall mean that every film is given on top of its own


def damped_mean(catalog: Catalog, damping: float = DAMPING) -> NDArray[np.float32]:
    """Each film's mean stars, drawn towards the mean of all ratings, shape (n_items,).

    (Σ r + d·μ) / (n + d): a film nobody rated stands exactly at μ; zeros where the catalogue has
    no ratings at all.
    """
    n_ratings = catalog.rating_count.sum()
    if n_ratings == 0:
        return np.zeros(len(catalog), np.float32)
    global_mean = catalog.rating_sum.sum() / n_ratings
    damped = (catalog.rating_sum + damping * global_mean) / (catalog.rating_count + damping)
    return np.asarray(damped, np.float32)
