"""One table, written by all kinds of programs: data sets, batch files and pairs read it alike."""

import bz2
import codecs
import gzip
import lzma
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from core.errors import DataError
from data.batch import read_batch
from data.columns import Rules, number_columns
from data.films import read_films
from data.lines import Record
from data.pairs import read_pairs
from data.ratings import read_ratings
from data.reader import read
from data.source import csv_pair, locate

Write = Callable[[dict[str, str | bytes]], Path]

RATINGS = "userId,movieId,rating,timestamp\n1,1,5.0,10\n1,2,3.0,11\n2,1,4.0,12\n2,3,1.5,13\n"
MOVIES = (
    "movieId,title,genres\n1,Film 1 (1990),Drama\n2,Film 2 (1991),Comedy\n"
    "3,Film 3 (1992),Drama|Action\n"
)
ROWS = [(1, 1, 10), (1, 2, 6), (2, 1, 8), (2, 3, 3)]  # user, film, half stars


def rows(ratings: Path, movies: Path) -> list[tuple[int, int, int]]:
    source = csv_pair(ratings, movies)
    movie_ids = [listed.film.movie_id for listed in read_films(source)]
    table = read_ratings(source, movie_ids)
    films = [movie_ids[place] for place in table.item_index]
    return list(zip(table.user_id.tolist(), films, table.half_stars.tolist(), strict=True))


def both(write: Write, change: Callable[[str], str | bytes]) -> list[tuple[int, int, int]]:
    """The ratings, where the same was done to both files."""
    home = write({"r.csv": change(RATINGS), "m.csv": change(MOVIES)})
    return rows(home / "r.csv", home / "m.csv")


def with_text_beside(text: str) -> str:
    header, *lines = text.splitlines()
    beside = [f'{line},"One.\nTwo, ""three"".\r\n\rFour."' for line in lines]
    return "\n".join([f"{header},about", *beside]) + "\n"


def quoted(text: str) -> str:
    lines = (",".join(f'"{cell}"' for cell in line.split(",")) for line in text.splitlines())
    return "\r\n".join(lines)


def ids_with_a_point(text: str) -> str:
    header, *lines = text.splitlines()
    return "\n".join([header, *(line.replace(",", ".0,", 1) for line in lines)])


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: text.replace("\n", "\r"), id="CR"),
        pytest.param(lambda text: text.replace("\n", "\r").removesuffix("\r"), id="CR, no end"),
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="CRLF"),
        pytest.param(lambda text: text.replace("\n", "\n\r\n\r"), id="mixed and blank"),
        pytest.param(with_text_beside, id="line breaks in a column beside"),
        pytest.param(quoted, id="quotes everywhere"),
        pytest.param(lambda text: text.replace(",", ";"), id="semicolons"),
        pytest.param(lambda text: text.replace(",", "\t"), id="tabs"),
        pytest.param(lambda text: "sep=;\r\n" + text.replace(",", ";"), id="sep=;"),
        pytest.param(lambda text: "\ufeffsep=,\n" + text, id="sep=, after a mark"),
        pytest.param(lambda text: '"sep=\t"\n' + text.replace(",", "\t"), id="sep=tab, quoted"),
        pytest.param(lambda text: "sep=|\n" + text.replace("|", "/").replace(",", "|"), id="sep=|"),
        pytest.param(lambda text: text.replace(",", ";").replace(".", ","), id="decimal commas"),
        pytest.param(lambda text: codecs.BOM_UTF8 + text.encode(), id="UTF-8 mark"),
        pytest.param(lambda text: text.encode("utf-16"), id="UTF-16"),
        pytest.param(lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"), id="UTF-16 BE"),
        pytest.param(lambda text: text.replace("\n", ",\n"), id="trailing delimiters"),
        pytest.param(lambda text: text.replace("\n", ",,\n").replace(",,", "", 1), id="on rows"),
        pytest.param(lambda text: text + ",,,\n\n  \n", id="empty rows at the end"),
        pytest.param(lambda text: "\n\n" + text, id="blank lines before the header"),
        pytest.param(lambda text: text.replace("Id", "ID").replace("rating", "Rating"), id="case"),
        pytest.param(lambda text: text.replace("Id", "_id"), id="underscores"),
        pytest.param(lambda text: text.replace(",", " , "), id="spaces"),
        pytest.param(ids_with_a_point, id="first id 1.0"),
        pytest.param(lambda text: gzip.compress(text.encode()), id="gz"),
        pytest.param(lambda text: bz2.compress(text.encode()), id="bz2"),
        pytest.param(lambda text: lzma.compress(text.encode()), id="xz"),
        pytest.param(lambda text: gzip.compress(text.replace("\n", "\r").encode("utf-16")),
                     id="gz of UTF-16 of CR"),
    ],
)  # fmt: skip
def test_both_files_however_they_are_written(
    write: Write, change: Callable[[str], str | bytes]
) -> None:
    assert both(write, change) == ROWS


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("1.0", "2"),
        ("1e3", "2E3"),
        ("1000000000000001", "1000000000000002"),
        ("9007199254740993", "9007199254740992"),
        ("9223372036854775807", "9223372036854775806"),
        ("9007199254740993.0", "9007199254740992.0"),
        ("1,0", "2,00"),
        ("+1", "002"),
        ("0", "1."),
    ],
)
def test_ids_are_read_alike_everywhere_and_to_the_last_digit(
    write: Write, one: str, two: str
) -> None:
    def lines(*cells: str) -> str:
        return "".join(
            f'"{first}",{rest}\n' for first, rest in zip(cells[::2], cells[1::2], strict=True)
        )

    home = write(
        {
            "m.csv": "movieId,title,genres\n" + lines(one, "A (1990),Drama", two, "B (1991),Drama"),
            "r.csv": "movieId,userId,rating\n"
            + lines(one, "3,4.0", two, f'"{one}",2.0', one, f'"{two}",1.0'),
            "p.csv": "movieId,userId\n" + lines(one, f'"{two}"'),
            "links.csv": "",
        }
    )
    first, second = (int(float(x.replace(",", "."))) if "." in x or "e" in x.lower() or "," in x
                     else int(x) for x in (one, two))  # fmt: skip
    if "." in one and len(one) > 16:  # more digits than a float has
        first, second = int(one.split(".", maxsplit=1)[0]), int(two.split(".", maxsplit=1)[0])
    assert rows(home / "r.csv", home / "m.csv") == [
        (3, first, 8), (first, second, 4), (second, first, 2)
    ]  # fmt: skip
    pairs = read_pairs(csv_pair(home / "r.csv", home / "m.csv"), str(home / "p.csv"))
    assert pairs.tolist() == [[second, first]]
    files = read_batch(home / "r.csv", home / "m.csv", home / "p.csv", home)
    assert sorted({first, second}) == [each for each in files.user_ids.tolist() if each != 3]


