"""Small real things for tests: films, ratings and models with sane defaults."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from core.catalog.dataset import DatasetInfo
from core.catalog.films import Catalog, Film
from core.catalog.ratings import N_STEPS, Ratings
from core.model.factor_model import (
    FactorModel,
    ObservationWeights,
    Provenance,
    RankingHead,
    RatingHead,
)

Matrix = NDArray[np.float64] | Sequence[Sequence[float]]  # (n_items, any)


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


def build_catalog(
    titles: Sequence[str],
    counts: Sequence[int] | None = None,
    genres: Sequence[tuple[str, ...]] | None = None,
) -> Catalog:
    """Films with the ids 10, 20, 30 …, of the years 1990, 1991 …, with a mean of 3 stars."""
    kinds = genres if genres is not None else [("Drama",)] * len(titles)
    films = [
        Film(10 * number, title, 1989 + number, kind)
        for number, (title, kind) in enumerate(zip(titles, kinds, strict=True), start=1)
    ]
    rating_count = np.array(counts if counts is not None else [10] * len(films), np.int64)
    return Catalog.build(films, rating_count, np.asarray(rating_count * 3.0, np.float64))


def build_model(
    item_factors: Matrix,
    *,
    item_bias: Sequence[float] | None = None,
    item_count: Sequence[int] | None = None,
    global_mean: float = 3.5,
    noise: float = 0.7,
    noise_scale: Sequence[float] | None = None,
    user_bias_deviation: float = 0.5,
    spread: float = 1.0,
    ranking_factors: Matrix | None = None,
    neighbour_factors: Matrix | None = None,
    encoder_scale: Sequence[float] | None = None,
    popularity_score: float = 0.3,
    stars_weight: float = 0.2,
    star_share: Sequence[float] = (0.1,) * N_STEPS,
    calibration: Sequence[float] | None = None,
    fingerprint: str = "0123456789abcdef",
) -> FactorModel:
    """A model with the given film side, for the films of `build_catalog`.

    The ranking head shares the factors and has no neighbours, unless they are given.
    """
    factors = np.asarray(item_factors, np.float32)
    n_items = factors.shape[0]
    count = np.asarray(item_count if item_count is not None else [10] * n_items, np.int64)
    ranking = factors if ranking_factors is None else np.asarray(ranking_factors, np.float32)
    nobody = np.zeros((n_items, 0), np.float32)
    out = nobody if neighbour_factors is None else np.asarray(neighbour_factors, np.float32)
    return FactorModel(
        movie_ids=np.arange(1, n_items + 1, dtype=np.int64) * 10,
        item_count=count,
        star_share=np.asarray(star_share, np.float32),
        calibration=_column(calibration, n_items, 1.0),
        rating=RatingHead(
            global_mean=global_mean,
            item_bias=_column(item_bias, n_items, 0.0),
            item_factors=factors,
            noise_scale=_column(noise_scale, n_items, 1.0),
            noise=noise,
            user_bias_deviation=user_bias_deviation,
            spread=spread,
        ),
        ranking=RankingHead(
            item_factors=ranking,
            gramian=ranking.T @ ranking,
            weights=ObservationWeights(scale=2.0, power=2.0, unobserved=0.3, penalty=0.01),
            neighbour_factors=out,
            encoder_scale=_column(encoder_scale, n_items, 1.0),
            popularity=np.asarray(popularity_score * count / max(count.max(), 1), np.float32),
            popularity_ratings=2.0,
            stars_weight=stars_weight,
        ),
        provenance=Provenance(
            DatasetInfo("made up", fingerprint, "", 3, n_items, 10 * n_items),
            {"rating": {"n_factors": factors.shape[1]}},
            {"validation_rmse": 0.9, "baseline_rmse": 1.0},
            {"numpy": np.__version__},
            "2026-01-01T00:00:00+00:00",
        ),
    )


def _column(values: Sequence[float] | None, n_items: int, default: float) -> NDArray[np.float32]:
    return np.asarray([default] * n_items if values is None else values, np.float32)
