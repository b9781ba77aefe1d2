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

from core.titles.keys import (
    bare_key,
    beginnings,
    endings,
    is_long,
    loose_key,
    part_keys,
    unled,
    unnumbered_key,
)
from core.titles.search import TitleIndex
from core.titles.text import fold, key, numbers, without_article, words

_SAME_LETTERS = 88.0  # percent: "gladiater" is Gladiator, of the same year
_ONE_LETTER = 96.0  # percent: one in a dozen, whatever word comes of it
_LIKE_LETTERS = 75.0  # percent
_LEAD = 4.0  # percent before the next film
_SHORT = 6  # letters; "amer" is not Gamer, though only one letter is missing
_OVERSHADOWS = 5  # times the ratings: one of two films of the same title and year is meant
_N_UNDATED = 500  # titles without a year that are compared with all names, letter by letter
_ROWS_AT_ONCE = 256  # in a table of likenesses, which has a column for every name
# Instead of a gap between years, where one of the two is unknown.
_ROW_UNDATED = -1
_FILM_UNDATED = -2


class Resemblance(IntEnum):
    """How a title is like a name, from tight to loose."""

    TITLE = 0
    OTHER_TITLE = 1  # the name is not the film's first
    ARTICLE = 2  # equal but for an article in front
    SPELLING = 3  # equal but for articles, "and", and "St." for "Saint"
    PART = 4  # the title is a part of the name: up to a colon, from one on, without a number
    UNNUMBERED = 5  # long, and equal but for a number that one of the two leaves out
    SAME_LETTERS = 6  # nearly all
    UNLED = 7  # several words, and equal but for somebody's name in front of one of the two
    CUT = 8  # the title begins or ends the name, though not at a colon; or is it without a number
    LONGER = 9  # the title goes on where the name ends
    INSIDE = 10  # the title ends with the whole name
    LIKE_LETTERS = 11


# Which films are taken, by kind and years between; what is lower comes first. All else is no more
# than a guess: a title that goes on, or ends like another's, is another film's as often as not.
_RANKS = {
    **{(kind, 0): int(kind) for kind in Resemblance if kind <= Resemblance.UNNUMBERED},
    **{(kind, 1): 6 for kind in (Resemblance.TITLE, Resemblance.OTHER_TITLE)},
    (Resemblance.SAME_LETTERS, 0): 7,
    (Resemblance.UNLED, 0): 7,
    **{(kind, _ROW_UNDATED): 8 for kind in (Resemblance.TITLE, Resemblance.OTHER_TITLE)},
}
# How many years may lie between a title and a film to be asked about; beyond, it is a remake.
_FAR = {
    **dict.fromkeys(Resemblance, 0),
    **dict.fromkeys((Resemblance.PART, Resemblance.UNNUMBERED, Resemblance.SAME_LETTERS), 1),
    **{kind: 2 for kind in Resemblance if kind <= Resemblance.SPELLING},
}


@dataclass(frozen=True, slots=True)
class DatedName:
    """What one row of a list says: names, as `core.titles.text.fold` makes them, and a year."""

    names: tuple[str, ...]  # the title first, then the original one; never empty, and none is ""
    year: int | None
    unled: str = ""  # the title without somebody's name in front, where there is one
    is_series: bool = False  # so no film is meant, unless the catalogue has it as one


