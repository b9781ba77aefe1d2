"""What the bot says, before any edge has given it its form: text and buttons."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.conversation.press import Press
from bot.words.texts import Html


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
