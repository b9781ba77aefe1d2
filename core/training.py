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
from core.model import Penalty


@dataclass(frozen=True, slots=True)
class HyperParameters:
    """Choices of a training; kept in the model's provenance."""

    n_factors: int = 64
    learning_rate: float = 0.03  # of Adam
    factor_penalty: Penalty = field(default=Penalty(constant=6.0, per_rating=0.05))
    user_bias_penalty: Penalty = field(default=Penalty(constant=5.0, per_rating=0.0))
    item_bias_penalty: Penalty = field(default=Penalty(constant=3.0, per_rating=0.0))
    initial_scale: float = 0.05  # standard deviation of the factors before the first step
    batch_size: int = 131_072  # ratings a step; fewer ratings than this are one full batch
    max_steps: int = 1_500
    patience_steps: int = 40  # steps without a better validation RMSE before stopping
    min_improvement: float = 1e-4  # stars by which an epoch must be better to count as better
    validation_share: float = 0.1
    seed: int = 20161017


@dataclass(frozen=True, slots=True)
class Progress:
    """One epoch done."""

    phase: str  # "baseline", "model" or "refit"
    epoch: int  # from 1
    max_epochs: int
    loss: float  # penalised mean squared error, stars²
    validation_rmse: float | None  # stars; None while refitting on all ratings


@dataclass(frozen=True, slots=True)
class TrainingJob:
    """What the child process needs: files and plain values."""

    ratings_path: Path  # written by core.dataset.save_ratings
    model_path: Path
    log_path: Path  # takes what TensorFlow prints; overwritten
    hyper_parameters: HyperParameters = field(default=HyperParameters())


@dataclass(frozen=True, slots=True)
class TrainingReport:
    """What came of it; the model itself is in the file."""

    model_path: Path
    validation_rmse: float  # stars
    baseline_rmse: float  # stars, biases only, same split
    epochs: int
    seconds: float

    @property
    def improvement(self) -> float:
        """Share by which the model's validation RMSE lies below the baseline's."""
        return 1.0 - self.validation_rmse / self.baseline_rmse


Report = Callable[[Progress], None]


async def train_in_child(job: TrainingJob, on_progress: Report) -> TrainingReport:
    """Train in a fresh process; `on_progress` is called on this event loop after each epoch.

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
