"""Which update is whose affair: python-telegram-bot's handlers, each of which makes a turn."""

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from telegram import Message, Update
from telegram.ext import (
    CallbackQueryHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    PollAnswerHandler,
    filters,
)

from bot.conversation.rooms import Rooms
from bot.conversation.turn import Turn
from bot.finding.handlers.inline import on_query
from bot.importing.handlers import on_file
from bot.movie_night.handlers.voting import on_vote
from bot.telegram.context import Context, MovieBot
from bot.telegram.errors import on_error
from bot.telegram.turns import turn_of
from bot.welcome import handlers

_ALBUM = "album"  # key in chat_data: the album answered last

_Callback = Callable[[Update, Context], Coroutine[Any, Any, None]]


def add_handlers(application: MovieBot, rooms: Rooms) -> None:
    """Everything the bot listens to."""
    new, private = filters.UpdateType.MESSAGE, filters.ChatType.PRIVATE
    own = ~filters.FORWARDED  # a command that is sent on was given by somebody else, to another
    order = new & own
    application.add_handler(
        MessageHandler(order & filters.COMMAND, _turn(handlers.on_any_command)), group=-1
    )
    for command in rooms.commands:
        # An edited /rate is a correction; editing anything else asks for nothing.
        when = filters.UpdateType.MESSAGES & own if command.corrects else order
        application.add_handler(CommandHandler(command.name, _command(command.handle), when))
    application.add_handler(CallbackQueryHandler(_pressed(rooms)))
    application.add_handler(PollAnswerHandler(_on_vote))
    application.add_handler(InlineQueryHandler(_on_query))
    addressed = private | _AddressedToBot()
    unknown = order & filters.COMMAND & addressed
    application.add_handler(MessageHandler(unknown, _turn(handlers.on_unknown_command)))
    sent_on = new & filters.FORWARDED & filters.COMMAND & private
    application.add_handler(MessageHandler(sent_on, _turn(handlers.on_forwarded_command)))
    application.add_handler(MessageHandler(new & filters.StatusUpdate.MIGRATE, _on_migration))
    # Nobody typed what came by inline mode; its buttons lead on.
    text = new & filters.TEXT & ~filters.COMMAND & ~_ViaThisBot()
    application.add_handler(MessageHandler(text & private, _turn(handlers.on_private_text)))
    edited = filters.UpdateType.EDITED_MESSAGE & own & filters.TEXT & ~filters.COMMAND & private
    application.add_handler(MessageHandler(edited, _turn(handlers.on_edited_text)))
    application.add_handler(MessageHandler(text & _ReplyToBot(), _turn(handlers.on_group_reply)))
    file = new & private & filters.Document.ALL & ~filters.ANIMATION  # those come as both
    application.add_handler(MessageHandler(file, _on_file))
    other = new & private & ~filters.TEXT & ~filters.StatusUpdate.ALL
    application.add_handler(MessageHandler(other, _on_anything_else))
    application.add_error_handler(on_error)


def _turn(handle: Callable[[Turn], Awaitable[None]]) -> _Callback:
    async def on_update(update: Update, context: Context) -> None:
        await handle(await turn_of(update, context))

    return on_update


def _command(handle: Callable[[Turn, str], Awaitable[None]]) -> _Callback:
    async def on_command(update: Update, context: Context) -> None:
        await handle(await turn_of(update, context), " ".join(context.args or ()))

    return on_command


def _pressed(rooms: Rooms) -> _Callback:
    async def on_press(update: Update, context: Context) -> None:
        query = update.callback_query
        if query is not None:
            await rooms.press(await turn_of(update, context), query.data or "")

    return on_press


async def _on_vote(update: Update, context: Context) -> None:
    given = update.poll_answer
    if given is not None:
        turn = await turn_of(update, context)
        await on_vote(turn, given.poll_id, given.option_ids)


async def _on_query(update: Update, context: Context) -> None:
    typed = update.inline_query
    if typed is not None:
        await on_query(await turn_of(update, context), typed.query, typed.offset)


async def _on_migration(update: Update, context: Context) -> None:
    message = update.effective_message
    if message is not None:
        old = message.migrate_from_chat_id or message.chat_id
        new = message.migrate_to_chat_id or message.chat_id
        await handlers.on_migration(await turn_of(update, context), old, new)


async def _on_file(update: Update, context: Context) -> None:
    turn = await turn_of(update, context)
    if turn.message is None or turn.message.file is None:
        raise ValueError("there is no file in the message")
    await on_file(turn, turn.message.file)


async def _on_anything_else(update: Update, context: Context) -> None:
    """Of an album only the first part is answered."""
    message = update.effective_message
    album = message.media_group_id if message is not None else None
    if context.chat_data is not None and album is not None:
        if context.chat_data.get(_ALBUM) == album:
            return
        context.chat_data[_ALBUM] = album
    await handlers.on_anything_else(await turn_of(update, context))


class _AddressedToBot(filters.MessageFilter):
    """Commands that name this bot, "/what@moviebot": in groups the others may be for other bots."""

    def filter(self, message: Message) -> bool:
        bot = message.get_bot()
        command, _, _ = (message.text or "").partition(" ")
        return command.strip().lower().endswith(f"@{bot.username}".lower())


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
