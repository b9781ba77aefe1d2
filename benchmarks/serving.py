"""How long one answer takes to compute: fold-in of 200 ratings plus the ten best films.

Run with `python -m benchmarks.serving`. Models are random numbers of the real shapes: the time
does not depend on what a model has learned.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the bot serves; before numpy is imported

import time

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from core.dataset import DatasetInfo
from core.fold_in import fold_in_ranking, fold_in_rating
from core.hyper_parameters import HyperParameters
from core.model import FactorModel, ObservationWeights, Provenance, RankingHead, RatingHead
from core.observations import Observations
from core.recommend import top_items
from core.taste import taste_of

SEED = 7
N_RATED = 200
K = 10
REPETITIONS = 500
WARM_UP = 20
CATALOGUES = ((9_066, 5.0), (87_000, 25.0))  # films, ms that the 99th percentile may take


def build(n_items: int, rng: np.random.Generator) -> FactorModel:
    """A model of `n_items` films in the default dimensions."""

    def table(width: int) -> NDArray[np.float32]:
        return rng.normal(0, 0.2, (n_items, width)).astype(np.float32)

    chosen = HyperParameters()
    rating, ranking = chosen.rating, chosen.ranking
    count = rng.geometric(0.01, n_items)
    factors = table(ranking.n_factors)
    return FactorModel(
        np.arange(1, n_items + 1),
        count,
        RatingHead(
            global_mean=3.5,
            item_bias=table(1)[:, 0],
            item_factors=table(rating.n_factors),
            noise_scale=(1 + rating.rare_noise / (1 + count)).astype(np.float32),
            noise=rating.noise,
            user_bias_deviation=rating.user_bias_deviation,
            spread=1.0,
        ),
        RankingHead(
            item_factors=factors,
            gramian=factors.T @ factors,
            weights=ObservationWeights(
                ranking.weight_scale,
                ranking.weight_power,
                ranking.unobserved_weight,
                ranking.penalty,
            ),
            neighbour_factors=table(ranking.n_directions),
            encoder_scale=np.ones(n_items, np.float32),
            popularity=(count / count.max()).astype(np.float32),
            popularity_ratings=ranking.popularity_ratings,
            stars_weight=ranking.stars_weight,
        ),
        Provenance(DatasetInfo("random", "", "", 1, n_items, int(count.sum())), {}, {}, {}, ""),
    )


def times_ms(model: FactorModel, rng: np.random.Generator) -> NDArray[np.float64]:
    """Milliseconds of the fold-ins alone and of whole answers, (2, n); each is another person's."""
    n_items = model.movie_ids.size
    times = np.empty((2, REPETITIONS + WARM_UP))
    for repetition in range(times.shape[1]):
        rated = rng.choice(n_items, N_RATED, replace=False)
        stars = (rng.integers(1, 11, N_RATED) / 2).astype(np.float32)
        observed = Observations(rated, stars)
        started = time.perf_counter()
        fold_in_rating(model.rating, rated, stars)
        fold_in_ranking(model.ranking, observed)
        folded = time.perf_counter()
        top = top_items(taste_of(model, observed).scores, rated, K)
        times[:, repetition] = folded - started, time.perf_counter() - folded
        assert top.size == K
    return times[:, WARM_UP:] * 1000


def main() -> None:
    """Print one row a catalogue size."""
    chosen = HyperParameters()
    table = Table(
        title=f"{N_RATED} ratings → top {K}, {REPETITIONS} people, seed {SEED}; "
        f"{chosen.rating.n_factors} + {chosen.ranking.n_factors} factors, "
        f"{chosen.ranking.n_directions} directions"
    )
    for column in ("films", "fold-ins, median ms", "median ms", "p99 ms", "worst ms", "bound ms"):
        table.add_column(column, justify="right")
    for n_items, bound in CATALOGUES:
        rng = np.random.default_rng(SEED)
        folds, times = times_ms(build(n_items, rng), rng)
        figures = [np.median(folds), np.median(times), np.percentile(times, 99), times.max()]
        table.add_row(f"{n_items:,}", *(f"{figure:.2f}" for figure in figures), f"{bound:.0f}")
    Console().print(table)


if __name__ == "__main__":
    main()
