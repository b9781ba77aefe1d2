"""Everybody of a ratings file at once: predictions for pairs, and lists, a fold-in a person.

Ids come in and go out. Nothing here is as large as users × films.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.catalog.observations import Observations
from core.catalog.ratings import MAX_STARS, MIN_STARS, Ratings
from core.errors import ModelError
from core.model.factor_model import FactorModel
from core.model.taste import Taste, taste_of
from core.recommend.selection import top_items

_ABSENT = -1  # in an array of places: there is none


@dataclass(frozen=True, slots=True, eq=False)
class Predictions:
    """One person's share of the pairs."""

    rows: NDArray[np.int64]  # (n,), places among the pairs
    predicted: NDArray[np.float32]  # (n,), stars, 0.5 … 5.0
    deviation: NDArray[np.float32]  # (n,), stars, of a rating around its prediction


@dataclass(frozen=True, slots=True, eq=False)
class TopList:
    """One person's list, best first."""

    user_id: int
    movie_ids: NDArray[np.int64]  # (n,), at most the length asked for
    scores: NDArray[np.float32]  # (n,), descending
    predicted: NDArray[np.float32]  # (n,), stars, 0.5 … 5.0


class Crowd:
    """The people of a ratings file, and what a model makes of them.

    Films are matched by movie id. A rating of a film that the model does not have says nothing
    to it and is passed over.
    """

    def __init__(
        self,
        model: FactorModel,
        ratings: Ratings,
        user_ids: NDArray[np.int64],
        movie_ids: NDArray[np.int64],
    ) -> None:
        """Match and sort.

        Args:
            user_ids: by user index of `ratings`, shape (n_users,).
            movie_ids: by item index of `ratings`, shape (n_items,).

        Raises:
            ModelError: the model has none of the films that were rated.
        """
        item = _places(model.movie_ids, movie_ids)[ratings.item_index]
        known = item != _ABSENT
        if not known.any():
            raise ModelError("the model was trained on other films: it has none that were rated")
        order = np.flatnonzero(known)
        order = order[np.argsort(ratings.user_index[order], kind="stable")]
        self._model = model
        self._user_ids = user_ids
        self._items = item[order]
        self._stars = ratings.stars[order]
        self._bounds = np.searchsorted(
            ratings.user_index[order], np.arange(user_ids.size + 1, dtype=np.int32)
        )
        self._count = np.bincount(self._items, minlength=model.movie_ids.size)

    def __len__(self) -> int:
        return self._user_ids.size

    def predict(self, pairs: NDArray[np.int64]) -> Iterator[Predictions]:
        """What everybody in `pairs` would give: one answer a person, together all pairs once.

        Whoever has no ratings is the average person; all of them share one answer.

        Args:
            pairs: user ids and movie ids, shape (n_pairs, 2).
        """
        users = _places(self._user_ids, pairs[:, 0])
        items = _places(self._model.movie_ids, pairs[:, 1])
        order = np.argsort(users, kind="stable")
        for rows in np.split(order, np.flatnonzero(np.diff(users[order])) + 1):
            if rows.size:
                yield self._predict(rows, int(users[rows[0]]), items[rows])

    def recommend(self, k: int) -> Iterator[TopList]:
        """A list for each person in the order of the user ids.

        On it are films that the model has and somebody rated, but not this person; fewer than `k`
        where there are fewer.
        """
        unrated = np.flatnonzero(self._count == 0)
        for user_index, user_id in enumerate(self._user_ids.tolist()):
            observed = self._observed(user_index)
            taste = taste_of(self._model, observed)
            top = top_items(taste.scores, np.concatenate([unrated, observed.rated]), k)
            predicted = _on_scale(taste.predicted[top])
            yield TopList(user_id, self._model.movie_ids[top], taste.scores[top], predicted)

    def _observed(self, user_index: int) -> Observations:
        if user_index == _ABSENT:
            return Observations()
        rows = slice(self._bounds[user_index], self._bounds[user_index + 1])
        return Observations(rated=self._items[rows], stars=self._stars[rows])

    def _predict(
        self, rows: NDArray[np.int64], user_index: int, items: NDArray[np.int64]
    ) -> Predictions:
        taste = taste_of(self._model, self._observed(user_index))
        predicted = np.empty(rows.size, np.float32)
        deviation = np.empty(rows.size, np.float32)
        known = items != _ABSENT
        predicted[known] = _on_scale(taste.predicted[items[known]])
        deviation[known] = taste.deviation(items[known])
        if not known.all():
            predicted[~known], deviation[~known] = self._any_film(taste)
        return Predictions(rows, predicted, deviation)

    def _any_film(self, taste: Taste) -> tuple[float, float]:
        """Predicted stars and their deviation for a film of which only the person is known.

        It may be any of the rated films, each as likely as the other: hence the mean over them,
        and by the law of total variance √(mean(σ²) + variance of the predictions). Weighted by
        popularity, the mean would be that of a film many people chose to watch, and too high.
        """
        rated = np.flatnonzero(self._count)
        predicted = _on_scale(taste.predicted[rated]).astype(np.float64)
        within = np.mean(np.square(taste.deviation(rated), dtype=np.float64))
        return float(predicted.mean()), float(np.sqrt(within + predicted.var()))


def _on_scale(predicted: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.clip(predicted, np.float32(MIN_STARS), np.float32(MAX_STARS))


def _places(ids: NDArray[np.int64], wanted: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where in `ids`, which are unique and not empty, each of `wanted` is; -1 where it is not."""
    order = np.argsort(ids)
    near = order[np.minimum(np.searchsorted(ids, wanted, sorter=order), ids.size - 1)]
    return np.where(ids[near] == wanted, near, _ABSENT)
