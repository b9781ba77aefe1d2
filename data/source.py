"""Where a data set lies and in which of the GroupLens layouts, found without reading it."""

import bz2
import gzip
import hashlib
import json
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import IO, Literal, cast

from core.errors import DataError
from data import bundled
from data.filters import Filters

READER_VERSION = 2  # raise it when the same files would be read differently
_BUNDLED_VERSION = 1  # the same for the embedded data set
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError)
# How a packed file begins, and what unpacks it.
_PACKED: Mapping[bytes, Callable[[IO[bytes]], IO[bytes]]] = {
    b"\x1f\x8b": lambda stream: cast("IO[bytes]", gzip.open(stream)),  # noqa: SIM115 - closed by who calls it
    b"BZh": lambda stream: cast("IO[bytes]", bz2.open(stream)),  # noqa: SIM115 - as above
    b"\xfd7zXZ\0": lambda stream: cast("IO[bytes]", lzma.open(stream)),  # noqa: SIM115 - as above
}
_UNKNOWN = {
    b"\x28\xb5\x2f\xfd": "Zstandard",
    b"7z\xbc\xaf\x27\x1c": "7-Zip",
    b"Rar!": "RAR",
    b"PAR1": "Parquet",
}
_ENDINGS = ("", ".gz", ".bz2", ".xz")  # what is not packed comes first
_LOOK = 8  # bytes
_MAX_NAMED = 3
_OTHER_FOLDERS = ("__MACOSX/", ".")


@dataclass(frozen=True, slots=True)
class ReleaseLayout:
    """The file names of one kind of release; None where that kind has no such file."""

    ratings: str
    movies: str
    links: str | None = None
    form: Literal["csv", "dat", "tab"] = "csv"  # of the lines; dat has "::" between fields


CSV = ReleaseLayout("ratings.csv", "movies.csv", "links.csv")  # latest, 20m, 25m, 32m
KAGGLE = ReleaseLayout("rating.csv", "movie.csv", "link.csv")  # 20m, as it is found there
DAT = ReleaseLayout("ratings.dat", "movies.dat", form="dat")  # 1m, 10m
TAB = ReleaseLayout("u.data", "u.item", form="tab")  # 100k
_LAYOUTS = (CSV, KAGGLE, DAT, TAB)
_PAIRS = ", ".join(f"{layout.ratings} with {layout.movies}" for layout in (CSV, DAT, TAB))
_WANTED = f"a MovieLens directory or its .zip, holding one of: {_PAIRS}"


@dataclass(frozen=True, slots=True)
class Source:
    """A data set that is there; whether it is sound shows when it is read."""

    name: str  # as people call it
    path: Path  # the directory that holds the files, or the zip
    layout: ReleaseLayout
    folder: str = ""  # inside the zip, with its slash: "ml-1m/"
    is_zip: bool = False
    is_bundled: bool = False

    def has(self, file: str | None) -> bool:
        """Whether an optional file came with this data set."""
        if file is None:
            return False
        if not self.is_zip:
            return (self.path / file).is_file()
        with _translated(self.path.name), zipfile.ZipFile(self.path) as archive:
            return self.folder + file in archive.namelist()

    @contextmanager
    def open_file(self, file: str) -> Iterator[IO[bytes]]:
        """One file of the data set as bytes, unpacked where it is packed by itself.

        Raises:
            DataError: it cannot be opened, or turns out damaged while it is being read.
        """
        with _translated(file):
            if not self.is_zip:
                with (self.path / file).open("rb") as stream, _unpacked(stream, file) as unpacked:
                    yield unpacked
                return
            with (
                zipfile.ZipFile(self.path) as archive,
                _member(archive, self.folder + file, self.path) as member,
                _unpacked(member, file) as unpacked,
            ):
                yield unpacked


