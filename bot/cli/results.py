"""Where a command leaves its result for other programs: a file, or standard output for "-"."""

import contextlib
import os
import sys
import tempfile
from pathlib import Path

from core.errors import RecommenderError

STDOUT = "-"


class ResultError(RecommenderError):
    """The place for a result cannot be written; the message says why."""


def check_place(place: str) -> None:
    """Find out before the work, which may take hours, whether `write_result` can do its part.

    Raises:
        ResultError: it cannot.
    """
    if place == STDOUT:
        return
    path = Path(place)
    if path.is_dir():
        raise ResultError(f"{path} cannot be written: it is a directory")
    if not path.parent.is_dir():
        raise ResultError(f"{path} cannot be written: there is no directory {path.parent}")
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise ResultError(f"{path} cannot be written: no permission in {path.parent}")


def write_result(place: str, text: str) -> None:
    """Write `text`, a file all or nothing.

    Raises:
        ResultError: the directory is unwritable, the disk is full, or nobody reads standard
            output any more.
    """
    try:
        if place == STDOUT:
            sys.stdout.write(text)
            sys.stdout.flush()
        else:
            _replace(Path(place), text)
    except OSError as exc:
        name = "standard output" if place == STDOUT else place
        raise ResultError(f"{name} cannot be written: {exc.strerror or exc}") from exc


def _replace(path: Path, text: str) -> None:
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).chmod(0o644)  # mkstemp lets nobody else read it
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()
        raise
