"""Columns of numbers, read fast: pandas, a million lines at a time.

What is written plainly is read by pandas. What is not, or is wrong, is left from there on to
`data.lines`, line by line and slowly: what both read, they read alike.
"""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from core.errors import DataError
from data.cells import whole
from data.lines import Record, encoding_of, form_of, records
from data.source import Source

Columns = Mapping[str, NDArray[np.int64] | NDArray[np.float64]]

_CHUNK = 1_000_000  # lines
_SLOW_CHUNK = 200_000  # lines
_EXACT = 10**14  # pandas reads 7.0 as a float; below this none is taken for its neighbour
_IDS = ("userId", "movieId")
_TIME = "timestamp"
_DATE = "%Y-%m-%d %H:%M:%S"


@dataclass(frozen=True, slots=True)
class Rules:
    """What the lines of a file of numbers have to be."""

    columns: Sequence[str]  # ids become int64, all others float64
    good: Callable[[Columns], bool]  # whether all lines of a chunk are right
    # The numbers of one line; raises a DataError that says what is wrong with it.
    cells: Callable[[Record], Sequence[float]]


@dataclass(frozen=True, slots=True)
class _Way:
    """One way in which numbers are written in large files."""

    plain_ids: bool = True  # 7, and not beyond what a float holds
    decimal: str = "."
    dates: bool = False  # as times


_WAYS = (
    _Way(),
    _Way(plain_ids=False),
    _Way(plain_ids=False, decimal=","),
    _Way(plain_ids=False, dates=True),
)


def number_columns(source: Source, file: str, rules: Rules) -> Iterator[Columns]:
    """The columns of a file, chunk by chunk, every line of it by the rules.

    Raises:
        DataError: the file cannot be read, is empty or lacks a column, or a line is wrong; names
            it.
    """
    done = 0
    for way in _WAYS:
        try:
            for chunk in _frames(source, file, rules.columns, way, done):
                if not rules.good(chunk):
                    break
                yield chunk
                done += len(chunk[rules.columns[0]])
            else:
                return
        # What pandas raises for text, missing and surplus fields, bad UTF-8: all ValueErrors; a
        # TypeError where an id is infinite.
        except (ValueError, OverflowError, TypeError):
            continue
        break
    yield from _line_by_line(source, file, rules, done)


def _frames(
    source: Source,
    file: str,
    columns: Sequence[str],
    way: _Way,
    skip: int,
) -> Iterator[Columns]:
    """Chunks of a file, float64 being NaN where empty, without the first `skip` lines.

    Raises:
        DataError: the file cannot be read, is empty or lacks a column.
        ValueError: whatever pandas finds wrong with a line. So is its OverflowError.
    """
    shape = source.layout.form
    header_rows = 0
    if shape == "csv":
        form = form_of(source, file, columns)
        # Numbered, so that an extra column may be called anything, even twice.
        names = [f"extra {place}" for place in range(len(form.header))]
        for column, place in zip(columns, form.places, strict=True):
            names[place] = column
        separator, header_rows = form.separator, form.skip
    elif shape == "dat":
        # pandas has no fast "::", but ":" sees the same fields with empty ones in between.
        user, movie, rating, timestamp = columns
        names = [user, "gap 1", movie, "gap 2", rating, "gap 3", timestamp]
        separator = ":"
    else:
        names, separator = list(columns), "\t"
    types: dict[str, type] = {
        name: str if name.startswith("extra") else np.float64 for name in names
    }
    ids = np.int64 if way.plain_ids else str
    types |= {name: ids for name in names if name in _IDS}
    if way.dates:
        types |= {name: str for name in names if name == _TIME}
    if way.decimal == separator:
        raise ValueError("nothing tells a comma from a comma")
    with (
        source.open_file(file) as stream,
        io.TextIOWrapper(stream, encoding=encoding_of(source, file), newline="") as text,
        pd.read_csv(
            text,
            sep=separator,
            header=None,
            names=names,
            skiprows=header_rows,
            decimal=way.decimal,
            dtype=types,
            chunksize=_CHUNK,
            low_memory=False,
        ) as reader,
    ):
        while (frame := _next(reader)) is not None:
            # pandas takes surplus first fields for an index, instead of refusing the line
            if not isinstance(frame.index, pd.RangeIndex):
                raise ValueError("lines have more fields than the header")  # noqa: TRY004
            gaps = [name for name in names if name.startswith("gap")]
            if frame[gaps].notna().to_numpy().any():
                raise ValueError("fields are separated by a single colon")
            rest = frame.iloc[max(0, skip - int(frame.index[0])) :] if skip else frame
            if len(rest):
                yield {
                    name: _ids(rest[name]) if name in _IDS else _seconds(rest[name])
                    for name in columns
                }


def _next(reader: Iterator[pd.DataFrame]) -> pd.DataFrame | None:
    with np.errstate(invalid="ignore"):  # ids that are infinite are refused, without a warning
        return next(reader, None)


def _ids(column: pd.Series) -> NDArray[np.int64]:
    """Ids as whole numbers.

    Raises:
        ValueError: one is none, or larger than can be told from its neighbours.
    """
    if column.dtype == np.int64:
        plain: NDArray[np.int64] = column.to_numpy()
        if (plain >= _EXACT).any():
            raise ValueError("an id may have been read as a float")
        return plain
    places, texts = pd.factorize(column)
    found = [whole(str(text).strip()) for text in texts]
    if (places < 0).any() or None in found:
        raise ValueError("an id is missing or no whole number")
    return np.array(found, np.int64)[places]


def _seconds(column: pd.Series) -> NDArray[np.float64]:
    """A column of numbers as it is; dates as seconds since 1970.

    Raises:
        ValueError: one is written otherwise.
    """
    if column.dtype == np.float64:
        return column.to_numpy()
    moments = pd.to_datetime(column, format=_DATE).to_numpy().astype("datetime64[s]")
    return np.where(np.isnat(moments), np.nan, moments.astype(np.float64))


def _line_by_line(source: Source, file: str, rules: Rules, skip: int) -> Iterator[Columns]:
    rows: list[Sequence[float]] = []
    for place, record in enumerate(records(source, file, rules.columns)):
        if place < skip:
            continue
        rows.append(rules.cells(record))
        if len(rows) == _SLOW_CHUNK:
            yield _turned(rules.columns, rows)
            rows.clear()
    if rows:
        yield _turned(rules.columns, rows)


def _turned(columns: Sequence[str], rows: Sequence[Sequence[float]]) -> Columns:
    turned: dict[str, NDArray[np.int64] | NDArray[np.float64]] = {}
    for name, values in zip(columns, zip(*rows, strict=True), strict=True):
        turned[name] = np.array(values, np.int64) if name in _IDS else np.array(values, np.float64)
    return turned


def line_of_row(source: Source, file: str, columns: Sequence[str], row: int) -> int:
    """The line in which a row begins, given its place among the rows, counted from 0.

    Raises:
        DataError: there are no longer so many.
    """
    for place, record in enumerate(records(source, file, columns)):
        if place == row:
            return record.line
    raise DataError(f"{file} changed while it was being read")
