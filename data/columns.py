"""Columns of numbers, read fast: pandas, a million lines at a time.

Every column is read as float64, which holds ids, stars and seconds exactly and takes
"964982703.0" for the timestamp it is. What is wrong with a line is left to whoever reads slowly.
"""

import io
from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.lines import encoding_of, header_of
from data.source import Source

MAX_ID = 2**53  # what float64 still counts exactly
_CHUNK = 1_000_000  # lines


def number_frames(source: Source, file: str, columns: Sequence[str]) -> Iterator[pd.DataFrame]:
    """Chunks of a file with at least these columns, all of them float64, NaN where empty.

    Args:
        columns: for csv the names to look up in the header; for files without a header, all
            their columns in their order.

    Raises:
        DataError: the file cannot be read, is empty or lacks a column.
        ValueError: whatever pandas finds wrong with a line: text, missing and surplus fields,
            bad UTF-8. So is its OverflowError.
    """
    form = source.layout.form
    if form == "csv":
        header = [name.strip() for name in header_of(source, file, columns)]
        # Numbered, so that an extra column may be called anything, even twice.
        names = [
            name if name in columns and header.index(name) == place else f"extra {place}"
            for place, name in enumerate(header)
        ]
        separator = ","
    elif form == "dat":
        # pandas has no fast "::", but ":" sees the same fields with empty ones in between.
        user, movie, rating, timestamp = columns
        names = [user, "gap 1", movie, "gap 2", rating, "gap 3", timestamp]
        separator = ":"
    else:
        names, separator = list(columns), "\t"
    with (
        source.open_file(file) as stream,
        io.TextIOWrapper(stream, encoding=encoding_of(source, file), newline="") as text,
        pd.read_csv(
            text,
            sep=separator,
            header=None,
            names=names,
            skiprows=1 if form == "csv" else 0,
            dtype={name: str if name.startswith("extra") else np.float64 for name in names},
            chunksize=_CHUNK,
            low_memory=False,
        ) as reader,
    ):
        for frame in reader:
            # pandas takes surplus first fields for an index, instead of refusing the line
            if not isinstance(frame.index, pd.RangeIndex):
                raise ValueError("lines have more fields than the header")  # noqa: TRY004
            gaps = [name for name in names if name.startswith("gap")]
            if frame[gaps].notna().to_numpy().any():
                raise ValueError("fields are separated by a single colon")
            yield frame


def is_id(column: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which numbers of a column are whole and in the range of ids, shape of `column`."""
    good: NDArray[np.bool_] = (column >= 0) & (column < MAX_ID) & (column == np.floor(column))
    return good