@pytest.mark.parametrize("text", ["9223372036854775808", "1e400", "-1", "1.5", "1e-1", "٣", "1_0",
                                  "0x1", "nan", "inf", "", "1 2"])  # fmt: skip
def test_what_is_no_id_is_named_everywhere(write: Write, text: str) -> None:
    home = write(
        {
            "m.csv": f"movieId,title,genres\n1,A,Drama\n{text},B,Drama\n",
            "good.csv": "movieId,title,genres\n1,A,Drama\n",
            "r.csv": f"userId,movieId,rating\n1,1,4.0\n2,{text},4.0\n",
            "p.csv": f"userId,movieId\n1,1\n2,{text}\n",
        }
    )
    sentence = f'line 3: movie id "{text}" — expected a whole number'
    source = csv_pair(home / "r.csv", home / "m.csv")
    with pytest.raises(DataError) as caught:
        read_films(source)
    assert str(caught.value).endswith(f"m.csv, {sentence}")
    for call in (
        lambda: read_ratings(source, [1]),
        lambda: read_batch(home / "r.csv", home / "good.csv", None, home),
        lambda: read_pairs(source, str(home / "p.csv")),
    ):
        with pytest.raises(DataError) as caught:
            call()
        assert str(caught.value).endswith(sentence)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('1,1,5,"One.\nTwo."\n1,2,3,"One.\nTwo."\n2,1,bad,"One.\nTwo."\n',
         'line 6: rating "bad" — expected 0.5 to 5.0 in halves'),
        ('1,1,5,"One.\r\rTwo."\r2,1,9,x\r', 'line 5: rating "9" — expected 0.5 to 5.0 in halves'),
        ('1,1,5,x\n1,2,3,"One.\nTwo.\n2,1,4,x\n', "line 3: unexpected end of data — expected comma-"
         "separated fields"),
        ("1,1,5,x\n1,2\n", "line 3: 2 fields — expected 4; a comma inside a field needs quotation "
         "marks"),
        ("1,1,5,x,y\n", "line 2: 5 fields — expected 4; a comma inside a field needs quotation "
         "marks"),
        ("1,1,nan,x\n", 'line 2: rating "nan" — expected 0.5 to 5.0 in halves'),
        ("1,1,inf,x\n", 'line 2: rating "inf" — expected 0.5 to 5.0 in halves'),
        ("1,1,,x\n", 'line 2: rating "" — expected 0.5 to 5.0 in halves'),
        ('1,1,5,"a\nb"\n1,1,4,x\n', "line 4: user 1 rates film 1 a second time (first in line 2) "
         "— expected one rating per user and film"),
        ('1,1,5,"a\nb"\n1,9,4,x\n', "line 4: movie id 9 is unknown — expected a film listed in m"),
    ],
)  # fmt: skip
def test_line_is_named_where_the_row_begins(write: Write, text: str, sentence: str) -> None:
    end = "\r" if "\r2" in text else "\n"
    home = write({"r.csv": f"userId,movieId,rating,review{end}{text}", "m": MOVIES})
    source = csv_pair(home / "r.csv", Path("m"))
    with pytest.raises(DataError) as caught:
        read_ratings(source, [1, 2, 3])
    assert str(caught.value).removeprefix(f"{home}/").startswith(f"r.csv, {sentence}")


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        ("userId,movieId,rating,rating", '2 columns "rating"'),
        ("userId,movieId,Rating,RATING", '2 columns "rating"'),
        ("userId,film,rating,x", 'no column "movieId"'),
        ("userId;film;rating;x", 'no column "userId"'),
    ],
)
def test_header_that_does_not_say_which_column(write: Write, header: str, sentence: str) -> None:
    home = write({"r.csv": f"\n{header}\n1,1,4,4\n"})
    with pytest.raises(DataError, match=f"r.csv, line 2: {sentence} — expected the header"):
        read_ratings(csv_pair(home / "r.csv", home / "r.csv"), [1])


