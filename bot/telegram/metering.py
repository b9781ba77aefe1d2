"""Where the meter hooks into python-telegram-bot: at arrival, around the handlers, at each reply.

Around the handlers is also where a request begins that log lines belong to.
"""

import logging
import time
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from telegram import Update

from bot.service.telemetry.logs import request_scope
from bot.service.telemetry.meter import Meter
from bot.telegram.inbox import Inbox
from bot.telegram.pacing import Answer, Pacer
from bot.telegram.receiving import InboxBot, InboxOrder

_log = logging.getLogger(__name__)

_REPLIES = ("send", "edit", "answer", "copy", "forward")
_NO_REPLIES = frozenset({"sendChatAction"})


class MeasuredBot(InboxBot):
    """An `InboxBot` that notes when updates arrive, and when they are replied to."""

    __slots__ = ("_meter",)

    def __init__(
        self, inbox: Inbox, meter: Meter, token: str, *, base_url: str, base_file_url: str
    ) -> None:
        super().__init__(
            inbox,
            token,
            base_url=base_url,
            base_file_url=base_file_url,
            rate_limiter=_MeasuredPacer(meter),
        )
        self._meter = meter

    async def get_updates(self, *args: Any, **options: Any) -> tuple[Update, ...]:  # noqa: ANN401
        """Bot.get_updates."""
        updates = await super().get_updates(*args, **options)
        self._meter.heard(updates)
        return updates


class MeasuredOrder(InboxOrder):
    """An `InboxOrder` in which each update is a request that is measured and logged."""

    __slots__ = ("_meter",)

    def __init__(self, inbox: Inbox, meter: Meter) -> None:
        super().__init__(inbox)
        self._meter = meter

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Wait for this person's earlier updates, then handle this one."""
        facts = {"update": update.update_id} if isinstance(update, Update) else {}
        with request_scope(**facts), self._meter.handling(update):
            started = time.perf_counter()
            await super().do_process_update(update, coroutine)
            milliseconds = round((time.perf_counter() - started) * 1000)
            _log.info("handled", extra={"kind": _kind(update), "ms": milliseconds})


class _MeasuredPacer(Pacer):
    """A `Pacer` that notes replies, in the context they were made in."""

    async def process_request(  # noqa: PLR0917 – as python-telegram-bot has it
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,  # noqa: ANN401
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Answer:
        """BaseRateLimiter.process_request."""
        result = await super().process_request(
            callback, args, kwargs, endpoint, data, rate_limit_args
        )
        if endpoint == "answerCallbackQuery":
            self._meter.acknowledged()
        elif endpoint.startswith(_REPLIES) and endpoint not in _NO_REPLIES:
            self._meter.replied()
        return result


def _kind(update: object) -> str:
    """What sort of update it is, in Telegram's words and without its content."""
    if not isinstance(update, Update):
        return type(update).__name__
    return next((name for name in Update.__slots__ if _is_content(update, name)), "other")


def _is_content(update: Update, name: str) -> bool:
    return name != "update_id" and not name.startswith("_") and getattr(update, name) is not None
