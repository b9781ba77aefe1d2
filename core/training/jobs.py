"""Training again while the bot serves: two models in one go, a verdict, and what has changed.

The **twin** learns from the training part of the snapshot, the **candidate** goes on from there
with everything. Twins are what is judged (`core.training.gate`), candidates are what serves; a
candidate's twin stays beside it, for the day when it has to be beaten itself.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from core.catalog.dataset import DatasetInfo
from core.child.limits import NO_LIMITS, Limits
from core.model.factor_model import FORMAT_VERSION, FactorModel
from core.training.hyper_parameters import HyperParameters
from core.training.launch import Progress, Report, TrainingJob, TrainingReport, work_in_child
from core.training.verdict import Verdict

_CHANGES = 10


@dataclass(frozen=True, slots=True)
class RetrainingJob:
    """What the child process needs."""

    training: TrainingJob  # its ratings are a snapshot
    reference_directory: Path  # keeps the twin that learned from the data set alone
    champion_path: Path | None  # the model in service


@dataclass(frozen=True, slots=True)
class FilmChange:
    """What the average person is expected to give a film, before and now."""

    movie_id: int
    before: float  # stars
    after: float
    n_new: int  # ratings that came in meanwhile


@dataclass(frozen=True, slots=True)
class RetrainingReport:
    """What came of it; candidate and twin are in their files, promoted or not."""

    training: TrainingReport
    verdict: Verdict
    curves: tuple[Progress, ...]  # everything that was told on the way
    changes: tuple[FilmChange, ...]  # the largest first; empty where no model served
    n_ratings: int
    n_people: int  # of this bot
    peak_memory: int | None  # bytes


async def retrain_in_child(
    job: RetrainingJob, on_progress: Report, limits: Limits = NO_LIMITS
) -> RetrainingReport:
    """Train and judge in a fresh process; `on_progress` is called on this event loop.

    Cancelling the awaiting task ends the child at once. Nothing is put into service here.

    Raises:
        DataError: the snapshot cannot be used, or holds too little to judge by.
        TrainingLimitError: the child took more memory or time than it may.
        ModelError: the child died, the training diverged, or a model could not be written.
    """
    return await work_in_child(_retrain, job, job.training.log_path, on_progress, limits)


def _retrain(job: RetrainingJob, send: Report) -> RetrainingReport:
    from core.trainer.retraining import retrain  # noqa: PLC0415 - loads TensorFlow

    return retrain(job, send)


def reference_path(directory: Path, info: DatasetInfo, chosen: HyperParameters) -> Path:
    """Where the reference of a data set and a recipe is kept; another recipe has another one."""
    recipe = json.dumps([info.fingerprint, asdict(chosen), FORMAT_VERSION], sort_keys=True)
    digest = hashlib.sha256(recipe.encode()).hexdigest()[:16]
    return directory / f"reference-{digest}.npz"


def changes_between(before: FactorModel, after: FactorModel) -> tuple[FilmChange, ...]:
    """The films with new ratings whose average has moved most, 10 at most."""
    n_new = after.item_count - before.item_count
    stars = [
        model.rating.item_bias + np.float32(model.rating.global_mean) for model in (before, after)
    ]
    moved = np.where(n_new > 0, np.abs(stars[1] - stars[0]), -1.0)
    largest: Sequence[int] = np.argsort(-moved, kind="stable")[:_CHANGES].tolist()
    return tuple(
        FilmChange(
            int(after.movie_ids[item]),
            float(stars[0][item]),
            float(stars[1][item]),
            int(n_new[item]),
        )
        for item in largest
        if moved[item] >= 0
    )
