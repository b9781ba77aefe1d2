"""How fast title search is, and how much memory it takes: `python -m benchmarks.search`.

The embedded catalogue as it is, then larger ones whose titles recombine its words (fixed seed), up
to the size of the largest MovieLens release. The queries are what people type: titles, titles with
a typo, without some of their words, in another order, with the year, and a few awkward ones.
"""

import gc
import time
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from rich.console import Console
from rich.table import Table

from core.catalog.films import Catalog, Film
from core.titles.search import TitleIndex
from data.filters import Filters
from data.prepare import load_dataset

SIZES = (30_000, 87_000)
N_QUERIES = 600
SEED = 20240229
_AWKWARD = (
    "the",
    "a",
    "of the",
    "2",
    "part ii",
    "love",
    "the man and the woman of the night",
    "é" * 10_000,
)


@dataclass(frozen=True, slots=True)
class Measurement:
    """What one catalogue size costs."""

    n_titles: int
    build_seconds: float
    memory_mb: float  # held by the index, the catalogue itself not counted
    median_ms: float
    p99_ms: float
    worst_ms: float


def main() -> None:
    """Measure every size and print one table."""
    bundled = load_dataset(None, Filters()).catalog
    rng = np.random.default_rng(SEED)
    catalogs = [bundled, *(recombined(bundled, size, rng) for size in SIZES)]
    table = Table("titles", "build s", "memory MB", "median ms", "p99 ms", "worst ms")
    for catalog in catalogs:
        found = measure(catalog, queries(catalog, rng))
        table.add_row(
            f"{found.n_titles:,}",
            f"{found.build_seconds:.2f}",
            f"{found.memory_mb:.1f}",
            f"{found.median_ms:.1f}",
            f"{found.p99_ms:.1f}",
            f"{found.worst_ms:.1f}",
        )
    Console().print(table)


def measure(catalog: Catalog, texts: Sequence[str]) -> Measurement:
    """Build the index twice, for time and for memory, and search every text once."""
    build_seconds = _seconds(partial(TitleIndex, catalog))
    gc.collect()
    tracemalloc.start()
    index = TitleIndex(catalog)
    gc.collect()
    memory_mb = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    index.search(texts[0])  # the first call warms caches
    times = 1000 * np.array([_seconds(partial(index.search, text)) for text in texts])
    return Measurement(
        n_titles=len(catalog),
        build_seconds=build_seconds,
        memory_mb=memory_mb,
        median_ms=float(np.median(times)),
        p99_ms=float(np.quantile(times, 0.99)),
        worst_ms=float(times.max()),
    )


def recombined(catalog: Catalog, n_films: int, rng: np.random.Generator) -> Catalog:
    """A catalogue of `n_films` as long-winded and as unevenly popular as this one."""
    words = np.array([word for film in catalog.films for word in film.title.split()])
    drawn = iter(rng.choice(words, size=20 * n_films).tolist())

    def rename(title: str) -> str:
        return " ".join(next(drawn) for _ in title.split())

    templates = rng.integers(len(catalog), size=n_films)
    films = []
    for movie_id, template in enumerate(templates.tolist(), start=1):
        film = catalog.films[template]
        others = tuple(rename(name) for name in film.alternative_titles)
        films.append(Film(movie_id, rename(film.title), film.year, film.genres, others))
    return Catalog.build(films, catalog.rating_count[templates], catalog.rating_sum[templates])


def queries(catalog: Catalog, rng: np.random.Generator) -> list[str]:
    """What people might type to find films of this catalogue, the well known ones more often."""
    chance = catalog.rating_count / catalog.rating_count.sum()
    changes = (_as_it_is, _mistyped, _shortened, _shuffled, _dated)
    films = [catalog.films[item] for item in rng.choice(len(catalog), size=N_QUERIES, p=chance)]
    typed = [changes[n % len(changes)](film, rng) for n, film in enumerate(films)]
    return [*typed, *_AWKWARD]


def _as_it_is(film: Film, _rng: np.random.Generator) -> str:
    return film.title


def _mistyped(film: Film, rng: np.random.Generator) -> str:
    at = int(rng.integers(len(film.title)))
    return film.title[:at] + film.title[at + 1 :]


def _shortened(film: Film, rng: np.random.Generator) -> str:
    words = film.title.split()
    return " ".join(words[: int(rng.integers(1, len(words) + 1))])


def _shuffled(film: Film, rng: np.random.Generator) -> str:
    return " ".join(rng.permutation(film.title.split()).tolist())


def _dated(film: Film, _rng: np.random.Generator) -> str:
    return film.label


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
