"""The shape of a language's words: what people may type in it, as tables.

A table is phrases divided by commas. In tables for wishes and years, case and accents do not
matter, nor whether hyphens or spaces stand between words, so that one spelling is enough
(`bot/words/folding.py`); the others are read letter by letter and written in lower case. All
languages are read together, because people mix them: a phrase that is at home in several may stand
in each.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one language, or of several together; an empty table where it has none."""

    # Wishes. Of tables that share a phrase, the one further down here counts; genres come last.
    filler: str  # says nothing about the film
    either: str  # between two genres one of which is enough
    recent: str
    old: str
    surprise: str
    gems: str
    without: str  # what follows; a hyphen in front of a word says the same
    like: str  # a film whose title follows
    popularity: Mapping[int, str]  # by the step of how well known films are: 5, 4, 2 and 1
    genres: Mapping[str, str]  # by MovieLens's name; a phrase for several stands under each

    # Years.
    decades: Mapping[int, str]  # by their first year; those in digits ("90s") are read by endings
    decade_endings: str  # what may follow the digits: "90s", "90er", "90-х"
    decade_marks: str  # what may stand before them where nothing follows: "años 90"
    after: str
    since: str
    before: str
    until: str
    to: str  # between two years
    on: str  # behind a year: and later

    # Stars, of a rating. A * at the end stands for any letters.
    stars: str
    and_a_half: str  # behind a number
    out_of: str  # before the 5 of "4 out of 5"

    counts: str  # one to ten, before "stars"
    verdict: str  # what may stand before a title: "I loved Inception", "I give Heat 4.5"

    # What is said by itself, as a whole message.
    hello: str
    thanks: str
    further: str  # the next film, please
    suggest: str  # any film, please
    stop: str
    help: str

    history: str  # behind /movienight: past nights are asked for


def phrases_of(table: str) -> list[str]:
    """The phrases of a table, with one space between words."""
    return [" ".join(phrase.split()) for phrase in table.split(",") if phrase.strip()]


def pattern_of(table: str) -> str:
    """A regular expression for any phrase of a table that is read letter by letter."""
    return "|".join(
        r"\s+".join(re.escape(word).replace(r"\*", r"\w*") for word in phrase.split())
        for phrase in phrases_of(table)
    )


def joined(vocabularies: Iterable[Vocabulary]) -> Vocabulary:
    """The words of several languages as if they were one."""
    together = list(vocabularies)
    tables: dict[str, Any] = {
        table.name: _joined([getattr(each, table.name) for each in together])
        for table in fields(Vocabulary)
    }
    return Vocabulary(**tables)


def _joined(tables: Sequence[Any]) -> str | dict[Any, str]:
    if isinstance(tables[0], str):
        return ", ".join(tables)
    keys = dict.fromkeys(key for table in tables for key in table)
    return {key: ", ".join(table.get(key, "") for table in tables) for key in keys}
