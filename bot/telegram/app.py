"""The composition root of the bot on Telegram: services and rooms → an application that answers.

What lies below, settings → storage → recommender → services, is put together by
`bot.service.services.open_services`, which knows no edge.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, TelegramError
from telegram.ext import (
    Application,
    ContextTypes,
    Updater,
)

from bot.conversation.rooms import Rooms
from bot.movie_night.clock import keep_time
from bot.operator.news import reporting_trainings
from bot.rooms import ROOMS
from bot.service.services import Services
from bot.telegram.context import Bot, Context, MovieBot
from bot.telegram.inbox import Inbox
from bot.telegram.introduction import introduce
from bot.telegram.messenger import TelegramMessenger
from bot.telegram.metering import MeasuredBot, MeasuredOrder
from bot.telegram.reading import LISTENED_TO
from bot.telegram.router import add_handlers
from core.errors import RecommenderError

_log = logging.getLogger(__name__)

_RETRIES = 3
_SECONDS_TO_STOP = 5.0
_POLLING_TASK = "Updater:start_polling:polling_task"  # as python-telegram-bot 22 names it


class StartError(RecommenderError):
    """Telegram refuses the bot or cannot be reached; the message says what to do."""


@dataclass(frozen=True, slots=True)
class RunningBot:
    """A bot that polls for updates, and what it runs on."""

    application: MovieBot
    polling: asyncio.Task[None]  # ends only when it cannot go on

    async def watch(self) -> None:
        """Wait for polling to end, which it does not by itself.

        Raises:
            StartError: Telegram has come to refuse the token; the bot hears nothing any more.
        """
        await asyncio.wait([self.polling])
        if not self.polling.cancelled() and self.polling.exception() is not None:
            raise StartError("Telegram no longer accepts BOT_TOKEN — copy it anew from @BotFather")


@asynccontextmanager
async def running_bot(token: str, api_url: str, services: Services) -> AsyncIterator[RunningBot]:
    """Connect and answer people while the block runs; on leaving, finish what was begun.

    Raises:
        StartError: the token is refused, or `api_url` cannot be reached.
    """
    inbox = Inbox(services.inbox, services.meter.unreadable)
    application = build_application(token, api_url, services, inbox)
    async with AsyncExitStack() as stack:
        try:
            await _initialize(application)
            stack.push_async_callback(application.shutdown)
            await introduce(application.bot, ROOMS)
            await application.start()
            updater = application.updater
            if updater is None:
                raise TypeError("the application was built without an updater")
            stack.push_async_callback(_stop, application, updater)
            await inbox.replay(application.bot, application.update_queue)
            await updater.start_polling(
                bootstrap_retries=_RETRIES,
                allowed_updates=list(LISTENED_TO),
                error_callback=_on_polling_error,
            )
            messenger = application.bot_data[TelegramMessenger]
            await stack.enter_async_context(_keeping_time(services, messenger))
            await stack.enter_async_context(reporting_trainings(messenger, services))
        except InvalidToken as exc:
            raise StartError("Telegram refuses BOT_TOKEN — copy it anew from @BotFather") from exc
        except TelegramError as exc:
            raise StartError(f"{api_url} does not answer: {exc} — check BOT_API_URL") from exc
        yield RunningBot(application, _polling_task())


@asynccontextmanager
async def _keeping_time(services: Services, messenger: TelegramMessenger) -> AsyncIterator[None]:
    """Do what is due in movie nights while the block runs."""
    task = asyncio.create_task(keep_time(services, messenger))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


def _polling_task() -> asyncio.Task[None]:
    """The updater's loop. It ends in silence when the token is revoked, so it is watched."""
    (task,) = (task for task in asyncio.all_tasks() if task.get_name() == _POLLING_TASK)
    return task


async def _initialize(application: MovieBot) -> None:
    """Get to know oneself; a network that is not up yet is given a moment."""
    for attempt in range(_RETRIES):
        try:
            await application.initialize()
        except NetworkError as exc:
            if attempt + 1 == _RETRIES or isinstance(exc, BadRequest):
                raise
            _log.warning("Telegram was not reached: %s", exc)
            await asyncio.sleep(attempt + 1)
        else:
            return


async def _stop(application: MovieBot, updater: Updater) -> None:
    """Let handlers finish, but not for as long as Telegram may tell a sender to wait."""
    patience = asyncio.get_running_loop().time() + _SECONDS_TO_STOP
    if updater.running:  # meanwhile handlers go on
        await updater.stop()  # acknowledges what has come, or gives up after as many seconds
    try:
        async with asyncio.timeout_at(max(patience, asyncio.get_running_loop().time() + 1)):
            await application.stop()
    except TimeoutError:
        _log.warning("some answers were still under way and were not sent")


def build_application(token: str, api_url: str, services: Services, inbox: Inbox) -> MovieBot:
    """An application with every handler, not yet connected."""
    bot: Bot = MeasuredBot(
        inbox,
        services.meter,
        token,
        base_url=f"{api_url}/bot",
        base_file_url=f"{api_url}/file/bot",
    )
    application = (
        Application.builder()
        .bot(bot)
        .context_types(ContextTypes(context=Context))
        .job_queue(None)
        .concurrent_updates(MeasuredOrder(inbox, services.meter))
        .build()
    )
    application.bot_data[Services] = services
    application.bot_data[Rooms] = ROOMS
    application.bot_data[TelegramMessenger] = TelegramMessenger(application, ROOMS)
    add_handlers(application, ROOMS)
    return application


def _on_polling_error(error: TelegramError) -> None:
    if isinstance(error, Conflict):
        _log.error("another program is polling with this BOT_TOKEN; stop one of the two")
    else:
        _log.warning("polling failed and goes on: %s", error)
