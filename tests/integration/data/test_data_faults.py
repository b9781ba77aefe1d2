"""Each thing that can be wrong with a file is one sentence with its line and what was expected."""

from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import DataError
from data import columns
from data.reader import read
from data.source import locate

Files = dict[str, str | bytes]
Write = Callable[[Files], Path]

HEADER = "userId,movieId,rating,timestamp\n"


def complaint(path: Path) -> str:
    """What reading the data set at `path` is refused with."""
    with pytest.raises(DataError) as caught:
        read(locate(path))
    return str(caught.value)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("1,1,5.5,9", 'rating "5.5" — expected 0.5 to 5.0 in halves'),
        ("1,1,0,9", 'rating "0" — expected 0.5 to 5.0 in halves'),
        ("1,1,3.7,9", 'rating "3.7" — expected 0.5 to 5.0 in halves'),
        ("1,1,,9", 'rating "" — expected 0.5 to 5.0 in halves'),
        ("1,1,good,9", 'rating "good" — expected 0.5 to 5.0 in halves'),
        ("1,1,nan,9", 'rating "nan" — expected 0.5 to 5.0 in halves'),
        ("ann,1,4,9", 'user id "ann" — expected a whole number'),
        ("-1,1,4,9", 'user id "-1" — expected a whole number'),
        ("99999999999999999999,1,4,9", 'user id "99999999999999999999" — expected a whole number'),
        ("1,1.5,4,9", 'movie id "1.5" — expected a whole number'),
        ("1,inf,4,9", 'movie id "inf" — expected a whole number'),
        ("1,99,4,9", "movie id 99 is unknown — expected a film listed in movies.csv"),
        ("1,1,4,yesterday", 'timestamp "yesterday" — expected seconds since 1970'),
        ("1,1,4,-5", 'timestamp "-5" — expected seconds since 1970'),
        ("1,1,4,1445714994000", 'timestamp "1445714994000" — expected seconds since 1970'),
        ("1,1,4", "3 fields — expected 4; a comma inside a field needs quotation marks"),
        ("1,1,4,5,9", "5 fields — expected 4; a comma inside a field needs quotation marks"),
        ('1,"1,4,9', "unexpected end of data — expected comma-separated fields"),
        ("1;1;4;9", "1 fields — expected 4; a comma inside a field needs quotation marks"),
        ("1,1,4,\0", "a NUL character — expected text"),
        (b"1,1,4,\xff", "byte 0xFF in column 7 — expected UTF-8 text"),
    ],
)
def test_wrong_line_of_the_ratings_is_named(
    write: Write, movies: str, ratings: str, line: str | bytes, sentence: str
) -> None:
    wrong = line.encode() if isinstance(line, str) else line
    text = ratings.encode() + b"\n3,1,2.0,9\n" + wrong + b"\n3,6,2.0,9\n"
    path = write({"ratings.csv": text, "movies.csv": movies})
    # the header, four ratings, a blank line, a rating
    assert complaint(path) == f"ratings.csv, line 8: {sentence}"


def test_wrong_line_behind_the_first_chunk_is_named(
    write: Write, monkeypatch: pytest.MonkeyPatch, movies: str, ratings: str
) -> None:
    monkeypatch.setattr(columns, "_CHUNK", 2)
    path = write({"ratings.csv": f"{ratings}\n3,1,7.0,9\n", "movies.csv": movies})
    assert complaint(path) == 'ratings.csv, line 7: rating "7.0" — expected 0.5 to 5.0 in halves'


def test_rating_given_twice_names_both_lines(write: Write, movies: str, ratings: str) -> None:
    path = write({"ratings.csv": f"{ratings}\n1,6,2.0,9\n", "movies.csv": movies})
    assert complaint(path) == (
        "ratings.csv, line 7: user 1 rates film 6 a second time (first in line 3) "
        "— expected one rating per user and film"
    )


@pytest.mark.parametrize("content", ["", "\n"])
def test_empty_ratings_file_is_refused(write: Write, movies: str, content: str) -> None:
    sentence = complaint(write({"ratings.csv": content, "movies.csv": movies}))
    assert "expected" in sentence
    assert "userId" in sentence


def test_ratings_file_with_only_a_header_is_refused(write: Write, movies: str) -> None:
    path = write({"ratings.csv": HEADER, "movies.csv": movies})
    assert complaint(path) == "ratings.csv holds no ratings — expected one per line"


def test_missing_stars_are_named(write: Write, movies: str) -> None:
    path = write({"ratings.csv": "userId,movieId,timestamp\n1,1,9\n", "movies.csv": movies})
    assert complaint(path) == (
        'ratings.csv, line 1: no column "rating" — expected the header userId,movieId,rating'
    )


