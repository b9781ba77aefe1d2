"""From ratings as they were read to a data set in index space: filters, and ids to indices once."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from core.catalog.dataset import Dataset, DatasetInfo
from core.catalog.films import Catalog, Film
from core.catalog.links import UNKNOWN, FilmLinks
from core.catalog.ratings import Ratings
from core.errors import DataError
from data.extras import Links
from data.films import ListedFilm
from data.filters import Filters
from data.reader import RawData


def preprocess(
    data: RawData, filters: Filters, name: str, fingerprint: str, *, keep_unrated: bool = False
) -> Dataset:
    """Filter, then number users and films from 0: films by movie id, users by user id.

    Films nobody rated, or nobody who is left, drop out. `min_year` keeps films of a known year; a
    series that ran over years ("2006–2007") has no one year and drops out with the undated films,
    which is how ml-latest-small of 2018 gives the 4,778 films from 2000 on that courses know. The
    two minimum counts are applied in turn until every film and every user left meets them.

    Args:
        name: of the data set, as people call it.
        fingerprint: of its files and `filters`.
        keep_unrated: keep every film, also those that would drop out: nothing is known of their
            ratings, but of their years and genres.

    Raises:
        DataError: nothing is left; says which filter to relax.
    """
    table = data.ratings
    codes, user_ids = pd.factorize(table.user_id, sort=True)
    user = codes.astype(np.int32)
    del codes  # 8 bytes a rating
    item = table.item_index
    keep = _recent(data.films, filters.min_year)[item]
    if not keep.any():
        raise DataError(
            f"no rated film is from {filters.min_year} or later — relax MIN_YEAR: "
            f"the latest is from {_latest_year([data.films[place] for place in np.unique(item)])}"
        )
    keep = _frequent(user, item, keep, filters)
    if keep_unrated:
        item_left, item_index = np.arange(len(data.films)), item[keep]
    else:
        item_left, item_index = _renumbered(item[keep], len(data.films))
    user_left, user_index = _renumbered(user[keep], len(user_ids))
    stars = table.half_stars[keep] * np.float32(0.5)
    ratings = Ratings(
        user_index, item_index, stars, table.timestamp[keep], user_left.size, item_left.size
    )
    films = [data.films[place].film for place in item_left]
    catalog = Catalog.build(
        films,
        np.bincount(item_index, minlength=item_left.size),
        np.bincount(item_index, weights=stars, minlength=item_left.size).astype(np.float64),
        _film_links(films, data.links),
    )
    info = DatasetInfo(
        name, fingerprint, filters.describe(), ratings.n_users, ratings.n_items, len(ratings)
    )
    return Dataset(info, catalog, ratings)


def _film_links(films: Sequence[Film], links: Mapping[int, Links]) -> FilmLinks:
    nowhere = Links(None, None)
    found = [links.get(film.movie_id, nowhere) for film in films]
    return FilmLinks(
        np.array([each.imdb_id or UNKNOWN for each in found], np.int64),
        np.array([each.tmdb_id or UNKNOWN for each in found], np.int64),
    )


def _recent(films: list[ListedFilm], min_year: int | None) -> NDArray[np.bool_]:
    """Which films `min_year` keeps, shape (n_films,)."""
    if min_year is None:
        return np.ones(len(films), dtype=np.bool_)
    years = [_year(listed) for listed in films]
    return np.array([year is not None and year >= min_year for year in years], dtype=np.bool_)


def _year(listed: ListedFilm) -> int | None:
    return None if listed.is_series else listed.film.year


def _latest_year(films: list[ListedFilm]) -> int | str:
    return max((year for listed in films if (year := _year(listed))), default="an unknown year")


def _frequent(
    user: NDArray[np.int32], item: NDArray[np.int32], keep: NDArray[np.bool_], filters: Filters
) -> NDArray[np.bool_]:
    """Drop rare films and users from `keep` until what is left no longer changes."""
    while True:
        left = np.count_nonzero(keep)
        for who, minimum, setting in (
            (item, filters.min_ratings_per_film, "MIN_RATINGS_PER_FILM"),
            (user, filters.min_ratings_per_user, "MIN_RATINGS_PER_USER"),
        ):
            if minimum == 1:
                continue
            counts = np.bincount(who[keep])
            if counts.max() < minimum:
                raise DataError(
                    f"the filters leave no ratings ({filters.describe()}) — relax {setting}: "
                    f"the most that is left is {counts.max()}"
                )
            keep = keep & (np.bincount(who[keep], minlength=who.max() + 1) >= minimum)[who]
        if np.count_nonzero(keep) == left:
            return keep


def _renumbered(index: NDArray[np.int32], size: int) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Which of `size` numbers occur, ascending, and `index` counted among those only."""
    occurs = np.bincount(index, minlength=size) > 0
    place = np.cumsum(occurs, dtype=np.int32) - np.int32(1)
    return np.flatnonzero(occurs), place[index]
