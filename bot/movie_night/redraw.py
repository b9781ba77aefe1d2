"""Edits of messages that many people change at once: few enough for Telegram, the last one wins.

A group takes about twenty messages a minute from a bot, edits included. So whatever changes while
a message waits to be drawn is drawn together: at first almost at once, as people who press buttons
expect, and more and more rarely when they keep pressing.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from telegram.ext import Application

_MINUTE = 60.0  # seconds
_BRISK = 12  # edits within a minute: about what it takes to gather four people and a few wishes
_SOON, _LATE = 0.7, 8.0  # seconds between edits: so many, and those that come after them

AnyApplication = Application[Any, Any, Any, Any, Any, Any]


class Redraws:
    """Which messages have changed, and when they were drawn."""

    def __init__(self) -> None:
        self._changed: set[int] = set()
        self._drawing: set[int] = set()
        self._drawn: dict[int, list[float]] = {}  # times within the last minute

    def request(
        self, application: AnyApplication, key: int, draw: Callable[[], Awaitable[None]]
    ) -> None:
        """Draw what has changed: at once, or together with what changes meanwhile.

        Args:
            key: of the message; all requests for one have the same `draw`.
            draw: reads how things are when it is called, not when it is asked for.
        """
        if not application.running:  # the next start draws everything anew
            return
        self._changed.add(key)
        if key not in self._drawing:
            self._drawing.add(key)
            application.create_task(self._draw(key, draw))

    async def _draw(self, key: int, draw: Callable[[], Awaitable[None]]) -> None:
        try:
            while key in self._changed:
                await asyncio.sleep(self._wait(key))
                self._changed.discard(key)
                self._drawn[key].append(asyncio.get_running_loop().time())
                await draw()
        finally:
            self._drawing.discard(key)

    def _wait(self, key: int) -> float:
        """Seconds until the next edit; what was drawn long ago is no longer kept."""
        now = asyncio.get_running_loop().time()
        for each, times in list(self._drawn.items()):
            self._drawn[each] = [time for time in times if time > now - _MINUTE]
            if not self._drawn[each] and each not in self._drawing:
                del self._drawn[each]
        times = self._drawn.setdefault(key, [])
        if not times:
            return 0.0
        return max(0.0, times[-1] + (_SOON if len(times) < _BRISK else _LATE) - now)
