"""Rules that make one number out of what several people expect of a film.

A member of weight w counts like w members who expect the same. Only least misery does not see how
many they are. The plain rules take predicted stars as they are, as it is usually done; all others
take the utility of the stars to each member (`core.model.own_scale`).
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from core.model.normal import normal_cdf, normal_quantiles
from core.model.own_scale import OwnScale

MISERY = 0.6  # utility below which a film is no evening well spent
MISERY_PENALTY = 3.0  # of each unit below it
AVERSION = 16.0  # to misery: e-fold of how much a unit of utility counts less to who has it already
_N_LEVELS = 24  # points that stand for a Gaussian
_LEAST_UTILITY = 1e-3


class GroupRule(StrEnum):
    """How a group is served."""

    PLAIN_AVERAGE = "plain average"
    PLAIN_LEAST_MISERY = "plain least misery"
    AVERAGE = "average"
    LEAST_MISERY = "least misery"
    MULTIPLICATIVE = "multiplicative"
    WITHOUT_MISERY = "average without misery"
    EXPECTED_MINIMUM = "expected minimum"
    MISERY_AVERSE = "misery averse"


CHOSEN = GroupRule.MISERY_AVERSE  # by the figures in docs/groups.md


@dataclass(frozen=True, slots=True, eq=False)
class Expectations:
    """What each member expects of each of some films."""

    predicted: NDArray[np.float64]  # (n_members, n_films), stars
    deviation: NDArray[np.float64]  # (n_members, n_films), stars, of the rating around it
    scales: tuple[OwnScale, ...]  # of the members

    @property
    def utility(self) -> NDArray[np.float64]:
        """On each member's own scale, 0 … 1, (n_members, n_films)."""
        rows = zip(self.scales, self.predicted, self.deviation, strict=True)
        return np.stack([scale.utility(stars, spread) for scale, stars, spread in rows])

    def of(self, films: NDArray[np.int64]) -> "Expectations":
        """Of some of the films, by their places."""
        return Expectations(self.predicted[:, films], self.deviation[:, films], self.scales)


def group_values(
    rule: GroupRule, expected: Expectations, weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    """What a group makes of each film, (n_films,); comparable within one rule.

    Args:
        weights: of the members, (n_members,), positive.
    """
    utility = expected.utility
    share = weights / weights.sum()
    match rule:
        case GroupRule.PLAIN_AVERAGE:
            found = share @ expected.predicted
        case GroupRule.PLAIN_LEAST_MISERY:
            found = expected.predicted.min(axis=0)
        case GroupRule.AVERAGE:
            found = share @ utility
        case GroupRule.LEAST_MISERY:
            found = utility.min(axis=0)
        case GroupRule.MULTIPLICATIVE:
            found = share @ np.log(np.maximum(utility, _LEAST_UTILITY))
        case GroupRule.WITHOUT_MISERY:
            misery = np.maximum(MISERY - utility, 0)
            found = share @ (utility - MISERY_PENALTY * misery)
        case GroupRule.EXPECTED_MINIMUM:
            found = expected_minimum(expected, weights)
        case GroupRule.MISERY_AVERSE:
            found = misery_averse(expected, weights)
    return np.asarray(found)


def misery_averse(
    expected: Expectations, weights: NDArray[np.float64], aversion: float = AVERSION
) -> NDArray[np.float64]:
    """The utility that, had by all for certain, would be as good as the film, 0 … 1, (n_films,).

    −log(Σ_m w_m·exp(−a·utility_m))/a with weights that sum to 1: whoever is to get little counts
    more, smoothly. Between the average (a → 0) and least misery (a → ∞); Kolm's and Pollak's
    measure of welfare. The same weights as after nights on which a member fell behind by d are
    w = exp(a·d).
    """
    misery = weights / weights.sum() @ np.exp(-aversion * expected.utility)
    return np.asarray(-np.log(misery) / aversion)


def expected_minimum(expected: Expectations, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """What the least satisfied member is expected to get of each film, 0 … 1, (n_films,).

    E[min] = ∫ Π_m P(utility_m > t) dt, each member's rating being an independent Gaussian around
    its prediction.
    """
    levels = normal_quantiles(_N_LEVELS)
    everybody = np.ones((expected.predicted.shape[1], _N_LEVELS))
    rows = zip(expected.scales, expected.predicted, expected.deviation, weights, strict=True)
    for scale, stars, spread, weight in rows:
        needed = scale.mean + scale.deviation * levels
        everybody *= normal_cdf((stars[:, None] - needed) / spread[:, None]) ** weight
    return np.asarray(everybody.mean(axis=1))


def everybody_gives(expected: Expectations, stars: float) -> NDArray[np.float64]:
    """The chance that every member gives a film so many stars or more, (n_films,)."""
    rounded = stars - 0.25  # what is nearer to these stars than to the half star below
    chance = normal_cdf((expected.predicted - rounded) / expected.deviation)
    return np.asarray(chance.prod(axis=0))
