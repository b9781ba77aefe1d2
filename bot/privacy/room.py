"""What this feature answers to: /export, /privacy, /forget."""

from bot.conversation.rooms import Command, Room, on
from bot.privacy.handlers import export, forget, privacy
from bot.privacy.presses import Contribute, ForgetMe, KeepMe

COMMANDS = (
    Command("export", export.on_command, menu=9),
    Command("privacy", privacy.on_command, menu=11),
    Command("forget", forget.on_command, menu=12),
)
PRESSES = {
    "my": on(ForgetMe, forget.on_forget),
    "mn": on(KeepMe, forget.on_keep),
    "pc": on(Contribute, privacy.on_contribute),
}
ROOM = Room(COMMANDS, PRESSES)
