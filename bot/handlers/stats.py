"""/stats: how the bot is doing, for its admins."""

from telegram import Update

from bot.admins import admin
from bot.context import Context
from bot.edge import respond
from bot.language import texts_of
from bot.views.stats import Health, health


async def on_command(update: Update, context: Context) -> None:
    """/stats.

    Raises:
        Problem: it is no admin who asks.
    """
    admin(update, context)
    services = context.services
    texts = await texts_of(update, context)
    seen = Health(
        await services.usage.read(),
        services.meter.figures(),
        services.recommending.serving,
        await services.retraining.n_new_ratings(),
        services.retraining.run,
    )
    await respond(update, health(texts, seen))
