"""What this feature answers to: /language, /cancel, /help, /start."""

from bot.conversation.rooms import Command, Room, on
from bot.handlers import basics, guide, language
from bot.welcome.presses import ChooseLanguage, TryExample

COMMANDS = (
    Command("language", language.on_command, menu=10),
    Command("cancel", basics.on_cancel, menu=13),
    Command("help", guide.on_help, menu=14, in_groups=True),
    Command("start", basics.on_start),
)
PRESSES = {
    "h": on(TryExample, guide.on_example),
    "i": on(ChooseLanguage, language.on_choose),
}
ROOM = Room(COMMANDS, PRESSES)
