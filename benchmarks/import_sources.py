"""Lists as each place writes them: its layout, its scale, and how its titles differ from ours.

Films are drawn by how well known they are, as people have seen them. How often a place writes a
title otherwise is a round figure, set high: most lists agree in more.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.import_wordings import DIFFERENCES, Change, Written
from core.catalog.films import Catalog, Film
from core.catalog.links import FilmLinks
from core.titles.keys import unled
from core.titles.matching import MatchedBy, match_films
from core.titles.search import TitleIndex
from data.foreign import read_foreign
from data.foreign_rows import ForeignKind

N_OF_EACH = 1_000  # rows of a list
_ABSENT = 0.5  # over the root of its ratings: a catalogue lacks what few have seen
_REMADE = 0.1  # of all rows are remakes and namesakes, younger than any film of the catalogue
_NUMBER = re.compile(r"(?: \d+| [IVX]+|: Episode [IVX]+)(?=(?:: | - ))")


@dataclass(frozen=True, slots=True)
class Listed:
    """A film as a list has it."""

    film: Film
    number: int  # stands for its ids
    title: str
    original_title: str
    year: int | None
    half_stars: int
    absent: bool


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of list of one place."""

    name: str
    header: str
    line: Callable[[Listed], Sequence[object]]  # the fields of a row
    wording: Mapping[str, float]  # the share of rows by what differs; the rest is as we write it
    file: str = "ratings.csv"
    before: str = ""  # the header
    separator: str = ","
    rated: bool = True
    linked: bool = False  # against a catalogue that has ids
    top: int | None = None  # what its person has to say, where nobody known has written it


@dataclass(frozen=True, slots=True)
class Found:
    """What became of the rows of one source."""

    n: int
    n_present: int  # whose films the catalogue has
    n_right: int  # matched by name and year, or by an id
    n_similar: int  # of present ones, matched by a similar title, which is taken at a word
    n_guessed: int  # of present ones, asked about, and the right film is offered
    n_similar_wrong: int
    n_wrong: int  # matched, and taken without a word
    n_hopeless: int  # asked about, though the catalogue lacks the film
    n_stars_wrong: int  # read as another rating than was given


def measure_sources(catalog: Catalog, n_rows: int = N_OF_EACH, seed: int = 1) -> dict[str, Found]:
    """What comes of a list of every source, by its name."""
    rng = np.random.default_rng(seed)
    absent = rng.random(len(catalog)) < _ABSENT / np.sqrt(1.0 + catalog.rating_count)
    keep = np.flatnonzero(~absent).tolist()
    numbers = np.arange(1, len(catalog) + 1)
    plain, linked = (
        TitleIndex(
            Catalog.build(
                [catalog.films[place] for place in keep],
                catalog.rating_count[keep],
                catalog.rating_sum[keep],
                links,
            )
        )
        for links in (None, FilmLinks(numbers[keep], numbers[keep]))
    )
    found = {}
    for source in SOURCES:
        rows = _draw(catalog, source, absent, n_rows, rng)
        found[source.name] = _found(source, rows, linked if source.linked else plain)
    return found


def _draw(
    catalog: Catalog, source: Source, absent: np.ndarray, n_rows: int, rng: np.random.Generator
) -> list[Listed]:
    labels = Counter(film.label for film in catalog.films)
    alone = np.array([labels[film.label] == 1 for film in catalog.films])  # some are there twice
    weights = (catalog.rating_count + 1.0) * alone
    places = rng.choice(len(catalog), n_rows, replace=False, p=weights / weights.sum())
    subtitles = [film.title.split(": ", 1)[1] for film in catalog.films if ": " in film.title]
    last_year = max(film.year or 0 for film in catalog.films)
    rows = []
    for place in places.tolist():
        film = catalog.films[place]
        title, year = film.title, film.year
        kinds, shares = list(source.wording), list(source.wording.values())
        kind = rng.choice([*kinds, ""], p=[*shares, 1.0 - sum(shares)])
        if kind and (written := _CHANGES[str(kind)](film, subtitles, rng)) is not None:
            title, year = written
        is_absent = bool(absent[place])
        if not source.linked and rng.random() < _REMADE:
            year, is_absent = last_year + int(rng.integers(2, 12)), True
        half_stars = int(rng.integers(1, 11))
        rows.append(Listed(film, place + 1, title, film.title, year, half_stars, is_absent))
    return rows


