"""Keys that different spellings of one title share, and shorter forms it goes by."""

import pytest

from core.titles.keys import bare_key, beginnings, endings, loose_key
from core.titles.text import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Romeo + Juliet", "Romeo and Juliet"),
        ("Kramer vs. Kramer", "Kramer versus Kramer"),
        ("St. Elmo's Fire", "Saint Elmo's Fire"),
        ("Mr. Nobody", "Mister Nobody"),
        ("The Lord of the Rings", "Lord of Rings"),
    ],
)
def test_loose_key_is_blind_to_small_words(one: str, other: str) -> None:
    assert loose_key(fold(one)) == loose_key(fold(other))


def test_bare_key_is_blind_to_the_first_article_only() -> None:
    assert bare_key(fold("The Matrix")) == bare_key(fold("Matrix"))
    assert bare_key(fold("The Good, the Bad")) != bare_key(fold("Good, Bad"))


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Borat: Cultural Learnings of America", {"borat"}),
        ("Mission: Impossible - Rogue Nation", {"mission", "missionimpossible"}),
        ("Kill Bill: Vol. 1", {"killbill"}),
        ("Wallace & Gromit in The Curse", {"wallacegromitin"}),
        ("Heat", set()),
        ("The Sweet Hereafter", set()),
    ],
)
def test_titles_are_cut_behind_a_colon_or_three_words(title: str, short: set[str]) -> None:
    found = beginnings(fold(title))
    assert short <= found
    assert bool(short) == bool(found)


@pytest.mark.parametrize(
    ("title", "short", "not_short"),
    [
        ("Star Wars: Episode IV - A New Hope", "newhope", "hope"),
        ("William Shakespeare's Romeo + Juliet", "romeojuliet", "juliet"),
        ("Paradise: Love", None, "love"),
    ],
)
def test_one_word_at_the_end_is_no_title(title: str, short: str | None, not_short: str) -> None:
    found = endings(fold(title))
    assert short is None or short in found
    assert not_short not in found


def test_whole_title_is_no_shorter_form_of_itself() -> None:
    for title in ("Star Wars: Episode IV - A New Hope", "The Good, the Bad and the Ugly", "1900"):
        name = fold(title)
        assert loose_key(name) not in beginnings(name) | endings(name)


def test_title_of_nothing_but_articles_has_no_loose_key() -> None:
    assert loose_key(fold("The The")) == ""
    assert beginnings(fold("A: The")) == endings(fold("A: The")) == set()
