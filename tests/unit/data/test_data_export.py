"""What is taken away can be brought back, and Letterboxd finds its columns in it."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from core.titles.matching import FilmReference
from data.export import COLUMNS, WATCHLIST_COLUMNS, export_csv, export_watchlist_csv
from data.foreign import read_foreign
from data.foreign_layouts import Origin
from data.foreign_rows import ForeignKind, ForeignRow

MATRIX = FilmReference("The Matrix", 1999, 2571, 133093, 603)
FILM = FilmReference('Good, the "Bad"', None, 7)
ROWS = (
    ForeignRow(MATRIX, ForeignKind.RATED, 4.5, 1_700_000_000),
    ForeignRow(FILM, ForeignKind.SEEN),
    ForeignRow(FilmReference("Heat", 1995, 6), ForeignKind.WANTED, None, 0),
)


def test_letterboxd_finds_its_columns() -> None:
    assert export_csv(ROWS) == (
        "Title,Year,Rating,imdbID,tmdbID,movieId,RatedAt\r\n"
        "The Matrix,1999,4.5,tt0133093,603,2571,2023-11-14T22:13:20Z\r\n"
        '"Good, the ""Bad""",,,,,7,\r\n'
    )
    assert export_watchlist_csv(ROWS) == (
        "Title,Year,imdbID,tmdbID,movieId,AddedAt\r\nHeat,1995,,,6,1970-01-01T00:00:00Z\r\n"
    )


def test_export_of_nothing_is_a_header() -> None:
    assert export_csv([]) == ",".join(COLUMNS) + "\r\n"
    assert export_watchlist_csv(ROWS[:2]) == ",".join(WATCHLIST_COLUMNS) + "\r\n"


def test_no_day_of_a_rating_becomes_a_day_of_viewing() -> None:
    assert "WatchedDate" not in COLUMNS


def test_whole_stars_have_no_decimal() -> None:
    row = ForeignRow(MATRIX, ForeignKind.RATED, 4.0)
    assert next(csv.DictReader(io.StringIO(export_csv([row]))))["Rating"] == "4"


titles = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60
).map(lambda text: " ".join(text.split()))
numbers = st.none() | st.integers(1, 10**9)
films = st.builds(
    FilmReference,
    titles,
    st.none() | st.integers(1888, 2100),
    st.integers(0, 10**9),
    numbers,
    numbers,
)
moments = st.none() | st.integers(0, 10**11 - 1)
stars = st.integers(1, 10).map(lambda halves: halves / 2)
rated = st.builds(ForeignRow, films, st.just(ForeignKind.RATED), stars, moments)
seen = st.builds(ForeignRow, films, st.just(ForeignKind.SEEN), st.none(), moments)
wanted = st.builds(ForeignRow, films, st.just(ForeignKind.WANTED), st.none(), moments)


@given(st.lists(rated | seen | wanted, unique_by=lambda row: row.film.movie_id))
def test_what_is_exported_is_read_back(rows: list[ForeignRow]) -> None:
    for export, kinds in (
        (export_csv, {ForeignKind.RATED, ForeignKind.SEEN}),
        (export_watchlist_csv, {ForeignKind.WANTED}),
    ):
        expected = tuple(row for row in rows if row.kind in kinds)
        if expected:
            file = read_foreign(export(rows).encode(), "any name.csv")
            assert file.rows == expected
            assert file.origin is Origin.OWN
            assert file.faults == ()


def test_title_that_a_spreadsheet_would_compute_is_left_alone() -> None:
    row = ForeignRow(FilmReference("=1+1", 2001, 9), ForeignKind.SEEN)
    assert read_foreign(export_csv([row]).encode(), "x").rows == (row,)
