"""What this feature answers to: /rate."""

from bot.conversation.rooms import Command, Room, on
from bot.rating import handlers
from bot.rating.presses import AskStars, ChooseFilm, GiveStars, MeanAnother, UndoChange, UndoSeveral

COMMANDS = (Command("rate", handlers.on_command, menu=1, in_groups=True, corrects=True),)
PRESSES = {
    "a": on(AskStars, handlers.on_ask_stars),
    "c": on(ChooseFilm, handlers.on_choose_film),
    "g": on(GiveStars, handlers.on_give_stars),
    "n": on(MeanAnother, handlers.on_mean_another),
    "us": on(UndoSeveral, handlers.on_undo_several),
    "u": on(UndoChange, handlers.on_undo),
}
ROOM = Room(COMMANDS, PRESSES)
