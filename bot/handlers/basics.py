"""/start, /help, /cancel, and what to say to everything that is no command."""

import time

from telegram import Update

from bot import render
from bot.context import Context
from bot.edge import respond, sender
from bot.handlers import rating, recommend
from bot.render import Reply

_PATIENCE = 600  # seconds for which a question waits
_ALBUM = "album"  # key in chat_data: the album answered last


async def on_start(update: Update, context: Context) -> None:
    """/start: who I am and what to do first."""
    person = sender(update)
    await context.services.people.remember(person.id, person.language_code)
    await respond(update, render.welcome(person.first_name))


async def on_help(update: Update, _context: Context) -> None:
    """/help: every command with an example."""
    await respond(update, Reply(render.HELP))


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
    await respond(update, Reply("Cancelled." if waited else "There is nothing to cancel."))


async def on_unknown_command(update: Update, _context: Context) -> None:
    """A command nobody has taught the bot."""
    await respond(update, Reply("I do not know that command. /help shows what I can do."))


async def on_private_text(update: Update, context: Context) -> None:
    """Plain text in private: the answer to a question, or a title to rate."""
    await _answer(update, context, await _waiting(update, context) or rating.QUESTION)


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
    await respond(update, Reply("I only read text. Send me a film title, or /help."))


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
