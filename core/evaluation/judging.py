"""Judging a recommender on held-out ratings: its stars, and its lists out of the full catalogue.

Users without a relevant film have no nDCG, recall or precision; their lists count for coverage
and novelty like everybody's.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.catalog.observations import Observations
from core.catalog.ratings import MAX_STARS, MIN_STARS, Ratings
from core.evaluation.baselines import fit_biases
from core.evaluation.evaluation_set import EvaluationSet
from core.evaluation.metrics import (
    catalogue_coverage,
    mae,
    ndcg_at_k,
    novelty,
    precision_at_k,
    recall_at_k,
    rmse,
    within_deviation,
)
from core.model.factor_model import FactorModel
from core.model.taste import taste_of
from core.recommend.selection import top_items

SHORT, LONG = 10, 20  # films in a list: of all figures, and of recall


@dataclass(frozen=True, slots=True, eq=False)
class Opinion:
    """What a recommender says of one person; None where it has nothing to say."""

    scores: NDArray[np.float32]  # (n_items,), what a list is ordered by
    predicted: NDArray[np.float32] | None = None  # (n_items,), stars; clipped when judged
    deviation: Callable[[NDArray[np.int64]], NDArray[np.float32]] | None = None  # items → stars


Contender = Callable[[Observations], Opinion]


@dataclass(frozen=True, slots=True, eq=False)
class Judgement:
    """How one contender did on one evaluation set."""

    evaluation_set: EvaluationSet
    predicted: NDArray[np.float32] | None  # (n_ratings,), held to the scale, as it is shown
    within: NDArray[np.bool_] | None  # (n_ratings,), the rating lies inside ± one deviation
    hits: NDArray[np.bool_]  # (n_listed, 20), best rank first
    coverage: float
    novelty: float

    def squared_errors(self) -> NDArray[np.float64] | None:
        """Of each held-out rating, stars², (n_ratings,)."""
        if self.predicted is None:
            return None
        return np.square((self.predicted - self.evaluation_set.stars).astype(np.float64))

    def ndcg(self) -> NDArray[np.float64]:
        """nDCG@10 of each listed user, (n_listed,)."""
        return ndcg_at_k(self.hits[:, :SHORT], self.evaluation_set.n_relevant)

    def recall(self) -> NDArray[np.float64]:
        """Recall@20 of each listed user, (n_listed,)."""
        return recall_at_k(self.hits, self.evaluation_set.n_relevant)

    def precision(self) -> NDArray[np.float64]:
        """Precision@10 of each listed user, (n_listed,)."""
        return precision_at_k(self.hits[:, :SHORT])

    def figures(self) -> dict[str, float]:
        """Every figure by its name; those of stars are missing where none were predicted."""
        found: dict[str, float] = {}
        if self.predicted is not None:
            found["rmse"] = rmse(self.predicted, self.evaluation_set.stars)
            found["mae"] = mae(self.predicted, self.evaluation_set.stars)
        if self.within is not None:
            found["within_deviation"] = float(self.within.mean())
        return found | {
            f"ndcg@{SHORT}": float(self.ndcg().mean()),
            f"recall@{LONG}": float(self.recall().mean()),
            f"precision@{SHORT}": float(self.precision().mean()),
            f"coverage@{SHORT}": self.coverage,
            f"novelty@{SHORT}": self.novelty,
        }


def judge(contender: Contender, evaluation_set: EvaluationSet) -> Judgement:
    """Ask a contender every question.

    Raises:
        ValueError: a predicted rating is not a finite number, or a deviation is not positive.
    """
    unknown = np.flatnonzero(evaluation_set.item_count == 0)
    predicted, within, hits, listed = [], [], [], []
    for user in evaluation_set.users:
        opinion = contender(user.observed)
        if opinion.predicted is not None:
            stars = np.clip(opinion.predicted[user.items], MIN_STARS, MAX_STARS)
            predicted.append(stars)
            if opinion.deviation is not None:
                deviation = opinion.deviation(user.items)
                within.append(within_deviation(stars, deviation, user.stars))
        top = top_items(opinion.scores, np.concatenate([user.unlisted, unknown]), LONG)
        listed.append(top[:SHORT])
        if user.relevant.size:
            found = np.isin(top, user.relevant)
            hits.append(np.pad(found, (0, LONG - top.size)))
    all_predicted = np.concatenate(predicted) if predicted else None
    if all_predicted is not None and not np.isfinite(all_predicted).all():
        raise ValueError("a predicted rating is not a finite number")
    all_listed = np.concatenate(listed)
    return Judgement(
        evaluation_set,
        all_predicted,
        np.concatenate(within) if within else None,
        np.array(hits),
        catalogue_coverage(all_listed, int((evaluation_set.item_count > 0).sum())),
        novelty(all_listed, evaluation_set.item_count, evaluation_set.n_train_users),
    )


def by_model(model: FactorModel) -> Contender:
    """A trained model, as it answers people."""

    def ask(observed: Observations) -> Opinion:
        taste = taste_of(model, observed)
        return Opinion(taste.scores, taste.predicted, taste.deviation)

    return ask


def by_popularity(train: Ratings) -> Contender:
    """The same list for everybody: films by their number of ratings; it predicts no stars."""
    count = np.bincount(train.item_index, minlength=train.n_items).astype(np.float32)
    return lambda _: Opinion(count)


def by_biases(train: Ratings) -> Contender:
    """Stars by global mean, film and user; its list is the same for everybody, too."""
    biases = fit_biases(train)

    def ask(observed: Observations) -> Opinion:
        predicted = biases.predict(observed.rated, observed.stars)
        return Opinion(predicted, predicted)

    return ask
