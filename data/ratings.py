"""The ratings of a data set, read fast and checked a million lines at a time.

Only when a check fails does `data.faults` look for the line, slowly.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from core.errors import DataError
from data.columns import is_id, number_frames
from data.faults import MAX_SECONDS, REQUIRED, TIMESTAMP, columns_of, find_fault, line_of_row
from data.source import Source


@dataclass(frozen=True, slots=True, eq=False)
class RatingTable:
    """Ratings as they were read, in the order of the file, all arrays of shape (n_ratings,)."""

    user_id: NDArray[np.int64]
    item_index: NDArray[np.int32]  # into the films the table was read with
    half_stars: NDArray[np.uint8]  # 1 … 10
    timestamp: NDArray[np.int64]  # seconds since 1970 UTC; 0 where a csv has no such column


def read_ratings(source: Source, movie_ids: Sequence[int]) -> RatingTable:
    """All ratings of a data set.

    Args:
        movie_ids: of the data set's films; a film's place is its item index.

    Raises:
        DataError: the file is empty, or a line is wrong, unknown as a film, or a repetition of
            another; names file and line.
    """
    file, columns = source.layout.ratings, columns_of(source)
    films = pd.Index(movie_ids, dtype=np.int64)
    parts: list[RatingTable] = []
    rows = 0
    try:
        for frame in number_frames(source, file, columns):
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


def rated_movie_ids(source: Source) -> NDArray[np.int64]:
    """The movie ids that occur in the ratings, ascending; what is no id is passed over.

    Raises:
        DataError: a line cannot be read, or the file is empty or lacks a column; names it.
    """
    file = source.layout.ratings
    found = [np.empty(0, np.int64)]
    try:
        for frame in number_frames(source, file, columns_of(source)):
            column = np.unique(frame["movieId"].to_numpy())
            found.append(column[is_id(column)].astype(np.int64))
    except (ValueError, OverflowError) as exc:
        find_fault(source, None, skip=0)
        raise DataError(f"{file} cannot be read: {exc}") from exc
    return np.unique(np.concatenate(found))


def _checked(frame: pd.DataFrame, films: pd.Index) -> RatingTable:
    """The same checks as `faults.find_fault`, for all lines at once.

    Raises:
        ValueError: some line fails one.
    """
    user, movie, rating = (frame[name].to_numpy() for name in REQUIRED)
    timestamp = frame[TIMESTAMP].to_numpy() if TIMESTAMP in frame else np.zeros(len(frame))
    doubled = rating * 2
    good = (
        is_id(user)
        & is_id(movie)
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
