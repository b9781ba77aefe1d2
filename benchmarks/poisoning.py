"""What honest people and spam do to a retraining on the embedded data: filter, gate, time.

Run with `python -m benchmarks.poisoning [--seed 1]`. A hundred users of the data set are taken out
of it and play this bot's people, so that one knows what honest people are; then come shuffled
stars, and 500 accounts that all want one film to have five stars.
"""

import asyncio
import os
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the bot serves; before numpy is imported

import numpy as np
import typer
from rich.console import Console
from rich.table import Table

from core.catalog.dataset import Dataset, TrainingData, save_catalog, save_ratings
from core.catalog.films import Catalog
from core.catalog.ratings import Ratings
from core.evaluation.splits import held_out_last
from core.training.jobs import RetrainingJob, RetrainingReport, TrainingJob
from core.training.launch import retrain_in_child, train_in_child
from core.training.snapshot import RatingLog, Snapshot, combine
from core.training.verdict import CHAMPION, Check, Population
from data.filters import Filters
from data.prepare import load_dataset

N_PEOPLE, N_ACCOUNTS = 100, 500
TARGET_RATINGS = 20  # of the film that the spam is about
BEST_KNOWN = 300  # films that spam rates besides
HEADINGS = ("snapshot", "people", "left out", "film's mean", "RMSE", "nDCG@10", "verdict", "time")


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """The embedded data set without some of its users, and those users."""

    data: TrainingData
    catalog: Catalog
    people: Ratings
    target: int

    @classmethod
    def of(cls, dataset: Dataset, rng: np.random.Generator) -> "World":
        """Draw the people and the film."""
        ratings = dataset.ratings
        chosen = np.isin(ratings.user_index, rng.permutation(ratings.n_users)[:N_PEOPLE])
        rest, people = renumbered(ratings.take(~chosen)), ratings.take(chosen)
        by_time = people.take(np.argsort(people.timestamp, kind="stable"))
        info = replace(
            dataset.info, fingerprint="poisoning", n_users=rest.n_users, n_ratings=len(rest)
        )
        count = np.bincount(rest.item_index, minlength=rest.n_items)
        target = int(np.flatnonzero(count == TARGET_RATINGS)[0])
        data = TrainingData(rest, dataset.catalog.movie_ids, info)
        return cls(data, dataset.catalog, renumbered(by_time), target)

    def spam(self, n_more: int, rng: np.random.Generator) -> Ratings:
        """Accounts that want one film on top, and rate others, each at random."""
        count = np.bincount(self.data.ratings.item_index, minlength=len(self.catalog))
        known = np.setdiff1d(np.argsort(-count)[:BEST_KNOWN], [self.target])
        films = np.array(
            [[self.target, *rng.choice(known, n_more, replace=False)] for _ in range(N_ACCOUNTS)]
        )
        stars = rng.integers(1, 11, films.shape) / 2
        stars[:, 0] = 5.0
        account = np.repeat(np.arange(N_ACCOUNTS) + self.people.n_users, n_more + 1)
        return Ratings(
            account.astype(np.int32),
            films.ravel().astype(np.int32),
            stars.ravel().astype(np.float32),
            np.arange(films.size) + 1_700_000_000,
            N_ACCOUNTS + self.people.n_users,
            len(self.catalog),
        )

    def snapshot(self, *told: Ratings) -> Snapshot:
        """As the bot takes one, of ratings that were all given slowly."""
        said = RatingLog(
            np.concatenate([each.user_index for each in told]).astype(np.int64),
            self.data.movie_ids[np.concatenate([each.item_index for each in told])],
            np.concatenate([each.stars for each in told]),
            np.concatenate([each.timestamp for each in told]),
            np.zeros(sum(map(len, told)), np.bool_),
        )
        return combine(self.data, said)


