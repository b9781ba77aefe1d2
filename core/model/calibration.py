"""Calibration: how far a film's stars tell what a model believes they do, on users it knows.

A rating of one film moves the predictions for all others, by the covariance that the model sees
between them. With few factors for thousands of films, that promises too much for some films and
too little for others, by up to half.
"""

import numpy as np
from numpy.typing import NDArray

from core.catalog.ratings import Ratings, by_user
from core.model.factor_model import RatingHead
from core.model.fold_in import film_rows, fold_in_rating

N_CANDIDATES = 1_000  # best-known films, which somebody may be asked about

_USERS = 2_000  # at most
_DRAWS = 6  # of each user, of which ratings are judged
_KNOWN = (0, 1, 3, 6)  # ratings that somebody is known by when a film is asked about
_JUDGED, _ASKED = 100, 300  # ratings of a user at most
_DOUBT = 30.0  # users: how firmly a film is taken to tell what the model believes
_LEAST, _MOST = 0.1, 3.0
_TINY = 1e-12


def measure_calibration(head: RatingHead, ratings: Ratings, seed: int) -> NDArray[np.float32]:
    """For each film what its stars have told, by what they should have, shape (n_items,).

    A third of a user's ratings is judged. A rating of another film of theirs moves the prediction
    of each by K = cov / (v + σ²) times its own error; gained is the squared error before less that
    after, and K·cov of it was promised. Both are summed over users, each of whom weighs alike,
    and their ratio compared to that of all films. 1 for films outside the best known, which are
    not asked about.
    """
    rng = np.random.default_rng(seed)
    users = np.unique(ratings.user_index)
    if users.size > _USERS:
        users = np.sort(rng.choice(users, _USERS, replace=False))
    count = np.bincount(ratings.item_index, minlength=ratings.n_items)
    best_known = np.zeros(ratings.n_items, np.bool_)
    best_known[np.argsort(-count, kind="stable")[:N_CANDIDATES]] = True
    gained, promised = np.zeros(ratings.n_items), np.zeros(ratings.n_items)
    for theirs in by_user(ratings, users):
        for _ in range(_DRAWS):
            order = rng.permutation(len(theirs))
            judged, others = np.split(order, [len(theirs) // 3])
            for n_known in _KNOWN:
                known, asked = others[:n_known], others[n_known:]
                asked = asked[best_known[theirs.item_index[asked]]][:_ASKED]
                if judged.size and asked.size:
                    items = theirs.item_index[asked]
                    gain, promise = _of_one(head, theirs, known, asked, judged[:_JUDGED])
                    weight = 1.0 / max(float(promise.mean()), _TINY)
                    gained[items] += weight * gain
                    promised[items] += weight * promise
    if gained.sum() <= 0:  # too little to go by
        return np.ones(ratings.n_items, np.float32)
    overall = gained.sum() / promised.sum()
    doubt = _DOUBT * _DRAWS * len(_KNOWN)
    calibration = (gained / overall + doubt) / (promised + doubt)
    return np.asarray(np.clip(calibration, _LEAST, _MOST), np.float32)


def _of_one(
    head: RatingHead,
    theirs: Ratings,
    known: NDArray[np.int64],
    asked: NDArray[np.int64],
    judged: NDArray[np.int64],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """What each asked rating gains over all judged ones, and what it should, each (n_asked,)."""
    items = theirs.item_index.astype(np.int64)
    user = fold_in_rating(head, items[known], theirs.stars[known])
    error = theirs.stars - head.global_mean - head.item_bias[items].astype(np.float64)
    rows, aims = film_rows(head, items[asked]), film_rows(head, items[judged])
    reach = rows @ user.covariance
    noise = head.noise**2 * head.noise_scale[items[asked]].astype(np.float64)
    spread = np.einsum("ij,ij->i", reach, rows) + noise
    error_asked = error[asked] - rows @ user.mean
    error_judged = error[judged] - aims @ user.mean
    covariance = reach @ aims.T
    moved = covariance / spread[:, None] * error_asked[:, None]
    gain = (2 * moved * error_judged - np.square(moved)).mean(axis=1)
    promise = np.square(covariance).mean(axis=1) / spread
    return np.asarray(gain, np.float64), np.asarray(promise, np.float64)