@dataclass(frozen=True, slots=True)
class TitleCandidate:
    """A film that a row may mean."""

    item_index: int
    kind: Resemblance
    gap: int  # years between row and film, or which of the two has none
    letters: float  # percent that are the same
    is_series: bool = False  # the row says that it ran for years

    @property
    def rank(self) -> int | None:
        """Its place among the films that can be taken; None for a guess."""
        return None if self.is_series else _RANKS.get((self.kind, self.gap))

    @property
    def is_exact(self) -> bool:
        """Whether the very name of the film and its very year are given."""
        return self.kind <= Resemblance.OTHER_TITLE and self.gap == 0 and self.rank is not None

    @property
    def may_be_asked_about(self) -> bool:
        """Whether the years do not speak against it."""
        if self.is_series:
            return self.kind <= Resemblance.SPELLING and self.gap == 0
        if self.gap == _FILM_UNDATED:
            return self.kind <= Resemblance.SPELLING
        if self.gap == _ROW_UNDATED:
            return self.kind <= Resemblance.SAME_LETTERS
        return self.gap <= _FAR[self.kind]


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
        self._words = frozenset(word for name in self._names for word in words(name.text))
        self._films = titles.catalog.films
        self._last_year = max((film.year or 0 for film in self._films), default=0)
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
        if first.kind > Resemblance.SPELLING:  # beside a film of that very name it is a question
            others += [each for each in self._found[row].values() if self._is_namesake(each)]
        return first if all(self._stands_out(first, other) for other in others) else None

    def likely(self, row: int) -> list[TitleCandidate]:
        """The films to ask about, the likeliest first; none for what is younger than all films."""
        year = self._rows[row].year if row in self._rows else None
        if year is not None and year > self._last_year + 1:
            return []
        found = [each for each in self._found[row].values() if each.may_be_asked_about]
        if year is not None and year > self._last_year:
            found = [each for each in found if each.kind <= Resemblance.SPELLING]
        return sorted(found, key=self._order)

    def _compare_keys(self) -> None:
        keys = _RowKeys(self._rows, self._names)
        for name in self._names:
            for row, kind in keys.alike(name):
                self._add(row, name.item_index, kind)
        for index, film in enumerate(self._films):
            for title in (film.title, *film.alternative_titles):
                rest = fold(unled(title))
                for row in keys.titled(rest):
                    self._add(row, index, _unled_kind(rest))

    def _compare_letters(self, rows: Sequence[int]) -> None:
        names_of = defaultdict(list)
        for name in self._names:
            names_of[self._films[name.item_index].year].append(name)
        rows_of: defaultdict[int | None, list[tuple[int, str]]] = defaultdict(list)
        for row in rows:
            dated = self._rows[row]
            if not dated.is_series:
                rows_of[dated.year] += [(row, text) for text in dated.names]
        for year, typed in rows_of.items():
            if year is None:
                names, compared = self._names, typed[:_N_UNDATED]
            else:
                names = [name for near in (-1, 0, 1) for name in names_of[year + near]]
                compared = typed
            for start in range(0, len(compared), _ROWS_AT_ONCE):
                self._compare_table(compared[start : start + _ROWS_AT_ONCE], names)

    def _compare_table(self, rows: Sequence[tuple[int, str]], names: Sequence[_Name]) -> None:
        table = cdist(
            [bare_key(text) for _, text in rows],
            [name.bare for name in names],
            scorer=fuzz.ratio,
            score_cutoff=_LIKE_LETTERS,
        )
        for place, column in np.argwhere(table).tolist():
            (row, text), name = rows[place], names[column]
            if numbers(text) != numbers(name.text):
                continue  # "rocky 7" is none of the Rockys there are
            letters = float(table[place, column])
            long = min(len(text), len(name.text)) >= _SHORT
            same = long and letters >= _SAME_LETTERS and self._is_slip(text, name.text, letters)
            kind = Resemblance.SAME_LETTERS if same else Resemblance.LIKE_LETTERS
            self._add(row, name.item_index, kind, letters)

    def _is_slip(self, text: str, name: str, letters: float) -> bool:
        """Whether words that differ are mistyped: "haunted" is a word, and not "hunted"."""
        typed, meant = set(words(text)), set(words(name))
        odd = typed - meant
        if letters >= _ONE_LETTER:
            return True
        return bool(odd and meant - typed) and not odd & self._words

    def _add(self, row: int, index: int, kind: Resemblance, letters: float = 100.0) -> None:
        known = self._found[row].get(index)
        if known is not None and (known.kind, -known.letters) <= (kind, -letters):
            return
        if self._contradicted(row, index):
            return
        wanted, year = self._rows[row].year, self._films[index].year
        if wanted is None:
            gap = _ROW_UNDATED
        else:
            gap = _FILM_UNDATED if year is None else abs(wanted - year)
        is_series = self._rows[row].is_series
        self._found[row][index] = TitleCandidate(index, kind, gap, letters, is_series)

    @staticmethod
    def _is_namesake(candidate: TitleCandidate) -> bool:
        return candidate.kind <= Resemblance.ARTICLE and candidate.gap in (0, 1)

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

    def __init__(self, rows: Mapping[int, DatedName], names: Iterable[_Name]) -> None:
        texts = [(row, text) for row, dated in rows.items() for text in dated.names]
        known = {name.loose for name in names}  # what is not among them need not be kept
        self._whole = _table((key(text), row) for row, text in texts)
        self._bare = _table((bare_key(text), row) for row, text in texts)
        self._loose = _table((loose_key(text), row) for row, text in texts)
        self._begun = _table((k, row) for row, text in texts for k in beginnings(text) & known)
        self._ended = _table((k, row) for row, text in texts for k in endings(text) & known)
        self._unled = _table((bare_key(dated.unled), row) for row, dated in rows.items())
        # Apart, since a number that both have and that differs makes two films of them.
        self._numbered = _table((unnumbered_key(text), row) for row, text in texts if numbers(text))
        self._plain = _table((loose_key(text), row) for row, text in texts if not numbers(text))

    def alike(self, name: _Name) -> Iterator[tuple[int, Resemblance]]:
        """The rows that a film of this name may be meant by, and why; some more than once."""
        equal = Resemblance.TITLE if name.is_title else Resemblance.OTHER_TITLE
        yield from ((row, equal) for row in self._whole.get(key(name.text), ()))
        yield from ((row, Resemblance.ARTICLE) for row in self._bare.get(name.bare, ()))
        yield from ((row, Resemblance.SPELLING) for row in self._loose.get(name.loose, ()))
        named = part_keys(name.text)
        for part in named:
            yield from ((row, Resemblance.PART) for row in self._loose.get(part, ()))
        for part in (beginnings(name.text) | endings(name.text)) - named:
            yield from ((row, Resemblance.CUT) for row in self._loose.get(part, ()))
        has_number = bool(numbers(name.text))
        without = unnumbered_key(name.text)
        unnumbered = Resemblance.UNNUMBERED if is_long(name.text) else Resemblance.CUT
        others = (self._plain if has_number else self._numbered).get(without, ())
        yield from ((row, unnumbered) for row in others)
        yield from ((row, _unled_kind(name.text)) for row in self._unled.get(name.bare, ()))
        yield from ((row, Resemblance.LONGER) for row in self._begun.get(name.loose, ()))
        yield from ((row, Resemblance.INSIDE) for row in self._ended.get(name.loose, ()))

    def titled(self, name: str) -> Iterable[int]:
        """The rows of this very name, but perhaps for an article; none where it is empty."""
        return self._bare.get(bare_key(name), ()) if name else ()


def _unled_kind(name: str) -> Resemblance:
    """What is left without the name in front: "butler" is too little to be taken."""
    return Resemblance.UNLED if len(words(without_article(name))) > 1 else Resemblance.CUT


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