def _found(source: Source, rows: Sequence[Listed], titles: TitleIndex) -> Found:
    text = io.StringIO(newline="")
    text.write(source.before + source.header.replace(",", source.separator) + "\n")
    csv.writer(text, delimiter=source.separator).writerows(source.line(row) for row in rows)
    file = read_foreign(text.getvalue().encode(), source.file, ForeignKind.SEEN, source.top)
    if len(file.rows) != len(rows):
        raise ValueError(f"{source.name}: {len(file.rows)} of {len(rows)} rows were read")
    count = dict.fromkeys(("right", "similar", "guessed", "similar wrong", "wrong", "hopeless"), 0)
    stars_wrong = 0
    matches = match_films(titles, [row.film for row in file.rows])
    for row, read, match in zip(rows, file.rows, matches, strict=True):
        stars_wrong += source.rated and read.stars != row.half_stars / 2
        if match.film is not None:
            kind = "similar" if match.by is MatchedBy.LIKENESS else "right"
            if match.film != row.film:
                kind = "similar wrong" if kind == "similar" else "wrong"
            count[kind] += 1
        elif match.guesses:
            count["guessed"] += row.film in match.guesses
            count["hopeless"] += row.absent
    n_present = sum(not row.absent for row in rows)
    return Found(
        len(rows),
        n_present,
        count["right"],
        count["similar"],
        count["guessed"],
        count["similar wrong"],
        count["wrong"],
        count["hopeless"],
        stars_wrong,
    )


def _number_dropped(film: Film, _subtitles: Sequence[str], _rng: np.random.Generator) -> Written:
    title = _NUMBER.sub(":", film.title).replace("::", ":").replace(": -", ":")
    return (title, film.year) if title != film.title else None


def _name_dropped(film: Film, _subtitles: Sequence[str], _rng: np.random.Generator) -> Written:
    rest = unled(film.title)
    return (rest, film.year) if " " in rest else None


def _translated(film: Film, _subtitles: Sequence[str], _rng: np.random.Generator) -> Written:
    """Into a language that no title is in."""
    return film.title[::-1].swapcase().replace("e", "å").replace("A", "uÖ"), film.year


_CHANGES: dict[str, Change] = {
    **DIFFERENCES,
    "number dropped": _number_dropped,
    "name dropped": _name_dropped,
    "translated": _translated,
}

_SPELLED = {"punctuation": 0.2, "& and and": 0.1, "numeral": 0.1, "number dropped": 0.1}
_LETTERBOXD = {**_SPELLED, "other title": 0.03, "year off by one": 0.03, "subtitle dropped": 0.02}
_IMDB = {**_SPELLED, "year off by one": 0.03, "name dropped": 0.05}
_TMDB = {**_SPELLED, "year off by one": 0.05, "subtitle dropped": 0.02}
_SWEDISH = {"translated": 0.31, "year off by one": 0.02}
_OURS: dict[str, float] = {}
_SPREADSHEET = {"article moved": 0.2, "article dropped": 0.03, "accents dropped": 0.5, "typo": 0.01}


def _stars(row: Listed) -> str:
    return f"{row.half_stars / 2:g}"


def _imdb_id(row: Listed) -> str:
    return f"tt{row.number:07d}"


_DAY, _WEB = "2026-01-31", "https://boxd.it/1"
_IMDB_TAIL = ("https://www.imdb.com/", "Movie", 7.5, 100)
_IMDB_END = ("Drama", 1000, _DAY, "Ann Other")

