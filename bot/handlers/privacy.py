"""/privacy: what becomes of one's ratings, and whether models may learn from them."""

from telegram import Update

from bot.callbacks import Contribute
from bot.context import Context
from bot.edge import acknowledge, respond, rewrite, sender
from bot.language import texts_of
from bot.views.privacy import privacy


async def on_command(update: Update, context: Context) -> None:
    """/privacy: how it stands, and a button to change it."""
    owner = sender(update).id
    person = await context.services.people.find(owner)
    texts = await texts_of(update, context)
    contributing = person is None or person.opted_out_at is None
    await respond(update, privacy(texts, owner, contributing=contributing))


async def on_contribute(update: Update, context: Context, press: Contribute) -> None:
    """Learn from their ratings from the next training on, or leave them out."""
    contributing = bool(press.contributing)
    await context.services.people.set_contributing(press.owner, contributing)
    texts = await texts_of(update, context)
    toast = texts.plain("toast-privacy-in" if contributing else "toast-privacy-out")
    await acknowledge(update, toast)
    await rewrite(update, privacy(texts, press.owner, contributing=contributing))