def locate(dataset: str | Path | None) -> Source:
    """Find a data set: a directory, a zip, or, for None or "", the embedded one.

    The files may lie in the directory or one folder down, in a zip in any folder; each may be
    packed by itself.

    Raises:
        DataError: nothing is there, or not MovieLens; the message lists what was looked for.
    """
    if dataset is None or dataset == "":
        return Source(bundled.NAME, bundled.PATH, CSV, bundled.FOLDER, is_zip=True, is_bundled=True)
    try:
        path = Path(dataset).expanduser().resolve()
    except (OSError, RuntimeError) as exc:  # no such user's home, links in a circle
        raise DataError(f"{dataset} leads nowhere: {exc} — expected {_WANTED}") from exc
    with _translated(str(path)):
        if path.is_dir():
            return _in_directory(path)
        if not path.exists():
            raise DataError(f"{path} does not exist — expected {_WANTED}")
        if not zipfile.is_zipfile(path):
            what = "not a complete zip file" if path.suffix == ".zip" else "another kind of file"
            raise DataError(f"{path} is {what} — expected {_WANTED}")
        return _in_zip(path)


def csv_pair(ratings: Path, movies: Path) -> Source:
    """Two csv files by their paths, whatever they are called, packed or not; looks at neither."""
    return Source(ratings.name, Path(), ReleaseLayout(str(ratings), str(movies)))


def source_files(dataset: str | Path | None) -> list[Path]:
    """The files of a data set, which a result must not be written over.

    Raises:
        DataError: there is no such data set.
    """
    source = locate(dataset)
    if source.is_zip:
        return [source.path]
    layout = source.layout
    names = (layout.ratings, layout.movies, layout.links)
    return [source.path / name for name in names if name is not None]


def fingerprint(source: Source, filters: Filters) -> str:
    """16 hex digits that change whenever the files or the filters do; reads no file.

    Files count as changed with their name, size or modification time; the embedded data set is
    known by its checksum.

    Raises:
        DataError: a file has gone since the data set was located.
    """
    if source.is_bundled:
        files: list[object] = [bundled.SHA256]
    else:
        layout = source.layout
        names = [""] if source.is_zip else [layout.ratings, layout.movies]
        if not source.is_zip and layout.links is not None and source.has(layout.links):
            names.append(layout.links)
        stats = []
        for name in names:
            with _translated(str(source.path / name)):
                stats.append((name, (source.path / name).stat()))
        files = [source.folder, *((name, stat.st_size, stat.st_mtime_ns) for name, stat in stats)]
    version = _BUNDLED_VERSION if source.is_bundled else READER_VERSION
    identity = [version, source.name, files, asdict(filters)]
    return hashlib.sha256(json.dumps(identity).encode()).hexdigest()[:16]


def _in_directory(path: Path) -> Source:
    files = {"": _files_in(path)}
    if _layout_of(files[""]) is None:  # only then: other folders need not be readable
        folders = sorted(entry for entry in path.iterdir() if entry.is_dir())
        files |= {f"{folder.name}/": _files_in(folder) for folder in folders}
    folder, layout = _choose(files, path)
    home = path / folder
    return Source(home.name, home, layout)


def _files_in(directory: Path) -> set[str]:
    return {entry.name for entry in directory.iterdir() if entry.is_file()}


def _in_zip(path: Path) -> Source:
    files: dict[str, set[str]] = {"": set()}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            folder, _, file = name.rpartition("/")
            if not name.startswith(_OTHER_FOLDERS):
                files.setdefault(f"{folder}/" if folder else "", set()).add(file)
    folder, layout = _choose(files, path)
    return Source(path.stem, path, layout, folder, is_zip=True)


