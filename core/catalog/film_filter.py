"""Which films somebody wants to hear of, and what to give up when there is no such film."""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from core.catalog.films import NO_YEAR, POPULARITY_STEPS, Catalog

GEM_STEPS = 2  # of popularity, from the least known, in which a film can be a hidden gem


@dataclass(frozen=True, slots=True)
class FilmFilter:
    """What was asked for. Conditions hold together; `like` and `surprise` order what is left.

    Raises:
        ValueError: there is no such step of popularity, or the years are the wrong way round.
    """

    genres: frozenset[str] = frozenset()  # all of these, as the catalogue calls them
    some_genres: frozenset[str] = frozenset()  # at least one of these
    without_genres: frozenset[str] = frozenset()  # none of these
    first_year: int | None = None  # of release; a film of unknown year is of no year
    last_year: int | None = None
    popularity: int | None = None  # a step, 1 for little known … 5 for what everybody knows
    gems: bool = False  # little known, those first that the person would rate highest
    like: int | None = None  # movie id: films like this one, the most alike first
    surprise: int | None = None  # the seed of a draw: good films unlike those they usually get

    def __post_init__(self) -> None:
        if self.popularity is not None and not 1 <= self.popularity <= POPULARITY_STEPS:
            raise ValueError(f"there is no step {self.popularity} of popularity")
        if self.first_year and self.last_year and self.first_year > self.last_year:
            raise ValueError(f"no year is from {self.first_year} to {self.last_year}")

    @property
    def by_stars(self) -> bool:
        """Whether what is asked for is ordered by predicted stars, not by the usual score."""
        return self.surprise is not None or (self.gems and self.like is None)

    def mask(self, catalog: Catalog) -> NDArray[np.bool_]:
        """Which films meet all conditions, (n_items,); `like` is none that a catalogue can tell."""
        nobody = np.zeros(len(catalog), np.bool_)
        met = np.ones(len(catalog), np.bool_)
        for genre in self.genres:
            met &= catalog.genres.get(genre, nobody)
        if self.some_genres:
            columns = [catalog.genres.get(genre, nobody) for genre in sorted(self.some_genres)]
            met &= np.any(columns, axis=0)
        for genre in self.without_genres:
            met &= ~catalog.genres.get(genre, nobody)
        if self.first_year is not None or self.last_year is not None:
            met &= catalog.years != NO_YEAR
        if self.first_year is not None:
            met &= catalog.years >= self.first_year
        if self.last_year is not None:
            met &= catalog.years <= self.last_year
        if self.popularity is not None:
            met &= catalog.popularity == self.popularity
        if self.gems:
            met &= catalog.popularity <= GEM_STEPS
        return met

    def conditions(self) -> tuple["FilmFilter", ...]:
        """Each condition as a filter of its own, in a fixed order; together they are the filter.

        The years are one condition ("90s"), and so are the genres of which one is enough. How the
        rest is ordered is no condition, save that a film has to be like the one named.
        """
        found = [FilmFilter(genres=frozenset({genre})) for genre in sorted(self.genres)]
        found.append(FilmFilter(some_genres=self.some_genres))
        found += [
            FilmFilter(without_genres=frozenset({name})) for name in sorted(self.without_genres)
        ]
        found += [
            FilmFilter(first_year=self.first_year, last_year=self.last_year),
            FilmFilter(popularity=self.popularity),
            FilmFilter(gems=self.gems),
            FilmFilter(like=self.like),
        ]
        return tuple(condition for condition in found if condition != ANY)

    def without(self, condition: "FilmFilter") -> "FilmFilter":
        """The rest, when one of its own conditions is given up."""
        kept = {}
        for each in fields(self):
            mine, theirs = getattr(self, each.name), getattr(condition, each.name)
            if isinstance(mine, frozenset):
                kept[each.name] = mine - theirs
            elif theirs != each.default:
                kept[each.name] = each.default
        return replace(self, **kept)

    def changed_by(self, said: "FilmFilter") -> "FilmFilter":
        """What is wanted after something else has been said: it counts in its own respects.

        "like heat" leaves the genres; "horror" does so too, unless horror was not wanted.
        """
        with_them, without = said.genres | said.some_genres, said.without_genres
        changed = replace(
            self,
            genres=self.genres - without,
            some_genres=self.some_genres - without,
            without_genres=self.without_genres - with_them,
        )
        for respect in _RESPECTS:
            values = {name: getattr(said, name) for name in respect}
            if any(value != getattr(ANY, name) for name, value in values.items()):
                changed = replace(changed, **values)
        return changed


ANY = FilmFilter()
# Fields that are said together: who says one of them says nothing any more by the others.
_RESPECTS = (
    ("genres", "some_genres"),
    ("without_genres",),
    ("first_year", "last_year"),
    ("popularity", "gems"),
    ("like", "surprise"),  # of which a list can follow one
)


@dataclass(frozen=True, slots=True)
class Drop:
    """A condition to give up, so that films are left."""

    condition: FilmFilter  # this one alone
    rest: FilmFilter  # everything else that was asked for
    n_films: int  # that meet the rest, 1 or more


def suggest_drop(
    wanted: FilmFilter,
    available: NDArray[np.bool_],
    mask: Callable[[FilmFilter], NDArray[np.bool_]],
) -> tuple[Drop, ...]:
    """Which single condition to give up, the one that leaves most films first.

    Empty where giving up one is not enough, or where nothing was asked for.

    Args:
        available: what could be shown if nothing were asked for, (n_items,).
        mask: which films meet a filter, (n_items,).
    """
    found = []
    for condition in wanted.conditions():
        rest = wanted.without(condition)
        n_films = int((available & mask(rest)).sum())
        if n_films:
            found.append(Drop(condition, rest, n_films))
    return tuple(sorted(found, key=lambda drop: -drop.n_films))
