"""Training both heads with TensorFlow, in a child process (`core.training`).

The only package that imports TensorFlow.
"""

import math
import os
import time
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")  # set before the import: it reads it once

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from core.dataset import TrainingData, load_catalog, load_ratings
from core.errors import DataError, ModelError
from core.hyper_parameters import HyperParameters, RatingChoices
from core.model import FactorModel, Provenance, save_model
from core.ratings import Ratings
from core.side_information import film_features
from core.splits import Split, random_ratings
from core.trainer.exam import ExamResult, RatingExam
from core.trainer.ranking import fit_ranking
from core.trainer.rating import RatingRun
from core.training import Progress, Report, TrainingJob, TrainingReport

_CHECK_EVERY = 5  # steps


def train(job: TrainingJob, report: Report) -> TrainingReport:
    """Fit the rating head on a split, then both heads on everything, and write the model file.

    The number of steps comes from early stopping on the validation split, and so does what the
    stated uncertainty is scaled with; the model that serves has seen all ratings.

    Raises:
        DataError: the catalogue or ratings file cannot be used, or they do not belong together.
        ModelError: there are too few ratings, the loss is no longer finite, or the model file
            cannot be written.
    """
    started = time.monotonic()
    data, features = _load(job)
    chosen = job.hyper_parameters
    tf.keras.utils.set_random_seed(chosen.seed)
    tf.config.experimental.enable_op_determinism()
    split = hold_out(data.ratings, chosen.validation_share, chosen.seed)
    exam = RatingExam(split.train, split.test, chosen.seed)
    steps, result = fit_until_best(
        split.train, exam, features, chosen.rating, seed=chosen.seed, report=report
    )
    rating = _refit(data.ratings, features, chosen, steps, report)
    ranking = fit_ranking(
        data.ratings,
        features,
        chosen.ranking,
        chosen.seed,
        lambda done, of: report(Progress("ranking", done, of, None, None)),
    )
    metrics = {
        "validation_rmse": result.rmse,
        "baseline_rmse": exam.baseline_rmse,
        "steps": float(steps),
    }
    model = FactorModel(
        movie_ids=data.movie_ids,
        item_count=np.bincount(data.ratings.item_index, minlength=data.ratings.n_items),
        rating=rating.head(spread=result.spread),
        ranking=ranking,
        provenance=_provenance(data, chosen, metrics),
    )
    try:
        save_model(job.model_path, model)
    except OSError as exc:
        raise ModelError(f"the model cannot be written: {exc}") from exc
    return TrainingReport(
        job.model_path, result.rmse, exam.baseline_rmse, steps, time.monotonic() - started
    )


def _load(job: TrainingJob) -> tuple[TrainingData, NDArray[np.float32]]:
    data = load_ratings(job.ratings_path)
    catalog, _ = load_catalog(job.catalog_path)
    if not np.array_equal(catalog.movie_ids, data.movie_ids):
        raise DataError(f"{job.catalog_path} and {job.ratings_path} are of different data sets")
    return data, film_features(catalog)


def hold_out(ratings: Ratings, share: float, seed: int) -> Split:
    """A random part to train on and one of `share` to stop by, neither of them empty.

    Raises:
        ModelError: there are fewer than two ratings.
    """
    if len(ratings) < 2:
        raise ModelError(f"{len(ratings)} ratings are too few to train on")
    at_least_one = max(share, 1 / len(ratings))
    return random_ratings(ratings, np.random.default_rng(seed), at_least_one)


def fit_until_best(
    training: Ratings,
    exam: RatingExam,
    features: NDArray[np.float32],
    chosen: RatingChoices,
    *,
    seed: int,
    report: Report,
) -> tuple[int, ExamResult]:
    """Steps of Adam until the validation RMSE has not fallen for a while; those of the best.

    Raises:
        ModelError: the loss is no longer finite.
    """
    run = RatingRun(training, features, chosen, seed)
    best_steps, best = 0, ExamResult(math.inf, 1.0)
    for done in _checkpoints(chosen.max_steps):
        loss = run.steps(min(_CHECK_EVERY, done))
        result = exam.judge(run.head())
        report(Progress("validation", done, chosen.max_steps, loss, result.rmse))
        if result.rmse < best.rmse:
            best_steps, best = done, result
        elif done - best_steps >= chosen.patience:
            break
    return best_steps, best


def _refit(
    ratings: Ratings,
    features: NDArray[np.float32],
    chosen: HyperParameters,
    steps: int,
    report: Report,
) -> RatingRun:
    run = RatingRun(ratings, features, chosen.rating, chosen.seed)
    for done in _checkpoints(steps):
        report(Progress("model", done, steps, run.steps(min(_CHECK_EVERY, done)), None))
    return run


def _checkpoints(steps: int) -> range:
    """Every so many steps, from the first time on; fewer steps than that are one checkpoint."""
    every = min(_CHECK_EVERY, steps)
    return range(every, steps + 1, every)


def _provenance(
    data: TrainingData, chosen: HyperParameters, metrics: Mapping[str, float]
) -> Provenance:
    return Provenance(
        dataset=data.info,
        hyper_parameters=asdict(chosen),
        metrics=metrics,
        library_versions={name: version(name) for name in ("tensorflow", "numpy", "keras")},
        created_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )
