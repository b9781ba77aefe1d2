"""Training both heads, one after the other, and writing the model they make."""

import time
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from core.catalog.dataset import TrainingData, load_catalog, load_ratings
from core.catalog.ratings import Ratings, star_share
from core.errors import DataError, ModelError
from core.evaluation.splits import Split, random_ratings
from core.model.calibration import measure_calibration
from core.model.factor_model import FactorModel, Provenance, RankingHead, RatingHead, save_model
from core.model.side_information import film_features
from core.trainer.ranking import fit_ranking_head
from core.trainer.rating import RatingRun
from core.trainer.validation import RatingValidation
from core.training.hyper_parameters import HyperParameters
from core.training.jobs import Progress, ProgressListener, TrainingJob, TrainingReport

_CHECK_EVERY = 5  # steps


def train(job: TrainingJob, report: ProgressListener) -> TrainingReport:
    """Fit the rating head on a split, then both heads on everything, and write the model file.

    What the stated uncertainty is scaled with comes from the validation split; from there the
    rating head goes on with all ratings, which the model that serves has seen.

    Raises:
        DataError: the catalogue or ratings file cannot be used, or they do not belong together.
        ModelError: there are too few ratings, the loss is no longer finite, or the model file
            cannot be written.
    """
    started = time.monotonic()
    data, features = load(job)
    if len(data.ratings) < 2:
        raise DataError(f"{data.info.name} holds 1 rating — expected 2 or more to train on")
    chosen = job.hyper_parameters
    seed_tensorflow(chosen.seed)
    split = hold_out(data.ratings, chosen.validation_share, chosen.seed)
    validation = RatingValidation(split.train, split.test, chosen.seed)
    partial = RatingRun(split.train, features, chosen.rating, chosen.seed)
    fit_rating(partial, "validation", report, validation)
    result = validation.judge(partial.head())
    rating = RatingRun(data.ratings, features, chosen.rating, chosen.seed, partial)
    fit_rating(rating, "model", report)
    steps = partial.n_steps + rating.n_steps
    ranking = fit_ranking(data.ratings, features, chosen, "ranking", report)
    metrics = {
        "validation_rmse": result.rmse,
        "baseline_rmse": validation.baseline_rmse,
        "steps": float(steps),
    }
    model = assemble(data, data.ratings, (rating.head(result.spread), ranking), chosen, metrics)
    write(job.model_path, model)
    return TrainingReport(
        job.model_path, result.rmse, validation.baseline_rmse, steps, time.monotonic() - started
    )


def load(job: TrainingJob) -> tuple[TrainingData, NDArray[np.float32]]:
    """Ratings and films' features, (n_items, n_features).

    Raises:
        DataError: a file cannot be used, or they do not belong together.
    """
    data = load_ratings(job.ratings_path)
    catalog, _ = load_catalog(job.catalog_path)
    if not np.array_equal(catalog.movie_ids, data.movie_ids):
        raise DataError(f"{job.catalog_path} and {job.ratings_path} are of different data sets")
    return data, film_features(catalog)


def seed_tensorflow(seed: int) -> None:
    """Make TensorFlow compute the same every time."""
    tf.keras.utils.set_random_seed(seed)
    tf.config.experimental.enable_op_determinism()


def hold_out(ratings: Ratings, share: float, seed: int) -> Split:
    """A random part to train on and one of `share` to stop by, neither of them empty.

    Raises:
        ModelError: there are fewer than two ratings.
    """
    if len(ratings) < 2:
        raise ModelError(f"{len(ratings)} ratings are too few to train on — expected 2 or more")
    at_least_one = max(share, 1 / len(ratings))
    return random_ratings(ratings, np.random.default_rng(seed), at_least_one)


def fit_rating(
    run: RatingRun, phase: str, report: ProgressListener, validation: RatingValidation | None = None
) -> None:
    """Take all steps of a run, judged now and then where there is a validation.

    Raises:
        ModelError: the loss is no longer finite.
    """
    for done in range(0, run.n_steps, _CHECK_EVERY):
        taken = min(_CHECK_EVERY, run.n_steps - done)
        loss = run.steps(taken)
        judged = validation.judge(run.head()).rmse if validation else None
        report(Progress(phase, done + taken, run.n_steps, loss, judged))


def fit_ranking(
    ratings: Ratings,
    features: NDArray[np.float32],
    chosen: HyperParameters,
    phase: str,
    report: ProgressListener,
) -> RankingHead:
    """The ranking head, a sweep a step."""
    return fit_ranking_head(
        ratings,
        features,
        chosen.ranking,
        chosen.seed,
        lambda done, of: report(Progress(phase, done, of, None, None)),
    )


def assemble(
    data: TrainingData,
    ratings: Ratings,
    heads: tuple[RatingHead, RankingHead],
    chosen: HyperParameters,
    metrics: Mapping[str, float],
) -> FactorModel:
    """A model of both heads, that have learned from `ratings`, all of `data` or a part."""
    rating, ranking = heads
    return FactorModel(
        movie_ids=data.movie_ids,
        item_count=np.bincount(ratings.item_index, minlength=ratings.n_items),
        star_share=star_share(ratings),
        calibration=measure_calibration(rating, ratings, chosen.seed),
        rating=rating,
        ranking=ranking,
        provenance=_provenance(data, chosen, metrics),
    )


def write(path: Path, model: FactorModel) -> None:
    """Write a model, all or nothing.

    Raises:
        ModelError: it cannot be written.
    """
    try:
        save_model(path, model)
    except OSError as exc:
        raise ModelError(f"the model cannot be written: {exc}") from exc


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