SOURCES = (
    Source(
        "Letterboxd ratings",
        "Date,Name,Year,Letterboxd URI,Rating",
        lambda row: (_DAY, row.title, row.year, _WEB, _stars(row)),
        _LETTERBOXD,
    ),
    Source(
        "Letterboxd diary",
        "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date",
        lambda row: (_DAY, row.title, row.year, _WEB, _stars(row), "Yes", "", _DAY),
        _LETTERBOXD,
        "diary.csv",
    ),
    Source(
        "Letterboxd reviews",
        "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date",
        lambda row: (_DAY, row.title, row.year, _WEB, _stars(row), "", "One,\ntwo", "", _DAY),
        _LETTERBOXD,
        "reviews.csv",
    ),
    Source(
        "Letterboxd watchlist",
        "Date,Name,Year,Letterboxd URI",
        lambda row: (_DAY, row.title, row.year, _WEB),
        _LETTERBOXD,
        "watchlist.csv",
        rated=False,
    ),
    Source(
        "Letterboxd list",
        "Position,Name,Year,URL,Description",
        lambda row: (row.number, row.title, row.year, _WEB, "so,\nso"),
        _LETTERBOXD,
        "best.csv",
        "Letterboxd list export v7\nDate,Name,Tags,URL,Description\n2026-01-31,Best,,u,\n\n",
        rated=False,
    ),
    Source(
        "for Letterboxd",
        "Title,Year,Rating10,WatchedDate",
        lambda row: (row.title, row.year, row.half_stars, _DAY),
        _LETTERBOXD,
    ),
    Source(
        "for Letterboxd, of ten",
        "Title,Year,Rating",
        lambda row: (row.title, row.year, row.half_stars),
        _LETTERBOXD,
    ),
    Source(
        "ids alone",
        "imdbID,Rating10",
        lambda row: (_imdb_id(row), row.half_stars),
        _OURS,
        linked=True,
    ),
    Source(
        "IMDb ratings",
        "Const,Your Rating,Date Rated,Title,Original Title,URL,Title Type,IMDb Rating,"
        "Runtime (mins),Year,Genres,Num Votes,Release Date,Directors",
        lambda row: (
            *(_imdb_id(row), row.half_stars, _DAY, row.title, row.title, *_IMDB_TAIL),
            *(row.year, *_IMDB_END),
        ),
        _IMDB,
    ),
    Source(
        "IMDb with ids",
        "Const,Your Rating,Date Rated,Title,Title Type,Year",
        lambda row: (_imdb_id(row), row.half_stars, _DAY, row.title, "Movie", row.year),
        _IMDB,
        linked=True,
    ),
    Source(
        "IMDb in Swedish",
        "Const,Your Rating,Date Rated,Title,Title Type,Year",
        lambda row: (_imdb_id(row), row.half_stars, _DAY, row.title, "Film", row.year),
        _SWEDISH,
    ),
    Source(
        "… and original titles",
        "Const,Your Rating,Date Rated,Title,Original Title,Title Type,Year",
        lambda row: (
            *(_imdb_id(row), row.half_stars, _DAY, row.title, row.original_title),
            *("Film", row.year),
        ),
        _SWEDISH,
    ),
    Source(
        "IMDb of long ago",
        "position,const,created,Title,Title type,Directors,You rated,Year",
        lambda row: (
            *(row.number, _imdb_id(row), _DAY, row.title, "Feature Film", "Ann"),
            *(row.half_stars, row.year),
        ),
        _IMDB,
    ),
    Source(
        "Trakt",
        "rated_at,type,title,year,trakt_rating,trakt_id,imdb_id,tmdb_id,season_number,rating",
        lambda row: (
            *(f"{_DAY}T10:00:00.000Z", "movie", row.title, row.year, 8.2, row.number),
            *(_imdb_id(row), row.number, "", row.half_stars),
        ),
        _TMDB,
    ),
    Source(
        "Simkl",
        "SIMKL_ID,Title,Type,Year,Watchlist,LastEpWatched,WatchedDate,Rating,Memo,TVDB,TMDB,IMDB",
        lambda row: (
            *(row.number, row.title, "movie", row.year, "completed", "", "31-01-2026 10:00:00"),
            *(row.half_stars, "", "", row.number, _imdb_id(row)),
        ),
        _TMDB,
    ),
    Source(
        "Movary ratings",
        "title,year,tmdbId,imdbId,userRating",
        lambda row: (row.title, row.year, row.number, _imdb_id(row), row.half_stars),
        _TMDB,
    ),
    Source(
        "Movary history",
        "title,year,tmdbId,imdbId,watchedAt,comment,location",
        lambda row: (row.title, row.year, row.number, _imdb_id(row), _DAY, "", ""),
        _TMDB,
        "history.csv",
        rated=False,
    ),
    Source(
        "TMDB",
        "TMDb ID,IMDb ID,Type,Name,Release Date,Season Number,Episode Number,Rating,Your Rating,"
        "Date Rated",
        lambda row: (
            *(row.number, _imdb_id(row), "movie", row.title),
            *("" if row.year is None else f"{row.year}-06-01T00:00:00Z", "", "", 7.2),
            *(f"{row.half_stars:.1f}", f"{_DAY}T00:00:00Z"),
        ),
        _TMDB,
    ),
    Source(
        "MovieLens",
        "movie_id,imdb_id,tmdb_id,rating,average_rating,title",
        lambda row: (
            *(row.film.movie_id, row.number, row.number, _stars(row), 3.4, row.film.label),
        ),
        _OURS,
        linked=True,
    ),
    Source(
        "own export",
        "Title,Year,Rating,imdbID,tmdbID,movieId,RatedAt",
        lambda row: (row.title, row.year, _stars(row), "", "", row.film.movie_id, _DAY),
        _OURS,
        linked=True,
    ),
    Source(
        "a spreadsheet",
        "title,year,rating,mood",
        lambda row: (row.title, row.year, _stars(row).replace(".", ","), "good"),
        _SPREADSHEET,
        before="sep=;\n",
        separator=";",
        top=5,
    ),
)
