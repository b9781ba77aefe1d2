"""In which order one person is told of films: the usual one, and those that can be asked for."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.catalog.film_filter import FilmFilter
from core.model.factor_model import FactorModel
from core.model.taste import Taste
from core.recommend.selection import top_items, varied

VARIED = 50  # ranks among which the usual order makes room for variety
N_GOOD = 500  # films with the highest predictions, among which gems and surprises are
N_SURPRISES = 200  # of these the best, half of which can come as a surprise
N_USUAL = 50  # films on top of the usual list, which are no surprise
LIKE_STARS_WEIGHT = 0.1  # e-fold of the likeness a predicted star, in a list of similar films


@dataclass(frozen=True, slots=True, eq=False)
class UserScores:
    """What is expected of every film for one person."""

    predicted: NDArray[np.float32]  # (n_items,), stars
    scores: NDArray[np.float32]  # (n_items,), what the usual list is ordered by
    taste: Taste | None  # None: no model serves

    @property
    def model(self) -> FactorModel | None:
        """The model that the expectations come from."""
        return None if self.taste is None else self.taste.model


def in_order(
    user_scores: UserScores,
    wanted: FilmFilter,
    is_open: NDArray[np.bool_],
    likeness: NDArray[np.float32] | None,
    k: int,
) -> NDArray[np.int64]:
    """The first `k` films of a list, best first; fewer where fewer are open.

    Args:
        is_open: which films may be listed, (n_items,).
        likeness: to the film that others should be like, (n_items,); None: to none.
    """
    closed = np.flatnonzero(~is_open)
    if wanted.surprise is not None:
        return _surprises(user_scores, closed, wanted.surprise)[:k]
    if likeness is not None:
        return top_items(_alike(user_scores, likeness), closed, k)
    if wanted.gems:
        return _good(user_scores, closed)[:k]
    return _usual(user_scores, closed, k)


def _usual(user_scores: UserScores, closed: NDArray[np.int64], k: int) -> NDArray[np.int64]:
    """By score, the head varied: whatever `k`, the order is the same."""
    ranked = top_items(user_scores.scores, closed, max(k, VARIED))
    if user_scores.model is not None:
        head = ranked[:VARIED]
        factors = user_scores.model.ranking.item_factors[head]
        head = varied(head, user_scores.scores[head], factors, head.size)
        ranked = np.concatenate([head, ranked[VARIED:]])
    return ranked[:k]


def _alike(user_scores: UserScores, likeness: NDArray[np.float32]) -> NDArray[np.float32]:
    """Likeness times e to the predicted stars: of two as alike, the one they would like more."""
    lift = np.exp(
        np.float32(LIKE_STARS_WEIGHT) * (user_scores.predicted - user_scores.predicted.mean())
    )
    return np.asarray(likeness * lift, np.float32)


def _good(user_scores: UserScores, closed: NDArray[np.int64]) -> NDArray[np.int64]:
    """By what the person would give them at the least: one deviation below the prediction.

    The prediction alone would put films first that a single person has rated.
    """
    found = top_items(user_scores.predicted, closed, N_GOOD)
    if user_scores.taste is None:
        return found
    least = user_scores.predicted[found] - user_scores.taste.deviation(found)
    return found[np.argsort(-least, kind="stable")]


def _surprises(user_scores: UserScores, closed: NDArray[np.int64], seed: int) -> NDArray[np.int64]:
    """The good films least like the usual list, in an order that the seed draws.

    Of the best films that are not on top of the usual list, the half that points away from that
    list most comes first, drawn; then the others, best first, for whoever wants more.
    """
    usual = top_items(user_scores.scores, closed, N_USUAL)
    # A narrow filter leaves few films; then some of them have to be surprising all the same.
    usual = usual[: min(N_USUAL, (user_scores.scores.size - closed.size) // 2)]
    good = _good(user_scores, np.concatenate([closed, usual]))[:N_SURPRISES]
    if user_scores.model is not None:
        factors = user_scores.model.ranking.item_factors
        closeness = _cosines(factors[good], factors[usual].sum(axis=0))
        far = np.sort(np.argsort(closeness, kind="stable")[: (good.size + 1) // 2])
    else:
        far = np.arange((good.size + 1) // 2)
    # One number a film, whichever films are drawn from: a rating given meanwhile moves nothing.
    lot = np.random.default_rng(seed).random(user_scores.scores.size)
    drawn = good[far][np.argsort(lot[good[far]], kind="stable")]
    rest = top_items(
        user_scores.predicted, np.concatenate([closed, drawn]), user_scores.scores.size
    )
    return np.concatenate([drawn, rest])


def _cosines(rows: NDArray[np.float32], direction: NDArray[np.float32]) -> NDArray[np.float32]:
    length = np.linalg.norm(rows, axis=1) * np.linalg.norm(direction)
    found: NDArray[np.float32] = np.divide(
        rows @ direction, length, out=np.zeros_like(length), where=length > 0
    )
    return found