def test_wrong_line_without_a_timestamp_is_named(write: Write, movies: str) -> None:
    path = write({"ratings.csv": "userId,movieId,rating\n1,1,4.0\n1,6,9\n", "movies.csv": movies})
    assert complaint(path) == 'ratings.csv, line 3: rating "9" — expected 0.5 to 5.0 in halves'


def test_every_line_longer_than_the_header_is_refused(write: Write, movies: str) -> None:
    path = write({"ratings.csv": f"{HEADER}1,1,4.0,9,x\n2,1,4.0,9,x\n", "movies.csv": movies})
    assert complaint(path).startswith("ratings.csv, line 2: 5 fields — expected 4")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("1::1::4::9\n1::1::4\n", "ratings.dat, line 2: 3 fields — expected 4"),
        ("1:1:4:9\n", "ratings.dat, line 1: 1 fields — expected 4"),
        ("1:2::1::4::9\n", 'ratings.dat, line 1: user id "1:2" — expected a whole number'),
        ("1::1::4:7::9\n", 'ratings.dat, line 1: rating "4:7" — expected 0.5 to 5.0 in halves'),
        ("1::1:2:4:3:9\n", "ratings.dat, line 1: 2 fields — expected 4"),
        ("", "ratings.dat holds no ratings — expected one per line"),
    ],
)
def test_wrong_line_of_a_dat_file_is_named(write: Write, text: str, sentence: str) -> None:
    path = write({"ratings.dat": text, "movies.dat": "1::Toy Story (1995)::Comedy\n"})
    assert complaint(path) == sentence


def test_wrong_line_of_the_tab_separated_file_is_named(write: Write) -> None:
    film = "1|Toy Story (1995)|01-Jan-1995|||" + "|".join("0" * 19)
    path = write({"u.data": "1\t1\t4\t9\n2\t1\t6\t9\n", "u.item": film})
    assert complaint(path) == 'u.data, line 2: rating "6" — expected 0.5 to 5.0 in halves'


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("x,Heat (1995),Action", 'movie id "x" — expected a whole number'),
        ("1.5,Heat (1995),Action", 'movie id "1.5" — expected a whole number'),
        ("1.0,Heat (1995),Action", "movie id 1 a second time — expected it in line 2 only"),
        ("²,Heat (1995),Action", 'movie id "²" — expected a whole number'),
        ("6,Heat (1995),Action", "movie id 6 a second time — expected it in line 3 only"),
        ("7, ,Action", "no title — expected one"),
        ("7,Heat (1995)", "2 fields — expected 3; a comma inside a field needs quotation marks"),
        (
            "7,American President, The (1995),Drama",
            "4 fields — expected 3; a comma inside a field needs quotation marks",
        ),
        ('7,"Heat (1995),Action', "unexpected end of data — expected comma-separated fields"),
        ("7,Am\u00e9lie (2001),Comedy".encode("latin-1"),
         "byte 0xE9 in column 5 — expected UTF-8 text"),
    ],
)  # fmt: skip
def test_wrong_line_of_the_movies_is_named(
    write: Write, movies: str, ratings: str, line: str | bytes, sentence: str
) -> None:
    wrong = line.encode() if isinstance(line, str) else line
    path = write({"ratings.csv": ratings, "movies.csv": movies.encode() + wrong + b"\n"})
    assert complaint(path) == f"movies.csv, line 5: {sentence}"


@pytest.mark.parametrize(
    ("movies", "sentence"),
    [
        ("", "movies.csv is empty — expected lines of movieId, title, genres"),
        ("movieId,title,genres\n", "movies.csv has a header but no films — expected one per line"),
        (
            "movieId,name,genres\n",
            'movies.csv, line 1: no column "title" — expected the header movieId,title,genres',
        ),
    ],
)
def test_movies_file_without_films_is_refused(
    write: Write, ratings: str, movies: str, sentence: str
) -> None:
    assert complaint(write({"ratings.csv": ratings, "movies.csv": movies})) == sentence


def test_wrong_genre_flag_is_named(write: Write) -> None:
    film = "1|Toy Story (1995)|01-Jan-1995|||" + "|".join("0" * 18) + "|2"
    path = write({"u.data": "1\t1\t4\t9\n", "u.item": film})
    assert complaint(path) == "u.item, line 1: a genre flag that is neither — expected 0 or 1"


def test_damaged_ratings_in_a_zip_are_refused(write_zip: Write, movies: str, ratings: str) -> None:
    path = write_zip({"movies.csv": movies, "ratings.csv": ratings * 3})
    content = bytearray(path.read_bytes())
    content[content.index(b"ratings.csv") + len("ratings.csv") + 20] ^= 0xFF
    path.write_bytes(content)
    assert complaint(path).startswith("ratings.csv cannot be unpacked, the zip is damaged")
