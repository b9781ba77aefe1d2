"""Small worlds to train on in a child process, and jobs that take seconds."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from core.catalog.dataset import save_catalog, save_ratings
from core.catalog.ratings import Ratings
from core.errors import RecommenderError
from core.training.hyper_parameters import HyperParameters
from core.training.jobs import Progress, TrainingJob, TrainingReport
from tests.builders import build_catalog, build_info, build_ratings

N_USERS, N_ITEMS = 60, 40
# Penalties for worlds of a thousand ratings; the defaults are those of a hundred thousand.
QUICK = HyperParameters(
    rating=replace(
        HyperParameters().rating,
        n_factors=8,
        film_penalty=2.0,
        side_penalty=2.0,
        audience_penalty=20.0,
        audience_bias_penalty=20.0,
        bias_penalty=2.0,
        noise=0.4,
        steps=40,
    ),
    ranking=replace(HyperParameters().ranking, n_factors=8, n_directions=8, sweeps=4),
)


def two_tastes(n_items: int = N_ITEMS) -> Ratings:
    """Half the users love the first 20 films and hate the next, half the other way round."""
    rng = np.random.default_rng(5)
    rows = []
    for user in range(N_USERS):
        for item in rng.permutation(N_ITEMS)[:24].tolist():
            loves = (user < N_USERS // 2) == (item < N_ITEMS // 2)
            rows.append((user, item, 4.5 if loves else 1.0))
    return build_ratings(rows, N_USERS, n_items)


def job_for(
    directory: Path, ratings: Ratings, genres: Sequence[tuple[str, ...]] | None = None
) -> TrainingJob:
    """A job in a directory of its own, which is made."""
    directory.mkdir(exist_ok=True)
    catalog = build_catalog([f"Film {n}" for n in range(ratings.n_items)], genres=genres)
    job = TrainingJob(
        directory / "catalog.npz",
        directory / "ratings.npz",
        directory / "model.npz",
        directory / "training.log",
        QUICK,
    )
    info = build_info(ratings)
    save_catalog(job.catalog_path, catalog, info)
    save_ratings(job.ratings_path, ratings, catalog, info)
    return job


def ignore(_: Progress) -> None:
    pass


Outcome = TrainingReport | RecommenderError


def outcomes(jobs: Sequence[TrainingJob]) -> list[Outcome]:
    """Runs in a child: what comes of each job, one after the other; TensorFlow loads once."""
    from core.trainer.training import train  # noqa: PLC0415 - not in the process of the tests

    def outcome(job: TrainingJob) -> Outcome:
        try:
            return train(job, ignore)
        except RecommenderError as exc:
            return exc

    return [outcome(job) for job in jobs]
