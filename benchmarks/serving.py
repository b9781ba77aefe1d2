"""How long one answer takes to compute: fold-in of 200 ratings plus the ten best films, and all
that is shown of them; run with `python -m benchmarks.serving`.

Models are random numbers of the real shapes: the time does not depend on what a model has learned.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the bot serves; before numpy is imported

import time
from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from core.catalog.dataset import DatasetInfo
from core.catalog.film_filter import FilmFilter
from core.catalog.films import Catalog, Film
from core.catalog.observations import Observations
from core.catalog.profile import Profile
from core.catalog.ratings import N_STEPS
from core.model.factor_model import (
    FactorModel,
    ObservationWeights,
    Provenance,
    RankingHead,
    RatingHead,
)
from core.model.fold_in import fold_in_ranking, fold_in_rating
from core.model.taste import taste_of
from core.recommend.recommender import Recommender
from core.recommend.selection import top_items
from core.titles.search import TitleIndex
from core.training.hyper_parameters import HyperParameters

SEED = 7
N_RATED = 200
K = 10
PAGE = 5
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
        np.full(N_STEPS, 1 / N_STEPS, np.float32),
        np.ones(n_items, np.float32),
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


def service(model: FactorModel, rng: np.random.Generator) -> Recommender:
    """The model with a catalogue of made-up films, each of two kinds out of twenty."""
    kinds = rng.integers(20, size=(model.movie_ids.size, 2))
    films = [
        Film(movie_id, f"Film {movie_id}", 1920 + movie_id % 100, tuple({f"G{one}", f"G{other}"}))
        for movie_id, (one, other) in zip(model.movie_ids.tolist(), kinds.tolist(), strict=True)
    ]
    catalog = Catalog.build(films, model.item_count, np.asarray(model.item_count * 3.5, np.float64))
    return Recommender(catalog, TitleIndex(catalog), model)


def tasks(bot: Recommender, model: FactorModel) -> Mapping[str, Callable[[Observations], object]]:
    """What is timed, by name; each is asked about one person."""
    comedies = FilmFilter(genres=frozenset({"G1"}), without_genres=frozenset({"G2"}))

    def told(observed: Observations) -> Profile:
        return Profile(
            dict(zip((observed.rated + 1).tolist(), observed.stars.tolist(), strict=True))
        )

    def folded(observed: Observations) -> object:
        fold_in_rating(model.rating, observed.rated, observed.stars)
        return fold_in_ranking(model.ranking, observed)

    return {
        "both fold-ins": folded,
        f"top {K}": lambda who: top_items(taste_of(model, who).scores, who.rated, K),
        f"page of {PAGE} with reasons": lambda who: bot.recommend(told(who), PAGE),
        "the same, of a genre": lambda who: bot.recommend(told(who), PAGE, wanted=comedies),
        "the same, like a film": lambda who: bot.recommend(
            told(who), PAGE, wanted=FilmFilter(like=1)
        ),
        "the same, a surprise": lambda who: bot.recommend(
            told(who), PAGE, wanted=FilmFilter(surprise=1)
        ),
        "deck of 6": lambda who: bot.deck(told(who), 6),
        "how well known": lambda who: bot.acquaintance(told(who)),
    }


def times_ms(
    task: Callable[[Observations], object], n_items: int, rng: np.random.Generator
) -> NDArray[np.float64]:
    """Milliseconds of a task, (n,); each is another person's."""
    times = np.empty(REPETITIONS + WARM_UP)
    for repetition in range(times.size):
        rated = rng.choice(n_items, N_RATED, replace=False)
        stars = (rng.integers(1, 11, N_RATED) / 2).astype(np.float32)
        observed = Observations(rated, stars)
        started = time.perf_counter()
        task(observed)
        times[repetition] = time.perf_counter() - started
    return times[WARM_UP:] * 1000


def main() -> None:
    """Print a row a task for each catalogue size."""
    chosen = HyperParameters()
    table = Table(
        title=f"{N_RATED} ratings, {REPETITIONS} people, seed {SEED}; "
        f"{chosen.rating.n_factors} + {chosen.ranking.n_factors} factors, "
        f"{chosen.ranking.n_directions} directions"
    )
    for column in ("films", "what", "median ms", "p99 ms", "worst ms", "bound ms"):
        table.add_column(column, justify="left" if column == "what" else "right")
    for n_items, bound in CATALOGUES:
        rng = np.random.default_rng(SEED)
        model = build(n_items, rng)
        for name, task in tasks(service(model, rng), model).items():
            times = times_ms(task, n_items, rng)
            figures = [np.median(times), np.percentile(times, 99), times.max()]
            table.add_row(
                f"{n_items:,}", name, *(f"{figure:.2f}" for figure in figures), f"{bound:.0f}"
            )
    Console().print(table)


if __name__ == "__main__":
    main()
