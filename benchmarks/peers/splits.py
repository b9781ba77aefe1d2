"""Which ratings a recommender may see and which it is judged on; nothing else draws a split.

Two tasks. `stars`: a random tenth of all ratings is held out, users and films it leaves without
any training rating included. `ranking`: of each user's n ratings a random n // 5 are held out, so
whoever has fewer than five gives none. Rows keep the order of the file, ids and titles are
those of the file.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks.peers.tasks import MOVIES, PAIRS, TEST, TRAIN, Data, Task
from data.filters import Filters
from data.prepare import load_dataset
from data.source import CSV, locate

NEARBY = Path(__file__).resolve().parents[3] / "shared" / "data" / "ml-latest-small"
FILTERS = {"full": Filters(), "recent": Filters(min_year=2000)}
STARS_SHARE = 0.1
RANKING_DIVISOR = 5


@dataclass(frozen=True, slots=True, eq=False)
class Release:
    """A MovieLens release, or the filtered part of it, as GroupLens' csv columns."""

    name: str  # as people call it
    ratings: pd.DataFrame  # userId, movieId, rating, timestamp
    movies: pd.DataFrame  # movieId, title, genres; for "full" also films that nobody rated


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """Training ratings and the held-out ones, in GroupLens' csv columns."""

    task: Task
    train: pd.DataFrame  # userId, movieId, rating, timestamp
    test: pd.DataFrame  # the same columns, none of the rows
    movies: pd.DataFrame  # movieId, title, genres

    def write_inputs(self, directory: Path) -> None:
        """What a recommender gets: train.csv, movies.csv and, to predict stars, pairs.csv."""
        directory.mkdir(parents=True, exist_ok=True)
        self.train.to_csv(directory / TRAIN, index=False)
        self.movies.to_csv(directory / MOVIES, index=False)
        if self.task == "stars":
            self._write_pairs(directory)

    def write_answers(self, directory: Path) -> None:
        """The true ratings, test.csv, and their pairs.csv; no recommender gets to read them."""
        directory.mkdir(parents=True, exist_ok=True)
        self.test.to_csv(directory / TEST, index=False)
        self._write_pairs(directory)

    def _write_pairs(self, directory: Path) -> None:
        self.test[["userId", "movieId"]].to_csv(directory / PAIRS, index=False)


def load_release(data: Data) -> Release:
    """The release beside the repository if there is one, the embedded one otherwise.

    Raises:
        DataError: it is malformed, or filtered to nothing.
    """
    dataset = NEARBY if NEARBY.is_dir() else None
    source = locate(dataset)
    with source.open_file(CSV.ratings) as stream:
        ratings = pd.read_csv(stream)
    with source.open_file(CSV.movies) as stream:
        movies = pd.read_csv(stream)
    if data == "recent":
        kept = load_dataset(dataset, FILTERS[data]).catalog.movie_ids
        ratings = ratings[ratings["movieId"].isin(kept)].reset_index(drop=True)
        movies = movies[movies["movieId"].isin(kept)].reset_index(drop=True)
    return Release(source.name, ratings, movies)


def draw(release: Release, task: Task, seed: int) -> Split:
    """The test split of a seed."""
    return _split(release.ratings, release.movies, task, np.random.default_rng(seed))


def draw_validation(split: Split, seed: int, number: int = 1) -> Split:
    """A split of the training part alone, drawn the same way; what tuning may see.

    Args:
        number: which of several splits of the same training part, from 1.
    """
    return _split(split.train, split.movies, split.task, np.random.default_rng([seed, number]))


def _split(
    ratings: pd.DataFrame, movies: pd.DataFrame, task: Task, rng: np.random.Generator
) -> Split:
    if task == "stars":
        held_out = _random_rows(len(ratings), rng)
    else:
        held_out = _rows_of_each_user(ratings["userId"].to_numpy(), rng)
    train = ratings[~held_out].reset_index(drop=True)
    return Split(task, train, ratings[held_out].reset_index(drop=True), movies)


def _random_rows(n_ratings: int, rng: np.random.Generator) -> NDArray[np.bool_]:
    held_out = np.zeros(n_ratings, np.bool_)
    held_out[rng.permutation(n_ratings)[: round(STARS_SHARE * n_ratings)]] = True
    return held_out


def _rows_of_each_user(user_id: NDArray[np.int64], rng: np.random.Generator) -> NDArray[np.bool_]:
    """The first fifth of each user's rows in one random order of all rows."""
    order = rng.permutation(user_id.size)
    by_user = order[np.argsort(user_id[order], kind="stable")]
    _, start, count = np.unique(user_id[by_user], return_index=True, return_counts=True)
    place = np.arange(user_id.size) - np.repeat(start, count)
    held_out = np.zeros(user_id.size, np.bool_)
    held_out[by_user[place < np.repeat(count // RANKING_DIVISOR, count)]] = True
    return held_out
