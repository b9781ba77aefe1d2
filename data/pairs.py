"""The users and films that a prediction is asked for: a csv of two columns, in its own order."""

import numpy as np
from numpy.typing import NDArray

from core.errors import DataError
from data.columns import is_id, number_frames
from data.faults import check_ids
from data.lines import records
from data.source import Source

COLUMNS = ("userId", "movieId")


def read_pairs(source: Source, file: str) -> NDArray[np.int64]:
    """User ids and movie ids, shape (n_pairs, 2), in the order of the file, repeats kept.

    Other columns are skipped; neither users nor films need to be known from anywhere.

    Raises:
        DataError: the file cannot be read, lacks a column, holds no pairs, or a line is wrong;
            names file and line.
    """
    parts = []
    try:
        for frame in number_frames(source, file, COLUMNS):
            ids = frame[list(COLUMNS)].to_numpy()
            if not is_id(ids).all():
                raise ValueError("an id is missing or out of range")  # noqa: TRY301
            parts.append(ids.astype(np.int64))
    except (ValueError, OverflowError) as exc:
        for record in records(source, file, COLUMNS):
            check_ids(file, record.line, *record.values)
        raise DataError(f"{file} cannot be read: {exc}") from exc
    pairs = np.concatenate([*parts, np.empty((0, len(COLUMNS)), np.int64)])
    if not len(pairs):
        raise DataError(f"{file} holds no pairs — expected one per line")
    return pairs
