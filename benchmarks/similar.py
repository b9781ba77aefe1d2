"""Are similar films rated by the same people, of the same kind, and not always the same few?

Run with `python -m benchmarks.similar PATH`, where PATH is another MovieLens release: the model is
trained on the embedded data, and the users of the other release, whom it has never seen, judge.
"""

import asyncio
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the bot serves; before numpy is imported

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from core.catalog.dataset import Dataset
from core.catalog.films import Catalog
from core.model.factor_model import FactorModel, load_model
from core.model.similarity import similarities
from core.recommend.selection import top_items
from core.training.hyper_parameters import HyperParameters
from core.training.jobs import TrainingJob
from core.training.launch import train_in_child
from data.filters import Filters
from data.prepare import load_dataset, prepare, prepared_files

SEED = 0
K = 10
N_FILMS = 600
MIN_RATINGS = 10  # of an asked film, in both releases
VARIANTS = ((0.0, 5.0), (0.5, 0.0), (0.5, 5.0), (0.5, 20.0), (1e6, 5.0), (1e6, 20.0))


@dataclass(frozen=True, slots=True, eq=False)
class Judge:
    """Co-ratings of another release, by the item indices of the model."""

    rated: NDArray[np.float32]  # (n_users, n_items): 1 where a user rated a film
    count: NDArray[np.float32]  # (n_items,)

    def log_lift(self, item: int, others: NDArray[np.int64]) -> NDArray[np.float32]:
        """log((together + 1) / (expected + 1)) for each other film, natural logarithm."""
        together = self.rated[:, item] @ self.rated[:, others]
        expected = self.count[item] * self.count[others] / self.rated.shape[0]
        return np.asarray(np.log((together + 1) / (expected + 1)), np.float32)


def judge_of(other: Dataset, catalog: Catalog) -> Judge:
    """The other release's users as judges of this catalogue's films."""
    place = np.array([catalog.index_of(int(each)) or 0 for each in other.catalog.movie_ids])
    shared = np.array([catalog.index_of(int(each)) is not None for each in other.catalog.movie_ids])
    kept = shared[other.ratings.item_index]
    rated = np.zeros((other.ratings.n_users, len(catalog)), np.float32)
    rated[other.ratings.user_index[kept], place[other.ratings.item_index[kept]]] = 1
    return Judge(rated, rated.sum(axis=0))


def figures(
    model: FactorModel, catalog: Catalog, judge: Judge, variant: tuple[float, float]
) -> tuple[str, ...]:
    """Mean log lift, mean share of genres, and the most lists that one film is in."""
    weight, shrinkage = variant
    enough = (model.item_count >= MIN_RATINGS) & (judge.count >= MIN_RATINGS)
    rng = np.random.default_rng(SEED)
    asked = rng.choice(np.flatnonzero(enough), N_FILMS, replace=False)
    genres = [set(film.genres) for film in catalog.films]
    lifts, shared, listed = [], [], np.zeros(len(catalog), np.int64)
    for item in asked.tolist():
        likeness = similarities(model, item, shrinkage, weight)
        near = top_items(likeness, np.flatnonzero(~model.rated), K)
        listed[near] += 1
        lifts.append(float(judge.log_lift(item, near).mean()))
        shared += [
            len(genres[item] & genres[each]) / max(len(genres[item] | genres[each]), 1)
            for each in near.tolist()
        ]
    return f"{np.mean(lifts):.2f}", f"{np.mean(shared):.2f}", str(listed.max())


def train(directory: Path) -> FactorModel:
    """The default model of the embedded data."""
    prepare(None, Filters(), directory)
    files = prepared_files(None, Filters(), directory)
    job = TrainingJob(
        files.catalog,
        files.ratings,
        directory / "model.npz",
        directory / "training.log",
        HyperParameters(),
    )
    asyncio.run(train_in_child(job, lambda _: None))
    return load_model(job.model_path)


def main() -> None:
    """Train, judge every variant, print a table."""
    if len(sys.argv) != 2:
        sys.exit("python -m benchmarks.similar PATH: PATH is another MovieLens release")
    catalog = load_dataset(None, Filters()).catalog
    judge = judge_of(load_dataset(Path(sys.argv[1]), Filters()), catalog)
    with tempfile.TemporaryDirectory() as directory:
        model = train(Path(directory))
    table = Table(title=f"{K} neighbours of {N_FILMS} films, seed {SEED}")
    for heading in ("rating head", "shrinkage", "log lift", "genres shared", "most lists"):
        table.add_column(heading, justify="right")
    for weight, shrinkage in VARIANTS:
        name = "alone" if weight > 1 else f"weight {weight:g}"
        table.add_row(name, f"{shrinkage:g}", *figures(model, catalog, judge, (weight, shrinkage)))
    Console().print(table)


if __name__ == "__main__":
    main()
