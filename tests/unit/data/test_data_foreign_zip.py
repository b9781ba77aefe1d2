"""Zips that people send: Letterboxd's export, and what is packed to do harm."""

import gzip
import io
import struct
import zipfile
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.titles.matching import FilmReference
from data import foreign_zip
from data.foreign import ForeignFile, read_foreign
from data.foreign_faults import Fault, FaultyLines, FileRefusedError, Refusal
from data.foreign_rows import ForeignKind, ForeignRow

RATED, SEEN, WANTED = ForeignKind.RATED, ForeignKind.SEEN, ForeignKind.WANTED
JAN_5 = 1704412800  # 2024-01-05
DAY = 86_400

WATCHED = "Date,Name,Year,Letterboxd URI\n"
RATINGS = "Date,Name,Year,Letterboxd URI,Rating\n"
DIARY = "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\n"
REVIEWS = "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date\n"
EXPORT = {  # the files of an export of Letterboxd, in its order
    "comments.csv": "Date,Content,Comment\n2024-01-05,https://boxd.it/1,Nice\n",
    "diary.csv": DIARY
    + "2024-01-06,Heat,1995,https://boxd.it/d1,5,Yes,,2024-01-06\n"
    + "2024-01-04,Alien,1979,https://boxd.it/d2,2,,,2024-01-04\n"
    + "2024-01-05,Up,2009,https://boxd.it/d3,,,,2024-01-05\n",
    "profile.csv": "Date Joined,Username,Given Name\n2020-01-01,ann,Ann\n",
    "ratings.csv": RATINGS
    + "2024-01-05,Heat,1995,https://boxd.it/2a,4\n"
    + "2024-01-05,Alien,1979,https://boxd.it/2b,3\n",
    "reviews.csv": REVIEWS + '2024-01-05,Alien,1979,https://boxd.it/d2,1,,"So,\nso.",,2024-01-04\n',
    "watched.csv": WATCHED
    + "2024-01-05,Heat,1995,https://boxd.it/2a\n"
    + "2024-01-05,Big,1988,https://boxd.it/2c\n",
    "watchlist.csv": WATCHED
    + "2024-01-07,Big,1988,https://boxd.it/2c\n"
    + "2024-01-07,Her,2013,https://boxd.it/2d\n",
    "deleted/diary.csv": DIARY + "2024-01-06,Deleted,1995,u,5,,,\n",
    "orphaned/ratings.csv": RATINGS + "2024-01-06,Orphaned,1995,u,5\n",
    "likes/films.csv": WATCHED + "2024-01-06,Liked,1995,u\n",
    "lists/best.csv": "Letterboxd list export v7\nDate,Name,Tags,URL,Description\n",
}


