"""What the bot says, before any edge has given it its form: text and buttons."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.conversation.press import Press
from bot.words.texts import Html, star_glyphs
from core.catalog.ratings import MAX_STARS


@dataclass(frozen=True, slots=True)
class Button:
    """What stands on a button, and either what pressing it says or where it leads."""

    label: str
    press: Press | None = None
    url: str | None = None

    def __post_init__(self) -> None:
        if (self.press is None) == (self.url is None):
            raise ValueError(f"the button {self.label!r} needs either a press or an address")


Keyboard = tuple[tuple[Button, ...], ...]  # row by row


@dataclass(frozen=True, slots=True)
class Reply:
    """One message."""

    text: Html  # at most 4096 characters as shown
    keyboard: Keyboard = ()


def keyboard(*rows: Sequence[Button]) -> Keyboard:
    """Rows of buttons; empty ones are left out."""
    return tuple(tuple(row) for row in rows if row)


def star_rows(press: Callable[[int], Press]) -> list[list[Button]]:
    """All ten ratings to choose from, the best first, with the half star less beside each.

    Args:
        press: what so many half stars make, 1 to 10.
    """
    return [
        [Button(star_glyphs(half), press(half)) for half in (whole * 2, whole * 2 - 1)]
        for whole in range(int(MAX_STARS), 0, -1)
    ]
