"""What is due in movie nights, looked up every few seconds.

All of it stands in the database, so nothing has to be set up anew after a restart, and the first
look is what recovers from one.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from bot.conversation.messenger import (
    BlockedError,
    Destination,
    Messenger,
    MessengerError,
    RefusedError,
    WaitError,
)
from bot.movie_night.roster import redraw_all
from bot.movie_night.views.morning import morning
from bot.movie_night.voting import carry_on
from bot.service.services import Services
from bot.words.texts import texts_for
from core.errors import StorageError
from storage.night_mornings import Morning

_SECONDS = 2.0  # between two looks
_GROWTH, _LONGEST_PAUSE = 1.5, 60.0  # of the pause after a failure; seconds
_MORNINGS = 0  # no night has this id

_log = logging.getLogger(__name__)


async def keep_time(services: Services, messenger: Messenger) -> None:
    """Look for what is due for ever; a look that was missed is not made up for.

    To be begun after the updates from before this start: a vote among them counts before its round
    ends.
    """
    clock, has_redrawn = NightClock(), False
    while True:
        try:
            if not has_redrawn:
                await redraw_all(services, messenger)
                has_redrawn = True
            await clock.look(services, messenger)
        except StorageError as exc:
            _log.warning("what is due in movie nights cannot be looked up: %s", exc)
        except Exception:  # noqa: BLE001 - the next look may go better
            services.meter.failed()
            _log.exception("what is due in movie nights was not begun")
        await asyncio.sleep(_SECONDS)


class NightClock:
    """Goes on with what is due, each night by itself; after failures less and less often."""

    def __init__(self) -> None:
        self._has_looked = False
        self._busy: set[int] = set()  # night ids
        self._pauses: dict[int, float] = {}  # seconds
        self._rests_until: dict[int, float] = {}  # on the monotonic clock

    async def look(self, services: Services, messenger: Messenger) -> None:
        """Begin what is due; does not wait for it."""
        waiting = set(await services.night_votes.waiting())
        if not self._has_looked:  # all have voted, perhaps, and the last run did not get to see it
            waiting.update(night.night_id for night in await services.nights.under_way())
        self._has_looked = True
        for night_id in waiting:
            self._begin(messenger, night_id, partial(carry_on, services, messenger, night_id))
        due = await services.night_mornings.due(services.ask_after)
        if due:
            self._begin(messenger, _MORNINGS, partial(_ask_all, services, messenger, due))

    def _begin(self, messenger: Messenger, key: int, work: Callable[[], Awaitable[None]]) -> None:
        if key in self._busy or self._rests_until.get(key, 0.0) > time.monotonic():
            return
        if messenger.spawn(partial(self._do, key, work)):
            self._busy.add(key)

    async def _do(self, key: int, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        except MessengerError as exc:
            _log.warning("a movie night has to wait: %s", exc)
            self._pause(key)
        except BaseException:  # the application's error handler says what it was
            self._pause(key)
            raise
        else:
            self._pauses.pop(key, None)
            self._rests_until.pop(key, None)
        finally:
            self._busy.discard(key)

    def _pause(self, key: int) -> None:
        pause = min(_GROWTH * self._pauses.get(key, _SECONDS / _GROWTH), _LONGEST_PAUSE)
        self._pauses[key] = pause
        self._rests_until[key] = time.monotonic() + pause


async def _ask_all(services: Services, messenger: Messenger, due: Sequence[Morning]) -> None:
    failure: WaitError | None = None
    for each in due:
        try:
            await _ask(services, messenger, each)
        except WaitError as exc:  # one chat that has to wait keeps nobody else waiting
            failure = exc
    if failure is not None:
        raise failure


async def _ask(services: Services, messenger: Messenger, due: Morning) -> None:
    """Ask one of them; whoever has not opened a chat with the bot, or has blocked it, is spared.

    Raises:
        MessengerError: Telegram is not reached, or wants the bot to wait; to be tried again.
    """
    person = await services.people.find(due.user_id)
    texts = texts_for((person.language or person.language_code) if person else None)
    film = services.recommending.current.catalog.film(due.movie_id)
    try:
        reply = morning(texts, due.user_id, due.night_id, film, due.movie_id)
        await messenger.send(Destination(due.user_id), reply)
    except (RefusedError, BlockedError) as exc:
        _log.info("somebody cannot be asked how the film was: %s", exc)
    await services.night_mornings.asked(due.night_id, due.user_id)
