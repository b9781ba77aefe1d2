"""Features as rooms: each announces its commands and its buttons, and one place merges them."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bot.conversation.press import Press, decode, encode
from bot.conversation.turn import Turn
from bot.words.problems import Problem

AnyPress = TypeVar("AnyPress", bound=Press)


@dataclass(frozen=True, slots=True)
class Command:
    """What is done when somebody writes /name, with the text behind it."""

    name: str
    handle: Callable[[Turn, str], Awaitable[None]]
    menu: int | None = None  # place in the menu, the most useful first; None: it is not shown
    in_groups: bool = False  # makes sense where others read along, so their menu has it
    corrects: bool = False  # also when the message is edited


@dataclass(frozen=True, slots=True)
class Pressed:
    """What is done when a button of a kind is pressed; made by `on`."""

    kind: type[Press]
    handle: Callable[[Turn, Any], Awaitable[None]]


def on(kind: type[AnyPress], handle: Callable[[Turn, AnyPress], Awaitable[None]]) -> Pressed:
    """A kind of button with what takes it."""
    return Pressed(kind, handle)


@dataclass(frozen=True, slots=True)
class Room:
    """What one feature answers to."""

    commands: tuple[Command, ...] = ()
    presses: Mapping[str, Pressed] = field(default_factory=dict)  # by code, written on buttons


class Rooms:
    """All features together.

    Raises:
        ValueError: two of them have a command, a place in the menu, a code or a kind in common.
    """

    def __init__(self, rooms: Iterable[Room]) -> None:
        self.commands: tuple[Command, ...] = ()  # in the order they were announced
        self.presses: dict[str, Pressed] = {}  # by the code on the button
        self._codes: dict[type[Press], str] = {}
        for room in rooms:
            self.commands += room.commands
            for code, pressed in room.presses.items():
                if code in self.presses or pressed.kind in self._codes:
                    raise ValueError(f"the button {code!r} or {pressed.kind} is announced twice")
                self.presses[code] = pressed
                self._codes[pressed.kind] = code
        shown = {each.menu: each for each in self.commands if each.menu is not None}
        n_shown = sum(each.menu is not None for each in self.commands)
        if len(shown) < n_shown or len({each.name for each in self.commands}) < len(self.commands):
            raise ValueError("a command or a place in the menu is announced twice")
        menu = [shown[place] for place in sorted(shown)]
        self.menu = tuple(each.name for each in menu)  # the most useful first
        self.group_menu = tuple(each.name for each in menu if each.in_groups)

    def encode(self, press: Press) -> str:
        """What stands on a button, at most 64 bytes of ASCII.

        Raises:
            KeyError: no room takes such a press.
            ValueError: a number is negative or so large that it would not fit.
        """
        return encode(self._codes[type(press)], press)

    def decode(self, data: str) -> Press:
        """What `encode` encoded.

        Raises:
            Problem: the button is from another version of the bot, or not from it at all.
        """
        return decode(data, {code: pressed.kind for code, pressed in self.presses.items()})

    async def press(self, turn: Turn, data: str) -> None:
        """Do what a button says; whose it is not is told so in passing.

        Raises:
            Problem: it is out of date, or nobody knows any more where it stands.
        """
        press = self.decode(data)
        if turn.message is None:
            raise Problem("problem-button-old")
        if press.owner != turn.person.user_id and not press.for_everybody:
            await turn.toast(turn.texts.plain("toast-button-of-another"))
            return
        await self.presses[self._codes[type(press)]].handle(turn, press)
