"""Trains again while the bot serves: one training at a time, and never a worse model.

A training is a row in the database from its begin to its end, so a start finds the one that the
last process did not bring to its end. What happens to its child, killed, out of memory or too slow,
ends the training and nothing else: the model in service is replaced only by one whose verdict is
good, whose file has been loaded and whose record is written.

Who hears of it all is the affair of `bot/operator/news.py`.
"""

import asyncio
import logging

from bot.service.models.recommending import RecommenderService
from bot.service.models.training_run import Failure, Result, Run, carry_out, failed, snapshot_path
from bot.service.settings import Settings
from bot.service.state import StateDirectory
from bot.service.telemetry.logs import request_scope
from core.errors import RecommenderError, StorageError
from core.training.jobs import ProgressListener
from storage.database import patience, utc_seconds
from storage.trainings import TrainingCause, TrainingOutcome, TrainingStore, Watcher

_log = logging.getLogger(__name__)

_WAITS_FOR_LOCK = 600.0  # seconds, of the database
_MOST_CUT_OFF = 3  # in a row: a training that takes the machine down is not begun for ever


class BusyError(RecommenderError):
    """Another process trains on this database."""


class RetrainingService:
    """Begins trainings, sees them through, and knows when the next one is due."""

    def __init__(
        self,
        recommending: RecommenderService,
        trainings: TrainingStore,
        settings: Settings,
        state: StateDirectory,
    ) -> None:
        self.run: Run | None = None  # the one that goes on
        self.begun: asyncio.Queue[Run] = asyncio.Queue()  # for whoever tells of them
        self._recommending = recommending
        self._trainings = trainings
        self._settings = settings
        self._state = state
        self._opened_at = utc_seconds()
        self._beginning = asyncio.Lock()
        self._task: asyncio.Task[None] | None = None

    async def request(self, cause: TrainingCause) -> tuple[Run, bool]:
        """Begin a training, or join the one that goes on; True: it was joined.

        Raises:
            BusyError: another process trains.
            StorageError: the training cannot be noted, and is not begun.
        """
        async with self._beginning:
            if self.run is not None:
                return self.run, True
            return await self._begin(cause), False

    async def cancel(self) -> bool:
        """End the training that goes on; False where there is none, or it is decided already."""
        run = self.run
        if run is None or self._task is None or run.deciding:
            return False
        run.cancelled = True
        self._task.cancel()
        await run.ended.wait()
        return True

    async def watch(self, run: Run, watcher: Watcher) -> None:
        """Have a message show how the training goes, also after a restart.

        Raises:
            StorageError: it cannot be noted.
        """
        await self._trainings.watch(run.training.training_id, watcher)

    async def watchers(self, run: Run) -> tuple[Watcher, ...]:
        """The messages that show the training.

        Raises:
            StorageError: the database cannot be read.
        """
        return await self._trainings.watchers(run.training.training_id)

    async def resume(self) -> None:
        """At the start of the bot: tidy up after the last process, and redo what it was at.

        Raises:
            StorageError: the database cannot be used.
        """
        await asyncio.to_thread(snapshot_path(self._state).unlink, missing_ok=True)
        await self._recommending.sweep()
        fingerprint = self._recommending.info.fingerprint
        async with self._beginning:
            cut_off = await self._trainings.close_cut_off()
            if cut_off is None or cut_off.dataset_fingerprint != fingerprint:
                return
            in_a_row = await self._trainings.n_cut_off_in_a_row(fingerprint)
            if in_a_row >= _MOST_CUT_OFF and self._recommending.current.model is not None:
                _log.error("%d trainings in a row were cut off: not begun again", in_a_row)
                given_up = Run(cut_off, result=Result(TrainingOutcome.CUT_OFF, Failure.CUT_OFF))
                given_up.ended.set()
                self.begun.put_nowait(given_up)
                return
            _log.warning("training %d was cut off and is begun again", cut_off.training_id)
            run = await self._begin(cut_off.cause, again=True)
            async with run.watching:
                for watcher in await self._trainings.watchers(cut_off.training_id):
                    await self.watch(run, watcher)

    async def ensure_model(self, on_progress: ProgressListener) -> None:
        """Train where no model serves; a failure is logged, and popularity goes on serving."""
        if self._recommending.current.model is not None:
            return
        try:
            run, _ = await self.request(TrainingCause.SCHEDULE)
        except RecommenderError as exc:
            _log.error("the first training was not begun, popularity serves: %s", exc)
            return
        run.listeners.append(on_progress)
        await run.ended.wait()

    @property
    def every(self) -> float:
        """Seconds between trainings that begin by themselves; 0: none does."""
        return self._settings.retrain_every.total_seconds()

    async def n_new_ratings(self) -> int:
        """What no training has seen yet, of people who contribute.

        Raises:
            StorageError: the database cannot be read.
        """
        return await self._trainings.n_new_ratings(self._recommending.info.fingerprint)

    async def is_due(self) -> bool:
        """Whether the last training is long ago, and enough was rated since.

        Raises:
            StorageError: the database cannot be read.
        """
        if self.run is not None or await self.seconds_until_due() > 0:
            return False
        if self._recommending.current.model is None:
            return True
        return await self.n_new_ratings() >= self._settings.retrain_min_new

    async def seconds_until_due(self) -> float:
        """How long until the last training is long enough ago; 0 or less when it is.

        Raises:
            StorageError: the database cannot be read.
        """
        latest = await self._trainings.latest(self._recommending.info.fingerprint)
        serving = self._recommending.serving
        begun = [latest.started_at] if latest else []
        begun += [serving.created_at] if serving else []
        now = utc_seconds()
        # What lies ahead was dated before a start by a clock that was fast; nobody waits for that.
        begun = [at if at <= now else self._opened_at for at in begun]
        return max(begun, default=0) + self.every - now

    async def close(self) -> None:
        """End the child of the training that goes on; the next start of the bot redoes it."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])

    async def _begin(self, cause: TrainingCause, *, again: bool = False) -> Run:
        try:
            training = await self._trainings.begin(self._recommending.info.fingerprint, cause)
        except ValueError as exc:
            raise BusyError("another process trains on this database") from exc
        self.run = run = Run(training, again)
        self._task = asyncio.create_task(self._see_through(run))
        await asyncio.sleep(0)  # a task that is cancelled before it runs would never tell its end
        self.begun.put_nowait(run)
        return run

    async def _see_through(self, run: Run) -> None:
        with request_scope(training=run.training.training_id):
            _log.info("training begun", extra={"cause": str(run.training.cause)})
            with patience(_WAITS_FOR_LOCK):  # a training is worth more than a moment
                result = await self._result(run)
                run.deciding = True
                await self._note(run, result)
            _log.info("training ended", extra={"outcome": str(result.outcome)})
        run.result = result
        self.run = None
        run.ended.set()

    async def _result(self, run: Run) -> Result:
        try:
            limits = self._settings.retrain_limits
            return await carry_out(run, self._recommending, self._trainings, self._state, limits)
        except asyncio.CancelledError:
            if not run.cancelled:  # the bot stops: the row without an end stays, to be redone
                raise
            return Result(TrainingOutcome.CANCELLED)
        except RecommenderError as exc:
            _log.warning("the training failed: %s", exc)
            return failed(exc)
        except Exception as exc:  # noqa: BLE001 - the next training shall not wait for this one
            _log.exception("the training failed")
            return Result(TrainingOutcome.FAILED, Failure.BUG, type(exc).__name__)

    async def _note(self, run: Run, result: Result) -> None:
        """What cannot be written now is tidied up by the next start, which redoes the training."""
        model, snapshot = result.model, result.snapshot
        try:
            await self._trainings.end(
                run.training.training_id,
                result.outcome,
                detail=result.detail,
                model_id=model.model_id if model else None,
                last_change_id=snapshot.last_change_id if snapshot else None,
            )
            if model is not None:
                await self._recommending.prune()
        except (StorageError, OSError) as exc:
            _log.warning("the end of the training was not noted: %s", exc)
