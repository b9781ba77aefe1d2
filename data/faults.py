"""Finding the line of a ratings file that is wrong, once it is known that one is."""

from collections.abc import Set as AbstractSet

from core.errors import DataError
from core.ratings import is_star_rating
from data.lines import Record, fault, records
from data.source import Source

COLUMNS = ("userId", "movieId", "rating", "timestamp")
MAX_ID = 2**53  # what float64 still counts exactly
MAX_SECONDS = 10**11  # in the year 5138; what is later are milliseconds


def find_fault(source: Source, movie_ids: AbstractSet[int], skip: int) -> None:
    """Read the ratings line by line until one is wrong.

    Args:
        movie_ids: of the films a rating may be for.
        skip: how many ratings from the start are known to be right.

    Raises:
        DataError: names the first wrong line and what was expected there.
    """
    for row, record in enumerate(records(source, source.layout.ratings, COLUMNS)):
        if row >= skip:
            _check(source, record, movie_ids)


def line_of_row(source: Source, row: int) -> int:
    """The line of a rating, given its place among the ratings, counted from 0."""
    for place, record in enumerate(records(source, source.layout.ratings, COLUMNS)):
        if place == row:
            return record.line
    raise DataError(f"{source.layout.ratings} changed while it was being read")


def _check(source: Source, record: Record, movie_ids: AbstractSet[int]) -> None:
    file, line = source.layout.ratings, record.line
    user, movie, rating, timestamp = record.values
    for what, text in (("user id", user), ("movie id", movie)):
        number = _number(text)
        if not (0 <= number < MAX_ID and number.is_integer()):
            raise fault(file, line, f'{what} "{text}"', "a whole number")
    if not is_star_rating(_number(rating)):
        raise fault(file, line, f'rating "{rating}"', "0.5 to 5.0 in halves")
    if not 0 <= _number(timestamp) < MAX_SECONDS:
        raise fault(file, line, f'timestamp "{timestamp}"', "seconds since 1970")
    if int(_number(movie)) not in movie_ids:
        listed = f"a film listed in {source.layout.movies}"
        raise fault(file, line, f"movie id {int(_number(movie))} is unknown", listed)


def _number(text: str) -> float:
    """The number that pandas reads, NaN where it reads none."""
    try:
        return float("nan" if "_" in text else text)
    except ValueError:
        return float("nan")
