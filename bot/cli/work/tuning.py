"""`moviebot tune`: one head's hyper-parameters, chosen on validation data only.

The test part of a seed's split is put aside first and never looked at; the rest is split once more
in the same way, into what a trial trains on and what it is judged by. Evaluate with other seeds.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from bot.cli.work.trials import Budget, Trial, TuneError, search
from bot.cli.work.tuning_space import SPACES, Space
from bot.cli.work.workplace import open_workplace
from bot.service.settings import Settings
from core.catalog.dataset import DatasetInfo
from core.catalog.ratings import Ratings
from core.evaluation.evaluation_set import build_evaluation_set
from core.evaluation.judging import judge
from core.evaluation.splits import Split, random_ratings, some_of_each_user
from core.training.dotted import Number, dotted_fields, is_number, replace_dotted
from core.training.experiment import train_on
from core.training.hyper_parameters import HyperParameters
from core.training.jobs import ProgressListener
from core.training.tuned import Head, Tuned


@dataclass(frozen=True, slots=True)
class Goal:
    """What a head is tuned for."""

    figure: str  # of core.evaluation
    sign: int  # 1: the lower the better; -1: the higher
    draw: Callable[[Ratings, np.random.Generator], Split]
    split: str  # in words
    other: Mapping[str, Number]  # makes the head that is not tuned quick to train


GOALS: Mapping[Head, Goal] = {
    "rating": Goal(
        "rmse",
        1,
        random_ratings,
        "a random tenth of nine tenths of all ratings",
        {"ranking.n_factors": 8, "ranking.sweeps": 1, "ranking.n_directions": 8},
    ),
    "ranking": Goal(
        "ndcg@10",
        -1,
        some_of_each_user,
        "a random fifth of four fifths of each user's ratings",
        {"rating.n_factors": 16},  # its predicted stars take part in the score
    ),
}


@dataclass(frozen=True, slots=True)
class Request:
    """What to search, and the command that asked for it."""

    head: Head
    budget: Budget
    n_splits: int  # a trial is judged by the mean over so many; one alone rewards luck
    command: str


OnTrial = Callable[[Trial, Tuned | None], None]  # one trial, and the best of all so far


async def tune(
    settings: Settings, request: Request, report: ProgressListener, on_trial: OnTrial
) -> Tuned:
    """Search on the data set of the settings; the first trial is the defaults as they are.

    Args:
        report: called every few steps.
        on_trial: called after each trial; with None as long as no training has succeeded.

    Raises:
        DataError: the data set cannot be read, or is too small to be split.
        TuneError: Optuna is not installed, or every training failed.
    """
    goal, seed = GOALS[request.head], request.budget.seed
    space, chosen = SPACES[request.head], HyperParameters(seed=seed)
    found: Tuned | None = None
    failure = ""
    async with open_workplace(settings) as workplace:
        dataset, directory = workplace.dataset, workplace.directory
        splits = validation_splits(dataset.ratings, goal, seed, request.n_splits)
        sets = [(split.train, build_evaluation_set(split.train, split.test)) for split in splits]

        async def loss_of(values: Mapping[str, Number]) -> float:
            changed = replace_dotted(chosen, {**goal.other, **values})
            figures = []
            for train, evaluation_set in sets:
                contender = await train_on(dataset, train, changed, directory, report)
                figures.append(judge(contender, evaluation_set).figures()[goal.figure])
            return goal.sign * sum(figures) / len(figures)

        best: Trial | None = None
        async for trial in search(space, starting_point(chosen, space), loss_of, request.budget):
            best = trial if best is None or trial.loss < best.loss else best
            failure = trial.failure or failure
            found = None if best.failure else _tuned(request, dataset.info, best, trial.number)
            on_trial(trial, found)
    if found is None:
        raise TuneError(f"no training succeeded: {failure}")
    return found


def validation_splits(ratings: Ratings, goal: Goal, seed: int, n_splits: int) -> list[Split]:
    """Training and validation parts of what remains when the seed's test part is taken away."""
    rest = goal.draw(ratings, np.random.default_rng(seed)).train
    return [goal.draw(rest, np.random.default_rng([seed, n])) for n in range(1, n_splits + 1)]


def starting_point(chosen: HyperParameters, space: Space) -> dict[str, Number]:
    """The values that `chosen` has for the fields of `space`.

    Raises:
        ValueError: the space names a field that there is not, or that holds no number.
    """
    fields = dotted_fields(chosen)
    start = {name: number for name in space if is_number(number := fields.get(name))}
    if start.keys() != space.keys():
        raise ValueError(f"no such numbers: {', '.join(space.keys() - start.keys())}")
    return start


def _tuned(request: Request, info: DatasetInfo, best: Trial, n_trials: int) -> Tuned:
    goal = GOALS[request.head]
    return Tuned(
        command=request.command,
        dataset=f"{info.name}, {info.filters}" if info.filters else info.name,
        split=goal.split if request.n_splits == 1 else f"{goal.split}, {request.n_splits} times",
        seed=request.budget.seed,
        trials=n_trials,
        metric=goal.figure,
        value=goal.sign * best.loss,
        values=best.values,
    )
