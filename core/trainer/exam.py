"""How well a rating head predicts ratings it has not seen, through the fold-in that serves."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.baselines import fit_biases
from core.fold_in import fold_in_rating, predict_deviation, predict_stars
from core.metrics import rmse
from core.model import RatingHead
from core.ratings import MAX_STARS, MIN_STARS, Ratings

_USERS = 2_000  # judged at most
_DOUBT = 20.0  # ratings
_ONE_SIGMA = 0.6827  # of a Gaussian is within one standard deviation


@dataclass(frozen=True, slots=True)
class ExamResult:
    """What came of it."""

    rmse: float  # stars
    spread: float  # what deviations are to be multiplied with so that 68 % of ratings are within


@dataclass(frozen=True, slots=True, eq=False)
class _Person:
    """One user's known ratings, and those to be predicted."""

    known: NDArray[np.int64]
    known_stars: NDArray[np.float32]
    asked: NDArray[np.int64]
    asked_stars: NDArray[np.float32]


class RatingExam:
    """Held-out ratings of up to 2,000 users, drawn at random where there are more."""

    def __init__(self, training: Ratings, validation: Ratings, seed: int) -> None:
        users = np.unique(validation.user_index)
        if users.size > _USERS:
            users = np.random.default_rng(seed).choice(users, _USERS, replace=False)
        known, asked = _by_user(training, users), _by_user(validation, users)
        self._people = [_Person(*one, *other) for one, other in zip(known, asked, strict=True)]
        self._stars = np.concatenate([person.asked_stars for person in self._people])
        biases = fit_biases(training)
        predicted = [
            biases.predict(person.known, person.known_stars)[person.asked]
            for person in self._people
        ]
        self.baseline_rmse = rmse(_on_scale(np.concatenate(predicted)), self._stars)

    def judge(self, head: RatingHead) -> ExamResult:
        """RMSE of predictions held to the scale, and the spread that `head` lacks."""
        predicted, deviation = [], []
        for person in self._people:
            user = fold_in_rating(head, person.known, person.known_stars)
            predicted.append(predict_stars(head, user)[person.asked])
            deviation.append(predict_deviation(head, user, person.asked))
        shown = _on_scale(np.concatenate(predicted))
        off = np.abs(shown - self._stars) / np.concatenate(deviation)
        # A handful of ratings say little: they are joined by some for which nothing is to change.
        spread = float(off.size * np.quantile(off, _ONE_SIGMA) + _DOUBT) / (off.size + _DOUBT)
        return ExamResult(rmse(shown, self._stars), spread)


def _on_scale(predicted: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.clip(predicted, MIN_STARS, MAX_STARS)


def _by_user(
    ratings: Ratings, users: NDArray[np.int32]
) -> list[tuple[NDArray[np.int64], NDArray[np.float32]]]:
    order = np.argsort(ratings.user_index, kind="stable")
    sorted_users = ratings.user_index[order]
    first = np.searchsorted(sorted_users, users)
    last = np.searchsorted(sorted_users, users, side="right")
    return [
        (ratings.item_index[rows].astype(np.int64), ratings.stars[rows])
        for rows in (order[a:b] for a, b in zip(first.tolist(), last.tolist(), strict=True))
    ]
