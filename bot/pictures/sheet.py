"""The sheet that pictures are drawn on: pixels from the top left, colours, cards, text."""

from dataclasses import dataclass
from io import BytesIO
from typing import Literal

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from bot.pictures.lettering import FONT, Weight, fit, line_width

WIDTH, HEIGHT = 1080, 1350  # 4:5, legible in the width of a phone: about three pixels a point
_DPI = 72  # a point is a pixel, so that letters and lines are measured in pixels too

# Blue and vermilion are those of Okabe and Ito, which everybody can tell apart.
PAPER, CARD = "#F3F1EA", "#FFFFFF"
INK, FAINT_INK = "#22262B", "#5C6268"
MORE, LESS = "#0072B2", "#D55E00"
NEITHER = "#D4D6D2"
LIGHT = "#E69F00"

TITLE, HEADING, TEXT, SMALL = 54.0, 31.0, 27.0, 24.0  # px
_ASCENT, _LINE = 0.93, 1.22  # of the size: from the top of a line to its baseline and its end
PADDING = 28  # px, inside a card
_CORNER = 22  # px


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of the sheet, in pixels."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends on the right."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.top + self.height

    def inside(self, margin: float) -> "Area":
        """What is left within a margin on all sides."""
        return Area(
            self.left + margin, self.top + margin, self.width - 2 * margin, self.height - 2 * margin
        )

    def below(self, top: float) -> "Area":
        """What of it lies below `top`."""
        return Area(self.left, top, self.width, self.bottom - top)


class Sheet:
    """One picture while it is drawn."""

    def __init__(self) -> None:
        # Whatever a matplotlibrc of this machine says; and "$" is a letter of titles.
        mpl.rcdefaults()
        mpl.rcParams.update({"font.family": FONT, "text.parse_math": False})
        self.figure = Figure((WIDTH / _DPI, HEIGHT / _DPI), _DPI, facecolor=PAPER)
        FigureCanvasAgg(self.figure)  # becomes the figure's own

    def png(self) -> bytes:
        """The picture; the same drawing gives the same bytes."""
        buffer = BytesIO()
        self.figure.savefig(buffer, format="png", metadata={"Software": None})
        return buffer.getvalue()

    def card(self, area: Area) -> FancyBboxPatch:
        """A white card."""
        return self.box(area, CARD, _CORNER)

    def box(self, area: Area, colour: str, corner: float) -> FancyBboxPatch:
        """A filled rectangle with round corners."""
        patch = FancyBboxPatch(
            (area.left, HEIGHT - area.bottom),
            area.width,
            area.height,
            boxstyle=f"round,pad=0,rounding_size={corner}",
            facecolor=colour,
            edgecolor="none",
            transform=None,
            zorder=-1,  # in the order they are drawn in, and all of them below the axes
        )
        self.figure.add_artist(patch)
        return patch

    def axes(self, area: Area) -> Axes:
        """Empty axes without frame and ticks that fill an area."""
        place = (
            area.left / WIDTH,
            1 - area.bottom / HEIGHT,
            area.width / WIDTH,
            area.height / HEIGHT,
        )
        axes = self.figure.add_axes(place, facecolor="none", frameon=False)
        axes.set(xticks=[], yticks=[])
        return axes

    def write(
        self,
        left: float,
        top: float,
        text: str,
        *,
        width: float,
        size: float = TEXT,
        lines: int = 1,
        colour: str = INK,
        weight: Weight = "normal",
        align: Literal["left", "right"] = "left",
    ) -> Area:
        """A text that is made to fit; the area that its lines take.

        Args:
            left: with `align` "right" its right end instead.
        """
        fitted = fit(text, size, weight, width, lines)
        baseline = top + _ASCENT * size  # where it would be at full size: neighbours are level
        for line in fitted.lines:
            self.figure.text(
                left,
                HEIGHT - baseline,
                line,
                size=fitted.size,
                color=colour,
                weight=weight,
                ha=align,
                va="baseline",
                transform=None,
            )
            baseline += _LINE * fitted.size
        widest = max(line_width(line, fitted.size, weight) for line in fitted.lines)
        height = _LINE * (size + fitted.size * (len(fitted.lines) - 1))
        return Area(left - (widest if align == "right" else 0), top, widest, height)
