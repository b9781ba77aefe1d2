"""How training grows with the data: `python -m benchmarks.growth`.

Ratings are made up (fixed seed): users and films as many and as unevenly rated as in MovieLens,
stars in halves out of a few hidden tastes, biases and noise. They are written as a prepared data
set, and for each size a fresh process trains on them the way `core.trainer.training.train` does,
but takes only a few steps and sweeps. `--ratings 32000000` is the size of the largest release.

A whole training costs the seconds of one step or sweep times how many there are; the table has
both and does not multiply them. Memory is the largest resident memory of the process above what it
has when TensorFlow is loaded, as the kernel counts it (Linux only).
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy and TensorFlow share the cores

import asyncio
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from core.catalog.dataset import DatasetInfo, load_catalog, load_ratings, save_catalog, save_ratings
from core.catalog.films import Catalog, Film
from core.catalog.ratings import MAX_STARS, MIN_STARS, Ratings
from core.child.process import run_in_child
from core.model.side_information import film_features
from core.training.hyper_parameters import HyperParameters

SEED = 32
SIZES = (100_000, 1_000_000, 4_000_000)
STEPS = 5
SWEEPS = 2
N_TASTES = 8
GENRES = tuple(f"Genre {number}" for number in range(19))
CHOSEN = HyperParameters()


@dataclass(frozen=True, slots=True)
class Growth:
    """What the parts of one training cost."""

    set_up: float  # seconds until the first step: read, hold out, set the exam, deal into blocks
    step: float  # seconds, median, of the rating head
    all_steps: int  # of a whole training
    exam: float  # seconds a look at the validation ratings
    sweep: float  # seconds, of the ranking head
    neighbours: float  # seconds, all of that part
    peak_mb: float


def made_up(n_ratings: int) -> Ratings:
    """Ratings in the order of users, in a world between the smallest and largest MovieLens.

    160 ratings a user, as in both; 9,700 films where there are 100,000 ratings and 87,000 where
    there are 32 million, on a straight line of the logarithms. The releases between have fewer.
    """
    rng = np.random.default_rng(SEED)
    n_users = max(2, n_ratings // 160)
    n_items = max(2, round(9_700 * (n_ratings / 100_000) ** 0.38))
    users, items = np.divmod(_pairs(n_ratings, n_users, n_items, rng), n_items)
    tastes = rng.normal(0, 0.5, (n_users, N_TASTES)).astype(np.float32)
    films = rng.normal(0, 0.5, (n_items, N_TASTES)).astype(np.float32)
    stars = np.einsum("rt,rt->r", tastes[users], films[items])
    stars += 3.5 + rng.normal(0, 0.4, n_users).astype(np.float32)[users]
    stars += rng.normal(0, 0.5, n_items).astype(np.float32)[items]
    stars += rng.normal(0, 0.7, n_ratings).astype(np.float32)
    return Ratings(
        users.astype(np.int32),
        items.astype(np.int32),
        np.clip(np.round(2 * stars) / 2, MIN_STARS, MAX_STARS),
        800_000_000 + np.arange(n_ratings),
        n_users,
        n_items,
    )


def _pairs(
    n_ratings: int, n_users: int, n_items: int, rng: np.random.Generator
) -> NDArray[np.int64]:
    """Who rated what, as user · n_items + item, ascending and without repeats, (n_ratings,).

    The r-th user has ratings like (50 + r)^(−0.8) and picks films like (depth + r)^(−2), by the
    inverse of that distribution: who rates much has seen the famous ones and goes deeper.
    """
    share = (50.0 + np.arange(n_users)) ** -0.8
    share /= share.sum()
    depth = 300 + n_ratings * share
    film_at = rng.permutation(n_items)  # a film's fame says nothing of its index
    found = np.empty(0, np.int64)
    while found.size < n_ratings:
        users = rng.choice(n_users, n_ratings, p=share)
        first = 1 / depth[users]
        last = 1 / (depth[users] + n_items)
        rank = 1 / (first - rng.random(n_ratings) * (first - last)) - depth[users]
        items = film_at[np.clip(rank.astype(np.int64), 0, n_items - 1)]
        found = np.sort(np.concatenate([found, users * n_items + items]))
        found = found[np.diff(found, prepend=-1) > 0]  # np.unique takes a hundred times as long
    return np.sort(rng.permutation(found)[:n_ratings])


def save(directory: Path, ratings: Ratings) -> tuple[Path, Path]:
    """Write a prepared data set, its films with made-up genres; the paths of its two files."""
    films = [
        Film(
            number, f"Film {number}", 1930 + number % 90, (GENRES[number % 19], GENRES[number % 7])
        )
        for number in range(ratings.n_items)
    ]
    count = np.bincount(ratings.item_index, minlength=ratings.n_items)
    total = np.bincount(ratings.item_index, ratings.stars, ratings.n_items).astype(np.float64)
    catalog = Catalog.build(films, count, total)
    info = DatasetInfo("made up", "", "", ratings.n_users, ratings.n_items, len(ratings))
    save_catalog(directory / "catalog.npz", catalog, info)
    save_ratings(directory / "ratings.npz", ratings, catalog, info)
    return directory / "catalog.npz", directory / "ratings.npz"


def grown(catalog_path: Path, ratings_path: Path, n_steps: int, n_sweeps: int) -> Growth:
    """Runs in a child: the parts of `core.trainer.training`, in its order, holding the same."""
    import tensorflow as tf  # noqa: PLC0415 - in this process alone, as in a training

    from core.trainer.ranking import fit_ranking_head  # noqa: PLC0415
    from core.trainer.rating import RatingRun  # noqa: PLC0415
    from core.trainer.training import hold_out  # noqa: PLC0415
    from core.trainer.validation import RatingValidation  # noqa: PLC0415

    tf.keras.utils.set_random_seed(CHOSEN.seed)
    tf.config.experimental.enable_op_determinism()
    loaded = memory_mb("VmRSS")
    lap = stopwatch()
    catalog, _ = load_catalog(catalog_path)
    ratings, features = load_ratings(ratings_path).ratings, film_features(catalog)
    split = hold_out(ratings, CHOSEN.validation_share, CHOSEN.seed)
    exam = RatingValidation(split.train, split.test, CHOSEN.seed)
    partial = RatingRun(split.train, features, CHOSEN.rating, CHOSEN.seed)
    set_up = lap()
    partial.steps(1)  # compiles
    steps = []
    for _ in range(n_steps):
        lap()
        partial.steps(1)
        steps.append(lap())
    exam.judge(partial.head())
    judged = lap()
    whole = RatingRun(ratings, features, CHOSEN.rating, CHOSEN.seed, partial)
    whole.steps(1)
    sweeps = []
    chosen = replace(CHOSEN.ranking, sweeps=n_sweeps)
    fit_ranking_head(ratings, features, chosen, CHOSEN.seed, lambda _, __: sweeps.append(lap()))
    neighbours = lap()
    return Growth(
        set_up=set_up,
        step=float(np.median(steps)),
        all_steps=partial.n_steps + whole.n_steps,
        exam=judged,
        sweep=float(np.median(sweeps[1:])),  # before the first one, blocks are made
        neighbours=neighbours,
        peak_mb=memory_mb("VmHWM") - loaded,
    )


def stopwatch() -> Callable[[], float]:
    """A function that says how many seconds have gone by since it was last asked."""
    last = time.perf_counter()

    def lap() -> float:
        nonlocal last
        before, last = last, time.perf_counter()
        return last - before

    return lap


def memory_mb(name: str) -> float:
    """This process's resident memory, MB: VmRSS is the present one, VmHWM the largest so far."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) / 1024
    raise LookupError(f"the kernel tells no {name}")


