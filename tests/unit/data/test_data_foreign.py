"""Lists as Letterboxd, IMDb and MovieLens write them, and what may be wrong with them."""

from collections.abc import Sequence
from copy import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.titles.matching import FilmReference
from data import foreign
from data.foreign import ForeignFile, read_foreign
from data.foreign_faults import MAX_BYTES, Fault, FaultyLines, FileRefusedError, Refusal
from data.foreign_layouts import Origin
from data.foreign_rows import ForeignKind, ForeignRow

RATED, SEEN, WANTED = ForeignKind.RATED, ForeignKind.SEEN, ForeignKind.WANTED
JAN_5 = 1704412800  # 2024-01-05
HEAT = FilmReference("Heat", 1995)
ALIEN = FilmReference("Alien", 1979)

RATINGS = "Date,Name,Year,Letterboxd URI,Rating"
DIARY = "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date"
REVIEWS = "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date"
WATCHED = "Date,Name,Year,Letterboxd URI"
IMDB = (
    "Const,Your Rating,Date Rated,Title,Original Title,URL,Title Type,IMDb Rating,Runtime (mins),"
    "Year,Genres,Num Votes,Release Date,Directors"
)
IMDB_LIST = (
    "Position,Const,Created,Modified,Description,Title,Original Title,URL,Title Type,IMDb Rating,"
    "Runtime (mins),Year,Genres,Num Votes,Release Date,Directors,Your Rating,Date Rated"
)


def read(*lines: str, name: str = "list.csv", unrated: ForeignKind | None = None) -> ForeignFile:
    return read_foreign("\n".join(lines).encode(), name, unrated)


def imdb_line(number: int, rating: str, kind: str = "Movie") -> str:
    return (
        f"tt{number:07d},{rating},2024-01-05,Heat,Heat,https://www.imdb.com/title/tt{number:07d}/,"
        f'{kind},8.3,170,1995,"Action, Crime",700000,1995-12-15,Michael Mann'
    )


def refusal(*lines: str, name: str = "list.csv") -> FileRefusedError:
    with pytest.raises(FileRefusedError) as caught:
        read(*lines, name=name)
    return caught.value


# What each place writes


def test_letterboxd_ratings() -> None:
    file = read(RATINGS, "2024-01-05,Heat,1995,https://boxd.it/2a,4.5", "2024-01-05,Alien,1979,,5")
    assert file.origin is Origin.LETTERBOXD
    assert file.rows == (ForeignRow(HEAT, RATED, 4.5, JAN_5), ForeignRow(ALIEN, RATED, 5.0, JAN_5))
    assert file.faults == ()
    assert file.encodings == {"utf-8"}


def test_letterboxd_diary_has_films_seen_without_a_rating() -> None:
    file = read(DIARY, "2024-01-05,Heat,1995,u,,,,2023-12-31", "2024-01-05,Alien,1979,u,4,Yes,a,b")
    assert file.rows == (ForeignRow(HEAT, SEEN, None, JAN_5), ForeignRow(ALIEN, RATED, 4.0, JAN_5))


def test_film_watched_again_is_there_once_with_the_latest_rating() -> None:
    lines = ("2024-01-05,Heat,1995,u,4,Yes,,", "2023-01-05,Heat,1995,u,2,,,",
             "2025-01-05,Heat,1995,u,,Yes,,")  # fmt: skip
    assert read(DIARY, *lines).rows == (ForeignRow(HEAT, RATED, 4.0, JAN_5),)


def test_letterboxd_reviews_go_over_several_lines() -> None:
    review = '2024-01-05,Heat,1995,u,3.5,,"One, two.\n\n""Three""","tag, tag",2024-01-04'
    file = read(REVIEWS, review, "2024-01-05,Alien,1979,u,9,,,,")
    assert file.rows == (ForeignRow(HEAT, RATED, 3.5, JAN_5),)
    assert file.faults == (FaultyLines(Fault.STARS, "list.csv", 1, (5,)),)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("watched.csv", SEEN),
        ("watched (1).csv", SEEN),
        ("watchlist.csv", WANTED),
        ("WATCHLIST-ann.CSV", WANTED),
        ("movielens-wishlist.csv", WANTED),
    ],
)
def test_lists_that_look_the_same_are_told_apart_by_their_names(
    name: str, kind: ForeignKind
) -> None:
    file = read(WATCHED, "2024-01-05,Heat,1995,https://boxd.it/2a", name=name)
    assert file.rows == (ForeignRow(HEAT, kind, None, JAN_5),)


