"""The order updates are handled in: one person's in sequence, different people's side by side.

What somebody types inline is a sequence of its own, of which only the newest counts: every letter
is an update, and when the next one has come, nobody looks at the answer to the one before.
"""

import asyncio
import sys
from collections.abc import Awaitable, Coroutine
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

_MAX_CONCURRENT = 256

_Lane = tuple[int, bool]  # whose, and whether it is typed inline


class PersonalOrder(BaseUpdateProcessor):
    """Runs updates concurrently, but never two of the same person, so that nobody is overtaken.

    Telegram delivers in order; "rate it 4, no, 5" must end at 5.
    """

    __slots__ = ("_locks", "_newest", "_places", "_waiting")

    def __init__(self) -> None:
        # The base class counts an update from its arrival. The limit here counts only those being
        # handled, so that one person's backlog takes nobody else's place.
        super().__init__(sys.maxsize)
        self._places = asyncio.Semaphore(_MAX_CONCURRENT)
        self._locks: dict[_Lane, asyncio.Lock] = {}
        self._waiting: dict[_Lane, int] = {}
        self._newest: dict[_Lane, object] = {}

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to free: the application has waited for every update."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Wait for this person's earlier updates, then handle this one.

        Typed inline, it is passed over when more has been typed meanwhile.
        """
        is_typed = _is_typed(update)
        lane = _whose(update), is_typed
        lock = self._locks.setdefault(lane, asyncio.Lock())
        self._waiting[lane] = self._waiting.get(lane, 0) + 1
        self._newest[lane] = update
        try:
            async with lock, self._places:  # both are fair: first come, first served
                if not is_typed or self._newest[lane] is update:
                    await coroutine
                elif isinstance(coroutine, Coroutine):
                    coroutine.close()  # Python wants to hear that nobody will await it
        finally:
            self._waiting[lane] -= 1
            if not self._waiting[lane]:
                del self._waiting[lane], self._locks[lane], self._newest[lane]


def _is_typed(update: object) -> bool:
    return isinstance(update, Update) and update.inline_query is not None


def _whose(update: object) -> int:
    if isinstance(update, Update):
        if update.effective_user:
            return update.effective_user.id
        if update.effective_chat:
            return update.effective_chat.id
    return 0
