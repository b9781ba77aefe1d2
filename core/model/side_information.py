"""What is known of a film before anybody rates it, as numbers a factorization can learn from."""

import numpy as np
from numpy.typing import NDArray

from core.catalog.films import Catalog

_PERIOD = 5  # years; a decade is two of them
_FIRST_PERIOD = 1920  # earlier films, and those without a year, share it


def film_features(catalog: Catalog) -> NDArray[np.float32]:
    """Features of every film, shape (n_items, n_features); at least one column.

    A column a genre, 1/√(its number of genres) where the film has it, so that a film of five
    genres is not five times as special; a column a period of five years; and a constant.
    """
    films = catalog.films
    names = sorted({genre for film in films for genre in film.genres})
    column = {name: position for position, name in enumerate(names)}
    genres = np.zeros((len(films), len(names)), np.float32)
    for row, film in zip(genres, films, strict=True):
        if film.genres:
            row[[column[genre] for genre in film.genres]] = 1 / np.sqrt(len(film.genres))
    years = np.array([film.year or 0 for film in films], np.int64)
    period = np.maximum(years // _PERIOD * _PERIOD, _FIRST_PERIOD)
    periods = (period[:, None] == np.unique(period)[None, :]).astype(np.float32)
    return np.hstack([genres, periods, np.ones((len(films), 1), np.float32)])