def test_name_written_as_it_should_be_is_taken_before_others(write: Write) -> None:
    home = write({"r.csv": "Rating,userId,movieId,rating,x,x\n9,1,1,4,a,b\n", "m.csv": MOVIES})
    assert rows(home / "r.csv", home / "m.csv") == [(1, 1, 8)]


def test_dates_are_times(write: Write) -> None:
    text = "userId,movieId,rating,timestamp\n1,1,4,2005-04-02 23:53:47\n"
    files = {"movie.csv": MOVIES, "link.csv": "movieId,imdbId,tmdbId\n"}
    for more, seconds in (("1,2,4,1970-01-01 00:00:00\n", 0), ("1,2,4,964982703.0\n", 964982703)):
        data = read(locate(write({**files, "rating.csv": text + more})))
        assert data.ratings.timestamp.tolist() == [1112486027, seconds]
    for wrong in ("", "yesterday", "1950-01-01 00:00:00"):
        home = write({**files, "rating.csv": f"{text}1,2,4,{wrong}\n"})
        with pytest.raises(DataError, match=r"rating\.csv, line 3: timestamp"):
            read(locate(home))


@pytest.mark.parametrize("chunk", [1, 2, 3, 100])
def test_what_is_plain_and_what_is_not_join_without_a_seam(
    write: Write, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr("data.columns._CHUNK", chunk)
    monkeypatch.setattr("data.columns._SLOW_CHUNK", chunk)
    cells = ["1", "2", "3", "4.0", "5", "6e0", "7", '"8,0"', "9", "9007199254740993"]
    expected = [1, 2, 3, 4, 5, 6, 7, 8, 9, 9007199254740993]
    for _ in range(3):
        home = write({"p.csv": "userId,movieId\n" + "".join(f"{cell},1\n" for cell in cells)})
        pairs = read_pairs(csv_pair(home / "r", home / "m"), str(home / "p.csv"))
        assert pairs[:, 0].tolist() == expected
        order = np.random.default_rng(chunk).permutation(len(cells)).tolist()
        cells, expected = [cells[i] for i in order], [expected[i] for i in order]


def test_lines_longer_than_a_block_and_cut_anywhere(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    for block in (1, 2, 3, 7, 64):
        monkeypatch.setattr("data.lines._BLOCK", block)
        assert both(write, lambda text: with_text_beside(text).replace("\n", "\r\n")) == ROWS
        assert both(write, lambda text: text.replace("\n", "\r").encode("utf-16")) == ROWS


def test_line_without_end_is_refused(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.lines._MAX_LINE", 1000)
    monkeypatch.setattr("data.lines._BLOCK", 100)
    home = write({"m.csv": "movieId,title,genres\n1," + "x" * 5000})
    with pytest.raises(DataError, match=r"m\.csv, line 2: a line without end"):
        read_films(csv_pair(home / "m.csv", home / "m.csv"))


def test_truncated_utf_16_is_one_sentence(write: Write) -> None:
    home = write({"m.csv": MOVIES.encode("utf-16")[:-1]})
    with pytest.raises(DataError, match=r"m\.csv, line \d: broken UTF-16"):
        read_films(csv_pair(home / "m.csv", home / "m.csv"))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (gzip.compress(b"x" * 99)[:-9], "damaged"),
        (gzip.compress(RATINGS.encode())[:20] + b"\0" * 30, "damaged"),
        (lzma.compress(b"x" * 99)[:-9], "damaged"),
        (bz2.compress(b"x" * 99)[:-9], "damaged"),
        (b"\x28\xb5\x2f\xfd rest", "packed as Zstandard"),
        (b"7z\xbc\xaf\x27\x1c rest", "packed as 7-Zip"),
        (b"PK\x03\x04 rest", "damaged"),
    ],
    ids=["gz cut", "gz overwritten", "xz cut", "bz2 cut", "Zstandard", "7-Zip", "zip cut"],
)
def test_damaged_and_unknown_packing_is_one_sentence(
    write: Write, content: bytes, sentence: str
) -> None:
    home = write({"r.csv.gz": content, "m.csv": MOVIES})
    with pytest.raises(DataError, match=sentence):
        rows(home / "r.csv.gz", home / "m.csv")


def test_zip_of_one_file_is_that_file(tmp_path: Path) -> None:
    for name, text in (("r", RATINGS), ("m", MOVIES)):
        with zipfile.ZipFile(tmp_path / f"{name}.csv.zip", "w") as archive:
            archive.writestr(f"{name}.csv", text)
            archive.writestr(f"__MACOSX/._{name}.csv", "x")
    assert rows(tmp_path / "r.csv.zip", tmp_path / "m.csv.zip") == ROWS
    with zipfile.ZipFile(tmp_path / "r.csv.zip", "a") as archive:
        archive.writestr("other.csv", "x")
    with pytest.raises(DataError, match="is a zip of 2 files — expected one"):
        rows(tmp_path / "r.csv.zip", tmp_path / "m.csv.zip")


@pytest.mark.parametrize(
    "names",
    [
        ("rating.csv", "movie.csv"),
        ("Ratings.CSV", "MOVIES.csv"),
        ("ratings.csv.gz", "movies.csv.gz"),
        ("ratings.csv.xz", "movies.csv"),
        ("archive/ml/ratings.csv", "archive/ml/movies.csv"),
    ],
)
def test_names_that_others_give_the_files(tmp_path: Path, names: tuple[str, str]) -> None:
    packers: dict[str, Callable[[bytes], bytes]] = {".gz": gzip.compress, ".xz": lzma.compress}
    path = tmp_path / "data.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in zip(names, (RATINGS, MOVIES), strict=True):
            pack = packers.get(name[-3:])
            archive.writestr(name, pack(text.encode()) if pack else text)
    assert len(read(locate(path)).ratings.user_id) == len(ROWS)


def test_zip_inside_a_zip_is_named(write_zip: Write, write: Write) -> None:
    expected = r"no MovieLens data set \(only packed in it: a/ml-1m.zip — unpack that first\)"
    with pytest.raises(DataError, match=expected):
        locate(write_zip({"a/ml-1m.zip": "PK"}))
    with pytest.raises(DataError, match=expected):
        locate(write({"a/ml-1m.zip": "PK"}))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_release_of_100_thousand_saved_anew(write: Write, encoding: str, end: str) -> None:
    flags = "|".join("0" * 18 + "1")
    text = f"1|Misérables, Les (1995)|01-Jan-1995||http://x|{flags}{end}"
    home = write({"u.item": text.encode(encoding), "u.data": f"1\t1\t4\t9{end}2\t1\t5\t9{end}"})
    data = read(locate(home))
    assert data.films[0].film.title == "Les Misérables"
    assert data.ratings.half_stars.tolist() == [8, 10]


def test_pipe_is_one_sentence() -> None:
    read_end, write_end = os.pipe()
    os.close(write_end)
    try:
        with pytest.raises(DataError, match="is a pipe, which can be read only once"):
            read_films(csv_pair(Path("x"), Path(f"/dev/fd/{read_end}")))
    finally:
        os.close(read_end)


def test_rules_decide_what_is_read(write: Write) -> None:
    home = write({"p.csv": "userId,movieId\n1,2\n3,4\n"})
    source = csv_pair(home / "p.csv", home / "p.csv")
    seen: list[int] = []

    def cells(record: Record) -> tuple[int, int]:
        seen.append(record.line)
        return 7, 7

    rules = Rules(("userId", "movieId"), lambda _: False, cells)
    (chunk,) = number_columns(source, str(home / "p.csv"), rules)
    assert np.asarray(chunk["userId"]).tolist() == [7, 7]
    assert seen == [2, 3]
