"""Texts by key: escaped, not turned around by anybody's name, in the right plural and language."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.words.problems import Problem
from bot.words.texts import Html, escaped, isolated, texts_for
from core.errors import InputError

EN = texts_for("en")
FSI, PDI, RLI, RLO = "\u2068", "\u2069", "\u2067", "\u202e"


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("en", "en"),
        ("de", "de"),
        ("de-AT", "de"),
        ("es_419", "es"),
        ("RU-ru", "ru"),
        ("pt", "en"),
        ("pt-BR", "en"),
        ("deu", "en"),
        ("", "en"),
        ("-", "en"),
        ("../../etc", "en"),
        (None, "en"),
    ],
)
def test_language_is_the_first_part_of_a_tag_or_english(tag: str | None, language: str) -> None:
    assert texts_for(tag).language == language


def test_values_are_escaped_unless_they_are_html() -> None:
    assert "You have 1 rating." in EN("rate-saved", stars="★4", film=Html("<b>X</b>"), count=1)
    assert "<b>X</b>" in EN("rate-saved", stars="★4", film=Html("<b>X</b>"), count=1)
    assert "&lt;b&gt; &amp;" in EN("rate-saved", stars="★4", film="<b> &", count=1)


def test_plain_texts_are_not_escaped_and_take_no_html() -> None:
    assert EN.plain("button-rate-film", film="<b> & Co") == "Rate <b> & Co"
    with pytest.raises(TypeError):
        EN.plain("button-rate-film", film=Html("<b>X</b>"))


def test_missing_text_or_value_is_a_bug_and_never_shows_a_key() -> None:
    with pytest.raises(LookupError, match="no-such-text"):
        EN("no-such-text")
    with pytest.raises(ValueError, match="rate-saved"):
        EN("rate-saved", stars="★4", film="X")
    assert "no-such-text" not in EN
    assert "help-begin" in EN


@pytest.mark.parametrize(
    ("count", "ending"),
    [
        (0, "оценок"),
        (1, "оценка"),
        (2, "оценки"),
        (4, "оценки"),
        (5, "оценок"),
        (11, "оценок"),
        (14, "оценок"),
        (21, "оценка"),
        (22, "оценки"),
        (111, "оценок"),
    ],
)
def test_russian_has_three_plurals(count: int, ending: str) -> None:
    text = texts_for("ru")("rate-saved", stars="★4", film="X", count=count)
    assert text == f"★4 — X. У тебя {count} {ending}."


def test_counts_are_written_as_the_language_writes_them() -> None:
    def title(language: str) -> str:
        return texts_for(language)("ratings-title", count=12345)

    assert "12,345" in title("en")
    assert "12.345" in title("de")
    assert "12\N{NO-BREAK SPACE}345" in title("ru")


class TestDirections:
    """A name written from right to left must not pull the words around it to its side."""

    @pytest.mark.parametrize("name", ["עדה", "ليلى", f"{RLO}evil", f"Ada{RLI}", "Ada עדה <3"])
    def test_names_that_turn_around_are_closed_off(self, name: str) -> None:
        shown = isolated(name)
        assert shown.startswith(FSI)
        assert shown.endswith(PDI)
        assert name in shown

    @pytest.mark.parametrize("name", ["Ada", "Аня", "アダ", "50/50", "8 ½", ""])
    def test_other_names_stay_as_they_are(self, name: str) -> None:
        assert isolated(name) == name

    def test_in_a_sentence(self) -> None:
        assert EN("start-welcome", name="עדה").startswith(f"Hello {FSI}עדה{PDI}! ")
        assert EN.plain("button-rate-film", film="עדה") == f"Rate {FSI}עדה{PDI}"
        assert escaped("<עדה>") == f"{FSI}&lt;עדה&gt;{PDI}"

    @given(st.text(alphabet=["a", "ע", FSI, PDI, RLI, RLO, "\u202c", "\u2066"]))
    def test_nothing_breaks_out(self, name: str) -> None:
        shown, depth = isolated(name), 0
        for place, character in enumerate(shown):
            depth += unicodedata.bidirectional(character) in {"FSI", "RLI", "LRI"}
            depth -= character == PDI
            assert depth >= 0
            if FSI in shown and place < len(shown) - 1 and shown[0] == FSI:
                assert depth >= 1 or shown == name
        assert depth == 0


def test_problem_is_what_a_person_did_and_carries_its_sentence() -> None:
    problem = Problem("problem-star-range")
    assert isinstance(problem, InputError)
    assert "★0.5" in EN(problem.key, **problem.values)
