"""What this feature answers to: its buttons."""

from bot.conversation.rooms import Room, on
from bot.finding.handlers import titles
from bot.finding.presses import OpenFilm

PRESSES = {
    "o": on(OpenFilm, titles.on_open_film),
}
ROOM = Room(presses=PRESSES)