@pytest.mark.parametrize("name", ["films.csv", "watched watchlist.csv", ""])
def test_list_that_says_neither_seen_nor_wanted_is_asked_about(name: str) -> None:
    lines = (WATCHED, "2024-01-05,Heat,1995,u")
    assert refusal(*lines, name=name).refusal is Refusal.SEEN_OR_WANTED
    for kind in (SEEN, WANTED):
        assert read(*lines, name=name, unrated=kind).rows[0].kind is kind


def test_name_of_a_file_counts_before_what_was_chosen() -> None:
    file = read(WATCHED, "2024-01-05,Heat,1995,u", name="watchlist.csv", unrated=SEEN)
    assert file.rows[0].kind is WANTED


def test_imdb_ratings_have_ids_and_ten_points() -> None:
    file = read(IMDB, imdb_line(113277, "9"))
    reference = FilmReference("Heat", 1995, imdb_id=113277)
    assert file.origin is Origin.IMDB
    assert file.rows == (ForeignRow(reference, RATED, 4.5, JAN_5),)


@pytest.mark.parametrize("header", [IMDB.replace("Original Title,", ""), IMDB.upper()])
def test_imdb_header_of_another_time(header: str) -> None:
    line = imdb_line(113277, "9")
    if "ORIGINAL" not in header:
        line = line.replace("Heat,Heat,", "Heat,")
    assert read(header, line).rows[0].film == FilmReference("Heat", 1995, imdb_id=113277)


def test_imdb_header_of_long_ago() -> None:
    header = (
        "position,const,created,modified,description,Title,Title type,Directors,You rated,"
        "IMDb Rating,Runtime (mins),Year,Genres,Num. Votes,Release Date (month/day/year),URL"
    )
    line = ("1,tt0113277,Wed Feb 22 00:00:00 2012,,,Heat,Feature Film,Michael Mann,8,8.3,170,1995,"
            "action,1,1995-12-15,http://www.imdb.com/title/tt0113277/")  # fmt: skip
    reference = FilmReference("Heat", 1995, imdb_id=113277)
    assert read(header, line).rows == (ForeignRow(reference, RATED, 4.0),)


def test_imdb_series_are_left_out_and_counted() -> None:
    series = [imdb_line(n, "8", kind) for n, kind in enumerate(("TV Series", "tvEpisode"), 1)]
    file = read(IMDB, *series, imdb_line(113277, "8"), imdb_line(7, "8", "TV Movie"))
    assert len(file.rows) == 2
    assert file.faults == (FaultyLines(Fault.SERIES, "list.csv", 2, (2, 3)),)
    assert Fault.SERIES.leaves_out


def test_imdb_watchlist_may_hold_films_that_are_rated() -> None:
    tail = "Movie,8,99,1995,Drama,9,1995-12-15,Ann"
    lines = (f"1,tt0000001,2024-01-05,,,Heat,Heat,u,{tail},,",
             f"2,tt0000002,2024-01-05,,,Alien,Alien,u,{tail},7,2024-01-05")  # fmt: skip
    kinds = [row.kind for row in read(IMDB_LIST, *lines, name="WATCHLIST.csv").rows]
    assert kinds == [WANTED, RATED]
    assert refusal(IMDB_LIST, *lines, name="export.csv").refusal is Refusal.SEEN_OR_WANTED
    assert read(IMDB_LIST, lines[1], name="export.csv").rows[0].kind is RATED


def test_imdb_file_in_the_encoding_of_old_windows() -> None:
    content = f"{IMDB}\n{imdb_line(1, '8')}".replace("Heat", "Amélie").encode("cp1252")
    file = read_foreign(content, "ratings.csv")
    assert file.rows[0].film.title == "Amélie"
    assert file.encodings == {"cp1252"}


def test_movielens_release_of_one_person() -> None:
    file = read("userId,movieId,rating,timestamp", "1,6,4.0,964982703", "1,47,5.0,964983815")
    assert file.origin is Origin.MOVIELENS
    assert file.rows == (
        ForeignRow(FilmReference("", movie_id=6), RATED, 4.0, 964982703),
        ForeignRow(FilmReference("", movie_id=47), RATED, 5.0, 964983815),
    )


