"""What this feature answers to: /export, /privacy, /forget."""

from bot.conversation.rooms import Command, Room, on
from bot.privacy import handlers
from bot.privacy.presses import Contribute, ForgetMe, KeepMe

COMMANDS = (
    Command("export", handlers.on_export, menu=9),
    Command("privacy", handlers.on_privacy, menu=11),
    Command("forget", handlers.on_forget_command, menu=12),
)
PRESSES = {
    "my": on(ForgetMe, handlers.on_forget),
    "mn": on(KeepMe, handlers.on_keep),
    "pc": on(Contribute, handlers.on_contribute),
}
ROOM = Room(COMMANDS, PRESSES)
