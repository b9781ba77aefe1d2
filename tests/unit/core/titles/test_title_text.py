import numpy as np
import pytest

from core.titles.text import (
    MAX_CHARS,
    Reading,
    Relation,
    fold,
    key,
    letters_alike,
    parts,
    readings,
    relation,
    without_article,
    words_alike,
)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Star Wars: Episode IV - A New Hope", "star wars | 4 | a new hope"),
        ("The Godfather: Part II", "the godfather | 2"),
        ("Kill Bill: Vol. 2", "kill bill | 2"),
        ("Rocky V", "rocky 5"),
        ("Batman v Superman: Dawn of Justice", "batman v superman | dawn of justice"),
        ("Malcolm X", "malcolm x"),
        ("The King and I", "the king and i"),
        ("V for Vendetta", "v for vendetta"),
        ("Le fabuleux destin d’Amélie Poulain", "le fabuleux destin d amelie poulain"),
        ("Ocean's Eleven", "oceans eleven"),
        ("Alien³", "alien 3"),
        ("8½", "8 1 2"),
        ("E.T. the Extra-Terrestrial", "et the extra terrestrial"),
        ("Fast & Furious", "fast and furious"),
        ("Smørrebrød Straße", "smorrebrod strasse"),
        ("Birdman: Or (The Unexpected Virtue)", "birdman | or | the unexpected virtue"),
        ("Dr. Strangelove or: How I Learned", "dr strangelove | or | how i learned"),
        ("Valachi Papers,The", "the valachi papers"),
        ("七人の侍", "七人の侍"),
        ("दंगल", "दंगल"),
        ("\u202eHeat\u200f", "heat"),
        ("🎬 ... !?", ""),
        ("", ""),
    ],
)
def test_a_title_folds_to_its_plain_name(title: str, name: str) -> None:
    assert fold(title) == name


@pytest.mark.parametrize(
    "spellings",
    [
        ("WALL·E", "wall-e", "walle", "Wall E"),
        ("M*A*S*H", "mash"),
        ("Spider-Man", "spiderman", "SPIDER MAN"),
        ("Twelve Monkeys", "12 monkeys"),
        ("The Godfather: Part II", "the godfather 2", "the godfather part two"),
        ("10,000 BC", "10000 bc"),
        ("L.A. Confidential", "la confidential"),
    ],
)
def test_spellings_of_one_title_share_a_key(spellings: tuple[str, ...]) -> None:
    assert len({key(fold(spelling)) for spelling in spellings}) == 1


def test_names_of_different_sequels_differ() -> None:
    assert len({key(fold(f"Rocky{number}")) for number in ("", " II", " III", " IV", " V")}) == 5


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("heat", (Reading("heat"),)),
        ("the matrix 1999", (Reading("the matrix 1999"), Reading("the matrix", 1999))),
        ("Matrix, The (1999)", (Reading("matrix the | 1999"), Reading("the matrix", 1999))),
        ("king kong, 1933", (Reading("king kong 1933"), Reading("king kong", 1933))),
        ("2012", (Reading("2012"),)),
        ("2012 (2009)", (Reading("2012 | 2009"), Reading("2012", 2009))),
        ("2001 a space odyssey", (Reading("2001 a space odyssey"),)),
        (" \n\t ", ()),
        ("?!", ()),
    ],
)
def test_a_year_at_the_end_is_a_second_way_to_read_a_query(
    query: str, expected: tuple[Reading, ...]
) -> None:
    assert readings(query) == expected


def test_what_exceeds_the_limit_is_not_read() -> None:
    assert readings("a" * 10_000) == (Reading("a" * MAX_CHARS),)
    assert len(fold("\ufdfa" * 10_000)) <= MAX_CHARS  # one character, a phrase of 18 when folded


def test_articles_are_taken_off_only_where_a_title_is_left() -> None:
    assert without_article("the matrix") == "matrix"
    assert without_article("the") == "the"
    assert without_article("a b") == "a b"
    assert without_article("the | end") == "the | end"


def test_a_film_goes_by_its_parts_but_not_by_its_number() -> None:
    assert parts("star wars | 4 | a new hope") == [
        "star wars",
        "star wars | 4",
        "4 | a new hope",
        "a new hope",
        "star wars | a new hope",
    ]
    assert parts("2001 | a space odyssey") == ["2001", "a space odyssey"]
    assert parts("heat") == []


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("Heat", "HEAT", Relation.EQUAL),
        ("matrix", "The Matrix", Relation.ARTICLE_OMITTED),
        ("the heat", "Heat", Relation.ARTICLE_ADDED),
        ("a new hope", "Star Wars: Episode IV - A New Hope", Relation.PART),
        ("star wars a new hope", "Star Wars: Episode IV - A New Hope", Relation.PART),
        ("hobbit", "The Hobbit: An Unexpected Journey", Relation.PART),
        ("crouching tiger", "Crouching Tiger, Hidden Dragon", Relation.BEGINNING),
        ("et", "E.T. the Extra-Terrestrial", Relation.BEGINNING),
        ("fast and furious 5", "The Fast and the Furious 5", Relation.BEGINNING),
        ("temple of doom", "Indiana Jones and the Temple of Doom", Relation.INSIDE),
        ("the", "Over the Top", Relation.SIMILAR),
        ("of do", "Indiana Jones and the Temple of Doom", Relation.SIMILAR),
        ("toy", "Toyland", Relation.SIMILAR),
    ],
)
def test_relations_run_from_similar_to_equal(text: str, title: str, expected: Relation) -> None:
    assert relation(fold(text), fold(title)) is expected


def test_letters_ignore_spaces_and_find_the_best_part() -> None:
    names = ["wall e", "star wars | the empire strikes back", "heat"]
    np.testing.assert_allclose(letters_alike("walle", names)[0], 1.0)
    np.testing.assert_allclose(letters_alike("empire strikes back", names)[1], 1.0)
    assert letters_alike("walle", names).argmax() == 0


def test_words_ignore_order_and_forgive_a_letter_but_not_a_number() -> None:
    names = ["toy story", "toy story 2", "toy story 3"]
    weight = dict.fromkeys(["toy", "story", "2", "3"], 1.0)
    shuffled = words_alike("3 story toy", names, weight, unknown=1.0)
    np.testing.assert_allclose(shuffled[2], 1.0)
    assert shuffled.argmax() == 2
    mistyped = words_alike("toy storry 2", names, weight, unknown=1.0)
    assert mistyped.argmax() == 1
    assert mistyped[1] > 0.9
