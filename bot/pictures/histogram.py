"""A person's ratings by half star, before those of the average user."""

from matplotlib.axes import Axes

from bot.pictures.sheet import FAINT_INK, INK, MORE, NEITHER, SMALL, Area, Sheet
from core.catalog.ratings import MAX_STARS, N_STEPS
from core.recommend.portrait import Portrait

_SWATCH = 20  # px
_TICKS = 40  # px below the bars


def draw_legend(sheet: Sheet, area: Area, you: str, average: str | None) -> float:
    """Which bar is whose, one below the other; where they end."""
    top = area.top
    for colour, text in ((MORE, you), (NEITHER, average)):
        if text is None:
            continue
        sheet.box(Area(area.left, top + 5, _SWATCH, _SWATCH), colour, 4)
        left = area.left + _SWATCH + 12
        written = sheet.write(
            left, top, text, width=area.right - left, size=SMALL, lines=2, colour=FAINT_INK
        )
        top = written.bottom + 6
    return top


def draw_histogram(sheet: Sheet, area: Area, portrait: Portrait) -> None:
    """Bars of shares; above them the number of the person's ratings."""
    axes = sheet.axes(Area(area.left, area.top, area.width, area.height - _TICKS))
    steps = range(N_STEPS)
    n_ratings = max(portrait.n_ratings, 1)
    own = [count / n_ratings for count in portrait.star_count]
    average = portrait.impression.average_share if portrait.impression else (0.0,) * N_STEPS
    axes.bar(steps, average, 0.86, color=NEITHER)
    axes.bar(steps, own, 0.5, color=MORE)
    tops = [max(pair) for pair in zip(own, average, strict=True)]
    axes.set(xlim=(-0.6, N_STEPS - 0.4), ylim=(0, (max(tops) or 1.0) * 1.12))
    axes.axhline(0, color=FAINT_INK, linewidth=2)
    for step, (count, top) in enumerate(zip(portrait.star_count, tops, strict=True)):
        if count:
            _write(axes, str(count), (step, top), 5, size=SMALL - 2, colour=INK)
    for stars in range(1, int(MAX_STARS) + 1):
        _write(axes, f"★{stars}", (2 * stars - 1, 0), -32, size=SMALL, colour=FAINT_INK)


def _write(
    axes: Axes, text: str, place: tuple[float, float], above: float, *, size: float, colour: str
) -> None:
    """So many pixels above a place."""
    axes.annotate(
        text,
        place,
        (0, above),
        textcoords="offset points",
        ha="center",
        size=size,
        color=colour,
        annotation_clip=False,
    )
