"""Letters: which ones there are, how wide they come out, and how a text is made to fit."""

import textwrap
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ft2font import FT2Font
from matplotlib.text import Text

from core.catalog.films import Film

FONT = "DejaVu Sans"  # comes with matplotlib: Latin, Greek, Cyrillic, ★ and arrows
_FILES = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
_SMALLEST = 20.0  # px; what is still too long is cut
_STEP = 1.0  # px

Weight = Literal["normal", "bold"]


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text that is as wide as it may be."""

    lines: tuple[str, ...]  # not empty
    size: float  # px


def drawable(text: str) -> str:
    """The text without the characters for which the font would draw an empty box."""
    return " ".join("".join(map(_drawable_letter, _composed(text))).split())


def title_of(film: Film) -> str:
    """The first of the film's titles that can be drawn as it is, else what is left of the first."""
    titles = (film.title, *film.alternative_titles)
    drawn = ((drawable(title), " ".join(_composed(title).split())) for title in titles)
    return next((title for title, whole in drawn if title == whole != ""), drawable(film.title))


def short_title(film: Film, width: int) -> str:
    """What people say of a long title, on at most two lines of `width` characters.

    "Star Wars: Episode V - The Empire Strikes Back" is known by its last part, "Pirates of the
    Caribbean: The Curse of the Black Pearl" by its first.
    """
    title = title_of(film).rpartition(" - ")[2]
    if len(title) > 2 * width and ": " in title:
        title = title.partition(": ")[0]
    return "\n".join(textwrap.wrap(title, width, max_lines=2, placeholder=" …"))


def line_width(line: str, size: float, weight: Weight = "normal") -> float:
    """In pixels, as matplotlib draws it here."""
    text = _scale()
    text.set(text=line, size=size, weight=weight)
    return float(text.get_window_extent().width)


def fit(text: str, size: float, weight: Weight, width: float, lines: int) -> Fitted:
    """Break a text into at most `lines`, then shrink it, and at last cut it, to fit `width` px."""
    text = drawable(text)
    while True:
        broken = _broken(text, size, weight, width)
        if len(broken) <= lines and all(line_width(line, size, weight) <= width for line in broken):
            return Fitted(tuple(broken), size)
        if size - _STEP < _SMALLEST:
            kept = [*broken[: lines - 1], " ".join(broken[lines - 1 :])]
            return Fitted(tuple(_cut(line, size, weight, width) for line in kept), size)
        size -= _STEP


def _broken(text: str, size: float, weight: Weight, width: float) -> list[str]:
    """As many words on each line as it holds; a word that is too long has one of its own."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and line_width(longer, size, weight) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _cut(line: str, size: float, weight: Weight, width: float) -> str:
    if line_width(line, size, weight) <= width:
        return line
    while line and line_width(f"{line}…", size, weight) > width:
        line = line[:-1].rstrip()
    return f"{line}…"


@cache
def _scale() -> Text:
    """A text that is never drawn, on a figure on which a point is a pixel."""
    figure = Figure(dpi=72)
    FigureCanvasAgg(figure)  # becomes the figure's own
    return figure.text(0, 0, "", family=FONT, parse_math=False)


def _composed(text: str) -> str:
    """Letters and their accents as one: the font has few accents that stand alone."""
    return unicodedata.normalize("NFC", text)


def _drawable_letter(letter: str) -> str:
    return letter if ord(letter) in _letters() else " "


@cache
def _letters() -> frozenset[int]:
    """Code points that the regular and the bold font have."""
    directory = Path(mpl.get_data_path()) / "fonts" / "ttf"
    regular, bold = (FT2Font(str(directory / name)).get_charmap().keys() for name in _FILES)
    return frozenset(regular & bold)
