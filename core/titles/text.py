"""Film titles and what people type, brought to one spelling and compared.

A *name* is a title in that spelling: lower-case words, accents and punctuation gone, sequels
numbered in digits, and " | " where one part of the title ends: "Star Wars: Episode IV - A New
Hope" is "star wars | 4 | a new hope". A *key* is a name without its spaces: equal keys mean the
same title, however it is hyphenated ("WALL·E", "Wall-E", "walle").
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import accumulate, chain, combinations

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.process import cdist

MAX_CHARS = 200  # of a title or a query; what follows tells no two films apart

_MAX_PARTS = 6  # real titles have up to five
_BREAK = " | "
_BREAKS = re.compile(r":(?=\s)|\s[-–—]+(?=\s)|[()\[\]{};|]|,?(?=\sor:?\s[A-Z])")
_ELISION = re.compile(r"(?<=\b[a-z])['’ʼ`´](?=\w)")  # "d'Amélie", "O'Brien": two words
_APOSTROPHES = re.compile(r"['’ʼ`´]")  # "Ocean's": one word
_INITIALS = re.compile(r"(?<=\b[^\W\d_])\.(?=[^\W\d_]\b)")  # "E.T.", "S.W.A.T.": one word
_NO_WORD = re.compile(r"[^a-z0-9|]+")
# Letters that Unicode does not take apart into a base letter and an accent.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ħ": "h", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii")
_COUNTING = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen"),
)
_COUNTS = {word: str(n) for n, word in enumerate(_COUNTING, start=1)}
_DIGITS = _COUNTS | {numeral: str(n) for n, numeral in enumerate(_ROMAN, start=1)}
# "Part II", "Vol. 2", "Episode Four": the number is enough, and it is all that people type.
_PART_NUMBER = re.compile(rf"\b(?:part|pt|episode|chapter|vol|volume) (\d+|{'|'.join(_DIGITS)})\b")
# Bare numerals: never the first word, and "i", "v" and "x" are words of their own in
# "The King and I", "Batman v Superman" and "Malcolm X"; only a last "v" counts ("Rocky V").
_SEQUEL_NUMBER = re.compile(r"(?<=\w )(ii|iii|iv|vi|vii|viii|ix|xi|xii|xiii|v(?= \||$))\b")
_COUNTING_WORD = re.compile(rf"\b({'|'.join(_COUNTING)})\b")

_ARTICLE = "the|a|an|le|la|les|un|une|el|los|las|il|der|das|ein"  # "die" is English: Die Hard
_ARTICLES = frozenset(_ARTICLE.split("|"))
_SORTED_ARTICLE = re.compile(rf"^(.+), ?({_ARTICLE})$", re.IGNORECASE)
_FINAL_YEAR = re.compile(r"\b((?:18|19|20)\d\d)\W*$")

# Two words this alike (percent) may be one word mistyped; below, they are two words.
_SAME_WORD = 65.0
_WORD_BEGUN = 0.9  # "lord of the ri": how well a last word that is only begun counts
_NAME_COVERED = 0.15  # share of the likeness that asks how much of the name was typed at all


class Relation(IntEnum):
    """What a text is to a name, from loose to tight."""

    SIMILAR = 0
    INSIDE = 1  # "temple of doom": two words or more as they stand in the name, articles aside
    BEGINNING = 2  # "crouching tiger"
    PART = 3  # "a new hope"
    ARTICLE_ADDED = 4  # "the heat" for Heat: somebody typed that article
    ARTICLE_OMITTED = 5  # "matrix" for The Matrix
    EQUAL = 6


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a query: a name and, where one was given, the year of release."""

    name: str  # never empty
    year: int | None = None


def readings(query: str) -> tuple[Reading, ...]:
    """Every way to understand a query, the literal one first; none where it holds no word.

    "wonder woman 1984" may be a title or a film of 1984; "1984" can only be a title.
    """
    text = " ".join(query[:MAX_CHARS].split())
    found = [Reading(name)] if (name := fold(text)) else []
    dated = _FINAL_YEAR.search(text)
    if dated and (name := fold(text[: dated.start()].rstrip(" ([{,-–"))):
        found.append(Reading(name, int(dated[1])))
    return tuple(found)


def fold(text: str) -> str:
    """A title as a name; "" where the text holds neither letter nor digit."""
    text = _SORTED_ARTICLE.sub(r"\2 \1", text[:MAX_CHARS])
    text = _BREAKS.sub(_BREAK, text)
    text = text.lower() if text.isascii() else _to_base_letters(text)
    text = _INITIALS.sub("", _APOSTROPHES.sub("", _ELISION.sub(" ", text))).replace("&", " and ")
    if text.isascii():
        text = _NO_WORD.sub(" ", text)
    else:
        text = "".join(char if char == "|" or _is_letter(char) else " " for char in text)
    pieces = (" ".join(piece.split()) for piece in text.split("|"))
    name = _BREAK.join(piece for piece in pieces if piece)
    name = _PART_NUMBER.sub(_digits, name)
    return _SEQUEL_NUMBER.sub(_digits, name)


def words(name: str) -> list[str]:
    """The words of a name, in order."""
    return name.replace("|", "").split()


def key(name: str) -> str:
    """What two spellings of one title share: "twelve monkeys" and "12 monkeys" are one key."""
    return _COUNTING_WORD.sub(_digits, name).replace("|", "").replace(" ", "")


def without_article(name: str) -> str:
    """A name without the article it begins with: "the matrix" is "matrix"."""
    article, _, rest = name.partition(" ")
    # One letter is no title: "a b" is not an article and a "b".
    return rest if article in _ARTICLES and len(rest) > 1 and rest[0] != "|" else name


