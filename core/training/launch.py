"""Training beside the bot: what to train, what is reported on the way, and what came of it.

TensorFlow (about 4 s and 600 MB to load) is imported by the child process alone: it is given the
path of a ratings file, leaves a model file behind and ends, and its memory goes with it.
"""

import os
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from core.child.limits import NO_LIMITS, Limit, Limits
from core.child.process import ChildDiedError, ChildLimitError, run_in_child
from core.errors import ModelError, RecommenderError
from core.training.hyper_parameters import HyperParameters


@dataclass(frozen=True, slots=True)
class Progress:
    """A few steps done."""

    phase: str  # "validation", "model" or "ranking"
    step: int  # of the phase, from 1
    n_steps: int  # of the phase
    loss: float | None  # a rating's share of what is minimised; None for the ranking head
    validation_rmse: float | None  # stars; None while training on all ratings
    share: float | None = None  # of the whole work that is done, 0 … 1; a retraining tells
    seconds_left: float | None = None  # of the whole work; None where nothing can be said yet


@dataclass(frozen=True, slots=True)
class TrainingJob:
    """What the child process needs: files and plain values."""

    catalog_path: Path  # written by core.catalog.dataset.save_catalog
    ratings_path: Path  # written by core.catalog.dataset.save_ratings
    model_path: Path
    log_path: Path  # takes what TensorFlow prints; overwritten
    hyper_parameters: HyperParameters = field(default_factory=HyperParameters)


@dataclass(frozen=True, slots=True)
class TrainingReport:
    """What came of it; the model itself is in the file."""

    model_path: Path
    validation_rmse: float  # stars
    baseline_rmse: float  # stars, biases only, same split
    steps: int  # of Adam, in both phases of the rating head
    seconds: float

    @property
    def improvement(self) -> float:
        """Share by which the model's validation RMSE lies below the baseline's."""
        return 1.0 - self.validation_rmse / self.baseline_rmse


Report = Callable[[Progress], None]
Job = TypeVar("Job")
Outcome = TypeVar("Outcome")


class TrainingLimitError(ModelError):
    """The training took more memory or time than it may, and was ended."""

    def __init__(self, message: str, limit: Limit) -> None:
        super().__init__(message)
        self.limit = limit


async def train_in_child(
    job: TrainingJob, on_progress: Report, limits: Limits = NO_LIMITS
) -> TrainingReport:
    """Train in a fresh process; `on_progress` is called on this event loop every few steps.

    Cancelling the awaiting task ends the child at once; a model is written whole or not at all.

    Raises:
        DataError: the ratings file cannot be used.
        TrainingLimitError: the child took more memory or time than it may.
        ModelError: the child died, the training diverged, or the model could not be written.
    """
    return await work_in_child(_train, job, job.log_path, on_progress, limits)


async def work_in_child(
    work: Callable[[Job, Report], Outcome],
    job: Job,
    log_path: Path,
    on_progress: Report,
    limits: Limits,
) -> Outcome:
    """`train_in_child` for any work with TensorFlow: `work(job, send)`, a top-level function.

    Raises:
        RecommenderError: whatever `work` raises of these.
        TrainingLimitError: the child took more memory or time than it may.
        ModelError: the child died, or `work` raised anything else.
    """
    try:
        return await run_in_child(
            _training, work, job, log_path, on_message=on_progress, limits=limits
        )
    except ChildLimitError as exc:
        raise TrainingLimitError(str(exc), exc.limit) from exc
    except ChildDiedError as exc:
        raise ModelError(f"{exc}; {log_path} may say more") from exc


def _training(
    work: Callable[[Job, Report], Outcome], job: Job, log_path: Path, send: Report
) -> Outcome:
    """Runs in the child."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")  # TensorFlow reads it once, when imported
    try:
        with log_path.open("wb") as log:
            os.dup2(log.fileno(), sys.stderr.fileno())  # TensorFlow's C++ side prints at will
    except OSError as exc:
        raise ModelError(f"{log_path} cannot be written: {exc.strerror or exc}") from exc
    try:
        return work(job, send)
    except RecommenderError:
        raise
    except Exception as exc:  # noqa: BLE001 - whatever it is, it must not cross as it is:
        # unpickling one of TensorFlow's own exceptions would import TensorFlow over there.
        traceback.print_exc()
        reason = f"{type(exc).__name__}: {exc}".splitlines()[0]
        raise ModelError(f"the training failed ({reason}); {log_path} has more") from None


def _train(job: TrainingJob, send: Report) -> TrainingReport:
    from core.trainer.training import train  # noqa: PLC0415 - only this process may load TensorFlow

    return train(job, send)
