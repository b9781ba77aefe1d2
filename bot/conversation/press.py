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
_LARGEST_ID = 2**63 - 1  # as the database takes them
_LARGEST = 2**40  # of what is no id: a place, a page, seconds, a set of genres
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
    said = [_number(text) for text in numbers]
    if any(
        number > (_LARGEST_ID if _is_id(field.name) else _LARGEST)
        for number, field in zip(said, fields(kind), strict=True)
    ):
        raise Problem("problem-button-old")
    return kind(*said)


def _is_id(name: str) -> bool:
    return name == "owner" or name.endswith("_id")


def _number(text: str) -> int:
    """What `_base36` wrote, and nothing that Python would read as a number besides."""
    try:
        number = int(text, 36)
        if _base36(number) == text:
            return number
    except ValueError:
        pass
    raise Problem("problem-button-old")


def _base36(number: int) -> str:
    if number < 0:
        raise ValueError(f"{number} is negative")
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
        if number == 0:
            return digits
