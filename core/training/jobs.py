"""What is asked of a training or a retraining, what it reports on the way, and what came of it.

Files and plain values: all of it crosses to a child process and back.

A retraining makes two models in one go. The **twin** learns from the training part of the snapshot,
the **candidate** goes on from there with everything. Twins are what is judged
(`core.training.gate`), candidates are what serves; a candidate's twin stays beside it, for the day
when it has to be beaten itself.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from core.training.hyper_parameters import HyperParameters
from core.training.verdict import Verdict

_NOTHING = 1e-6  # stars; what rounding leaves of 0


@dataclass(frozen=True, slots=True)
class Progress:
    """A few steps done."""

    phase: str  # "validation", "model" or "ranking"
    step: int  # of the phase, from 1
    n_steps: int  # of the phase
    loss: float | None  # a rating's share of what is minimised; None for the ranking head
    validation_rmse: float | None  # stars; None while training on all ratings
    share: float | None = None  # of the whole work that is done, 0 … 1; a retraining tells
    seconds_left: float | None = None  # of the whole work; None where nothing can be said yet


@dataclass(frozen=True, slots=True)
class TrainingJob:
    """What the child process needs: files and plain values."""

    catalog_path: Path  # written by core.catalog.dataset.save_catalog
    ratings_path: Path  # written by core.catalog.dataset.save_ratings
    model_path: Path
    log_path: Path | None  # takes what TensorFlow prints, overwritten; None: nobody keeps it
    hyper_parameters: HyperParameters = field(default_factory=HyperParameters)


@dataclass(frozen=True, slots=True)
class TrainingReport:
    """What came of it; the model itself is in the file."""

    model_path: Path
    validation_rmse: float  # stars
    baseline_rmse: float  # stars, biases only, same split
    steps: int  # of Adam, in both phases of the rating head
    seconds: float

    @property
    def improvement(self) -> float:
        """Share by which the model's validation RMSE lies below the baseline's.

        0 where there is nothing to improve: biases alone are always right when all stars are equal.
        """
        if self.baseline_rmse < _NOTHING:
            return 0.0
        return 1.0 - self.validation_rmse / self.baseline_rmse


@dataclass(frozen=True, slots=True)
class RetrainingJob:
    """What the child process needs for two models and a verdict."""

    training: TrainingJob  # its ratings are a snapshot
    reference_directory: Path  # keeps the twin that learned from the data set alone
    champion_path: Path | None  # the model in service


@dataclass(frozen=True, slots=True)
class FilmChange:
    """What the average person is expected to give a film, before and now."""

    movie_id: int
    before: float  # stars
    after: float
    n_new: int  # ratings that came in meanwhile


@dataclass(frozen=True, slots=True)
class RetrainingReport:
    """What came of it; candidate and twin are in their files, promoted or not."""

    training: TrainingReport
    verdict: Verdict
    curves: tuple[Progress, ...]  # everything that was reported on the way
    changes: tuple[FilmChange, ...]  # the largest first; empty where no model served
    n_ratings: int
    n_people: int  # of this bot
    peak_memory: int | None  # bytes


ProgressListener = Callable[[Progress], None]
