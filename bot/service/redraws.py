"""Edits of messages that many people change at once: few enough for Telegram, the last one wins.

A group takes about twenty messages a minute from a bot, edits included. So whatever changes while
a message waits to be drawn is drawn together: at first almost at once, as people who press buttons
expect, and more and more rarely when they keep pressing.
"""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial

_MINUTE = 60.0  # seconds
_BRISK = 12  # edits within a minute: about what it takes to gather four people and a few wishes
_SOON, _LATE = 0.7, 8.0  # seconds between edits: so many, and those that come after them

Work = Callable[[], Awaitable[None]]


class Redraws:
    """Which messages have changed, and when they were drawn."""

    def __init__(self) -> None:
        self._changed: set[int] = set()
        self._drawing: set[int] = set()
        self._drawn: dict[int, list[float]] = {}  # times within the last minute

    def request(self, spawn: Callable[[Work], bool], key: int, draw: Work) -> None:
        """Draw what has changed: at once, or together with what changes meanwhile.

        Args:
            spawn: begins work behind whoever asks for it; False, and nothing is drawn, where that
                is not possible any more: the next start draws everything anew.
            key: of the message; all requests for one have the same `draw`.
            draw: reads how things are when it is called, not when it is asked for.
        """
        if key in self._drawing:
            self._changed.add(key)
        elif spawn(partial(self._draw, key, draw)):
            self._changed.add(key)
            self._drawing.add(key)

    async def _draw(self, key: int, draw: Work) -> None:
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
