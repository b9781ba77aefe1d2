"""Films that feel alike: the angles between learned film factors, trusted as far as rated."""

import numpy as np
from numpy.typing import NDArray

from core.model.factor_model import FactorModel

SHRINKAGE = 5.0  # ratings at which a film's likeness counts half
RATING_WEIGHT = 0.5  # of the rating head's angle, against 1 of the ranking head's


def similarities(
    model: FactorModel,
    item_index: int,
    shrinkage: float = SHRINKAGE,
    rating_weight: float = RATING_WEIGHT,
) -> NDArray[np.float32]:
    """Likeness of every film to one, shape (n_items,), at most 1; the film itself is −∞.

    (cos_ranking(i, j) + w·cos_rating(i, j)) / (1 + w) · n_j / (n_j + s). The ranking head knows
    who watches what along with what, the rating head who likes what as much as what. Angles are
    comparable because both heads penalise both sides (Steck et al., arXiv 2403.05440). The angle
    of a film of two ratings is chance, and among thousands of such films some point anywhere; the
    shrinkage keeps them out (as in Koren, KDD 2008, eq. 2). All zeros for a film nobody rated.
    """
    likeness = cosines(model.ranking.item_factors, item_index)
    likeness += np.float32(rating_weight) * cosines(model.rating.item_factors, item_index)
    trust = model.item_count / (model.item_count + shrinkage)
    likeness *= (trust / (1 + rating_weight)).astype(np.float32)
    if not model.rated[item_index]:
        likeness[:] = 0
    likeness[item_index] = -np.inf
    return likeness


def cosines(factors: NDArray[np.float32], item_index: int) -> NDArray[np.float32]:
    """Cosine of every row to one of them, shape (n_items,); 0 where a row is all zeros."""
    norms = np.linalg.norm(factors, axis=1) * np.linalg.norm(factors[item_index])
    found: NDArray[np.float32] = np.divide(
        factors @ factors[item_index], norms, out=np.zeros_like(norms), where=norms > 0
    )
    return found
