"""One snapshot of everything that answers people: catalogue, title index and model, together.

A retrained model comes in a new `Recommender`; nobody edits one, so a request that began with
one ends with it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from core.catalog.film_filter import ANY, Drop, FilmFilter, suggest_drop
from core.catalog.films import Catalog, Film
from core.catalog.formats import no_evening
from core.catalog.profile import Profile, indices_of, observe
from core.catalog.ratings import MAX_STARS, MIN_STARS
from core.model.factor_model import FactorModel
from core.model.popularity import damped_mean
from core.model.similarity import similarities
from core.model.taste import taste_of
from core.recommend.elicitation import Acquaintance, acquaintance, choose_films
from core.recommend.group_rules import CHOSEN, GroupRule
from core.recommend.groups import Group, GroupMember, GroupShortlist, picks, scale_of, shortlist
from core.recommend.order import UserScores, in_order
from core.recommend.reasons import Reason, reasons_for
from core.recommend.selection import top_items
from core.titles.search import TitleIndex
from core.titles.series import earlier_parts


class Basis(StrEnum):
    """What an answer rests on; named in the answer, so that no fallback is silent."""

    TASTE = "taste"  # the model and what the person has told
    POPULARITY = "popularity"  # the person has told nothing yet
    NO_MODEL = "no model"  # popularity, because no model serves


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One film, and what is expected of it."""

    film: Film
    stars: float  # 0.5 … 5.0: the predicted rating or, without a model, the damped mean
    basis: Basis
    deviation: float | None = None  # stars, of their rating around `stars`; None without a model
    reasons: tuple[Reason, ...] = ()  # strongest first; empty where only popularity speaks for it


