"""Small real things for tests: films, ratings and models with sane defaults."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from core.catalog import Catalog, Film
from core.dataset import DatasetInfo
from core.model import FactorModel, Penalty, Provenance
from core.ratings import Ratings


def build_ratings(rows: Sequence[tuple[int, int, float]], n_users: int, n_items: int) -> Ratings:
    """Ratings from (user index, item index, stars)."""
    return Ratings(
        np.array([row[0] for row in rows], np.int32),
        np.array([row[1] for row in rows], np.int32),
        np.array([row[2] for row in rows], np.float32),
        np.arange(len(rows), dtype=np.int64) + 1_000_000_000,
        n_users,
        n_items,
    )


def build_info(ratings: Ratings, fingerprint: str = "0123456789abcdef") -> DatasetInfo:
    """Provenance of made-up ratings."""
    return DatasetInfo("made up", fingerprint, "", ratings.n_users, ratings.n_items, len(ratings))


def build_catalog(titles: Sequence[str], counts: Sequence[int] | None = None) -> Catalog:
    """Films with the ids 10, 20, 30 …, of the years 1990, 1991 …, with a mean of 3 stars."""
    films = [
        Film(10 * number, title, 1989 + number, ("Drama",))
        for number, title in enumerate(titles, start=1)
    ]
    rating_count = np.array(counts if counts is not None else [10] * len(films), np.int64)
    return Catalog.build(films, rating_count, np.asarray(rating_count * 3.0, np.float64))


def build_model(
    item_factors: NDArray[np.float64] | Sequence[Sequence[float]],
    *,
    item_bias: Sequence[float] | None = None,
    item_count: Sequence[int] | None = None,
    global_mean: float = 3.5,
    factor_penalty: Penalty = Penalty(constant=1.0, per_rating=0.1),
    user_bias_penalty: Penalty = Penalty(constant=2.0, per_rating=0.0),
    fingerprint: str = "0123456789abcdef",
) -> FactorModel:
    """A model with the given film side, for the films of `build_catalog`."""
    factors = np.asarray(item_factors, np.float32)
    n_items = factors.shape[0]
    return FactorModel(
        movie_ids=np.arange(1, n_items + 1, dtype=np.int64) * 10,
        item_factors=factors,
        item_bias=np.asarray(item_bias if item_bias is not None else [0.0] * n_items, np.float32),
        item_count=np.asarray(item_count if item_count is not None else [10] * n_items, np.int64),
        global_mean=global_mean,
        factor_penalty=factor_penalty,
        user_bias_penalty=user_bias_penalty,
        provenance=Provenance(
            DatasetInfo("made up", fingerprint, "", 3, n_items, 10 * n_items),
            {"n_factors": factors.shape[1]},
            {"validation_rmse": 0.9, "baseline_rmse": 1.0},
            {"numpy": np.__version__},
            "2026-01-01T00:00:00+00:00",
        ),
    )
