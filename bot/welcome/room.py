"""What this feature answers to: /language, /cancel, /help, /start."""

from bot.conversation.rooms import Command, Room, on
from bot.welcome import handlers
from bot.welcome.presses import ChooseLanguage, TryExample

COMMANDS = (
    Command("language", handlers.on_language, menu=10),
    Command("cancel", handlers.on_cancel, menu=13),
    Command("help", handlers.on_help, menu=14, in_groups=True),
    Command("start", handlers.on_start),
)
PRESSES = {
    "h": on(TryExample, handlers.on_example),
    "i": on(ChooseLanguage, handlers.on_choose_language),
}
ROOM = Room(COMMANDS, PRESSES)
