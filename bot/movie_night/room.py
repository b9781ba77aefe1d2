"""What this feature answers to: /movienight."""

from bot.conversation.rooms import Command, Room, on
from bot.movie_night.handlers import gathering, morning, opening, voting
from bot.movie_night.presses import (
    MorningAsk,
    MorningStars,
    NightCancel,
    NightChoose,
    NightClear,
    NightClose,
    NightForMe,
    NightGenre,
    NightJoin,
    NightLeave,
    NightLike,
    NightOpenFor,
    NightStart,
    NightTab,
    NightUnseen,
    NightVeto,
    NightYears,
)

COMMANDS = (Command("movienight", opening.on_command, menu=4, in_groups=True),)
PRESSES = {
    "nj": on(NightJoin, gathering.on_join),
    "nl": on(NightLeave, gathering.on_leave),
    "ns": on(NightStart, gathering.on_start),
    "nx": on(NightCancel, gathering.on_cancel),
    "nt": on(NightTab, gathering.on_tab),
    "ne": on(NightChoose, gathering.on_choose),
    "ng": on(NightGenre, gathering.on_choose),
    "ny": on(NightYears, gathering.on_choose),
    "nu": on(NightUnseen, gathering.on_unseen),
    "nk": on(NightLike, gathering.on_like),
    "no": on(NightOpenFor, gathering.on_open_for),
    "nc": on(NightClear, gathering.on_clear),
    "nv": on(NightVeto, voting.on_veto),
    "nf": on(NightForMe, voting.on_for_me),
    "nz": on(NightClose, voting.on_close),
    "na": on(MorningAsk, morning.on_ask),
    "nm": on(MorningStars, morning.on_stars),
}
ROOM = Room(COMMANDS, PRESSES)
