"""What the buttons of a card say, and those that choose what it shows."""

from dataclasses import dataclass

from bot.conversation.press import Press
from bot.filters.facets import FACETS, POPULARITY, Choice
from bot.filters.presses import Chooses, ChoosesGenre, ChoosesYears


@dataclass(frozen=True, slots=True)
class ShowSimilar(Press):
    """List the films that are like one film."""

    movie_id: int


@dataclass(frozen=True, slots=True)
class CardPress(Press):
    """Base of the buttons below the film at one position of a card (`storage/cards.py`)."""

    card_id: int
    position: int  # from 0


@dataclass(frozen=True, slots=True)
class CardShow(CardPress):
    """Show the film at this position again."""


@dataclass(frozen=True, slots=True)
class CardNext(CardPress):
    """Go on to the film after this one."""


@dataclass(frozen=True, slots=True)
class CardAskStars(CardPress):
    """Show the stars to choose from, in place."""


@dataclass(frozen=True, slots=True)
class CardGiveStars(CardPress):
    """Rate the film."""

    half_stars: int  # 1 … 10; 0 takes the rating away


@dataclass(frozen=True, slots=True)
class CardUndoStars(CardPress):
    """Take back one change of the film's rating."""

    change_id: int


@dataclass(frozen=True, slots=True)
class CardMark(CardPress):
    """Mark the film, or take its mark away."""

    mark: int  # place of the new mark in `bot.card.views.card.MARKS`; 0: none
    before: int  # what stood there when the button was shown: what undo goes back to


@dataclass(frozen=True, slots=True)
class CardUndoMark(CardPress):
    """Give the film the mark that it had before."""

    mark: int  # as in `CardMark`


@dataclass(frozen=True, slots=True)
class CardSimilar(CardPress):
    """Go on with films like this one, in place."""


@dataclass(frozen=True, slots=True)
class CardFilter(CardPress):
    """Choose what kind of films to go on with."""


@dataclass(frozen=True, slots=True)
class FilterPress(Press):
    """Base of the buttons that change what a card shows before it has shown anything."""

    card_id: int


@dataclass(frozen=True, slots=True)
class FilterTab(FilterPress):
    """Turn to another page of what can be chosen."""

    tab: int  # from 0


@dataclass(frozen=True, slots=True)
class FilterChoice(FilterPress):
    """Base of the buttons that choose something about the films."""

    tab: int  # to show afterwards

    @property
    def chosen(self) -> Choice:
        """What it is."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class FilterChoose(Chooses, FilterChoice):
    """Choose in one facet."""

    facet: int  # as in `Choice`
    first: int
    second: int


@dataclass(frozen=True, slots=True)
class FilterGenre(ChoosesGenre, FilterChoice):
    """Want a genre, not want it, or not mind: on buttons from before there were facets."""

    genre: int  # place among the genres that the card keeps
    choice: int  # 0: do not mind, 1: only with it, 2: only without


@dataclass(frozen=True, slots=True)
class FilterYears(ChoosesYears, FilterChoice):
    """Want films of some years: on buttons from before there were facets."""

    first: int  # 0: of any
    last: int


@dataclass(frozen=True, slots=True)
class FilterPopularity(FilterChoice):
    """Want films that so many know: on buttons from before there were facets."""

    step: int  # 1 … 5; 0: any

    @property
    def chosen(self) -> Choice:
        """What it is."""
        return Choice(FACETS.index(POPULARITY), self.step)


@dataclass(frozen=True, slots=True)
class FilterClear(FilterPress):
    """Want anything."""

    tab: int  # to show afterwards


@dataclass(frozen=True, slots=True)
class FilterDone(FilterPress):
    """Show the films."""


@dataclass(frozen=True, slots=True)
class FilterDrop(FilterPress):
    """Give up one condition."""

    condition: int  # its place in `FilmFilter.conditions`


@dataclass(frozen=True, slots=True)
class FilterLike(FilterPress):
    """Of several films this one was meant: the others shall be like it."""

    movie_id: int