def packed(files: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def read(files: Mapping[str, str | bytes]) -> ForeignFile:
    return read_foreign(packed(files), "letterboxd-ann-2024.zip")


def refusal(content: bytes) -> Refusal:
    with pytest.raises(FileRefusedError) as caught:
        read_foreign(content, "letterboxd.zip")
    return caught.value.refusal


def test_whole_export_of_letterboxd_is_one_row_a_film() -> None:
    file = read(EXPORT)
    assert set(file.rows) == {
        ForeignRow(FilmReference("Heat", 1995), RATED, 5.0, JAN_5 + DAY),  # diary: rated later
        ForeignRow(FilmReference("Alien", 1979), RATED, 3.0, JAN_5),  # review: on the same day
        ForeignRow(FilmReference("Up", 2009), SEEN, None, JAN_5),
        ForeignRow(FilmReference("Big", 1988), SEEN, None, JAN_5),  # seen, and wanted again
        ForeignRow(FilmReference("Her", 2013), WANTED, None, JAN_5 + 2 * DAY),
    }
    assert len(file.rows) == 5
    assert not any(each.fault.leaves_out for each in file.faults)


def test_export_packed_again_in_a_folder_is_read_as_well() -> None:
    folder = {f"letterboxd-ann/{name}": text for name, text in EXPORT.items()}
    extra = {"__MACOSX/letterboxd-ann/._ratings.csv": b"\0\0", "__MACOSX/._x.csv": b"\0"}
    assert set(read({**extra, **folder}).rows) == set(read(EXPORT).rows)


def test_wrong_lines_are_named_with_their_file() -> None:
    files = {**EXPORT, "watched.csv": WATCHED + "2024-01-05,,1995,u\n"}
    assert read(files).faults == (FaultyLines(Fault.NO_FILM, "watched.csv", 1, (2,)),)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_names_in_a_zip_lead_nowhere(method: int) -> None:
    content = packed({"../../etc/watched.csv": EXPORT["watched.csv"]}, method)
    assert [row.kind for row in read_foreign(content, "x.zip").rows] == [SEEN, SEEN]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, Refusal.UNKNOWN),
        ({"readme.txt": "hello"}, Refusal.UNKNOWN),
        ({"xl/workbook.xml": "<workbook/>"}, Refusal.UNKNOWN),  # a spreadsheet
        ({"letterboxd.zip": packed(EXPORT)}, Refusal.UNKNOWN),  # a zip in a zip stays closed
        ({"profile.csv": EXPORT["profile.csv"]}, Refusal.UNKNOWN),
        ({"deleted/diary.csv": EXPORT["diary.csv"]}, Refusal.UNKNOWN),
        ({"watched.csv": WATCHED, "ratings.csv": RATINGS}, Refusal.EMPTY),
        ({"ratings.csv": RATINGS + "2024-01-05,Heat,1995,u,77\n"}, Refusal.NOTHING_LEFT),
        ({"ratings.csv": b"\0\1\2"}, Refusal.NOT_TEXT),
        ({"films.csv": EXPORT["watched.csv"]}, Refusal.SEEN_OR_WANTED),
    ],
)
def test_zip_without_a_list_is_refused(files: Mapping[str, str | bytes], expected: Refusal) -> None:
    assert refusal(packed(files)) is expected


def test_empty_files_beside_a_list_are_passed_over() -> None:
    assert len(read({**EXPORT, "ratings.csv": "", "comments.csv": " \n"}).rows) == 5


# Made to do harm


def test_bomb_of_zeros_is_refused_before_it_is_unpacked() -> None:
    assert refusal(packed({"ratings.csv": RATINGS + "0" * 60_000_000})) is Refusal.ZIP_TOO_LARGE


def test_bomb_below_the_size_is_known_by_how_much_it_shrinks() -> None:
    assert refusal(packed({"ratings.csv": RATINGS + "0" * 5_000_000})) is Refusal.ZIP_TOO_LARGE


def test_many_files_that_add_up_are_refused() -> None:
    content = packed({f"{n}.csv": RATINGS + "ab,c\n" * 199_000 for n in range(60)})
    assert refusal(content) is Refusal.ZIP_TOO_LARGE


def test_zip_that_lies_about_its_sizes_is_not_unpacked_further_than_it_says() -> None:
    content = bytearray(packed({"ratings.csv": RATINGS + "0" * 60_000_000}))
    for signature, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = content.index(signature) + place
        content[at : at + 4] = struct.pack("<I", 500)
    assert refusal(bytes(content)) is Refusal.ZIP_DAMAGED


def test_zip_of_very_many_files_is_not_even_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign_zip, "_MAX_ENTRIES", 10)
    files = {f"lists/{n}.csv": "x" for n in range(9)}
    assert len(read({**files, "ratings.csv": EXPORT["ratings.csv"]}).rows) == 2
    content = packed({**files, "9.csv": "x", "ratings.csv": EXPORT["ratings.csv"]})
    assert refusal(content) is Refusal.ZIP_TOO_LARGE


def test_encrypted_zip_is_refused() -> None:
    content = bytearray(packed(EXPORT))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(signature)
        while at >= 0:
            content[at + place] |= 1
            at = content.find(signature, at + 1)
    assert refusal(bytes(content)) is Refusal.ZIP_ENCRYPTED


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_packings_that_take_memory_without_limit_are_refused(method: int) -> None:
    assert refusal(packed(EXPORT, method)) is Refusal.ZIP_TOO_LARGE


@pytest.mark.parametrize(
    "content",
    [
        packed(EXPORT)[:-30],
        packed(EXPORT).replace(b"PK\x01\x02", b"PK\x07\x07"),
        b"PK\x03\x04",
        b"PK\x03\x04" + b"Name,Year\n" * 100,
        packed(EXPORT)[:200] + packed(EXPORT)[230:],
    ],
)
def test_damaged_zip_is_refused(content: bytes) -> None:
    assert refusal(content) is Refusal.ZIP_DAMAGED


