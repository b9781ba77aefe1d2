"""When what is sent goes out: every chat waits for itself alone, by a clock of its own.

Telegram takes so many messages from a bot in a while: in one group, in one private chat, and in
all. Whoever sends more is refused (429) and told how long to wait. So each chat has a queue here,
in which its messages keep their order. It is bounded by time: what could not go out within a
minute is not taken at all. Nothing else has a queue, least of all the answer to a pressed button.

All times are those of the event loop, which no clock on the wall moves.
"""

import asyncio
import json
import logging
import math
from collections import deque
from collections.abc import Callable, Coroutine
from contextvars import Context
from http import HTTPStatus
from typing import Any

from telegram.error import InvalidToken, TelegramError
from telegram.ext import BaseRateLimiter
from telegram.request import HTTPXRequest

from bot.service.telemetry.meter import Meter
from bot.telegram.order import aside

_log = logging.getLogger(__name__)

PATIENCE = 60.0  # seconds that a message may wait for its chat's turn
# How many in how many seconds, and how many seconds from one to the next once Telegram refuses.
# In private it speaks of one a second, and lets bursts pass for as long as it pleases.
IN_PRIVATE, IN_A_GROUP, IN_ALL = (30, 1.0, 1.0), (20, 60.0, 3.0), (30, 1.0, 1 / 30)
# What takes its turn in a chat and is no message.
_UNCOUNTED = ("delete", "pin", "unpin", "stop")
_CALM = 60.0  # seconds without a refusal, until there may be bursts again
_GRACE = 15.0  # seconds more for what was taken: sending takes time too
_SLACK = 0.1  # seconds, beyond what Telegram says
_SIGNS = 5  # chats refused one after the other, until the limit is taken to be everybody's
_BEFORE_POLLING = frozenset({"getMe", "deleteWebhook"})
_REVOKED = "Unauthorized"  # what is not found may be a method that a Bot API server does not have
_KEPT = 1024  # clocks, before those of quiet chats are forgotten

Answer = bool | dict[str, Any] | list[dict[str, Any]]
_Call = Callable[[], Coroutine[Any, Any, Answer]]
_Edit = tuple[str, object]  # the method and the message


class TooManyError(TelegramError):
    """So much was sent that for a while nothing more is taken (429)."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"nothing more is taken for {seconds:.0f} s")
        self.seconds = seconds


class PacedRequest(HTTPXRequest):
    """Requests whose refusals are a `TooManyError`.

    The library's own `RetryAfter` warns whoever makes one that it is about to change.
    """

    async def do_request(self, *args: Any, **options: Any) -> tuple[int, bytes]:  # noqa: ANN401
        """HTTPXRequest.do_request."""
        code, payload = await super().do_request(*args, **options)
        if code == HTTPStatus.TOO_MANY_REQUESTS and (seconds := _retry_after(payload)):
            raise TooManyError(seconds)
        return code, payload


class Window:
    """How often something may happen: so many times within any so many seconds.

    After a refusal bursts are over: it happens in even steps, until that went well for a minute.
    """

    def __init__(self, most: int, seconds: float, step: float) -> None:
        self._seconds = seconds
        self._step = step
        self._times: deque[float] = deque(maxlen=most)
        self._held_until = -math.inf
        self._even_until = -math.inf

    def wait(self, now: float, ahead: int = 0) -> float:
        """Seconds until it may happen, when it is to happen `ahead` times before."""
        times, most = self._times, self._times.maxlen or 1
        step = self._step if now < self._even_until else 0.0
        first = max(now, self._held_until, times[-1] + step if times else now)
        free = most - len(times)
        wait = first + ahead * step - now
        if ahead >= most:
            return max(wait, self.wait(now, ahead - most) + self._seconds)
        if ahead >= free:
            return max(wait, times[ahead - free] + self._seconds - now)
        return wait

    def hold(self, now: float) -> float:
        """Seconds until it is not refused any more."""
        return max(self._held_until - now, 0.0)

    def note(self, now: float) -> None:
        """It happens."""
        self._times.append(now)

    def refuse(self, now: float, seconds: float) -> None:
        """It has been refused for so many seconds."""
        self._held_until = max(self._held_until, now + seconds)
        self._even_until = self._held_until + _CALM

    def is_quiet(self, now: float) -> bool:
        """Whether a new one would be the same."""
        last = self._times[-1] if self._times else -math.inf
        return max(last + self._seconds, self._even_until) <= now


class _Item:
    """A message that is to go out, or an edit that may still be replaced by a newer one."""

    def __init__(self, call: _Call, edit: _Edit | None, now: float, *, counts: bool) -> None:
        self.call = call
        self.counts = counts  # among the messages that its chat takes
        self.edit = edit
        self.until = now + PATIENCE + _GRACE
        self.n_callers = 0  # who want to know the outcome; without any it need not be sent
        self.begun = asyncio.Event()  # it is on its way
        self.halted = asyncio.Event()  # it is not, and that will take a while
        self.outcome: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()

    def begin(self) -> None:
        self.halted.clear()
        self.begun.set()

    def halt(self) -> None:
        self.begun.clear()
        self.halted.set()


class _Chat:
    """What waits for one chat's turn; the first of it is on its way, perhaps."""

    def __init__(self, clock: Window) -> None:
        self.clock = clock
        self.items: deque[_Item] = deque()
        self.sender: asyncio.Task[None] | None = None  # while there are items

    def wait(self, now: float) -> float:
        """Seconds until the turn of what would come now."""
        waiting = (item for item in self.items if not item.begun.is_set())
        return self.clock.wait(now, sum(item.counts for item in waiting))

    def waiting_edit(self, edit: _Edit | None) -> _Item | None:
        """What would show the state before; the last of them, where one was refused meanwhile."""
        if edit is None:
            return None
        waiting = (i for i in reversed(self.items) if i.edit == edit and not i.begun.is_set())
        return next(waiting, None)


