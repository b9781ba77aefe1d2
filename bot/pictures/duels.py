"""Duels of a new model: to the right of the line it is better, beyond the mark too much worse."""

from collections.abc import Sequence

from matplotlib.axes import Axes

from bot.pictures.labels import TrainingLabels
from bot.pictures.sheet import FAINT_INK, INK, LESS, MORE, NEITHER, SMALL, Area, Sheet
from core.training.verdict import Check, Duel

_ENDS = 40  # px below the rows
_NAME, _FIGURES = 112, 184  # px, columns beside the lines
_REACH = 2.0  # margins to each side; what lies beyond is drawn at the edge


def draw_duels(sheet: Sheet, area: Area, duels: Sequence[Duel], labels: TrainingLabels) -> None:
    """A row for each duel: both figures, and the difference with its interval."""
    lines = _lines(duels, labels)
    if not lines:
        return
    rows = Area(area.left, area.top, area.width, area.height - _ENDS)
    plot = Area(rows.left + _NAME, rows.top, rows.width - _NAME - _FIGURES, rows.height)
    axes = sheet.axes(plot)
    axes.set(xlim=(-_REACH, _REACH), ylim=(len(lines), 0))
    for place, (text, duel) in enumerate(lines):
        middle = place + 0.5
        top = rows.top + rows.height * middle / len(lines) - 0.6 * SMALL
        if duel is None:
            sheet.write(rows.left, top, text, width=rows.width, size=SMALL, colour=FAINT_INK)
            continue
        _draw_difference(axes, middle, duel)
        sheet.write(rows.left, top, text, width=_NAME - 8, size=SMALL)
        figures = f"{duel.ours:.4f} | {duel.theirs:.4f}"
        sheet.write(rows.right, top, figures, width=_FIGURES - 16, size=SMALL, align="right")
    ends = rows.bottom + 8
    sheet.write(rows.left, ends, f"◂ {labels.worse}", width=200, size=SMALL, colour=LESS)
    better = f"{labels.better} ▸"
    sheet.write(rows.right, ends, better, width=200, size=SMALL, colour=MORE, align="right")


def _lines(duels: Sequence[Duel], labels: TrainingLabels) -> list[tuple[str, Duel | None]]:
    """Each duel by its figure, under the opponent and the users it is about."""
    lines: list[tuple[str, Duel | None]] = []
    heading = ""
    for duel, name, group in zip(duels, labels.duel_names, labels.duel_groups, strict=True):
        if group != heading:
            lines.append((group, None))
            heading = group
        lines.append((name, duel))
    return lines


def _draw_difference(axes: Axes, middle: float, duel: Duel) -> None:
    low, value, high = _in_margins(duel)
    colour = MORE if duel.reason() is None else LESS
    axes.plot([-_REACH, _REACH], [middle, middle], color=NEITHER, linewidth=2, zorder=0)
    for place, ink in ((0, INK), (-1, LESS)):
        axes.plot([place, place], [middle - 0.28, middle + 0.28], color=ink, linewidth=3)
    axes.plot([low, high], [middle, middle], color=colour, linewidth=6)
    axes.plot([value], [middle], "o", color=colour, markersize=14, clip_on=False)


def _in_margins(duel: Duel) -> tuple[float, float, float]:
    """The interval's ends and the value, in margins, better to the right."""
    sign = -1.0 if duel.check is Check.RMSE else 1.0
    found = duel.difference
    scaled = [sign * each / duel.margin for each in (found.low, found.value, found.high)]
    low, value, high = sorted(max(-_REACH, min(_REACH, each)) for each in scaled)
    return low, value, high
