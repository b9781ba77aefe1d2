"""Twin, candidate, reference and verdict, one after the other (`core.training.jobs` says why)."""

import hashlib
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.catalog.dataset import DatasetInfo, TrainingData
from core.catalog.ratings import Ratings
from core.child.limits import peak_memory
from core.errors import DataError, ModelError
from core.model.factor_model import FORMAT_VERSION, FactorModel, load_model
from core.model.files import twin_path
from core.trainer.meter import ProgressMeter
from core.trainer.rating import RatingRun
from core.trainer.training import assemble, fit_ranking, fit_rating, load, seed_tensorflow, write
from core.trainer.validation import RatingValidation
from core.training.gate import Candidate, judge_candidate
from core.training.hyper_parameters import HyperParameters
from core.training.jobs import (
    FilmChange,
    Progress,
    ProgressListener,
    RetrainingJob,
    RetrainingReport,
    TrainingReport,
)
from core.training.snapshot import hold_out_latest
from core.training.verdict import CHAMPION, REFERENCE

_PHASES = ("validation", "twin", "model", "ranking")
_REFERENCE_PHASES = ("reference", "reference ranking")
_JUDGING = "judging"
_CHANGES = 10


def retrain(job: RetrainingJob, report: ProgressListener) -> RetrainingReport:
    """Train twin and candidate, write both, and judge.

    Raises:
        DataError: the files cannot be used, or too few ratings are held out to judge by.
        ModelError: there are too few ratings, the loss is no longer finite, or a model cannot be
            written.
    """
    started = time.monotonic()
    files, chosen = job.training, job.training.hyper_parameters
    data, features = load(files)
    n_people = data.info.n_people
    seed_tensorflow(chosen.seed)
    kept = _reference_path(job.reference_directory, data.info, chosen)
    reference = _usable(kept, data)
    missing = reference is None and n_people > 0
    meter = ProgressMeter(report, (*_PHASES, *(_REFERENCE_PHASES if missing else ()), _JUDGING))
    work = _Work(data, features, chosen, meter.report)
    split = hold_out_latest(data.ratings, n_people)
    if len(split.test) == 0:
        raise DataError("nobody has enough ratings for some of them to be held out")
    validation = RatingValidation(split.train, split.test, chosen.seed)

    partial = work.stars(split.train, "validation", validation=validation)
    result = validation.judge(partial.head())
    metrics = {"validation_rmse": result.rmse, "baseline_rmse": validation.baseline_rmse}
    twin = work.model(split.train, partial, "twin", result.spread, metrics)
    write(twin_path(files.model_path), twin)

    rating = work.stars(data.ratings, "model", previous=partial)
    steps = partial.n_steps + rating.n_steps
    metrics["steps"] = float(steps)
    model = work.model(data.ratings, rating, "ranking", result.spread, metrics)
    write(files.model_path, model)

    if missing:
        part = _of_dataset(split.train, n_people)
        alone = work.stars(part, "reference")
        reference = work.model(part, alone, "reference ranking", result.spread, {})
        write(kept, reference)
    champion = _usable(job.champion_path, data)
    opponents = {
        CHAMPION: job.champion_path and _usable(twin_path(job.champion_path), data),
        REFERENCE: reference,
    }
    meter.report(Progress(_JUDGING, 0, 1, None, None))
    verdict = judge_candidate(
        Candidate(model, twin, files.model_path.stat().st_size),
        {name: each for name, each in opponents.items() if each},
        split,
        n_people,
        data.movie_ids,
    )
    meter.report(Progress(_JUDGING, 1, 1, None, None))
    return RetrainingReport(
        TrainingReport(
            files.model_path,
            result.rmse,
            validation.baseline_rmse,
            steps,
            time.monotonic() - started,
        ),
        verdict,
        meter.reported,
        _changes_between(champion, model) if champion else (),
        len(data.ratings),
        n_people,
        peak_memory(),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Work:
    """One recipe, for different parts of the ratings."""

    data: TrainingData
    features: NDArray[np.float32]
    chosen: HyperParameters
    report: ProgressListener

    def stars(
        self,
        ratings: Ratings,
        phase: str,
        *,
        validation: RatingValidation | None = None,
        previous: RatingRun | None = None,
    ) -> RatingRun:
        run = RatingRun(ratings, self.features, self.chosen.rating, self.chosen.seed, previous)
        fit_rating(run, phase, self.report, validation)
        return run

    def model(
        self,
        ratings: Ratings,
        stars: RatingRun,
        phase: str,
        spread: float,
        metrics: dict[str, float],
    ) -> FactorModel:
        lists = fit_ranking(ratings, self.features, self.chosen, phase, self.report)
        heads = (stars.head(spread), lists)
        return assemble(self.data, ratings, heads, self.chosen, metrics)


def _reference_path(directory: Path, info: DatasetInfo, chosen: HyperParameters) -> Path:
    """Where the reference of a data set and a recipe is kept; another recipe has another one."""
    recipe = json.dumps([info.fingerprint, asdict(chosen), FORMAT_VERSION], sort_keys=True)
    digest = hashlib.sha256(recipe.encode()).hexdigest()[:16]
    return directory / f"reference-{digest}.npz"


def _changes_between(before: FactorModel, after: FactorModel) -> tuple[FilmChange, ...]:
    """The films with new ratings whose average has moved most, 10 at most."""
    n_new = after.item_count - before.item_count
    stars = [
        model.rating.item_bias + np.float32(model.rating.global_mean) for model in (before, after)
    ]
    moved = np.where(n_new > 0, np.abs(stars[1] - stars[0]), -1.0)
    largest: Sequence[int] = np.argsort(-moved, kind="stable")[:_CHANGES].tolist()
    return tuple(
        FilmChange(
            int(after.movie_ids[item]),
            float(stars[0][item]),
            float(stars[1][item]),
            int(n_new[item]),
        )
        for item in largest
        if moved[item] >= 0
    )


def _of_dataset(ratings: Ratings, n_people: int) -> Ratings:
    n_users = ratings.n_users - n_people
    return replace(ratings.take(ratings.user_index < n_users), n_users=n_users)


def _usable(path: Path | None, data: TrainingData) -> FactorModel | None:
    """A model of the same films; None where there is none, which the log then says."""
    if path is None or not path.exists():
        return None
    try:
        model = load_model(path)
    except ModelError as exc:
        sys.stderr.write(f"nothing is compared with it: {exc}\n")  # which is the training log
        return None
    return model if np.array_equal(model.movie_ids, data.movie_ids) else None
