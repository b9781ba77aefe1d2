"""What a recommender is judged on: the held-out ratings of each user, and which films count.

A held-out rating of 4 stars or more makes a film relevant if it has a training rating; nobody
could list it otherwise. Every film with a training rating is a candidate, save those the user is
known to have rated; no negatives are sampled (Krichene & Rendle, "On Sampled Metrics for Item
Recommendation", KDD 2020).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.catalog.observations import Observations
from core.catalog.ratings import Ratings, by_user
from core.errors import DataError

LIKED = 4.0  # stars from which a held-out film is relevant


@dataclass(frozen=True, slots=True, eq=False)
class EvaluatedUser:
    """One user: what a contender is told, and what it is then judged on."""

    user_index: int
    observed: Observations
    unlisted: NDArray[np.int64]  # items that are no candidates for this user
    items: NDArray[np.int64]  # (n_held_out,), 1 or more
    stars: NDArray[np.float32]  # (n_held_out,)
    relevant: NDArray[np.int64]  # those of `items` that a list should hold


@dataclass(frozen=True, slots=True, eq=False)
class EvaluationSet:
    """The held-out part of one split, user by user."""

    users: tuple[EvaluatedUser, ...]
    item_count: NDArray[np.int64]  # (n_items,), training ratings
    n_train_users: int  # with a training rating

    @property
    def stars(self) -> NDArray[np.float32]:
        """The held-out ratings, user by user, (n_ratings,)."""
        return np.concatenate([user.stars for user in self.users])

    @property
    def rater(self) -> NDArray[np.int64]:
        """The user index of each held-out rating, (n_ratings,)."""
        users = [user.user_index for user in self.users]
        return np.repeat(users, [user.items.size for user in self.users])

    @property
    def listed_users(self) -> NDArray[np.int64]:
        """The user index of everybody with a relevant film, (n_listed,)."""
        return np.array([each.user_index for each in self.users if each.relevant.size])

    @property
    def n_relevant(self) -> NDArray[np.int64]:
        """How many films are relevant to each of `listed_users`, (n_listed,)."""
        return np.array([each.relevant.size for each in self.users if each.relevant.size])


def build_evaluation_set(
    train: Ratings,
    held_out: Ratings,
    *,
    known: Ratings | None = None,
    unlisted: Ratings | None = None,
    users: NDArray[np.int32] | None = None,
) -> EvaluationSet:
    """Every user with a held-out rating.

    Args:
        train: what models have learned from; decides which films are candidates.
        held_out: what is judged.
        known: what contenders are told of each user; `train` by default.
        unlisted: the ratings whose films are no candidates for their users; `known` by default.
        users: judge these users only; everybody by default.

    Raises:
        DataError: there is nothing to judge: no held-out rating, or none of a liked film.
    """
    known = train if known is None else known
    unlisted = known if unlisted is None else unlisted
    item_count = np.bincount(train.item_index, minlength=train.n_items)
    asked = np.unique(held_out.user_index)
    if users is not None:
        asked = np.intersect1d(asked, users)
    evaluated = tuple(
        EvaluatedUser(
            user_index=int(user),
            observed=Observations(rated=given.item_index.astype(np.int64), stars=given.stars),
            unlisted=hidden.item_index.astype(np.int64),
            items=judged.item_index.astype(np.int64),
            stars=judged.stars,
            relevant=_relevant(judged, item_count),
        )
        for user, given, hidden, judged in zip(
            asked.tolist(),
            by_user(known, asked),
            by_user(unlisted, asked),
            by_user(held_out, asked),
            strict=True,
        )
    )
    if not any(user.relevant.size for user in evaluated):
        raise DataError(
            f"{len(held_out)} of {len(train) + len(held_out)} ratings held out leave nothing to "
            f"judge a list by: none is ★{LIKED:g} or more for a film that others rated too"
        )
    return EvaluationSet(evaluated, item_count, np.unique(train.user_index).size)


def _relevant(judged: Ratings, item_count: NDArray[np.int64]) -> NDArray[np.int64]:
    liked = judged.item_index[judged.stars >= LIKED].astype(np.int64)
    return liked[item_count[liked] > 0]
