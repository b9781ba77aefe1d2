"""How a training goes, and what came of it: words, and the labels of the picture."""

from collections.abc import Iterator, Mapping

from bot.conversation.reply import Reply
from bot.operator.views.models import figures
from bot.operator.views.verdict import FIGURES, duel_line, reason_line
from bot.pictures.labels import TrainingLabels
from bot.service.models.training_run import Result, Run
from bot.words.texts import Html, Texts, escaped, film_label, lines
from core.catalog.films import Catalog
from core.training.jobs import Progress, RetrainingReport
from core.training.plausibility import PlausibilityRule
from core.training.verdict import CHAMPION, REFERENCE, Duel, Population, Verdict
from storage.trainings import TrainingOutcome

_BAR = 10  # cells
_FULL, _EMPTY = "▰", "▱"
_MINUTES_FROM = 90  # seconds; below, they are told in seconds
_CHANGES = 3  # films in words; the picture has more
_TITLE_LENGTH = 40  # characters of a film: a caption has 1024
_REASONS = 4


def training_goes_on(texts: Texts, run: Run, *, joined: bool = False) -> Reply:
    """How far a training is; `joined`: somebody else had begun it."""
    title = "training-title-again" if run.again else "training-title"
    parts = [texts(title, number=str(run.training.training_id))]
    if joined:
        parts.append(texts("training-joined"))
    parts += _progress(texts, run.progress) if run.progress else [texts("training-collects")]
    return Reply(lines(*parts, texts("training-how-to-cancel")))


def training_over(texts: Texts, run: Run) -> Reply:
    """What is left of the message that showed how it went."""
    cancelled = run.result is not None and run.result.outcome is TrainingOutcome.CANCELLED
    key = "training-was-cancelled" if cancelled else "training-over"
    return Reply(texts(key, number=str(run.training.training_id)))


def training_result(texts: Texts, run: Run, result: Result, catalog: Catalog) -> Html:
    """What came of it, at most 1024 characters as shown."""
    number = str(run.training.training_id)
    if result.failure is not None:
        failed = texts(f"training-failed-{result.failure}", number=number)
        return lines(failed, texts("training-nothing-changed"))
    parts = [_headline(texts, result, number)]
    if result.first is not None:
        parts.append(texts("training-first", rmse=_figure(result.first.validation_rmse)))
    if result.report is not None:
        parts += _reported(texts, result, result.report, catalog)
    return lines(*parts)


def training_labels(
    texts: Texts, result: Result, report: RetrainingReport, catalog: Catalog
) -> TrainingLabels:
    """The words in the picture."""
    number = str(result.model.model_id) if result.model else ""
    promoted = report.verdict.promoted
    title = "picture-model-serves" if promoted else "picture-model-rejected"
    return TrainingLabels(
        title=texts.plain(title, number=number),
        ratings=texts.plain("training-ratings", count=report.n_ratings),
        people=texts.plain("training-people", count=report.n_people),
        curves=texts.plain("picture-curves"),
        loss=texts.plain("picture-loss"),
        validation=texts.plain("picture-validation"),
        duels=texts.plain("picture-duels"),
        duel_names=tuple(FIGURES[duel.check] for duel in report.verdict.duels),
        duel_groups=tuple(_duel_group(texts, duel) for duel in report.verdict.duels),
        worse=texts.plain("picture-worse"),
        better=texts.plain("picture-better"),
        changes=texts.plain("picture-changes" if promoted else "picture-would-change"),
        films=tuple(_film(texts, catalog, each.movie_id) for each in report.changes),
        new_ratings=tuple(
            texts.plain("picture-new-ratings", count=each.n_new) for each in report.changes
        ),
        no_changes=texts.plain("picture-no-changes"),
    )


def bar(share: float) -> str:
    """So much of a bar."""
    filled = int(share * _BAR)
    return _FULL * filled + _EMPTY * (_BAR - filled)


def _progress(texts: Texts, progress: Progress) -> list[Html]:
    phase = texts(f"training-phase-{progress.phase.replace(' ', '-')}")
    step = texts("training-step", phase=phase, step=str(progress.step), total=str(progress.n_steps))
    seen = []
    if progress.loss is not None:
        seen.append(texts("training-loss", loss=_figure(progress.loss)))
    if progress.validation_rmse is not None:
        seen.append(texts("training-rmse", rmse=_figure(progress.validation_rmse)))
    share = progress.share
    shown = [Html(f"{bar(share)} {share:.0%}")] if share is not None else []
    if shown and progress.seconds_left is not None:
        shown = [Html(f"{shown[0]} · {_left(texts, progress.seconds_left)}")]
    return [*shown, step, *([Html(" · ".join(seen))] if seen else [])]


def _left(texts: Texts, seconds: float) -> Html:
    if seconds >= _MINUTES_FROM:
        return texts("training-minutes-left", count=round(seconds / 60))
    return texts("training-seconds-left", count=max(5, round(seconds / 5) * 5))


def _headline(texts: Texts, result: Result, number: str) -> Html:
    if result.model is None:
        return texts("training-over", number=number)
    model = str(result.model.model_id)
    if result.outcome is TrainingOutcome.PROMOTED:
        return texts("training-promoted", model=model)
    return lines(texts("training-rejected", model=model), texts("training-nothing-changed"))


def _reported(
    texts: Texts, result: Result, report: RetrainingReport, catalog: Catalog
) -> Iterator[Html]:
    yield texts("training-ratings", count=report.n_ratings)
    yield texts("training-people", count=report.n_people)
    if result.snapshot is not None and result.snapshot.left_out:
        yield texts("training-left-out", what=_left_out(texts, result.snapshot.left_out))
    duels = main_duels(report.verdict)
    yield from (duel_line(texts, duel) for duel in duels)
    if not duels and result.model is not None:  # nothing was trained in this way before
        yield Html(figures(texts, result.model))
    if report.verdict.reasons:
        yield Html()
        yield texts("training-why-rejected")
    for reason in report.verdict.reasons[:_REASONS]:
        yield reason_line(texts, reason)
    if report.changes and report.verdict.promoted:  # what does not serve changes nothing
        yield Html()
        yield texts("training-changes")
        for change in report.changes[:_CHANGES]:
            film = escaped(_film(texts, catalog, change.movie_id))
            yield Html(f"• {film} ★{change.before:.2f} → ★{change.after:.2f}")


def main_duels(verdict: Verdict) -> tuple[Duel, ...]:
    """RMSE and nDCG among everybody: against the model in service, else against the reference."""
    for against in (CHAMPION, REFERENCE):
        duels = tuple(
            duel
            for duel in verdict.duels
            if duel.against == against
            and duel.among is Population.EVERYBODY
            and duel.check in FIGURES
        )
        if duels:
            return duels
    return ()


def _left_out(texts: Texts, left_out: Mapping[PlausibilityRule, int]) -> str:
    return ", ".join(
        texts.plain(f"left-out-{rule.replace(' ', '-')}", count=count)
        for rule, count in left_out.items()
    )


def _duel_group(texts: Texts, duel: Duel) -> str:
    against = texts.plain(f"against-{duel.against}")
    return f"{against}, {texts.plain(f'among-{duel.among}')}"


def _film(texts: Texts, catalog: Catalog, movie_id: int) -> str:
    film = catalog.film(movie_id)
    if film is None:
        return texts.plain("film-of-number", id=str(movie_id))
    return film_label(film, _TITLE_LENGTH)


def _figure(value: float) -> str:
    return f"{value:.4f}"
