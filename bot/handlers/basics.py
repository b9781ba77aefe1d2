"""/start, /help, /cancel, and what to say to everything that is no command."""

from telegram import Update

from bot import render
from bot.context import Context
from bot.edge import respond, sender
from bot.handlers import rating, recommend
from bot.render import Reply


async def on_start(update: Update, context: Context) -> None:
    """/start: who I am and what to do first."""
    person = sender(update)
    await context.services.people.remember(person.id, person.language_code)
    await respond(update, render.welcome(person.first_name))


async def on_help(update: Update, _context: Context) -> None:
    """/help: every command with an example."""
    await respond(update, Reply(render.HELP))


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


async def on_text(update: Update, context: Context) -> None:
    """Plain text: the answer to a question, or in private a title."""
    message = update.effective_message
    if message is None or not message.text:
        return
    waiting = await context.services.questions.take(message.chat_id, sender(update).id)
    in_private = message.chat.type == message.chat.PRIVATE
    if waiting is not None and waiting.question == recommend.QUESTION:
        await recommend.similar_from_text(update, context, message.text)
    elif waiting is not None or in_private:
        await rating.rate_from_text(update, context, message.text)


async def on_anything_else(update: Update, _context: Context) -> None:
    """A photo, a sticker, a voice message."""
    await respond(update, Reply("I only read text. Send me a film title, or /help."))
