"""`moviebot evaluate --groups`: rules for groups on the data set of the settings, and as JSON."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from typing import Any

from bot.cli.work.evaluating import LIBRARIES
from bot.cli.work.workplace import open_workplace
from bot.service.settings import Settings
from core.catalog.dataset import DatasetInfo
from core.catalog.ratings import Ratings
from core.evaluation.bootstrap import Difference
from core.evaluation.group_evaluation import Figures, lead
from core.evaluation.group_tasks import GroupOptions, GroupTaskResult, perform_groups
from core.evaluation.tasks import Note
from core.model.factor_model import FactorModel, load_model
from core.recommend.group_rules import CHOSEN, GroupRule
from core.training.experiment import train_on
from core.training.hyper_parameters import HyperParameters
from core.training.jobs import ProgressListener

REFERENCES = (
    GroupRule.PLAIN_AVERAGE,
    GroupRule.PLAIN_LEAST_MISERY,
    GroupRule.AVERAGE,
    GroupRule.LEAST_MISERY,
)
# Of a film's worth in truth, and where ratings are drawn, of what the judge expects of it.
LEADS = ("mean", "minimum", "expected mean", "expected minimum")


@dataclass(frozen=True, slots=True)
class GroupEvaluation:
    """All that was found, and what it was found with."""

    dataset: DatasetInfo
    options: GroupOptions
    library_versions: Mapping[str, str]
    outcomes: tuple[GroupTaskResult, ...]


async def evaluate_groups(
    settings: Settings, options: GroupOptions, note: Note, report: ProgressListener
) -> GroupEvaluation:
    """Train with the default hyper-parameters and judge; `STATE_DIR` is left alone.

    Raises:
        DataError: the data set cannot be read, or is too small.
        ModelError: a training failed.
    """
    async with open_workplace(settings) as workplace:

        async def fit(part: Ratings, seed: int) -> FactorModel:
            seeded = replace(HyperParameters(), seed=seed)
            await train_on(workplace.dataset, part, seeded, workplace.directory, report)
            return load_model(workplace.directory / "model.npz")

        outcomes = await perform_groups(workplace.dataset.ratings, options, fit, note)
        info = workplace.dataset.info
    versions = {name: version(name) for name in LIBRARIES}
    return GroupEvaluation(info, options, versions, tuple(outcomes))


def leads(outcome: GroupTaskResult, figure: str) -> dict[GroupRule, Difference]:
    """The chosen rule minus each of `REFERENCES`, in a figure of one night."""
    chosen = outcome.figures[CHOSEN]
    return {rule: lead(chosen, outcome.figures[rule], figure) for rule in REFERENCES}


def groups_as_json(evaluation: GroupEvaluation) -> str:
    """All figures and what they rest on, with a line end."""
    content = {
        "dataset": asdict(evaluation.dataset),
        "options": asdict(evaluation.options),
        "library_versions": dict(evaluation.library_versions),
        "chosen": CHOSEN,
        "outcomes": [_outcome(each) for each in evaluation.outcomes],
    }
    return json.dumps(content, indent=2, allow_nan=False) + "\n"


def _outcome(outcome: GroupTaskResult) -> dict[str, Any]:
    found: dict[str, Any] = {
        **asdict(outcome.occasion),
        "n_groups": outcome.n_groups,
        "n_people": outcome.n_people,
        "likeness": outcome.likeness,
        "n_candidates": outcome.n_candidates,
        "figures": {name: _means(figures) for name, figures in outcome.figures.items()},
    }
    if CHOSEN in outcome.figures and outcome.occasion.nights == 1:
        found["chosen_minus"] = {
            rule: {
                figure: asdict(leads(outcome, figure)[rule])
                for figure in LEADS
                if figure in outcome.figures[rule]
            }
            for rule in REFERENCES
        }
    return found


def _means(figures: Figures) -> dict[str, float]:
    return {name: float(values.mean()) for name, values in figures.items()}
