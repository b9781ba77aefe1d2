"""The order updates are handled in: one person's in sequence, different people's side by side."""

import asyncio
import sys
from collections.abc import Awaitable
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

_MAX_CONCURRENT = 256


class PersonalOrder(BaseUpdateProcessor):
    """Runs updates concurrently, but never two of the same person, so that nobody is overtaken.

    Telegram delivers in order; "rate it 4, no, 5" must end at 5.
    """

    __slots__ = ("_locks", "_places", "_waiting")

    def __init__(self) -> None:
        # The base class counts an update from its arrival. The limit here counts only those being
        # handled, so that one person's backlog takes nobody else's place.
        super().__init__(sys.maxsize)
        self._places = asyncio.Semaphore(_MAX_CONCURRENT)
        self._locks: dict[int, asyncio.Lock] = {}
        self._waiting: dict[int, int] = {}

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to free: the application has waited for every update."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Wait for this person's earlier updates, then handle this one."""
        key = _whose(update)
        lock = self._locks.setdefault(key, asyncio.Lock())
        self._waiting[key] = self._waiting.get(key, 0) + 1
        try:
            async with lock, self._places:  # both are fair: first come, first served
                await coroutine
        finally:
            self._waiting[key] -= 1
            if not self._waiting[key]:
                del self._waiting[key], self._locks[key]


def _whose(update: object) -> int:
    if isinstance(update, Update):
        if update.effective_user:
            return update.effective_user.id
        if update.effective_chat:
            return update.effective_chat.id
    return 0
