"""What is said of trainings and models, at its worst."""

from pathlib import Path

import numpy as np

from bot.conversation.reply import Reply
from bot.operator.views.models import model_list, rolled_back
from bot.operator.views.stats import Health, health
from bot.operator.views.training import training_goes_on, training_over, training_result
from bot.privacy.views import privacy
from bot.service.models.training_run import Failure, Result, Run
from bot.service.telemetry.meter import Figures, Percentiles
from bot.words.texts import Texts
from core.catalog.films import Catalog, Film
from core.evaluation.bootstrap import Difference
from core.training.jobs import FilmChange, Progress, RetrainingReport, TrainingReport
from core.training.plausibility import PlausibilityRule
from core.training.snapshot import SnapshotReport
from core.training.verdict import (
    CHAMPION,
    REFERENCE,
    Check,
    Duel,
    Population,
    Verdict,
    VerdictReason,
)
from storage.models import ModelRecord, ModelStatus
from storage.trainings import TrainingCause, TrainingOutcome, TrainingRecord
from storage.usage import Usage

PHASES = (
    "validation",
    "twin",
    "model",
    "ranking",
    "reference",
    "reference ranking",
    "judging",
)
CURVES = tuple(
    Progress("validation", step, 60, 0.9 - 0.004 * step, 0.95 - 0.002 * step)
    for step in range(3, 61, 3)
)
REASONS = tuple(
    VerdictReason(check, 12_345_678.9 if check is Check.SIZE else 0.1234, 0.005, CHAMPION, group)
    for check in Check
    for group in (None, *Population)
)


def duels(worse: float = 0.0) -> tuple[Duel, ...]:
    return tuple(
        Duel(
            against,
            among,
            check,
            0.8123,
            0.8145,
            Difference(-0.002 + worse, -0.004 + worse, 0.001 + worse, 0.95),
            0.005,
        )
        for against in (CHAMPION, REFERENCE)
        for among in Population
        for check in (Check.RMSE, Check.NDCG)
    )


def report(reasons: tuple[VerdictReason, ...] = (), n_changes: int = 10) -> RetrainingReport:
    return RetrainingReport(
        TrainingReport(Path("model-1.npz"), 0.8123, 0.88, 60, 31.0),
        Verdict(reasons, duels(0.02 if reasons else 0.0), {"rmse": 0.8123, "ndcg@10": 0.3412}),
        CURVES,
        tuple(FilmChange(index, 3.9, 4.1 - 0.1 * index, 7) for index in range(n_changes)),
        100_204,
        12,
        900_000_000,
    )


def record(
    model_id: int, status: ModelStatus, reasons: tuple[VerdictReason, ...] = ()
) -> ModelRecord:
    metrics = {"rmse": 0.8123, "ndcg@10": 0.3412, "validation_rmse": 0.81}
    return ModelRecord(
        model_id,
        "model.npz",
        "abc",
        100_204,
        metrics,
        1_790_000_000,
        status,
        reasons,
        None if status is ModelStatus.SERVING else 1_790_000_001,
    )


def run(progress: Progress | None = None, *, again: bool = False) -> Run:
    return Run(TrainingRecord(2**40, "abc", TrainingCause.REQUEST, 1_790_000_000), again, progress)


def cancelled() -> Run:
    ended = run()
    ended.result = Result(TrainingOutcome.CANCELLED)
    return ended


def catalog(film: Film) -> Catalog:
    return Catalog.build([film], np.array([1]), np.array([4.0]))


def results() -> dict[str, Result]:
    left_out = dict.fromkeys(PlausibilityRule, 12_345)
    snapshot = SnapshotReport(100_204, 12, 204, left_out)
    serving, rejected = record(7, ModelStatus.SERVING), record(8, ModelStatus.REJECTED, REASONS)
    return {
        "promoted": Result(
            TrainingOutcome.PROMOTED, model=serving, report=report(), snapshot=snapshot
        ),
        "rejected": Result(
            TrainingOutcome.REJECTED, model=rejected, report=report(REASONS), snapshot=snapshot
        ),
        "first": Result(TrainingOutcome.PROMOTED, model=serving, first=report().training),
        **{failure: Result(TrainingOutcome.FAILED, failure, "secret") for failure in Failure},
    }


def training_replies(texts: Texts, owner: int, film: Film) -> dict[str, Reply]:
    films = catalog(film)
    usage = Usage(10**6, 10**5, 10**5, 10**8, (10**5,) * 7)
    seconds = Percentiles(10_000, 0.012, 0.05, 0.099, 31.5)
    figures = Figures(10**7, 10**9, 3, 21, 17, seconds, 148_000_000)
    nothing = Figures(59.0, 0, 0, 0, 0, None, None)
    statuses = tuple(ModelStatus)
    records = [
        record(number, statuses[number % 4], REASONS if number % 4 == 2 else ())
        for number in range(30)
    ]
    goes_on = {
        f"training in {phase}": training_goes_on(
            texts, run(Progress(phase, 3, 60, 0.5, 0.8, share, left), again=left is None)
        )
        for phase in PHASES
        for share, left in ((0.5, 61.0), (None, None), (0.04, 600.0))
    }
    return {
        **goes_on,
        "training begins": training_goes_on(texts, run(), joined=True),
        "training over": training_over(texts, run()),
        "training cancelled": training_over(texts, cancelled()),
        **{
            f"training {name}": Reply(training_result(texts, run(), result, films))
            for name, result in results().items()
        },
        "models": model_list(texts, records),
        "no models": model_list(texts, []),
        "rolled back": rolled_back(texts, records[0]),
        "stats": health(texts, Health(usage, figures, records[0], 10**6, run(CURVES[0]))),
        "first stats": health(texts, Health(Usage(0, 0, 0, 0, (0,) * 7), nothing, None, 0, None)),
        "privacy": privacy(texts, owner, contributing=True),
        "privacy opted out": privacy(texts, owner, contributing=False),
    }
