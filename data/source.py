"""Where a data set lies and in which of the GroupLens layouts, found without reading it."""

import hashlib
import json
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Literal

from core.errors import DataError
from data import bundled
from data.filters import Filters

READER_VERSION = 1  # raise it when the same files would be read differently
_BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError)


@dataclass(frozen=True, slots=True)
class ReleaseLayout:
    """The file names of one kind of release; None where that kind has no such file."""

    ratings: str
    movies: str
    links: str | None = None
    form: Literal["csv", "dat", "tab"] = "csv"  # of the lines; dat has "::" between fields


CSV = ReleaseLayout("ratings.csv", "movies.csv", "links.csv")  # latest, 20m, 25m, 32m
DAT = ReleaseLayout("ratings.dat", "movies.dat", form="dat")  # 1m, 10m
TAB = ReleaseLayout("u.data", "u.item", form="tab")  # 100k
_LAYOUTS = (CSV, DAT, TAB)
_PAIRS = ", ".join(f"{layout.ratings} with {layout.movies}" for layout in _LAYOUTS)
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
        """One file of the data set as bytes.

        Raises:
            DataError: it cannot be opened, or turns out damaged while it is being read.
        """
        with _translated(file):
            if not self.is_zip:
                with (self.path / file).open("rb") as stream:
                    yield stream
                return
            with zipfile.ZipFile(self.path) as archive:
                try:
                    member = archive.open(self.folder + file)
                except (RuntimeError, KeyError) as exc:  # a password, an unknown compression
                    raise DataError(
                        f"{file} cannot be unpacked from {self.path}: {exc.args[0]}"
                    ) from exc
                with member:
                    yield member


def locate(dataset: str | Path | None) -> Source:
    """Find a data set: a directory, a zip, or, for None or "", the embedded one.

    The files may lie in the directory (or at the top of the zip) or one folder down.

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
    """Two csv files by their paths, whatever they are called; looks at neither."""
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
    identity = [READER_VERSION, source.name, files, asdict(filters)]
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
            if folder.count("/") == 0:
                files.setdefault(f"{folder}/" if folder else "", set()).add(file)
    folder, layout = _choose(files, path)
    return Source(path.stem, path, layout, folder, is_zip=True)


def _choose(files: dict[str, set[str]], path: Path) -> tuple[str, ReleaseLayout]:
    """The one folder (by its prefix, "" for the top) that holds ratings and films."""
    found = {folder: layout for folder, names in files.items() if (layout := _layout_of(names))}
    if "" in found:
        return "", found[""]
    if len(found) > 1:
        folders = ", ".join(folder.rstrip("/") for folder in sorted(found))
        raise DataError(f"{path} holds several data sets — expected one of them: {folders}")
    for folder, layout in found.items():
        return folder, layout
    known = {name for layout in _LAYOUTS for name in (layout.ratings, layout.movies)}
    partial = sorted(folder + name for folder, names in files.items() for name in names & known)
    only = f" (only {', '.join(partial)})" if partial else ""
    raise DataError(f"{path} has no MovieLens data set{only} — expected {_WANTED}")


def _layout_of(names: set[str]) -> ReleaseLayout | None:
    for layout in _LAYOUTS:
        if {layout.ratings, layout.movies} <= names:
            return layout
    return None


@contextmanager
def _translated(what: str) -> Iterator[None]:
    try:
        yield
    except OSError as exc:
        raise DataError(f"{what} cannot be read: {exc.strerror or exc}") from exc
    except _BROKEN_ZIP as exc:
        raise DataError(f"{what} cannot be unpacked, the zip is damaged: {exc}") from exc
