"""What this feature answers to: its buttons."""

from bot.conversation.rooms import Room, on
from bot.finding.presses import OpenFilm
from bot.handlers import finding

PRESSES = {
    "o": on(OpenFilm, finding.on_open_film),
}
ROOM = Room(presses=PRESSES)
