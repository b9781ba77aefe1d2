"""Links, which not every release has."""

from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import DataError
from data.extras import Links, read_links
from data.source import locate

Write = Callable[[dict[str, str]], Path]
CSV_FILES = {"ratings.csv": "", "movies.csv": ""}


def test_links_of_the_release_of_2018_are_read(ml_latest_small: Path) -> None:
    links = read_links(locate(ml_latest_small))
    assert len(links) == 9_742
    assert links[1] == Links(114709, 862)
    assert sum(link.tmdb_id is None for link in links.values()) == 8


def test_release_without_links_has_none(write: Write) -> None:
    assert read_links(locate(write(CSV_FILES))) == {}
    hundred_k = locate(None)
    assert read_links(hundred_k) == {}


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("1,x,862", 'imdb id "x" — expected a whole number'),
        (",0114709,862", 'movie id "" — expected a whole number'),
        ("2,0113497,9", "movie id 2 a second time — expected it once"),
    ],
)
def test_wrong_line_of_the_links_is_named(write: Write, line: str, sentence: str) -> None:
    links = f"movieId,imdbId,tmdbId\n2,0113497,8844\n{line}\n"
    with pytest.raises(DataError) as caught:
        read_links(locate(write({**CSV_FILES, "links.csv": links})))
    assert str(caught.value) == f"links.csv, line 3: {sentence}"
