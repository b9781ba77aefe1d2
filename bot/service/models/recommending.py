"""The recommender in service: found at the start, trained when there is none, swapped when better.

A turn reads `current` once, when it begins. Everything slow happens elsewhere: reading a data set
and training in child processes, loading a model in a thread.
"""

import asyncio
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from bot.service.models.film_data import open_catalog, prepare_data
from bot.service.settings import Settings
from bot.service.state import StateDirectory
from core.catalog.dataset import DatasetInfo
from core.catalog.films import Catalog
from core.errors import DataError, ModelError
from core.model.factor_model import FactorModel, load_model
from core.model.files import remove_models, sweep
from core.recommend.recommender import Recommender
from core.titles.search import TitleIndex
from core.training.jobs import ProgressListener, RetrainingReport, TrainingJob, TrainingReport
from core.training.launch import train_in_child
from data.prepare import prepared_files
from storage.models import ModelRecord, ModelStatus, ModelStore

_log = logging.getLogger(__name__)


class Standing(StrEnum):
    """How it stands with the model; decides what people are told when none serves."""

    NONE = "none"
    TRAINING = "training"
    FAILED = "failed"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class OpenedModel:
    """The model in service, or the first usable one behind it, and those passed over for it."""

    model: FactorModel | None
    record: ModelRecord | None
    refused: Mapping[int, str]  # model id → why, a sentence


class RecommenderService:
    """Holds the recommender in service and everything needed to renew it.

    `current` is what a turn reads, once, when it begins. It is replaced as a whole, never changed,
    so a request that is being answered ends with the model it began with.
    """

    def __init__(
        self,
        recommender: Recommender,
        info: DatasetInfo,
        settings: Settings,
        state: StateDirectory,
        models: ModelStore,
        *,
        serving: ModelRecord | None = None,
        refused: Iterable[int] = (),
    ) -> None:
        self.current = recommender
        self.serving = serving  # the record of the model in `current`
        self.standing = Standing.READY if recommender.model else Standing.NONE
        self.info = info
        self.files = prepared_files(settings.dataset, settings.filters, state.prepared)
        self._settings = settings
        self._state = state
        self._models = models
        self._refused = set(refused)  # ids of models whose files were found to be damaged
        self._going_back = asyncio.Lock()  # two who go back at once shall not cross

    @property
    def why_no_model(self) -> str:
        """Why none serves: "none" was trained yet, it is in "training", or that has "failed"."""
        return self.standing if self.standing in {Standing.TRAINING, Standing.FAILED} else "none"

    @property
    def catalog_path(self) -> Path:
        """The file with the films in service, for processes that look them up."""
        return self.files.catalog

    @property
    def model_path(self) -> Path | None:
        """The file of the model in service."""
        return self._state.models / self.serving.file_name if self.serving else None

    def new_job(self, ratings_path: Path | None = None) -> TrainingJob:
        """A training of a model with a name of its own; None: on the data set alone."""
        return TrainingJob(
            self.files.catalog,
            ratings_path or self.files.ratings,
            self._state.models / f"model-{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}.npz",
            self._state.training_log,
        )

    async def train(self, on_progress: ProgressListener) -> TrainingReport:
        """Train on the data set, record the model and put it into service.

        Raises:
            DataError: the data set cannot be read any more.
            ModelError: the training failed; the model in service stays.
            StorageError: the model cannot be recorded; it is not put into service.
        """
        self.standing = Standing.TRAINING
        job = self.new_job()
        try:
            try:
                report = await train_in_child(job, on_progress)
            except DataError as exc:
                await self.read_data_anew(exc)
                report = await train_in_child(job, on_progress)
            metrics = {
                "validation_rmse": report.validation_rmse,
                "baseline_rmse": report.baseline_rmse,
            }
            await self._put_into_service(report.model_path, self.info.n_ratings, metrics)
        finally:
            self.standing = Standing.READY if self.current.model else Standing.FAILED
        _log.info(
            "model %s serves: validation RMSE %.4f, biases only %.4f",
            report.model_path.name,
            report.validation_rmse,
            report.baseline_rmse,
        )
        return report

    async def read_data_anew(self, reason: DataError) -> None:
        """Prepare the data set again, whose prepared files are damaged or gone.

        Raises:
            DataError: it cannot be read.
        """
        _log.warning("the data set is read anew: %s", reason)
        await prepare_data(self._settings, self._state)

    async def admit(self, report: RetrainingReport) -> ModelRecord:
        """Put a retrained model into service, or record why it was rejected.

        Raises:
            ModelError: the file cannot be used after all; the model in service stays.
            StorageError: the model cannot be recorded; the model in service stays.
        """
        training, verdict = report.training, report.verdict
        metrics = {
            **verdict.figures,
            "validation_rmse": training.validation_rmse,
            "baseline_rmse": training.baseline_rmse,
        }
        if verdict.promoted:
            path = training.model_path
            return await self._put_into_service(path, report.n_ratings, metrics)
        return await self._models.record(
            training.model_path.name,
            self.info.fingerprint,
            report.n_ratings,
            metrics,
            verdict.reasons,
        )

    async def roll_back(self, model_id: int | None = None) -> ModelRecord | None:
        """Serve by another model that is kept; None: by the newest usable one that is older.

        Returns:
            What serves now; None where there is no such model, and nothing has changed.

        Raises:
            ModelError: the file of the one asked for is damaged; the model in service stays.
            StorageError: the database cannot be used; the model in service stays.
        """
        if model_id is None:  # told again after a kill, it goes back no further
            model_id = await self._models.rolled_back_to()
        async with self._going_back:
            for chosen in await self._to_go_back_to(model_id):
                try:
                    recommender = await self._load(self._state.models / chosen.file_name)
                except ModelError as exc:
                    self._refused.add(chosen.model_id)
                    if model_id is not None:
                        raise
                    _log.warning("model refused: %s", exc)
                    continue
                record = await self._models.roll_back(self.info.fingerprint, chosen.model_id)
                if record is None:  # pruned meanwhile
                    continue
                self.current, self.serving, self.standing = recommender, record, Standing.READY
                self._refused.discard(record.model_id)
                _log.info("model %s serves again", record.file_name)
                return record
        return None

    async def known_models(self) -> tuple[ModelRecord, ...]:
        """All models of the film data in use, the newest first, as they stand in this process.

        The model in service is that in `current`, also where the database names another one: it
        could not be read, or another process has gone back. Models without a usable file are lost.

        Raises:
            StorageError: the database cannot be read.
        """
        records = await self._models.newest_first(self.info.fingerprint)
        present = await asyncio.to_thread(self._file_names)
        return tuple(replace(each, status=self._status(each, present)) for each in records)

    async def prune(self) -> None:
        """Give up models beyond the number to keep, and delete their files.

        Raises:
            StorageError: the database cannot be used.
        """
        fingerprint, keep = self.info.fingerprint, self._settings.keep_models
        for place, usable in enumerate(await self._models.usable(fingerprint)):
            if self.serving is not None and usable.model_id == self.serving.model_id:
                keep = max(keep, place + 1)  # behind others whose files are damaged
        names = await self._models.prune(fingerprint, keep)
        await asyncio.to_thread(remove_models, self._state.models, names)

    async def sweep(self) -> None:
        """Delete what a process left that was killed between training a model and recording it.

        Raises:
            StorageError: the database cannot be read.
        """
        known = await self._models.file_names()
        await asyncio.to_thread(sweep, self._state.models, known)

    async def _to_go_back_to(self, model_id: int | None) -> list[ModelRecord]:
        """The one asked for, or all that are older than the one in service, the newest first."""
        present = await asyncio.to_thread(self._file_names)
        usable = await self._models.usable(self.info.fingerprint)
        kept = [each for each in usable if each.file_name in present]
        if model_id is not None:
            return [each for each in kept if each.model_id == model_id]
        newest_first = sorted(kept, key=lambda each: each.model_id, reverse=True)
        serving = self.serving
        return [each for each in newest_first if serving and each.model_id < serving.model_id]

    def _file_names(self) -> frozenset[str]:
        return frozenset(path.name for path in self._state.models.iterdir())

    def _status(self, record: ModelRecord, present: frozenset[str]) -> ModelStatus:
        if self.serving is not None and record.model_id == self.serving.model_id:
            return ModelStatus.SERVING
        if record.status is ModelStatus.REJECTED or record.pruned_at is not None:
            return record.status
        if record.model_id in self._refused or record.file_name not in present:
            return ModelStatus.LOST
        return ModelStatus.RETIRED  # whatever the database says will serve after the next start

    async def _put_into_service(
        self, path: Path, n_ratings: int, metrics: Mapping[str, float]
    ) -> ModelRecord:
        recommender = await self._load(path)
        record = await self._models.record(path.name, self.info.fingerprint, n_ratings, metrics)
        self.current, self.serving, self.standing = recommender, record, Standing.READY
        return record

    async def _load(self, path: Path) -> Recommender:
        """Everything slow about a swap."""

        def load() -> Recommender:
            model = load_model(path)
            _check_fits(model, self.current.catalog, path)
            return self.current.with_model(model)

        return await asyncio.to_thread(load)


