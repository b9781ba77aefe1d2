"""The csv files in a zip that somebody sends, unpacked in memory and only as far as is safe.

A zip is a program for a decompressor, and this one comes from a stranger. What it says of its sizes
is checked before anything is unpacked, and never more is read than it said. Zips inside it are not
opened, and nothing is written to the disk, so names that climb out of a directory lead nowhere.
"""

import io
import struct
import zipfile
import zlib
from pathlib import PurePosixPath

from data.foreign_faults import MAX_UNPACKED, FileRefusedError, Refusal, zip_too_large

_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_GZIP = b"\x1f\x8b"
_ENTRY = b"PK\x01\x02"  # begins each entry of the table of contents
_MAX_ENTRIES = 5_000  # an export has a file for every list of a person
_MAX_RATIO = 100  # csv shrinks to a tenth; what shrinks to less than a hundredth is made to
_SMALL = 1_000_000  # bytes; a file of one repeated line may shrink as much as it likes
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the others may take memory without limit
_ENCRYPTED = 0x1
# Letterboxd puts what a person has deleted beside what they have.
_OTHER_FOLDERS = frozenset({"deleted", "orphaned", "__macosx"})
# What reading raises for bytes that are no zip; text in a wrong encoding is a ValueError.
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError),
    *(RuntimeError, ValueError, KeyError, OverflowError),
)


def is_zip(content: bytes) -> bool:
    """Whether these bytes are meant to be one."""
    return content.startswith(_SIGNATURES)


def is_gzip(content: bytes) -> bool:
    """Whether these bytes are meant to be one file that is packed by itself."""
    return content.startswith(_GZIP)


def unpacked(content: bytes) -> bytes:
    """What a gzip file holds.

    Raises:
        FileRefusedError: it is damaged, or unpacks to too much.
    """
    unpacker = zlib.decompressobj(wbits=31)
    try:
        text = unpacker.decompress(content, MAX_UNPACKED + 1)
    except zlib.error as exc:
        raise FileRefusedError(Refusal.ZIP_DAMAGED) from exc
    if len(text) > MAX_UNPACKED:
        raise zip_too_large()
    if not unpacker.eof:
        raise FileRefusedError(Refusal.ZIP_DAMAGED)
    return text


def csv_files(content: bytes) -> dict[str, bytes]:
    """The csv files of the topmost folder that has any, by name, without those below it.

    Raises:
        FileRefusedError: the zip is damaged, encrypted, or unpacks to too much.
    """
    if content.count(_ENTRY) > _MAX_ENTRIES:
        raise zip_too_large()  # each takes memory as soon as the zip is opened
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            chosen = _chosen(archive.infolist())
            _check(chosen)
            return {PurePosixPath(each.filename).name: archive.read(each) for each in chosen}
    except _BROKEN as exc:
        raise FileRefusedError(Refusal.ZIP_DAMAGED) from exc


def _chosen(entries: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    depth_of = {}
    for entry in entries:
        path = PurePosixPath(entry.filename)
        folders = {folder.lower() for folder in path.parts[:-1]}
        hidden = path.name.startswith(".")  # "._ratings.csv", which macOS puts beside
        if path.suffix.lower() == ".csv" and not hidden and not folders & _OTHER_FOLDERS:
            depth_of[entry] = len(folders)
    return [entry for entry, depth in depth_of.items() if depth == min(depth_of.values())]


def _check(entries: list[zipfile.ZipInfo]) -> None:
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise FileRefusedError(Refusal.ZIP_ENCRYPTED)
    if any(entry.compress_type not in _METHODS for entry in entries):
        raise zip_too_large()
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise zip_too_large()
    if any(entry.file_size > max(_SMALL, _MAX_RATIO * entry.compress_size) for entry in entries):
        raise zip_too_large()
