"""Groups to judge rules by: people the model has not seen, and the utility of films to them.

What a film is worth to somebody who has not rated it nobody knows. So there are two ways. Either a
group's candidates are films that every one of its members has rated, and those ratings are hidden:
nothing is made up, but few people rate so much, and few films are left. Or half of everybody's
ratings are hidden, all films are candidates, and a rating that does not exist is drawn from what a
judge expects of it: a model that was trained on all ratings, the hidden ones included. There it is
also known what the judge expects before anything is drawn: what a rule can be better or worse at,
without the luck of a single rating, which is several times as large.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from core.catalog.observations import Observations
from core.catalog.ratings import MAX_STARS, MIN_STARS, STAR_STEP, Ratings, by_user
from core.evaluation.splits import Split
from core.model.factor_model import FactorModel
from core.model.fold_in import RatingVector, fold_in_rating, predict_deviation, predict_stars
from core.model.normal import normal_quantiles

MOST_CANDIDATES = 40  # films a group, where their ratings are real
DRAWS = 10  # of the ratings that do not exist, a group
_N_LEVELS = 24  # points that stand for all that may be drawn
LEAST_TOLD = 40  # ratings a member, besides those hidden
_SHRINKAGE = 10.0  # films rated by both at which a likeness counts half
_DRAWN = 20  # people among whom the most or least alike joins
_TRIES = 30  # to complete a group


class GroupKind(StrEnum):
    """How the members of a group came together."""

    RANDOM = "random"
    LIKE_MINDED = "like-minded"
    DIVERGENT = "divergent"


@dataclass(frozen=True, slots=True, eq=False)
class GroupSample:
    """One group, what is known of its members, and what is true."""

    users: NDArray[np.int64]  # (n_members,), user indices
    observed: tuple[Observations, ...]
    items: NDArray[np.int64]  # (n_films,), candidates
    stars: NDArray[np.float32]  # (n_members, n_films), given in truth
    utility: NDArray[np.float64]  # (n_members, n_films), 0 … 1
    likeness: float  # mean over pairs of members, −1 … 1
    # What the judge expects `utility` to be, of real ratings too; None where no judge is asked.
    expected: NDArray[np.float64] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Simulation:
    """Where films are candidates that not everybody has rated."""

    judge: FactorModel  # trained on all ratings
    candidates: Callable[[tuple[Observations, ...]], NDArray[np.int64]]  # by what all have told


class GroupSampler:
    """Those whose ratings no model was trained on.

    True utility is the share of all films somebody rated that they gave less than this one, half of
    those they gave the same included: what it is on their own scale, without any model.
    """

    def __init__(self, split: Split, most: int, rng: np.random.Generator) -> None:
        """Take at most so many of the users held out; a table of users × films is kept."""
        users = np.sort(rng.permutation(np.unique(split.test.user_index))[:most])
        n_items = split.test.n_items
        self._users = users.astype(np.int64)
        self._stars = np.full((users.size, n_items), np.nan, np.float32)
        for row, theirs in zip(self._stars, by_user(split.test, users), strict=True):
            row[theirs.item_index] = theirs.stars
        known = np.bincount(split.train.item_index, minlength=n_items) > 0
        self._rated = ~np.isnan(self._stars) & known
        self._judged_as: dict[int, RatingVector] = {}  # by the judge
        self._likeness = _likeness(self._stars, self._rated, _film_means(split.train))

    def draw(
        self, kind: GroupKind, size: int, n: int, least: int, rng: np.random.Generator
    ) -> list[GroupSample]:
        """At most `n` groups with real ratings alone; fewer where there are not so many.

        Args:
            least: candidates that a group has at the least.
        """
        return [self._sample(each, rng) for each in self._groups(kind, size, n, least, rng)]

    def simulate(
        self,
        kind: GroupKind,
        size: int,
        n: int,
        simulation: Simulation,
        rng: np.random.Generator,
    ) -> list[list[GroupSample]]:
        """At most `n` groups, each `DRAWS` times: only what was drawn differs."""
        found = []
        for members in self._groups(kind, size, n, 0, rng):
            observed = tuple(self._half(member, rng) for member in members)
            items = simulation.candidates(observed)
            judge = simulation.judge
            expected = np.stack([self._expected(member, items, judge) for member in members])
            drawn = []
            for _ in range(DRAWS):
                stars = np.stack([self._simulated(member, items, judge, rng) for member in members])
                drawn.append(self._judged(members, observed, items, stars, expected))
            found.append(drawn)
        return found

    def _groups(
        self, kind: GroupKind, size: int, n: int, least: int, rng: np.random.Generator
    ) -> list[list[int]]:
        """Different groups, each of different people."""
        able = np.flatnonzero(self._rated.sum(axis=1) >= least + LEAST_TOLD)
        found: dict[tuple[int, ...], list[int]] = {}
        for _ in range(_TRIES * n if able.size >= size else 0):
            members = self._gather(kind, size, least, able, rng)
            if members is not None:
                found.setdefault(tuple(sorted(members)), members)
            if len(found) == n:
                break
        return list(found.values())

    def _gather(
        self,
        kind: GroupKind,
        size: int,
        least: int,
        able: NDArray[np.int64],
        rng: np.random.Generator,
    ) -> list[int] | None:
        members = [int(rng.choice(able))]
        common = self._rated[members[0]]
        while len(members) < size:
            others = able[~np.isin(able, members)]
            films = np.flatnonzero(common)
            others = others[self._rated[others][:, films].sum(axis=1) >= least]
            if others.size == 0:
                return None
            others = rng.permutation(others)[:_DRAWN]
            alike = self._likeness[others][:, members].mean(axis=1)
            place = {GroupKind.RANDOM: 0, GroupKind.LIKE_MINDED: alike.argmax()}.get(
                kind, alike.argmin()
            )
            members.append(int(others[place]))
            common = common & self._rated[members[-1]]
        return members

    def _sample(self, members: Sequence[int], rng: np.random.Generator) -> GroupSample:
        items = np.flatnonzero(self._rated[members].all(axis=0))
        items = np.sort(rng.permutation(items)[:MOST_CANDIDATES])
        observed = []
        for stars in self._stars[members]:
            others = stars.copy()
            others[items] = np.nan
            observed.append(_observed(others))
        return self._judged(members, tuple(observed), items, self._stars[members][:, items])

    def _judged(
        self,
        members: Sequence[int],
        observed: tuple[Observations, ...],
        items: NDArray[np.int64],
        stars: NDArray[np.float32],
        expected: NDArray[np.float64] | None = None,
    ) -> GroupSample:
        given = [_observed(self._stars[member]).stars for member in members]
        utility = [_utility(each, row) for each, row in zip(given, stars, strict=True)]
        pairs = self._likeness[members][:, members][np.triu_indices(len(members), 1)]
        return GroupSample(
            self._users[members],
            observed,
            items,
            stars,
            np.stack(utility),
            float(pairs.mean()),
            expected,
        )

    def _half(self, member: int, rng: np.random.Generator) -> Observations:
        all_told = _observed(self._stars[member])
        kept = np.sort(rng.permutation(all_told.rated.size)[: all_told.rated.size // 2])
        return Observations(all_told.rated[kept], all_told.stars[kept])

    def _simulated(
        self,
        member: int,
        items: NDArray[np.int64],
        judge: FactorModel,
        rng: np.random.Generator,
    ) -> NDArray[np.float32]:
        """What somebody gives some films: in truth, or drawn from what the judge expects."""
        stars, deviation = self._foreseen(member, items, judge)
        drawn = _in_halves(stars + deviation * rng.normal(size=items.size))
        real = self._stars[member, items]
        return np.where(np.isnan(real), drawn, real).astype(np.float32)

    def _expected(
        self, member: int, items: NDArray[np.int64], judge: FactorModel
    ) -> NDArray[np.float64]:
        """What some films are worth to somebody, in the mean over all that might be drawn."""
        stars, deviation = self._foreseen(member, items, judge)
        levels = normal_quantiles(_N_LEVELS)
        given = _observed(self._stars[member]).stars
        drawn = _in_halves(stars[:, None] + deviation[:, None] * levels)
        return np.asarray(_utility(given, drawn).mean(axis=1))

    def _foreseen(
        self, member: int, items: NDArray[np.int64], judge: FactorModel
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Stars the judge expects by all that somebody has rated, and by how much it may err."""
        if member not in self._judged_as:
            all_told = _observed(self._stars[member])
            vector = fold_in_rating(judge.rating, all_told.rated, all_told.stars)
            self._judged_as[member] = vector
        vector = self._judged_as[member]
        stars = predict_stars(judge.rating, vector)[items]
        return stars, predict_deviation(judge.rating, vector, items)


