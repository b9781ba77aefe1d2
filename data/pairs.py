"""The users and films that a prediction is asked for: a csv of two columns, in its own order."""

import numpy as np
from numpy.typing import NDArray

from core.errors import DataError
from data.columns import Columns, Rules, number_columns
from data.faults import ids_of
from data.source import Source

COLUMNS = ("userId", "movieId")


def read_pairs(source: Source, file: str) -> NDArray[np.int64]:
    """User ids and movie ids, shape (n_pairs, 2), in the order of the file, repeats kept.

    Other columns are skipped; neither users nor films need to be known from anywhere.

    Raises:
        DataError: the file cannot be read, lacks a column, holds no pairs, or a line is wrong;
            names file and line.
    """
    rules = Rules(COLUMNS, _are_ids, lambda record: ids_of(file, record))
    parts = [
        np.column_stack([chunk[name] for name in COLUMNS]).astype(np.int64)
        for chunk in number_columns(source, file, rules)
    ]
    pairs = np.concatenate([*parts, np.empty((0, len(COLUMNS)), np.int64)])
    if not len(pairs):
        raise DataError(f"{file} holds no pairs — expected one per line")
    return pairs


def _are_ids(chunk: Columns) -> bool:
    return all(bool((chunk[name] >= 0).all()) for name in COLUMNS)
