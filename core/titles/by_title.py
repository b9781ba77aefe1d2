"""Which films the titles and years of a long list may mean, and which of them stand out.

Titles are joined with the names of a catalogue on keys, which is one pass over the names however
long the list is. Only what no key finds is compared letter by letter, with the films of its time.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.process import cdist

from core.titles.keys import bare_key, beginnings, endings, loose_key
from core.titles.search import TitleIndex
from core.titles.text import key, numbers

_SAME_LETTERS = 88.0  # percent: "gladiater" is Gladiator, of the same year
_LIKE_LETTERS = 75.0  # percent
_LEAD = 4.0  # percent before the next film
_SHORT = 6  # letters; "amer" is not Gamer, though only one letter is missing
_OVERSHADOWS = 5  # times the ratings: one of two films of the same title and year is meant
_N_UNDATED = 500  # titles without a year that are compared with all names, letter by letter
_ROWS_AT_ONCE = 256  # in a table of likenesses, which has a column for every name
_UNKNOWN = -1  # of a gap between years


class Resemblance(IntEnum):
    """How a title is like a name, from tight to loose."""

    TITLE = 0
    OTHER_TITLE = 1  # the name is not the film's first
    ARTICLE = 2  # equal but for an article in front
    SPELLING = 3  # equal but for articles, "and", and "St." for "Saint"
    PART = 4  # the name goes on where the title ends, or has begun before, or ends before it
    SAME_LETTERS = 5  # nearly all
    INSIDE = 6  # the title ends with the whole name
    LIKE_LETTERS = 7


# Which films are taken, by kind and years between; what is lower comes first. All else, such as
# a remake of another year, is no more than a guess.
_RANKS = {
    **{(kind, 0): int(kind) for kind in Resemblance if kind <= Resemblance.PART},
    **{(kind, 1): 5 for kind in Resemblance if kind <= Resemblance.ARTICLE},
    (Resemblance.SAME_LETTERS, 0): 6,
    **{(kind, _UNKNOWN): 7 for kind in Resemblance if kind <= Resemblance.ARTICLE},
}


@dataclass(frozen=True, slots=True)
class DatedName:
    """What one row of a list says: a name, as `core.titles.text.fold` makes it, and a year."""

    name: str  # never empty
    year: int | None


@dataclass(frozen=True, slots=True)
class TitleCandidate:
    """A film that a row may mean."""

    item_index: int
    kind: Resemblance
    gap: int  # years between row and film, `_UNKNOWN` where one of the two is
    letters: float  # percent that are the same
    contradicted: bool

    @property
    def rank(self) -> int | None:
        """Its place among the films that can be taken; None for a guess."""
        return None if self.contradicted else _RANKS.get((self.kind, self.gap))


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of a film in the catalogue."""

    item_index: int
    text: str
    is_title: bool  # the film's first name
    bare: str
    loose: str