def renumbered(ratings: Ratings) -> Ratings:
    """Without the users who have no rating."""
    users, number = np.unique(ratings.user_index, return_inverse=True)
    return replace(ratings, user_index=number.astype(np.int32), n_users=users.size)


def shuffled(ratings: Ratings, rng: np.random.Generator) -> Ratings:
    """The same pairs, each with the stars of any other."""
    return replace(ratings, stars=rng.permutation(ratings.stars))


def snapshots(world: World, rng: np.random.Generator) -> Iterator[tuple[str, Snapshot]]:
    """The first of them becomes the champion of all others.

    It knows what everybody said first. Any four fifths would not do: among them would be ratings
    that all others hold out.
    """
    people = world.people
    said_first = held_out_last(people, np.arange(len(people))).train
    yield "four fifths, honest", world.snapshot(said_first)
    honest = world.snapshot(people)
    yield "all, honest", honest
    yield "all stars shuffled", replace(honest, ratings=shuffled(honest.ratings, rng))
    yield "people's stars shuffled", world.snapshot(shuffled(people, rng))
    for n_more in (0, 8, 30):
        name = f"{N_ACCOUNTS} accounts, ★5 for one film, {n_more} others each"
        yield name, world.snapshot(people, world.spam(n_more, rng))


def row(name: str, world: World, snapshot: Snapshot, report: RetrainingReport) -> tuple[str, ...]:
    """One line of the table; figures are of the data set's users, beside the champion's."""
    ratings = snapshot.ratings
    left_out = ", ".join(f"{rule}: {n}" for rule, n in snapshot.report.left_out.items())
    figures = {
        duel.check: f"{duel.ours:.4f} ({duel.theirs:.4f})"
        for duel in report.verdict.duels
        if duel.against == CHAMPION and duel.among is Population.DATASET
    }
    return (
        name,
        str(snapshot.report.n_people),
        left_out or "–",
        f"{ratings.stars[ratings.item_index == world.target].mean():.2f}",
        figures.get(Check.RMSE, f"{report.verdict.figures['rmse']:.4f}"),
        figures.get(Check.NDCG, f"{report.verdict.figures['ndcg@10']:.4f}"),
        "promoted" if report.verdict.promoted else "rejected",
        f"{report.training.seconds:.0f} s",
    )


async def measure(directory: Path, table: Table, seed: int) -> float:
    """Fill the table; seconds of a plain training on the same ratings."""
    rng = np.random.default_rng(seed)
    world = World.of(load_dataset(None, Filters()), rng)
    job = TrainingJob(
        directory / "catalog.npz",
        directory / "ratings.npz",
        directory / "model.npz",
        directory / "training.log",
    )
    save_catalog(job.catalog_path, world.catalog, world.data.info)
    champion: Path | None = None
    for number, (name, snapshot) in enumerate(snapshots(world, rng)):
        save_ratings(job.ratings_path, snapshot.ratings, world.catalog, snapshot.info)
        training = replace(job, model_path=directory / f"model-{number}.npz")
        report = await retrain_in_child(
            RetrainingJob(training, directory, champion), lambda _: None
        )
        table.add_row(*row(name, world, snapshot, report))
        champion = champion or training.model_path
    honest = world.snapshot(world.people)
    save_ratings(job.ratings_path, honest.ratings, world.catalog, honest.info)
    started = time.monotonic()
    await train_in_child(job, lambda _: None)
    return time.monotonic() - started


def main(*, seed: Annotated[int, typer.Option(help="Of people, film and spam.")] = 1) -> None:
    """Retrain on every snapshot and print a table."""
    table = Table(title=f"Retrainings on the embedded data, seed {seed}")
    for heading in HEADINGS:
        table.add_column(heading)
    with tempfile.TemporaryDirectory() as directory:
        seconds = asyncio.run(measure(Path(directory), table, seed))
    Console(width=160).print(table)
    print(f"A plain training takes {seconds:.0f} s. In brackets: the champion.")


if __name__ == "__main__":
    typer.run(main)