def test_movielens_release_of_several_people_is_refused() -> None:
    lines = ["userId,movieId,rating,timestamp", "1,6,4.0,9", "2,6,4.0,9"]
    error = refusal(*lines)
    assert error.refusal is Refusal.SEVERAL_PEOPLE
    assert str(error) == ("This file holds the ratings of several people; I need one person's.")


def test_movielens_row_without_a_rating_is_a_mistake() -> None:
    file = read("userId,movieId,rating", "1,6,", "1,47,3.5")
    assert file.faults == (FaultyLines(Fault.STARS, "list.csv", 1, (2,)),)
    assert file.rows == (ForeignRow(FilmReference("", movie_id=47), RATED, 3.5),)


def test_export_of_the_movielens_site() -> None:
    header = "movie_id,imdb_id,tmdb_id,rating,average_rating,title"
    file = read(header, '2571,0133093,603,5.0,4.2,"Matrix, The (1999)"')
    reference = FilmReference("The Matrix", 1999, 2571, 133093, 603)
    assert file.rows == (ForeignRow(reference, RATED, 5.0),)


def test_wishlist_of_the_movielens_site() -> None:
    header = "movie_id,imdb_id,tmdb_id,average_rating,title"
    file = read(header, "6,0113277,949,4.0,Heat (1995)", name="movielens-wishlist.csv")
    assert file.rows == (ForeignRow(FilmReference("Heat", 1995, 6, 113277, 949), WANTED),)


@pytest.mark.parametrize(
    ("header", "line", "row"),
    [
        ("Title,Year,Rating", "Heat,1995,4.5", ForeignRow(HEAT, RATED, 4.5)),
        ("Title,Year,Rating10,WatchedDate", "Heat,1995,9,2024-01-05",
         ForeignRow(HEAT, RATED, 4.5, JAN_5)),
        ("Title,Year,Rating,Rating10", "Heat,1995,,9", ForeignRow(HEAT, RATED, 4.5)),
        ("tmdbID,imdbID,Title,Year,Rating10,WatchedDate,Rewatch", "949,tt0113277,Heat,1995,,,",
         ForeignRow(FilmReference("Heat", 1995, None, 113277, 949), SEEN)),
    ],
)  # fmt: skip
def test_what_is_written_for_the_import_of_letterboxd(
    header: str, line: str, row: ForeignRow
) -> None:
    file = read(header, line)
    assert file.origin is Origin.LETTERBOXD
    assert file.rows == (row,)


# What happens to files on the way


def test_columns_may_be_in_any_order_with_others_between() -> None:
    header = "Rating,Year,Mood,Name,Letterboxd URI,Mood"
    assert read(header, "4.5,1995,good,Heat,u,bad").rows == (ForeignRow(HEAT, RATED, 4.5),)


@pytest.mark.parametrize("separator", [";", "\t"])
def test_spreadsheets_write_other_separators_and_a_decimal_comma(separator: str) -> None:
    header = RATINGS.replace(",", separator)
    file = read(header, separator.join(["2024-01-05", "Heat", "1995", "u", "4,5"]))
    assert file.rows == (ForeignRow(HEAT, RATED, 4.5, JAN_5),)


def test_spreadsheets_add_empty_columns_and_a_byte_order_mark() -> None:
    text = f"{RATINGS},,\r\n2024-01-05,Heat,1995,u,4.5,,\r\n,,,,,,\r\n"
    for encoding in ("utf-8-sig", "utf-16"):
        assert read_foreign(text.encode(encoding), "x").rows[0].film == HEAT


def test_year_in_the_title_counts_where_there_is_no_other() -> None:
    file = read("Title,Rating", '"Matrix, The (1999)",5', "Heat,4")
    assert [row.film for row in file.rows] == [
        FilmReference("The Matrix", 1999),
        FilmReference("Heat"),
    ]


def test_article_is_put_back_in_front() -> None:
    assert read(RATINGS, '2024-01-05,"Auberge espagnole, L\'",2002,u,4').rows[0].film == (
        FilmReference("L'Auberge espagnole", 2002)
    )