def column(n_ratings: int, n_steps: int, n_sweeps: int) -> dict[str, str]:
    """What is printed of one size."""
    ratings = made_up(n_ratings)
    shape = {"users": f"{ratings.n_users:,}", "films": f"{ratings.n_items:,}"}
    arrays = (ratings.user_index, ratings.item_index, ratings.stars, ratings.timestamp)
    own_mb = sum(array.nbytes for array in arrays) / 2**20
    with tempfile.TemporaryDirectory() as directory:
        files = save(Path(directory), ratings)
        del ratings, arrays  # the memory of the machine is the child's
        found = asyncio.run(run_in_child(grown, *files, n_steps, n_sweeps))
    return shape | {
        "set up, s": f"{found.set_up:.1f}",
        "a step of the rating head, s": f"{found.step:.2f}",
        "steps of a whole training": f"{found.all_steps:,}",
        "a look at the validation ratings, s": f"{found.exam:.1f}",
        "a sweep of the ranking head, s": f"{found.sweep:.1f}",
        "sweeps of a whole training": str(CHOSEN.ranking.sweeps),
        "its neighbours, all in all, s": f"{found.neighbours:.1f}",
        "the ratings themselves, MB": f"{own_mb:.0f}",
        "peak memory, MB": f"{found.peak_mb:.0f}",
        "times the ratings themselves": f"{found.peak_mb / own_mb:.1f}",
    }


def main(
    *,
    ratings: Annotated[list[int] | None, typer.Option(help="A size; may be repeated.")] = None,
    steps: Annotated[int, typer.Option(min=1, help="Of the rating head.")] = STEPS,
    sweeps: Annotated[int, typer.Option(min=2, help="Of the ranking head.")] = SWEEPS,
) -> None:
    """Print one column a size."""
    sizes = ratings or SIZES
    columns = [column(size, steps, sweeps) for size in sizes]
    table = Table(title=f"Made-up ratings, seed {SEED}")
    table.add_column("ratings")
    for size in sizes:
        table.add_column(f"{size:,}", justify="right")
    for name in columns[0]:
        table.add_row(name, *(each[name] for each in columns))
    Console().print(table)


if __name__ == "__main__":
    typer.run(main)
