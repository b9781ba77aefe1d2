"""From a fitted peer to the tables that are asked for."""

import importlib
from collections.abc import Callable
from typing import cast

import numpy as np
import pandas as pd

from benchmarks.peers.peer import Parameters, Peer
from benchmarks.peers.recommenders.training import (
    PredictStars,
    ScoreFilms,
    Training,
)
from benchmarks.peers.tasks import MAX_STARS, MIN_STARS, K

Fitted = PredictStars | ScoreFilms
Fit = Callable[[Training, Parameters, int], Fitted]


def find_fit(who: Peer) -> Fit:
    """A peer's fit function; imports its library."""
    module, _, function = who.function.partition(":")
    return cast("Fit", getattr(importlib.import_module(f"{__package__}.{module}"), function))


def predictions(training: Training, fitted: Fitted, pairs: pd.DataFrame) -> pd.DataFrame:
    """`pairs` with their predictions, inside the stars there are."""
    predict = cast("PredictStars", fitted)
    users = training.users(pairs["userId"].to_numpy())
    items = training.items(pairs["movieId"].to_numpy())
    predicted = np.clip(predict(users, items), MIN_STARS, MAX_STARS)
    return pairs[["userId", "movieId"]].assign(prediction=predicted)


def recommendations(training: Training, fitted: Fitted) -> pd.DataFrame:
    """userId, movieId, rank and score of each user's best films, by user and rank.

    Films without a training rating and those the user rated are left out. Films a library gives no
    score (NaN) come after all that have one, the most popular first, below the lowest score.
    """
    count = np.bincount(training.item_index, minlength=training.n_items)
    candidates = np.flatnonzero(count)
    scores = np.array(cast("ScoreFilms", fitted)(), np.float64)[:, candidates]
    blank = ~np.isfinite(scores)
    below = scores[~blank].min(initial=0.0) - 2.0 + count[candidates] / count.max()
    scores = np.where(blank, below, scores)
    scores[training.user_index, np.searchsorted(candidates, training.item_index)] = -np.inf
    order = np.argsort(-scores, axis=1, kind="stable")[:, :K]
    length = order.shape[1]
    top = np.take_along_axis(scores, order, axis=1).ravel()
    table = pd.DataFrame(
        {
            "userId": np.repeat(training.user_ids, length),
            "movieId": training.movie_ids[candidates][order].ravel(),
            "rank": np.tile(np.arange(1, length + 1), training.n_users),
            "score": top,
        }
    )
    return table.loc[np.isfinite(top)]  # where fewer films are left than a list holds
