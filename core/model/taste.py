"""What one person has told, in the space of one model: predicted stars, their spread, an order."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.catalog.observations import Observations
from core.model.factor_model import FactorModel
from core.model.fold_in import (
    RankingVector,
    RatingVector,
    film_rows,
    fold_in_ranking,
    fold_in_rating,
    predict_deviation,
    predict_stars,
)


@dataclass(frozen=True, slots=True, eq=False)
class Contributions:
    """A number as the exact sum of what a person's films brought to it.

    `base + parts.sum()` is the number, for the predicted stars as for the score.
    """

    items: NDArray[np.int64]  # (n,), the person's films
    parts: NDArray[np.float64]  # (n,), one a film, of either sign
    base: float  # what somebody who has told nothing gets

    @property
    def total(self) -> float:
        """The number that is explained."""
        return self.base + float(self.parts.sum())


@dataclass(frozen=True, slots=True, eq=False)
class Taste:
    """One person's answers of one model."""

    model: FactorModel
    observed: Observations
    predicted: NDArray[np.float32]  # (n_items,), stars, not held to the scale
    scores: NDArray[np.float32]  # (n_items,), what a list is ordered by; comparable within one
    _stars: RatingVector
    _place: RankingVector

    @property
    def surplus(self) -> NDArray[np.float64]:
        """By how much each rating exceeds what its film usually gets, stars, (n_rated,)."""
        return self._stars.residual

    def deviation(self, items: NDArray[np.int64]) -> NDArray[np.float32]:
        """Standard deviation of a rating around its prediction, stars, shape of `items`."""
        return predict_deviation(self.model.rating, self._stars, items)

    def why_stars(self, item: int) -> Contributions:
        """What each rating of the person adds to one film's predicted stars."""
        head = self.model.rating
        row = film_rows(head, np.array([item]))[0]
        parts = (row @ self._stars.gain) * self._stars.residual
        base = head.global_mean + float(head.item_bias[item])
        return Contributions(self.observed.rated, parts, base)

    def why_listed(self, item: int) -> Contributions:
        """What each film of the person adds to one film's score."""
        head = self.model.ranking
        parts = self._place.factor_parts @ head.item_factors[item].astype(np.float64)
        parts += self._place.direction_parts @ head.neighbour_factors[item].astype(np.float64)
        lift = _lift(self.model, self.predicted[item : item + 1])[0]
        known = head.popularity_weight(self._place.items.size)
        base = known * float(head.popularity[item]) * float(lift)
        return Contributions(self._place.items, parts * lift, base)


def taste_of(model: FactorModel, observed: Observations) -> Taste:
    """Fold in one person; without observations the average person, whose list is popularity.

    score = (p·q_i + d·n_i + popularity_i·n₀/(n₀ + n)) · exp(c·(r̂_i − μ)): the popularity leads
    until the first few films have moved the person away from the centre.
    """
    stars = fold_in_rating(model.rating, observed.rated, observed.stars)
    predicted = predict_stars(model.rating, stars)
    head = model.ranking
    place = fold_in_ranking(head, observed)
    scores: NDArray[np.float32] = head.item_factors @ place.user_factors.astype(np.float32)
    scores += head.neighbour_factors @ place.direction.astype(np.float32)
    scores += np.float32(head.popularity_weight(place.items.size)) * head.popularity
    scores *= _lift(model, predicted)
    return Taste(model, observed, predicted, scores, stars, place)


def _lift(model: FactorModel, predicted: NDArray[np.float32]) -> NDArray[np.float32]:
    above = np.clip(predicted, 0.5, 5.5) - np.float32(model.rating.global_mean)
    return np.asarray(np.exp(np.float32(model.ranking.stars_weight) * above), np.float32)
