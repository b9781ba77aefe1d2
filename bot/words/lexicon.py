"""What the words of all languages say about films, looked up however they are written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import cache

from bot.words.folding import folded
from bot.words.languages import ALL_WORDS

LONGEST = 4  # words of a phrase
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
class Phrase:
    """The longest phrase that a text begins with."""

    meaning: Meaning
    n_words: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every phrase, and what it says."""

    meanings: Mapping[tuple[str, ...], Meaning]
    long: Mapping[str, Sequence[str]]  # words in which a slip is forgiven, by their first letter

    def begins(self, words: Sequence[str], *, forgiving: bool = True) -> Phrase | None:
        """The phrase that the words begin with; `forgiving`: also with a slip in a long word."""
        for n_words in range(min(LONGEST, len(words)), 0, -1):
            meaning = self.meanings.get(tuple(words[:n_words]))
            if meaning is not None:
                return Phrase(meaning, n_words)
        if not forgiving or len(words[0]) < _SLIP_LENGTH:
            return None
        close = get_close_matches(words[0], self.long.get(words[0][0], ()), 1, _SLIP)
        return Phrase(self.meanings[(close[0],)], 1) if close else None


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
        meanings.update(dict.fromkeys(folded(table), Meaning(kind)))
    for step, table in ALL_WORDS.popularity.items():
        meaning = Meaning(PhraseKind.POPULARITY, popularity=step)
        meanings.update(dict.fromkeys(folded(table), meaning))
    named: dict[tuple[str, ...], tuple[str, ...]] = {}
    for genre, table in ALL_WORDS.genres.items():
        for phrase in dict.fromkeys(folded(table)):  # once, in however many languages it is
            named[phrase] = (*named.get(phrase, ()), genre)
    for genre in genres:
        for phrase in folded(genre.replace(",", " ")):
            named.setdefault(phrase, (genre,))
    meanings.update({phrase: Meaning(PhraseKind.GENRE, found) for phrase, found in named.items()})
    long: dict[str, list[str]] = {}
    for phrase in meanings:
        if len(phrase) == 1 and len(phrase[0]) >= _SLIP_LENGTH:
            long.setdefault(phrase[0][0], []).append(phrase[0])
    return Lexicon(meanings, long)
