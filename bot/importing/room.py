"""What this feature answers to: /import."""

from bot.conversation.rooms import Command, Room, on
from bot.handlers import importing
from bot.importing.presses import (
    ImportApply,
    ImportDoubt,
    ImportDrop,
    ImportSettle,
    ImportShow,
    ImportUndo,
    ImportUnknown,
    ReadFileAs,
)

COMMANDS = (Command("import", importing.on_command, menu=8),)
PRESSES = {
    "jr": on(ReadFileAs, importing.on_read_as),
    "jo": on(ImportShow, importing.on_show),
    "jd": on(ImportDoubt, importing.on_doubt),
    "js": on(ImportSettle, importing.on_settle),
    "ju": on(ImportUnknown, importing.on_unknown),
    "ja": on(ImportApply, importing.on_apply),
    "jx": on(ImportDrop, importing.on_drop),
    "jb": on(ImportUndo, importing.on_undo),
}
ROOM = Room(COMMANDS, PRESSES)
