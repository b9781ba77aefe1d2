"""What a recommender is asked about held-out ratings: a question for each user.

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
class Question:
    """One user: what a contender is told, and what it is then judged on."""

    user_index: int
    observed: Observations
    unlisted: NDArray[np.int64]  # items that are no candidates for this user
    items: NDArray[np.int64]  # (n_held_out,), 1 or more
    stars: NDArray[np.float32]  # (n_held_out,)
    relevant: NDArray[np.int64]  # those of `items` that a list should hold


@dataclass(frozen=True, slots=True, eq=False)
class Exam:
    """All questions of one split."""

    questions: tuple[Question, ...]
    item_count: NDArray[np.int64]  # (n_items,), training ratings
    n_train_users: int  # with a training rating

    @property
    def stars(self) -> NDArray[np.float32]:
        """The held-out ratings, question by question, (n_ratings,)."""
        return np.concatenate([question.stars for question in self.questions])

    @property
    def rater(self) -> NDArray[np.int64]:
        """The user index of each held-out rating, (n_ratings,)."""
        users = [question.user_index for question in self.questions]
        return np.repeat(users, [question.items.size for question in self.questions])

    @property
    def listed_users(self) -> NDArray[np.int64]:
        """The user index of everybody with a relevant film, (n_listed,)."""
        return np.array([each.user_index for each in self.questions if each.relevant.size])

    @property
    def n_relevant(self) -> NDArray[np.int64]:
        """How many films are relevant to each of `listed_users`, (n_listed,)."""
        return np.array([each.relevant.size for each in self.questions if each.relevant.size])


def set_exam(
    train: Ratings,
    held_out: Ratings,
    *,
    told: Ratings | None = None,
    unlisted: Ratings | None = None,
    users: NDArray[np.int32] | None = None,
) -> Exam:
    """A question for each user with a held-out rating.

    Args:
        train: what models have learned from; decides which films are candidates.
        held_out: what is judged.
        told: what contenders are told of each user; `train` by default.
        unlisted: the ratings whose films are no candidates for their users; `told` by default.
        users: judge these users only; everybody by default.

    Raises:
        DataError: there is nothing to judge: no held-out rating, or none of a liked film.
    """
    told = train if told is None else told
    unlisted = told if unlisted is None else unlisted
    item_count = np.bincount(train.item_index, minlength=train.n_items)
    asked = np.unique(held_out.user_index)
    if users is not None:
        asked = np.intersect1d(asked, users)
    questions = tuple(
        Question(
            user_index=int(user),
            observed=Observations(rated=known.item_index.astype(np.int64), stars=known.stars),
            unlisted=hidden.item_index.astype(np.int64),
            items=judged.item_index.astype(np.int64),
            stars=judged.stars,
            relevant=_relevant(judged, item_count),
        )
        for user, known, hidden, judged in zip(
            asked.tolist(),
            by_user(told, asked),
            by_user(unlisted, asked),
            by_user(held_out, asked),
            strict=True,
        )
    )
    if not any(question.relevant.size for question in questions):
        raise DataError(
            f"{len(held_out)} of {len(train) + len(held_out)} ratings held out leave nothing to "
            f"judge a list by: none is ★{LIKED:g} or more for a film that others rated too"
        )
    return Exam(questions, item_count, np.unique(train.user_index).size)


def _relevant(judged: Ratings, item_count: NDArray[np.int64]) -> NDArray[np.int64]:
    liked = judged.item_index[judged.stars >= LIKED].astype(np.int64)
    return liked[item_count[liked] > 0]
