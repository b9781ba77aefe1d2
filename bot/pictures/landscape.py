"""The film map: dots for films, names for landmarks, a light where the person is."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Ellipse, Patch
from matplotlib.patheffects import withStroke
from matplotlib.text import Text

from bot.pictures.lettering import Weight, drawable, short_title
from bot.pictures.placing import Box, Name, place_names
from bot.pictures.sheet import CARD, INK, LESS, LIGHT, MORE, NEITHER, SMALL, TEXT, Area, Sheet
from core.recommend.film_map import FilmMap, MapPlace, Spot

_CHARACTERS = 17  # of a title, on each of its two lines
_SMALLEST_SCALE = 0.2  # stars of the strongest colour at least
_DOT, _LANDMARK, _PERSON = 13.0, 16.0, 44.0  # px across
_MARGIN = 0.04  # of the films' extent, beyond the outermost
_HALO = withStroke(linewidth=6, foreground=CARD)
_COLOURS = LinearSegmentedColormap.from_list("likes", [LESS, NEITHER, MORE])


def draw_map(sheet: Sheet, area: Area, card: Patch, film_map: FilmMap, you: str) -> None:
    """Films coloured by how the person would like them, against the average person.

    Args:
        card: what the light around the person ends with.
    """
    axes = sheet.axes(area)
    _set_limits(axes, film_map)
    _shine(axes, card, film_map.place)
    boxes = _write_names(axes, film_map, you)
    named = [
        spot for spot, box in zip(film_map.landmarks, boxes[1:], strict=True) if box is not None
    ]
    dots = zip(film_map.spots, _squares(axes, film_map.spots, _DOT), strict=True)
    written = [box for box in boxes if box is not None]
    # Half a dot beside a letter looks like a speck, so films below a name are left out.
    plain = [spot for spot, dot in dots if not any(box.covers(dot) for box in written)]
    likes = [abs(spot.like) for spot in film_map.spots]
    strongest = max(_SMALLEST_SCALE, float(np.percentile(likes, 95)) if likes else 0.0)
    _draw_dots(axes, plain, _DOT, 0, strongest)
    _draw_dots(axes, named, _LANDMARK, 2.5, strongest)
    place = film_map.place
    axes.scatter([place.x], [place.y], _PERSON**2, INK, marker="*", linewidths=3, edgecolors=CARD)


def _set_limits(axes: Axes, film_map: FilmMap) -> None:
    """Everything in sight; each axis has a scale of its own."""
    places: list[Spot | MapPlace] = [*film_map.spots, film_map.place]
    for values, set_limits in (
        ([each.x for each in places], axes.set_xlim),
        ([each.y for each in places], axes.set_ylim),
    ):
        low, high = min(values), max(values)
        margin = _MARGIN * (high - low) or 1.0
        set_limits(low - margin, high + margin)


def _shine(axes: Axes, card: Patch, place: MapPlace) -> None:
    """A light that reaches one, and fainter two deviations from the person."""
    for deviations, alpha in ((2, 0.10), (1, 0.20)):
        light = Ellipse(
            (place.x, place.y),
            2 * deviations * place.x_deviation,
            2 * deviations * place.y_deviation,
            facecolor=LIGHT,
            edgecolor="none",
            alpha=alpha,
            zorder=0,
        )
        light.set_clip_path(card)
        axes.add_patch(light)


def _draw_dots(
    axes: Axes, spots: Sequence[Spot], across: float, edge: float, strongest: float
) -> None:
    axes.scatter(
        [spot.x for spot in spots],
        [spot.y for spot in spots],
        across**2,
        [spot.like for spot in spots],
        cmap=_COLOURS,
        vmin=-strongest,
        vmax=strongest,
        linewidths=edge,
        edgecolors=INK,
    )


def _write_names(axes: Axes, film_map: FilmMap, you: str) -> list[Box | None]:
    """The person's name, then the landmarks'; where they are, None where there was no room."""
    landmarks = film_map.landmarks
    titles = [short_title(spot.film, _CHARACTERS) for spot in landmarks]
    texts = [_text(axes, drawable(you), TEXT, "bold")]
    texts += [_text(axes, title, SMALL, "normal") for title in titles]
    dots = [*_squares(axes, [film_map.place], _PERSON), *_squares(axes, landmarks, _LANDMARK)]
    names = [
        Name(dot.x + dot.width / 2, dot.y + dot.height / 2, *_size(text))
        for dot, text in zip(dots, texts, strict=True)
    ]
    frame = Box(*axes.get_window_extent().bounds)
    boxes = place_names(names, frame, dots, _squares(axes, film_map.spots, _DOT))
    for text, box in zip(texts, boxes, strict=True):
        if box is None:
            text.remove()
        else:
            text.set_position((box.x + box.width / 2, box.y + box.height / 2))
    return boxes


def _text(axes: Axes, content: str, size: float, weight: Weight) -> Text:
    """A text with a halo; its place, in pixels of the sheet, is still to be set."""
    return axes.text(
        0,
        0,
        content,
        size=size,
        weight=weight,
        color=INK,
        ha="center",
        va="center",
        linespacing=1.0,
        transform=None,
        path_effects=[_HALO],
        zorder=5,
    )


def _size(text: Text) -> tuple[float, float]:
    extent = text.get_window_extent()
    return extent.width + 4, extent.height + 4


def _squares(axes: Axes, places: Sequence[Spot | MapPlace], across: float) -> list[Box]:
    """What dots of a size cover, in pixels."""
    points = np.array([(each.x, each.y) for each in places]).reshape(-1, 2)
    corners = axes.transData.transform(points) - across / 2
    return [Box(x, y, across, across) for x, y in corners.tolist()]
