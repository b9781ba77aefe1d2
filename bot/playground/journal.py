"""What happened, in order: the stream that tests wait on and the chat page shows."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

EventKind = Literal[
    "message",  # someone said something; `message_id`
    "edited",  # a message has a new version
    "deleted",
    "callback_answer",  # `text` is the toast, `alert` whether it was a box; `query_id`
    "chat_action",  # `text` is the action: "typing", …
    "chat",  # members, pins or the chat itself changed
    "poll",  # votes, or it was closed
    "reaction",  # `text` holds the emoji
    "inline_answer",  # `query_id`
    "commands",  # the command menu changed
]


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened in a chat."""

    kind: EventKind
    by_bot: bool
    chat_id: int = 0
    message_id: int = 0
    text: str = ""
    query_id: str = ""
    alert: bool = False


class Journal:
    """All events so far, and a way to wait for the next change of anything."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._wake = asyncio.Event()

    def add(self, event: Event) -> None:
        """Note an event and wake whoever waits."""
        self.events.append(event)
        self.touch()

    def touch(self) -> None:
        """Wake whoever waits, for a change that is no event (an acknowledged update)."""
        self._wake.set()
        self._wake = asyncio.Event()

    async def changed(self) -> None:
        """Return after the next change."""
        await self._wake.wait()

    async def until(self, holds: Callable[[], bool], within: float) -> None:
        """Return as soon as a condition holds.

        Args:
            holds: looked at now and after every change.
            within: seconds.

        Raises:
            TimeoutError: it did not hold in time.
        """
        async with asyncio.timeout(within):
            while not holds():
                await self.changed()
