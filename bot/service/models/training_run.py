"""One training from its snapshot to the verdict, and what came of it."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from bot.service.models.recommending import RecommenderService
from bot.service.state import StateDirectory
from core.child.limits import Limit, Limits
from core.child.process import ChildDiedError, ChildLimitError, run_in_child
from core.errors import DataError, ModelError, RecommenderError, StorageError
from core.model.files import remove_models
from core.training.jobs import Progress, RetrainingJob, RetrainingReport, TrainingReport
from core.training.launch import TrainingLimitError, retrain_in_child
from core.training.snapshot import SnapshotReport
from storage.models import ModelRecord
from storage.snapshot import SnapshotJob, take_snapshot
from storage.trainings import TrainingOutcome, TrainingRecord, TrainingStore

_log = logging.getLogger(__name__)

_MOST_BEGINNINGS = 3


class Failure(StrEnum):
    """Why a training came to nothing."""

    MEMORY = "memory"  # more than RETRAIN_MEMORY
    TIME = "time"  # more than RETRAIN_TIME
    DATA = "data"
    STORAGE = "storage"
    MODEL = "model"  # the child died, or the training diverged
    BUG = "bug"
    FORGOTTEN = "forgotten"  # people it had learned from were, again and again
    CUT_OFF = "cut-off"  # again and again, so it is not begun once more


class ForgottenError(RecommenderError):
    """Somebody whose ratings a training had learned from was forgotten meanwhile."""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a training."""

    outcome: TrainingOutcome
    failure: Failure | None = None
    detail: str | None = None  # for the log: what failed
    model: ModelRecord | None = None  # what was made, promoted or rejected
    first: TrainingReport | None = None  # of the first model, which is compared with nothing
    report: RetrainingReport | None = None  # of any other
    snapshot: SnapshotReport | None = None


@dataclass(slots=True, eq=False)
class Run:
    """A training that goes on, or has ended."""

    training: TrainingRecord
    again: bool = False  # the one before was cut off
    progress: Progress | None = None  # the last that was told
    listeners: list[Callable[[Progress], None]] = field(default_factory=list)
    cancelled: bool = False
    deciding: bool = False  # too late to cancel
    result: Result | None = None
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    # Held by whoever is about to watch the training, so that it is not over before they do.
    watching: asyncio.Lock = field(default_factory=asyncio.Lock)

    def note(self, progress: Progress) -> None:
        """Take a few steps down, and tell whoever listens."""
        self.progress = progress
        for listener in self.listeners:
            listener(progress)


def failed(error: RecommenderError) -> Result:
    """A training that ended by an expected error."""
    match error:
        case TrainingLimitError(limit=Limit.MEMORY):
            failure = Failure.MEMORY
        case TrainingLimitError():
            failure = Failure.TIME
        case DataError():
            failure = Failure.DATA
        case StorageError():
            failure = Failure.STORAGE
        case ForgottenError():
            failure = Failure.FORGOTTEN
        case _:
            failure = Failure.MODEL
    return Result(TrainingOutcome.FAILED, failure, str(error))


async def carry_out(
    run: Run,
    recommending: RecommenderService,
    trainings: TrainingStore,
    state: StateDirectory,
    limits: Limits,
) -> Result:
    """Train a model and put it into service if it is good enough; the first one always is.

    Cancelling ends the child at once. Whatever is raised, the model in service is as it was. When
    somebody it learned from is forgotten meanwhile, it begins anew without them.

    Raises:
        RecommenderError: as `failed` tells apart.
    """
    if recommending.current.model is None:  # people wait for it, so it may take all there is
        first = await recommending.train(run.note)
        return Result(TrainingOutcome.PROMOTED, model=recommending.serving, first=first)
    for _ in range(_MOST_BEGINNINGS):
        try:
            return await _retrain(run, recommending, trainings, state, limits)
        except ForgottenError as exc:
            _log.info("%s: the training begins anew", exc)
            forgotten = exc
    raise forgotten


async def _retrain(
    run: Run,
    recommending: RecommenderService,
    trainings: TrainingStore,
    state: StateDirectory,
    limits: Limits,
) -> Result:
    job = recommending.new_job(snapshot_path(state))
    try:
        forgetting = await trainings.last_forgetting()
        snapshot = await _take_snapshot(recommending, state, limits)
        report = await retrain_in_child(
            RetrainingJob(job, state.prepared, recommending.model_path), run.note, limits
        )
        if await trainings.was_forgotten_since(forgetting, snapshot.last_change_id):
            raise ForgottenError("somebody it has learned from was forgotten")
        run.deciding = True
        model = await recommending.admit(report)
    except RecommenderError:
        remove_models(state.models, [job.model_path.name])
        raise
    except asyncio.CancelledError:
        if not run.deciding:  # from then on it may have been recorded
            remove_models(state.models, [job.model_path.name])
        raise
    finally:
        _delete(snapshot_path(state))
    outcome = TrainingOutcome.PROMOTED if report.verdict.promoted else TrainingOutcome.REJECTED
    return Result(outcome, model=model, report=report, snapshot=snapshot)


def snapshot_path(state: StateDirectory) -> Path:
    """Where everybody's ratings lie during a training, and at no other time."""
    return state.prepared / "snapshot.npz"


async def _take_snapshot(
    recommending: RecommenderService, state: StateDirectory, limits: Limits
) -> SnapshotReport:
    files = recommending.files
    job = SnapshotJob(state.database, files.catalog, files.ratings, snapshot_path(state))
    try:
        try:
            return await run_in_child(take_snapshot, job, limits=limits)
        except DataError as exc:
            await recommending.read_data_anew(exc)
            return await run_in_child(take_snapshot, job, limits=limits)
    except ChildLimitError as exc:
        raise TrainingLimitError(str(exc), exc.limit) from exc
    except ChildDiedError as exc:
        raise ModelError(str(exc)) from exc


def _delete(path: Path) -> None:
    path.unlink(missing_ok=True)
