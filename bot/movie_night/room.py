"""What this feature answers to: /movienight."""

from bot.conversation.rooms import Command, Room, on
from bot.handlers import movie_night, night_gathering, night_morning, night_voting
from bot.movie_night.presses import (
    MorningAsk,
    MorningStars,
    NightCancel,
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

COMMANDS = (Command("movienight", movie_night.on_command, menu=4, in_groups=True),)
PRESSES = {
    "nj": on(NightJoin, night_gathering.on_join),
    "nl": on(NightLeave, night_gathering.on_leave),
    "ns": on(NightStart, night_gathering.on_start),
    "nx": on(NightCancel, night_gathering.on_cancel),
    "nt": on(NightTab, night_gathering.on_tab),
    "ng": on(NightGenre, night_gathering.on_genre),
    "ny": on(NightYears, night_gathering.on_years),
    "nu": on(NightUnseen, night_gathering.on_unseen),
    "nk": on(NightLike, night_gathering.on_like),
    "no": on(NightOpenFor, night_gathering.on_open_for),
    "nc": on(NightClear, night_gathering.on_clear),
    "nv": on(NightVeto, night_voting.on_veto),
    "nf": on(NightForMe, night_voting.on_for_me),
    "nz": on(NightClose, night_voting.on_close),
    "na": on(MorningAsk, night_morning.on_ask),
    "nm": on(MorningStars, night_morning.on_stars),
}
ROOM = Room(COMMANDS, PRESSES)
