"""Nothing people say is lost: updates are on disk before Telegram may forget them.

Telegram forgets an update when the next getUpdates asks for later ones, and python-telegram-bot
asks at once, with the update still in its queue. So what getUpdates brought is kept before the
updater gets to see it, crossed out when its handling has ended, and replayed at the next start
when the process was killed in between. Where that hooks in is in `bot/telegram/receiving.py`.

An update is handled at least once; twice only when the process dies before the crossing out, and
then `storage/inbox.py` sees to it that nothing comes of it twice. One that was crossed out before
the next getUpdates has reached Telegram is recognized when it is repeated. Handlers run with
`block=False` would be crossed out too early. What cannot be written down, because the disk is
full, is handled all the same, so that its sender is told.

While another process holds the lock of the database, updates are written down beside it. What asks
for no change is answered. The rest is postponed: its sender is told, and it is handled from the
beginning when the lock has gone, each person's in the order in which they said it.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from telegram import Bot, Update

from bot.telegram.order import holding, whose
from bot.telegram.reading import UnreadableError, read_kept
from core.errors import LockedError, StorageError
from storage.database import patience
from storage.inbox import InboxStore, ReceivedUpdate, in_hand

_log = logging.getLogger(__name__)

_MAX_REPLAYS = 3
_MEMORY = 4096  # updates recognized when Telegram repeats them; it sends at most 100 at a time
_LOOKS = 0.25  # seconds between two looks whether the database can be written again
_MOST_POSTPONED = 10_000
_MOST_POSTPONED_OF_ONE = 100


class Postponed(Enum):
    """What became of an update that the lock of the database stood in the way of."""

    FIRST = auto()  # of its person's that wait now
    FURTHER = auto()
    AGAIN = auto()  # it waited already
    REFUSED = auto()  # too much waits, or nothing will bring it back


@dataclass(slots=True, eq=False)
class _Handling:
    """An update that is being handled, or will be once more."""

    update: Update
    row: ReceivedUpdate
    is_postponed: bool = False


class Inbox:
    """What has arrived and is not dealt with, on disk and in this process.

    Args:
        store: what is on disk.
        note_unreadable: called for each update that was put aside.
    """

    def __init__(
        self, store: InboxStore, note_unreadable: Callable[[], None] = lambda: None
    ) -> None:
        self._store = store
        self._note_unreadable = note_unreadable
        # By the update's address, as updates compare by their id only, with what keeps it alive.
        self._kept: dict[int, tuple[Update, ReceivedUpdate]] = {}
        self._replayed: set[ReceivedUpdate] = set()
        self._replaying = asyncio.Lock()
        self._recent: dict[str, None] = {}  # digests, oldest first: no texts are held
        self._handled: set[ReceivedUpdate] = set()  # not yet crossed out
        self._beside: dict[
            ReceivedUpdate, None
        ] = {}  # written down beside the database, to be dealt with
        self._is_beside = False
        self._keeping = asyncio.Lock()
        self._handling: dict[int, _Handling] = {}  # by the update's address, as `_kept`
        self._postponed: dict[int, list[_Handling]] = {}  # by person, in the order they were said
        self._queued_again: set[int] = set()  # addresses of postponed updates
        self._queue: asyncio.Queue[object] | None = None
        self._catching_up: asyncio.Task[None] | None = None

    async def keep(self, updates: Sequence[tuple[Update, dict[str, Any]]], bot_id: int) -> None:
        """Write down what has arrived, each as Telegram has sent it.

        Raises:
            StorageError: none of it is written down; whoever asked decides what becomes of it.
        """
        received = [_received(update, raw, bot_id) for update, raw in updates]
        async with self._keeping:
            await self._keep(received)
        for (update, _), row in zip(updates, received, strict=True):
            self._kept[id(update)] = update, row

    def put_aside(self, number: int | None, why: UnreadableError) -> None:
        """Note that an update cannot be read; nothing more comes of it."""
        _log.warning("update %s cannot be read and is put aside: %s", number, why)
        self._note_unreadable()

    async def _keep(self, received: Sequence[ReceivedUpdate]) -> None:
        if not self._is_beside:  # else it would come before what was said before
            with suppress(LockedError):
                await self._store.keep(received)
                return
        await self._store.keep_beside(received)
        self._beside |= dict.fromkeys(received)
        self._is_beside = True
        self._catch_up()

    async def replay(self, bot: Bot, queue: "asyncio.Queue[object]") -> None:
        """Queue what waits from before, in order of arrival; to be called before polling starts.

        An update that was begun again three times and is still there is given up: the process
        seems to die of it.

        Raises:
            StorageError: the database cannot be used.
        """
        self._queue = queue
        for digest in await self._store.handled(bot.id):
            self._recent[digest] = None
        await self._store.bring_in()
        for each in await self._store.waiting(bot.id):
            row = each.update
            if each.n_replays >= _MAX_REPLAYS:
                _log.error("update %d ended %d starts: given up", row.update_id, each.n_replays)
                self._remember(row)  # Telegram repeats it, if no start came to acknowledging it
                await self._store.done([row])
                continue
            try:
                update = read_kept(json.loads(row.payload), bot)
            except UnreadableError as exc:  # another version wrote it, which may start again
                self.put_aside(row.update_id, exc)
                await self._store.replay_begins(row)
                continue
            _log.info("update %d, from before this start, is handled now", row.update_id)
            self._kept[id(update)] = update, row
            self._replayed.add(row)
            queue.put_nowait(update)

    async def handle(self, update: object, handling: Awaitable[Any]) -> None:
        """Await the handling of an update and cross it out; handled before, only cross it out.

        When the handling is cancelled or raises, which handlers' errors do not come to, the
        update goes on waiting, for the next start.
        """
        if id(update) in self._queued_again and isinstance(update, Update):
            self._queued_again.discard(id(update))
            first = self._postponed[whose(update)][0]
            if first.update is update:  # else what was said before has to wait on
                await self._handle(first, handling)
            return
        kept, row = self._kept.pop(id(update), (None, None))
        if kept is None or row is None:  # nothing that came by getUpdates
            await handling
        elif row.digest in self._recent:
            if not self._waits(row):
                await self._cross_out(row)  # the repetition was written down anew
        elif row in self._replayed:
            # One at a time: when the process dies, only the culprit has had its attempt counted.
            async with holding(self._replaying):
                self._replayed.discard(row)
                with _logged("an attempt was not counted"):
                    await self._store.replay_begins(row)
                await self._handle_first(_Handling(kept, row), handling)
        else:
            await self._handle_first(_Handling(kept, row), handling)

    def postpone(self, update: Update) -> Postponed:
        """Have the update that is being handled handled anew when the database can be written."""
        handling = self._handling.get(id(update))
        if handling is None or self._queue is None:
            return Postponed.REFUSED
        waiting = self._postponed.get(whose(update), [])
        if handling in waiting:
            handling.is_postponed = True
            return Postponed.AGAIN
        n_waiting = sum(map(len, self._postponed.values()))
        if n_waiting >= _MOST_POSTPONED or len(waiting) >= _MOST_POSTPONED_OF_ONE:
            return Postponed.REFUSED
        handling.is_postponed = True
        self._postponed[whose(update)] = [*waiting, handling]
        self._catch_up()
        return Postponed.FURTHER if waiting else Postponed.FIRST

    async def close(self) -> None:
        """Stop looking; what is postponed waits for the next start."""
        if self._catching_up is not None:
            self._catching_up.cancel()
            await asyncio.wait([self._catching_up])
        await self.flush()

    def _catch_up(self) -> None:
        if self._catching_up is None or self._catching_up.done():
            self._catching_up = asyncio.create_task(self._until_caught_up())

    async def _until_caught_up(self) -> None:
        while self._postponed or self._is_beside or self._handled:
            await asyncio.sleep(_LOOKS)
            try:
                await self._store.can_write()
                async with self._keeping:
                    if self._is_beside:
                        await self._store.bring_in(tuple(self._beside))
                        self._beside.clear()
                        self._is_beside = False
            except StorageError:
                continue
            await self.flush()
            self._queue_again()

    def _queue_again(self) -> None:
        for waiting in self._postponed.values():
            for each in waiting:
                address = id(each.update)
                if self._queue is not None and address not in self._queued_again:
                    self._queued_again.add(address)
                    self._queue.put_nowait(each.update)

    async def flush(self) -> None:
        """Cross out what could not be before, because the database was busy or the disk full."""
        async with self._keeping:  # it may be brought in right now
            handled = tuple(self._handled)
            if handled:
                with _logged("what was handled is not crossed out yet"):
                    await self._store.done(handled)
                    self._handled.difference_update(handled)

    async def _handle_first(self, first: _Handling, handling: Awaitable[Any]) -> None:
        self._remember(first.row)
        try:
            # Nothing overtakes what its person said before: it is answered, and changes nothing.
            if whose(first.update) in self._postponed:
                with patience(0):
                    await self._handle(first, handling)
            else:
                await self._handle(first, handling)
        except BaseException:
            self._recent.pop(first.row.digest, None)
            raise

    async def _handle(self, one: _Handling, handling: Awaitable[Any]) -> None:
        person = whose(one.update)
        one.is_postponed = False
        self._handling[id(one.update)] = one
        try:
            with in_hand(one.row):
                await handling
        finally:
            del self._handling[id(one.update)]
        if one.is_postponed:
            return
        waiting = [each for each in self._postponed.pop(person, []) if each is not one]
        if waiting:
            self._postponed[person] = waiting
        await self._cross_out(one.row)

    def _waits(self, row: ReceivedUpdate) -> bool:
        return any(each.row == row for waiting in self._postponed.values() for each in waiting)

    def _remember(self, row: ReceivedUpdate) -> None:
        """Recognize the update when it is repeated, and do not handle it then."""
        self._recent[row.digest] = None
        if len(self._recent) > _MEMORY:
            del self._recent[next(iter(self._recent))]

    async def _cross_out(self, row: ReceivedUpdate) -> None:
        self._handled.add(row)
        self._beside.pop(row, None)
        await self.flush()


@contextmanager
def _logged(what: str) -> Iterator[None]:
    """Go on after a failure that costs at most a second handling of an update."""
    try:
        yield
    except StorageError as exc:
        _log.warning("%s: %s", what, exc)


def _received(update: Update, raw: dict[str, Any], bot_id: int) -> ReceivedUpdate:
    """The update as it is written down; sorted, so that each process writes the same."""
    return ReceivedUpdate(bot_id, update.update_id, json.dumps(raw, sort_keys=True))
