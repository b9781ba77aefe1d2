"""Links and tags, which not every release has."""

from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import DataError
from data.extras import Links, Tag, read_links, read_tags
from data.source import locate

Write = Callable[[dict[str, str]], Path]
CSV_FILES = {"ratings.csv": "", "movies.csv": ""}


def test_links_of_the_release_of_2018_are_read(ml_latest_small: Path) -> None:
    links = read_links(locate(ml_latest_small))
    assert len(links) == 9_742
    assert links[1] == Links(114709, 862)
    assert sum(link.tmdb_id is None for link in links.values()) == 8


def test_tags_of_the_release_of_2018_are_read(ml_latest_small: Path) -> None:
    tags = list(read_tags(locate(ml_latest_small)))
    assert len(tags) == 3_683
    assert tags[0] == Tag(2, 60756, "funny", 1445714994)


def test_tag_of_a_dat_file_may_hold_the_separator(write: Write) -> None:
    files = {"ratings.dat": "", "movies.dat": "", "tags.dat": "15::4973::a::b!::1215184630\n"}
    assert list(read_tags(locate(write(files)))) == [Tag(15, 4973, "a::b!", 1215184630)]


def test_release_without_links_and_tags_has_none(write: Write) -> None:
    source = locate(write(CSV_FILES))
    assert read_links(source) == {}
    assert list(read_tags(source)) == []
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


def test_wrong_line_of_the_tags_is_named(write: Write) -> None:
    tags = "userId,movieId,tag,timestamp\n2,1,funny,soon\n"
    with pytest.raises(DataError, match=r'tags.csv, line 2: timestamp "soon" — expected a whole'):
        list(read_tags(locate(write({**CSV_FILES, "tags.csv": tags}))))
