"""The ratings of a data set, read fast and checked a million lines at a time.

Only where a check fails does `data.faults` go on, line by line.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from core.errors import DataError
from data.columns import Columns, Rules, line_of_row, number_columns
from data.faults import MAX_SECONDS, REQUIRED, TIMESTAMP, columns_of, rating_of
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
    file, known = source.layout.ratings, set(movie_ids)
    films = pd.Index(movie_ids, dtype=np.int64)
    rules = Rules(
        columns_of(source),
        lambda chunk: _are_ratings(chunk) and not (_places(chunk, films) < 0).any(),
        lambda record: rating_of(source, record, known),
    )
    parts = [_table(chunk, films) for chunk in number_columns(source, file, rules)]
    if not parts:
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
    """The movie ids that occur in the ratings, ascending, whether or not a film has them.

    Raises:
        DataError: a line is wrong, or the file is empty or lacks a column; names it.
    """
    rules = Rules(columns_of(source), _are_ratings, lambda record: rating_of(source, record, None))
    found = [np.empty(0, np.int64)]
    found += [
        np.unique(chunk["movieId"]).astype(np.int64)
        for chunk in number_columns(source, source.layout.ratings, rules)
    ]
    return np.unique(np.concatenate(found))


def _are_ratings(chunk: Columns) -> bool:
    """The same checks as `faults.rating_of` has, for all lines at once, but that of the film."""
    user, movie, rating = (chunk[name] for name in REQUIRED)
    timestamp = chunk.get(TIMESTAMP, np.zeros(1))
    doubled = rating * 2
    return bool(
        (user >= 0).all()
        and (movie >= 0).all()
        and ((doubled >= 1) & (doubled <= 10) & (doubled == np.floor(doubled))).all()
        and ((timestamp >= 0) & (timestamp < MAX_SECONDS)).all()
    )


def _places(chunk: Columns, films: pd.Index) -> NDArray[np.intp]:
    return films.get_indexer(pd.Index(chunk["movieId"]))


def _table(chunk: Columns, films: pd.Index) -> RatingTable:
    timestamp = chunk.get(TIMESTAMP, np.zeros(len(chunk["userId"])))
    return RatingTable(
        chunk["userId"].astype(np.int64),
        _places(chunk, films).astype(np.int32),
        (chunk["rating"] * 2).astype(np.uint8),
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
    columns = columns_of(source)
    line, earlier = (line_of_row(source, file, columns, row) for row in (second, first))
    film = movie_ids[table.item_index[second]]
    raise DataError(
        f"{file}, line {line}: user {table.user_id[second]} rates film {film} a second time "
        f"(first in line {earlier}) — expected one rating per user and film"
    )
