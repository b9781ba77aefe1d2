"""The recommender in service: found at the start, trained when there is none, swapped when better.

Handlers read `current` once a request. Everything slow happens elsewhere: reading a data set and
training in child processes, loading a model in a thread.
"""

import asyncio
import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from bot.settings import Settings
from bot.state import StateDirectory
from core.catalog import Catalog
from core.child import ChildDiedError, run_in_child
from core.dataset import DatasetInfo, load_catalog
from core.errors import DataError, ModelError, RecommenderError
from core.model import FactorModel, load_model
from core.recommender import Recommender
from core.search import TitleIndex
from core.training import Report, TrainingJob, TrainingReport, train_in_child
from data.prepare import PreparedFiles, prepare, prepared_files
from storage.models import ModelStore

_log = logging.getLogger(__name__)


class Standing(StrEnum):
    """How it stands with the model; decides what people are told when none serves."""

    NONE = "none"
    TRAINING = "training"
    FAILED = "failed"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class OpenedModel:
    """The newest model that is usable, and those that were passed over for it."""

    model: FactorModel | None
    name: str | None  # of its file
    refused: tuple[str, ...]  # why, a sentence each, newest first


class RecommenderService:
    """Holds the recommender in service and everything needed to renew it."""

    def __init__(
        self,
        recommender: Recommender,
        info: DatasetInfo,
        settings: Settings,
        state: StateDirectory,
        models: ModelStore,
    ) -> None:
        self.current = recommender
        self.standing = Standing.READY if recommender.model else Standing.NONE
        self.info = info
        self._settings = settings
        self._files = prepared_files(settings.dataset, settings.filters, state.prepared)
        self._state = state
        self._models = models

    @property
    def catalog_path(self) -> Path:
        """The file with the films in service, for processes that look them up."""
        return self._files.catalog

    async def train(self, on_progress: Report) -> TrainingReport:
        """Train on the data set, record the model and put it into service.

        Raises:
            DataError: the data set cannot be read any more.
            ModelError: the training failed; the model in service stays.
            StorageError: the model cannot be recorded; it is not put into service.
        """
        self.standing = Standing.TRAINING
        job = TrainingJob(
            self._files.catalog,
            self._files.ratings,
            self._state.models / _new_name(),
            self._state.training_log,
        )
        try:
            try:
                report = await train_in_child(job, on_progress)
            except DataError as exc:
                _log.warning("the data set is read anew: %s", exc)
                await _prepare(self._settings, self._state)
                report = await train_in_child(job, on_progress)
            model = await asyncio.to_thread(load_model, report.model_path)
            recommender = self.current.with_model(model)
            await self._models.record(
                report.model_path.name,
                self.info.fingerprint,
                self.info.n_ratings,
                {"validation_rmse": report.validation_rmse, "baseline_rmse": report.baseline_rmse},
            )
        except BaseException:
            self.standing = Standing.READY if self.current.model else Standing.FAILED
            raise
        self.current = recommender
        self.standing = Standing.READY
        _log.info(
            "model %s serves: validation RMSE %.4f, biases only %.4f",
            report.model_path.name,
            report.validation_rmse,
            report.baseline_rmse,
        )
        return report

    async def train_if_needed(self, on_progress: Report) -> None:
        """Train when no model serves; a failure is logged and popularity goes on serving."""
        if self.current.model is not None:
            return
        try:
            await self.train(on_progress)
        except RecommenderError as exc:
            _log.error("the training failed, popularity serves: %s", exc)


async def open_service(
    settings: Settings, state: StateDirectory, models: ModelStore
) -> RecommenderService:
    """Read the data set, which takes a moment the first time, and the newest usable model.

    Raises:
        DataError: the data set is missing, malformed or filtered to nothing.
        StorageError: the database cannot be read.
    """
    files = prepared_files(settings.dataset, settings.filters, state.prepared)
    catalog, info = await _open_catalog(settings, state, files)
    opened = await _open_newest(models, state.models, info.fingerprint, catalog)
    for reason in opened.refused:
        _log.warning("model refused: %s", reason)
    if opened.refused:
        _log.warning("%s serves instead", opened.name or "popularity")
    titles = await asyncio.to_thread(TitleIndex, catalog)
    recommender = Recommender(catalog, titles, opened.model)
    return RecommenderService(recommender, info, settings, state, models)


async def _open_catalog(
    settings: Settings, state: StateDirectory, files: PreparedFiles
) -> tuple[Catalog, DatasetInfo]:
    """Load the prepared data set; prepare it first where it is missing or damaged."""
    if files.exist():
        try:
            return await asyncio.to_thread(load_catalog, files.catalog)
        except DataError as exc:
            _log.warning("the prepared data set is read anew: %s", exc)
    await _prepare(settings, state)
    return await asyncio.to_thread(load_catalog, files.catalog)


async def _prepare(settings: Settings, state: StateDirectory) -> None:
    """Read the data set in a process of its own: pandas is large, and so may the data set be."""
    _log.info("reading the film data; a large data set takes a minute")
    try:
        await run_in_child(prepare, settings.dataset, settings.filters, state.prepared)
    except ChildDiedError as exc:
        raise DataError(f"the data set was not read: {exc}") from exc


async def _open_newest(
    models: ModelStore, directory: Path, fingerprint: str, catalog: Catalog
) -> OpenedModel:
    refused = []
    for record in await models.newest_first(fingerprint):
        path = directory / record.file_name
        try:
            model = await asyncio.to_thread(load_model, path)
            _check_fits(model, catalog, path)
        except ModelError as exc:
            refused.append(str(exc))
            continue
        return OpenedModel(model, record.file_name, tuple(refused))
    return OpenedModel(None, None, tuple(refused))


def _check_fits(model: FactorModel, catalog: Catalog, path: Path) -> None:
    if model.movie_ids.tolist() != [film.movie_id for film in catalog.films]:
        raise ModelError(f"{path} was trained on other films than the data set has")


def _new_name() -> str:
    return f"model-{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}.npz"
