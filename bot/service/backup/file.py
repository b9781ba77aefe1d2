"""A backup as a file: a zip that holds a database, models, and a note of when it was made."""

import json
import os
import re
import shutil
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from core.errors import RecommenderError

_NOTE = "backup.json"
_FORMAT = 1
_DATABASE = "moviebot.db"
_MODEL = re.compile(r"model-[\w.-]+\.npz", re.ASCII)


class BackupError(RecommenderError):
    """A backup cannot be written, or the file is none; the message says why."""


@dataclass(frozen=True, slots=True)
class BackupContents:
    """The parts of a backup, as files."""

    created_at: str  # ISO 8601, UTC
    database: Path
    models: tuple[Path, ...]


def pack(contents: BackupContents, path: Path) -> None:
    """Write a backup, for this user's eyes only, and flush it to the disk.

    Raises:
        BackupError: the directory is missing or unwritable, or the disk is full.
    """
    try:
        with _private(path) as file:
            _write(contents, file)
            _flush(file)
    except OSError as exc:
        raise BackupError(f"{path} cannot be written: {exc.strerror or exc}") from exc


def unpack(path: Path, directory: Path) -> BackupContents:
    """Write the parts of a backup into a directory; the checksum of each must be right.

    Raises:
        BackupError: `path` cannot be read, is damaged or is no backup, or the disk is full.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            note = json.loads(archive.read(_NOTE))
            if note["format"] != _FORMAT:
                raise BackupError(f"{path} was written by a newer version of this program")
            names = [str(name) for name in note["models"]]
            if not all(_MODEL.fullmatch(name) for name in names):
                raise BackupError(f"{path} is no backup of this program")
            for name in (_DATABASE, *names):
                _extract(archive, name, directory / name)
            return BackupContents(
                str(note["created_at"]),
                directory / _DATABASE,
                tuple(directory / name for name in names),
            )
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as exc:
        raise BackupError(f"{path} is damaged or no zip file") from exc
    except (KeyError, TypeError, ValueError) as exc:
        raise BackupError(f"{path} is no backup of this program") from exc
    except OSError as exc:
        raise BackupError(f"{path} cannot be read: {exc.strerror or exc}") from exc


def _write(contents: BackupContents, file: IO[bytes]) -> None:
    note = {
        "format": _FORMAT,
        "created_at": contents.created_at,
        "models": [model.name for model in contents.models],
    }
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(_NOTE, json.dumps(note))
        archive.write(contents.database, _DATABASE, zipfile.ZIP_DEFLATED)
        for model in contents.models:  # compressed already
            archive.write(model, model.name)


def _extract(archive: zipfile.ZipFile, name: str, target: Path) -> None:
    with archive.open(name) as part, _private(target) as file:
        shutil.copyfileobj(part, file)
        _flush(file)


def _private(path: Path) -> IO[bytes]:
    """A new file that nobody else can read."""
    return os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb")


def _flush(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())