def parts(name: str) -> list[str]:
    """What people may call a film of several parts, short of the whole.

    "star wars | 4 | a new hope" goes by "star wars", "star wars | 4", "star wars | a new hope",
    "4 | a new hope" and "a new hope", but not by "4" (though 2001: A Space Odyssey is "2001").
    """
    pieces = name.split(_BREAK)[:_MAX_PARTS]
    runs = [pieces[start:stop] for start, stop in combinations(range(len(pieces) + 1), 2)]
    runs.append([piece for piece in pieces if not piece.isdecimal()])
    joined = dict.fromkeys(_BREAK.join(run) for run in runs)
    return [run for run in joined if run != name and (run == pieces[0] or not run.isdecimal())]


def relation(text: str, name: str) -> Relation:
    """What one name, typed by a person, is to another, a film's."""
    text_key, name_key = key(text), key(name)
    if text_key == name_key:
        return Relation.EQUAL
    bare = key(without_article(text))
    bare_name = key(without_article(name))
    if text_key == bare_name:
        return Relation.ARTICLE_OMITTED
    if bare == bare_name:
        return Relation.ARTICLE_ADDED
    if any(bare == key(without_article(part)) for part in parts(name)):
        return Relation.PART
    if text_key in accumulate(words(name)) or bare in accumulate(words(without_article(name))):
        return Relation.BEGINNING
    return _run_of_words(text, name)


def letters_alike(text: str, names: Sequence[str]) -> NDArray[np.float64]:
    """How alike a text and each name, or the part that fits best, are letter by letter.

    Blind to spaces and to articles in front; from 0 to 1, shape (n_names,).
    """
    forms = [
        [key(name), *(key(without_article(run)) for run in (name, *parts(name)))] for name in names
    ]
    starts = np.cumsum([0, *map(len, forms[:-1])])
    ratios = cdist(
        [key(text), key(without_article(text))], list(chain.from_iterable(forms)), scorer=fuzz.ratio
    )
    best: NDArray[np.float64] = np.maximum.reduceat(ratios.max(axis=0), starts) / 100.0
    return best


def words_alike(
    text: str, names: Sequence[str], weight: Mapping[str, float], unknown: float
) -> NDArray[np.float64]:
    """How much of a text is found in each name, in any order, and a little how much is left over.

    Args:
        weight: what each word of the vocabulary tells; rare ones tell more.
        unknown: the weight of a word that no name has.

    Returns:
        Shape (n_names,), from 0 to 1.
    """
    text_words, name_words = words(text), [words(name) for name in names]
    vocabulary = list(dict.fromkeys(chain.from_iterable(name_words)))
    column = {word: position for position, word in enumerate(vocabulary)}
    columns = np.array([column[word] for word in chain.from_iterable(name_words)])
    starts = np.cumsum([0, *map(len, name_words[:-1])])
    text_weight = np.array([weight.get(word, unknown) for word in text_words])
    name_weight = np.array([weight.get(word, unknown) for word in vocabulary])[columns]

    alike = _same_words(text_words, vocabulary)[:, columns]
    found = np.maximum.reduceat(alike, starts, axis=1)
    text_covered = text_weight @ found / text_weight.sum()
    name_covered = np.add.reduceat(alike.max(axis=0) * name_weight, starts) / np.add.reduceat(
        name_weight, starts
    )
    covered: NDArray[np.float64] = text_covered * (1 - _NAME_COVERED + _NAME_COVERED * name_covered)
    return covered


def numbers(name: str) -> frozenset[str]:
    """The numbers in a name, in digits: they are short, but tell one sequel from the next."""
    return frozenset(
        number for word in words(name) if (number := _COUNTS.get(word, word)).isdecimal()
    )


def _same_words(text_words: Sequence[str], vocabulary: Sequence[str]) -> NDArray[np.float64]:
    """How likely each word typed means each word of the vocabulary, from 0 to 1."""
    ratios = cdist(text_words, vocabulary, scorer=fuzz.ratio, score_cutoff=_SAME_WORD)
    alike = (ratios.astype(np.float64) / 100.0) ** 2  # one letter in four wrong is half a word
    last = text_words[-1]
    begun = [word.startswith(last) for word in vocabulary]
    alike[-1] = np.maximum(alike[-1], _WORD_BEGUN * np.array(begun))
    for row, typed in enumerate(text_words):
        if typed.isdecimal():  # "12" is not "13" mistyped
            alike[row] = [typed == word for word in vocabulary]
    return alike


def _run_of_words(text: str, name: str) -> Relation:
    run, whole = f" {_without_articles(text)} ", f" {_without_articles(name)} "
    if " " not in run.strip() or run not in whole:
        return Relation.SIMILAR
    return Relation.BEGINNING if whole.startswith(run) else Relation.INSIDE


def _without_articles(name: str) -> str:
    return " ".join(word for word in words(name) if word not in _ARTICLES)


def _digits(match: re.Match[str]) -> str:
    return _DIGITS.get(match[1], match[1])


def _to_base_letters(text: str) -> str:
    """Lower case without accents, control characters and direction marks."""
    # "Alien³" and "8½" are "Alien 3" and "8 1/2", not "Alien3" and "81/2".
    spaced = "".join(f" {char}" if unicodedata.category(char) == "No" else char for char in text)
    plain = unicodedata.normalize("NFKD", spaced.casefold())
    kept = (
        char
        for char in plain[:MAX_CHARS]  # some characters unfold into whole phrases
        if not unicodedata.combining(char) and unicodedata.category(char) != "Cf"
    )
    return "".join(kept).casefold().translate(_LETTERS)


def _is_letter(char: str) -> bool:
    # Vowel signs of Indic and Thai scripts are marks, but part of their word.
    return char.isalnum() or unicodedata.category(char).startswith("M")