class TitleMatching:
    """The films that the rows of one list may mean, gathered on construction."""

    def __init__(
        self,
        titles: TitleIndex,
        rows: Mapping[int, DatedName],
        contradicted: Callable[[int, int], bool],
    ) -> None:
        """Compare `rows` with all films.

        Args:
            contradicted: whether a row, given as its number, cannot mean a film, given as its
                item index, whatever its title is.
        """
        self._names = list(_names(titles))
        self._films = titles.catalog.films
        self._rating_count = titles.catalog.rating_count
        self._rows = rows
        self._contradicted = contradicted
        # By row, and by item index.
        self._found: defaultdict[int, dict[int, TitleCandidate]] = defaultdict(dict)
        self._compare_keys()
        self._compare_letters([row for row in rows if self.best(row) is None])

    def best(self, row: int) -> TitleCandidate | None:
        """The film that stands out from all others, None where none does."""
        ranks = [rank for each in self._found[row].values() if (rank := each.rank) is not None]
        if not ranks:
            return None
        level = [each for each in self._found[row].values() if each.rank == min(ranks)]
        first, *others = sorted(level, key=self._order)
        return first if all(self._stands_out(first, other) for other in others) else None

    def likely(self, row: int) -> list[TitleCandidate]:
        """All films that a row may mean, the likeliest first."""
        return sorted(self._found[row].values(), key=self._order)

    def _compare_keys(self) -> None:
        keys = _RowKeys({row: dated.name for row, dated in self._rows.items()}, self._names)
        for name in self._names:
            for row, kind in keys.alike(name):
                self._add(row, name.item_index, kind)

    def _compare_letters(self, rows: Sequence[int]) -> None:
        names_of = defaultdict(list)
        for name in self._names:
            names_of[self._films[name.item_index].year].append(name)
        rows_of = defaultdict(list)
        for row in rows:
            rows_of[self._rows[row].year].append(row)
        for year, dated in rows_of.items():
            if year is None:
                names, compared = self._names, dated[:_N_UNDATED]
            else:
                names = [name for near in (-1, 0, 1) for name in names_of[year + near]]
                compared = dated
            for start in range(0, len(compared), _ROWS_AT_ONCE):
                self._compare_table(compared[start : start + _ROWS_AT_ONCE], names)

    def _compare_table(self, rows: Sequence[int], names: Sequence[_Name]) -> None:
        typed = [self._rows[row].name for row in rows]
        table = cdist(
            list(map(bare_key, typed)),
            [name.bare for name in names],
            scorer=fuzz.ratio,
            score_cutoff=_LIKE_LETTERS,
        )
        for place, column in np.argwhere(table).tolist():
            name = names[column]
            if numbers(typed[place]) != numbers(name.text):
                continue  # "rocky 7" is none of the Rockys there are
            letters = float(table[place, column])
            long = min(len(typed[place]), len(name.text)) >= _SHORT
            same = long and letters >= _SAME_LETTERS
            kind = Resemblance.SAME_LETTERS if same else Resemblance.LIKE_LETTERS
            self._add(rows[place], name.item_index, kind, letters)

    def _add(self, row: int, index: int, kind: Resemblance, letters: float = 100.0) -> None:
        known = self._found[row].get(index)
        if known is not None and (known.kind, -known.letters) <= (kind, -letters):
            return
        wanted, year = self._rows[row].year, self._films[index].year
        gap = _UNKNOWN if wanted is None or year is None else abs(wanted - year)
        contradicted = self._contradicted(row, index)
        self._found[row][index] = TitleCandidate(index, kind, gap, letters, contradicted)

    def _order(self, candidate: TitleCandidate) -> tuple[float, ...]:
        count = float(self._rating_count[candidate.item_index])
        return candidate.kind, abs(candidate.gap), -candidate.letters, -count

    def _stands_out(self, first: TitleCandidate, other: TitleCandidate) -> bool:
        if first.kind is Resemblance.SAME_LETTERS:
            return first.letters >= other.letters + _LEAD
        count, others = (self._rating_count[each.item_index] for each in (first, other))
        same = first.gap == 0 and first.kind <= Resemblance.ARTICLE
        return same and bool(count >= _OVERSHADOWS * others)


class _RowKeys:
    """The rows of a list by every key of their names."""

    def __init__(self, rows: Mapping[int, str], names: Iterable[_Name]) -> None:
        known = {name.loose for name in names}  # what is not among them need not be kept
        self._whole = _table((key(text), row) for row, text in rows.items())
        self._bare = _table((bare_key(text), row) for row, text in rows.items())
        self._loose = _table((loose_key(text), row) for row, text in rows.items())
        self._begun = _table(
            (k, row) for row, text in rows.items() for k in beginnings(text) & known
        )
        self._ended = _table((k, row) for row, text in rows.items() for k in endings(text) & known)

    def alike(self, name: _Name) -> Iterator[tuple[int, Resemblance]]:
        """The rows that a film of this name may be meant by, and why; some more than once."""
        equal = Resemblance.TITLE if name.is_title else Resemblance.OTHER_TITLE
        yield from ((row, equal) for row in self._whole.get(key(name.text), ()))
        yield from ((row, Resemblance.ARTICLE) for row in self._bare.get(name.bare, ()))
        yield from ((row, Resemblance.SPELLING) for row in self._loose.get(name.loose, ()))
        for part in beginnings(name.text) | endings(name.text):
            yield from ((row, Resemblance.PART) for row in self._loose.get(part, ()))
        yield from ((row, Resemblance.PART) for row in self._begun.get(name.loose, ()))
        yield from ((row, Resemblance.INSIDE) for row in self._ended.get(name.loose, ()))


def _names(titles: TitleIndex) -> Iterator[_Name]:
    previous = None
    for index, name in titles.names():
        yield _Name(index, name, index != previous, bare_key(name), loose_key(name))
        previous = index


def _table(pairs: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    table = defaultdict(list)
    for text, row in pairs:
        if text:
            table[text].append(row)
    return dict(table)
