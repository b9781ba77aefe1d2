"""Single fields of other people's lists."""

import pytest

from data.foreign_cells import (
    imdb_id_from,
    is_series,
    stars_from,
    stars_from_points,
    time_from,
    whole_from,
    year_from,
)


@pytest.mark.parametrize(
    ("text", "stars"),
    [("4", 4.0), ("4.5", 4.5), ("0,5", 0.5), ("5.0", 5.0), ("0", None), ("5.5", None),
     ("4.2", None), ("-1", None), ("nan", None), ("1_0", None), ("★★★", None), ("", None),
     ("٤", None)],
)  # fmt: skip
def test_stars(text: str, stars: float | None) -> None:
    assert stars_from(text) == stars


@pytest.mark.parametrize(
    ("text", "stars"),
    [("1", 0.5), ("7", 3.5), ("10", 5.0), ("10.0", 5.0), ("0", None), ("11", None),
     ("7.5", None), ("", None)],
)  # fmt: skip
def test_points_of_ten_are_half_stars(text: str, stars: float | None) -> None:
    assert stars_from_points(text) == stars


@pytest.mark.parametrize(
    ("text", "year"),
    [("1995", 1995), ("1888", 1888), ("1995.0", 1995), ("95", None), ("19950", None),
     ("2008–2013", 2008), ("1995-12-15", 1995), ("1995-12", None), ("", None)],
)  # fmt: skip
def test_years(text: str, year: int | None) -> None:
    assert year_from(text) == year


def test_ids() -> None:
    assert imdb_id_from("tt0114709") == imdb_id_from("0114709") == 114709
    assert imdb_id_from("tt10872600") == 10872600
    assert imdb_id_from("nm0000158") is None
    assert imdb_id_from("tt0000000") is None
    assert whole_from("862") == whole_from("862.0") == 862
    assert whole_from("8.5") is None
    assert whole_from("-1") is None


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("2024-01-05", 1704412800), ("2024-01-05T10:30:00Z", 1704450600),
     ("2024-01-05 10:30:00+02:00", 1704443400), ("964982703", 964982703),
     ("964982703.0", 964982703), ("1445714994000", None), ("1969-12-31", None),
     ("05/01/2024", None), ("yesterday", None), ("", None)],
)  # fmt: skip
def test_times(text: str, seconds: int | None) -> None:
    assert time_from(text) == seconds


@pytest.mark.parametrize(
    "text",
    ["tvSeries", "TV Series", "tvMiniSeries", "TV Mini Series", "tvEpisode", "TV Episode",
     "videoGame", "Video Game", "Podcast Series", "Music Video", "Serie TV", "Mini serie TV",
     "TV-Serie", "Série télévisée"],
)  # fmt: skip
def test_series_and_games_are_no_films(text: str) -> None:
    assert is_series(text)


@pytest.mark.parametrize(
    "text",
    ["movie", "Movie", "tvMovie", "TV Movie", "short", "Short", "video", "tvSpecial",
     "Feature Film", "Documentary", "Film", "", "something new"],
)  # fmt: skip
def test_everything_else_may_be_a_film(text: str) -> None:
    assert not is_series(text)
