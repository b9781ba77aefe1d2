"""Where the inbox hooks into python-telegram-bot: before its updater, and around its handlers."""

import logging
from collections.abc import Awaitable, Coroutine
from typing import Any

from telegram import Update
from telegram.ext import BaseRateLimiter, ExtBot

from bot.telegram.inbox import Inbox
from bot.telegram.order import PersonalOrder
from core.errors import StorageError

_log = logging.getLogger(__name__)


class InboxBot(ExtBot[int]):
    """A bot that writes updates down before it gives them away."""

    __slots__ = ("_inbox",)

    def __init__(
        self,
        inbox: Inbox,
        token: str,
        *,
        base_url: str,
        base_file_url: str,
        rate_limiter: BaseRateLimiter[int],
    ) -> None:
        super().__init__(token, base_url, base_file_url, rate_limiter=rate_limiter)
        self._inbox = inbox

    async def get_updates(self, *args: Any, **options: Any) -> tuple[Update, ...]:  # noqa: ANN401
        """Bot.get_updates.

        Updates that cannot be written down are given away all the same: whoever sent them is told
        at once that nothing can be saved, instead of hearing nothing until it can.
        """
        updates = await super().get_updates(*args, **options)
        # What somebody types inline is out of date before any restart could get to it.
        lasting = [update for update in updates if update.inline_query is None]
        if lasting:
            try:
                await self._inbox.keep(lasting, self.id)
            except StorageError as exc:
                _log.warning("updates are handled without being written down first: %s", exc)
        return updates


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
        await self._inbox.flush()
