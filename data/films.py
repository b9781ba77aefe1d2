"""The films of a data set, read from movies.csv, movies.dat or u.item."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.catalog.films import Film
from core.errors import DataError
from data.lines import Record, fault, records, whole_number
from data.source import Source
from data.titles import parse_genres, parse_title

_COLUMNS = ("movieId", "title", "genres")
_FLAGS = (  # of u.item, in its order
    *("unknown", "Action", "Adventure", "Animation", "Children's", "Comedy", "Crime"),
    *("Documentary", "Drama", "Fantasy", "Film-Noir", "Horror", "Musical", "Mystery"),
    *("Romance", "Sci-Fi", "Thriller", "War", "Western"),
)
_ITEM_COLUMNS = ("movieId", "title", "release date", "video release date", "URL", *_FLAGS)


@dataclass(frozen=True, slots=True)
class ListedFilm:
    """A film as the data set lists it."""

    film: Film
    is_series: bool  # it ran over years, so `film.year` is only where it began


def read_films(source: Source) -> list[ListedFilm]:
    """All films of a data set, rated or not, by ascending movie id.

    Raises:
        DataError: the file is empty or one of its lines is wrong; names it.
    """
    file = source.layout.movies
    first_line: dict[int, int] = {}
    films = []
    for record in _movie_records(source):
        id_text, title_text, genres_text = record.values
        movie_id = whole_number(id_text, file, record.line, "movie id")
        if movie_id in first_line:
            again = f"movie id {movie_id} a second time"
            raise fault(file, record.line, again, f"it in line {first_line[movie_id]} only")
        first_line[movie_id] = record.line
        if not title_text:
            raise fault(file, record.line, "no title", "one")
        parsed = parse_title(title_text)
        genres = parse_genres(genres_text)
        film = Film(movie_id, parsed.title, parsed.year, genres, parsed.alternatives)
        films.append(ListedFilm(film, parsed.is_series))
    if not films:
        raise DataError(f"{file} has a header but no films — expected one per line")
    return sorted(films, key=lambda listed: listed.film.movie_id)


def _movie_records(source: Source) -> Iterator[Record]:
    """Lines of movie id, title and genres joined by "|", whatever the layout."""
    file = source.layout.movies
    if source.layout.form != "tab":
        yield from records(source, file, _COLUMNS)
        return
    for record in records(source, file, _ITEM_COLUMNS):
        movie_id, title, *_ = record.values
        flags = record.values[-len(_FLAGS) :]
        if not set(flags) <= {"0", "1"}:
            raise fault(file, record.line, "a genre flag that is neither", "0 or 1")
        genres = "|".join(name for name, flag in zip(_FLAGS, flags, strict=True) if flag == "1")
        yield Record(record.line, [movie_id, title, genres])
