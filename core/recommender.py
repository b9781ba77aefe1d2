"""One snapshot of everything that answers people: catalogue, title index and model, together.

A retrained model comes in a new `Recommender`; nobody edits one, so a request that began with
one ends with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from core.catalog import Catalog, Film
from core.model import FactorModel
from core.observations import Observations
from core.popularity import damped_mean
from core.ratings import MAX_STARS, MIN_STARS
from core.recommend import top_items, varied
from core.search import TitleIndex
from core.similarity import similarities
from core.taste import taste_of

_VARIED = 50  # ranks among which the order makes room for variety
Profile = Mapping[int, float]  # movie id → stars; ids the catalogue does not know are passed over


class Basis(StrEnum):
    """What an answer rests on; named in the answer, so that no fallback is silent."""

    TASTE = "taste"  # the model and the person's own ratings
    POPULARITY = "popularity"  # the person has rated nothing yet
    NO_MODEL = "no model"  # popularity, because no model serves


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One film of a list."""

    film: Film
    stars: float  # 0.5 … 5.0: the predicted rating or, without a model, the damped mean


@dataclass(frozen=True, slots=True)
class Suggestions:
    """One page of a list, best first."""

    basis: Basis
    page: tuple[Suggestion, ...]  # empty when nothing unseen is left
    has_more: bool


@dataclass(frozen=True, slots=True)
class SimilarFilms:
    """Films like one film, most alike first."""

    films: tuple[Film, ...]  # empty when nobody has rated the film
    n_ratings: int  # of the film they are like: how much its neighbours can be trusted


@dataclass(frozen=True, slots=True, eq=False)
class Recommender:
    """The catalogue and, where one is usable, the model that was trained on it."""

    catalog: Catalog
    titles: TitleIndex
    model: FactorModel | None
    _damped_mean: NDArray[np.float32] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        if self.model and not np.array_equal(self.model.movie_ids, self.catalog.movie_ids):
            raise ValueError("the model was trained on another catalogue")
        object.__setattr__(self, "_damped_mean", damped_mean(self.catalog))

    def with_model(self, model: FactorModel) -> "Recommender":
        """The same films, served by another model.

        Raises:
            ValueError: the model was trained on another catalogue.
        """
        return Recommender(self.catalog, self.titles, model)

    def recommend(self, profile: Profile, k: int, offset: int = 0) -> Suggestions:
        """Films the person has not rated, ranks `offset` to `offset + k` of the whole order."""
        items, stars = self._known(profile)
        basis, expected, scores = self._expectations(items, stars)
        ranked = self._ranked(scores, items, offset + k + 1)
        page = tuple(
            Suggestion(self.catalog.films[index], float(expected[index]))
            for index in ranked[offset : offset + k].tolist()
        )
        return Suggestions(basis, page, ranked.size > offset + k)

    def similar(self, movie_id: int, k: int) -> SimilarFilms | None:
        """Films alike; None where the catalogue does not have the film or no model serves."""
        index = self.catalog.index_of(movie_id)
        if index is None or self.model is None:
            return None
        likeness = similarities(self.model, index)
        nearest = top_items(likeness, np.flatnonzero(likeness <= 0), k)
        films = tuple(self.catalog.films[each] for each in nearest.tolist())
        return SimilarFilms(films, int(self.model.item_count[index]))

    def _ranked(
        self, scores: NDArray[np.float32], excluded: NDArray[np.int64], k: int
    ) -> NDArray[np.int64]:
        """The first `k` of the whole order: its head varied, the rest by score alone."""
        ranked = top_items(scores, excluded, max(k, _VARIED))
        if self.model is not None:
            head = ranked[:_VARIED]
            factors = self.model.ranking.item_factors[head]
            ranked = np.concatenate(
                [varied(head, scores[head], factors, head.size), ranked[_VARIED:]]
            )
        return ranked[:k]

    def _known(self, profile: Profile) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        pairs = [
            (index, stars)
            for movie_id, stars in profile.items()
            if (index := self.catalog.index_of(movie_id)) is not None
        ]
        items = np.fromiter((index for index, _ in pairs), np.int64, len(pairs))
        return items, np.fromiter((stars for _, stars in pairs), np.float32, len(pairs))

    def _expectations(
        self, items: NDArray[np.int64], stars: NDArray[np.float32]
    ) -> tuple[Basis, NDArray[np.float32], NDArray[np.float32]]:
        """The basis, the stars to show and the scores to order by, the last two (n_items,)."""
        if self.model is None:
            return Basis.NO_MODEL, self._damped_mean, self._damped_mean
        basis = Basis.TASTE if items.size else Basis.POPULARITY
        taste = taste_of(self.model, Observations(rated=items, stars=stars))
        return basis, np.clip(taste.predicted, MIN_STARS, MAX_STARS), taste.scores
