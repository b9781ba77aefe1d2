"""Sending to Telegram so that what is harmless there does no harm here.

The only place that looks at the texts of Telegram's errors.
"""

import logging

from telegram import CallbackQuery, ForceReply, Message, ReplyParameters, Update, User
from telegram.constants import ChatType, ParseMode
from telegram.error import BadRequest

from bot.render import Reply
from core.errors import InputError

_log = logging.getLogger(__name__)

_TOAST_LENGTH = 200
_UNCHANGED = "message is not modified"
_TOO_OLD = "query is too old"
_CANNOT_EDIT = ("message to edit not found", "message can't be edited", "message_id_invalid")


def sender(update: Update) -> User:
    """The person behind an update.

    Raises:
        InputError: nobody in particular, such as a channel or an anonymous administrator.
    """
    message = update.message or update.edited_message
    if update.effective_user is None or (message is not None and message.sender_chat is not None):
        raise InputError(
            "I cannot tell who you are here. Please write under your own name or in private."
        )
    return update.effective_user


async def respond(update: Update, reply: Reply, *, expects_answer: bool = False) -> None:
    """Send a message to where the update came from; in groups as a reply, so that it is clear
    to whom.

    Args:
        update: what is answered.
        reply: what to say.
        expects_answer: in groups, open a reply field: a bot there hears only replies.
    """
    message = update.effective_message
    if message is None:
        raise ValueError("there is no message to respond to")
    in_private = message.chat.type == ChatType.PRIVATE
    answers = (
        None
        if in_private
        else ReplyParameters(message.message_id, allow_sending_without_reply=True)
    )
    force = ForceReply(selective=True) if expects_answer and not in_private else None
    await message.chat.send_message(
        reply.text,
        parse_mode=ParseMode.HTML,
        reply_markup=reply.keyboard or force,
        reply_parameters=answers,
        message_thread_id=message.message_thread_id if message.is_topic_message else None,
    )


async def rewrite(update: Update, reply: Reply) -> None:
    """Edit the message whose button was pressed; where it cannot be edited, send a new one."""
    message = update.effective_message
    if not isinstance(message, Message):
        raise TypeError("the button has no message")
    try:
        await message.edit_text(reply.text, ParseMode.HTML, reply_markup=reply.keyboard)
    except BadRequest as exc:
        problem = exc.message.lower()
        if _UNCHANGED in problem:
            return  # pressed twice: it says so already
        if not any(reason in problem for reason in _CANNOT_EDIT):
            raise
        await respond(update, reply)


async def answer(query: CallbackQuery, toast: str = "", *, alert: bool = False) -> None:
    """Stop the button's spinner, with a short text if there is one."""
    text = toast if len(toast) <= _TOAST_LENGTH else toast[: _TOAST_LENGTH - 1] + "…"
    try:
        await query.answer(text or None, show_alert=alert)
    except BadRequest as exc:
        if _TOO_OLD not in exc.message.lower():
            raise
        _log.info("a button was answered too late to show it")


async def acknowledge(update: Update, toast: str = "") -> None:
    """Answer the press behind an update; before anything slower, so that its spinner stops."""
    if update.callback_query is not None:
        await answer(update.callback_query, toast)
