"""How long one answer takes to compute: fold-in of 200 ratings plus the ten best films.

Run with `python -m benchmarks.serving`. Models are random numbers of the real shapes: the time
does not depend on what a model has learned.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the bot serves; before numpy is imported

import time

import numpy as np
from rich.console import Console
from rich.table import Table

from core.catalog import Catalog, Film
from core.dataset import DatasetInfo
from core.model import FactorModel, Penalty, Provenance
from core.recommender import Recommender
from core.search import TitleIndex
from core.training import HyperParameters

SEED = 7
N_RATED = 200
K = 10
REPETITIONS = 500
CATALOGUES = ((9_066, 5.0), (87_000, 25.0))  # films, ms that the 99th percentile may take


def build(n_items: int, rng: np.random.Generator) -> Recommender:
    """A recommender of `n_items` films and the default number of factors."""
    films = [Film(movie_id, f"Film {movie_id}", 2000) for movie_id in range(1, n_items + 1)]
    count = rng.geometric(0.01, n_items)
    total = np.asarray(count * 3.5, np.float64)
    catalog = Catalog.build(films, count, total)
    chosen = HyperParameters()
    model = FactorModel(
        catalog.movie_ids,
        rng.normal(0, 0.3, (n_items, chosen.n_factors)).astype(np.float32),
        rng.normal(0, 0.4, n_items).astype(np.float32),
        count,
        3.5,
        Penalty(6.0, 0.05),
        Penalty(5.0, 0.0),
        Provenance(DatasetInfo("random", "", "", 1, n_items, int(count.sum())), {}, {}, {}, ""),
    )
    few = Catalog.build(films[:1], count[:1], total[:1])  # titles are not what is timed
    return Recommender(catalog, TitleIndex(few), model)


def times_ms(recommender: Recommender, rng: np.random.Generator) -> np.ndarray:
    """Milliseconds of each repetition, each for another person."""
    n_items = len(recommender.catalog)
    times = []
    for _ in range(REPETITIONS + 20):
        movie_ids = rng.choice(n_items, N_RATED, replace=False) + 1
        stars = rng.integers(1, 11, N_RATED) / 2
        profile = dict(zip(movie_ids.tolist(), stars.tolist(), strict=True))
        started = time.perf_counter()
        found = recommender.recommend(profile, K)
        times.append((time.perf_counter() - started) * 1000)
        assert len(found.page) == K
    return np.array(times[20:])  # the first ones warm up


def main() -> None:
    """Print one row a catalogue size."""
    table = Table(
        title=f"Fold-in of {N_RATED} ratings + top {K}, {REPETITIONS} people, seed {SEED}"
    )
    for column in ("films", "median ms", "p99 ms", "worst ms", "bound ms"):
        table.add_column(column, justify="right")
    for n_items, bound in CATALOGUES:
        rng = np.random.default_rng(SEED)
        times = times_ms(build(n_items, rng), rng)
        figures = [np.median(times), np.percentile(times, 99), times.max()]
        table.add_row(f"{n_items:,}", *(f"{figure:.2f}" for figure in figures), f"{bound:.0f}")
    Console().print(table)


if __name__ == "__main__":
    main()
