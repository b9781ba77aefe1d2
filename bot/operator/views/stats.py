"""/stats: how the bot is doing."""

from dataclasses import dataclass

from bot.conversation.reply import Reply
from bot.operator.views.models import figures
from bot.service.models.training_run import Run
from bot.service.telemetry.meter import Figures, Percentiles
from bot.words.texts import Html, Texts, lines
from storage.database import utc_seconds
from storage.models import ModelRecord
from storage.usage import Usage

_MEGABYTE = 1_000_000
_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400


@dataclass(frozen=True, slots=True)
class Health:
    """Everything there is to say."""

    usage: Usage
    figures: Figures
    model: ModelRecord | None  # in service
    n_new: int  # ratings that no training has seen yet
    run: Run | None  # the training that goes on


def health(texts: Texts, seen: Health) -> Reply:
    """A line for each thing."""
    usage, measured = seen.usage, seen.figures
    memory = "–" if measured.memory is None else f"{measured.memory / _MEGABYTE:.0f}"
    return Reply(
        lines(
            texts("stats-title", up=_span(texts, measured.seconds_up)),
            texts(
                "stats-people",
                people=usage.n_people,
                active=usage.n_active,
                raters=usage.n_raters,
            ),
            texts("stats-ratings", ratings=usage.n_ratings, new=seen.n_new),
            texts("stats-days", days=" · ".join(map(str, usage.ratings_by_day))),
            _replies(texts, measured.reply_seconds),
            texts(
                "stats-queue",
                queue=max(0, measured.queue - 1),  # without the one that is being answered
                updates=measured.n_updates,
                failures=measured.n_failures,
            ),
            *_unreadable(texts, measured.n_unreadable),
            texts("stats-memory", memory=memory),
            _model(texts, seen.model),
            *_training(texts, seen.run),
        )
    )


def _replies(texts: Texts, measured: Percentiles | None) -> Html:
    if measured is None:
        return texts("stats-no-replies")
    shown = (measured.median, measured.p95, measured.p99, measured.worst)
    median, p95, p99, worst = (f"{1000 * seconds:.0f}" for seconds in shown)
    return texts("stats-replies", median=median, p95=p95, p99=p99, worst=worst)


def _unreadable(texts: Texts, n_unreadable: int) -> list[Html]:
    return [texts("stats-unreadable", updates=n_unreadable)] if n_unreadable else []


def _model(texts: Texts, model: ModelRecord | None) -> Html:
    if model is None:
        return texts("stats-no-model")
    age = _span(texts, utc_seconds() - model.created_at)
    return texts("stats-model", number=str(model.model_id), age=age, figures=figures(texts, model))


def _training(texts: Texts, run: Run | None) -> list[Html]:
    if run is None:
        return []
    share = run.progress.share if run.progress and run.progress.share is not None else 0.0
    number = str(run.training.training_id)
    return [texts("stats-training", number=number, percent=str(round(100 * share)))]


def _span(texts: Texts, seconds: float) -> str:
    """In the largest unit that there is one of."""
    if seconds >= _DAY:
        return texts.plain("span-days", count=int(seconds // _DAY))
    if seconds >= _HOUR:
        return texts.plain("span-hours", count=int(seconds // _HOUR))
    return texts.plain("span-minutes", count=int(seconds // _MINUTE))
