"""Training beside the bot, in a child process that imports TensorFlow and ends.

TensorFlow takes about 4 s and 600 MB to load. The child is given the path of a ratings file and
leaves a model file behind, and its memory goes with it. What it is to do is named and not
imported: `core.trainer` depends on this package, and nothing but the child may load it.
"""

import os
import sys
import tempfile
import traceback
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, cast

from core.child.limits import NO_LIMITS, Limit, Limits
from core.child.process import ChildDiedError, ChildLimitError, run_in_child
from core.errors import ModelError, RecommenderError
from core.training.jobs import (
    ProgressListener,
    RetrainingJob,
    RetrainingReport,
    TrainingJob,
    TrainingReport,
)

# Functions of a job and of what takes its progress.
TRAIN = "core.trainer.training.train"
RETRAIN = "core.trainer.retraining.retrain"


class TrainingLimitError(ModelError):
    """The training took more memory or time than it may, and was ended."""

    def __init__(self, message: str, limit: Limit) -> None:
        super().__init__(message)
        self.limit = limit


async def train_in_child(
    job: TrainingJob, on_progress: ProgressListener, limits: Limits = NO_LIMITS
) -> TrainingReport:
    """Train in a fresh process; `on_progress` is called on this event loop every few steps.

    Cancelling the awaiting task ends the child at once; a model is written whole or not at all.

    Raises:
        DataError: the ratings file cannot be used.
        TrainingLimitError: the child took more memory or time than it may.
        ModelError: the child died, the training diverged, or the model could not be written.
    """
    report: TrainingReport = await _work_in_child(TRAIN, job, job.log_path, on_progress, limits)
    return report


async def retrain_in_child(
    job: RetrainingJob, on_progress: ProgressListener, limits: Limits = NO_LIMITS
) -> RetrainingReport:
    """Train and judge in a fresh process; `on_progress` is called on this event loop.

    Cancelling the awaiting task ends the child at once. Nothing is put into service here.

    Raises:
        DataError: the snapshot cannot be used, or holds too little to judge by.
        TrainingLimitError: the child took more memory or time than it may.
        ModelError: the child died, the training diverged, or a model could not be written.
    """
    log_path = job.training.log_path
    report: RetrainingReport = await _work_in_child(RETRAIN, job, log_path, on_progress, limits)
    return report


async def _work_in_child(
    work: str, job: object, log_path: Path | None, on_progress: ProgressListener, limits: Limits
) -> Any:  # noqa: ANN401 - what the function of that name returns
    """Call a function by its dotted name, in a fresh process.

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
        more = "" if log_path is None else f"; {log_path} may say more"
        raise ModelError(f"{exc}{more}") from exc


def _training(work: str, job: object, log_path: Path | None, send: ProgressListener) -> Any:  # noqa: ANN401 - what the function of that name returns
    """Runs in the child."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")  # TensorFlow reads it once, when imported
    # Keras makes a directory where it finds its settings; of this one nothing stays.
    os.environ.setdefault("KERAS_HOME", tempfile.gettempdir())
    # Keras loads them if it can, to draw and for tables, which nobody asks for: a second, 60 MB.
    for name in ("matplotlib", "pandas"):
        sys.modules[name] = cast("ModuleType", None)
    printed = Path(os.devnull) if log_path is None else log_path
    try:
        # For this user's eyes only: it may name files, and what was rated.
        flags = os.O_CREAT | os.O_TRUNC | os.O_WRONLY
        with os.fdopen(os.open(printed, flags, 0o600), "wb") as log:
            os.dup2(log.fileno(), sys.stderr.fileno())  # TensorFlow's C++ side prints at will
    except OSError as exc:
        raise ModelError(f"{printed} cannot be written: {exc.strerror or exc}") from exc
    try:
        module, _, name = work.rpartition(".")
        return getattr(import_module(module), name)(job, send)
    except RecommenderError:
        raise
    except Exception as exc:  # noqa: BLE001 - whatever it is, it must not cross as it is:
        # unpickling one of TensorFlow's own exceptions would import TensorFlow over there.
        traceback.print_exc()
        reason = f"{type(exc).__name__}: {exc}".splitlines()[0]
        more = "" if log_path is None else f"; {log_path} has more"
        raise ModelError(f"the training failed ({reason}){more}") from None
