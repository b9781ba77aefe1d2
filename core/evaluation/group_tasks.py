"""The evaluation of group rules as a whole: a training a seed, groups of all kinds and sizes."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import product

import numpy as np
from numpy.typing import NDArray

from core.catalog.ratings import Ratings
from core.errors import DataError
from core.evaluation.group_evaluation import (
    NIGHTS,
    Figures,
    Policy,
    audience,
    candidates_for,
    many_nights,
    one_night,
)
from core.evaluation.group_sampling import Imagination, Kind, Party, People
from core.evaluation.splits import new_users
from core.evaluation.tasks import Note
from core.model.factor_model import FactorModel
from core.recommend.group_rules import CHOSEN, Rule

SIZES = (2, 3, 4, 5, 6, 7, 8)
HELD_OUT = 1 / 3  # of all users
MAX_PEOPLE = 300  # of those held out
LEAST = 16  # candidates of a group that chooses one film
NIGHTS_LEAST = 30  # the same for ten nights
JUDGED_SIZES = (4, 8)
POLICIES = (
    Policy(Rule.PLAIN_AVERAGE, fair=False),
    Policy(Rule.AVERAGE, fair=False),
    Policy(Rule.LEAST_MISERY, fair=False),
    Policy(CHOSEN, fair=False),
    Policy(Rule.AVERAGE, fair=True),
    Policy(CHOSEN, fair=True),
)

Fit = Callable[[Ratings, int], Awaitable[FactorModel]]  # the training part, the seed


@dataclass(frozen=True, slots=True)
class GroupOptions:
    """What to evaluate."""

    seeds: tuple[int, ...]  # of who is held out, of the training and of the groups
    n_groups: int = 12  # of a kind and size, a seed
    n_judged: int = 150  # the same of the divergent groups by which the rule is judged
    n_series: int = 25  # the same of those that meet for ten nights


@dataclass(frozen=True, slots=True)
class Occasion:
    """Which groups meet, for how long, and how they are judged."""

    kind: Kind
    size: int
    nights: int
    imagined: bool  # all films are candidates, and ratings that do not exist are drawn
    n_groups: int  # a seed, at most
    least: int  # candidates

    def __str__(self) -> str:
        nights = "one night" if self.nights == 1 else f"{self.nights} nights"
        how = "all films" if self.imagined else "real ratings only"
        return f"{self.kind} groups of {self.size}, {nights}, {how}"


@dataclass(frozen=True, slots=True, eq=False)
class GroupOutcome:
    """How the groups of one occasion fared, those of all seeds together."""

    occasion: Occasion
    n_groups: int
    n_people: int  # different ones
    likeness: float  # of members, mean over the groups, −1 … 1
    n_candidates: float  # mean over the groups
    figures: Mapping[str, Figures]  # by rule or policy


async def perform_groups(
    ratings: Ratings, options: GroupOptions, fit: Fit, note: Note
) -> list[GroupOutcome]:
    """Hold a third of the users out a seed, and let them meet.

    Raises:
        DataError: there are too few people who have rated the same films.
        ModelError: a training failed.
    """
    note("groups: training the judge on all ratings")
    judge = await fit(ratings, options.seeds[0])
    parties: dict[Occasion, list[Party]] = {each: [] for each in occasions(options)}
    figures: dict[Occasion, list[Mapping[str, Figures]]] = {each: [] for each in parties}
    for seed in options.seeds:
        rng = np.random.default_rng(seed)
        split = new_users(ratings, rng, HELD_OUT)
        note(f"groups, seed {seed}: training on {len(split.train):,} ratings")
        model = await fit(split.train, seed)
        people = People(split, MAX_PEOPLE, rng)
        for each in parties:
            note(f"groups, seed {seed}: {each}")
            drawn = _draw(people, each, model, judge, rng)
            if drawn:
                parties[each] += [first for first, *_ in drawn]
                figures[each].append(_judge(model, drawn, each))
    for each, found in parties.items():
        if not found:
            raise DataError(f"no {each.size} people have {each.least} films to choose among")
    return [_outcome(each, parties[each], figures[each]) for each in parties]


def occasions(options: GroupOptions) -> list[Occasion]:
    """Every kind and size for one night, divergent groups of two sizes for ten; real, imagined."""
    found = []
    for imagined in (False, True):
        for kind, size in product(Kind, SIZES):
            judged = kind is Kind.DIVERGENT and size in JUDGED_SIZES
            n_groups = options.n_judged if judged else options.n_groups
            found.append(Occasion(kind, size, 1, imagined, n_groups, LEAST))
        found += [
            Occasion(Kind.DIVERGENT, size, NIGHTS, imagined, options.n_series, NIGHTS_LEAST)
            for size in JUDGED_SIZES
        ]
    return found


def _draw(
    people: People,
    each: Occasion,
    model: FactorModel,
    judge: FactorModel,
    rng: np.random.Generator,
) -> list[list[Party]]:
    """Groups, each as often as something was drawn for it."""
    if each.imagined:
        imagination = Imagination(judge, partial(candidates_for, model))
        drawn = people.imagine(each.kind, each.size, each.n_groups, imagination, rng)
        return [parties for parties in drawn if parties[0].items.size >= each.least]
    parties = people.draw(each.kind, each.size, each.n_groups, each.least, rng)
    return [[party] for party in parties]


def _judge(
    model: FactorModel, drawn: Sequence[Sequence[Party]], each: Occasion
) -> Mapping[str, Figures]:
    """Of each group the mean over what was drawn for it."""
    audiences = []
    for first, *others in drawn:
        known = audience(model, first)
        audiences += [known, *(replace(known, party=party) for party in others)]
    found: dict[str, Figures] = {}
    if each.nights == 1:
        found = {str(rule): one_night(audiences, rule) for rule in Rule}
    else:
        found = {str(policy): many_nights(audiences, policy) for policy in POLICIES}
    return {
        name: {figure: _by_group(values, drawn) for figure, values in figures.items()}
        for name, figures in found.items()
    }


def _by_group(values: NDArray[np.float64], drawn: Sequence[Sequence[Party]]) -> NDArray[np.float64]:
    group = np.repeat(np.arange(len(drawn)), [len(each) for each in drawn])
    if values.size != group.size:  # of lists, which are judged where nothing is drawn
        return values
    return np.asarray(np.bincount(group, values) / np.bincount(group))


def _outcome(
    each: Occasion, parties: Sequence[Party], by_seed: Sequence[Mapping[str, Figures]]
) -> GroupOutcome:
    figures = {
        name: {
            figure: np.concatenate([found[name][figure] for found in by_seed]) for figure in first
        }
        for name, first in by_seed[0].items()
    }
    return GroupOutcome(
        each,
        len(parties),
        np.unique(np.concatenate([party.users for party in parties])).size,
        float(np.mean([party.likeness for party in parties])),
        float(np.mean([party.items.size for party in parties])),
        figures,
    )
