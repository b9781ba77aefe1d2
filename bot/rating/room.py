"""What this feature answers to: /rate."""

from bot.conversation.rooms import Command, Room, on
from bot.handlers import rating
from bot.rating.presses import AskStars, ChooseFilm, GiveStars, UndoChange

COMMANDS = (Command("rate", rating.on_command, menu=1, in_groups=True, corrects=True),)
PRESSES = {
    "a": on(AskStars, rating.on_ask_stars),
    "c": on(ChooseFilm, rating.on_choose_film),
    "g": on(GiveStars, rating.on_give_stars),
    "u": on(UndoChange, rating.on_undo),
}
ROOM = Room(COMMANDS, PRESSES)
