"""The order updates are handled in: one person's in sequence, different people's side by side.

What somebody types inline is a sequence of its own, of which only the newest counts: every letter
is an update, and when the next one has come, nobody looks at the answer to the one before.

A handler that waits for its chat's turn (`pacing.py` beside this) steps aside meanwhile: it holds
no place, and what the same person does in other chats goes on.
"""

import asyncio
import logging
import sys
from collections.abc import AsyncIterator, Awaitable, Coroutine
from contextlib import asynccontextmanager
from contextvars import ContextVar
from enum import Enum, auto
from typing import Any

from telegram import CallbackQuery, Update
from telegram.error import TelegramError
from telegram.ext import BaseUpdateProcessor

_log = logging.getLogger(__name__)

_MAX_CONCURRENT = 256

_Whose = tuple[int, bool]  # whose, and whether it is typed inline


class _State(Enum):
    WAITING = auto()
    RUNNING = auto()
    ASIDE = auto()
    BACK = auto()  # no longer aside, and waiting to go on


class _Visit:
    """One update from its arrival to its end."""

    def __init__(self, update: object) -> None:
        self.update = update
        self.chat_id = _where(update)
        self.task = asyncio.current_task()
        self.state = _State.WAITING
        self.turn = asyncio.Event()
        self.has_place = False
        self.locks: list[asyncio.Lock] = []  # held, and let go while it is aside
        self.is_acknowledged = False


class _Lane:
    """The updates of one person, in order of arrival, of which one at a time is being handled."""

    def __init__(self, places: asyncio.Semaphore) -> None:
        self._places = places
        self.visits: list[_Visit] = []

    async def begin(self, visit: _Visit) -> None:
        """Wait for the person's turn and for a place."""
        self.visits.append(visit)
        await self._go_on(visit)

    def step_aside(self, visit: _Visit) -> None:
        """Let others go first."""
        visit.state = _State.ASIDE
        visit.turn.clear()
        self._leave_place(visit)
        for lock in visit.locks:
            lock.release()
        self._advance()

    async def come_back(self, visit: _Visit) -> None:
        """Go on where it was; locks before the place, as they are taken by whoever begins."""
        locks, visit.locks = visit.locks, []  # cancelled meanwhile, it holds what it got
        for lock in locks:
            await lock.acquire()
            visit.locks.append(lock)
        visit.state = _State.BACK
        await self._go_on(visit)

    def end(self, visit: _Visit) -> None:
        """Make room for the next one."""
        self._leave_place(visit)
        self.visits.remove(visit)
        self._advance()

    async def _go_on(self, visit: _Visit) -> None:
        self._advance()
        await visit.turn.wait()
        await self._places.acquire()
        visit.has_place = True

    def _leave_place(self, visit: _Visit) -> None:
        if visit.has_place:
            self._places.release()
        visit.has_place = False

    def _advance(self) -> None:
        """Let the first one go on that may: none overtakes what is aside in the same chat."""
        if any(each.state is _State.RUNNING for each in self.visits):
            return
        blocked: set[int] = set()
        for each in self.visits:
            if each.state is _State.ASIDE:
                blocked.add(each.chat_id)
            elif each.state is _State.BACK or each.chat_id not in blocked:
                each.state = _State.RUNNING
                each.turn.set()
                return
            else:
                _acknowledge(each)


_visit: ContextVar[tuple[_Lane, _Visit] | None] = ContextVar("visit", default=None)
_spinners: set["asyncio.Task[None]"] = set()  # kept from being collected


@asynccontextmanager
async def aside() -> AsyncIterator[None]:
    """Let others go first while the block waits for something that is not theirs.

    Anywhere but in the task of a handler, nothing has to be let go.
    """
    found = _own_visit()
    if found is None:
        yield
        return
    lane, visit = found
    lane.step_aside(visit)
    try:
        yield
    except asyncio.CancelledError:  # it does not come back
        visit.locks.clear()
        raise
    except BaseException:
        await lane.come_back(visit)
        raise
    await lane.come_back(visit)


@asynccontextmanager
async def holding(lock: asyncio.Lock) -> AsyncIterator[None]:
    """Hold a lock that is waited for aside, and let go whenever its holder steps aside."""
    found = _own_visit()
    if found is None:
        async with lock:
            yield
        return
    _, visit = found
    try:
        async with aside():
            visit.locks.append(lock)  # taken on coming back
        yield
    finally:
        if lock in visit.locks:
            visit.locks.remove(lock)
            lock.release()


def _own_visit() -> tuple[_Lane, _Visit] | None:
    found = _visit.get()
    return found if found is not None and found[1].task is asyncio.current_task() else None


class PersonalOrder(BaseUpdateProcessor):
    """Runs updates concurrently, but never two of the same person, so that nobody is overtaken.

    Telegram delivers in order; "rate it 4, no, 5" must end at 5.
    """

    __slots__ = ("_lanes", "_places")

    def __init__(self) -> None:
        # The base class counts an update from its arrival. The limit here counts only those being
        # handled, so that one person's backlog takes nobody else's place.
        super().__init__(sys.maxsize)
        self._places = asyncio.Semaphore(_MAX_CONCURRENT)
        self._lanes: dict[_Whose, _Lane] = {}

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to free: the application has waited for every update."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Wait for this person's earlier updates, then handle this one.

        Typed inline, it is passed over when more has been typed meanwhile.
        """
        is_typed = _is_typed(update)
        lane_key = whose(update), is_typed
        lane = self._lanes.setdefault(lane_key, _Lane(self._places))
        visit = _Visit(update)
        token = _visit.set((lane, visit))
        try:
            await lane.begin(visit)
            if not is_typed or lane.visits[-1] is visit:
                await coroutine
            elif isinstance(coroutine, Coroutine):
                coroutine.close()  # Python wants to hear that nobody will await it
        finally:
            _visit.reset(token)
            lane.end(visit)
            if not lane.visits:
                del self._lanes[lane_key]


def _acknowledge(visit: _Visit) -> None:
    """Stop the spinner of a button that has to wait for long."""
    query = visit.update.callback_query if isinstance(visit.update, Update) else None
    if query is not None and not visit.is_acknowledged:
        visit.is_acknowledged = True
        task = asyncio.create_task(_stop_spinner(query))
        _spinners.add(task)
        task.add_done_callback(_spinners.discard)


async def _stop_spinner(query: CallbackQuery) -> None:
    try:
        await query.answer()
    except TelegramError as exc:
        _log.info("a button was not acknowledged: %s", exc)


def _is_typed(update: object) -> bool:
    return isinstance(update, Update) and update.inline_query is not None


def whose(update: object) -> int:
    """The person an update is from, else its chat."""
    if isinstance(update, Update):
        if update.effective_user:
            return update.effective_user.id
        if update.effective_chat:
            return update.effective_chat.id
    return 0


def _where(update: object) -> int:
    if isinstance(update, Update) and update.effective_chat:
        return update.effective_chat.id
    return 0
