"""`moviebot evaluate`: the tasks on the data set of the settings, and what was found as JSON."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from typing import Any

from bot.cli.work.workplace import open_workplace
from bot.service.settings import Settings
from core.catalog.dataset import DatasetInfo
from core.catalog.ratings import Ratings
from core.evaluation.comparison import OURS, Comparison
from core.evaluation.judging import Contender
from core.evaluation.tasks import DESCRIPTIONS, RETRAINED, Note, Options, TaskResult, perform
from core.training.experiment import train_on
from core.training.hyper_parameters import HyperParameters
from core.training.jobs import ProgressListener

LIBRARIES = ("moviebot", "numpy", "tensorflow", "keras")


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All that was found, and what it was found with."""

    dataset: DatasetInfo
    options: Options
    hyper_parameters: HyperParameters
    library_versions: Mapping[str, str]
    outcomes: tuple[TaskResult, ...]


async def evaluate(
    settings: Settings, options: Options, note: Note, report: ProgressListener
) -> Evaluation:
    """Train with the default hyper-parameters and judge; `STATE_DIR` is left alone.

    Args:
        note: called with a line before each training.
        report: called every few of its steps.

    Raises:
        DataError: the data set cannot be read, or is too small for a task.
        ModelError: a training failed.
    """
    chosen = HyperParameters()
    outcomes: list[TaskResult] = []
    async with open_workplace(settings) as workplace:

        async def fit(part: Ratings, seed: int) -> Contender:
            seeded = replace(chosen, seed=seed)
            return await train_on(workplace.dataset, part, seeded, workplace.directory, report)

        for task in options.tasks:
            outcomes += await perform(task, workplace.dataset.ratings, options, fit, note)
        info = workplace.dataset.info
    versions = {name: version(name) for name in LIBRARIES}
    return Evaluation(info, options, chosen, versions, tuple(outcomes))


def as_json(evaluation: Evaluation) -> str:
    """All figures and what they rest on, with a line end."""
    content = {
        "dataset": asdict(evaluation.dataset),
        "seeds": evaluation.options.seeds,
        "max_users": evaluation.options.max_users,
        "hyper_parameters": asdict(evaluation.hyper_parameters),
        "library_versions": dict(evaluation.library_versions),
        "outcomes": [_outcome(outcome) for outcome in evaluation.outcomes],
    }
    return json.dumps(content, indent=2, allow_nan=False) + "\n"


def retrained_ratio(comparison: Comparison) -> float | None:
    """RMSE of folding new users in over that of training with them; None where it was not."""
    ours, theirs = comparison.mean(OURS, "rmse"), comparison.mean(RETRAINED, "rmse")
    return None if ours is None or theirs is None else ours / theirs


def _outcome(outcome: TaskResult) -> dict[str, Any]:
    comparison = outcome.comparison
    ratio = retrained_ratio(comparison)
    return {
        "task": outcome.task.value,
        "split": DESCRIPTIONS[outcome.task],
        **({} if outcome.n_known is None else {"told": outcome.n_known}),
        "n_ratings": comparison.n_ratings,
        "n_users": comparison.n_users,
        "figures": {
            contender: {
                figure: {"mean": comparison.mean(contender, figure), "by_seed": values}
                for figure, values in figures.items()
            }
            for contender, figures in comparison.figures.items()
        },
        "ours_minus": [
            {"contender": duel.against, "figure": duel.figure, **asdict(duel.difference)}
            for duel in comparison.differences
        ],
        **({} if ratio is None else {"rmse_over_retrained": ratio}),
    }
