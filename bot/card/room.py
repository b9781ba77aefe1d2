"""What this feature answers to: /recommend, /similar."""

from bot.card.handlers import asking, card, choosing
from bot.card.presses import (
    CardAskStars,
    CardFilter,
    CardGiveStars,
    CardMark,
    CardNext,
    CardShow,
    CardSimilar,
    CardUndoMark,
    CardUndoStars,
    FilterChoose,
    FilterClear,
    FilterDone,
    FilterDrop,
    FilterGenre,
    FilterLike,
    FilterPopularity,
    FilterTab,
    FilterYears,
    ShowSimilar,
)
from bot.conversation.rooms import Command, Room, on

COMMANDS = (
    Command("recommend", asking.on_recommend, menu=2, in_groups=True),
    Command("similar", asking.on_similar, menu=3, in_groups=True),
)
PRESSES = {
    "s": on(ShowSimilar, card.on_show_similar),
    "ko": on(CardShow, card.on_show),
    "kn": on(CardNext, card.on_next),
    "ka": on(CardAskStars, card.on_ask_stars),
    "kg": on(CardGiveStars, card.on_give_stars),
    "ku": on(CardUndoStars, card.on_undo_stars),
    "km": on(CardMark, card.on_mark),
    "kb": on(CardUndoMark, card.on_undo_mark),
    "ks": on(CardSimilar, card.on_similar),
    "kf": on(CardFilter, choosing.on_filter),
    "ft": on(FilterTab, choosing.on_tab),
    "fe": on(FilterChoose, choosing.on_choose),
    "fg": on(FilterGenre, choosing.on_choose),
    "fy": on(FilterYears, choosing.on_choose),
    "fp": on(FilterPopularity, choosing.on_choose),
    "fc": on(FilterClear, choosing.on_clear),
    "fd": on(FilterDone, choosing.on_done),
    "fx": on(FilterDrop, choosing.on_drop),
    "fl": on(FilterLike, choosing.on_like),
}
ROOM = Room(COMMANDS, PRESSES)
