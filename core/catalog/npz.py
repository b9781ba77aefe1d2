"""Arrays on disk: one `.npz` without pickle, with a JSON header, moved into place when complete.

A reader sees the whole old file or the whole new one, never a part: the bytes go to a temporary
name in the same directory, are flushed to the disk, and only then take the final name.
"""

import contextlib
import json
import os
import tempfile
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_HEADER = "header"

Array = NDArray[Any]


class NpzFormatError(ValueError):
    """The file is truncated, or is not of the kind and format version that was asked for."""


def save_npz(
    path: Path,
    kind: str,
    version: int,
    arrays: Mapping[str, Array],
    header: Mapping[str, Any],
    *,
    compressed: bool = True,
) -> None:
    """Write `arrays` and a JSON-able `header` to `path`, all or nothing.

    `compressed` False writes a large file many times faster.

    Raises:
        OSError: the directory is missing or unwritable, or the disk is full; `path` is as before.
    """
    text = json.dumps({"kind": kind, "version": version, **header}, ensure_ascii=False)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as file:
            content: dict[str, Any] = {_HEADER: pack_text([text]), **arrays}
            (np.savez_compressed if compressed else np.savez)(file, **content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()
        raise
    _fsync_directory(path.parent)


def load_npz(path: Path, kind: str, version: int) -> tuple[dict[str, Array], dict[str, Any]]:
    """Read what `save_npz` wrote: the arrays, read-only, and the header.

    Raises:
        FileNotFoundError: there is no such file.
        NpzFormatError: it is truncated, damaged, or of another kind or version.
    """
    try:
        # Opened here: numpy leaves the file open when it is not what it expected.
        with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
        header = json.loads(unpack_text(arrays.pop(_HEADER))[0])
    except FileNotFoundError:
        raise
    except (OSError, EOFError, ValueError, KeyError, IndexError, TypeError) as exc:
        raise NpzFormatError(f"{path} is truncated or not a {kind} file") from exc
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, AttributeError) as exc:
        raise NpzFormatError(f"{path} is damaged or not a {kind} file") from exc
    if not isinstance(header, dict) or header.get("kind") != kind:
        raise NpzFormatError(f"{path} is not a {kind} file")
    if header.get("version") != version:
        found = header.get("version")
        raise NpzFormatError(f"{path} has {kind} format {found}; this version reads {version}")
    for array in arrays.values():
        array.flags.writeable = False
    return arrays, header


def pack_text(lines: Sequence[str]) -> NDArray[np.uint8]:
    """Strings as one array of UTF-8 bytes, a NUL between them: far smaller than numpy's `<U`.

    Raises:
        ValueError: a string holds a NUL character.
    """
    if any("\0" in line for line in lines):
        raise ValueError("a text to pack holds a NUL character")
    return np.frombuffer("\0".join([*lines, ""]).encode(), dtype=np.uint8)


def unpack_text(packed: Array) -> list[str]:
    """The strings that `pack_text` packed, in their order; empty for none."""
    return packed.tobytes().decode().split("\0")[:-1]


def _fsync_directory(directory: Path) -> None:
    if os.name != "posix":
        return  # only POSIX systems can open a directory to make a rename durable
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
