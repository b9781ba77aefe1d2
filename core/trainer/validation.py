"""How well a rating head predicts ratings it has not seen, through the fold-in that serves."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.catalog.ratings import MAX_STARS, MIN_STARS, Ratings, by_user
from core.evaluation.baselines import fit_biases
from core.evaluation.metrics import rmse
from core.model.factor_model import RatingHead
from core.model.fold_in import fold_in_rating, predict_deviation, predict_stars

_USERS = 2_000  # judged at most
_DOUBT = 20.0  # ratings
_ONE_SIGMA = 0.6827  # of a Gaussian is within one standard deviation


@dataclass(frozen=True, slots=True)
class ValidationResult:
    """What came of it."""

    rmse: float  # stars
    spread: float  # what deviations are to be multiplied with so that 68 % of ratings are within


class RatingValidation:
    """Held-out ratings of up to 2,000 users, drawn at random where there are more."""

    def __init__(self, training: Ratings, validation: Ratings, seed: int) -> None:
        users = np.unique(validation.user_index)
        if users.size > _USERS:
            users = np.random.default_rng(seed).choice(users, _USERS, replace=False)
        self._people = list(zip(by_user(training, users), by_user(validation, users), strict=True))
        self._stars = np.concatenate([asked.stars for _, asked in self._people])
        biases = fit_biases(training)
        predicted = [
            biases.predict(known.item_index.astype(np.int64), known.stars)[asked.item_index]
            for known, asked in self._people
        ]
        self.baseline_rmse = rmse(_on_scale(np.concatenate(predicted)), self._stars)

    def judge(self, head: RatingHead) -> ValidationResult:
        """RMSE of predictions held to the scale, and the spread that `head` lacks."""
        predicted, deviation = [], []
        for known, asked in self._people:
            user = fold_in_rating(head, known.item_index.astype(np.int64), known.stars)
            items = asked.item_index.astype(np.int64)
            predicted.append(predict_stars(head, user)[items])
            deviation.append(predict_deviation(head, user, items))
        shown = _on_scale(np.concatenate(predicted))
        off = np.abs(shown - self._stars) / np.concatenate(deviation)
        # A handful of ratings say little: they are joined by some for which nothing is to change.
        spread = float(off.size * np.quantile(off, _ONE_SIGMA) + _DOUBT) / (off.size + _DOUBT)
        return ValidationResult(rmse(shown, self._stars), spread)


def _on_scale(predicted: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.clip(predicted, MIN_STARS, MAX_STARS)
