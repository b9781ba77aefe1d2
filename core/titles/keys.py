"""Keys under which one title is found again when two lists write it differently.

All take a name, as `core.titles.text.fold` makes it, and give keys to be compared for equality.
"""

import re
from collections.abc import Iterable
from itertools import accumulate

from core.titles.text import key, numbers, parts, without_article, words

_BEGINNING = 3  # words, to stand for a whole title that goes on without a colon
_ENDING = 2  # words, to stand for a whole title; "love" does not for "paradise | love"
_LED = re.compile(r"(?:\S+ ){0,2}\S+(?:['’]s|s['’]) (?P<rest>.+)")
_MAX_WORDS = 30  # real titles have up to twenty
_ENGLISH = ("the", "a", "an", "and")
_OTHERS = ("le", "la", "les", "un", "une", "el", "los", "las", "il", "der", "das", "ein")
_UNSAID = frozenset((*_ENGLISH, *_OTHERS))
_SHORT = {"saint": "st", "mister": "mr", "doctor": "dr", "versus": "vs", "v": "vs"}


def bare_key(name: str) -> str:
    """Blind to an article in front: "the matrix" and "matrix" share it."""
    return key(without_article(name))


def loose_key(name: str) -> str:
    """Blind to articles and "and" anywhere, and to how "Saint" or "versus" is written."""
    return _joined(_significant(name))


def beginnings(name: str) -> set[str]:
    """Loose keys of what a longer title goes by when its end is left out.

    What stands before a colon, a dash or a bracket: "star wars" of "star wars | 4 | a new hope";
    or three words and more.
    """
    significant = _significant(name)
    stops = {*_breaks(name), *range(_BEGINNING, len(significant))}
    return _shorter((significant[:stop] for stop in stops), name)


def endings(name: str) -> set[str]:
    """Loose keys of what a longer title goes by when its beginning is left out.

    "a new hope", or "romeo juliet" of "william shakespeares romeo juliet": two words and more.
    """
    significant = _significant(name)
    starts = range(1, len(significant) - _ENDING + 1)
    return _shorter((significant[start:] for start in starts), name)


def part_keys(name: str) -> set[str]:
    """Loose keys of the parts that a longer title goes by, up to a colon or from one on.

    A part that does not begin the title has two words and more: "love" is not "paradise | love".
    """
    first = name.split(" | ", 1)[0]
    runs = (
        significant
        for part in parts(name)
        if (significant := _significant(part))
        and (part.startswith(first) or len(significant) >= _ENDING)
    )
    return _shorter(runs, name)


def unnumbered_key(name: str) -> str:
    """Blind to numbers besides what `loose_key` is blind to: "ice age 2 | the meltdown"."""
    found = numbers(name)
    return _joined(word for word in _significant(name) if not numbers(word) & found)


def is_long(name: str) -> bool:
    """Whether a name without its numbers still has words enough to stand for one film."""
    return sum(not numbers(word) for word in _significant(name)) >= _BEGINNING


def unled(title: str) -> str:
    """A title, not yet folded, without somebody's name in front: "Lee Daniels' The Butler".

    "" where there is none; "Ocean's Eleven" looks as if.
    """
    match = _LED.fullmatch(title)
    return match["rest"] if match else ""


def _breaks(name: str) -> list[int]:
    """Before how many of the significant words each part of a title ends, the last one left out."""
    return list(accumulate(len(_significant(piece)) for piece in name.split("|")))[:-1]


def _shorter(runs: Iterable[list[str]], name: str) -> set[str]:
    return {_joined(run) for run in runs} - {"", loose_key(name)}


def _significant(name: str) -> list[str]:
    significant = [_SHORT.get(word, word) for word in words(name) if word not in _UNSAID]
    return significant[:_MAX_WORDS]


def _joined(significant: Iterable[str]) -> str:
    return key(" ".join(significant))
