"""What a button says when it is pressed: a small value that lasts, in at most 64 bytes.

Buttons outlive restarts and retrainings, so presses carry ids that last (Telegram's and
MovieLens's), never an index of a model, and a version, so that a later bot can tell an old button.
"""

from collections.abc import Mapping
from dataclasses import astuple, dataclass, fields
from typing import ClassVar

from bot.words.problems import Problem

_VERSION = "1"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_LONGEST = 64  # bytes of a button's data, as Telegram takes it


@dataclass(frozen=True, slots=True)
class Press:
    """Base of all buttons: only their owner may press them, unless they are for everybody."""

    for_everybody: ClassVar[bool] = False

    owner: int  # Telegram user id


def encode(code: str, press: Press) -> str:
    """A press as ASCII: its code, which no other kind has, and its numbers.

    Raises:
        ValueError: a number is negative or so large that it would not fit.
    """
    data = ".".join([_VERSION + code, *map(_base36, astuple(press))])
    if len(data) > _LONGEST:
        raise ValueError(f"{press} does not fit into the data of a button")
    return data


def decode(data: str, kinds: Mapping[str, type[Press]]) -> Press:
    """What `encode` encoded, by the kind that each code stands for.

    Raises:
        Problem: the button is from another version of the bot, or not from it at all.
    """
    head, *numbers = data.split(".")
    kind = kinds.get(head.removeprefix(_VERSION)) if head.startswith(_VERSION) else None
    if kind is None or len(numbers) != len(fields(kind)):
        raise Problem("problem-button-old")
    try:
        return kind(*(int(number, 36) for number in numbers))
    except ValueError as exc:
        raise Problem("problem-button-old") from exc


def _base36(number: int) -> str:
    if number < 0:
        raise ValueError(f"{number} is negative")
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
        if number == 0:
            return digits