def _choose(files: dict[str, set[str]], path: Path) -> tuple[str, ReleaseLayout]:
    """The one folder (by its prefix, "" for the top) that holds ratings and films."""
    found = {folder: layout for folder, names in files.items() if (layout := _layout_of(names))}
    top = min((folder.count("/") for folder in found), default=0)
    found = {folder: layout for folder, layout in found.items() if folder.count("/") == top}
    if len(found) > 1:
        folders = ", ".join(folder.rstrip("/") for folder in sorted(found))
        raise DataError(f"{path} holds several data sets — expected one of them: {folders}")
    for folder, layout in found.items():
        return folder, layout
    known = {name for layout in _LAYOUTS for name in (layout.ratings, layout.movies)}
    there = [(folder + name, name.lower()) for folder, names in files.items() for name in names]
    partial = sorted(whole for whole, name in there if _without_ending(name) in known)
    packed = sorted(whole for whole, name in there if name.endswith((".zip", ".7z", ".rar")))
    only = f" (only {', '.join(partial)})" if partial else ""
    if packed and not partial:
        only = f" (only packed in it: {', '.join(packed[:_MAX_NAMED])} — unpack that first)"
    raise DataError(f"{path} has no MovieLens data set{only} — expected {_WANTED}")


def _layout_of(names: set[str]) -> ReleaseLayout | None:
    """The first layout whose files are there, with their names as they are written there."""
    written: dict[str, str] = {}
    for ending in _ENDINGS:
        for name in sorted(names, reverse=True):
            if name.lower().endswith(ending):
                written.setdefault(name.lower().removesuffix(ending), name)
    for layout in _LAYOUTS:
        if {layout.ratings, layout.movies} <= written.keys():
            return replace(
                layout,
                ratings=written[layout.ratings],
                movies=written[layout.movies],
                links=layout.links and written.get(layout.links, layout.links),
            )
    return None


def _without_ending(name: str) -> str:
    for ending in _ENDINGS[1:]:
        name = name.removesuffix(ending)
    return name


def _member(archive: zipfile.ZipFile, name: str, path: Path) -> IO[bytes]:
    try:
        return archive.open(name)
    except (RuntimeError, KeyError) as exc:  # a password, an unknown compression
        file = name.rpartition("/")[2]
        raise DataError(f"{file} cannot be unpacked from {path}: {exc.args[0]}") from exc


@contextmanager
def _unpacked(stream: IO[bytes], file: str) -> Iterator[IO[bytes]]:
    """What a stream holds: packed by itself, in a zip of its own, or as it is.

    Raises:
        DataError: it is packed in a way that is not known here, or holds several files.
    """
    if not stream.seekable():
        raise DataError(f"{file} is a pipe, which can be read only once — expected a file")
    begin = stream.read(_LOOK)
    stream.seek(0)
    for mark, unpack in _PACKED.items():
        if begin.startswith(mark):
            try:
                with unpack(stream) as unpacked:
                    yield unpacked
            except (EOFError, zlib.error, lzma.LZMAError) as exc:
                raise DataError(f"{file} cannot be unpacked, it is damaged: {exc}") from exc
            return
    for mark, kind in _UNKNOWN.items():
        if begin.startswith(mark):
            raise DataError(f"{file} is packed as {kind} — expected text, or text packed as gzip")
    if not begin.startswith(b"PK\x03\x04"):
        yield stream
        return
    with zipfile.ZipFile(stream) as archive:
        names = [name for name in archive.namelist() if not name.endswith("/")]
        names = [name for name in names if not name.startswith(_OTHER_FOLDERS)]
        if len(names) != 1:
            raise DataError(f"{file} is a zip of {len(names)} files — expected one, or text")
        with _member(archive, names[0], Path(file)) as member:
            yield member


@contextmanager
def _translated(what: str) -> Iterator[None]:
    try:
        yield
    except gzip.BadGzipFile as exc:  # an OSError
        raise DataError(f"{what} cannot be unpacked, it is damaged: {exc}") from exc
    except OSError as exc:
        raise DataError(f"{what} cannot be read: {exc.strerror or exc}") from exc
    except _BROKEN as exc:
        raise DataError(f"{what} cannot be unpacked, the zip is damaged: {exc}") from exc
