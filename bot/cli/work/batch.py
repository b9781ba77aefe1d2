"""Batch use: train on csv files, predict pairs, recommend to everybody of a ratings file.

Nothing here touches `STATE_DIR`. A result is written when all of it is there; trainings happen in
a temporary directory that is gone afterwards, however a command ends.
"""

import asyncio
import contextlib
import tempfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from bot.cli.console import TrainingProgress, say, tracked
from bot.cli.results import check_place, write_result
from core.catalog.dataset import load_ratings
from core.child.process import ChildDiedError, run_in_child
from core.errors import DataError
from core.model.factor_model import FactorModel, load_model
from core.recommend.batch import Crowd
from core.training.hyper_parameters import HyperParameters
from core.training.jobs import Progress, TrainingJob, TrainingReport
from core.training.launch import train_in_child
from data.batch import BatchFiles, read_batch

_PREDICTIONS = "userId,movieId,prediction,std\n"
_LISTS = "userId,movieId,rank,score,prediction\n"


@dataclass(frozen=True, slots=True)
class BatchJob:
    """What all batch commands are told."""

    ratings: Path
    movies: Path
    model: Path | None = None  # trained before; None: train one
    seed: int | None = None  # of the training; None: the usual one
    progress: bool = False  # say on standard error what is going on

    @property
    def inputs(self) -> list[Path]:
        """The files that are read."""
        return [self.ratings, self.movies, *([] if self.model is None else [self.model])]


async def train_on_files(job: BatchJob, out: Path) -> TrainingReport:
    """Train on a ratings file and leave the model at `out`.

    Raises:
        DataError: a file is missing or malformed; names file and line.
        ModelError: the training failed.
        ResultError: `out` cannot be written.
    """
    check_place(str(out), job.inputs)
    with _workplace() as directory:
        files = await _read(job, None, directory)
        report = await _train(job, files, directory)
        load_model(report.model_path)  # what cannot be read back is not handed out
        write_result(str(out), report.model_path.read_bytes())
    return replace(report, model_path=out)


async def predict(job: BatchJob, pairs: Path, out: Path) -> None:
    """Write a line for each line of `pairs`, in its order: prediction and deviation, stars.

    Whom or what the ratings do not know is predicted from what they do know: somebody without
    ratings as the average person, a film that stands in neither file as any film.

    Raises:
        DataError: a file is missing or malformed; names file and line.
        ModelError: the model cannot be used with these files, or the training failed.
        ResultError: `out` cannot be written.
    """
    check_place(str(out), [*job.inputs, pairs])
    async with _open_crowd(job, pairs) as (crowd, files):
        asked = files.pairs
        if asked is None:
            raise ValueError("pairs were not read")
        predicted = np.empty(len(asked), np.float32)
        deviation = np.empty(len(asked), np.float32)
        for share in tracked(crowd.predict(asked), len(crowd), "Predicting", shown=job.progress):
            predicted[share.rows] = share.predicted
            deviation[share.rows] = share.deviation
            await asyncio.sleep(0)  # the moment in which Ctrl-C is heard
    columns = (asked[:, 0], asked[:, 1], predicted, deviation)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    lines = (f"{user},{movie},{stars:.4f},{spread:.4f}\n" for user, movie, stars, spread in rows)
    write_result(str(out), "".join([_PREDICTIONS, *lines]))


async def recommend(job: BatchJob, k: int, out: Path) -> None:
    """Write up to `k` films for everybody in the ratings, by ascending user id, best first.

    Films are listed if they have a rating in the file, and left out for whoever gave it.

    Raises:
        DataError: a file is missing or malformed; names file and line.
        ModelError: the model cannot be used with these files, or the training failed.
        ResultError: `out` cannot be written.
    """
    check_place(str(out), job.inputs)
    lines = [_LISTS]
    async with _open_crowd(job, None) as (crowd, _):
        for top in tracked(crowd.recommend(k), len(crowd), "Recommending", shown=job.progress):
            columns = (top.movie_ids.tolist(), top.scores.tolist(), top.predicted.tolist())
            lines += (
                f"{top.user_id},{movie},{rank},{score:.6g},{stars:.4f}\n"
                for rank, (movie, score, stars) in enumerate(zip(*columns, strict=True), 1)
            )
            await asyncio.sleep(0)  # the moment in which Ctrl-C is heard
    write_result(str(out), "".join(lines))


@contextlib.asynccontextmanager
async def _open_crowd(job: BatchJob, pairs: Path | None) -> AsyncIterator[tuple[Crowd, BatchFiles]]:
    with _workplace() as directory:
        model = None if job.model is None else load_model(job.model)
        files = await _read(job, pairs, directory)
        if model is None:
            model = load_model((await _train(job, files, directory)).model_path)
        yield _crowd(model, files), files


def _crowd(model: FactorModel, files: BatchFiles) -> Crowd:
    data = load_ratings(files.prepared.ratings)
    return Crowd(model, data.ratings, files.user_ids, data.movie_ids)


async def _read(job: BatchJob, pairs: Path | None, directory: Path) -> BatchFiles:
    """Read in a process of its own: pandas is large, and so may the files be."""
    if job.progress:
        say(f"Reading {job.ratings}")
    try:
        files = await run_in_child(read_batch, job.ratings, job.movies, pairs, directory)
    except ChildDiedError as exc:
        raise DataError(f"{job.ratings} was not read: {exc}") from exc
    if files.n_unlisted:
        say(
            f"moviebot: {files.n_unlisted:,} of the rated films are not in {job.movies}; they "
            "count without their years and genres"
        )
    return files


async def _train(job: BatchJob, files: BatchFiles, directory: Path) -> TrainingReport:
    chosen = HyperParameters()
    if job.seed is not None:
        chosen = replace(chosen, seed=job.seed)
    with TrainingProgress() as progress:
        show = progress.show if job.progress else _ignore
        training = TrainingJob(
            catalog_path=files.prepared.catalog,
            ratings_path=files.prepared.ratings,
            model_path=directory / "model.npz",
            log_path=None,
            hyper_parameters=chosen,
        )
        return await train_in_child(training, show)


@contextlib.contextmanager
def _workplace() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="moviebot-batch-") as name:
        yield Path(name)


def _ignore(_: Progress) -> None:
    pass
