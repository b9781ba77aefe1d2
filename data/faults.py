"""What a line of a ratings file has to be: one line at a time, so that it can be named."""

from collections.abc import Set as AbstractSet

from core.catalog.ratings import is_star_rating
from core.errors import DataError
from data.cells import number
from data.foreign_cells import time_from
from data.lines import Record, fault, form_of, whole_number
from data.source import Source

REQUIRED = ("userId", "movieId", "rating")
TIMESTAMP = "timestamp"
MAX_SECONDS = 10**11  # in the year 5138; what is later are milliseconds


def columns_of(source: Source) -> tuple[str, ...]:
    """The columns of a ratings file; the timestamp is one of them wherever a csv has it.

    Raises:
        DataError: a csv is empty or lacks another column.
    """
    if source.layout.form == "csv":
        try:
            form_of(source, source.layout.ratings, (*REQUIRED, TIMESTAMP))
        except DataError:
            form_of(source, source.layout.ratings, REQUIRED)
            return REQUIRED
    return (*REQUIRED, TIMESTAMP)


def ids_of(file: str, record: Record) -> tuple[int, int]:
    """User id and movie id, which a line begins with.

    Raises:
        DataError: an id is not a whole number, or out of range.
    """
    user, movie, *_ = record.values
    line = record.line
    return (
        whole_number(user, file, line, "user id"),
        whole_number(movie, file, line, "movie id"),
    )


def rating_of(
    source: Source, record: Record, movie_ids: AbstractSet[int] | None
) -> tuple[float, ...]:
    """The numbers of one line.

    Args:
        movie_ids: of the films a rating may be for; None for any.

    Raises:
        DataError: something is wrong with them; says what was expected.
    """
    file, line = source.layout.ratings, record.line
    user, movie = ids_of(file, record)
    _, _, rating, *timestamp = record.values
    stars = number(rating)
    if not is_star_rating(stars):
        raise fault(file, line, f'rating "{rating}"', "0.5 to 5.0 in halves")
    seconds = [_seconds(text, file, line) for text in timestamp]
    if movie_ids is not None and movie not in movie_ids:
        listed = f"a film listed in {source.layout.movies}"
        raise fault(file, line, f"movie id {movie} is unknown", listed)
    return (user, movie, stars, *seconds)


def _seconds(text: str, file: str, line: int) -> float:
    """Seconds since 1970, of these or of a date, which is taken as UTC."""
    seconds = number(text)
    if 0 <= seconds < MAX_SECONDS:
        return seconds
    moment = time_from(text) if "-" in text[1:] else None
    if moment is None:
        raise fault(file, line, f'timestamp "{text}"', "seconds since 1970")
    return moment