def test_lines_that_are_wrong_are_named_and_the_rest_is_read() -> None:
    lines = (
        "2024-01-05,Heat,1995,u,4.5",
        "2024-01-05,Alien,1979,u,11",  # 3
        "2024-01-05,,1979,u,4",
        "2024-01-05,Alien,1979",
        "2024-01-05,Good, the Bad,1966,u,4",
        "2024-01-05,Brazil,85,u,4",  # 7
        "someday,Up,2009,u,4",
        '2024-01-05,"Her,2013,u,4',
        "",
        "2024-01-05,Big,1988,u,0",  # 11
    )
    file = read(RATINGS, *lines, name="ratings.csv")
    assert [row.film.title for row in file.rows] == ["Heat", "Brazil", "Up", "Big"]
    assert file.rows[3].kind is SEEN  # 0 is no rating
    assert file.rows[1] == ForeignRow(FilmReference("Brazil"), RATED, 4.0, JAN_5)
    assert file.rows[2].told_at is None
    assert sum(each.n for each in file.faults if each.fault.leaves_out) == 5
    assert {fault: each.lines for each in file.faults for fault in [each.fault]} == {
        Fault.STARS: (3,),
        Fault.NO_FILM: (4,),
        Fault.FIELDS: (5, 6, 9),
        Fault.YEAR: (7,),
        Fault.DATE: (8,),
    }


def test_of_many_wrong_lines_the_first_few_are_named() -> None:
    file = read(RATINGS, *["2024-01-05,Heat,1995,u,99"] * 30, "2024-01-05,Alien,1979,u,4")
    assert file.faults == (FaultyLines(Fault.STARS, "list.csv", 30, (2, 3, 4, 5, 6)),)


# What is refused


@pytest.mark.parametrize("content", [b"", b"  \r\n", "\ufeff\n".encode()])
def test_empty_file_is_refused(content: bytes) -> None:
    with pytest.raises(FileRefusedError, match=r"^This file is empty\.$"):
        read_foreign(content, "ratings.csv")


def test_header_without_rows_is_an_empty_file() -> None:
    assert refusal(RATINGS).refusal is Refusal.EMPTY


@pytest.mark.parametrize(
    "header",
    [
        "Name,Age",
        "movieId,title,genres",  # the films of a release of MovieLens
        "movieId,imdbId,tmdbId",
        "userId,movieId,tag,timestamp",
        "Letterboxd list export v7",
        "<!DOCTYPE html>",
        '{"ratings": []}',
    ],
)
def test_list_of_another_kind_is_refused(header: str) -> None:
    assert refusal(header, "1,2,3,4").refusal is Refusal.UNKNOWN


def test_file_of_which_nothing_is_left_is_refused() -> None:
    error = refusal(RATINGS, "2024-01-05,Heat,1995,u,6", "2024-01-05,,,u,4")
    assert error.refusal is Refusal.NOTHING_LEFT
    assert str(error) == "None of the 2 lines of this file could be used."


def test_file_larger_than_telegram_gives_out_is_refused() -> None:
    with pytest.raises(FileRefusedError, match=r"^This file is larger than 20 MB\.$"):
        read_foreign(bytes(MAX_BYTES + 1), "ratings.csv")


def test_file_of_too_many_rows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign, "MAX_ROWS", 3)
    lines = [f"2024-01-05,Film {n},1995,u,4" for n in range(4)]
    assert len(read(RATINGS, *lines[:3]).rows) == 3
    error = refusal(RATINGS, *lines)
    assert (error.refusal, error.values) == (Refusal.TOO_MANY_ROWS, {"rows": 3})


def test_every_refusal_has_a_sentence() -> None:
    for each in Refusal:
        error = FileRefusedError(each, megabytes=1, rows=2, n=3, line=4, top=5)
        assert str(error).endswith(".")
        sent = copy(error)  # as it is sent from one process to another
        assert (str(sent), sent.refusal, sent.values) == (str(error), each, error.values)


@given(
    st.lists(
        st.sampled_from(
            [RATINGS, IMDB, "userId,movieId,rating", "Heat,1995,u", '"', "4", ",,,", ""]
        ),
        max_size=8,
    ),
    st.sampled_from(["utf-8", "utf-16", "cp1252"]),
)
def test_whatever_comes_is_read_or_refused(lines: Sequence[str], encoding: str) -> None:
    try:
        assert read_foreign("\n".join(lines).encode(encoding), "x", SEEN).rows
    except FileRefusedError as error:
        assert str(error)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with pytest.raises(FileRefusedError):
        read_foreign(content, "x")
