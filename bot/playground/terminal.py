"""The playground in a terminal: lines are what one person says, numbers press buttons."""

import asyncio
import threading
from collections.abc import AsyncIterator
from typing import TextIO

from bot.playground.model import Message
from bot.playground.people import Person
from bot.playground.turns import Turn
from bot.playground.world import World

_YOU = 100  # none of the people of the page: what one has rated here is not theirs
_PATIENCE = 60.0  # seconds to wait for an answer

Target = tuple[Message, int]  # a message and the place of one of its buttons


async def converse(world: World, source: TextIO, target: TextIO) -> None:
    """Say each line of `source` to the bot and write its answers to `target`, until the end.

    A line that is the number of a button shown last presses it. Where `source` is no terminal,
    the lines are written too, so that `target` reads as a conversation.
    """
    you = Person(world, world.add_person("You", user_id=_YOU))
    buttons: list[Target] = []
    is_terminal = source.isatty()
    prompt = "> " if is_terminal else ""
    target.write(prompt)
    target.flush()
    async for line in _lines(source):
        words = line.strip()
        if words:
            if not is_terminal:
                target.write(f"> {words}\n")
            number = int(words) if words.isdecimal() and words.isascii() else 0
            if 1 <= number <= len(buttons):
                message, place = buttons[number - 1]
                turn = you.presses(message, place)
            else:
                turn = you.says(words)
            buttons = await _show_answer(turn, target) or buttons
        target.write(prompt)
        target.flush()


async def _show_answer(turn: Turn, target: TextIO) -> list[Target]:
    """Write what the bot made of it; the buttons it shows, in the order of their numbers."""
    try:
        messages = await turn.replies(within=_PATIENCE)
    except TimeoutError:
        target.write("(no answer)\n\n")
        return []
    for event in turn.events:
        if event.kind == "callback_answer" and event.text:
            target.write(f"({event.text})\n")
    shown: list[Target] = []
    for message in messages:
        target.write(f"{message.text}\n{_numbered(message, len(shown) + 1)}\n")
        shown += [(message, place) for place in range(len(message.buttons))]
    return shown


def _numbered(message: Message, first: int) -> str:
    """The keyboard, a line a row: `[1] ★★★★★  [2] ★★★★½`."""
    rows, number = "", first
    for row in message.keyboard:
        labels = [f"[{number + place}] {button.text}" for place, button in enumerate(row)]
        number += len(row)
        rows += "  ".join(labels) + "\n"
    return rows


async def _lines(source: TextIO) -> AsyncIterator[str]:
    """The lines of a stream that blocks, without blocking the loop.

    Read by a daemon thread: one waiting for a terminal could not be stopped by Ctrl-C.
    """
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[str | None] = asyncio.Queue()

    def put(line: str | None) -> None:
        loop.call_soon_threadsafe(queue.put_nowait, line)

    def read() -> None:
        for line in iter(source.readline, ""):
            put(line)
        put(None)

    threading.Thread(target=read, daemon=True).start()
    while (line := await queue.get()) is not None:
        yield line
