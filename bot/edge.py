"""Sending to Telegram so that what is harmless there does no harm here.

The only place that looks at the texts of Telegram's errors.
"""

import logging

from telegram import (
    Bot,
    CallbackQuery,
    ForceReply,
    InlineQuery,
    Message,
    Poll,
    ReplyParameters,
    Update,
    User,
)
from telegram.constants import ChatType, ParseMode
from telegram.error import BadRequest

from bot.conversation.offers import Offers
from bot.conversation.reply import Reply
from bot.problems import Problem
from bot.telegram.markup import NO_PREVIEW, article, markup, results_button

_log = logging.getLogger(__name__)

_TOAST_LENGTH = 200
_OFFER_SECONDS = 5  # for which Telegram may repeat an offer: a rating given meanwhile changes it
_UNCHANGED = "message is not modified"
_TOO_OLD = "query is too old"
_NO_SUCH_MESSAGE = ("message to be replied not found", "replied message not found")
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
        reply_markup=markup(reply.keyboard) or force,
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
    return await edit_at(message.get_bot(), message.chat_id, message.message_id, reply)


async def edit_at(bot: Bot, chat_id: int, message_id: int, reply: Reply) -> bool:
    """`edit`, where only the ids of the message are known."""
    try:
        await bot.edit_message_text(
            reply.text,
            chat_id,
            message_id,
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            reply_markup=markup(reply.keyboard),
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


async def offer(query: InlineQuery, offers: Offers) -> None:
    """Answer what somebody types inline, for them alone; too late, nobody looks at it any more."""
    try:
        await query.answer(
            [article(each) for each in offers.offers],
            cache_time=_OFFER_SECONDS,
            is_personal=True,
            next_offset=offers.next_offset,
            button=results_button(offers.lead) if offers.lead else None,
        )
    except BadRequest as exc:
        if _TOO_OLD not in exc.message.lower():
            raise
        _log.info("an inline query was answered too late to show it")


async def tell(bot: Bot, chat_id: int, reply: Reply, *, thread_id: int | None = None) -> Message:
    """Send a message to where no update comes from."""
    return await bot.send_message(
        chat_id,
        reply.text,
        parse_mode=ParseMode.HTML,
        link_preview_options=NO_PREVIEW,
        reply_markup=markup(reply.keyboard),
        message_thread_id=thread_id,
    )


async def reply_at(
    bot: Bot, chat_id: int, message_id: int, reply: Reply, *, or_alone: bool = False
) -> Message | None:
    """Reply without a sound to a message of which only the id is known.

    Returns:
        None where there is no such message; with `or_alone` the reply then stands by itself.
    """
    try:
        return await bot.send_message(
            chat_id,
            reply.text,
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            reply_markup=markup(reply.keyboard),
            reply_parameters=ReplyParameters(message_id, allow_sending_without_reply=or_alone),
            disable_notification=True,
        )
    except BadRequest as exc:
        if any(reason in exc.message.lower() for reason in _NO_SUCH_MESSAGE):
            return None
        raise


async def delete(bot: Bot, chat_id: int, message_id: int) -> None:
    """Delete a message, if it is still there."""
    try:
        await bot.delete_message(chat_id, message_id)
    except BadRequest as exc:
        _log.debug("not deleted: %s", exc)


async def stop_poll(bot: Bot, chat_id: int, message_id: int) -> Poll | None:
    """End a poll; None where it has ended before, or its message is gone."""
    try:
        return await bot.stop_poll(chat_id, message_id)
    except BadRequest as exc:
        _log.info("a poll was not stopped: %s", exc)
        return None


async def pin(bot: Bot, chat_id: int, message_id: int) -> None:
    """Pin a message without a sound, where the bot may."""
    try:
        await bot.pin_chat_message(chat_id, message_id, disable_notification=True)
    except BadRequest as exc:
        _log.debug("not pinned: %s", exc)


async def unpin(bot: Bot, chat_id: int, message_id: int) -> None:
    """Unpin a message, if it is pinned."""
    try:
        await bot.unpin_chat_message(chat_id, message_id)
    except BadRequest as exc:
        _log.debug("not unpinned: %s", exc)