async def open_service(
    settings: Settings, state: StateDirectory, models: ModelStore
) -> RecommenderService:
    """Read the data set, which takes a moment the first time, and the newest usable model.

    Raises:
        DataError: the data set is missing, malformed or filtered to nothing.
        StorageError: the database cannot be read.
    """
    files = prepared_files(settings.dataset, settings.filters, state.prepared)
    catalog, info = await open_catalog(settings, state, files)
    opened = await _open_usable(models, state.models, info.fingerprint, catalog)
    for reason in opened.refused.values():
        _log.warning("model refused: %s", reason)
    if opened.refused:
        instead = opened.record.file_name if opened.record else "popularity"
        _log.warning("%s serves instead", instead)
    titles = await asyncio.to_thread(TitleIndex, catalog)
    recommender = Recommender(catalog, titles, opened.model)
    return RecommenderService(
        recommender,
        info,
        settings,
        state,
        models,
        serving=opened.record,
        refused=opened.refused,
    )


async def _open_usable(
    models: ModelStore, directory: Path, fingerprint: str, catalog: Catalog
) -> OpenedModel:
    refused: dict[int, str] = {}
    for record in await models.usable(fingerprint):
        path = directory / record.file_name
        try:
            model = await asyncio.to_thread(load_model, path)
            _check_fits(model, catalog, path)
        except ModelError as exc:
            refused[record.model_id] = str(exc)
            continue
        return OpenedModel(model, record, refused)
    return OpenedModel(None, None, refused)


def _check_fits(model: FactorModel, catalog: Catalog, path: Path) -> None:
    if model.movie_ids.tolist() != [film.movie_id for film in catalog.films]:
        raise ModelError(f"{path} was trained on other films than the data set has")