@dataclass(frozen=True, slots=True)
class Suggestions:
    """One page of a list, best first."""

    page: tuple[Suggestion, ...]  # empty when nothing is left to suggest
    has_more: bool


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

    def recommend(
        self,
        profile: Profile | Mapping[int, float],
        k: int,
        offset: int = 0,
        *,
        wanted: FilmFilter = ANY,
        shown: Collection[int] = (),
    ) -> Suggestions:
        """Films for somebody, ranks `offset` to `offset + k` of the whole order.

        Whatever was told of is left out: films rated, seen or refused, and also those on the
        watchlist, which the person has noted already. So is a sequel, as long as an earlier part
        could be on the list, or is on the watchlist.

        Args:
            profile: a mapping is of ratings alone.
            wanted: only films that meet its conditions, in the order it asks for.
            shown: movie ids that are left out although nothing was told of them. They still count
                for variety, so a list taken one by one is the list taken at once.
        """
        profile = profile if isinstance(profile, Profile) else Profile(profile)
        user_scores = self._user_scores(profile)
        likeness = self._likeness(wanted)
        is_open = self._open(profile) & wanted.mask(self.catalog)
        if likeness is not None:
            is_open &= likeness > 0
        self._close_sequels(is_open, profile.wanted)
        hidden = indices_of(shown, self.catalog)
        ranked = in_order(user_scores, wanted, is_open, likeness, offset + k + 1 + hidden.size)
        ranked = ranked[~np.isin(ranked, hidden)]
        return Suggestions(
            self._suggested(user_scores, ranked[offset : offset + k], wanted),
            ranked.size > offset + k,
        )

    def judge(self, profile: Profile, movie_id: int) -> Suggestion | None:
        """What is expected of one film; None where the catalogue does not have it.

        What was told of this film itself is left out: it is judged as if it were still unknown,
        and a film is never a reason for itself.
        """
        index = self.catalog.index_of(movie_id)
        if index is None:
            return None
        user_scores = self._user_scores(profile.without(movie_id))
        return self._suggested(user_scores, np.array([index]))[0]

    def judge_all(
        self, profile: Profile, movie_ids: Iterable[int]
    ) -> tuple[Suggestion | None, ...]:
        """`judge` for several films, in their order; some milliseconds each."""
        return tuple(self.judge(profile, movie_id) for movie_id in movie_ids)

    def for_group(
        self,
        members: Sequence[GroupMember],
        k: int = 5,
        *,
        wanted: FilmFilter = ANY,
        shown: Collection[int] = (),
        vetoed: Collection[int] = (),
        unseen_by_all: bool = True,
        rule: GroupRule = CHOSEN,
    ) -> GroupShortlist:
        """Films for several people together; a film that one of them refused is never among them.

        Nor is what is no film for an evening (`core.catalog.formats`).

        Args:
            members: one or more; their order is that of the figures in the picks.
            shown: movie ids that were on the table already.
            vetoed: movie ids that somebody has ruled out tonight.
            unseen_by_all: leave out what any of them has seen or rated.

        Raises:
            ValueError: there are no members, or a weight is not positive.
        """
        group = Group(
            tuple(self._user_scores(member.profile) for member in members),
            np.array([member.weight for member in members], np.float64),
        )
        seen = np.zeros(len(self.catalog), np.int64)
        is_open = wanted.mask(self.catalog)
        is_open[indices_of([*shown, *vetoed], self.catalog)] = False
        for profile in (member.profile for member in members):
            seen[indices_of(profile.seen | profile.ratings.keys(), self.catalog)] += 1
            is_open[indices_of(profile.refused - profile.ratings.keys(), self.catalog)] = False
        is_open[no_evening(self.catalog)] = False
        if unseen_by_all:
            is_open &= seen == 0
        likeness = self._likeness(wanted)
        if likeness is not None:
            is_open &= likeness > 0
        self._close_sequels(is_open)
        chosen = shortlist(group, wanted, is_open, likeness, k, rule=rule)
        films = [self.catalog.films[item] for item in chosen.tolist()]
        return GroupShortlist(
            picks(films, group.expect(chosen), seen[chosen].tolist()), group.n_unknown, rule
        )

    def utility(self, profile: Profile, stars: float) -> float:
        """The utility of so many stars on somebody's own scale, 0 … 1: what fairness counts."""
        return float(scale_of(self._user_scores(profile)).utility(np.array(stars)))

    def predict(self, profile: Profile, movie_ids: Iterable[int]) -> dict[int, float]:
        """Stars by movie id, 0.5 to 5.0; films that the catalogue does not have are left out.

        For many films at once. Of a film that was told of, the prediction knows what was told.
        """
        items = indices_of(movie_ids, self.catalog)
        stars = np.clip(self._user_scores(profile).predicted[items], MIN_STARS, MAX_STARS)
        found = (self.catalog.films[item].movie_id for item in items.tolist())
        return dict(zip(found, stars.tolist(), strict=True))

    def suggest_drop(
        self, profile: Profile, wanted: FilmFilter, shown: Collection[int] = ()
    ) -> tuple[Drop, ...]:
        """Where `recommend` finds nothing: which single condition to give up, best first."""
        available = self._open(profile)
        available[indices_of(shown, self.catalog)] = False
        return suggest_drop(wanted, available, self._meets)

    def deck(self, profile: Profile, k: int, skipped: Collection[int] = ()) -> tuple[Film, ...]:
        """The films to ask somebody about next, the most informative first.

        Films told of or skipped never come back; fewer than `k` when all have been asked about.
        Without a model the best-known films.

        Args:
            skipped: movie ids that they said they have not seen.
        """
        unseen = indices_of(skipped, self.catalog)
        if self.model is None:
            count = self.catalog.rating_count
            closed = np.union1d(np.flatnonzero(~self._open(profile) | (count == 0)), unseen)
            chosen = top_items(count.astype(np.float32), closed, k)
        else:
            told, years = observe(profile, self.catalog), self.catalog.years
            chosen = choose_films(self.model, told, unseen, k, years=years)
        return tuple(self.catalog.films[index] for index in chosen.tolist())

    def acquaintance(self, profile: Profile, skipped: Collection[int] = ()) -> Acquaintance | None:
        """How well somebody is known by what they told; None where no model serves."""
        if self.model is None:
            return None
        unseen = indices_of(skipped, self.catalog)
        return acquaintance(self.model, observe(profile, self.catalog), unseen)

    def _user_scores(self, profile: Profile) -> UserScores:
        if self.model is None:
            return UserScores(self._damped_mean, self._damped_mean, None)
        taste = taste_of(self.model, observe(profile, self.catalog))
        return UserScores(taste.predicted, taste.scores, taste)

    @staticmethod
    def _basis(user_scores: UserScores) -> Basis:
        if user_scores.taste is None:
            return Basis.NO_MODEL
        return Basis.TASTE if user_scores.taste.observed.n_films else Basis.POPULARITY

    def _open(self, profile: Profile) -> NDArray[np.bool_]:
        is_open = np.ones(len(self.catalog), np.bool_)
        is_open[indices_of(profile.movie_ids, self.catalog)] = False
        return is_open

    def _close_sequels(self, is_open: NDArray[np.bool_], noted: Collection[int] = ()) -> None:
        """Close what goes on from films that are open, or noted on a watchlist."""
        comes_first = is_open.copy()
        comes_first[indices_of(noted, self.catalog)] = True
        waiting = [
            item
            for item, before in earlier_parts(self.titles).items()
            if comes_first[list(before)].any()
        ]
        is_open[waiting] = False

    def _likeness(self, wanted: FilmFilter) -> NDArray[np.float32] | None:
        """To the film that others should be like; all zeros where nothing is known of it."""
        if wanted.like is None:
            return None
        index = self.catalog.index_of(wanted.like)
        if index is None or self.model is None:
            return np.zeros(len(self.catalog), np.float32)
        return similarities(self.model, index)

    def _meets(self, wanted: FilmFilter) -> NDArray[np.bool_]:
        met, likeness = wanted.mask(self.catalog), self._likeness(wanted)
        return met if likeness is None else met & (likeness > 0)

    def _suggested(
        self, user_scores: UserScores, items: NDArray[np.int64], wanted: FilmFilter = ANY
    ) -> tuple[Suggestion, ...]:
        taste, films, basis = user_scores.taste, self.catalog.films, self._basis(user_scores)
        stars = np.clip(user_scores.predicted[items], MIN_STARS, MAX_STARS).tolist()
        if taste is None:
            return tuple(
                Suggestion(films[item], each, basis)
                for item, each in zip(items.tolist(), stars, strict=True)
            )
        deviation = taste.deviation(items).tolist()
        return tuple(
            Suggestion(
                films[item],
                stars[place],
                basis,
                deviation[place],
                reasons_for(taste, item, self.catalog, by_stars=wanted.by_stars),
            )
            for place, item in enumerate(items.tolist())
        )
