"""The composition root, the only place that wires: settings → storage → recommender → bot."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from telegram import Message
from telegram.constants import UpdateType
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, TelegramError
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    PollAnswerHandler,
    Updater,
    filters,
)

from bot.context import Bot, Context, MovieBot, Services
from bot.errors import on_error
from bot.handlers import (
    basics,
    buttons,
    export,
    forget,
    guide,
    importing,
    inline,
    language,
    models,
    movie_night,
    night_voting,
    privacy,
    profile,
    rating,
    ratings,
    recommend,
    retrain,
    stats,
    watchlist,
)
from bot.inbox import Inbox
from bot.introduction import introduce
from bot.memory import give_back_large_arrays
from bot.metering import MeasuredBot, MeasuredOrder
from bot.movie_night.clock import SECONDS, NightClock
from bot.movie_night.roster import redraw_all
from bot.pictures.painter import Painter
from bot.recommending import open_service
from bot.retraining import RetrainingService
from bot.settings import Settings
from bot.state import StateDirectory
from bot.training_news import telling_of_trainings
from core.errors import RecommenderError
from storage.cards import CardStore
from storage.database import Clock, open_database, utc_seconds
from storage.imports import ImportStore
from storage.inbox import InboxStore
from storage.marks import MarkStore
from storage.models import ModelStore
from storage.night_mornings import MorningStore
from storage.night_votes import VoteStore
from storage.nights import NightStore
from storage.people import PersonStore
from storage.questions import QuestionStore
from storage.ratings import RatingStore
from storage.trainings import TrainingStore
from storage.usage import UsageStore

_log = logging.getLogger(__name__)

_ALLOWED_UPDATES = [
    UpdateType.MESSAGE,
    UpdateType.EDITED_MESSAGE,
    UpdateType.CALLBACK_QUERY,
    UpdateType.INLINE_QUERY,
    UpdateType.POLL_ANSWER,
]
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
async def open_services(
    settings: Settings, *, clock: Clock = utc_seconds
) -> AsyncIterator[Services]:
    """State directory, database and recommender, without Telegram; closed on leaving.

    Args:
        settings: where all of it is.
        clock: what is written down as the time, and decides what is due.

    Raises:
        DataError: the data set cannot be used.
        StorageError: `STATE_DIR` or the database cannot be used.
    """
    give_back_large_arrays()
    state = StateDirectory(settings.state_dir)
    await asyncio.to_thread(state.create)
    async with open_database(state.database, clock=clock) as database, AsyncExitStack() as stack:
        models = ModelStore(database)
        recommending = await open_service(settings, state, models)
        retraining = RetrainingService(recommending, TrainingStore(database), settings, state)
        stack.push_async_callback(retraining.close)
        yield Services(
            PersonStore(database),
            RatingStore(database),
            MarkStore(database),
            CardStore(database),
            ImportStore(database),
            NightStore(database),
            VoteStore(database),
            MorningStore(database),
            QuestionStore(database),
            InboxStore(database),
            recommending,
            Painter(),
            UsageStore(database),
            models,
            retraining,
            settings.admin_ids,
            ask_after=settings.ask_after_hours * 3600,
        )


@asynccontextmanager
async def running_bot(token: str, api_url: str, services: Services) -> AsyncIterator[RunningBot]:
    """Connect and answer people while the block runs; on leaving, finish what was begun.

    Raises:
        StartError: the token is refused, or `api_url` cannot be reached.
    """
    inbox = Inbox(services.inbox)
    application = build_application(token, api_url, services, inbox)
    async with AsyncExitStack() as stack:
        try:
            await _initialize(application)
            stack.push_async_callback(application.shutdown)
            await introduce(application.bot)
            await application.start()
            updater = application.updater
            if updater is None:
                raise TypeError("the application was built without an updater")
            stack.push_async_callback(_stop, application, updater)
            await inbox.replay(application.bot, application.update_queue)
            await updater.start_polling(
                bootstrap_retries=_RETRIES,
                allowed_updates=_ALLOWED_UPDATES,
                error_callback=_on_polling_error,
            )
            _start_clock(application)
            await stack.enter_async_context(telling_of_trainings(application.bot, services))
        except InvalidToken as exc:
            raise StartError("Telegram refuses BOT_TOKEN — copy it anew from @BotFather") from exc
        except TelegramError as exc:
            raise StartError(f"{api_url} does not answer: {exc} — check BOT_API_URL") from exc
        yield RunningBot(application, _polling_task())


def _start_clock(application: MovieBot) -> None:
    """After the updates from before this start: a vote among them counts before its round ends."""
    if application.job_queue is None:
        raise TypeError("the application was built without a job queue")
    late = {"misfire_grace_time": None}  # after a moment in which the loop was busy is early enough
    application.job_queue.run_repeating(NightClock().look, SECONDS, first=0, job_kwargs=late)
    application.job_queue.run_once(redraw_all, 0, job_kwargs=late)


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
        .concurrent_updates(MeasuredOrder(inbox, services.meter))
        .build()
    )
    application.bot_data[Services] = services
    new, private = filters.UpdateType.MESSAGE, filters.ChatType.PRIVATE
    own = ~filters.FORWARDED  # a command that is sent on was given by somebody else, to another
    order = new & own
    application.add_handler(
        MessageHandler(order & filters.COMMAND, basics.on_any_command), group=-1
    )
    # An edited /rate is a correction; editing anything else asks for nothing.
    application.add_handler(
        CommandHandler("rate", rating.on_command, filters.UpdateType.MESSAGES & own)
    )
    for name, callback in (
        ("start", basics.on_start),
        ("help", guide.on_help),
        ("cancel", basics.on_cancel),
        ("ratings", ratings.on_command),
        ("watchlist", watchlist.on_command),
        ("profile", profile.on_command),
        ("export", export.on_command),
        ("forget", forget.on_command),
        ("import", importing.on_command),
        ("recommend", recommend.on_recommend),
        ("similar", recommend.on_similar),
        ("movienight", movie_night.on_command),
        ("language", language.on_command),
        ("privacy", privacy.on_command),
        ("retrain", retrain.on_command),
        ("models", models.on_models),
        ("rollback", models.on_rollback),
        ("stats", stats.on_command),
    ):
        application.add_handler(CommandHandler(name, callback, order))
    application.add_handler(CallbackQueryHandler(buttons.on_press))
    application.add_handler(PollAnswerHandler(night_voting.on_answer))
    application.add_handler(InlineQueryHandler(inline.on_query))
    addressed = private | _AddressedToBot()
    application.add_handler(
        MessageHandler(order & filters.COMMAND & addressed, basics.on_unknown_command)
    )
    sent_on = new & filters.FORWARDED & filters.COMMAND
    application.add_handler(MessageHandler(sent_on & private, basics.on_forwarded_command))
    application.add_handler(MessageHandler(new & filters.StatusUpdate.MIGRATE, basics.on_migration))
    # Nobody typed what came by inline mode; its buttons lead on.
    text = new & filters.TEXT & ~filters.COMMAND & ~_ViaThisBot()
    application.add_handler(MessageHandler(text & private, basics.on_private_text))
    application.add_handler(MessageHandler(text & _ReplyToBot(), basics.on_group_reply))
    file = new & private & filters.Document.ALL & ~filters.ANIMATION  # those come as both
    application.add_handler(MessageHandler(file, importing.on_document))
    other = new & private & ~filters.TEXT & ~filters.StatusUpdate.ALL
    application.add_handler(MessageHandler(other, basics.on_anything_else))
    application.add_error_handler(on_error)
    return application


class _AddressedToBot(filters.MessageFilter):
    """Commands that name this bot, "/what@moviebot": in groups the others may be for other bots."""

    def filter(self, message: Message) -> bool:
        bot = message.get_bot()
        command = (message.text or "").split(maxsplit=1)[0]
        return command.lower().endswith(f"@{bot.username}".lower())


class _ViaThisBot(filters.MessageFilter):
    """What somebody has picked from this bot's own offers."""

    def filter(self, message: Message) -> bool:
        return message.via_bot is not None and message.via_bot.id == message.get_bot().id


class _ReplyToBot(filters.MessageFilter):
    """Replies to what this bot has said."""

    def filter(self, message: Message) -> bool:
        replied = message.reply_to_message
        author = replied.from_user if replied else None
        return author is not None and author.id == message.get_bot().id


def _on_polling_error(error: TelegramError) -> None:
    if isinstance(error, Conflict):
        _log.error("another program is polling with this BOT_TOKEN; stop one of the two")
    else:
        _log.warning("polling failed and goes on: %s", error)
