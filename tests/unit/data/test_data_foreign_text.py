"""Bytes to text, and text to rows: what spreadsheets, old exports and stray quotes do to a csv."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.foreign_faults import FileRefusedError, Refusal
from data.foreign_text import Line, decode, lines_of

TEXT = "Name,Year\r\nLéon,1994\r\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("cp1252"), "cp1252"),
    ],
)
def test_text_is_read_whatever_wrote_it(content: bytes, encoding: str) -> None:
    assert decode(content) == (TEXT, encoding)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b" \r\n\t", Refusal.EMPTY),
        ("\ufeff".encode(), Refusal.EMPTY),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", Refusal.NOT_TEXT),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\x01\x02", Refusal.NOT_TEXT),
        (b"Name,Year\nL\x81on,1994\n", Refusal.NOT_TEXT),  # nothing in cp1252
        (b"Name\0Year\n", Refusal.NOT_TEXT),
        (TEXT.encode("utf-16-le"), Refusal.NOT_TEXT),  # without a byte order mark
        (b"\xff\xfeN\x00a", Refusal.NOT_TEXT),  # half a character
        (TEXT.encode("utf-32"), Refusal.NOT_TEXT),
        (b"\xef\xbb\xbfName\xff", Refusal.NOT_TEXT),
    ],
)
def test_bytes_that_are_no_text_are_refused(content: bytes, refusal: Refusal) -> None:
    with pytest.raises(FileRefusedError) as caught:
        decode(content)
    assert caught.value.refusal is refusal


def test_rows_know_the_line_they_begin_in() -> None:
    text = 'Name,Review\r\nHeat,"first\r\nsecond, with ""quotes"""\r\n\r\n , \r\n Alien ,x'
    assert list(lines_of(text, ",")) == [
        Line(1, ["Name", "Review"]),
        Line(2, ["Heat", 'first\r\nsecond, with "quotes"']),
        Line(6, ["Alien", "x"]),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_any_system_ends_them_and_nowhere_else(end: str) -> None:
    text = f"Name,Year{end}A\u2028B\x0bC\x85D,1994{end}"
    assert [line.fields for line in lines_of(text, ",")] == [
        ["Name", "Year"],
        ["A\u2028B\x0bC\x85D", "1994"],
    ]


def test_quote_that_is_never_closed_costs_its_own_line_only() -> None:
    text = 'Name,Year\n"Heat,1995\nAlien,1979\nBrazil,1985\n'
    assert list(lines_of(text, ",")) == [
        Line(1, ["Name", "Year"]),
        Line(2, None),
        Line(3, ["Alien", "1979"]),
        Line(4, ["Brazil", "1985"]),
    ]


def test_quote_that_a_later_row_closes_costs_its_own_line_only() -> None:
    text = 'Name,Year\n"Heat,1995\nAlien,1979\n"Brazil",1985\n"Good, the",1966\n'
    assert [line.fields for line in lines_of(text, ",")] == [
        ["Name", "Year"],
        None,
        ["Alien", "1979"],
        ["Brazil", "1985"],
        ["Good, the", "1966"],
    ]


def test_file_full_of_broken_quotes_is_refused_and_names_the_first() -> None:
    text = "Name,Year\n" + 'Heat,1995\n"Alien"x,1979\n' * 200
    with pytest.raises(FileRefusedError, match="for the first time in line 3") as caught:
        list(lines_of(text, ","))
    assert caught.value.refusal is Refusal.BROKEN_LINES
    assert caught.value.values == {"line": 3}


def test_field_without_end_is_a_broken_line() -> None:
    text = f'Name,Year\n"{"x" * 200_000}",1979\nHeat,1995\n'
    assert [line.fields for line in lines_of(text, ",")][1:] == [None, ["Heat", "1995"]]


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("Name,Year\n" + "," * 1_000_001, Refusal.UNKNOWN),
        ("Name,Year\n" + "\n" * 500_001, Refusal.TOO_MANY_ROWS),
    ],
)
def test_text_that_is_no_table_is_refused_before_it_takes_memory(
    text: str, refusal: Refusal
) -> None:
    with pytest.raises(FileRefusedError) as caught:
        list(lines_of(text, ","))
    assert caught.value.refusal is refusal


@given(st.text(alphabet=st.sampled_from('ab",;\r\n \u2028')))
def test_any_text_is_read_to_its_end(text: str) -> None:
    numbers = [line.number for line in lines_of(text, ",")]
    assert numbers == sorted(set(numbers))