class Pacer(BaseRateLimiter[int]):
    """The queues of all chats, which every call passes but getUpdates."""

    def __init__(self, meter: Meter) -> None:
        self._meter = meter
        self._chats: dict[int | str, _Chat] = {}
        self._tidied_at = _KEPT  # so many; the more there are, the more rarely
        self._all = Window(*IN_ALL)
        self._gate = asyncio.Lock()  # fair: each chat has one message before it
        self._refused: dict[int | str, float] = {}  # in a row, with the seconds to wait
        self._unsaid = 0  # dropped since the log told of it
        self._told = -math.inf

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Give up what waits; its updates are handled again at the next start."""
        senders = [chat.sender for chat in self._chats.values() if chat.sender is not None]
        for sender in senders:
            sender.cancel()
        await asyncio.gather(*senders, return_exceptions=True)
        self._tell_of_dropped()

    async def process_request(  # noqa: PLR0917 – as python-telegram-bot has it
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,  # noqa: ANN401
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,  # noqa: ARG002
    ) -> Answer:
        """BaseRateLimiter.process_request.

        Raises:
            TooManyError: it could not go out within a minute, or it is not worth any waiting.
        """
        chat_id = data.get("chat_id")
        if chat_id is None or _is_no_message(endpoint):
            if endpoint == "sendChatAction" and (wait := self._wait(chat_id)):
                raise TooManyError(wait)  # it is only for show
            return await _unless_revoked(endpoint, callback(*args, **kwargs))
        edit = (endpoint, data.get("message_id")) if endpoint.startswith("edit") else None
        counts = not endpoint.startswith(_UNCOUNTED)

        def call() -> Coroutine[Any, Any, Answer]:
            return _unless_revoked(endpoint, callback(*args, **kwargs))

        return await self._queued(_key(chat_id), call, edit, counts=counts)

    async def _queued(
        self, chat_id: int | str, call: _Call, edit: _Edit | None, *, counts: bool
    ) -> Answer:
        now = asyncio.get_running_loop().time()
        chat = self._chat(chat_id, now)
        item = chat.waiting_edit(edit)
        if item is not None:
            item.call = call  # the newest state, in the place of the older one
        else:
            wait = chat.wait(now) if counts or chat.items else chat.clock.hold(now)
            if wait > PATIENCE:
                self._dropped()
                raise TooManyError(wait)
            item = _Item(call, edit, now, counts=counts)
            chat.items.append(item)
            if chat.items[0] is not item or max(wait, self._all.wait(now)) > 0:
                item.halt()
        if chat.sender is None:
            # In a context of its own: it sends for whoever comes.
            sending = self._send(chat_id, chat)
            chat.sender = asyncio.get_running_loop().create_task(sending, context=Context())
        item.n_callers += 1
        try:
            while not item.outcome.done():
                if item.halted.is_set():
                    with self._meter.waiting():
                        async with aside():
                            await _first_of(item.begun, item.outcome)
                else:
                    await _first_of(item.halted, item.outcome)
            return item.outcome.result()
        finally:
            item.n_callers -= 1

    async def _send(self, chat_id: int | str, chat: _Chat) -> None:
        """Send what waits for a chat, one after the other, until nothing does."""
        time = asyncio.get_running_loop().time
        try:
            while chat.items:
                item = chat.items[0]
                own = chat.clock.wait(time()) if item.counts else chat.clock.hold(time())
                wait = max(own, self._all.wait(time()))
                if not item.n_callers:
                    chat.items.popleft()
                elif time() + wait > item.until:
                    chat.items.popleft()
                    self._dropped()
                    _fail(item, TooManyError(wait))
                elif own > 0:
                    await asyncio.sleep(own)
                else:
                    async with self._gate:
                        await self._turn_of_all()
                    await self._try(chat_id, chat, item)
        finally:
            for item in chat.items:
                item.outcome.cancel()
            chat.items.clear()
            chat.sender = None

    async def _turn_of_all(self) -> None:
        time = asyncio.get_running_loop().time
        wait = self._all.wait(time())
        while wait > 0:  # all may be told to wait meanwhile
            await asyncio.sleep(wait)
            wait = self._all.wait(time())
        self._all.note(time())

    async def _try(self, chat_id: int | str, chat: _Chat, item: _Item) -> None:
        """Send one; refused for a while, it stays the first of its chat."""
        if item.counts:
            chat.clock.note(asyncio.get_running_loop().time())
        item.begin()
        try:
            answer = await item.call()
        except TooManyError as exc:
            self._on_refusal(chat_id, chat, exc.seconds)
            item.halt()
            return
        except Exception as exc:  # noqa: BLE001 – whatever it is, it belongs to who asked for it
            _fail(item, exc)
        else:
            item.outcome.set_result(answer)
        chat.items.popleft()
        self._refused.clear()

    def _on_refusal(self, chat_id: int | str, chat: _Chat, seconds: float) -> None:
        """Telegram wants a chat to wait; all, when it wants it of one after the other."""
        now = asyncio.get_running_loop().time()
        chat.clock.refuse(now, seconds + _SLACK)
        if seconds > PATIENCE:
            _log.warning("Telegram takes nothing in one chat for %.0f s; it is left out", seconds)
        self._refused[chat_id] = seconds
        if len(self._refused) >= _SIGNS:
            shortest = min(self._refused.values())
            _log.warning("Telegram takes nothing in any chat for %.0f s", shortest)
            self._all.refuse(now, min(shortest, PATIENCE) + _SLACK)
            self._refused.clear()

    def _wait(self, chat_id: object) -> float:
        """Seconds until the next message could go out there."""
        now = asyncio.get_running_loop().time()
        chat = self._chats.get(_key(chat_id))
        own = chat.wait(now) if chat is not None else 0.0
        return max(own, self._all.wait(now))

    def _chat(self, chat_id: int | str, now: float) -> _Chat:
        if chat_id not in self._chats:
            if len(self._chats) >= self._tidied_at:
                self._chats = {
                    key: chat
                    for key, chat in self._chats.items()
                    if chat.sender is not None or not chat.clock.is_quiet(now)
                }
                self._tidied_at = max(_KEPT, 2 * len(self._chats))
            is_private = isinstance(chat_id, int) and chat_id > 0
            self._chats[chat_id] = _Chat(Window(*(IN_PRIVATE if is_private else IN_A_GROUP)))
        return self._chats[chat_id]

    def _dropped(self) -> None:
        """Count it; the log tells of the first at once, and of the others once a minute."""
        self._meter.dropped()
        self._unsaid += 1
        now = asyncio.get_running_loop().time()
        if now >= self._told + PATIENCE:
            self._told = now
            self._tell_of_dropped()

    def _tell_of_dropped(self) -> None:
        if self._unsaid:
            _log.warning(
                "messages not sent because their chats take no more within a minute: %d",
                self._unsaid,
            )
        self._unsaid = 0


async def _unless_revoked(endpoint: str, calling: Coroutine[Any, Any, Answer]) -> Answer:
    """Make a call; where the token does not hold any more, do not come back soon.

    The next poll finds out too and ends the bot. What is under way then was not answered, so that
    the next start, with another token of the same bot, handles it.
    """
    try:
        return await calling
    except InvalidToken as exc:
        if endpoint not in _BEFORE_POLLING and exc.message.startswith(_REVOKED):
            await asyncio.sleep(PATIENCE)
        raise


def _is_no_message(endpoint: str) -> bool:
    """Whether a call puts nothing into a chat, so that no limit of messages is for it."""
    return endpoint.startswith(("get", "set", "answer")) or endpoint == "sendChatAction"


def _key(chat_id: object) -> int | str:
    """A chat as one thing, however it was written."""
    try:
        return int(str(chat_id))
    except ValueError:  # @name
        return str(chat_id)


def _fail(item: _Item, error: Exception) -> None:
    item.outcome.set_exception(error)
    item.outcome.exception()  # seen: it is no fault when nobody is left to look


def _retry_after(payload: bytes) -> float:
    """How long Telegram says to wait; 0 where it does not say it."""
    try:
        said = json.loads(payload)["parameters"]["retry_after"]
    except (ValueError, KeyError, TypeError):
        return 0.0
    return float(said) if isinstance(said, int | float) else 0.0


async def _first_of(event: asyncio.Event, outcome: "asyncio.Future[Answer]") -> None:
    """Wait for one of them, without regard to what it says."""
    happening = asyncio.ensure_future(event.wait())
    awaited: set[asyncio.Future[Any]] = {happening, outcome}
    try:
        await asyncio.wait(awaited, return_when=asyncio.FIRST_COMPLETED)
    finally:
        happening.cancel()