def _observed(stars: NDArray[np.float32]) -> Observations:
    rated = np.flatnonzero(~np.isnan(stars))
    return Observations(rated, stars[rated])


def _in_halves(stars: NDArray[np.float64]) -> NDArray[np.float32]:
    rounded = np.round(stars / STAR_STEP) * STAR_STEP
    return np.clip(rounded, MIN_STARS, MAX_STARS).astype(np.float32)


def _utility(given: NDArray[np.float32], stars: NDArray[np.float32]) -> NDArray[np.float64]:
    ordered = np.sort(given)
    below, up_to = (np.searchsorted(ordered, stars, side) for side in ("left", "right"))
    return np.asarray((below + up_to) / (2 * given.size), np.float64)


def _film_means(ratings: Ratings) -> NDArray[np.float64]:
    """Each film's mean stars, drawn towards the mean of all by as many ratings as a likeness."""
    count = np.bincount(ratings.item_index, minlength=ratings.n_items)
    total = np.bincount(ratings.item_index, ratings.stars, ratings.n_items)
    centre = float(ratings.stars.mean(dtype=np.float64))
    return np.asarray((total + _SHRINKAGE * centre) / (count + _SHRINKAGE))


def _likeness(
    stars: NDArray[np.float32], rated: NDArray[np.bool_], film_means: NDArray[np.float64]
) -> NDArray[np.float64]:
    """How alike two people depart from what films usually get, (n_users, n_users), −1 … 1.

    The correlation over the films both have rated, of stars without the film's and the person's
    mean, shrunk where these films are few.
    """
    counted = rated.astype(np.float32)
    beyond = np.where(rated, stars - film_means, 0)
    mean = beyond.sum(axis=1, keepdims=True) / np.maximum(counted.sum(axis=1, keepdims=True), 1)
    beyond = np.where(rated, beyond - mean, 0).astype(np.float32)
    squares = np.square(beyond) @ counted.T
    scale = np.sqrt(squares * squares.T)
    correlation = np.divide(beyond @ beyond.T, scale, out=np.zeros_like(scale), where=scale > 0)
    n_common = counted @ counted.T
    return np.asarray(correlation * n_common / (n_common + _SHRINKAGE), np.float64)
