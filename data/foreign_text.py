"""From the bytes of a csv file to its lines, whatever wrote it: encodings, separators, quotes."""

import codecs
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from data.foreign_faults import MAX_ROWS, FileRefusedError, Refusal

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_LIST = re.compile(r'"?(?:letterboxd list export|date[,;\t]name[,;\t]tags[,;\t]url)', re.IGNORECASE)
_LIST_HEADER = re.compile(
    r'^"?position"?([,;\t])"?name"?\1"?year"?\1"?url\b', re.IGNORECASE | re.MULTILINE
)
_MAX_BEFORE = 20_000  # characters; a description may be long
_MAX_LINE = 1_000_000  # characters
_MAX_LINES = 500_000  # reviews go over some
_MAX_BROKEN = 100  # each is read up to the end of a field that may have none


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a csv file; a quoted field may go on over several lines."""

    number: int  # of its first line, counted from 1
    fields: list[str] | None  # without spaces around them; None where quotation marks do not match


def decode(content: bytes) -> tuple[str, str]:
    """A file's text and its encoding.

    UTF-8, and UTF-16 where a byte order mark says so. Older exports of IMDb and spreadsheets on
    Windows write cp1252, which can be told from binary data only by what it does not hold; that
    a header must be recognised in it settles the rest.

    Raises:
        FileRefusedError: it is empty or not text.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _decoded(content, encoding), encoding
    try:
        return _decoded(content, "utf-8"), "utf-8"
    except FileRefusedError:
        text = _decoded(content, "cp1252")
        if _CONTROL.search(text):
            raise
        return text, "cp1252"


def n_lines_before_list(text: str) -> int:
    """How many lines stand before the header of a list of Letterboxd; 0 in all other texts.

    They say what the list is called: "Letterboxd list export v7", then a table of one row.
    """
    if not _LIST.match(text):
        return 0
    header = _LIST_HEADER.search(text, 0, _MAX_BEFORE)
    return len(_LINE.findall(text, 0, header.start())) if header else 0


def lines_of(text: str, separator: str, n_before: int = 0) -> Iterator[Line]:
    """The rows of a csv text, blank ones left out, and the first `n_before` lines.

    After a row whose quotation marks do not match reading goes on in the next line, so that one
    stray mark does not swallow what follows: also where a later mark happens to close it, which
    shows in a row over several lines that has other fields than the first row.

    Raises:
        FileRefusedError: there are too many of these, or the text is no table: of lines without
            end, or of lines without number.
    """
    lines = _Lines(text)
    for _ in range(n_before):
        next(lines)
    width: int | None = None
    broken: list[int] = []
    while lines.left:
        start = lines.place
        try:
            for fields in csv.reader(lines, delimiter=separator, strict=True):
                width = width or len(fields)
                if lines.place.number > start.number + 1 and len(fields) != width:
                    raise csv.Error("a quotation mark of another row closes this one")  # noqa: TRY301
                stripped = [field.strip() for field in fields]
                if any(stripped):
                    yield Line(start.number, stripped)
                start = lines.place
        except csv.Error as exc:
            broken.append(start.number)
            if len(broken) > _MAX_BROKEN:
                raise FileRefusedError(Refusal.BROKEN_LINES, line=broken[0]) from exc
            yield Line(start.number, None)
            lines.place = start
            next(lines)


class _Place(NamedTuple):
    """Where a line begins."""

    offset: int  # characters
    number: int  # counted from 1


class _Lines:
    """The lines of a text with their ends, one after the other, from any place on.

    They end with "\\n", "\\r\\n" or "\\r" and nothing else, which is not what `splitlines` thinks.
    A list of them would take several times the memory of the text.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self.place = _Place(0, 1)  # of the next line

    @property
    def left(self) -> bool:
        return self.place.offset < len(self._text)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        match = _LINE.match(self._text, self.place.offset)
        if match is None:
            raise StopIteration
        if len(match[0]) > _MAX_LINE:
            raise FileRefusedError(Refusal.UNKNOWN)
        if self.place.number > _MAX_LINES:
            raise FileRefusedError(Refusal.TOO_MANY_ROWS, rows=MAX_ROWS)
        self.place = _Place(match.end(), self.place.number + 1)
        return match[0]


def _decoded(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as exc:
        raise FileRefusedError(Refusal.NOT_TEXT) from exc
    if not text.strip():
        raise FileRefusedError(Refusal.EMPTY)
    if "\0" in text:
        raise FileRefusedError(Refusal.NOT_TEXT)
    return text
