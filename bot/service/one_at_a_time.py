"""One step of a night at a time: a vote may end by the last voter, by a button and by the clock."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class OneAtATime:
    """A lock for each night, for as long as somebody holds it or waits for it."""

    def __init__(self) -> None:
        self._locks: dict[int, asyncio.Lock] = {}
        self._users: dict[int, int] = {}

    @asynccontextmanager
    async def turn(self, night_id: int) -> AsyncIterator[None]:
        """Wait for the turn, and have it while the block runs."""
        lock = self._locks.setdefault(night_id, asyncio.Lock())
        self._users[night_id] = self._users.get(night_id, 0) + 1
        try:
            async with lock:
                yield
        finally:
            self._users[night_id] -= 1
            if not self._users[night_id]:
                del self._users[night_id], self._locks[night_id]
