"""Whole files as people send them, read against the films there are: what comes of each row."""

import io
import zipfile
from pathlib import Path

import pytest

from bot.importing.reading import ReadFile, read_file
from core.titles.search import TitleIndex
from data.filters import Filters
from data.foreign_rows import ForeignKind
from data.prepare import load_dataset

RATINGS = "Date,Name,Year,Letterboxd URI,Rating"
IMDB = "Const,Your Rating,Date Rated,Title,Title Type,Year"
IMDB_BOTH = "Const,Your Rating,Date Rated,Title,Original Title,Title Type,Year"


@pytest.fixture(scope="module")
def embedded() -> TitleIndex:
    return TitleIndex(load_dataset(None, Filters()).catalog)


@pytest.fixture(scope="module")
def release_of_2018() -> TitleIndex:
    path = Path(__file__).resolve().parents[5] / "shared" / "data" / "ml-latest-small"
    if not path.is_dir():
        pytest.skip("ml-latest-small of 2018 is not in ../shared/data/ml-latest-small")
    return TitleIndex(load_dataset(path, Filters()).catalog)


def read(
    titles: TitleIndex, *lines: str, unrated: ForeignKind | None = None, name: str = "list.csv"
) -> ReadFile:
    return read_file("\n".join(lines).encode(), name, unrated, titles)


def taken(titles: TitleIndex, file: ReadFile) -> dict[str, float | str]:
    """What would be stored, by film: stars, or seen or wanted."""
    return {
        _label(titles, row.movie_id): row.stars or row.kind.value
        for row in file.rows
        if row.movie_id is not None and not row.guesses
    }


def asked(titles: TitleIndex, file: ReadFile) -> dict[str, list[str]]:
    """The films a row may mean, by the title in the file."""
    return {
        row.title: [_label(titles, guess) for guess in row.guesses]
        for row in file.rows
        if row.guesses
    }


def _label(titles: TitleIndex, movie_id: int) -> str:
    film = titles.catalog.film(movie_id)
    assert film is not None
    return film.label


def test_original_titles_of_a_swedish_account(embedded: TitleIndex) -> None:
    file = read(
        embedded,
        IMDB_BOTH,
        "tt0113277,9,2024-01-01,Heat - På heta spår,Heat,Movie,1995",
        "tt0107290,8,2024-01-01,Urtidsparken,Jurassic Park,Movie,1993",
        "tt0109830,7,2024-01-01,Forrest Gump,Forrest Gump,Movie,1994",
        "tt0111161,10,2024-01-01,Nyckeln till frihet,The Shawshank Redemption,Movie,1994",
        "tt0078748,6,2024-01-01,Alien - den åttonde passageraren,Alien,Movie,1979",
        "tt0211915,5,2024-01-01,Amelie från Montmartre,Le fabuleux destin d'Amélie Poulain,"
        "Movie,2001",
        "tt0245429,5,2024-01-01,Spirited Away,Sen to Chihiro no kamikakushi,Movie,2001",
    )
    assert taken(embedded, file) == {
        "Heat (1995)": 4.5,
        "Jurassic Park (1993)": 4.0,
        "Forrest Gump (1994)": 3.5,
        "The Shawshank Redemption (1994)": 5.0,
        "Alien (1979)": 3.0,
        "Amelie (2001)": 2.5,
        "Spirited Away (2001)": 2.5,
    }
    assert asked(embedded, file) == {}


def test_row_that_names_the_film_and_a_look_alike_told_later(embedded: TitleIndex) -> None:
    file = read(
        embedded,
        RATINGS,
        "2020-01-01,Interstellar,2014,https://boxd.it/1,5",
        "2021-01-01,Interstellar: Nolan's Odyssey,2014,https://boxd.it/2,1.5",
        "2020-01-01,Gloria,1980,https://boxd.it/3,4.5",
        "2021-01-01,Gloria!,1979,https://boxd.it/4,2",
        "2022-01-01,Saw,2003,https://boxd.it/5,1",
        "2020-01-01,Saw,2004,https://boxd.it/6,4",
    )
    assert taken(embedded, file) == {
        "Interstellar (2014)": 5.0,
        "Gloria (1980)": 4.5,
        "Saw (2004)": 4.0,
    }
    assert asked(embedded, file) == {
        "Interstellar: Nolan's Odyssey": ["Interstellar (2014)"],
        "Gloria!": ["Gloria (1980)"],
        "Saw": ["Saw (2004)"],
    }


