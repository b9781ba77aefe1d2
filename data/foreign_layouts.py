"""The lists that can be read, each known by its header, and which column says what in them.

Headers as the places that write them do, capitals apart:

- Letterboxd, ratings.csv: Date, Name, Year, Letterboxd URI, Rating; diary.csv and reviews.csv add
  Rewatch, Review, Tags, Watched Date; watched.csv and watchlist.csv have no Rating and so look
  the same.
- IMDb, ratings: Const, Your Rating, Date Rated, Title, Original Title, URL, Title Type, IMDb
  Rating, Runtime (mins), Year, Genres, Num Votes, Release Date, Directors; older ones say "You
  rated". Lists and the watchlist begin with Position, and may have no ratings.
- MovieLens, releases: userId, movieId, rating, timestamp; the site's export of one person:
  movie_id, imdb_id, tmdb_id, rating, average_rating, title.
- What `data.export` writes, and what else is written for the import of Letterboxd: Title, Year,
  Rating or Rating10, WatchedDate, imdbID, tmdbID.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from data.foreign_rows import ForeignKind


class Origin(StrEnum):
    """Who wrote a list."""

    LETTERBOXD = "letterboxd"  # or it was written for Letterboxd
    IMDB = "imdb"
    MOVIELENS = "movielens"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Layout:
    """Columns by what they say, in small letters; None where a kind of list has no such column.

    A column may be missing from a file unless `needed` names it.
    """

    origin: Origin
    needed: frozenset[str]
    title: str | None = None
    year: str | None = None
    stars: str | None = None
    points: str | None = None  # a rating from 1 to 10
    told_at: str | None = None
    movie_id: str | None = None
    imdb_id: str | None = None
    tmdb_id: str | None = None
    person: str | None = None
    type_of_title: str | None = None
    unrated: ForeignKind | None = None  # what a row without a rating says; None: not said
    rated_only: bool = False  # a row without a rating is a mistake
    verbatim: bool = False  # titles are in natural word order and hold no year

    def columns(self) -> Iterator[str]:
        """All that it knows."""
        known = (self.title, self.year, self.stars, self.points, self.told_at, self.movie_id)
        others = (self.imdb_id, self.tmdb_id, self.person, self.type_of_title)
        return (column for column in (*known, *others) if column is not None)


def layout_of(header: AbstractSet[str]) -> Layout | None:
    """The first layout that a header, in small letters, fulfils."""
    return next((layout for layout in _LAYOUTS if layout.needed <= header), None)


def _imdb(points: str, *needed: str) -> Layout:
    return Layout(
        Origin.IMDB,
        frozenset({"const", "title", *needed}),
        title="title",
        year="year",
        points=points,
        told_at="date rated",
        imdb_id="const",
        type_of_title="title type",
    )


def _letterboxd(*needed: str, unrated: ForeignKind | None = None) -> Layout:
    return Layout(
        Origin.LETTERBOXD,
        frozenset({"name", *needed}),
        title="name",
        year="year",
        stars="rating",
        told_at="date",
        unrated=unrated,
    )


def _movielens_site(*needed: str, rated_only: bool = False) -> Layout:
    return Layout(
        Origin.MOVIELENS,
        frozenset({"movie_id", "title", *needed}),
        title="title",
        stars="rating",
        movie_id="movie_id",
        imdb_id="imdb_id",
        tmdb_id="tmdb_id",
        rated_only=rated_only,
    )


def _own(told_at: str, unrated: ForeignKind, *needed: str) -> Layout:
    return Layout(
        Origin.OWN,
        frozenset({"title", "year", "imdbid", "tmdbid", "movieid", told_at, *needed}),
        title="title",
        year="year",
        stars="rating",
        told_at=told_at,
        movie_id="movieid",
        imdb_id="imdbid",
        tmdb_id="tmdbid",
        unrated=unrated,
        verbatim=True,
    )


def _for_letterboxd(*needed: str, unrated: ForeignKind | None = None) -> Layout:
    return Layout(
        Origin.LETTERBOXD,
        frozenset({"title", *needed}),
        title="title",
        year="year",
        stars="rating",
        points="rating10",
        told_at="watcheddate",
        imdb_id="imdbid",
        tmdb_id="tmdbid",
        unrated=unrated,
    )


_LAYOUTS = (
    _imdb("you rated", "you rated"),
    _imdb("your rating"),
    _letterboxd("letterboxd uri", "rating", unrated=ForeignKind.SEEN),
    _letterboxd("letterboxd uri"),
    _letterboxd("year", "rating", unrated=ForeignKind.SEEN),
    Layout(
        Origin.MOVIELENS,
        frozenset({"userid", "movieid", "rating"}),
        stars="rating",
        told_at="timestamp",
        movie_id="movieid",
        person="userid",
        rated_only=True,
    ),
    _movielens_site("rating", rated_only=True),
    _movielens_site("tmdb_id"),
    _own("ratedat", ForeignKind.SEEN, "rating"),
    _own("addedat", ForeignKind.WANTED),
    _for_letterboxd("rating", unrated=ForeignKind.SEEN),
    _for_letterboxd("rating10", unrated=ForeignKind.SEEN),
    _for_letterboxd("watcheddate", unrated=ForeignKind.SEEN),
    _for_letterboxd("year", "imdbid"),
    _for_letterboxd("year", "tmdbid"),
)
