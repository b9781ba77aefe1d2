"""Reading the years in a text: "90s", "1990-1999", "after 2010", "90er", "90-е"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bot.words.folding import fold, folded
from bot.words.languages import ALL_WORDS
from bot.words.vocabulary import phrases_of

_YEAR = re.compile(r"(?:18[7-9]|19\d|20\d|21\d)\d")
_DECADE = re.compile(r"(?P<digits>(?:19|20)?\d0)(?P<ending>'?[^\W\d]*)")
_YEARS = 10  # of a decade
LONGEST = 4  # words of a phrase
_FILLERS = 2  # between "after" and the year: "after the year 2010"

Phrases = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class YearWords:
    """The words around years, folded; see `bot/words/vocabulary.py`."""

    decades: Mapping[tuple[str, ...], int]  # by name; the first year
    endings: frozenset[str]  # of the digits of a decade
    marks: Phrases  # before the digits of a decade
    after: Phrases
    since: Phrases
    before: Phrases
    until: Phrases
    to: Phrases
    on: Phrases
    filler: Phrases


@dataclass(frozen=True, slots=True)
class Span:
    """Years at the beginning of a text."""

    first: int | None
    last: int | None
    n_words: int


@dataclass(slots=True)
class Years:
    """The years that a text has asked for so far."""

    first: int | None = None
    last: int | None = None

    def take(self, said: "Span | Years") -> None:
        """Years named beside each other ("80s 90s") go together; bounds narrow them."""
        if None not in (self.first, self.last, said.first, said.last):
            self.first, self.last = _widened(self, said)
            return
        if said.first is not None:
            self.first = said.first if self.first is None else max(self.first, said.first)
        if said.last is not None:
            self.last = said.last if self.last is None else min(self.last, said.last)


@cache
def year_words() -> YearWords:
    """Those of all languages."""
    return YearWords(
        decades={
            phrase: first for first, table in ALL_WORDS.decades.items() for phrase in folded(table)
        },
        endings=frozenset(map(fold, phrases_of(ALL_WORDS.decade_endings))),
        marks=frozenset(folded(ALL_WORDS.decade_marks)),
        after=frozenset(folded(ALL_WORDS.after)),
        since=frozenset(folded(ALL_WORDS.since)),
        before=frozenset(folded(ALL_WORDS.before)),
        until=frozenset(folded(ALL_WORDS.until)),
        to=frozenset(folded(ALL_WORDS.to)),
        on=frozenset(folded(ALL_WORDS.on)),
        filler=frozenset(folded(ALL_WORDS.filler)),
    )


def read_years(text: Sequence[str], last_year: int) -> Span | None:
    """The years that a text begins with; None where it begins with something else.

    Args:
        text: its words, folded.
        last_year: of any film; "20s" are the 1920s as long as no film is of the 2020s.
    """
    words = year_words()
    unit = _unit(text, words, last_year)
    if unit is None:
        return _bound(text, words, last_year)
    until = _until(text[unit.n_words :], words, last_year)
    if until.n_words:
        return Span(unit.first, until.last, unit.n_words + until.n_words)
    on = _begins(text[unit.n_words :], words.on)
    return Span(unit.first, None if on else unit.last, unit.n_words + on)


def _bound(text: Sequence[str], words: YearWords, last_year: int) -> Span | None:
    """ "after 2010", "before the 80s", "since 1990", "since 1990 to 1999"."""
    for phrases in (words.after, words.since, words.before, words.until):
        n_words = _begins(text, phrases)
        n_words += _fillers(text[n_words:], words) if n_words else 0
        unit = _unit(text[n_words:], words, last_year) if n_words else None
        if unit is None or unit.first is None or unit.last is None:
            continue
        n_words += unit.n_words
        until = _until(text[n_words:], words, last_year)
        return {
            words.after: Span(unit.last + 1, None, n_words),
            words.before: Span(None, unit.first - 1, n_words),
            words.until: Span(None, unit.last, n_words),
            words.since: Span(unit.first, until.last, n_words + until.n_words),
        }[phrases]
    return None


def _until(text: Sequence[str], words: YearWords, last_year: int) -> Span:
    """ "to 1999"; nothing where the text goes on otherwise."""
    n_words = _begins(text, words.to)
    unit = _unit(text[n_words:], words, last_year) if n_words else None
    return Span(None, unit.last, n_words + unit.n_words) if unit else Span(None, None, 0)


def _unit(text: Sequence[str], words: YearWords, last_year: int) -> Span | None:
    """One year or one decade."""
    for n_words in range(min(LONGEST, len(text)), 0, -1):
        first = words.decades.get(tuple(text[:n_words]))
        if first is not None:
            return Span(first, first + _YEARS - 1, n_words)
    marked = _begins(text, words.marks)
    rest = text[marked:]
    if not rest:
        return None
    decade = _DECADE.fullmatch(rest[0])
    if decade is not None:
        ending, n_words = decade["ending"], 1
        if not ending and len(rest) > 1 and rest[1] in words.endings:  # "90-е"
            ending, n_words = rest[1], 2
        is_short = len(decade["digits"]) == 2
        if ending in words.endings or (marked and not ending and is_short):
            first = _first_year(int(decade["digits"]), last_year)
            return Span(first, first + _YEARS - 1, marked + n_words)
    if _YEAR.fullmatch(rest[0]):
        return Span(int(rest[0]), int(rest[0]), marked + 1)
    return None


def _first_year(digits: int, last_year: int) -> int:
    if digits >= 1000:
        return digits
    return 2000 + digits if 2000 + digits <= last_year else 1900 + digits


def _fillers(text: Sequence[str], words: YearWords) -> int:
    n_words = 0
    while n_words < min(_FILLERS, len(text)) and (text[n_words],) in words.filler:
        if _begins(text[n_words:], words.marks):
            break
        n_words += 1
    return n_words


def _begins(text: Sequence[str], phrases: Phrases) -> int:
    """How many words the phrase has that the text begins with; 0: none."""
    for n_words in range(min(LONGEST, len(text)), 0, -1):
        if tuple(text[:n_words]) in phrases:
            return n_words
    return 0


def _widened(one: Years, other: "Span | Years") -> tuple[int, int]:
    first = min(each for each in (one.first, other.first) if each is not None)
    last = max(each for each in (one.last, other.last) if each is not None)
    return first, last
