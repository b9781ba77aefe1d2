"""From an update to a turn: everything Telegram says of who speaks, where, and to what."""

from typing import TypeVar

from telegram import Chat as TelegramChat
from telegram import Document, MaybeInaccessibleMessage, Update, User
from telegram import Message as TelegramMessage
from telegram.constants import ChatType

from bot.conversation.messenger import MessageAt, SentFile
from bot.conversation.rooms import Rooms
from bot.conversation.turn import Chat, Message, Person, Turn
from bot.service.language import texts_of_person
from bot.telegram.context import Context
from bot.telegram.messenger import TelegramMessenger
from bot.words.texts import Texts, texts_for

_GROUPS = frozenset({ChatType.GROUP, ChatType.SUPERGROUP})


Wired = TypeVar("Wired")


async def turn_of(update: Update, context: Context) -> Turn:
    """The turn of an update, made once.

    Works for everything that arrives, also while the database cannot be read, so that errors can
    be told too.
    """
    if context.turn is None:
        context.turn = await _turn(update, context)
    return context.turn


async def _turn(update: Update, context: Context) -> Turn:
    query, typed = update.callback_query, update.inline_query
    message, chat = update.effective_message, update.effective_chat
    services = context.services
    return Turn(
        speaker=_speaker(update),
        chat=_chat(chat, message) if chat is not None else None,
        message=_message(message) if message is not None else None,
        texts=await _texts(update.effective_user, context),
        recommender=services.recommending.current,
        services=services,
        messenger=_wired(context, TelegramMessenger),
        menu=_wired(context, Rooms).menu,
        press_id=query.id if query is not None else None,
        query_id=typed.id if typed is not None else None,
    )


_NAMELESS = "?"


def _wired(context: Context, kind: type[Wired]) -> Wired:
    """What the application was given by its composition root.

    Raises:
        TypeError: it was not.
    """
    found = context.application.bot_data.get(kind)
    if not isinstance(found, kind):
        raise TypeError(f"the application has no {kind.__name__}")
    return found


def _person(user: User) -> Person:
    """A deleted account has no name left, and the library then says None for all of it."""
    first_name = user.first_name or user.last_name or user.username or _NAMELESS
    return Person(user.id, first_name, user.full_name or first_name, user.language_code)


def _speaker(update: Update) -> Person | None:
    """None for a channel and for anonymous administrators."""
    vote = update.poll_answer
    if vote is not None:
        return _person(vote.user) if vote.user is not None and vote.voter_chat is None else None
    message, user = update.message or update.edited_message, update.effective_user
    if user is None or (message is not None and message.sender_chat is not None):
        return None
    return _person(user)


async def _texts(user: User | None, context: Context) -> Texts:
    """In the language that somebody chose, else the one Telegram says; English for nobody."""
    if user is None:
        return texts_for(None)
    return await texts_of_person(context.services.people, user.id, user.language_code or "")


def _chat(chat: TelegramChat, message: MaybeInaccessibleMessage | None) -> Chat:
    in_topic = isinstance(message, TelegramMessage) and message.is_topic_message
    thread = message.message_thread_id if isinstance(message, TelegramMessage) else None
    return Chat(
        chat.id,
        is_private=chat.type == ChatType.PRIVATE,
        is_group=chat.type in _GROUPS,
        thread_id=thread if in_topic else None,
    )


def _message(message: MaybeInaccessibleMessage) -> Message:
    """Of one that Telegram does not know any more only the ids are left."""
    if not isinstance(message, TelegramMessage):
        return Message(MessageAt(message.chat.id, message.message_id))
    replied = message.reply_to_message
    return Message(
        MessageAt(message.chat_id, message.message_id),
        text=message.text or "",
        is_forwarded=message.forward_origin is not None,
        file=_file(message.document),
        replied_file=_file(replied.document) if replied is not None else None,
    )


def _file(document: Document | None) -> SentFile | None:
    if document is None:
        return None
    return SentFile(document.file_id, document.file_name or "", document.file_size)
