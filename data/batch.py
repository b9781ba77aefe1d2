"""A ratings file with its films, and pairs to predict, by their paths: what batch use works on.

This module can be imported without pandas: `read_batch` is for a child process, where pandas is
imported when the reading starts.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.catalog.films import Film
from data.filters import Filters
from data.prepare import PreparedFiles, write_prepared
from data.source import csv_pair, fingerprint


@dataclass(frozen=True, slots=True, eq=False)
class BatchFiles:
    """What was read; the ratings themselves are in a prepared file."""

    prepared: PreparedFiles
    user_ids: NDArray[np.int64]  # (n_users,), ascending, by user index of the prepared ratings
    pairs: NDArray[np.int64] | None  # (n_pairs, 2): user ids, movie ids; None: none asked for
    n_unlisted: int  # films that have ratings but no line in the file of films


def read_batch(ratings: Path, movies: Path, pairs: Path | None, directory: Path) -> BatchFiles:
    """Read the files, and prepare ratings and films in `directory`.

    Every film has its place, whether it is listed, rated or both. A film that is only rated
    counts as one without title, year and genres: what people gave it is known all the same.

    Top-level and with plain arguments, so that a spawned process can run it.

    Raises:
        DataError: a file is missing, malformed or empty, or `directory` cannot be written; names
            file and line.
    """
    # Only here, in the process that reads: whoever starts it must stay small.
    from data.films import ListedFilm, read_films  # noqa: PLC0415
    from data.pairs import read_pairs  # noqa: PLC0415
    from data.preprocess import preprocess  # noqa: PLC0415
    from data.ratings import rated_movie_ids, read_ratings  # noqa: PLC0415
    from data.reader import RawData  # noqa: PLC0415

    source = csv_pair(ratings, movies)
    key = fingerprint(source, Filters())
    asked = None if pairs is None else read_pairs(source, str(pairs))
    listed = read_films(source)
    unlisted = np.setdiff1d(rated_movie_ids(source), [each.film.movie_id for each in listed])
    nameless = [
        ListedFilm(Film(int(movie_id), f"film {movie_id}", None), False) for movie_id in unlisted
    ]
    films = sorted([*listed, *nameless], key=lambda each: each.film.movie_id)
    table = read_ratings(source, [each.film.movie_id for each in films])
    user_ids = np.unique(table.user_id)
    dataset = preprocess(RawData(films, table), Filters(), source.name, key, keep_unrated=True)
    return BatchFiles(write_prepared(dataset, directory), user_ids, asked, unlisted.size)
