"""The one place where a failure becomes an answer in a chat and a line in the log."""

import logging

from telegram import Update
from telegram.error import TelegramError

from bot.conversation.messenger import (
    BlockedError,
    MessengerError,
    MovedError,
    RefusedError,
    UncertainError,
    UnreachableError,
    WaitError,
)
from bot.conversation.offers import Offers
from bot.conversation.reply import Reply
from bot.conversation.turn import Turn
from bot.pictures.painter import PictureError
from bot.telegram.context import Context
from bot.telegram.inbox import Postponed
from bot.telegram.messenger import translated
from bot.telegram.turns import turn_of
from bot.words.problems import Problem
from core.errors import (
    DataError,
    InputError,
    LockedError,
    ModelError,
    RecommenderError,
    StorageError,
)

_log = logging.getLogger(__name__)

# What a failure is called in a chat, by its class or the nearest above it.
_TOLD: dict[type[BaseException], str] = {
    DataError: "problem-data",
    ModelError: "problem-model",
    StorageError: "problem-storage",
    UncertainError: "problem-uncertain",
    PictureError: "problem-picture",
    InputError: "problem-input",
    BaseException: "problem-bug",
}


async def on_error(update: object, context: Context) -> None:
    """Log what happened, and tell the person in one sentence."""
    error = context.error
    if isinstance(error, TelegramError):
        error = translated(error)
    if isinstance(error, BlockedError):
        await _on_blocked(update, context, error)
        return
    if isinstance(error, WaitError):
        return  # counted where it was given up; there nothing else would arrive either
    if not isinstance(error, InputError | LockedError):
        context.services.meter.failed()
    _write_down(error, context.error)
    if isinstance(error, MovedError):
        return  # there it would not arrive either
    if isinstance(update, Update) and error is not None:
        turn = await turn_of(update, context)
        if not (isinstance(error, LockedError) and await _postponed(turn, update, context)):
            await _tell(turn, error)


def _write_down(error: BaseException | None, cause: BaseException | None) -> None:
    if isinstance(error, InputError):
        _log.debug("a message was not understood")
    elif isinstance(error, MovedError):
        _log.warning("an answer was not sent: %s", error)
    elif isinstance(error, UnreachableError):
        _log.warning("Telegram was not reached: %s", error)
    elif isinstance(error, RecommenderError) and not isinstance(error, RefusedError):
        _log.warning("%s: %s", type(error).__name__, error)
    else:  # refused too: the bot has sent something it should not have
        _log.error("a handler failed", exc_info=cause)


async def _postponed(turn: Turn, update: Update, context: Context) -> bool:
    """Whether what was asked for is done by itself later; then the person hears that, once."""
    inbox = context.inbox
    postponed = inbox.postpone(update) if inbox is not None else Postponed.REFUSED
    if postponed is Postponed.REFUSED:
        return False
    if postponed is Postponed.AGAIN:
        return True
    try:
        await turn.toast(turn.texts.plain("saved-later"))
        # A press is perhaps answered already; but not every one needs a message.
        if turn.message is not None and (turn.press_id is None or postponed is Postponed.FIRST):
            await turn.say(Reply(turn.texts("saved-later")))
    except MessengerError as exc:
        _log.warning("the person could not be told: %s", exc)
    return True


async def _tell(turn: Turn, error: Exception) -> None:
    problem = _problem(error)
    try:
        if turn.query_id is not None:  # no sentence fits there; the waiting comes to an end
            await turn.offer(Offers())
            return
        if turn.press_id is not None and isinstance(error, InputError):
            await turn.alert(turn.texts.plain(problem.key, **problem.values))
            return
        await turn.toast()  # answered before, perhaps, so the sentence goes into the chat
        if turn.message is not None:
            await turn.say(Reply(turn.texts(problem.key, **problem.values)))
    except MessengerError as exc:
        _log.warning("the person could not be told: %s", exc)


def _problem(error: Exception) -> Problem:
    if isinstance(error, Problem):
        return error
    return Problem(next(_TOLD[kind] for kind in type(error).__mro__ if kind in _TOLD))


async def _on_blocked(update: object, context: Context, error: BlockedError) -> None:
    """The person blocked the bot, or it was removed from the group: nothing more to say there."""
    _log.info("not allowed to write: %s", error)
    if not isinstance(update, Update) or update.effective_user is None:
        return
    chat = update.effective_chat
    if chat is not None and chat.id == update.effective_user.id:
        await context.services.people.mark_blocked(update.effective_user.id)
