"""Where the inbox hooks into python-telegram-bot: before its updater, and around its handlers."""

import asyncio
import logging
from collections.abc import Awaitable, Coroutine
from typing import Any

from telegram import Update
from telegram.error import InvalidToken, NetworkError, TelegramError
from telegram.ext import BaseRateLimiter, ExtBot

from bot.telegram.connection import open_requests
from bot.telegram.inbox import Inbox
from bot.telegram.order import PersonalOrder
from bot.telegram.reading import Arrived, UnreadableError, number, read_update
from core.errors import StorageError

_log = logging.getLogger(__name__)

_PAUSE = 1.0  # seconds after an answer in which nothing leads on


class NoBotApiError(NetworkError):
    """The answer is JSON, but none of a Bot API."""


class InboxBot(ExtBot[int]):
    """A bot that writes updates down before it gives them away."""

    __slots__ = ("_inbox", "_raw")

    def __init__(
        self,
        inbox: Inbox,
        token: str,
        *,
        base_url: str,
        base_file_url: str,
        rate_limiter: BaseRateLimiter[int],
    ) -> None:
        updates, others = open_requests(base_url)
        super().__init__(token, base_url, base_file_url, others, updates, rate_limiter=rate_limiter)
        self._inbox = inbox
        self._raw: object = []  # what getUpdates brought last

    async def delete_webhook(self, *args: Any, **options: Any) -> bool:  # noqa: ANN401
        """Bot.delete_webhook, before polling begins; as a rule there is none to wait for.

        Where there is one and it stays, the polls say so.
        """
        try:
            return await super().delete_webhook(*args, **options)
        except InvalidToken:
            raise
        except TelegramError as exc:
            _log.info("whether there is a webhook was not asked: %s", exc)
            return False

    async def get_updates(
        self,
        offset: int | None = None,
        *args: Any,  # noqa: ANN401
        **options: Any,  # noqa: ANN401
    ) -> tuple[Update, ...]:
        """Bot.get_updates, but what cannot be read is an update of which only the number is left.

        So the updater acknowledges it. Updates that cannot be written down are given away all the
        same: whoever sent them is told at once that nothing can be saved, instead of hearing
        nothing until it can.
        """
        await super().get_updates(offset, *args, **options)
        raws = self._raw if isinstance(self._raw, list) else [self._raw]
        arrived = number(raws, offset)
        updates: list[Update] = []
        lasting: list[tuple[Update, dict[str, Any]]] = []
        for each in arrived:
            try:
                update, kept = read_update(each, self)
            except UnreadableError as exc:
                self._inbox.put_aside(each.number, exc)
                if each.number is not None:
                    updates.append(Update(each.number))
                continue
            updates.append(update)
            # What somebody types inline is out of date before any restart could get to it.
            if kept is not None and update.inline_query is None:
                lasting.append((update, kept))
        if lasting:
            try:
                await self._inbox.keep(lasting, self.id)
            except StorageError as exc:
                _log.warning("updates are handled without being written down first: %s", exc)
        if raws and not any(_is_later(each, offset) for each in arrived):
            await asyncio.sleep(_PAUSE)  # most likely the same will come again
        newest = max((update.update_id for update in updates), default=0)
        if updates and updates[-1].update_id < newest:  # by the last one the updater acknowledges
            updates.append(Update(newest))
        return tuple(updates)

    async def _post(self, endpoint: str, *args: Any, **options: Any) -> Any:  # noqa: ANN401
        """Keep back what getUpdates brings: the library would read all of it or nothing.

        Raises:
            NoBotApiError: the library takes such an answer for a fault of its own, and polls on
                without a pause.
        """
        try:
            result = await super()._post(endpoint, *args, **options)
        except TelegramError:
            raise
        except (AttributeError, LookupError, RecursionError, TypeError, ValueError) as exc:
            raise NoBotApiError("what came is no answer of a Bot API") from exc
        if endpoint != "getUpdates":
            return result
        self._raw = result
        return []


def _is_later(arrived: Arrived, offset: int | None) -> bool:
    """Whether acknowledging it leads on."""
    return arrived.is_numbered and (arrived.number or 0) >= (offset or 0)


class InboxOrder(PersonalOrder):
    """`PersonalOrder` that crosses each update out before the same person's next one begins."""

    __slots__ = ("_inbox",)

    def __init__(self, inbox: Inbox) -> None:
        super().__init__()
        self._inbox = inbox

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Wait for this person's earlier updates, then handle this one."""
        handling = self._inbox.handle(update, coroutine)
        try:
            await super().do_process_update(update, handling)
        finally:  # cancelled, or handled before: Python wants to hear that nobody will await them
            handling.close()
            if isinstance(coroutine, Coroutine):
                coroutine.close()

    async def shutdown(self) -> None:
        """Cross out what was handled while the database could not be written."""
        await super().shutdown()
        await self._inbox.close()
