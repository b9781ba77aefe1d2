"""Genres liked more to the right, less to the left, each with its uncertainty."""

from matplotlib.axes import Axes

from bot.pictures.labels import ProfileLabels
from bot.pictures.lettering import drawable, line_width
from bot.pictures.sheet import FAINT_INK, INK, LESS, MORE, NEITHER, SMALL, TEXT, Area, Sheet
from core.recommend.portrait import Like

_MOST = 8  # genres
_NAME, _VALUE = 222, 96  # px, columns beside the bars
_ENDS = 40  # px below the bars
_SMALLEST_SCALE = 0.25  # stars at the end of the bars at least: next to nothing looks like it


def draw_genres(sheet: Sheet, area: Area, likes: tuple[Like, ...], labels: ProfileLabels) -> None:
    """A bar for each of the most noticeable genres, best liked on top."""
    if not likes:
        middle = area.top + area.height / 3
        sheet.write(
            area.left, middle, labels.no_genres, width=area.width, lines=5, colour=FAINT_INK
        )
        return
    shown = most_noticeable(likes)
    bars = Area(area.left + _NAME, area.top, area.width - _NAME - _VALUE, area.height - _ENDS)
    axes = sheet.axes(bars)
    reach = max(_SMALLEST_SCALE, *(abs(like.stars) + like.deviation for like in shown))
    axes.set(xlim=(-reach, reach), ylim=(_MOST - 0.5, -0.5))
    axes.axvline(0, color=NEITHER, linewidth=3, zorder=0)
    for row, like in enumerate(shown):
        _draw_bar(axes, row, like)
        top = bars.top + bars.height * (row + 0.5) / _MOST - 0.6 * TEXT
        name = labels.genre_names.get(like.genre, like.genre)
        sheet.write(area.left, top, name, width=_NAME - 12)
        sheet.write(
            area.right, top, _signed(like.stars), width=_VALUE, colour=FAINT_INK, align="right"
        )
    zero, top = bars.left + bars.width / 2, bars.bottom + 8
    _draw_ends(sheet, Area(area.left, top, area.width, _ENDS), zero, labels)


def _draw_ends(sheet: Sheet, area: Area, zero: float, labels: ProfileLabels) -> None:
    """What left and right mean, at the zero line or, where they are long, left of it."""
    less, more = drawable(f"◂ {labels.less}"), drawable(f"{labels.more} ▸")
    room = area.width / 2 - 12
    left = min(zero + 12, area.right - min(line_width(more, SMALL), room))
    sheet.write(left, area.top, more, width=area.right - left, size=SMALL, colour=MORE)
    sheet.write(left - 24, area.top, less, width=room, size=SMALL, colour=LESS, align="right")


def most_noticeable(likes: tuple[Like, ...]) -> tuple[Like, ...]:
    """As many as there is room for, those farthest from nothing, in the order they came in."""
    strongest = sorted(likes, key=lambda like: -abs(like.stars))[:_MOST]
    return tuple(like for like in likes if like in strongest)


def _signed(stars: float) -> str:
    text = f"{stars:+.1f}★"
    return text[1:] if text[1:] == "0.0★" else text.replace("-", "−")


def _draw_bar(axes: Axes, row: int, like: Like) -> None:
    """The bar, and one deviation to either side of its end."""
    axes.barh(row, like.stars, 0.56, color=MORE if like.stars > 0 else LESS)
    axes.plot(
        [like.stars - like.deviation, like.stars + like.deviation],
        [row, row],
        color=INK,
        alpha=0.45,
        linewidth=3,
    )
