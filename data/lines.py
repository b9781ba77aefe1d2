"""The lines of a MovieLens text file, decoded and split into fields, each with its number.

The careful way of reading: whatever is wrong with a line, the error says which one and what was
expected there. Fast enough for everything but millions of ratings, which `data.columns` reads in
the same way as long as they are written plainly.
"""

import codecs
import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from core.errors import DataError
from data.cells import whole
from data.separators import SEPARATORS, separator_line, spelling
from data.source import Source

_FREE_TEXT = ("title", "tag")  # of "::" files: the one column that may hold the separator itself
_BLOCK = 1 << 18  # bytes
_MAX_LINE = 10_000_000  # bytes; what is longer is no table
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a file; a quoted field may go on over several lines."""

    line: int  # where it begins, counted from 1, the header included
    values: list[str]  # in the order of the columns asked for, without spaces around them


@dataclass(frozen=True, slots=True)
class Form:
    """How a csv file is written, as its first rows say."""

    separator: str
    header: list[str]  # without spaces around the names
    places: list[int]  # of the columns asked for
    skip: int  # rows up to and with the header, blank ones counted


def records(source: Source, file: str, columns: Sequence[str]) -> Iterator[Record]:
    """The rows of one file, without its header and without blank ones.

    A row may lack fields at its end that nobody asked for, and have empty ones to spare.

    Args:
        columns: for csv the names to look up in the header; for files without a header, all
            their columns in their order.

    Raises:
        DataError: a line is not text, or has too few or too many fields; the file is empty or
            lacks a column.
    """
    if source.layout.form != "csv":
        yield from _plain_records(source, file, columns)
        return
    form = form_of(source, file, columns)
    width, last = len(form.header), max(form.places)
    for number, (line, fields) in enumerate(_rows(source, file, form.separator)):
        if number < form.skip or not any(field.strip() for field in fields):
            continue
        if len(fields) <= last or any(field.strip() for field in fields[width:]):
            hint = "; a comma inside a field needs quotation marks" * (form.separator == ",")
            raise fault(file, line, f"{len(fields)} fields", f"{width}{hint}")
        yield Record(line, [fields[place].strip() for place in form.places])


def form_of(source: Source, file: str, columns: Sequence[str]) -> Form:
    """How a csv file is written that holds `columns`.

    Raises:
        DataError: the file is empty or lacks a column.
    """
    problem: DataError | None = None
    for separator in SEPARATORS:
        try:
            return _form(source, file, columns, separator)
        except DataError as exc:
            problem = problem or exc  # that of commas is told
    raise problem or DataError(f"{file} cannot be read")


def encoding_of(source: Source, file: str) -> str:
    """UTF-8 or, where a byte order mark says so, UTF-16; the early releases may be in latin-1.

    Those are 100k and 1m, which people have saved anew as UTF-8, as 10m is.
    """
    if source.layout.form == "csv":
        with source.open_file(file) as stream:
            return "utf-16" if stream.read(2) in _UTF16 else "utf-8-sig"
    with source.open_file(file) as stream:
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while block := stream.read(_BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
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
    value = whole(text)
    if value is None:
        raise fault(file, line, f'{what} "{text}"', "a whole number")
    return value


def _form(source: Source, file: str, columns: Sequence[str], separator: str) -> Form:
    rows = _rows(source, file, separator)
    for skipped, (line, fields) in enumerate(rows, 1):
        said = separator_line(separator.join(fields)) if skipped == 1 else None
        if said is not None and said != separator:
            return _form(source, file, columns, said)
        if said is None and any(field.strip() for field in fields):
            header = [field.strip() for field in fields]
            return Form(separator, header, _places(file, line, header, columns), skipped)
    raise DataError(f"{file} is empty — expected lines of {', '.join(columns)}")


def _places(file: str, line: int, header: list[str], columns: Sequence[str]) -> list[int]:
    places = []
    for column in columns:
        found = [place for place, name in enumerate(header) if name == column]
        if not found:
            wanted = spelling(column)
            found = [place for place, name in enumerate(header) if spelling(name) == wanted]
        if len(found) != 1:
            many = f'{len(found)} columns "{column}"' if found else f'no column "{column}"'
            raise fault(file, line, many, f"the header {','.join(columns)}")
        places += found
    return places


def _plain_records(source: Source, file: str, columns: Sequence[str]) -> Iterator[Record]:
    with source.open_file(file) as stream:
        lines = _Lines(stream, file, encoding_of(source, file))
        for text in lines:
            if not text.strip():
                continue
            fields = _split(source, file, text.rstrip("\r\n"), columns)
            if len(fields) != len(columns):
                raise fault(file, lines.number, f"{len(fields)} fields", f"{len(columns)}")
            yield Record(lines.number, [field.strip() for field in fields])


def _split(source: Source, file: str, text: str, columns: Sequence[str]) -> list[str]:
    if source.layout.form == "tab":
        return text.split("|" if file == source.layout.movies else "\t")
    fields = text.split("::")
    surplus = len(fields) - len(columns)
    for place, column in enumerate(columns):
        if surplus > 0 and column in _FREE_TEXT:
            fields[place : place + surplus + 1] = ["::".join(fields[place : place + surplus + 1])]
    return fields


def _rows(source: Source, file: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a csv file, blank ones too, and in which line each begins."""
    with source.open_file(file) as stream:
        lines = _Lines(stream, file, encoding_of(source, file))
        reader = csv.reader(lines, delimiter=separator, strict=True)
        while True:
            line = lines.number + 1
            try:
                fields = next(reader)
            except StopIteration:
                return
            except csv.Error as exc:
                kind = {",": "comma", ";": "semicolon", "\t": "tab"}.get(separator, separator)
                raise fault(file, line, str(exc), f"{kind}-separated fields") from exc
            yield line, fields


class _Lines:
    r"""The lines of a file with their ends, which are "\n", "\r\n" or "\r", one after the other."""

    def __init__(self, stream: IO[bytes], file: str, encoding: str) -> None:
        self.number = 0  # of the line given last
        self._file = file
        self._encoding = "utf-8" if encoding == "utf-16" else encoding.removesuffix("-sig")
        self._lines = self._split(_as_utf8(stream) if encoding == "utf-16" else _blocks(stream))

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        try:
            raw = next(self._lines)
        except UnicodeError as exc:
            raise fault(self._file, self.number + 1, "broken UTF-16", "text") from exc
        self.number += 1
        if self.number == 1:
            raw = raw.removeprefix(codecs.BOM_UTF8)
        try:
            text = raw.decode(self._encoding)
        except UnicodeDecodeError as exc:
            byte = f"byte 0x{raw[exc.start]:02X} in column {exc.start + 1}"
            raise fault(self._file, self.number, byte, "UTF-8 text") from exc
        if "\0" in text:
            raise fault(self._file, self.number, "a NUL character", "text")
        return text

    def _split(self, blocks: Iterator[bytes]) -> Iterator[bytes]:
        rest = b""
        for block in blocks:
            # Of bytes, splitlines knows these three ends only; what is last may go on.
            *lines, rest = (rest + block).splitlines(keepends=True)
            yield from lines
            if len(rest) > _MAX_LINE:
                raise fault(self._file, self.number + 1, "a line without end", "a table")
        if rest:
            yield rest


def _blocks(stream: IO[bytes]) -> Iterator[bytes]:
    while block := stream.read(_BLOCK):
        yield block


def _as_utf8(stream: IO[bytes]) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder("utf-16")()
    for block in _blocks(stream):
        if text := decoder.decode(block):
            yield text.encode("utf-8", "surrogatepass")
    decoder.decode(b"", final=True)
