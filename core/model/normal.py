"""The normal distribution function for whole arrays, which numpy does not have."""

from math import erf, sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

_FAR = 8.0  # deviations beyond which it is 0 or 1 to fifteen digits
_GRID = np.linspace(-_FAR, _FAR, 4_001)
_TABLE = np.array([(1 + erf(each / sqrt(2))) / 2 for each in _GRID.tolist()])


def normal_cdf(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Φ of each value, to within 10⁻⁶: straight lines between 4,001 exact points."""
    return np.asarray(np.interp(values, _GRID, _TABLE), np.float64)


def normal_quantiles(n: int) -> NDArray[np.float64]:
    """Φ⁻¹ of the middles of `n` equal parts of (0, 1), ascending, shape (n,)."""
    standard = NormalDist()
    return np.array([standard.inv_cdf((part + 0.5) / n) for part in range(n)])
