"""The one place where a failure becomes an answer in a chat and a line in the log."""

import logging

from telegram import Update
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.context import Context
from bot.conversation.offers import Offers
from bot.conversation.reply import Reply
from bot.edge import answer, offer, respond
from bot.language import texts_of
from bot.pictures.painter import PictureError
from bot.problems import Problem
from core.errors import DataError, InputError, ModelError, RecommenderError, StorageError

_log = logging.getLogger(__name__)

# What a failure is called in a chat, by its class or the nearest above it.
_TOLD: dict[type[BaseException], str] = {
    DataError: "problem-data",
    ModelError: "problem-model",
    StorageError: "problem-storage",
    PictureError: "problem-picture",
    InputError: "problem-input",
    BaseException: "problem-bug",
}


async def on_error(update: object, context: Context) -> None:
    """Log what happened, and tell the person in one sentence."""
    error = context.error
    if isinstance(error, Forbidden):
        await _on_forbidden(update, context, error)
        return
    if not isinstance(error, InputError):
        context.services.meter.failed()
    if isinstance(error, InputError):
        _log.debug("a message was not understood")
    elif isinstance(error, RecommenderError):
        _log.warning("%s: %s", type(error).__name__, error)
    elif isinstance(error, RetryAfter | ChatMigrated):
        _log.warning("an answer was not sent: %s", error)
        return  # there it would not arrive either
    elif isinstance(error, NetworkError) and not isinstance(error, BadRequest):
        _log.warning("Telegram was not reached: %s", error)
    else:  # a BadRequest too: the bot has sent something it should not have
        _log.error("a handler failed", exc_info=error)
    if isinstance(update, Update) and error is not None:
        await _tell(update, context, error)


async def _tell(update: Update, context: Context, error: Exception) -> None:
    texts = await texts_of(update, context)
    problem = _problem(error)
    query = update.callback_query
    try:
        if update.inline_query is not None:  # no sentence fits there; the waiting comes to an end
            await offer(update.inline_query, Offers())
            return
        if query is not None and isinstance(error, InputError):
            await answer(query, texts.plain(problem.key, **problem.values), alert=True)
            return
        if query is not None:
            await answer(query)  # answered before, perhaps, so the sentence goes into the chat
        if update.effective_message is not None:
            await respond(update, Reply(texts(problem.key, **problem.values)))
    except TelegramError as exc:
        _log.warning("the person could not be told: %s", exc)


def _problem(error: Exception) -> Problem:
    if isinstance(error, Problem):
        return error
    return Problem(next(_TOLD[kind] for kind in type(error).__mro__ if kind in _TOLD))


async def _on_forbidden(update: object, context: Context, error: Forbidden) -> None:
    """The person blocked the bot, or it was removed from the group: nothing more to say there."""
    _log.info("not allowed to write: %s", error)
    if not isinstance(update, Update) or update.effective_user is None:
        return
    chat = update.effective_chat
    if chat is not None and chat.id == update.effective_user.id:
        await context.services.people.mark_blocked(update.effective_user.id)
