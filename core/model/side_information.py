"""What is known of a film before anybody rates it, as numbers a factorization can learn from."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.catalog.films import Catalog

_PERIOD = 5  # years; a decade is two of them
_FIRST_PERIOD = 1920  # earlier films, and those without a year, share it


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of knowledge about films.

    All weights are learned under one penalty. To scale a source's columns by s is to give its
    weights a prior of their own, 1/s² times as strict: a source that says less is scaled down.
    """

    columns: Callable[[Catalog], NDArray[np.float32]]  # (n_items, n_columns)
    scale: float = 1.0


def film_features(catalog: Catalog) -> NDArray[np.float32]:
    """Features of every film by all sources, shape (n_items, n_features); at least one column."""
    return np.hstack(
        [source.columns(catalog) * np.float32(source.scale) for source in SOURCES], dtype=np.float32
    )


def _genres(catalog: Catalog) -> NDArray[np.float32]:
    """1/√(its number of genres) where a film has one: five do not make it five times as special."""
    films = catalog.films
    names = sorted({genre for film in films for genre in film.genres})
    column = {name: position for position, name in enumerate(names)}
    genres = np.zeros((len(films), len(names)), np.float32)
    for row, film in zip(genres, films, strict=True):
        if film.genres:
            row[[column[genre] for genre in film.genres]] = 1 / np.sqrt(len(film.genres))
    return genres


def _periods(catalog: Catalog) -> NDArray[np.float32]:
    """A column for each five years."""
    years = np.array([film.year or 0 for film in catalog.films], np.int64)
    period = np.maximum(years // _PERIOD * _PERIOD, _FIRST_PERIOD)
    return np.asarray(period[:, None] == np.unique(period)[None, :], np.float32)


def _constant(catalog: Catalog) -> NDArray[np.float32]:
    return np.ones((len(catalog), 1), np.float32)


# Whoever changes the list raises `FORMAT_VERSION` of `core.model.factor_model`: models are trained
# anew then, and no reference that has learned from other sources is compared with.
SOURCES = (Source(_genres), Source(_periods), Source(_constant))
