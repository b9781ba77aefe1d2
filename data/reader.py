"""Reading a whole data set, and holding the embedded one to what it must contain."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from core.errors import DataError
from data import bundled
from data.extras import Links, read_links
from data.films import ListedFilm, read_films
from data.ratings import RatingTable, read_ratings
from data.source import Source


@dataclass(frozen=True, slots=True, eq=False)
class RawData:
    """Everything a data set says, checked, before any filter."""

    films: list[ListedFilm]  # by ascending movie id, rated or not
    ratings: RatingTable  # `item_index` is the place in `films`
    links: Mapping[int, Links] = field(default_factory=dict)  # by movie id, not of every film


def read(source: Source) -> RawData:
    """Films and ratings of a data set, and where else its films are found.

    Raises:
        DataError: a file is missing, damaged or malformed; names file and line.
    """
    if source.is_bundled:
        _check_sum(source)
    films = read_films(source)
    ratings = read_ratings(source, [listed.film.movie_id for listed in films])
    data = RawData(films, ratings, read_links(source))
    if source.is_bundled:
        _check_counts(data)
    return data


def _check_sum(source: Source) -> None:
    try:
        found = hashlib.sha256(source.path.read_bytes()).hexdigest()
    except OSError as exc:
        raise DataError(f"{source.path} cannot be read: {exc.strerror or exc}") from exc
    if found != bundled.SHA256:
        raise DataError(
            f"{source.path} is damaged: SHA-256 {found} — expected {bundled.SHA256}; "
            "please reinstall"
        )


def _check_counts(data: RawData) -> None:
    users = np.unique(data.ratings.user_id).size
    found = (data.ratings.user_id.size, users, len(data.films))
    expected = (bundled.N_RATINGS, bundled.N_USERS, bundled.N_FILMS)
    if found != expected:
        raise DataError(
            f"the embedded data set holds {found} ratings, users and films — expected {expected}"
        )
