"""What this feature answers to: /ratings, /watchlist, /profile."""

from bot.conversation.rooms import Command, Room, on
from bot.mine.handlers import profile, ratings, watchlist
from bot.mine.presses import (
    RatingsPage,
    RemoveRating,
    UndoRemoval,
    WatchlistPage,
    WatchlistRemove,
    WatchlistRestore,
    WatchlistSeen,
    WatchlistStars,
)

COMMANDS = (
    Command("ratings", ratings.on_command, menu=5),
    Command("watchlist", watchlist.on_command, menu=6),
    Command("profile", profile.on_command, menu=7, in_groups=True),
)
PRESSES = {
    "l": on(RatingsPage, ratings.on_page),
    "x": on(RemoveRating, ratings.on_remove),
    "b": on(UndoRemoval, ratings.on_undo_removal),
    "wp": on(WatchlistPage, watchlist.on_page),
    "wx": on(WatchlistRemove, watchlist.on_remove),
    "ws": on(WatchlistSeen, watchlist.on_seen),
    "wg": on(WatchlistStars, watchlist.on_stars),
    "wb": on(WatchlistRestore, watchlist.on_restore),
}
ROOM = Room(COMMANDS, PRESSES)
