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
from core.evaluation.group_sampling import (
    LEAST_TOLD,
    GroupKind,
    GroupSample,
    GroupSampler,
    Simulation,
)
from core.evaluation.splits import new_users
from core.evaluation.tasks import Note
from core.model.factor_model import FactorModel
from core.recommend.group_rules import CHOSEN, GroupRule

SIZES = (2, 3, 4, 5, 6, 7, 8)
HELD_OUT = 1 / 3  # of all users
MAX_PEOPLE = 300  # of those held out
LEAST = 16  # candidates of a group that chooses one film
NIGHTS_LEAST = 30  # the same for ten nights
JUDGED_SIZES = (4, 8)
POLICIES = (
    Policy(GroupRule.PLAIN_AVERAGE, fair=False),
    Policy(GroupRule.AVERAGE, fair=False),
    Policy(GroupRule.LEAST_MISERY, fair=False),
    Policy(CHOSEN, fair=False),
    Policy(GroupRule.AVERAGE, fair=True),
    Policy(CHOSEN, fair=True),
)

FitModel = Callable[[Ratings, int], Awaitable[FactorModel]]  # the training part, the seed


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

    kind: GroupKind
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
class GroupTaskResult:
    """How the groups of one occasion fared, those of all seeds together."""

    occasion: Occasion
    n_groups: int
    n_people: int  # different ones
    likeness: float  # of members, mean over the groups, −1 … 1
    n_candidates: float  # mean over the groups
    figures: Mapping[str, Figures]  # by rule or policy


async def perform_groups(
    ratings: Ratings, options: GroupOptions, fit: FitModel, note: Note
) -> list[GroupTaskResult]:
    """Hold a third of the users out a seed, and let them meet.

    Raises:
        DataError: there are too few people who have rated the same films.
        ModelError: a training failed.
    """
    _refuse_too_few(ratings)
    note("groups: training the judge on all ratings")
    judge = await fit(ratings, options.seeds[0])
    samples: dict[Occasion, list[GroupSample]] = {each: [] for each in occasions(options)}
    figures: dict[Occasion, list[Mapping[str, Figures]]] = {each: [] for each in samples}
    for seed in options.seeds:
        rng = np.random.default_rng(seed)
        split = new_users(ratings, rng, HELD_OUT)
        note(f"groups, seed {seed}: training on {len(split.train):,} ratings")
        model = await fit(split.train, seed)
        sampler = GroupSampler(split, MAX_PEOPLE, rng)
        for each in samples:
            note(f"groups, seed {seed}: {each}")
            drawn = _draw(sampler, each, model, judge, rng)
            if drawn:
                samples[each] += [first for first, *_ in drawn]
                figures[each].append(_judge(model, drawn, each))
    for each, found in samples.items():
        if not found:
            raise DataError(f"no {each.size} people have {each.least} films to choose among")
    return [_outcome(each, samples[each], figures[each]) for each in samples]


def occasions(options: GroupOptions) -> list[Occasion]:
    """Every kind and size for one night, divergent groups of two sizes for ten; real, imagined."""
    found = []
    for imagined in (False, True):
        for kind, size in product(GroupKind, SIZES):
            judged = kind is GroupKind.DIVERGENT and size in JUDGED_SIZES
            n_groups = options.n_judged if judged else options.n_groups
            found.append(Occasion(kind, size, 1, imagined, n_groups, LEAST))
        found += [
            Occasion(GroupKind.DIVERGENT, size, NIGHTS, imagined, options.n_series, NIGHTS_LEAST)
            for size in JUDGED_SIZES
        ]
    return found


def _refuse_too_few(ratings: Ratings) -> None:
    """Before the hours of training: whoever chooses among films has told of others besides."""
    least = LEAST + LEAST_TOLD
    able = int((np.bincount(ratings.user_index) >= least).sum())
    if able < max(SIZES):
        raise DataError(
            f"{able} people have rated {least} films or more: too few for groups of {max(SIZES)}"
        )


def _draw(
    sampler: GroupSampler,
    each: Occasion,
    model: FactorModel,
    judge: FactorModel,
    rng: np.random.Generator,
) -> list[list[GroupSample]]:
    """Groups, each as often as something was drawn for it."""
    if each.imagined:
        simulation = Simulation(judge, partial(candidates_for, model))
        drawn = sampler.simulate(each.kind, each.size, each.n_groups, simulation, rng)
        return [samples for samples in drawn if samples[0].items.size >= each.least]
    samples = sampler.draw(each.kind, each.size, each.n_groups, each.least, rng)
    return [[sample] for sample in samples]


def _judge(
    model: FactorModel, drawn: Sequence[Sequence[GroupSample]], each: Occasion
) -> Mapping[str, Figures]:
    """Of each group the mean over what was drawn for it."""
    audiences = []
    for first, *others in drawn:
        known = audience(model, first)
        audiences += [known, *(replace(known, sample=sample) for sample in others)]
    found: dict[str, Figures] = {}
    if each.nights == 1:
        found = {str(rule): one_night(audiences, rule) for rule in GroupRule}
    else:
        found = {str(policy): many_nights(audiences, policy) for policy in POLICIES}
    return {
        name: {figure: _by_group(values, drawn) for figure, values in figures.items()}
        for name, figures in found.items()
    }


def _by_group(
    values: NDArray[np.float64], drawn: Sequence[Sequence[GroupSample]]
) -> NDArray[np.float64]:
    group = np.repeat(np.arange(len(drawn)), [len(each) for each in drawn])
    if values.size != group.size:  # of lists, which are judged where nothing is drawn
        return values
    return np.asarray(np.bincount(group, values) / np.bincount(group))


def _outcome(
    each: Occasion, samples: Sequence[GroupSample], by_seed: Sequence[Mapping[str, Figures]]
) -> GroupTaskResult:
    figures = {
        name: {
            figure: np.concatenate([found[name][figure] for found in by_seed]) for figure in first
        }
        for name, first in by_seed[0].items()
    }
    return GroupTaskResult(
        each,
        len(samples),
        np.unique(np.concatenate([sample.users for sample in samples])).size,
        float(np.mean([sample.likeness for sample in samples])),
        float(np.mean([sample.items.size for sample in samples])),
        figures,
    )
