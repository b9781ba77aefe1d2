"""Finding the line of a ratings file that is wrong, once it is known that one is."""

from collections.abc import Set as AbstractSet

from core.catalog.ratings import is_star_rating
from core.errors import DataError
from data.columns import MAX_ID
from data.lines import Record, fault, header_of, records
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
        header = header_of(source, source.layout.ratings, REQUIRED)
        if TIMESTAMP not in [name.strip() for name in header]:
            return REQUIRED
    return (*REQUIRED, TIMESTAMP)


def find_fault(source: Source, movie_ids: AbstractSet[int] | None, skip: int) -> None:
    """Read the ratings line by line until one is wrong.

    Args:
        movie_ids: of the films a rating may be for; None for any.
        skip: how many ratings from the start are known to be right.

    Raises:
        DataError: names the first wrong line and what was expected there.
    """
    for row, record in enumerate(records(source, source.layout.ratings, columns_of(source))):
        if row >= skip:
            _check(source, record, movie_ids)


def line_of_row(source: Source, row: int) -> int:
    """The line of a rating, given its place among the ratings, counted from 0."""
    for place, record in enumerate(records(source, source.layout.ratings, columns_of(source))):
        if place == row:
            return record.line
    raise DataError(f"{source.layout.ratings} changed while it was being read")


def check_ids(file: str, line: int, user: str, movie: str) -> None:
    """What `data.columns.is_id` checks, for one line.

    Raises:
        DataError: an id is not a whole number, or out of range.
    """
    for what, text in (("user id", user), ("movie id", movie)):
        number = _number(text)
        if not (0 <= number < MAX_ID and number.is_integer()):
            raise fault(file, line, f'{what} "{text}"', "a whole number")


def _check(source: Source, record: Record, movie_ids: AbstractSet[int] | None) -> None:
    file, line = source.layout.ratings, record.line
    user, movie, rating, *timestamp = record.values
    check_ids(file, line, user, movie)
    if not is_star_rating(_number(rating)):
        raise fault(file, line, f'rating "{rating}"', "0.5 to 5.0 in halves")
    for text in timestamp:
        if not 0 <= _number(text) < MAX_SECONDS:
            raise fault(file, line, f'timestamp "{text}"', "seconds since 1970")
    if movie_ids is not None and int(_number(movie)) not in movie_ids:
        listed = f"a film listed in {source.layout.movies}"
        raise fault(file, line, f"movie id {int(_number(movie))} is unknown", listed)


def _number(text: str) -> float:
    """The number that pandas reads, NaN where it reads none."""
    try:
        return float("nan" if "_" in text else text)
    except ValueError:
        return float("nan")
