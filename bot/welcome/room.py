"""What this feature answers to: /language, /cancel, /help, /start."""

from bot.conversation.rooms import Command, Room, on
from bot.welcome.handlers import guide, language, start
from bot.welcome.presses import ChooseLanguage, TryExample

COMMANDS = (
    Command("language", language.on_command, menu=10),
    Command("cancel", start.on_cancel, menu=13),
    Command("help", guide.on_help, menu=14, in_groups=True),
    Command("start", start.on_start),
)
PRESSES = {
    "h": on(TryExample, guide.on_example),
    "i": on(ChooseLanguage, language.on_choose),
}
ROOM = Room(COMMANDS, PRESSES)
