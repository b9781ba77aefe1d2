"""The playground in a terminal: lines are what one person says, numbers press buttons."""

import asyncio
import contextlib
import sys
import threading
from collections.abc import Callable
from typing import TextIO

from bot.playground.model import Message
from bot.playground.people import Person
from bot.playground.text import clean
from bot.playground.turns import Turn
from bot.playground.world import World

_YOU = 100  # none of the people of the page: what one has rated here is not theirs
_PATIENCE = 60.0  # seconds to wait for an answer
_GREETING = "Type a film title or /help. A number presses the button it stands on. Ctrl-D leaves.\n"

Target = tuple[Message, int]  # a message and the place of one of its buttons


async def converse(world: World, source: TextIO, target: TextIO) -> None:
    """Say each line of `source` to the bot and write its answers to `target`, until the end.

    A line that is the number of a button shown last presses it. Where `source` is no terminal,
    the lines are written too, so that `target` reads as a conversation.
    """
    you = Person(world, world.add_person("You", user_id=_YOU))
    is_terminal = source.isatty()
    if is_terminal:
        target.write(_GREETING)
    buttons: list[Target] = []
    read = _typed if is_terminal else source.readline
    while line := await _in_thread(read):
        words = clean(line, []).text.strip()
        if not words:
            continue
        if not is_terminal:
            target.write(f"> {words}\n")
        number = int(words) if words.isdecimal() and words.isascii() else 0
        if 1 <= number <= len(buttons):
            message, place = buttons[number - 1]
            turn = you.presses(message, place)
        else:
            turn = you.says(words)
        buttons = await _show_answer(turn, target, buttons)
        target.flush()


async def _show_answer(turn: Turn, target: TextIO, before: list[Target]) -> list[Target]:
    """Write what the bot made of it; the buttons that numbers press from now on.

    Those are the ones of a new answer, and the ones before where there was only a toast.
    """
    try:
        messages = await turn.replies(within=_PATIENCE)
    except TimeoutError:
        target.write("(no answer)\n\n")
        return before
    for event in turn.events:
        if event.kind == "callback_answer" and event.text:
            target.write(f"({event.text})\n")
    shown: list[Target] = []
    for message in messages:
        target.write(f"{message.text}\n{_numbered(message, len(shown) + 1)}\n")
        shown += [(message, place) for place in range(len(message.buttons))]
    return shown if messages else before


def _numbered(message: Message, first: int) -> str:
    """The keyboard, a line a row: `[1] ★★★★★  [2] ★★★★½`."""
    rows, number = "", first
    for row in message.keyboard:
        labels = [f"[{number + place}] {button.text}" for place, button in enumerate(row)]
        number += len(row)
        rows += "  ".join(labels) + "\n"
    return rows


def _typed() -> str:
    """One line from the terminal, with the keys one edits lines with; "" at the end of input."""
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401, PLC0415 - input() uses it once it is imported
    try:
        return f"{input('> ')}\n"
    except EOFError:
        sys.stdout.write("\n")
        return ""


async def _in_thread(read: Callable[[], str]) -> str:
    """Call something that blocks until there is a line.

    In a daemon thread and not the loop's pool: whoever presses Ctrl-C need not press Enter too.
    """
    loop = asyncio.get_running_loop()
    line: asyncio.Future[str] = loop.create_future()

    def work() -> None:
        try:
            text, problem = read(), None
        except (OSError, ValueError) as exc:
            text, problem = "", exc
        with contextlib.suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(_settle, line, text, problem)

    threading.Thread(target=work, daemon=True).start()
    return await line


def _settle(line: "asyncio.Future[str]", text: str, problem: Exception | None) -> None:
    if line.done():
        return
    if problem is None:
        line.set_result(text)
    else:
        line.set_exception(problem)
