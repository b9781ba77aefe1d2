"""What the buttons of a movie night say."""

from dataclasses import dataclass
from typing import ClassVar

from bot.conversation.press import Press
from bot.filters.facets import Choice
from bot.filters.presses import Chooses, ChoosesGenre, ChoosesYears


@dataclass(frozen=True, slots=True)
class NightPress(Press):
    """Base of the buttons of a movie night: everybody in the group may press them.

    The owner is whoever opened the night; some are only for them and the group's admins.
    """

    for_everybody: ClassVar[bool] = True

    night_id: int


@dataclass(frozen=True, slots=True)
class NightJoin(NightPress):
    """Watch along."""


@dataclass(frozen=True, slots=True)
class NightLeave(NightPress):
    """Not watch along after all."""


@dataclass(frozen=True, slots=True)
class NightStart(NightPress):
    """Choose the films and vote."""


@dataclass(frozen=True, slots=True)
class NightCancel(NightPress):
    """Call the night off."""


@dataclass(frozen=True, slots=True)
class NightTab(NightPress):
    """Turn to another page of what can be chosen."""

    tab: int  # from 1; 0: to none


@dataclass(frozen=True, slots=True)
class NightChoice(NightPress):
    """Base of the buttons that choose something about the films."""

    @property
    def chosen(self) -> Choice:
        """What it is."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class NightChoose(Chooses, NightChoice):
    """Choose in one facet."""

    facet: int  # as in `Choice`
    first: int
    second: int


@dataclass(frozen=True, slots=True)
class NightGenre(ChoosesGenre, NightChoice):
    """Want a genre, not want it, or not mind: on buttons from before there were facets."""

    genre: int  # place among the genres that the night keeps
    choice: int  # 0: do not mind, 1: only with it, 2: only without


@dataclass(frozen=True, slots=True)
class NightYears(ChoosesYears, NightChoice):
    """Want films of some years: on buttons from before there were facets."""

    first: int  # 0: of any
    last: int


@dataclass(frozen=True, slots=True)
class NightUnseen(NightPress):
    """Want films that nobody has seen, or not mind."""

    only: int  # 1: only those


@dataclass(frozen=True, slots=True)
class NightLike(NightPress):
    """Want films like one."""

    movie_id: int  # 0: no longer


@dataclass(frozen=True, slots=True)
class NightOpenFor(NightPress):
    """Let the vote go on for so long."""

    seconds: int


@dataclass(frozen=True, slots=True)
class NightClear(NightPress):
    """Want anything."""


@dataclass(frozen=True, slots=True)
class NightVeto(NightPress):
    """Rule out a film of the vote, or no longer."""

    round: int  # of the vote, from 1
    option: int  # place of the film in it, from 0


@dataclass(frozen=True, slots=True)
class NightForMe(NightPress):
    """Show whoever presses, and nobody else, what they would give the films."""

    round: int  # of the vote, from 1


@dataclass(frozen=True, slots=True)
class NightClose(NightPress):
    """End the vote now."""


@dataclass(frozen=True, slots=True)
class MorningAsk(Press):
    """Ask once more how the film of a night was."""

    night_id: int


@dataclass(frozen=True, slots=True)
class MorningStars(Press):
    """Say how the film of a night was."""

    night_id: int
    half_stars: int  # 1 … 10; 0: did not watch it
