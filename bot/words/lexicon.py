"""What the words of all languages say about films, looked up however they are written."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import cache

from bot.words.languages import ALL_WORDS
from bot.words.vocabulary import phrases_of
from bot.words.years import YearWords

_TOKEN = re.compile(r"(?P<minus>(?<!\S)[-−–—!](?=\w))?(?P<word>[^\W_]+(?:['’][^\W_]+)*)")
_LONGEST = 4  # words of a phrase
_SLIP_LENGTH = 5  # letters from which on a slip is forgiven
_SLIP = 0.82  # likeness of the words, as difflib measures it


class PhraseKind(StrEnum):
    """What a phrase speaks of."""

    GENRE = "genre"
    POPULARITY = "popularity"
    GEMS = "gems"
    SURPRISE = "surprise"
    RECENT = "recent"
    OLD = "old"
    WITHOUT = "without"
    LIKE = "like"
    EITHER = "either"
    FILLER = "filler"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase says."""

    kind: PhraseKind
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
        (PhraseKind.FILLER, ALL_WORDS.filler),
        (PhraseKind.EITHER, ALL_WORDS.either),
        (PhraseKind.RECENT, ALL_WORDS.recent),
        (PhraseKind.OLD, ALL_WORDS.old),
        (PhraseKind.SURPRISE, ALL_WORDS.surprise),
        (PhraseKind.GEMS, ALL_WORDS.gems),
        (PhraseKind.WITHOUT, ALL_WORDS.without),
        (PhraseKind.LIKE, ALL_WORDS.like),
    ):
        meanings.update(dict.fromkeys(_folded(table), Meaning(kind)))
    for step, table in ALL_WORDS.popularity.items():
        meaning = Meaning(PhraseKind.POPULARITY, popularity=step)
        meanings.update(dict.fromkeys(_folded(table), meaning))
    named: dict[tuple[str, ...], tuple[str, ...]] = {}
    for genre, table in ALL_WORDS.genres.items():
        for phrase in dict.fromkeys(_folded(table)):  # once, in however many languages it is
            named[phrase] = (*named.get(phrase, ()), genre)
    for genre in genres:
        for phrase in _folded(genre.replace(",", " ")):
            named.setdefault(phrase, (genre,))
    meanings.update({phrase: Meaning(PhraseKind.GENRE, found) for phrase, found in named.items()})
    long: dict[str, list[str]] = {}
    for phrase in meanings:
        if len(phrase) == 1 and len(phrase[0]) >= _SLIP_LENGTH:
            long.setdefault(phrase[0][0], []).append(phrase[0])
    return Lexicon(meanings, long, _year_words())


@cache
def _year_words() -> YearWords:
    return YearWords(
        decades={
            phrase: first for first, table in ALL_WORDS.decades.items() for phrase in _folded(table)
        },
        endings=frozenset(map(_fold, phrases_of(ALL_WORDS.decade_endings))),
        marks=frozenset(_folded(ALL_WORDS.decade_marks)),
        after=frozenset(_folded(ALL_WORDS.after)),
        since=frozenset(_folded(ALL_WORDS.since)),
        before=frozenset(_folded(ALL_WORDS.before)),
        until=frozenset(_folded(ALL_WORDS.until)),
        to=frozenset(_folded(ALL_WORDS.to)),
        on=frozenset(_folded(ALL_WORDS.on)),
        filler=frozenset(_folded(ALL_WORDS.filler)),
    )


def _folded(table: str) -> list[tuple[str, ...]]:
    """The phrases of a table, word by word."""
    split = (tuple(each.folded for each in words_of(phrase)) for phrase in phrases_of(table))
    return [phrase for phrase in split if phrase]


def _fold(word: str) -> str:
    """Case and accents do not matter: "KOMÖDIE", "komodie" and "Komödie" are one word."""
    apart = unicodedata.normalize("NFKD", word.replace("’", "'").casefold())
    return "".join(each for each in apart if not unicodedata.combining(each))
