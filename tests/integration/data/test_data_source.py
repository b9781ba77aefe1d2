"""Finding a data set and knowing it again, without reading it."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import DataError
from data.filters import Filters
from data.source import CSV, DAT, TAB, ReleaseLayout, Source, fingerprint, locate

Write = Callable[[dict[str, str]], Path]
CSV_FILES = {"ratings.csv": "", "movies.csv": ""}


@pytest.mark.parametrize("layout", [CSV, DAT, TAB])
@pytest.mark.parametrize("folder", ["", "ml-1m/"])
def test_files_are_found_in_a_directory_and_one_folder_down(
    write: Write, layout: ReleaseLayout, folder: str
) -> None:
    path = write({folder + layout.ratings: "", folder + layout.movies: "", "README.txt": ""})
    source = locate(str(path))
    assert source.layout == layout
    assert source.path == path / folder
    assert source.name == (folder.rstrip("/") or "ml-tiny")


@pytest.mark.parametrize("layout", [CSV, DAT, TAB])
@pytest.mark.parametrize("folder", ["", "ml-10M100K/"])
def test_files_are_found_in_a_zip_and_one_folder_down(
    write_zip: Write, layout: ReleaseLayout, folder: str
) -> None:
    extra = {"__MACOSX/ml-10M100K/ratings.dat": "", "__MACOSX/ml-10M100K/movies.dat": ""}
    source = locate(write_zip({folder + layout.ratings: "", folder + layout.movies: "", **extra}))
    assert (source.layout, source.folder, source.name) == (layout, folder, "ml-tiny")


@pytest.mark.parametrize("nothing", [None, ""])
def test_no_data_set_means_the_embedded_one(nothing: str | None) -> None:
    source = locate(nothing)
    assert source.is_bundled
    assert source.name == "MovieLens ml-latest-small (October 2016)"


def test_home_directory_may_be_written_as_tilde(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(CSV_FILES)
    monkeypatch.setenv("HOME", str(path.parent))
    assert locate("~/ml-tiny").path == path


def test_missing_path_lists_what_was_looked_for(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        locate(tmp_path / "nowhere")
    assert str(caught.value) == (
        f"{tmp_path / 'nowhere'} does not exist — expected a MovieLens directory or its .zip, "
        "holding one of: ratings.csv with movies.csv, ratings.dat with movies.dat, "
        "u.data with u.item"
    )


def test_home_of_nobody_leads_nowhere() -> None:
    with pytest.raises(DataError, match="~nobody-of-this-name/ml leads nowhere: Could not"):
        locate("~nobody-of-this-name/ml")


def test_directory_without_a_data_set_says_so(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="has no MovieLens data set — expected a MovieLens dir"):
        locate(tmp_path)


@pytest.mark.parametrize("make", ["write", "write_zip"])
def test_half_a_data_set_says_what_is_there(make: str, request: pytest.FixtureRequest) -> None:
    path = request.getfixturevalue(make)({"ml/ratings.csv": "", "ml/movies.dat": ""})
    with pytest.raises(DataError, match=r"no MovieLens data set \(only ml/movies.dat, ml/ratings"):
        locate(path)


def test_several_data_sets_in_one_directory_ask_for_one(write: Write) -> None:
    path = write({f"{folder}/{name}": "" for folder in ("ml-b", "ml-a") for name in CSV_FILES})
    with pytest.raises(DataError, match="several data sets — expected one of them: ml-a, ml-b"):
        locate(path)


def test_single_file_is_not_a_data_set(write: Write) -> None:
    path = write(CSV_FILES) / "ratings.csv"
    with pytest.raises(DataError, match="is another kind of file — expected a MovieLens directory"):
        locate(path)


def test_half_a_download_is_not_a_zip(write_zip: Write) -> None:
    path = write_zip(CSV_FILES)
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(DataError, match="is not a complete zip file"):
        locate(path)


def test_zip_with_a_damaged_directory_is_refused(write_zip: Write) -> None:
    path = write_zip(CSV_FILES)
    path.write_bytes(path.read_bytes().replace(b"PK\x01\x02", b"PK\x07\x07"))
    with pytest.raises(DataError, match="the zip is damaged"):
        locate(path)


def test_optional_files_are_known(write: Write, write_zip: Write) -> None:
    files = {**CSV_FILES, "tags.csv": ""}
    for source in (locate(write(files)), locate(write_zip(files))):
        assert source.has("tags.csv")
        assert not source.has("links.csv")
        assert not source.has(None)


def test_file_that_vanished_is_an_error_of_one_sentence(write: Write) -> None:
    path = write(CSV_FILES)
    source = locate(path)
    (path / "movies.csv").unlink()
    with pytest.raises(DataError, match="cannot be read: No such file"):
        fingerprint(source, Filters())
    with (
        pytest.raises(DataError, match=r"movies.csv cannot be read: No such file"),
        source.open_file("movies.csv"),
    ):
        pass


def test_damage_inside_a_zip_shows_when_the_file_is_read(write_zip: Write) -> None:
    path = write_zip({"ratings.csv": "x" * 9, "movies.csv": "spoilt" * 9})
    with zipfile.ZipFile(path) as archive:
        start = archive.getinfo("movies.csv").header_offset + 30 + len("movies.csv")
    content = bytearray(path.read_bytes())
    content[start + 2] ^= 0xFF
    path.write_bytes(content)
    with (
        pytest.raises(DataError, match=r"movies.csv cannot be unpacked, the zip is damaged"),
        locate(path).open_file("movies.csv") as stream,
    ):
        stream.read()


def test_unknown_compression_is_an_error_of_one_sentence(write_zip: Write) -> None:
    path = write_zip(CSV_FILES)
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 10] = 99  # the method in the zip's table of contents
    path.write_bytes(content)
    with (
        pytest.raises(DataError, match=r"ratings.csv cannot be unpacked from .*: That compress"),
        locate(path).open_file("ratings.csv"),
    ):
        pass


def test_fingerprint_stays_while_nothing_changes(write: Write) -> None:
    path = write(CSV_FILES)
    assert fingerprint(locate(path), Filters()) == fingerprint(locate(str(path)), Filters())


@pytest.mark.parametrize("make", ["write", "write_zip"])
def test_fingerprint_changes_with_the_files(make: str, request: pytest.FixtureRequest) -> None:
    path = request.getfixturevalue(make)(CSV_FILES)
    changed = path if path.is_file() else path / "ratings.csv"
    os.utime(changed, (1, 1))
    before = fingerprint(locate(path), Filters())
    os.utime(changed, (1, 2))
    assert fingerprint(locate(path), Filters()) != before


def test_fingerprint_changes_with_the_links(write: Write) -> None:
    path = write(CSV_FILES)
    before = fingerprint(locate(path), Filters())
    (path / "links.csv").write_text("")
    with_links = fingerprint(locate(path), Filters())
    os.utime(path / "links.csv", (1, 1))
    assert len({before, with_links, fingerprint(locate(path), Filters())}) == 3


def test_fingerprint_changes_with_the_filters() -> None:
    source: Source = locate(None)
    filters = [Filters(), Filters(2000), Filters(None, 5), Filters(None, 1, 5)]
    assert len({fingerprint(source, one) for one in filters}) == 4


@pytest.mark.slow
def test_bot_side_of_the_package_does_not_import_pandas() -> None:
    names = "bundled, filters, titles, source, prepare, foreign, export"
    modules = ", ".join(f"data.{name}" for name in names.split(", "))
    check = f"import sys, {modules}; sys.exit('pandas' in sys.modules)"
    root = Path(__file__).resolve().parents[3]
    result = subprocess.run([sys.executable, "-c", check], cwd=root, check=False)
    assert result.returncode == 0
