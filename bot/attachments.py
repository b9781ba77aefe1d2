"""Pictures and files: sent, fetched, and what the chat shows while they are being made."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import Document, Message, ReplyParameters, Update
from telegram.constants import ChatAction, ChatType, ParseMode
from telegram.error import TelegramError

from bot.context import Bot
from bot.problems import Problem
from bot.texts import Html

_log = logging.getLogger(__name__)

_SECONDS = 60.0  # for a download
_SHOWN = 4.5  # seconds; Telegram's applications forget an action after five


async def respond_with_photo(update: Update, photo: bytes, caption: Html) -> None:
    """Send a picture to where the update came from; in groups as a reply.

    Args:
        caption: at most 1024 characters as shown.
    """
    message = _answered(update)
    await message.chat.send_photo(
        photo,
        caption,
        parse_mode=ParseMode.HTML,
        reply_parameters=_quoting(message),
        message_thread_id=_thread(message),
    )


async def respond_with_file(update: Update, content: bytes, name: str, caption: Html) -> None:
    """Send a file to where the update came from; in groups as a reply.

    Args:
        caption: at most 1024 characters as shown.
    """
    message = _answered(update)
    await message.chat.send_document(
        content,
        caption,
        filename=name,
        parse_mode=ParseMode.HTML,
        reply_parameters=_quoting(message),
        message_thread_id=_thread(message),
    )


async def download(bot: Bot, document: Document) -> bytes:
    """What is in a file that somebody has sent.

    Raises:
        Problem: Telegram does not give it.
    """
    try:
        async with asyncio.timeout(_SECONDS):  # others may be waiting for their turn
            file = await bot.get_file(document)
            return bytes(await file.download_as_bytearray())
    except (TelegramError, TimeoutError) as exc:
        _log.warning("a file was not downloaded: %s", str(exc) or "it took too long")
        raise Problem("problem-import-download") from exc


@asynccontextmanager
async def showing(update: Update, action: ChatAction) -> AsyncIterator[None]:
    """Show an action ("sending a photo…") where the update came from, while the block runs."""
    task = asyncio.create_task(_show(_answered(update), action))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


async def _show(message: Message, action: ChatAction) -> None:
    try:
        while True:
            await message.chat.send_action(action, message_thread_id=_thread(message))
            await asyncio.sleep(_SHOWN)
    except TelegramError as exc:  # it is only for show
        _log.info("what is being done was not shown: %s", exc)


def _answered(update: Update) -> Message:
    message = update.effective_message
    if message is None:
        raise ValueError("there is no message to respond to")
    return message


def _quoting(message: Message) -> ReplyParameters | None:
    """Shows in groups who is answered."""
    if message.chat.type == ChatType.PRIVATE:
        return None
    return ReplyParameters(message.message_id, allow_sending_without_reply=True)


def _thread(message: Message) -> int | None:
    """The topic of a group that a message stands in."""
    return message.message_thread_id if message.is_topic_message else None
