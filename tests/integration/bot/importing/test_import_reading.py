"""Files of others, read in a process of its own."""

from pathlib import Path

import pytest

from bot.importing.reading import read_file, read_file_apart
from core.catalog.dataset import DatasetInfo, save_catalog
from core.errors import DataError
from core.titles.search import TitleIndex
from data.foreign_faults import FileRefusedError, Refusal
from data.foreign_rows import ForeignKind
from tests.builders import build_catalog

pytestmark = pytest.mark.slow

WATCHED = b"Date,Name,Year,Letterboxd URI\n2020-01-01,Heat,1990,x\nbroken\n"


@pytest.fixture
def catalog_path(tmp_path: Path) -> Path:
    path = tmp_path / "catalog.npz"
    info = DatasetInfo("a test", "", "0123456789abcdef", 1, 2, 1)
    save_catalog(path, build_catalog(["Heat", "Brazil"]), info)
    return path


async def test_what_is_read_elsewhere_is_what_is_read_here(catalog_path: Path) -> None:
    read = await read_file_apart(WATCHED, "films.csv", ForeignKind.SEEN, catalog_path)
    titles = TitleIndex(build_catalog(["Heat", "Brazil"]))
    assert read == read_file(WATCHED, "films.csv", ForeignKind.SEEN, titles)
    assert [row.movie_id for row in read.rows] == [10]


async def test_refusal_comes_out_as_it_is(catalog_path: Path) -> None:
    with pytest.raises(FileRefusedError) as caught:
        await read_file_apart(WATCHED, "films.csv", None, catalog_path)
    assert caught.value.refusal is Refusal.SEEN_OR_WANTED


async def test_catalogue_that_is_gone_is_a_data_error(tmp_path: Path) -> None:
    with pytest.raises(DataError):
        await read_file_apart(WATCHED, "watched.csv", None, tmp_path / "catalog.npz")
