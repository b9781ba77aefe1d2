"""The lines of a MovieLens text file, decoded and split into fields, each with its number.

The careful way of reading: whatever is wrong with a line, the error says which one and what was
expected there. Fast enough for everything but millions of ratings.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from core.errors import DataError
from data.source import Source

_FREE_TEXT = ("title", "tag")  # of "::" files: the one column that may hold the separator itself


@dataclass(frozen=True, slots=True)
class Record:
    """One line of a file."""

    line: int  # counted from 1, the header included
    values: list[str]  # in the order of the columns asked for, without spaces around them


def records(source: Source, file: str, columns: Sequence[str]) -> Iterator[Record]:
    """The lines of one file, without its header and without blank lines.

    Args:
        columns: for csv the names to look up in the header; for files without a header, all
            their columns in their order.

    Raises:
        DataError: a line is not text, or has too few or too many fields; the file is empty or
            lacks a column.
    """
    lines = _lines(source, file)
    first = next(lines, None)
    if first is None:
        raise DataError(f"{file} is empty — expected {_listed(columns)}")
    is_csv = source.layout.form == "csv"
    if is_csv:
        header = _split(source, file, first, columns)
        places = _places(file, header, columns)
        width = len(header)
    else:
        lines = chain([first], lines)
        places, width = list(range(len(columns))), len(columns)
    for line in lines:
        if not line.text.strip():
            continue
        fields = _split(source, file, line, columns)
        if len(fields) != width:
            hint = "; a comma inside a field needs quotation marks" if is_csv else ""
            raise fault(file, line.number, f"{len(fields)} fields", f"{width}{hint}")
        yield Record(line.number, [fields[place].strip() for place in places])


def header_of(source: Source, file: str, columns: Sequence[str]) -> list[str]:
    """The header of a csv file, checked to hold `columns`.

    Raises:
        DataError: the file is empty or lacks a column.
    """
    first = next(_lines(source, file), None)
    if first is None:
        raise DataError(f"{file} is empty — expected {_listed(columns)}")
    header = _split(source, file, first, columns)
    _places(file, header, columns)
    return header


def encoding_of(source: Source, file: str) -> str:
    """UTF-8, except for the early releases: 100k and 1m are latin-1, as 10m no longer is."""
    if source.layout.form == "tab":
        return "latin-1"
    if source.layout.form == "dat":
        with source.open_file(file) as stream:
            try:
                for line in stream:
                    line.decode("utf-8")
            except UnicodeDecodeError:
                return "latin-1"
    return "utf-8-sig"


def fault(file: str, line: int, found: str, expected: str) -> DataError:
    """The sentence for one line that is wrong."""
    return DataError(f"{file}, line {line}: {found} — expected {expected}")


def whole_number(text: str, file: str, line: int, what: str) -> int:
    """An id as a number.

    Raises:
        DataError: it is not written as one.
    """
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise fault(file, line, f'{what} "{text}"', "a whole number")
    return int(text)


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str


def _lines(source: Source, file: str) -> Iterator[_Line]:
    encoding = encoding_of(source, file)
    with source.open_file(file) as stream:
        for number, raw in enumerate(stream, 1):
            try:
                # utf-8-sig drops a byte order mark, which only the first line may have
                text = raw.decode(encoding if number == 1 else encoding.removesuffix("-sig"))
            except UnicodeDecodeError as exc:
                byte = f"byte 0x{raw[exc.start]:02X} in column {exc.start + 1}"
                raise fault(file, number, byte, "UTF-8 text") from exc
            if "\0" in text:
                raise fault(file, number, "a NUL character", "text")
            yield _Line(number, text.rstrip("\r\n"))


def _split(source: Source, file: str, line: _Line, columns: Sequence[str]) -> list[str]:
    if source.layout.form == "csv":
        try:
            return next(csv.reader([line.text], strict=True), [])
        except csv.Error as exc:
            raise fault(file, line.number, str(exc), "comma-separated fields") from exc
    if source.layout.form == "tab":
        return line.text.split("|" if file == source.layout.movies else "\t")
    fields = line.text.split("::")
    surplus = len(fields) - len(columns)
    for place, column in enumerate(columns):
        if surplus > 0 and column in _FREE_TEXT:
            fields[place : place + surplus + 1] = ["::".join(fields[place : place + surplus + 1])]
    return fields


def _places(file: str, header: list[str], columns: Sequence[str]) -> list[int]:
    names = [name.strip() for name in header]
    for column in columns:
        if column not in names:
            raise fault(file, 1, f'no column "{column}"', f"the header {','.join(columns)}")
    return [names.index(column) for column in columns]


def _listed(columns: Sequence[str]) -> str:
    return f"lines of {', '.join(columns)}"
