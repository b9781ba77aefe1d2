"""/language: the language the bot speaks with one person, wherever they meet."""

from telegram import Update

from bot.callbacks import ChooseLanguage
from bot.context import Context
from bot.edge import acknowledge, respond, rewrite, sender
from bot.introduction import show_menu
from bot.language import texts_of
from bot.texts import texts_for
from bot.views.language import choose_language


async def on_command(update: Update, context: Context) -> None:
    """/language: the choice."""
    owner = sender(update).id
    person = await context.services.people.find(owner)
    texts = await texts_of(update, context)
    chosen = person.language if person is not None else None
    await respond(update, choose_language(texts, owner, chosen))


async def on_choose(update: Update, context: Context, press: ChooseLanguage) -> None:
    """A language: everything from this answer on is said in it."""
    owner, chosen = sender(update), press.language
    await context.services.people.set_language(owner.id, chosen)
    texts = texts_for(chosen or owner.language_code)
    await acknowledge(update, texts.plain("toast-language"))
    await rewrite(update, choose_language(texts, owner.id, chosen))
    await show_menu(context.bot, owner.id, texts if chosen is not None else None)
