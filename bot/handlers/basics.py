"""/start, /cancel, and what to say to everything that is no command."""

import time

from telegram import Update
from telegram.constants import ChatType

from bot import deep_links
from bot.context import Context
from bot.conversation.reply import Reply
from bot.edge import respond, sender
from bot.handlers import card, deck, export, finding, importing, night_gathering, rating, recommend
from bot.language import texts_of
from bot.views.basics import welcome, welcome_back, welcome_in_group

_PATIENCE = 600  # seconds for which a question waits
_ALBUM = "album"  # key in chat_data: the album answered last


async def on_start(update: Update, context: Context) -> None:
    """/start: who I am and what to do first; with a payload, what its deep link leads to."""
    person, chat = sender(update), update.effective_chat
    await context.services.people.remember(person.id, person.language_code)
    texts = await texts_of(update, context)
    if chat is None or chat.type != ChatType.PRIVATE:
        private_chat = deep_links.link(context.bot.username, deep_links.DECK)
        await respond(update, welcome_in_group(texts, person.first_name, private_chat))
        return
    payload = context.args[0] if context.args else ""
    movie_id = deep_links.film_of(payload)
    if movie_id is not None:
        await card.show_film(update, context, movie_id)
    elif payload == deep_links.DECK:
        await deck.open_deck(update, context)
    elif payload == deep_links.EXPORT:
        await export.on_command(update, context)
    elif payload == deep_links.IMPORT:
        await importing.on_command(update, context)
    elif n_ratings := await context.services.ratings.count(person.id):
        await respond(update, welcome_back(texts, person.first_name, person.id, n_ratings))
    else:
        await respond(update, welcome(texts, person.first_name, person.id))


async def on_any_command(update: Update, context: Context) -> None:
    """Before each command: who asks for something new does not answer an old question."""
    message = update.effective_message
    if message is None or message.from_user is None or "cancel" in (message.text or "").lower():
        return
    if await _waiting(update, context) is not None:
        await context.services.questions.cancel(message.chat_id, message.from_user.id)


async def on_cancel(update: Update, context: Context) -> None:
    """/cancel: stop waiting for an answer."""
    message = update.effective_message
    person = sender(update)
    waited = message is not None and await context.services.questions.cancel(
        message.chat_id, person.id
    )
    texts = await texts_of(update, context)
    await respond(update, Reply(texts("cancelled" if waited else "cancelled-nothing")))


async def on_unknown_command(update: Update, context: Context) -> None:
    """A command nobody has taught the bot."""
    texts = await texts_of(update, context)
    await respond(update, Reply(texts("unknown-command")))


async def on_forwarded_command(update: Update, context: Context) -> None:
    """A command in somebody's message that was sent on: who forwards gives no order."""
    texts = await texts_of(update, context)
    await respond(update, Reply(texts("forwarded-command")))


async def on_migration(update: Update, context: Context) -> None:
    """The group has become a supergroup, with another id: what was asked there waits on there.

    Both chats say so, in any order; the second time there is nothing left to move.
    """
    message = update.effective_message
    if message is None:
        return
    old = message.migrate_from_chat_id or message.chat_id
    new = message.migrate_to_chat_id or message.chat_id
    await context.services.questions.move(old, new)
    await night_gathering.on_migration(context, old, new)


async def on_private_text(update: Update, context: Context) -> None:
    """Plain text in private: the answer to a question, or a title to find."""
    question = await _waiting(update, context)
    if question is not None:
        await _answer(update, context, question)
    elif update.effective_message is not None and update.effective_message.text:
        await finding.find_from_text(update, context, update.effective_message.text)


async def on_group_reply(update: Update, context: Context) -> None:
    """A reply to the bot in a group: the answer to a question, or nothing it need mind."""
    question = await _waiting(update, context)
    if question is not None:
        await _answer(update, context, question)


async def on_anything_else(update: Update, context: Context) -> None:
    """A photo, a sticker, a voice message; of an album only the first part is answered."""
    message = update.effective_message
    album = message.media_group_id if message else None
    if context.chat_data is not None and album is not None:
        if context.chat_data.get(_ALBUM) == album:
            return
        context.chat_data[_ALBUM] = album
    texts = await texts_of(update, context)
    await respond(update, Reply(texts("only-text")))


async def _answer(update: Update, context: Context, question: str) -> None:
    """Take the text as the answer; the question waits on when it was not understood."""
    message = update.effective_message
    if message is None or not message.text:
        return
    if question == recommend.QUESTION:
        await recommend.similar_from_text(update, context, message.text)
    else:
        await rating.rate_from_text(update, context, message.text)
    if await _waiting(update, context) is not None:
        await context.services.questions.cancel(message.chat_id, sender(update).id)


async def _waiting(update: Update, context: Context) -> str | None:
    """The question this person has not answered yet in this chat, unless it is long ago."""
    message = update.effective_message
    if message is None or message.from_user is None:
        return None
    asked = await context.services.questions.peek(message.chat_id, message.from_user.id)
    if asked is None or asked.asked_at < time.time() - _PATIENCE:
        return None
    return asked.question
