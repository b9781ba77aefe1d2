"""Sending to Telegram so that what is harmless there does no harm here.

The only place that looks at the texts of Telegram's errors.
"""

import logging
from collections.abc import Sequence

from telegram import (
    CallbackQuery,
    ForceReply,
    InlineQuery,
    InlineQueryResult,
    InlineQueryResultsButton,
    Message,
    ReplyParameters,
    Update,
    User,
)
from telegram.constants import ChatType, ParseMode
from telegram.error import BadRequest

from bot.problems import Problem
from bot.views.parts import NO_PREVIEW, Reply

_log = logging.getLogger(__name__)

_TOAST_LENGTH = 200
_OFFER_SECONDS = 5  # for which Telegram may repeat an offer: a rating given meanwhile changes it
_UNCHANGED = "message is not modified"
_TOO_OLD = "query is too old"
_CANNOT_EDIT = ("message to edit not found", "message can't be edited", "message_id_invalid")


def sender(update: Update) -> User:
    """The person behind an update.

    Raises:
        Problem: nobody in particular, such as a channel or an anonymous administrator.
    """
    message = update.message or update.edited_message
    if update.effective_user is None or (message is not None and message.sender_chat is not None):
        raise Problem("problem-nobody")
    return update.effective_user


async def respond(update: Update, reply: Reply, *, expects_answer: bool = False) -> None:
    """Send a message to where the update came from; in groups as a reply, so that it is clear
    to whom.

    Args:
        update: what is answered.
        reply: what to say.
        expects_answer: in groups, open a reply field: a bot there hears only replies.
    """
    await send(update, reply, expects_answer=expects_answer)


async def send(
    update: Update, reply: Reply, *, expects_answer: bool = False, quotes: bool = False
) -> Message:
    """`respond`, to edit the message later; `quotes`: as a reply in private too."""
    message = update.effective_message
    if message is None:
        raise ValueError("there is no message to respond to")
    in_private = message.chat.type == ChatType.PRIVATE
    answers = (
        None
        if in_private and not quotes
        else ReplyParameters(message.message_id, allow_sending_without_reply=True)
    )
    force = ForceReply(selective=True) if expects_answer and not in_private else None
    return await message.chat.send_message(
        reply.text,
        parse_mode=ParseMode.HTML,
        link_preview_options=NO_PREVIEW,
        reply_markup=reply.keyboard or force,
        reply_parameters=answers,
        message_thread_id=message.message_thread_id if message.is_topic_message else None,
    )


async def rewrite(update: Update, reply: Reply) -> None:
    """Edit the message whose button was pressed; where it cannot be edited, send a new one."""
    message = update.effective_message
    if not isinstance(message, Message):
        raise TypeError("the button has no message")
    if not await edit(message, reply):
        await respond(update, reply)


async def edit(message: Message, reply: Reply) -> bool:
    """Edit a message of the bot's; False where it cannot be edited."""
    try:
        await message.edit_text(
            reply.text,
            ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            reply_markup=reply.keyboard,
        )
    except BadRequest as exc:
        problem = exc.message.lower()
        if _UNCHANGED in problem:
            return True  # pressed twice: it says so already
        if any(reason in problem for reason in _CANNOT_EDIT):
            return False
        raise
    return True


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


async def offer(
    query: InlineQuery,
    results: Sequence[InlineQueryResult],
    *,
    next_offset: str = "",
    button: InlineQueryResultsButton | None = None,
) -> None:
    """Answer what somebody types inline, for them alone; too late, nobody looks at it any more."""
    try:
        await query.answer(
            results,
            cache_time=_OFFER_SECONDS,
            is_personal=True,
            next_offset=next_offset,
            button=button,
        )
    except BadRequest as exc:
        if _TOO_OLD not in exc.message.lower():
            raise
        _log.info("an inline query was answered too late to show it")
