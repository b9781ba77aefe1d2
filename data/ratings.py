"""The ratings of a data set, read fast: pandas, a million lines at a time.

Every column is read as float64, which holds each of them exactly and takes "964982703.0" for the
timestamp it is, and checked as a whole. Only when a check fails does `data.faults` look for the
line, slowly.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from core.errors import DataError
from data.faults import COLUMNS, MAX_ID, MAX_SECONDS, find_fault, line_of_row
from data.lines import encoding_of, header_of
from data.source import CSV, DAT, Source

_CHUNK = 1_000_000  # lines


@dataclass(frozen=True, slots=True, eq=False)
class RatingTable:
    """Ratings as they were read, in the order of the file, all arrays of shape (n_ratings,)."""

    user_id: NDArray[np.int64]
    item_index: NDArray[np.int32]  # into the films the table was read with
    half_stars: NDArray[np.uint8]  # 1 … 10
    timestamp: NDArray[np.int64]  # seconds since 1970 UTC


def read_ratings(source: Source, movie_ids: Sequence[int]) -> RatingTable:
    """All ratings of a data set.

    Args:
        movie_ids: of the data set's films; a film's place is its item index.

    Raises:
        DataError: the file is empty, or a line is wrong, unknown as a film, or a repetition of
            another; names file and line.
    """
    file = source.layout.ratings
    films = pd.Index(movie_ids, dtype=np.int64)
    parts: list[RatingTable] = []
    rows = 0
    try:
        for frame in _frames(source):
            parts.append(_checked(frame, films))
            rows += len(frame)
    # What pandas raises for text, missing and surplus fields, bad UTF-8: all ValueErrors.
    except (ValueError, OverflowError) as exc:
        find_fault(source, set(movie_ids), skip=rows)
        raise DataError(f"{file} cannot be read: {exc}") from exc
    if not rows:
        raise DataError(f"{file} holds no ratings — expected one per line")
    table = RatingTable(
        np.concatenate([part.user_id for part in parts]),
        np.concatenate([part.item_index for part in parts]),
        np.concatenate([part.half_stars for part in parts]),
        np.concatenate([part.timestamp for part in parts]),
    )
    parts.clear()  # before the next step needs memory: 32 million ratings are 0.7 GB
    _refuse_repetitions(source, table, movie_ids)
    return table


def _frames(source: Source) -> Iterator[pd.DataFrame]:
    """Chunks of the ratings file with the columns `COLUMNS`, all float64, NaN where empty."""
    file = source.layout.ratings
    if source.layout == CSV:
        header = [name.strip() for name in header_of(source, file, COLUMNS)]
        # Numbered, so that an extra column may be called anything, even twice.
        names = [
            name if name in COLUMNS and header.index(name) == place else f"extra {place}"
            for place, name in enumerate(header)
        ]
        separator = ","
    elif source.layout == DAT:
        # pandas has no fast "::", but ":" sees the same fields with empty ones in between.
        user, movie, rating, timestamp = COLUMNS
        names = [user, "gap 1", movie, "gap 2", rating, "gap 3", timestamp]
        separator = ":"
    else:
        names, separator = list(COLUMNS), "\t"
    with (
        source.open_file(file) as stream,
        io.TextIOWrapper(stream, encoding=encoding_of(source, file), newline="") as text,
        pd.read_csv(
            text,
            sep=separator,
            header=None,
            names=names,
            skiprows=1 if source.layout == CSV else 0,
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


def _checked(frame: pd.DataFrame, films: pd.Index) -> RatingTable:
    """The same checks as `faults.find_fault`, for all lines at once.

    Raises:
        ValueError: some line fails one.
    """
    user, movie, rating, timestamp = (frame[name].to_numpy() for name in COLUMNS)
    doubled = rating * 2
    good = (
        _is_id(user)
        & _is_id(movie)
        & (doubled >= 1)
        & (doubled <= 10)
        & (doubled == np.floor(doubled))
        & (timestamp >= 0)
        & (timestamp < MAX_SECONDS)
    )
    if not good.all():
        raise ValueError("a value is missing or out of range")
    item_index = films.get_indexer(pd.Index(movie.astype(np.int64)))
    if (item_index < 0).any():
        raise ValueError("a film is unknown")
    return RatingTable(
        user.astype(np.int64),
        item_index.astype(np.int32),
        doubled.astype(np.uint8),
        timestamp.astype(np.int64),
    )


def _is_id(column: NDArray[np.float64]) -> NDArray[np.bool_]:
    is_id: NDArray[np.bool_] = (column >= 0) & (column < MAX_ID) & (column == np.floor(column))
    return is_id


def _refuse_repetitions(source: Source, table: RatingTable, movie_ids: Sequence[int]) -> None:
    user_step, film_step = np.diff(table.user_id), np.diff(table.item_index)
    if ((user_step > 0) | ((user_step == 0) & (film_step > 0))).all():
        return  # sorted by user and film, as GroupLens does
    user, _ = pd.factorize(table.user_id)
    pair = user.astype(np.int64) * len(movie_ids) + table.item_index
    if (np.diff(np.sort(pair)) > 0).all():
        return
    second = int(np.argmax(pd.Series(pair).duplicated().to_numpy()))
    first = int(np.argmax(pair == pair[second]))
    file = source.layout.ratings
    line, earlier = line_of_row(source, second), line_of_row(source, first)
    film = movie_ids[table.item_index[second]]
    raise DataError(
        f"{file}, line {line}: user {table.user_id[second]} rates film {film} a second time "
        f"(first in line {earlier}) — expected one rating per user and film"
    )