@given(st.data())
def test_zip_with_any_bytes_changed_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(packed(EXPORT))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        assert read_foreign(bytes(content), "x.zip", SEEN).rows
    except FileRefusedError as error:
        assert str(error)


HEAT = "Date,Name,Year,Letterboxd URI,Rating\n2024-01-05,Heat,1995,u,4\n"


def titles(content: bytes, name: str = "films.csv") -> list[str]:
    return [row.film.title for row in read_foreign(content, name).rows]


@pytest.mark.parametrize(
    "other",
    [
        {"notes.csv": b"\0\1\2"},
        {"._ratings.csv": b"\0\5\x16\7 Mac OS X"},
        {".hidden.csv": HEAT.replace("Heat", "Alien")},
        {"empty.csv": ""},
        {"unknown.csv": "a,b\n1,2\n"},
    ],
)
def test_one_file_that_is_no_list_does_not_sink_a_zip(other: Mapping[str, str | bytes]) -> None:
    assert titles(packed({**other, "ratings.csv": HEAT})) == ["Heat"]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_for_spreadsheets_is_passed_over(separator: str, end: str) -> None:
    text = f"sep={separator}\n{HEAT.replace(',', separator)}".replace("\n", end)
    assert titles(text.encode()) == titles(b"\xef\xbb\xbf" + text.encode()) == ["Heat"]


def test_gzip_is_unpacked_as_far_as_is_safe() -> None:
    content = gzip.compress(HEAT.encode())
    assert titles(content, "ratings.csv.gz") == ["Heat"]
    assert refusal(content[:-9]) is Refusal.ZIP_DAMAGED
    assert refusal(content[:12] + b"\xff" * 20) is Refusal.ZIP_DAMAGED
    assert refusal(gzip.compress(b"0" * 60_000_000)) is Refusal.ZIP_TOO_LARGE


def test_watchlist_in_gzip_keeps_what_its_name_says() -> None:
    text = "Date,Name,Year,Letterboxd URI\n2024-01-05,Heat,1995,u\n"
    (row,) = read_foreign(gzip.compress(text.encode()), "watchlist.csv.gz").rows
    assert row.kind is ForeignKind.WANTED


def test_ids_are_read_as_data_sets_write_them() -> None:
    text = "userId,movieId,rating\n1,1e3,4\n1,2.0,4\n1,1000000000000000001,4\n"
    rows = read_foreign(text.encode(), "ratings.csv").rows
    assert [row.film.movie_id for row in rows] == [1000, 2, 1000000000000000001]


@pytest.mark.parametrize(
    "bad",
    [
        b"\x00\x01 no text",
        b"Date,Name,Year,Letterboxd URI\n" + b'2024-01-05,"Up,2009,u\n' * 200,
        b"title,rating,mood\nUp,4,good\n",
    ],
)
@pytest.mark.parametrize("name", ["comments.csv", "zzz.csv"])
def test_one_bad_file_of_a_zip_is_named_and_sinks_no_other(name: str, bad: bytes) -> None:
    file = read({name: bad, "ratings.csv": RATINGS + "2024-01-05,Heat,1995,u,4\n"})
    assert [(row.film.title, row.stars) for row in file.rows] == [("Heat", 4.0)]
    assert file.unread == (name,)


def test_what_is_no_list_of_films_in_a_zip_is_passed_over_without_a_word() -> None:
    books = "Title,Author,Rating\nUp,Ann,4\n"
    file = read({**EXPORT, "books.csv": books, "._ratings.csv": b"\x00", "e.csv": " "})
    assert file.unread == ()


def test_zip_of_bad_files_only_is_refused_for_the_first() -> None:
    with pytest.raises(FileRefusedError) as caught:
        read({"a.csv": b"\x00\x01", "b.csv": b"\x00\x01"})
    assert caught.value.refusal is Refusal.NOT_TEXT


def test_list_of_nobody_known_is_asked_about_in_a_zip_too() -> None:
    files = {"mine.csv": "title,rating,mood\nUp,4,good\n", "profile.csv": "Username\nann\n"}
    with pytest.raises(FileRefusedError) as caught:
        read(files)
    assert caught.value.refusal is Refusal.FILMS_OR_NOT
    assert read_foreign(packed(files), "a.zip", None, 10).rows[0].stars == 2.0
