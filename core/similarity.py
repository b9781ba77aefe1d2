"""Films that feel alike: the angle between learned item factors, trusted as far as rated."""

import numpy as np
from numpy.typing import NDArray

from core.model import FactorModel

SHRINKAGE = 20.0  # ratings at which a film's likeness counts half


def similarities(
    model: FactorModel, item_index: int, shrinkage: float = SHRINKAGE
) -> NDArray[np.float32]:
    """Likeness of every film to one, shape (n_items,), at most 1; the film itself is −∞.

    cos(q_i, q_j) · n_j / (n_j + s). The angle of a vector learned from two ratings is chance, and
    among thousands of such films some point anywhere; the shrinkage keeps them out (as for
    neighbourhood models: Koren, "Factorization Meets the Neighborhood", KDD 2008, eq. 2).
    All zeros for a film nobody rated.
    """
    factors, target = model.item_factors, model.item_factors[item_index]
    norms = np.linalg.norm(factors, axis=1) * np.linalg.norm(target)
    cosine = np.divide(factors @ target, norms, out=np.zeros_like(norms), where=norms > 0)
    trust = model.item_count / (model.item_count + shrinkage)
    likeness: NDArray[np.float32] = (cosine * trust).astype(np.float32)
    likeness[item_index] = -np.inf
    return likeness
