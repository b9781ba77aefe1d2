"""Letters that can be drawn, and texts that fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure

from bot.pictures.lettering import FONT, Weight, drawable, fit, line_width, short_title, title_of
from core.catalog.films import Film


def film(title: str, *alternatives: str) -> Film:
    return Film(1, title, 1999, (), alternatives)


def test_letters_of_the_languages_stay_and_others_go() -> None:
    for text in ("¿Qué película?", "Größe ★4.5", "Ещё фильмы", "Ελλάδα", "◂ less · more ▸ ±0.6"):
        assert drawable(text) == text
    assert drawable("七人の侍 (Seven Samurai)") == "(Seven Samurai)"
    assert drawable("Ame\u0301lie\t\n侍 ") == "Amélie"


def test_the_first_title_that_can_be_drawn_is_taken() -> None:
    assert title_of(film("Heat", "Calor")) == "Heat"
    assert title_of(film("七人の侍", "Shichinin no samurai")) == "Shichinin no samurai"
    assert title_of(film("七人の侍 7", "羅生門")) == "7"
    assert title_of(film("羅生門")) == ""
    assert title_of(film("Ame\u0301lie", "Amelie")) == "Amélie"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Heat", "Heat"),
        ("One Flew Over the Cuckoo's Nest", "One Flew Over the\nCuckoo's Nest"),
        ("Star Wars: Episode V - The Empire Strikes Back", "The Empire\nStrikes Back"),
        ("Pirates of the Caribbean: The Curse of the Black Pearl", "Pirates of the\nCaribbean"),
        ("Kill Bill: Vol. 1", "Kill Bill: Vol. 1"),
        ("The Englishman Who Went Up a Hill But Came Down", "The Englishman\nWho Went Up a …"),
        ("羅生門", ""),
    ],
)
def test_titles_are_cut_to_what_people_say(title: str, expected: str) -> None:
    assert short_title(film(title), 17) == expected


@pytest.mark.parametrize("text", ["больше и меньше, чем другим", "Willy Wonka", "★4.5 −0.3"])
@pytest.mark.parametrize("weight", ["normal", "bold"])
@pytest.mark.parametrize("size", [20, 24.5, 31, 54])
def test_a_line_is_drawn_as_wide_as_measured(text: str, weight: Weight, size: float) -> None:
    drawn = Figure((20, 20), 72).text(0, 0, text, family=FONT, weight=weight, size=size)
    assert drawn.get_window_extent().width == pytest.approx(line_width(text, size, weight), abs=1)


def test_a_text_is_broken_before_it_shrinks_and_shrinks_before_it_is_cut() -> None:
    text = "Genres you like more or less than others"
    whole = line_width(text, 30, "bold")
    assert fit(text, 30, "bold", whole, 2).lines == (text,)
    broken = fit(text, 30, "bold", 0.6 * whole, 2)
    assert (len(broken.lines), broken.size) == (2, 30)
    shrunk = fit(text, 30, "bold", 0.8 * whole, 1)
    assert shrunk.lines == (text,)
    assert 20 <= shrunk.size < 30
    cut = fit(text, 30, "bold", 0.3 * whole, 1)
    assert cut.size == 20
    assert cut.lines[0].endswith("…")


@given(st.text(max_size=80), st.integers(40, 400), st.integers(1, 3))
def test_whatever_is_written_fits(text: str, width: int, lines: int) -> None:
    fitted = fit(text, 28, "normal", width, lines)
    assert 1 <= len(fitted.lines) <= lines
    assert all(line_width(line, fitted.size) <= width for line in fitted.lines)
