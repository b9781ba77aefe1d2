"""The lists that can be read, each known by its header, and which column says what in them.

Headers as the places that write them do, capitals apart:

- Letterboxd, ratings.csv: Date, Name, Year, Letterboxd URI, Rating; diary.csv and reviews.csv add
  Rewatch, Review, Tags, Watched Date; watched.csv and watchlist.csv have no Rating and so look
  the same, as do lists, whose header is further down: Position, Name, Year, URL, Description.
- IMDb, ratings: Const, Your Rating, Date Rated, Title, Original Title, URL, Title Type, IMDb
  Rating, Runtime (mins), Year, Genres, Num Votes, Release Date, Directors; older ones say "You
  rated". Lists and the watchlist begin with Position, and may have no ratings.
- MovieLens, releases: userId, movieId, rating, timestamp; the site's export of one person:
  movie_id, imdb_id, tmdb_id, rating, average_rating, title.
- What `data.export` writes, and what else is written for the import of Letterboxd: Title, Year,
  Rating or Rating10, WatchedDate, imdbID, tmdbID; nothing but what that import knows.
- Lists of ten points: Trakt as others export it (trakt_id, rated_at, type, title, year, rating),
  Simkl (SIMKL_ID, Title, Type, Year, Watchlist, Rating), Movary (title, year, tmdbId, imdbId,
  userRating or watchedAt or addedAt), TMDB (TMDb ID, Type, Name, Release Date, Your Rating).

What else has titles and ratings may be of books, and on any scale: `asked_layout`.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from enum import StrEnum

from data.foreign_rows import ForeignKind


class Origin(StrEnum):
    """Who wrote a list."""

    LETTERBOXD = "letterboxd"  # or it was written for Letterboxd
    IMDB = "imdb"
    MOVIELENS = "movielens"
    OWN = "own"
    TRAKT = "trakt"
    SIMKL = "simkl"
    MOVARY = "movary"
    TMDB = "tmdb"
    OTHER = "other"  # nobody that is known


@dataclass(frozen=True, slots=True)
class Layout:
    """Columns by what they say, in small letters; None where a kind of list has no such column.

    A column may be missing from a file unless `needed` names it.
    """

    origin: Origin
    needed: frozenset[str]
    only: frozenset[str] | None = None  # all that a header may hold; None: whatever else
    title: str | None = None
    original_title: str | None = None
    year: str | None = None
    stars: str | None = None
    # The best that `stars` may hold; None: as the column says. Where it is 5, a column that plainly
    # holds points of ten is believed: somebody has rewritten the list.
    top: int | None = 5
    points: str | None = None  # a rating from 1 to 10
    told_at: str | None = None
    movie_id: str | None = None
    imdb_id: str | None = None
    tmdb_id: str | None = None
    person: str | None = None
    type_of_title: str | None = None
    status: str | None = None  # seen, wanted, or something else
    unrated: ForeignKind | None = None  # what a row without a rating says; None: not said
    rated_only: bool = False  # a row without a rating is a mistake
    verbatim: bool = False  # titles are in natural word order and hold no year

    def columns(self) -> Iterator[str]:
        """All that it knows."""
        known = (self.title, self.original_title, self.year, self.stars, self.points, self.told_at)
        ids = (self.movie_id, self.imdb_id, self.tmdb_id, self.person)
        others = (self.type_of_title, self.status)
        return (column for column in (*known, *ids, *others) if column is not None)

    def fits(self, header: AbstractSet[str]) -> bool:
        """Whether a header, in small letters, is of this layout."""
        return self.needed <= header and (self.only is None or header <= self.only)


def layout_of(header: AbstractSet[str]) -> Layout | None:
    """The first layout that a header, in small letters, fulfils."""
    return next((layout for layout in _LAYOUTS if layout.fits(header)), None)


def is_bare(header: AbstractSet[str]) -> bool:
    """Whether there are titles and ratings and nothing that only films have."""
    return header <= _OF_ANYTHING


def asked_layout(header: AbstractSet[str]) -> Layout | None:
    """How a list of nobody known may be read, if its person says that it is of films.

    None where there are titles, but neither ratings nor ids nor days on which something was seen;
    and where it is plainly of something else (`is_of_no_films`).
    """
    title, stars = _first(_TITLES, header), _first(_RATINGS, header)
    told = {stars, _first(_IMDB_IDS, header), _first(_TMDB_IDS, header), _first(_SEEN_ON, header)}
    if title is None or told == {None} or is_of_no_films(header):
        return None
    return Layout(
        Origin.OTHER,
        frozenset({title}),
        title=title,
        original_title=_first(_ORIGINAL_TITLES, header),
        year=_first(_YEARS, header),
        stars=stars,
        top=None,
        told_at=_first(_DATES, header),
        imdb_id=_first(_IMDB_IDS, header),
        tmdb_id=_first(_TMDB_IDS, header),
        person=_first(_PEOPLE, header),
        type_of_title=_first(_TYPES, header),
        status=_first(_STATUSES, header),
    )


def is_of_no_films(header: AbstractSet[str]) -> bool:
    """Whether a column says that a list of nobody known is of books, music or games."""
    return any(_OF_NO_FILMS & set(name.replace("_", " ").split()) for name in header)


def _first(names: tuple[str, ...], header: AbstractSet[str]) -> str | None:
    return next((name for name in names if name in header), None)


# Of a list of nobody known, what is more likely first: beside "your rating", "rating" is others'.
_TITLES = ("title", "name", "film", "movie", "movie title", "film title", "film name", "movie name")
_ORIGINAL_TITLES = ("original title", "original_title", "originaltitle", "original name")
_YEARS = ("year", "release year", "release_year", "releaseyear", "release date", "release_date")
_RATINGS = (
    *("your rating", "my rating", "user rating", "your_rating", "my_rating", "user_rating"),
    *("userrating", "myrating", "yourrating", "rating10", "rating", "score", "my score", "stars"),
)
_SEEN_ON = ("watched_at", "watchedat", "watcheddate", "watched date")
_DATES = ("rated_at", "date rated", *_SEEN_ON, "date")
_IMDB_IDS = ("imdb_id", "imdbid", "imdb id", "imdb", "const", "tconst")
_TMDB_IDS = ("tmdb_id", "tmdbid", "tmdb id", "tmdb")
_PEOPLE = ("userid", "user_id", "user id", "username", "user")
_TYPES = ("type", "title type", "title_type", "titletype", "media_type", "media type", "mediatype")
_STATUSES = ("status", "watch_status", "watch status", "watchlist", "state")
_OF_NO_FILMS = frozenset(
    {"book", "books", "author", "authors", "isbn", "isbn10", "isbn13", "asin", "publisher"}
    | {"pages", "bookshelves", "narrator", "autor", "autorin", "auteur", "автор", "verlag"}
    | {"artist", "artists", "album", "track", "platform", "console", "developer", "players"}
)

_OF_ANYTHING = frozenset({"title", "rating", "review", "tags", "url", ""})
_LETTERBOXD_EXPORT = frozenset(
    {"date", "name", "year", "letterboxd uri", "rating", "rewatch", "review", "tags"}
    | {"watched date", ""}
)
_LETTERBOXD_IMPORT = frozenset(
    {"letterboxduri", "letterboxd uri", "url", "tmdbid", "imdbid", "title", "year", "directors"}
    | {"rating", "rating10", "watcheddate", "rewatch", "tags", "review", ""}
)


def _imdb(points: str, *needed: str) -> Layout:
    return Layout(
        Origin.IMDB,
        frozenset({"const", *needed}),
        title="title",
        original_title="original title",
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
        frozenset(needed),
        only=_LETTERBOXD_IMPORT,
        title="title",
        year="year",
        stars="rating",
        top=None,
        points="rating10",
        told_at="watcheddate",
        imdb_id="imdbid",
        tmdb_id="tmdbid",
        unrated=unrated,
    )


def _trakt(told_at: str, unrated: ForeignKind | None = None) -> Layout:
    return Layout(
        Origin.TRAKT,
        frozenset({"title", "trakt_id", told_at}),
        title="title",
        year="year",
        stars="rating",
        top=10,
        told_at=told_at,
        imdb_id="imdb_id",
        tmdb_id="tmdb_id",
        type_of_title="type",
        unrated=unrated,
    )


def _movary(column: str, unrated: ForeignKind | None = None) -> Layout:
    return Layout(
        Origin.MOVARY,
        frozenset({"title", "year", "tmdbid", "imdbid", column}),
        title="title",
        year="year",
        stars="userrating",
        top=10,
        told_at=None if unrated is None else column,
        imdb_id="imdbid",
        tmdb_id="tmdbid",
        unrated=unrated,
        rated_only=unrated is None,
        verbatim=True,
    )


_SIMKL = Layout(
    Origin.SIMKL,
    frozenset({"simkl_id", "title"}),
    title="title",
    year="year",
    stars="rating",
    top=10,
    told_at="watcheddate",
    imdb_id="imdb",
    tmdb_id="tmdb",
    type_of_title="type",
    status="watchlist",
)
_TMDB = Layout(
    Origin.TMDB,
    frozenset({"tmdb id", "name", "your rating"}),
    title="name",
    year="release date",
    stars="your rating",
    top=10,
    told_at="date rated",
    imdb_id="imdb id",
    tmdb_id="tmdb id",
    type_of_title="type",
)

_LAYOUTS = (
    _imdb("you rated", "you rated"),
    _imdb("your rating", "your rating"),
    _imdb("your rating", "title"),
    _TMDB,
    _letterboxd("letterboxd uri", "rating", unrated=ForeignKind.SEEN),
    _letterboxd("letterboxd uri"),
    _letterboxd("position", "year", "url"),
    replace(_letterboxd("year", "rating", unrated=ForeignKind.SEEN), only=_LETTERBOXD_EXPORT),
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
    _SIMKL,
    _trakt("rated_at"),
    _trakt("watched_at", ForeignKind.SEEN),
    _trakt("last_watched_at", ForeignKind.SEEN),
    _trakt("listed_at", ForeignKind.WANTED),
    _own("ratedat", ForeignKind.SEEN, "rating"),
    _own("addedat", ForeignKind.WANTED),
    _movary("userrating"),
    _movary("watchedat", ForeignKind.SEEN),
    _movary("addedat", ForeignKind.WANTED),
    *(
        _for_letterboxd(name, said, unrated=ForeignKind.SEEN)
        for name in ("title", "imdbid", "tmdbid")
        for said in ("rating", "rating10", "watcheddate")
    ),
    _for_letterboxd("title", "year"),
    _for_letterboxd("imdbid"),
    _for_letterboxd("tmdbid"),
)
