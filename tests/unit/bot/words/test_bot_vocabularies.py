"""Each language has words for everything that can be said in another, in tables without doubles."""

from collections.abc import Iterator, Mapping
from dataclasses import fields

import pytest

from bot.words import lexicon, years
from bot.words.folding import words_of
from bot.words.languages import LANGUAGES, VOCABULARIES, asks_for_history
from bot.words.vocabulary import Vocabulary, joined, pattern_of, phrases_of
from data.filters import Filters
from data.prepare import load_dataset

WHOLE = {"hello", "thanks", "further", "suggest", "stop", "help"}  # phrases are whole messages
LETTER_BY_LETTER = {"stars", "and_a_half", "out_of", "history"}
WITHOUT_WORDS = {
    ("de", "and_a_half"),  # is part of the number: "viereinhalb"
    ("en", "decade_marks"),  # the digits have an ending
}


def tables(vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Each table, by name; those of a genre, a step or a decade apart."""
    for field in fields(Vocabulary):
        table = getattr(vocabulary, field.name)
        if isinstance(table, Mapping):
            for key, part in table.items():
                yield f"{field.name} {key}", part
        else:
            yield field.name, table


NAMES = {name for each in VOCABULARIES.values() for name, _ in tables(each)}


def spellings(name: str, table: str) -> list[str]:
    """The phrases as they are compared."""
    if name in LETTER_BY_LETTER:
        return phrases_of(table)
    if name == "decade_endings":
        return [phrase.casefold() for phrase in phrases_of(table)]
    return [" ".join(word.folded for word in words_of(phrase)) for phrase in phrases_of(table)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_language_has_every_table(language: str) -> None:
    filled = {name for name, table in tables(VOCABULARIES[language]) if phrases_of(table)}
    missing = {(language, name) for name in NAMES - filled}
    assert missing == {each for each in WITHOUT_WORDS if each[0] == language}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_stands_twice_in_one_table(language: str) -> None:
    for name, table in tables(VOCABULARIES[language]):
        spelt = spellings(name, table)
        assert all(spelt), name
        assert len(spelt) == len(set(spelt)), (name, sorted(spelt))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_is_longer_than_what_is_compared(language: str) -> None:
    longest = min(lexicon.LONGEST, years.LONGEST)
    for name, table in tables(VOCABULARIES[language]):
        if name not in LETTER_BY_LETTER | WHOLE:
            assert all(len(words_of(phrase)) <= longest for phrase in phrases_of(table)), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_genre_of_the_films_is_named(language: str) -> None:
    films = load_dataset(None, Filters()).catalog.films
    assert set(VOCABULARIES[language].genres) == {genre for film in films for genre in film.genres}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_read_letter_by_letter_is_written_small(language: str) -> None:
    for name, table in tables(VOCABULARIES[language]):
        assert name not in LETTER_BY_LETTER or table == table.casefold(), name


def test_languages_are_read_as_if_they_were_one() -> None:
    together = joined(VOCABULARIES.values())
    for name, table in tables(together):
        of_each = [dict(tables(each)).get(name, "") for each in VOCABULARIES.values()]
        assert phrases_of(table) == [phrase for each in of_each for phrase in phrases_of(each)]


def test_phrases_are_divided_by_commas() -> None:
    assert phrases_of("\n  one,\n  and\n  two, , three") == ["one", "and two", "three"]
    assert phrases_of("") == []
    assert pattern_of("out of, word*, a.b") == r"out\s+of|word\w*|a\.b"


@pytest.mark.parametrize("word", ["history", "HISTORY", "historial", "Verlauf", "История"])
def test_history_is_asked_for_in_any_language(word: str) -> None:
    assert asks_for_history(word)
    assert not asks_for_history(f"{word}s")
