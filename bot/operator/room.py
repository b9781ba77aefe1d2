"""What this feature answers to: /retrain, /models, /rollback, /stats."""

from bot.conversation.rooms import Command, Room
from bot.operator.handlers import models, retrain, stats

COMMANDS = (
    Command("retrain", retrain.on_command),
    Command("models", models.on_models),
    Command("rollback", models.on_rollback),
    Command("stats", stats.on_command),
)
ROOM = Room(COMMANDS)
