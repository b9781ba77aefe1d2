"""Every layout GroupLens has released gives the same data; so do its harmless variations."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.catalog.films import Film
from data import columns
from data.reader import RawData, read
from data.source import locate

Files = dict[str, str | bytes]
Write = Callable[[Files], Path]

FILMS = [
    Film(1, "Toy Story", 1995, ("Animation", "Children", "Comedy")),
    Film(6, "The City of Lost Children", 1995, ("Drama",), ("La Cité des enfants perdus",)),
    Film(17, "unknown", None, ()),
]
RATINGS = [(1, 0, 8, 964982703), (1, 1, 2, 964982704), (2, 1, 10, 1445714994)]

CITY = "City of Lost Children, The (Cité des enfants perdus, La) (1995)"
CSV_FILES: Files = {
    "ratings.csv": "userId,movieId,rating,timestamp\n"
    "1,1,4.0,964982703\n1,6,1.0,964982704\n2,6,5.0,1445714994\n",
    "movies.csv": "movieId,title,genres\n1,Toy Story (1995),Animation|Children|Comedy\n"
    f'6,"{CITY}",Drama\n17,unknown,(no genres listed)\n',
}
DAT_RATINGS = "1::1::4::964982703\n1::6::1.0::964982704\n2::6::5::1445714994\n"
DAT_MOVIES = f"1::Toy Story (1995)::Animation|Children's|Comedy\n6::{CITY}::Drama\n17::unknown::\n"
ONE_M: Files = {"ratings.dat": DAT_RATINGS, "movies.dat": DAT_MOVIES.encode("latin-1")}
TEN_M: Files = {"ratings.dat": DAT_RATINGS, "movies.dat": DAT_MOVIES}


def item(movie_id: int, title: str, *genres: int) -> str:
    flags = "|".join("1" if place in genres else "0" for place in range(19))
    return f"{movie_id}|{title}|01-Jan-1995||http://example.org|{flags}\n"


HUNDRED_K: Files = {
    "u.data": "1\t1\t4\t964982703\n1\t6\t1\t964982704\n2\t6\t5\t1445714994\n",
    "u.item": (
        item(1, "Toy Story (1995)", 3, 4, 5) + item(6, CITY, 8) + item(17, "unknown", 0)
    ).encode("latin-1"),
}


def rows(data: RawData) -> list[tuple[int, int, int, int]]:
    table = data.ratings
    columns = (table.user_id, table.item_index, table.half_stars, table.timestamp)
    return list(zip(*(column.tolist() for column in columns), strict=True))


def assert_is_the_tiny_release(path: Path) -> None:
    data = read(locate(path))
    assert [listed.film for listed in data.films] == FILMS
    assert rows(data) == RATINGS


@pytest.mark.parametrize(
    "files", [CSV_FILES, ONE_M, TEN_M, HUNDRED_K], ids=["csv", "1m", "10m", "100k"]
)
def test_every_layout_reads_the_same_from_a_directory_and_from_a_zip(
    write: Write, write_zip: Write, files: Files
) -> None:
    assert_is_the_tiny_release(write(files))
    assert_is_the_tiny_release(write_zip({f"ml-100k/{name}": text for name, text in files.items()}))


@pytest.mark.parametrize("files", [CSV_FILES, TEN_M, HUNDRED_K], ids=["csv", "10m", "100k"])
@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: text.replace(b"\n", b"\r\n"), id="Windows line ends"),
        pytest.param(lambda text: text.removesuffix(b"\n"), id="no newline at the end"),
        pytest.param(lambda text: text.replace(b"\n", b"\n\n") + b"  \n", id="blank lines"),
    ],
)
def test_harmless_variations_of_any_layout_are_read(
    write: Write, files: Files, change: Callable[[bytes], bytes]
) -> None:
    encoded = {n: t.encode() if isinstance(t, str) else t for n, t in files.items()}
    assert_is_the_tiny_release(write({name: change(text) for name, text in encoded.items()}))


@pytest.mark.parametrize(
    "ratings",
    [
        pytest.param("userId,movieId,rating,timestamp\n1,1,4,964982703.0\n1,6,1,964982704.0\n"
                     "2,6,5.00,1445714994.0\n", id="float timestamps"),
        pytest.param('"userId","movieId","rating","timestamp"\n"1","1","4.0","964982703"\n'
                     '"1","6","1.0","964982704"\n"2","6","5.0","1445714994"\n', id="quotes"),
        pytest.param("timestamp,rating,x,movieId,userId,x\n964982703,4.0,a,1,1,\n"
                     '964982704,1.0,"b,c",6,1,\n1445714994,5,,6,2,9\n', id="other columns"),
        pytest.param(" userId , movieId , rating , timestamp \n 1 , 1 , 4.0 , 964982703 \n"
                     "1,6,1.0,964982704\n2,6,5.0,1445714994\n", id="spaces"),
    ],
)  # fmt: skip
def test_harmless_variations_of_the_ratings_csv_are_read(write: Write, ratings: str) -> None:
    assert_is_the_tiny_release(write({**CSV_FILES, "ratings.csv": ratings}))


def test_byte_order_marks_are_dropped(write: Write) -> None:
    for files in (CSV_FILES, TEN_M):
        assert_is_the_tiny_release(write({name: f"\ufeff{files[name]!s}" for name in files}))


def test_csv_without_timestamps_is_read_as_of_1970(write: Write) -> None:
    text = "rating,movieId,userId\n4.0,1,1\n1.0,6,1\n5.0,6,2\n"
    data = read(locate(write({**CSV_FILES, "ratings.csv": text})))
    assert rows(data) == [(user, item, half_stars, 0) for user, item, half_stars, _ in RATINGS]


def test_films_may_come_in_any_order(write: Write) -> None:
    header, *films = str(CSV_FILES["movies.csv"]).splitlines()
    shuffled = "\n".join([header, *reversed(films)])
    assert_is_the_tiny_release(write({**CSV_FILES, "movies.csv": shuffled}))


def test_separator_inside_a_dat_title_belongs_to_the_title(write: Write) -> None:
    files: Files = {"ratings.dat": "1::1::4::9\n", "movies.dat": "1::Alien::s (1990)::Drama\n"}
    assert read(locate(write(files))).films[0].film.title == "Alien::s"


def test_file_longer_than_a_chunk_is_read_whole(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(columns, "_CHUNK", 2)
    assert_is_the_tiny_release(write(CSV_FILES))


ratings_lists = st.lists(
    st.tuples(
        st.integers(1, 2**40),
        st.sampled_from([1, 6, 17]),
        st.integers(1, 10),
        st.integers(0, 2_000_000_000),
    ),
    min_size=1,
    unique_by=lambda rating: rating[:2],
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ratings_lists)
def test_what_is_written_is_what_is_read(
    write: Write, ratings: list[tuple[int, int, int, int]]
) -> None:
    lines = [f"{user},{movie},{half / 2},{time}" for user, movie, half, time in ratings]
    text = "\n".join(["userId,movieId,rating,timestamp", *lines])
    data = read(locate(write({**CSV_FILES, "ratings.csv": text})))
    movie_ids = np.array([film.movie_id for film in FILMS])
    found = [(u, int(movie_ids[i]), h, t) for u, i, h, t in rows(data)]
    assert found == ratings
