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
from bot.edge import answer, respond
from bot.render import Reply
from core.errors import InputError, RecommenderError

_log = logging.getLogger(__name__)


async def on_error(update: object, context: Context) -> None:
    """Log what happened, and tell the person in one sentence."""
    error = context.error
    if isinstance(error, Forbidden):
        await _on_forbidden(update, context, error)
        return
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
    if isinstance(update, Update):
        await _tell(update, error)


async def _tell(update: Update, error: Exception | None) -> None:
    known = error if isinstance(error, RecommenderError) else RecommenderError
    query = update.callback_query
    try:
        if query is not None and isinstance(error, InputError):
            await answer(query, known.user_message, alert=True)
            return
        if query is not None:
            await answer(query)  # answered before, perhaps, so the sentence goes into the chat
        if update.effective_message is not None:
            await respond(update, Reply(known.user_message))
    except TelegramError as exc:
        _log.warning("the person could not be told: %s", exc)


async def _on_forbidden(update: object, context: Context, error: Forbidden) -> None:
    """The person blocked the bot, or it was removed from the group: nothing more to say there."""
    _log.info("not allowed to write: %s", error)
    if not isinstance(update, Update) or update.effective_user is None:
        return
    chat = update.effective_chat
    if chat is not None and chat.id == update.effective_user.id:
        await context.services.people.mark_blocked(update.effective_user.id)
