"""The composition root, the only place that wires: settings → storage → recommender → bot."""

import asyncio
import logging
import math
from collections.abc import AsyncIterator, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from textwrap import shorten

from telegram.error import BadRequest, Conflict, InvalidToken, TelegramError
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
from bot.telegram.pacing import TooManyError
from bot.telegram.reading import LISTENED_TO
from bot.telegram.receiving import NoBotApiError
from bot.telegram.router import add_handlers
from core.errors import RecommenderError

_log = logging.getLogger(__name__)

_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 60.0  # seconds between attempts to connect
_LONGEST_LINE = 300  # characters
_GONE = 300.0  # seconds without a trouble, after which it is one anew
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

    A Telegram that cannot be reached is waited for.

    Raises:
        StartError: the token is refused, or `api_url` is no Bot API.
    """
    inbox = Inbox(services.inbox, services.meter.unreadable)
    application = build_application(token, api_url, services, inbox)
    async with AsyncExitStack() as stack:
        try:
            stack.push_async_callback(application.bot.shutdown)  # also of one that never got up
            await _connect(application, api_url)
            stack.push_async_callback(application.shutdown)
            await application.start()
            updater = application.updater
            if updater is None:
                raise TypeError("the application was built without an updater")
            stack.push_async_callback(_stop, application, updater)
            await inbox.replay(application.bot, application.update_queue)
            await updater.start_polling(
                allowed_updates=list(LISTENED_TO), error_callback=_Troubles().tell
            )
        except InvalidToken as exc:
            raise StartError("Telegram refuses BOT_TOKEN — copy it anew from @BotFather") from exc
        except TelegramError as exc:
            raise StartError(f"{api_url} does not answer: {exc} — check BOT_API_URL") from exc
        messenger = application.bot_data[TelegramMessenger]
        await stack.enter_async_context(_behind(keep_time(services, messenger)))
        await stack.enter_async_context(reporting_trainings(messenger, services))
        await stack.enter_async_context(_behind(introduce(application.bot, ROOMS)))
        yield RunningBot(application, _polling_task())


@asynccontextmanager
async def _behind(work: Coroutine[object, object, None]) -> AsyncIterator[None]:
    """Let something go on that nobody waits for, as long as the block runs."""
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


def _polling_task() -> asyncio.Task[None]:
    """The updater's loop. It ends in silence when the token is revoked, so it is watched."""
    (task,) = (task for task in asyncio.all_tasks() if task.get_name() == _POLLING_TASK)
    return task


async def _connect(application: MovieBot, api_url: str) -> None:
    """Get to know oneself, however long the network takes to come up."""
    pause = _FIRST_PAUSE
    while True:
        try:
            await application.initialize()
        except InvalidToken:
            raise
        # It says something else, or something else about whom it speaks for.
        except (NoBotApiError, AttributeError, LookupError, TypeError, ValueError) as exc:
            raise StartError(f"{api_url} is not a Bot API — check BOT_API_URL") from exc
        except TelegramError as exc:
            if isinstance(exc, BadRequest):
                raise
            if pause == _FIRST_PAUSE:
                _log.warning(
                    "%s does not answer: %s — trying on; check BOT_API_URL if it stays so",
                    api_url,
                    shorten(str(exc), _LONGEST_LINE),
                )
            told = exc.seconds if isinstance(exc, TooManyError) else 0.0
            await asyncio.sleep(max(pause, told))
            pause = min(2 * pause, _LONGEST_PAUSE)
        else:
            if pause > _FIRST_PAUSE:
                _log.warning("%s answers now", api_url)
            return


async def _stop(application: MovieBot, updater: Updater) -> None:
    """Let handlers finish, but not for as long as Telegram may tell a sender to wait."""
    time = asyncio.get_running_loop().time
    patience = time() + _SECONDS_TO_STOP
    is_revoked = False
    if updater.running:  # meanwhile handlers go on
        try:
            await updater.stop()  # acknowledges what has come, or gives up after as many seconds
        except InvalidToken:  # that is what ended polling; answers would not be taken either
            is_revoked, patience = True, time()
    try:
        async with asyncio.timeout_at(max(patience, time() + 1)):
            await application.stop()
    except TimeoutError:
        if not is_revoked:
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
        .concurrent_updates(MeasuredOrder(inbox, services.meter))
        .job_queue(None)
        .build()
    )
    application.bot_data[Services] = services
    application.bot_data[Rooms] = ROOMS
    application.bot_data[Inbox] = inbox
    application.bot_data[TelegramMessenger] = TelegramMessenger(application, ROOMS)
    add_handlers(application, ROOMS)
    return application


class _Troubles:
    """What the log is told of polling: each kind of trouble once, until it was gone for a while."""

    def __init__(self) -> None:
        self._latest: dict[str, float] = {}

    def tell(self, error: TelegramError) -> None:
        """It could not be asked for updates just now."""
        now = asyncio.get_running_loop().time()
        said = _trouble(error)
        kind, _, _ = said.partition(":")
        if now - self._latest.get(kind, -math.inf) > _GONE:
            _log.error("%s", said)
        self._latest[kind] = now


def _trouble(error: TelegramError) -> str:
    if not isinstance(error, Conflict):
        # A whole page may be quoted in it.
        return shorten(f"Telegram does not answer polls, which go on: {error}", _LONGEST_LINE)
    if "webhook" in error.message.lower():
        return (
            "a webhook has been set for this BOT_TOKEN, so Telegram gives this bot no updates: stop"
            " the program that sets it and start this one again, which takes the webhook away"
        )
    return "another program is polling with this BOT_TOKEN: stop one of the two"
