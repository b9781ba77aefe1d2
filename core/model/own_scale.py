"""Utility: what stars are worth to one person. Three are a lot from somebody who gives two."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.catalog.ratings import N_STEPS, STAR_STEP
from core.model.normal import normal_cdf

PRIOR_RATINGS = 5.0  # of the average user, that everybody's scale is given on top of their own
_LEAST_DEVIATION = 0.3  # stars; somebody who gives all films the same still has a scale
_STEPS = STAR_STEP * np.arange(1, N_STEPS + 1)


@dataclass(frozen=True, slots=True)
class OwnScale:
    """How one person spreads stars; of the Gaussian shape."""

    mean: float  # stars
    deviation: float  # stars, positive

    def utility(
        self, stars: NDArray[np.float64], deviation: NDArray[np.float64] | float = 0.0
    ) -> NDArray[np.float64]:
        """The share of the person's films that a film is better than, 0 … 1, shape of `stars`.

        Φ((r − m)/s) where the rating r is known. Where it is only expected, as a Gaussian around
        `stars`, the mean of that over the Gaussian, which is Φ((r̂ − m)/√(s² + σ²)): the less is
        known, the closer to ½.
        """
        return normal_cdf((stars - self.mean) / np.sqrt(self.deviation**2 + np.square(deviation)))


def own_scale(stars: NDArray[np.float32], star_share: NDArray[np.float32]) -> OwnScale:
    """From somebody's ratings, drawn towards the average user's; without ratings that user's.

    Args:
        star_share: how the average user spreads ratings, shape (N_STEPS,), sums to 1.
    """
    average = float(star_share @ _STEPS)
    variance = float(star_share @ np.square(_STEPS - average))
    n_ratings = stars.size + PRIOR_RATINGS
    mean = (float(stars.sum()) + PRIOR_RATINGS * average) / n_ratings
    around = float(np.square(stars - mean).sum())
    around += PRIOR_RATINGS * (variance + (average - mean) ** 2)
    return OwnScale(mean, max((around / n_ratings) ** 0.5, _LEAST_DEVIATION))