@pytest.mark.parametrize(
    ("line", "guess"),
    [
        ("Ruins,2009", "The Ruins (2008)"),
        ("Hospital,1970", "The Hospital (1971)"),
        ("The Fear,1995", "Fear (1996)"),
        ("Steve Jobs: The Man in the Machine,2015", "Steve Jobs (2015)"),
        ("Decalogue X,1989", "The Decalogue (1989)"),
        ("Behind the Sun,2001", "Things Behind the Sun (2001)"),
        ("The Butler,2013", "Lee Daniels' The Butler (2013)"),
        ("Ice Age: The Meltdown,2006", "Ice Age 2: The Meltdown (2006)"),
        ("Star Wars: The Force Awakens,2015", "Star Wars: Episode VII - The Force Awakens (2015)"),
    ],
)
def test_doubtful_film_is_asked_about_and_not_taken(
    embedded: TitleIndex, line: str, guess: str
) -> None:
    file = read(embedded, RATINGS, f"2020-01-01,{line},https://boxd.it/1,4")
    assert taken(embedded, file) == {}
    assert guess in asked(embedded, file)[line.rsplit(",", 1)[0]]


@pytest.mark.parametrize(
    "line",
    ["Dune,2021", "It,2017", "Little Women,2019", "The Invisible Man,2020", "Joker,2019"],
)
def test_remake_and_film_after_the_data_are_films_i_lack(embedded: TitleIndex, line: str) -> None:
    file = read(embedded, RATINGS, f"2024-01-01,{line},https://boxd.it/1,4")
    assert not taken(embedded, file)
    assert not asked(embedded, file)


def test_thirty_films_after_the_data_raise_no_question(embedded: TitleIndex) -> None:
    lines = [f"2024-01-01,{film.title},2021,u,4" for film in embedded.catalog.films[:300]]
    assert (
        asked(embedded, read(embedded, RATINGS, *(line for line in lines if '"' not in line))) == {}
    )


def test_ids_that_speak_against_a_film_end_it(release_of_2018: TitleIndex) -> None:
    file = read(
        release_of_2018,
        IMDB,
        "tt1160419,8,2024-01-01,Dune,Movie,2021",
        "tt3281548,8,2024-01-01,Little Women,Movie,2019",
        "tt9999999,8,2024-01-01,Heat,Movie,1995",
        "tt9999998,8,2024-01-01,Heat: Again,Movie,1995",
    )
    assert not taken(release_of_2018, file)
    assert not asked(release_of_2018, file)


def test_catalogue_without_a_year_is_a_question(release_of_2018: TitleIndex) -> None:
    file = read(release_of_2018, RATINGS, ",Cosmos,2015,u,4", ",Void,2017,u,2")
    assert taken(release_of_2018, file) == {}
    assert asked(release_of_2018, file) == {"Cosmos": ["Cosmos"], "Void": ["The Void (2016)"]}


def test_range_of_years_names_no_film(embedded: TitleIndex) -> None:
    file = read(
        embedded,
        IMDB,
        "tt1520211,8,2020-01-01,The Walking Dead,Feature Film,2010–",
        "tt0096543,6,2020-01-01,Beetlejuice,Feature Film,1989–1991",
    )
    assert [row.year for row in file.rows] == [2010, 1989]
    assert not taken(embedded, file)
    assert not asked(embedded, file)


def test_ids_alone_are_enough_where_the_catalogue_has_ids(release_of_2018: TitleIndex) -> None:
    file = read(release_of_2018, "imdbID,Rating10,WatchedDate", "tt0113277,8,2020-01-01")
    assert taken(release_of_2018, file) == {"Heat (1995)": 4.0}


def test_list_of_letterboxd_becomes_films_wanted(embedded: TitleIndex) -> None:
    lines = (
        "Letterboxd list export v7",
        "Date,Name,Tags,URL,Description",
        "2022-06-11,My best,,https://boxd.it/x,",
        "",
        "Position,Name,Year,URL,Description",
        "1,Heat,1995,https://boxd.it/1,",
    )
    file = read(embedded, *lines, unrated=ForeignKind.WANTED)
    assert taken(embedded, file) == {"Heat (1995)": "wanted"}


def test_spreadsheet_may_begin_with_its_separator(embedded: TitleIndex) -> None:
    header = "sep=;\nDate;Name;Year;Letterboxd URI;Rating"
    file = read(embedded, header, "2020-01-01;Heat;1995;u;4,5")
    assert taken(embedded, file) == {"Heat (1995)": 4.5}


def test_one_bad_file_of_a_zip_is_told_in_the_report(embedded: TitleIndex) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("ratings.csv", f"{RATINGS}\n2020-01-01,Heat,1995,u,4\n")
        archive.writestr("comments.csv", b"\x00\x01\x02")
        archive.writestr("._ratings.csv", b"\x00\x05\x16\x07Mac OS X")
    file = read_file(content.getvalue(), "a.zip", None, embedded)
    assert taken(embedded, file) == {"Heat (1995)": 4.0}
    assert file.report.unread == ("comments.csv",)
