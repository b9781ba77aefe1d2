"""What takes long to make and is only read: made once a run, however many processes test."""

import os
import pickle
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import pytest

Made = TypeVar("Made")

_PATIENCE = 900.0  # seconds for another process to make it, on cores that others use too


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Made], /) -> Made:
    """What `make` returns for a new directory, which stays until the end of the run.

    The process that comes first makes it and the others wait for it; where it failed, the next
    one tries again and fails by itself. The directory is everybody's: a test that writes copies.

    Args:
        name: the same in all processes, and only for this.
        make: what it returns can be pickled.
    """
    common = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:  # each process has a directory of its own in one
        common = common.parent
    with closing(sqlite3.connect(common / f"{name}.db", _PATIENCE, isolation_level=None)) as kept:
        kept.execute("BEGIN EXCLUSIVE")  # a lock that goes when its process does, on any system
        kept.execute("CREATE TABLE IF NOT EXISTS made (pickled BLOB NOT NULL)")
        row = kept.execute("SELECT pickled FROM made").fetchone()
        if row is None:
            made = make(factory.mktemp(name))
            kept.execute("INSERT INTO made VALUES (?)", (pickle.dumps(made),))
            kept.execute("COMMIT")
            return made
    found: Made = pickle.loads(row[0])  # noqa: S301 - another process of this run has written it
    return found
