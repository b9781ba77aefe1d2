"""Everybody's ratings as a file to train on, made in a child process: the loop never feels it.

So the database is read without aiosqlite here, as only its copies are (`storage/backup.py`): over a
connection of its own, which cannot write, and in one read transaction.
"""

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from operator import itemgetter
from pathlib import Path

import numpy as np

from core.catalog.dataset import load_catalog, load_ratings, save_ratings
from core.errors import DataError
from core.training.snapshot import RatingLog, SnapshotReport, combine
from storage.sqlite_errors import storage_errors

_BUSY_TIMEOUT = 30.0  # seconds; readers wait only while a log is being recovered

# The order is that in which things were said. Somebody forgotten has no row.
_TOLD = """
SELECT ratings.user_id, ratings.movie_id, ratings.stars, ratings.rated_at,
    rating_changes.import_id IS NULL AS by_hand
FROM ratings
JOIN rating_changes USING (change_id)
JOIN people ON people.user_id = ratings.user_id
WHERE people.opted_out_at IS NULL
ORDER BY ratings.change_id
"""
_ROW = [
    ("user_id", np.int64),
    ("movie_id", np.int64),
    ("stars", np.float32),
    ("rated_at", np.int64),
    ("by_hand", np.bool_),
]


@dataclass(frozen=True, slots=True)
class SnapshotJob:
    """Which files are read, and which is written."""

    database_path: Path
    catalog_path: Path  # of the prepared data set, as the next
    ratings_path: Path
    snapshot_path: Path  # overwritten; to be deleted after the training: it holds what people said


def take_snapshot(job: SnapshotJob) -> SnapshotReport:
    """Read the data set and everybody who contributes; write what is plausible of it.

    Raises:
        DataError: the prepared data set cannot be used, or the snapshot not be written.
        StorageError: the database cannot be read.
    """
    dataset = load_ratings(job.ratings_path)
    catalog, _ = load_catalog(job.catalog_path)
    with storage_errors(job.database_path), _reading(job.database_path) as connection:
        connection.execute("BEGIN")
        columns = itemgetter(*(name for name, _ in _ROW))
        told = np.fromiter(map(columns, connection.execute(_TOLD)), _ROW)
        (last,) = connection.execute(
            "SELECT coalesce(max(change_id), 0) AS change_id FROM rating_changes"
        )
    snapshot = combine(dataset, RatingLog(*(told[name].copy() for name, _ in _ROW)))
    try:
        save_ratings(job.snapshot_path, snapshot.ratings, catalog, snapshot.info)
    except OSError as exc:
        reason = exc.strerror or exc
        raise DataError(f"{job.snapshot_path} cannot be written: {reason}") from exc
    return replace(snapshot.report, last_change_id=last["change_id"])


@contextlib.contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    address = f"{path.absolute().as_uri()}?mode=ro"
    connection = sqlite3.connect(address, _BUSY_TIMEOUT, uri=True, isolation_level=None)
    connection.row_factory = sqlite3.Row
    try:
        yield connection
    finally:
        connection.close()
