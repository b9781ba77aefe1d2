"""People no model has seen, who answer decks of films truthfully out of a data set.

A film they have rated gets their stars, which is one tap; of any other they say that they have
not seen it, which is free. A third of each stranger's ratings is kept back to be judged on and
counts as not seen.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.catalog.observations import Observations
from core.catalog.ratings import MAX_STARS, MIN_STARS, Ratings, by_user
from core.evaluation.evaluation_set import LIKED
from core.model.factor_model import FactorModel
from core.model.fold_in import fold_in_rating, predict_stars
from core.model.taste import taste_of
from core.recommend.selection import top_items

SESSIONS = 2  # a stranger, each with another third of the ratings judged
MIN_RATINGS = 60  # of a stranger, so that thirty answers do not exhaust what they know
MAX_JUDGED = 100  # ratings a stranger, so that few heavy users do not decide
MAX_FILMS = 500  # that a stranger looks at
MAX_TAPS = 30
TAPS = (0, 5, 10, 15)  # at which lists are judged
N_LISTED = 10

Ask = Callable[[Observations, NDArray[np.int64]], NDArray[np.int64]]  # told, unseen → films


@dataclass(frozen=True, slots=True, eq=False)
class Stranger:
    """Somebody the model has not seen, and what they would answer."""

    user_index: int
    answers: Mapping[int, float]  # item index → stars
    judged: NDArray[np.int64]  # (n_judged,), item indices
    stars: NDArray[np.float32]  # (n_judged,)


@dataclass(frozen=True, slots=True, eq=False)
class Session:
    """One stranger and one strategy; after MAX_TAPS the stranger has had enough."""

    user_index: int
    n_judged: int
    squared_error: NDArray[np.float64]  # (MAX_TAPS + 1,), mean over the judged films, stars²
    hit: NDArray[np.bool_]  # (len(TAPS),), a judged film they like is among the ten listed
    n_shown: NDArray[np.float64]  # (MAX_TAPS + 1,), films looked at; NaN where never so many taps


def strangers(ratings: Ratings, users: NDArray[np.int64], seed: int) -> Iterator[Stranger]:
    """Those of `users` with enough ratings, `SESSIONS` times each."""
    for user, theirs in zip(users, by_user(ratings, users.astype(np.int32)), strict=True):
        for session in range(SESSIONS if len(theirs) >= MIN_RATINGS else 0):
            order = np.random.default_rng([seed, int(user), session]).permutation(len(theirs))
            judged, told = np.split(order, [len(theirs) // 3])
            items, stars = theirs.item_index.astype(np.int64), theirs.stars
            answers = dict(zip(items[told].tolist(), stars[told].tolist(), strict=True))
            kept = judged[:MAX_JUDGED]
            yield Stranger(int(user), answers, items[kept], stars[kept])


def answers_of(stranger: Stranger, ask: Ask) -> tuple[Observations, list[int]]:
    """Deal decks until the stranger has had enough; and how many films each answer took."""
    rated: list[int] = []
    unseen: list[int] = []
    n_shown = [0]
    while True:
        told = _observed(stranger, rated)
        films = ask(told, np.array(unseen, np.int64)).tolist()
        for item in films:
            if len(rated) == MAX_TAPS or len(rated) + len(unseen) == MAX_FILMS:
                return told, n_shown
            if item in stranger.answers:
                rated.append(item)
                told = _observed(stranger, rated)
                n_shown.append(len(rated) + len(unseen))
            else:
                unseen.append(item)
        if not films or len(rated) == len(stranger.answers):
            return told, n_shown


def play(model: FactorModel, stranger: Stranger, ask: Ask) -> Session:
    """Let a stranger answer, and judge what is known of them after each answer."""
    told, n_shown = answers_of(stranger, ask)
    error = np.empty(MAX_TAPS + 1)
    for taps in range(MAX_TAPS + 1):
        user = fold_in_rating(model.rating, told.rated[:taps], told.stars[:taps])
        predicted = predict_stars(model.rating, user)[stranger.judged]
        error[taps] = np.mean((np.clip(predicted, MIN_STARS, MAX_STARS) - stranger.stars) ** 2)
    unlisted = np.union1d(list(stranger.answers), np.flatnonzero(~model.rated)).astype(np.int64)
    liked = stranger.judged[stranger.stars >= LIKED]
    hit = [
        np.isin(
            top_items(
                taste_of(model, Observations(told.rated[:taps], told.stars[:taps])).scores,
                unlisted,
                N_LISTED,
            ),
            liked,
        ).any()
        for taps in TAPS
    ]
    shown = np.full(MAX_TAPS + 1, np.nan)
    shown[: len(n_shown)] = n_shown
    return Session(stranger.user_index, stranger.judged.size, error, np.array(hit), shown)


def _observed(stranger: Stranger, rated: Sequence[int]) -> Observations:
    stars = np.array([stranger.answers[item] for item in rated], np.float32)
    return Observations(np.array(rated, np.int64), stars)
