"""Films for several people at once: a short list that a group can vote on.

Two steps. The ranking head says which films belong on the members' lists at all, all of them
counting the same; among the best of those the rule (`core.recommend.group_rules`) decides by what
each member is expected to give, on that member's own scale.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.catalog.film_filter import FilmFilter
from core.catalog.films import Film
from core.catalog.profile import Profile
from core.catalog.ratings import MAX_STARS, MIN_STARS, N_STEPS, STAR_STEP
from core.model.own_scale import OwnScale, own_scale
from core.recommend.group_rules import (
    CHOSEN,
    Expectations,
    GroupRule,
    everybody_gives,
    group_values,
)
from core.recommend.order import UserScores
from core.recommend.selection import top_items, varied

POOL = 50  # films among which the rule decides
LIKE_POOL = 50  # the same, where films like one film are wanted
VARIED = 20  # of those, on top of which there is variety
N_USUAL = 50  # films on top of the usual list, which are no surprise
STRETCH = 0.5  # utility of somebody's usual film; one from which less is expected is a stretch
FAIRNESS = 4.0  # e-fold of a member's weight a unit of utility that they fell behind
MEMORY = 0.9  # what a night counts a night later
_SURE = 0.5  # the chance that `at_least` holds
_STEPS = STAR_STEP * np.arange(N_STEPS, 0, -1)  # from the best
_NO_MODEL_DEVIATION = 1.0  # stars


@dataclass(frozen=True, slots=True)
class GroupMember:
    """One of the people who want to watch a film together."""

    profile: Profile
    weight: float = 1.0  # 1 or more; more for somebody who came off badly before


@dataclass(frozen=True, slots=True)
class GroupPick:
    """One film for a group. Sequences are in the order of the members."""

    film: Film
    at_least: float  # stars, in halves: the most that all give or exceed, as likely as not
    n_stretch: int  # members who are expected to like it less than their usual film
    n_seen: int  # members who have seen it
    predicted: tuple[float, ...]  # stars, 0.5 … 5.0
    expected: tuple[float, ...]  # utility on the member's own scale, 0 … 1


@dataclass(frozen=True, slots=True)
class GroupShortlist:
    """The films a group may vote on, best first."""

    picks: tuple[GroupPick, ...]  # fewer than asked for where fewer are left
    n_unknown: int  # members without ratings, who count as average people
    rule: GroupRule


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """The members as the model sees them."""

    members: tuple[UserScores, ...]
    weights: NDArray[np.float64]  # (n_members,)

    def __post_init__(self) -> None:
        if not self.members or self.weights.shape != (len(self.members),):
            raise ValueError(f"{self.weights.shape} weights for {len(self.members)} members")
        if not (self.weights > 0).all():
            raise ValueError("a member has no weight")

    @property
    def n_unknown(self) -> int:
        """Members without ratings."""
        tastes = (user_scores.taste for user_scores in self.members)
        return sum(taste is None or taste.observed.rated.size == 0 for taste in tastes)

    def belonging(self) -> NDArray[np.float32]:
        """How well each film fits the lists of all, (n_items,); more ratings are not louder."""
        total = np.zeros_like(self.members[0].scores)
        for user_scores in self.members:
            spread = float(user_scores.scores.std()) or 1.0
            total += (user_scores.scores - user_scores.scores.mean()) / np.float32(spread)
        return total / np.float32(len(self.members))

    def expect(self, items: NDArray[np.int64]) -> Expectations:
        """What everybody expects of some films."""
        predicted = [np.clip(each.predicted[items], MIN_STARS, MAX_STARS) for each in self.members]
        return Expectations(
            np.asarray(predicted, np.float64),
            np.stack([_deviation(each, items) for each in self.members]),
            tuple(scale_of(each) for each in self.members),
        )


def shortlist(
    group: Group,
    wanted: FilmFilter,
    is_open: NDArray[np.bool_],
    likeness: NDArray[np.float32] | None,
    k: int,
    *,
    rule: GroupRule = CHOSEN,
    pool: int = POOL,
) -> NDArray[np.int64]:
    """Item indices of the `k` films for these people, best first; fewer where fewer are open.

    Args:
        is_open: which films may be listed, (n_items,).
        likeness: to the film that others should be like, (n_items,); None: to none.
        pool: films among which the rule decides, where nothing is asked to be like a film.
    """
    films = pool_of(group, wanted, is_open, likeness, pool)
    value = group_values(rule, group.expect(films), group.weights).astype(np.float32)
    order = np.argsort(-value, kind="stable")[:VARIED]
    chosen = films[order]
    model = group.members[0].model
    if model is not None:
        chosen = varied(chosen, value[order], model.ranking.item_factors[chosen], k)
    return chosen[:k]


def pool_of(
    group: Group,
    wanted: FilmFilter,
    is_open: NDArray[np.bool_],
    likeness: NDArray[np.float32] | None,
    size: int = POOL,
) -> NDArray[np.int64]:
    """The films that the rule chooses among; the arguments are those of `shortlist`."""
    closed = np.flatnonzero(~is_open)
    if likeness is not None:
        return top_items(likeness, closed, LIKE_POOL)
    belonging = group.belonging()
    if wanted.surprise is None:
        return top_items(belonging, closed, size)
    # A narrow filter leaves few films; then some of them have to be surprising all the same.
    n_usual = min(N_USUAL, (belonging.size - closed.size) // 2)
    unusual = top_items(belonging, closed, n_usual + size)[n_usual:]
    lot = np.random.default_rng(wanted.surprise).random(belonging.size)
    return unusual[np.argsort(lot[unusual], kind="stable")[: (unusual.size + 1) // 2]]


def scale_of(user_scores: UserScores) -> OwnScale:
    """How one member spreads stars; without a model all are the same average person."""
    if user_scores.taste is None:
        return OwnScale(float(user_scores.predicted.mean()), _NO_MODEL_DEVIATION)
    return own_scale(user_scores.taste.observed.stars, user_scores.taste.model.star_share)


def picks(
    films: Sequence[Film], expected: Expectations, n_seen: Sequence[int]
) -> tuple[GroupPick, ...]:
    """What is said of the films listed; everything in their order."""
    utility, least = expected.utility, at_least(expected)
    return tuple(
        GroupPick(
            film,
            float(least[place]),
            int((utility[:, place] < STRETCH).sum()),
            n_seen[place],
            tuple(expected.predicted[:, place].tolist()),
            tuple(utility[:, place].tolist()),
        )
        for place, film in enumerate(films)
    )


def at_least(expected: Expectations) -> NDArray[np.float64]:
    """Stars that all members give or exceed, as likely as not: the most such, (n_films,)."""
    sure = np.stack([everybody_gives(expected, stars) for stars in _STEPS.tolist()]) >= _SURE
    return np.asarray(_STEPS[np.where(sure.any(axis=0), sure.argmax(axis=0), N_STEPS - 1)])


def fairness_weights(
    past: Sequence[Mapping[int, float]], members: Sequence[int], fairness: float = FAIRNESS
) -> tuple[float, ...]:
    """How much each member counts after past nights; 1 for who came off best.

    exp(fairness·d), where d is by how much more the best served member has had than this one. A
    night counts by what somebody got of it beyond the mean of those who were there, so who missed
    it neither gains nor loses; older nights fade.

    Args:
        past: user id → utility of the film that was watched, 0 … 1, for everybody who was there;
            the newest night last.
    """
    ahead = dict.fromkeys(members, 0.0)
    for night in past:
        mean = sum(night.values()) / max(len(night), 1)
        for member in ahead:
            ahead[member] = MEMORY * ahead[member] + night.get(member, mean) - mean
    best = max(ahead.values(), default=0.0)
    return tuple(float(np.exp(fairness * (best - ahead[member]))) for member in members)


def _deviation(user_scores: UserScores, items: NDArray[np.int64]) -> NDArray[np.float64]:
    if user_scores.taste is None:
        return np.full(items.size, _NO_MODEL_DEVIATION)
    return np.asarray(user_scores.taste.deviation(items), np.float64)
