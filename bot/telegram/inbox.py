"""Nothing people say is lost: updates are on disk before Telegram may forget them.

Telegram forgets an update when the next getUpdates asks for later ones, and python-telegram-bot
asks at once, with the update still in its queue. So what getUpdates brought is kept before the
updater gets to see it, crossed out when its handling has ended, and replayed at the next start
when the process was killed in between. Where that hooks in is in `bot/telegram/receiving.py`.

An update is handled at least once; twice only when the process dies before the crossing out, and
then `storage/inbox.py` sees to it that nothing comes of it twice. One that was crossed out before
the next getUpdates has reached Telegram is recognized when it is repeated. Handlers run with
`block=False` would be crossed out too early. What cannot be written down, because the database is
locked or the disk full, is handled all the same, so that its sender is told.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from telegram import Bot, Update

from bot.telegram.order import holding
from bot.telegram.reading import UnreadableError, read_kept
from core.errors import StorageError
from storage.inbox import InboxStore, ReceivedUpdate, in_hand

_log = logging.getLogger(__name__)

_MAX_REPLAYS = 3
_MEMORY = 4096  # updates recognized when Telegram repeats them; it sends at most 100 at a time


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

    async def keep(self, updates: Sequence[tuple[Update, dict[str, Any]]], bot_id: int) -> None:
        """Write down what has arrived, each as Telegram has sent it.

        Raises:
            StorageError: none of it is written down; whoever asked decides what becomes of it.
        """
        received = [_received(update, raw, bot_id) for update, raw in updates]
        await self._store.keep(received)
        for (update, _), row in zip(updates, received, strict=True):
            self._kept[id(update)] = update, row

    def put_aside(self, number: int | None, why: UnreadableError) -> None:
        """Note that an update cannot be read; nothing more comes of it."""
        _log.warning("update %s cannot be read and is put aside: %s", number, why)
        self._note_unreadable()

    async def replay(self, bot: Bot, queue: "asyncio.Queue[object]") -> None:
        """Queue what waits from before, in order of arrival; to be called before polling starts.

        An update that was begun again three times and is still there is given up: the process
        seems to die of it.

        Raises:
            StorageError: the database cannot be used.
        """
        for digest in await self._store.handled(bot.id):
            self._recent[digest] = None
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
        _, row = self._kept.pop(id(update), (None, None))
        if row is None:  # nothing that came by getUpdates
            await handling
        elif row.digest in self._recent:
            await self._cross_out(row)  # the repetition was written down anew
        elif row in self._replayed:
            # One at a time: when the process dies, only the culprit has had its attempt counted.
            async with holding(self._replaying):
                self._replayed.discard(row)
                with _logged("an attempt was not counted"):
                    await self._store.replay_begins(row)
                await self._handle_first(row, handling)
        else:
            await self._handle_first(row, handling)

    async def flush(self) -> None:
        """Cross out what could not be before, because the database was busy or the disk full."""
        handled = tuple(self._handled)
        if handled:
            with _logged("what was handled is not crossed out yet"):
                await self._store.done(handled)
                self._handled.difference_update(handled)

    async def _handle_first(self, row: ReceivedUpdate, handling: Awaitable[Any]) -> None:
        self._remember(row)
        try:
            with in_hand(row):
                await handling
        except BaseException:
            self._recent.pop(row.digest, None)
            raise
        await self._cross_out(row)

    def _remember(self, row: ReceivedUpdate) -> None:
        """Recognize the update when it is repeated, and do not handle it then."""
        self._recent[row.digest] = None
        if len(self._recent) > _MEMORY:
            del self._recent[next(iter(self._recent))]

    async def _cross_out(self, row: ReceivedUpdate) -> None:
        self._handled.add(row)
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
