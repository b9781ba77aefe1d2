"""Which ratings a model learns from and which it is judged on. All splits are disjoint and seeded.

Users and films keep their indices in both parts, also those a part has no rating of.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.catalog.ratings import Ratings

STARS_SHARE = 0.1  # of all ratings
RATINGS_PER_HELD_OUT = 5  # of each user's n ratings, n // 5 are held out
NEW_USERS_SHARE = 0.1  # of all users


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """Two parts that together are all ratings."""

    train: Ratings
    test: Ratings


def random_ratings(ratings: Ratings, rng: np.random.Generator, share: float = STARS_SHARE) -> Split:
    """Hold out a random `share` of all ratings, whoever's they are."""
    held_out = np.zeros(len(ratings), np.bool_)
    held_out[rng.permutation(len(ratings))[: round(share * len(ratings))]] = True
    return _split(ratings, held_out)


def some_of_each_user(ratings: Ratings, rng: np.random.Generator) -> Split:
    """Hold out a random fifth of each user's ratings, none of those with fewer than five."""
    return held_out_last(ratings, rng.permutation(len(ratings)))


def latest_of_each_user(ratings: Ratings, rng: np.random.Generator) -> Split:
    """Hold out the latest fifth of each user's ratings; ties in time are broken at random.

    Not one moment for all users: in MovieLens most people rate on a single evening, so a global
    cut judges almost nothing but strangers, and strangers are `new_users`. The price is that a
    model may know what others rated after that user's last training rating.
    """
    shuffled = rng.permutation(len(ratings))
    by_time = np.empty(len(ratings), np.int64)
    by_time[np.lexsort((shuffled, ratings.timestamp))] = np.arange(len(ratings))
    return held_out_last(ratings, by_time)


def new_users(ratings: Ratings, rng: np.random.Generator, share: float = NEW_USERS_SHARE) -> Split:
    """Hold out every rating of a random `share` of those who rated anything, one user at least."""
    users = np.unique(ratings.user_index)
    chosen = rng.permutation(users)[: max(1, round(share * users.size))]
    return _split(ratings, np.isin(ratings.user_index, chosen))


def places(ratings: Ratings, key: NDArray[np.int64]) -> NDArray[np.int64]:
    """Each rating's place, from 0, among those of its user in the order of `key`, (n_ratings,)."""
    order = np.lexsort((key, ratings.user_index))
    count = np.bincount(ratings.user_index, minlength=ratings.n_users)
    start = np.cumsum(count) - count
    place = np.empty(len(ratings), np.int64)
    place[order] = np.arange(len(ratings)) - start[ratings.user_index[order]]
    return place


def held_out_last(ratings: Ratings, key: NDArray[np.int64]) -> Split:
    """Hold out the last fifth of each user's ratings in the order of `key`, (n_ratings,)."""
    place = places(ratings, key)
    count = np.bincount(ratings.user_index, minlength=ratings.n_users)[ratings.user_index]
    return _split(ratings, place >= count - count // RATINGS_PER_HELD_OUT)


def _split(ratings: Ratings, held_out: NDArray[np.bool_]) -> Split:
    return Split(ratings.take(~held_out), ratings.take(held_out))
