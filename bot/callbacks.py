"""What a button says when it is pressed: small values that fit into 64 bytes of callback data.

Buttons outlive restarts and retrainings, so they carry ids that last (Telegram's and MovieLens's),
never an index of a model, and a version, so that a later bot can tell an old button.
"""

from dataclasses import astuple, dataclass, fields

from core.errors import InputError

_VERSION = "1"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Press:
    """Base of all buttons: only their owner may press them."""

    owner: int  # Telegram user id


@dataclass(frozen=True, slots=True)
class AskStars(Press):
    """Show the stars to choose from for one film."""

    movie_id: int


@dataclass(frozen=True, slots=True)
class ChooseFilm(Press):
    """Of several films this one was meant: ask for its stars, in place of the question."""

    movie_id: int


@dataclass(frozen=True, slots=True)
class GiveStars(Press):
    """Rate one film."""

    movie_id: int
    half_stars: int  # 1 … 10


@dataclass(frozen=True, slots=True)
class UndoChange(Press):
    """Take back one change of a rating."""

    change_id: int


@dataclass(frozen=True, slots=True)
class ShowSimilar(Press):
    """List the films that are like one film."""

    movie_id: int


@dataclass(frozen=True, slots=True)
class RecommendFrom(Press):
    """Turn to another page of recommendations."""

    offset: int


@dataclass(frozen=True, slots=True)
class RatingsPage(Press):
    """Turn to another page of one's own ratings."""

    page: int  # from 0


@dataclass(frozen=True, slots=True)
class RemoveRating(Press):
    """Take one film out of one's ratings."""

    movie_id: int
    page: int  # to show afterwards, from 0


@dataclass(frozen=True, slots=True)
class UndoRemoval(Press):
    """Bring back a rating removed from the list, and show the list again."""

    change_id: int
    page: int  # from 0


_CODES: dict[str, type[Press]] = {
    "a": AskStars,
    "c": ChooseFilm,
    "g": GiveStars,
    "u": UndoChange,
    "s": ShowSimilar,
    "n": RecommendFrom,
    "l": RatingsPage,
    "x": RemoveRating,
    "b": UndoRemoval,
}
_CODE_OF = {kind: code for code, kind in _CODES.items()}


def encode(press: Press) -> str:
    """Callback data, at most 64 bytes of ASCII.

    Raises:
        ValueError: a number is negative or so large that it would not fit.
    """
    data = ".".join([_VERSION + _CODE_OF[type(press)], *map(_base36, astuple(press))])
    if len(data) > 64:
        raise ValueError(f"{press} does not fit into callback data")
    return data


def decode(data: str) -> Press:
    """What `encode` encoded.

    Raises:
        InputError: the button is from another version of the bot, or not from it at all.
    """
    head, *numbers = data.split(".")
    kind = _CODES.get(head.removeprefix(_VERSION)) if head.startswith(_VERSION) else None
    if kind is None or len(numbers) != len(fields(kind)):
        raise InputError("This button is out of date. Please ask me again.")
    try:
        return kind(*(int(number, 36) for number in numbers))
    except ValueError as exc:
        raise InputError("This button is out of date. Please ask me again.") from exc


def _base36(number: int) -> str:
    if number < 0:
        raise ValueError(f"{number} is negative")
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
        if number == 0:
            return digits
