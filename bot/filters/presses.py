"""How buttons of any room say what they choose about films: mixed into their presses."""

from bot.filters.facets import FACETS, GENRES, YEARS, Choice


class Chooses:
    """A button that chooses in one facet."""

    __slots__ = ()

    facet: int  # as in `Choice`
    first: int
    second: int

    @property
    def chosen(self) -> Choice:
        """What it is."""
        return Choice(self.facet, self.first, self.second)


class ChoosesGenre:
    """A genre, on buttons from before there were facets."""

    __slots__ = ()

    genre: int  # place among the genres on offer
    choice: int  # 0: do not mind, 1: only with it, 2: only without

    @property
    def chosen(self) -> Choice:
        """What it is."""
        return Choice(FACETS.index(GENRES), self.genre, self.choice)


class ChoosesYears:
    """Some years, on buttons from before there were facets."""

    __slots__ = ()

    first: int  # 0: of any
    last: int

    @property
    def chosen(self) -> Choice:
        """What it is."""
        return Choice(FACETS.index(YEARS), self.first, self.last)
