"""A training's picture: how it went, how it did beside the others, what it changed."""

from collections.abc import Sequence

from bot.pictures.duels import draw_duels
from bot.pictures.labels import TrainingLabels
from bot.pictures.sheet import (
    FAINT_INK,
    HEADING,
    HEIGHT,
    LESS,
    MORE,
    NEITHER,
    PADDING,
    SMALL,
    TITLE,
    WIDTH,
    Area,
    Sheet,
)
from core.training.jobs import FilmChange, Progress, RetrainingReport

_EDGE, _GAP = 32, 22  # px around and between the cards
_HEAD = Area(44, 34, WIDTH - 88, 130)
_CURVES = Area(_EDGE, 186, 400, 660)
_DUELS = Area(_CURVES.right + _GAP, 186, WIDTH - _EDGE - _CURVES.right - _GAP, 660)
_CHANGES = Area(_EDGE, 868, WIDTH - 2 * _EDGE, HEIGHT - 868 - _EDGE)
_MOST = 6  # films
_NAME, _NEW = 440, 120  # px, columns beside the lines
_SCALE = (1.0, 5.0)  # stars; nobody's average is outside


def draw_training(report: RetrainingReport, labels: TrainingLabels) -> bytes:
    """A PNG of `WIDTH` × `HEIGHT` pixels; the same values give the same bytes."""
    sheet = Sheet()
    sheet.write(_HEAD.left, _HEAD.top, labels.title, width=_HEAD.width, size=TITLE, weight="bold")
    facts = f"{labels.ratings}, {labels.people}"
    top = _HEAD.top + 78
    sheet.write(_HEAD.left, top, facts, width=_HEAD.width, size=HEADING, colour=FAINT_INK)
    inside = _card(sheet, _CURVES, labels.curves)
    half = (inside.height - _GAP) / 2
    upper = Area(inside.left, inside.top, inside.width, half)
    lower = Area(inside.left, inside.top + half + _GAP, inside.width, half)
    loss = [each for each in report.curves if each.loss is not None and each.phase == "validation"]
    _draw_curve(sheet, upper, labels.loss, [each.loss or 0.0 for each in loss], loss)
    judged = [each for each in report.curves if each.validation_rmse is not None]
    errors = [each.validation_rmse or 0.0 for each in judged]
    _draw_curve(sheet, lower, labels.validation, errors, judged)
    draw_duels(sheet, _card(sheet, _DUELS, labels.duels), report.verdict.duels, labels)
    _draw_changes(sheet, _card(sheet, _CHANGES, labels.changes), report.changes, labels)
    return sheet.png()


def _card(sheet: Sheet, card: Area, heading: str) -> Area:
    """A card with its heading; what is left of it."""
    sheet.card(card)
    inside = card.inside(PADDING)
    written = sheet.write(
        inside.left, inside.top, heading, width=inside.width, size=HEADING, lines=2, weight="bold"
    )
    return inside.below(written.bottom + 14)


def _draw_curve(
    sheet: Sheet, area: Area, name: str, values: Sequence[float], steps: Sequence[Progress]
) -> None:
    """A line with its first, and its last value beside it."""
    written = sheet.write(
        area.left, area.top, name, width=area.width, size=SMALL, lines=2, colour=FAINT_INK
    )
    if not values:
        return
    inside = area.below(written.bottom + 30)
    plot = Area(inside.left, inside.top, inside.width - 16, inside.height - 36)
    axes = sheet.axes(plot)
    places = [each.step for each in steps]
    low, high = min(values), max(values)
    margin = 0.08 * (high - low) or 0.01
    axes.set(ylim=(low - margin, high + margin), xlim=(min(places) - 1, max(places) + 1))
    axes.axhline(low - margin, color=NEITHER, linewidth=3)
    axes.plot(places, values, color=MORE, linewidth=4, solid_capstyle="round")
    axes.plot(places[-1:], values[-1:], "o", color=MORE, markersize=12, clip_on=False)
    # The first value stands over the line's begin, which is its top; the last below its end.
    sheet.write(plot.left, plot.top - 30, f"{values[0]:.4f}", width=150, size=SMALL)
    last = f"{values[-1]:.4f}"
    sheet.write(plot.right, plot.bottom + 6, last, width=150, size=SMALL, align="right")
    sheet.write(
        plot.left, plot.bottom + 6, f"→ {places[-1]}", width=150, size=SMALL, colour=FAINT_INK
    )


def _draw_changes(
    sheet: Sheet, area: Area, changes: Sequence[FilmChange], labels: TrainingLabels
) -> None:
    """For each film a line from the stars before to those now."""
    if not changes:
        sheet.write(
            area.left, area.top, labels.no_changes, width=area.width, lines=3, colour=FAINT_INK
        )
        return
    shown = changes[:_MOST]
    row = area.height / _MOST
    lines = Area(area.left + _NAME + 16, area.top, area.width - _NAME - _NEW - 48, area.height)
    axes = sheet.axes(lines)
    axes.set(xlim=_SCALE, ylim=(_MOST - 0.5, -0.5))
    for place, (change, film, new) in enumerate(
        zip(shown, labels.films, labels.new_ratings, strict=False)
    ):
        colour = MORE if change.after > change.before else LESS
        axes.plot(_SCALE, [place, place], color=NEITHER, linewidth=2)
        axes.plot([change.before, change.after], [place, place], color=colour, linewidth=8)
        axes.plot([change.after], [place], "o", color=colour, markersize=16)
        top = area.top + row * (place + 0.5) - 0.6 * SMALL
        sheet.write(area.left, top, film, width=_NAME, size=SMALL)
        moved = f"{change.before:.2f}→{change.after:.2f}★"
        sheet.write(area.right, top - 13, moved, width=150, size=SMALL, align="right")
        below = top + 15
        sheet.write(
            area.right, below, new, width=150, size=SMALL - 3, colour=FAINT_INK, align="right"
        )
