"""What this feature answers to: /import."""

from bot.conversation.rooms import Command, Room, on
from bot.importing import handlers
from bot.importing.presses import (
    ImportApply,
    ImportDoubt,
    ImportDrop,
    ImportLikely,
    ImportSettle,
    ImportShow,
    ImportUndo,
    ImportUnknown,
    ReadFileAs,
    ReadFileRated,
)

COMMANDS = (Command("import", handlers.on_command, menu=8),)
PRESSES = {
    "jr": on(ReadFileAs, handlers.on_read_as),
    "jf": on(ReadFileRated, handlers.on_read_rated),
    "jo": on(ImportShow, handlers.on_show),
    "jd": on(ImportDoubt, handlers.on_doubt),
    "js": on(ImportSettle, handlers.on_settle),
    "jl": on(ImportLikely, handlers.on_likely),
    "ju": on(ImportUnknown, handlers.on_unknown),
    "ja": on(ImportApply, handlers.on_apply),
    "jx": on(ImportDrop, handlers.on_drop),
    "jb": on(ImportUndo, handlers.on_undo),
}
ROOM = Room(COMMANDS, PRESSES)
