"""What this feature answers to: /recommend, /similar."""

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
from bot.handlers import card, filters, recommend

COMMANDS = (
    Command("recommend", recommend.on_recommend, menu=2, in_groups=True),
    Command("similar", recommend.on_similar, menu=3, in_groups=True),
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
    "kf": on(CardFilter, filters.on_filter),
    "ft": on(FilterTab, filters.on_tab),
    "fg": on(FilterGenre, filters.on_genre),
    "fy": on(FilterYears, filters.on_years),
    "fp": on(FilterPopularity, filters.on_popularity),
    "fc": on(FilterClear, filters.on_clear),
    "fd": on(FilterDone, filters.on_done),
    "fx": on(FilterDrop, filters.on_drop),
    "fl": on(FilterLike, filters.on_like),
}
ROOM = Room(COMMANDS, PRESSES)
