"""A data set ready for use: catalogue and ratings in index space, and where they came from.

It is kept as two files, so that serving reads the small one (films and their popularity) and only
training reads the large one (every rating).
"""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.catalog.films import Catalog
from core.catalog.npz import load_npz, save_npz
from core.catalog.ratings import Ratings
from core.errors import DataError

_CATALOG_VERSION = 2
_RATINGS_VERSION = 1


@dataclass(frozen=True, slots=True)
class DatasetInfo:
    """Provenance of a prepared data set; travels into every model trained on it."""

    name: str  # as people call it: "MovieLens ml-latest-small (October 2016)"
    fingerprint: str  # changes whenever the source files or the filters do
    filters: str  # in words, "" for none: "films from 2000 on"
    n_users: int
    n_items: int
    n_ratings: int
    n_people: int = 0  # of the users, the last ones: people of this bot


@dataclass(frozen=True, slots=True, eq=False)
class Dataset:
    """Films and ratings that agree with each other."""

    info: DatasetInfo
    catalog: Catalog
    ratings: Ratings

    def __post_init__(self) -> None:
        counts = (self.ratings.n_users, self.ratings.n_items, len(self.ratings))
        if counts != (self.info.n_users, self.info.n_items, self.info.n_ratings):
            raise ValueError(f"{self.info} does not describe ratings of {counts}")
        if len(self.catalog) != self.ratings.n_items:
            raise ValueError(f"{len(self.catalog)} films but {self.ratings.n_items} items")


def save_catalog(path: Path, catalog: Catalog, info: DatasetInfo) -> None:
    """Write films, popularity and provenance to `path`, all or nothing.

    Raises:
        OSError: the directory is unwritable or the disk is full.
    """
    save_npz(path, "catalogue", _CATALOG_VERSION, catalog.columns(), {"info": asdict(info)})


def load_catalog(path: Path) -> tuple[Catalog, DatasetInfo]:
    """Read what `save_catalog` wrote.

    Raises:
        DataError: the file is missing, damaged or from another version.
    """
    try:
        columns, header = load_npz(path, "catalogue", _CATALOG_VERSION)
        return Catalog.from_columns(columns), _info(header)
    except (OSError, ValueError, KeyError, TypeError) as exc:
        raise DataError(f"the prepared catalogue cannot be used: {exc}") from exc


def save_ratings(path: Path, ratings: Ratings, catalog: Catalog, info: DatasetInfo) -> None:
    """Write all ratings, with the movie ids of their item indices, to `path`, all or nothing.

    Raises:
        OSError: the directory is unwritable or the disk is full.
    """
    save_npz(
        path,
        "ratings",
        _RATINGS_VERSION,
        {
            "user_index": ratings.user_index,
            "item_index": ratings.item_index,
            "half_stars": (ratings.stars * 2).astype(np.uint8),
            "timestamp": ratings.timestamp,
            "movie_ids": catalog.movie_ids,
        },
        {"info": asdict(info)},
        compressed=False,
    )


@dataclass(frozen=True, slots=True, eq=False)
class TrainingData:
    """What a training needs to know, and nothing of titles or genres."""

    ratings: Ratings
    movie_ids: NDArray[np.int64]  # (n_items,)
    info: DatasetInfo


def load_ratings(path: Path) -> TrainingData:
    """Read what `save_ratings` wrote.

    Raises:
        DataError: the file is missing, damaged or from another version.
    """
    try:
        arrays, header = load_npz(path, "ratings", _RATINGS_VERSION)
        info = _info(header)
        ratings = Ratings(
            arrays["user_index"],
            arrays["item_index"],
            arrays["half_stars"].astype(np.float32) * np.float32(0.5),
            arrays["timestamp"],
            info.n_users,
            info.n_items,
        )
        return TrainingData(ratings, arrays["movie_ids"], info)
    except (OSError, ValueError, KeyError, TypeError) as exc:
        raise DataError(f"the prepared ratings cannot be used: {exc}") from exc


def _info(header: dict[str, Any]) -> DatasetInfo:
    return DatasetInfo(**header["info"])
