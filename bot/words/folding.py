"""Words however they are written: case, accents, hyphens and spaces between them do not matter."""

import re
import unicodedata
from dataclasses import dataclass

from bot.words.vocabulary import phrases_of

_TOKEN = re.compile(r"(?P<minus>(?<!\S)[-−–—!](?=\w))?(?P<word>[^\W_]+(?:['’][^\W_]+)*)")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text."""

    folded: str
    minus: bool  # stands directly behind a hyphen that stands behind a space: "-horror"
    start: int  # in the text, with the hyphen
    end: int


def words_of(text: str) -> list[Word]:
    """The words of a text; hyphens and spaces divide them alike."""
    return [
        Word(fold(each["word"]), bool(each["minus"]), each.start(), each.end())
        for each in _TOKEN.finditer(text)
    ]


def folded(table: str) -> list[tuple[str, ...]]:
    """The phrases of a table of a vocabulary, word by word."""
    split = (tuple(each.folded for each in words_of(phrase)) for phrase in phrases_of(table))
    return [phrase for phrase in split if phrase]


def fold(word: str) -> str:
    """Case and accents do not matter: "KOMÖDIE", "komodie" and "Komödie" are one word."""
    apart = unicodedata.normalize("NFKD", word.replace("’", "'").casefold())
    return "".join(each for each in apart if not unicodedata.combining(each))
