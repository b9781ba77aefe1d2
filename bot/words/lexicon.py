"""What the words of `bot/words/filter_words.py` say, looked up however they are written."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import cache

from bot.words import filter_words
from bot.words.years import YearWords

_TOKEN = re.compile(r"(?P<minus>(?<!\S)[-−–—!](?=\w))?(?P<word>[^\W_]+(?:['’][^\W_]+)*)")
_LONGEST = 4  # words of a phrase
_SLIP_LENGTH = 5  # letters from which on a slip is forgiven
_SLIP = 0.82  # likeness of the words, as difflib measures it


class Kind(StrEnum):
    """What a phrase speaks of."""

    GENRE = "genre"
    POPULARITY = "popularity"
    GEMS = "gems"
    SURPRISE = "surprise"
    RECENT = "recent"
    OLD = "old"
    NOT = "not"
    LIKE = "like"
    OR = "or"
    FILLER = "filler"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase says."""

    kind: Kind
    genres: tuple[str, ...] = ()
    popularity: int | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text."""

    folded: str
    minus: bool  # stands directly behind a hyphen that stands behind a space: "-horror"
    start: int  # in the text, with the hyphen
    end: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """The longest phrase that a text begins with."""

    meaning: Meaning
    n_words: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every phrase, and what it says."""

    meanings: Mapping[tuple[str, ...], Meaning]
    long: Mapping[str, Sequence[str]]  # words in which a slip is forgiven, by their first letter
    years: YearWords

    def begins(self, folded: Sequence[str], *, forgiving: bool = True) -> Phrase | None:
        """The phrase that the words begin with; `forgiving`: also with a slip in a long word."""
        for n_words in range(min(_LONGEST, len(folded)), 0, -1):
            meaning = self.meanings.get(tuple(folded[:n_words]))
            if meaning is not None:
                return Phrase(meaning, n_words)
        if not forgiving or len(folded[0]) < _SLIP_LENGTH:
            return None
        close = get_close_matches(folded[0], self.long.get(folded[0][0], ()), 1, _SLIP)
        return Phrase(self.meanings[(close[0],)], 1) if close else None


def words_of(text: str) -> list[Word]:
    """The words of a text; hyphens and spaces divide them alike."""
    return [
        Word(_fold(each["word"]), bool(each["minus"]), each.start(), each.end())
        for each in _TOKEN.finditer(text)
    ]


@cache
def lexicon_with(genres: tuple[str, ...]) -> Lexicon:
    """All phrases, and the names of a data set's own genres.

    Where a phrase stands in several tables, the later one counts; under several genres it means
    all of them.
    """
    meanings: dict[tuple[str, ...], Meaning] = {}
    for kind, table in (
        (Kind.FILLER, filter_words.FILLER),
        (Kind.OR, filter_words.OR),
        (Kind.RECENT, filter_words.RECENT),
        (Kind.OLD, filter_words.OLD),
        (Kind.SURPRISE, filter_words.SURPRISE),
        (Kind.GEMS, filter_words.GEMS),
        (Kind.NOT, filter_words.NOT),
        (Kind.LIKE, filter_words.LIKE),
    ):
        meanings.update(dict.fromkeys(_phrases(table), Meaning(kind)))
    for step, table in filter_words.POPULARITY.items():
        meaning = Meaning(Kind.POPULARITY, popularity=step)
        meanings.update(dict.fromkeys(_phrases(table), meaning))
    named: dict[tuple[str, ...], tuple[str, ...]] = {}
    for genre, table in filter_words.GENRES.items():
        for phrase in _phrases(table):
            named[phrase] = (*named.get(phrase, ()), genre)
    for genre in genres:
        for phrase in _phrases(genre.replace(",", " ")):
            named.setdefault(phrase, (genre,))
    meanings.update({phrase: Meaning(Kind.GENRE, found) for phrase, found in named.items()})
    long: dict[str, list[str]] = {}
    for phrase in meanings:
        if len(phrase) == 1 and len(phrase[0]) >= _SLIP_LENGTH:
            long.setdefault(phrase[0][0], []).append(phrase[0])
    return Lexicon(meanings, long, _year_words())


@cache
def _year_words() -> YearWords:
    return YearWords(
        decades={
            phrase: first
            for first, table in filter_words.DECADES.items()
            for phrase in _phrases(table)
        },
        endings=frozenset(_fold(each.strip()) for each in filter_words.DECADE_ENDINGS.split(",")),
        marks=frozenset(_phrases(filter_words.DECADE_MARKS)),
        after=frozenset(_phrases(filter_words.AFTER)),
        since=frozenset(_phrases(filter_words.SINCE)),
        before=frozenset(_phrases(filter_words.BEFORE)),
        until=frozenset(_phrases(filter_words.UNTIL)),
        to=frozenset(_phrases(filter_words.TO)),
        on=frozenset(_phrases(filter_words.ON)),
        filler=frozenset(_phrases(filter_words.FILLER)),
    )


def _phrases(table: str) -> list[tuple[str, ...]]:
    split = (tuple(each.folded for each in words_of(phrase)) for phrase in table.split(","))
    return [phrase for phrase in split if phrase]


def _fold(word: str) -> str:
    """Case and accents do not matter: "KOMÖDIE", "komodie" and "Komödie" are one word."""
    apart = unicodedata.normalize("NFKD", word.replace("’", "'").casefold())
    return "".join(each for each in apart if not unicodedata.combining(each))
