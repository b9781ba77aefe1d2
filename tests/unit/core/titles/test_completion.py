"""Titles that are still being typed."""

from core.titles.completion import completions
from core.titles.search import TitleIndex
from tests.builders import build_catalog

FILMS = [
    "The Godfather",
    "God Bless America",
    "Alien",
    "Aliens",
    "Star Wars: Episode IV - A New Hope",
]
TITLES = TitleIndex(build_catalog(FILMS, counts=[90, 10, 20, 30, 40]))


def completed(text: str) -> list[str]:
    return [FILMS[index] for index in completions(TITLES, text)]


def test_last_word_need_not_be_whole_and_the_best_known_film_comes_first() -> None:
    assert completed("god") == ["The Godfather", "God Bless America"]
    assert completed("ali") == ["Aliens", "Alien"]


def test_article_may_be_typed_or_not() -> None:
    assert completed("the god") == completed("godf") == ["The Godfather"]


def test_case_and_the_signs_between_parts_do_not_matter() -> None:
    assert completed("STAR w") == [FILMS[4]]
    assert (
        completed("star wars: episode iv - a new h") == completed("star wars 4 a n") == [FILMS[4]]
    )


def test_nothing_begins_with_no_word_or_in_the_middle_of_a_name() -> None:
    assert completed("") == completed("!") == completed("father") == completed("🎬") == []
