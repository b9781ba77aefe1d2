"""The composition root, the only place that wires: settings → storage → recommender → bot."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from telegram import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeDefault,
    Message,
)
from telegram.constants import UpdateType
from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError
from telegram.ext import (
    AIORateLimiter,
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from bot.context import Context, MovieBot, Services
from bot.errors import on_error
from bot.handlers import basics, buttons, rating, ratings, recommend
from bot.recommending import RecommenderService, open_service
from bot.render import COMMANDS
from bot.settings import Settings
from bot.state import StateDirectory
from bot.updates import PersonalOrder
from core.errors import RecommenderError
from storage.database import open_database
from storage.models import ModelStore
from storage.people import PersonStore
from storage.questions import QuestionStore
from storage.ratings import RatingStore

_log = logging.getLogger(__name__)

_ALLOWED_UPDATES = [UpdateType.MESSAGE, UpdateType.EDITED_MESSAGE, UpdateType.CALLBACK_QUERY]
_DESCRIPTION = "I learn which films you like from your stars, and find you films you have not seen."


class StartError(RecommenderError):
    """Telegram refuses the bot or cannot be reached; the message says what to do."""


@dataclass(frozen=True, slots=True)
class RunningBot:
    """A bot that polls for updates, and what it runs on."""

    application: MovieBot
    recommending: RecommenderService


@asynccontextmanager
async def open_services(settings: Settings) -> AsyncIterator[Services]:
    """State directory, database and recommender, without Telegram; closed on leaving.

    Raises:
        DataError: the data set cannot be used.
        StorageError: `STATE_DIR` or the database cannot be used.
    """
    state = StateDirectory(settings.state_dir)
    await asyncio.to_thread(state.create)
    async with open_database(state.database) as database:
        recommending = await open_service(settings, state, ModelStore(database))
        yield Services(
            PersonStore(database), RatingStore(database), QuestionStore(database), recommending
        )


@asynccontextmanager
async def running_bot(token: str, api_url: str, services: Services) -> AsyncIterator[RunningBot]:
    """Connect and answer people while the block runs; on leaving, finish what was begun.

    Raises:
        StartError: the token is refused, or `api_url` cannot be reached.
    """
    application = build_application(token, api_url, services)
    async with AsyncExitStack() as stack:
        try:
            await application.initialize()
        except InvalidToken as exc:
            raise StartError("Telegram refuses BOT_TOKEN — copy it anew from @BotFather") from exc
        except NetworkError as exc:
            raise StartError(f"{api_url} cannot be reached: {exc} — check BOT_API_URL") from exc
        stack.push_async_callback(application.shutdown)
        await _introduce(application)
        await application.start()
        stack.push_async_callback(application.stop)
        updater = application.updater
        if updater is None:
            raise TypeError("the application was built without an updater")
        await updater.start_polling(
            allowed_updates=_ALLOWED_UPDATES, error_callback=_on_polling_error
        )
        stack.push_async_callback(updater.stop)
        yield RunningBot(application, services.recommending)


def build_application(token: str, api_url: str, services: Services) -> MovieBot:
    """An application with every handler, not yet connected."""
    application = (
        Application.builder()
        .token(token)
        .base_url(f"{api_url}/bot")
        .base_file_url(f"{api_url}/file/bot")
        .context_types(ContextTypes(context=Context))
        .rate_limiter(AIORateLimiter(max_retries=2))
        .concurrent_updates(PersonalOrder())
        .build()
    )
    application.bot_data[Services] = services
    for name, callback in (
        ("start", basics.on_start),
        ("help", basics.on_help),
        ("cancel", basics.on_cancel),
        ("rate", rating.on_command),
        ("ratings", ratings.on_command),
        ("recommend", recommend.on_recommend),
        ("similar", recommend.on_similar),
    ):
        application.add_handler(CommandHandler(name, callback))
    application.add_handler(CallbackQueryHandler(buttons.on_press))
    private = filters.ChatType.PRIVATE
    application.add_handler(
        MessageHandler(filters.COMMAND & (private | _AddressedToBot()), basics.on_unknown_command)
    )
    application.add_handler(MessageHandler(filters.TEXT & ~filters.COMMAND, basics.on_text))
    application.add_handler(
        MessageHandler(private & ~filters.StatusUpdate.ALL & ~filters.TEXT, basics.on_anything_else)
    )
    application.add_error_handler(on_error)
    return application


class _AddressedToBot(filters.MessageFilter):
    """Commands that name this bot, "/what@moviebot": in groups the others may be for other bots."""

    def filter(self, message: Message) -> bool:
        bot = message.get_bot()
        command = (message.text or "").split(maxsplit=1)[0]
        return command.lower().endswith(f"@{bot.username}".lower())


async def _introduce(application: MovieBot) -> None:
    """Set the command menu and the description; without them the bot still works."""
    commands = [BotCommand(name, text) for name, text in COMMANDS]
    bot = application.bot
    try:
        for scope in (
            BotCommandScopeDefault(),
            BotCommandScopeAllPrivateChats(),
            BotCommandScopeAllGroupChats(),
        ):
            await bot.set_my_commands(commands, scope=scope)
        await bot.set_my_short_description(_DESCRIPTION)
    except TelegramError as exc:
        _log.warning("the command menu was not set: %s", exc)


def _on_polling_error(error: TelegramError) -> None:
    if isinstance(error, Conflict):
        _log.error("another program is polling with this BOT_TOKEN; stop one of the two")
    else:
        _log.warning("polling failed and goes on: %s", error)
