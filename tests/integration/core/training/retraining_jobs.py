"""A world with a taste behind it, snapshots of it, honest and poisoned, and what comes of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from core.catalog.dataset import TrainingData, load_catalog, load_ratings, save_ratings
from core.catalog.ratings import Ratings
from core.errors import RecommenderError
from core.model.files import twin_path
from core.training.jobs import RetrainingJob, RetrainingReport
from core.training.plausibility import PlausibilityRule
from core.training.snapshot import RatingLog, combine
from tests.builders import build_ratings
from tests.integration.core.training.training_jobs import ignore, job_for

N_FILMS = 120
N_DATASET, N_PEOPLE, N_RATED = 150, 300, 30
TARGET = 0  # the film that spam is about


def taste_world() -> Ratings:
    """Stars by two latent dimensions, a bias and noise; people mostly watch what they like."""
    rng = np.random.default_rng(11)
    n_users = N_DATASET + N_PEOPLE
    tastes, films = rng.normal(0, 0.7, (n_users, 2)), rng.normal(0, 1, (N_FILMS, 2))
    liking = 3.3 + tastes @ films.T + rng.normal(0, 0.4, N_FILMS)
    stars = liking + rng.normal(0, 0.3, (n_users, 1)) + rng.normal(0, 0.4, liking.shape)
    stars = np.clip(np.round(2 * stars) / 2, 0.5, 5.0)
    drawn = liking + rng.gumbel(0, 1.0, liking.shape)
    rows = [
        (user, item, float(stars[user, item]))
        for user in range(n_users)
        for item in rng.permutation(np.argsort(-drawn[user])[:N_RATED]).tolist()
    ]
    return build_ratings(rows, n_users, N_FILMS)


def dataset_of(world: Ratings) -> Ratings:
    part = world.take(world.user_index < N_DATASET)
    return replace(part, n_users=N_DATASET)


def people_of(world: Ratings) -> Ratings:
    return world.take(world.user_index >= N_DATASET)


def shuffled(ratings: Ratings) -> Ratings:
    """The same pairs, each with the stars of any other."""
    return replace(ratings, stars=np.random.default_rng(1).permutation(ratings.stars))


def spam(n_accounts: int, n_more: int) -> Ratings:
    """Accounts that give one film five stars, and any stars to some others."""
    rng = np.random.default_rng(2)
    rows = []
    for account in range(N_DATASET + N_PEOPLE, N_DATASET + N_PEOPLE + n_accounts):
        more = rng.choice(np.arange(1, N_FILMS), n_more, replace=False).tolist()
        rows.append((account, TARGET, 5.0))
        rows += [(account, item, float(rng.integers(1, 11)) / 2) for item in more]
    return build_ratings(rows, N_DATASET + N_PEOPLE + n_accounts, N_FILMS)


@dataclass(frozen=True)
class Snapshots:
    """Where the files of one world lie."""

    directory: Path

    def job(
        self,
        name: str,
        *people: Ratings,
        champion: str | None = None,
        poisoned: bool = False,
    ) -> RetrainingJob:
        """A retraining on the data set and what `people` say; also the data set's stars can lie."""
        training = job_for(self.directory, dataset_of(taste_world()))
        data = load_ratings(training.ratings_path)
        catalog, _ = load_catalog(training.catalog_path)
        snapshot = combine(data, told(data, people))
        ratings = shuffled(snapshot.ratings) if poisoned else snapshot.ratings
        path = self.directory / f"snapshot-{name}.npz"
        save_ratings(path, ratings, catalog, snapshot.info)
        training = replace(training, ratings_path=path, model_path=self.model(name))
        return RetrainingJob(training, self.directory, self.model(champion) if champion else None)

    def model(self, name: str) -> Path:
        return self.directory / f"model-{name}.npz"

    def twin(self, name: str) -> Path:
        return twin_path(self.model(name))

    def left_out(self, *people: Ratings) -> dict[PlausibilityRule, int]:
        """By the filter, of a snapshot that nobody has to train on."""
        data = load_ratings(job_for(self.directory, dataset_of(taste_world())).ratings_path)
        return dict(combine(data, told(data, people)).report.left_out)


def told(data: TrainingData, people: Sequence[Ratings]) -> RatingLog:
    return RatingLog(
        np.concatenate([np.empty(0, np.int64), *(each.user_index for each in people)]),
        data.movie_ids[
            np.concatenate([np.empty(0, np.int64), *(each.item_index for each in people)])
        ],
        np.concatenate([np.empty(0, np.float32), *(each.stars for each in people)]),
        np.concatenate([np.empty(0, np.int64), *(each.timestamp for each in people)]),
        np.zeros(sum(map(len, people)), np.bool_),
    )


Outcome = RetrainingReport | RecommenderError


def retrained(jobs: Sequence[RetrainingJob]) -> list[Outcome]:
    """Runs in a child: what comes of each job, one after the other; TensorFlow loads once."""
    from core.trainer.retraining import retrain  # noqa: PLC0415 - not in the process of the tests

    def outcome(job: RetrainingJob) -> Outcome:
        try:
            return retrain(job, ignore)
        except RecommenderError as exc:
            return exc

    return [outcome(job) for job in jobs]
