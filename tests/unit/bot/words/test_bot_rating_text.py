"""Telling the title from the stars."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.words.problems import Problem
from bot.words.stars_text import read_rating_text, stars_only


@pytest.mark.parametrize(
    ("text", "title", "stars"),
    [
        ("heat 4.5", "heat", 4.5),
        ("heat 4,5", "heat", 4.5),
        ("  the   matrix\n5 ", "the matrix", 5.0),
        ("toy story 3", "toy story", 3.0),
        ("blade runner 2049", "blade runner 2049", None),
        ("king kong 1933", "king kong 1933", None),
        ("king kong 1933 4", "king kong 1933", 4.0),
        ("heat", "heat", None),
        ("300", "300", None),
        ("300 5", "300", 5.0),
        ("heat 4½", "heat", 4.5),
        ("heat ½", "heat", 0.5),
        ("8½", "8½", None),
        ("8 1/2", "8 1/2", None),
        ("8½ 5", "8½", 5.0),
        ("the naked gun 2½", "the naked gun", 2.5),
        ("heat 3 1/2", "heat", 3.5),
        ("heat .5", "heat", 0.5),
        ("heat 4!", "heat", 4.0),
        ("heat 4.", "heat", 4.0),
        ("heat (4)", "heat", 4.0),
        ("heat - 4", "heat", 4.0),
        ("heat 4 and a half", "heat", 4.5),
        ("heat 4 y media", "heat", 4.5),
        ("heat 4 с половиной", "heat", 4.5),
        ("two and a half men", "two and a half men", None),
        ("matrix (1999)", "matrix (1999)", None),
        ("M*A*S*H", "M*A*S*H", None),
        ("M*A*S*H 5", "M*A*S*H", 5.0),
        ("airplane!", "airplane!", None),
        ("50/50", "50/50", None),
        ("fahrenheit 9/11", "fahrenheit 9/11", None),
        ("summer of '42", "summer of '42", None),
        ("(500) days of summer", "(500) days of summer", None),
        ("sterne", "sterne", None),
        ("5 estrellas más", "5 estrellas más", None),
        ("звезда", "звезда", None),
        ("el 5 de 5 pisos", "el 5 de 5 pisos", None),
        ("", "", None),
    ],
)
def test_a_bare_number_may_be_stars(text: str, title: str, stars: float | None) -> None:
    reading = read_rating_text(text)
    assert (reading.title, reading.stars) == (title, stars)
    assert not reading.is_marked
    assert not reading.is_bad_number


@pytest.mark.parametrize(
    ("text", "stars"),
    [
        ("heat ★4.5", 4.5),
        ("heat 4.5★", 4.5),
        ("heat ⭐️⭐️⭐️⭐️", 4.0),
        ("heat ★★★★½", 4.5),
        ("heat ★★★☆☆", 3.0),
        ("heat ★★★½☆", 3.5),
        ("heat ★★★ 1/2", 3.5),
        ("heat⭐⭐⭐⭐", 4.0),
        ("heat ****", 4.0),
        ("heat 4*", 4.0),
        ("heat 4 out of 5", 4.0),
        ("heat: 4 stars!!", 4.0),
        ("heat 4/5", 4.0),
        ("heat 3 stars", 3.0),
        ("heat 1 star", 1.0),
        ("heat 3½ STARS", 3.5),
        ("heat 4 out of 5 stars", 4.0),
        ("heat 4,5/5 ★", 4.5),
        ("heat 1 estrella", 1.0),
        ("heat 4,5 estrellas", 4.5),
        ("heat 4 de 5", 4.0),
        ("heat 3,5 de 5 estrellas", 3.5),
        ("heat 1 Stern", 1.0),
        ("heat 4 Sterne", 4.0),
        ("heat: 4,5 STERNE!", 4.5),
        ("heat 4 von 5 Sternen", 4.0),
        ("heat 1 звезда", 1.0),
        ("heat 3 звезды", 3.0),
        ("heat 3 звёзды", 3.0),
        ("heat 5 звёзд", 5.0),
        ("heat 5 ЗВЁЗД", 5.0),
        ("heat 4,5 звезды", 4.5),
        ("heat 5 звёздочек", 5.0),
        ("heat 4 из 5", 4.0),
        ("heat 4 y media estrellas", 4.5),
        ("heat 4 с половиной звезды", 4.5),
        ("heat 3 and a half stars", 3.5),
        ("heat 4,5 из 5 звёзд", 4.5),
    ],
)
def test_marked_stars_are_stars(text: str, stars: float) -> None:
    reading = read_rating_text(text)
    assert (reading.title, reading.stars, reading.is_marked) == ("heat", stars, True)


@pytest.mark.parametrize(
    "text",
    [
        "heat ★6",
        "heat 0★",
        "heat 4.3 stars",
        "heat ★★★★★★",
        "heat 9/5",
        "heat 11/10",
        "heat 0/10",
        "heat 9.5/10",
        "heat 6 Sterne",
        "heat 0 estrellas",
        "heat 4,3 звезды",
    ],
)
def test_marked_stars_out_of_range_are_refused(text: str) -> None:
    with pytest.raises(Problem) as caught:
        read_rating_text(text)
    assert caught.value.key == "problem-star-range"


@pytest.mark.parametrize(
    "text", ["heat 7", "heat 0", "heat -1", "heat 4.3", "heat 99999", "apollo 13", "heat (7)"]
)
def test_number_that_is_neither_stars_nor_a_year_is_told(text: str) -> None:
    reading = read_rating_text(text)
    assert reading.is_bad_number
    assert reading.title == text


@given(st.text(max_size=300))
def test_no_text_is_too_odd(text: str) -> None:
    try:
        reading = read_rating_text(text)
    except Problem:
        return
    assert reading.text == reading.title or reading.stars is not None


def test_a_very_long_text_is_read_quickly() -> None:
    assert read_rating_text("4 " * 50_000 + "x").stars is None
    assert read_rating_text("★" * 10_000 + "x").stars is None


@pytest.mark.parametrize(
    ("text", "stars", "given"),
    [
        ("heat 9/10", 4.5, 9),
        ("heat 10/10", 5.0, 10),
        ("heat 8 out of 10", 4.0, 8),
        ("heat 8 von 10", 4.0, 8),
        ("heat 7 de 10", 3.5, 7),
        ("heat 1 из 10", 0.5, 1),
        ("heat nine out of 10", 4.5, 9),
    ],
)
def test_ten_points_are_five_stars(text: str, stars: float, given: float) -> None:
    reading = read_rating_text(text)
    assert (reading.title, reading.stars, reading.out_of_ten) == ("heat", stars, given)


@pytest.mark.parametrize(
    ("text", "stars"),
    [
        ("heat five stars", 5.0),
        ("heat Four Stars!", 4.0),
        ("heat three and a half stars", 3.5),
        ("heat fünf Sterne", 5.0),
        ("heat cinco estrellas", 5.0),
        ("heat пять звёзд", 5.0),
        ("heat две звезды", 2.0),
        ("heat four out of 5", 4.0),
    ],
)
def test_stars_in_words_are_stars(text: str, stars: float) -> None:
    reading = read_rating_text(text)
    assert (reading.title, reading.stars, reading.is_marked) == ("heat", stars, True)


@pytest.mark.parametrize(
    ("text", "stars"),
    [("4", 4.0), ("4.5", 4.5), ("★★★★", 4.0), ("4/5", 4.0), ("8/10", 4.0), ("five stars", 5.0)],
)
def test_stars_may_stand_alone(text: str, stars: float) -> None:
    assert stars_only(text) == stars


@pytest.mark.parametrize("text", ["9", "300", "heat 4", "50/50", "hello", "2012", ""])
def test_other_texts_are_no_stars_alone(text: str) -> None:
    assert stars_only(text) is None
