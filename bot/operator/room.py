"""What this feature answers to: /retrain, /models, /rollback, /stats."""

from bot.conversation.rooms import Command, Room
from bot.operator import handlers

COMMANDS = (
    Command("retrain", handlers.on_retrain),
    Command("models", handlers.on_models),
    Command("rollback", handlers.on_rollback),
    Command("stats", handlers.on_stats),
)
ROOM = Room(COMMANDS)
