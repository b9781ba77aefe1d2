"""/stats: how the bot is doing, for its admins."""

from bot.conversation.turn import Turn
from bot.operator.admins import admin
from bot.operator.views.stats import Health, health


async def on_command(turn: Turn, _text: str) -> None:
    """/stats.

    Raises:
        Problem: it is no admin who asks.
    """
    admin(turn)
    services = turn.services
    seen = Health(
        await services.usage.read(),
        services.meter.figures(),
        services.recommending.serving,
        await services.retraining.n_new_ratings(),
        services.retraining.run,
    )
    await turn.say(health(turn.texts, seen))
