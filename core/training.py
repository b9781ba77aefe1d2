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

from core.child import ChildDiedError, run_in_child
from core.errors import ModelError, RecommenderError
from core.hyper_parameters import HyperParameters


@dataclass(frozen=True, slots=True)
class Progress:
    """A few steps done."""

    phase: str  # "validation", "model" or "ranking"
    step: int  # of the phase, from 1
    n_steps: int  # of the phase
    loss: float | None  # a rating's share of what is minimised; None for the ranking head
    validation_rmse: float | None  # stars; None while training on all ratings


@dataclass(frozen=True, slots=True)
class TrainingJob:
    """What the child process needs: files and plain values."""

    catalog_path: Path  # written by core.dataset.save_catalog
    ratings_path: Path  # written by core.dataset.save_ratings
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


async def train_in_child(job: TrainingJob, on_progress: Report) -> TrainingReport:
    """Train in a fresh process; `on_progress` is called on this event loop every few steps.

    Cancelling the awaiting task ends the child at once; a model is written whole or not at all.

    Raises:
        DataError: the ratings file cannot be used.
        ModelError: the child died, the training diverged, or the model could not be written.
    """
    try:
        return await run_in_child(_train, job, on_message=on_progress)
    except ChildDiedError as exc:
        raise ModelError(f"{exc}; {job.log_path} may say more") from exc


def _train(job: TrainingJob, send: Report) -> TrainingReport:
    """Runs in the child: train, report, write the model."""
    try:
        with job.log_path.open("wb") as log:
            os.dup2(log.fileno(), sys.stderr.fileno())  # TensorFlow's C++ side prints at will
    except OSError as exc:
        raise ModelError(f"{job.log_path} cannot be written: {exc.strerror or exc}") from exc
    from core.trainer import train  # noqa: PLC0415 - only this process may load TensorFlow

    try:
        return train(job, send)
    except RecommenderError:
        raise
    except Exception as exc:  # noqa: BLE001 - whatever it is, it must not cross as it is:
        # unpickling one of TensorFlow's own exceptions would import TensorFlow over there.
        traceback.print_exc()
        reason = f"{type(exc).__name__}: {exc}".splitlines()[0]
        raise ModelError(f"the training failed ({reason}); {job.log_path} has more") from None
