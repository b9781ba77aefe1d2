"""Models that come out of a training: TensorFlow on small worlds with a known answer."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from core.catalog.npz import load_npz
from core.catalog.observations import Observations
from core.catalog.ratings import Ratings, star_share
from core.child.process import run_in_child
from core.model.factor_model import FORMAT_VERSION, FactorModel, load_model
from core.model.taste import Taste, taste_of
from core.training.hyper_parameters import HyperParameters
from core.training.jobs import TrainingJob, TrainingReport
from tests.builders import build_ratings
from tests.integration.core.training.training_jobs import (
    N_ITEMS,
    N_USERS,
    QUICK,
    job_for,
    outcomes,
    two_tastes,
)

pytestmark = pytest.mark.slow

IN_BATCHES = replace(QUICK, rating=replace(QUICK.rating, batch_size=1_500, steps=15, passes=1))
SHORT = replace(QUICK, rating=replace(QUICK.rating, steps=10))  # enough to go wrong
KINDS = [("War",)] * 20 + [("Musical",)] * 20 + [("War",), ("Musical",)]
LOVED = np.arange(1_060) % 2 == 0
ALTERNATELY = [("War",), ("Musical",)] * 530
TINY = {
    "two ratings of one user": ([(0, 0, 5.0), (0, 1, 1.0)], 1, 2),
    "two ratings of one film": ([(0, 0, 5.0), (1, 0, 1.0)], 2, 1),
    "two that have nothing in common": ([(0, 0, 5.0), (1, 1, 1.0)], 2, 2),
    "no difference at all": ([(user, item, 3.0) for user in range(4) for item in range(4)], 4, 4),
    "one film": ([(user, 0, 0.5 + user % 10 / 2) for user in range(30)], 30, 1),
    "one user of many ratings": ([(0, item, 1.0 + item % 5) for item in range(1_100)], 1, 1_100),
}


def noisy_tastes() -> Ratings:
    """Stars by two latent dimensions, a bias of films and people, and noise of half a star."""
    rng = np.random.default_rng(8)
    n_users, n_items, n_rated = 200, 80, 25
    tastes, films = rng.normal(0, 0.6, (n_users, 2)), rng.normal(0, 1, (n_items, 2))
    stars = 3.2 + tastes @ films.T + rng.normal(0, 0.3, n_users)[:, None]
    stars += rng.normal(0, 0.4, n_items) + rng.normal(0, 0.5, (n_users, n_items))
    stars = np.clip(np.round(2 * stars) / 2, 0.5, 5.0)
    rows = [
        (user, item, float(stars[user, item]))
        for user in range(n_users)
        for item in rng.choice(n_items, n_rated, replace=False).tolist()
    ]
    return build_ratings(rows, n_users, n_items)


def two_kinds() -> Ratings:
    """Films 40 and 41 are new; the first is of the first kind, which is also rated higher."""
    ratings = two_tastes(n_items=42)
    ratings.stars[ratings.item_index < 20] += np.float32(0.5)
    return ratings


def one_long_list() -> Ratings:
    rng = np.random.default_rng(9)
    rows = [(0, item, 5.0 if LOVED[item] else 1.0) for item in range(1_060)]
    for user in range(1, 60):
        turned = user % 2 == 0
        rows += [
            (user, item, 4.5 if LOVED[item] ^ turned else 1.5)
            for item in rng.choice(1_060, 30, replace=False).tolist()
        ]
    return build_ratings(rows, 60, 1_060)


@dataclass(frozen=True)
class Trained:
    """A job that has been done."""

    job: TrainingJob
    report: TrainingReport

    @property
    def model(self) -> FactorModel:
        return load_model(self.job.model_path)


def trained(jobs: Mapping[str, TrainingJob]) -> dict[str, Trained]:
    """All of them in one child, where TensorFlow loads once."""
    found = {}
    reports = asyncio.run(run_in_child(outcomes, list(jobs.values())))
    for (name, job), report in zip(jobs.items(), reports, strict=True):
        assert isinstance(report, TrainingReport), report
        found[name] = Trained(job, report)
    return found


def taste(model: FactorModel, *rated: tuple[int, float]) -> Taste:
    items = np.array([item for item, _ in rated], np.int64)
    return taste_of(model, Observations(items, np.array([stars for _, stars in rated], np.float32)))


def arrays_of(path: Path) -> dict[str, NDArray[Any]]:
    return load_npz(path, "film model", FORMAT_VERSION)[0]


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Trained]:
    directory = tmp_path_factory.mktemp("models")
    seeded = replace(job_for(directory / "seeded", noisy_tastes()), hyper_parameters=IN_BATCHES)
    noisy = job_for(directory / "noisy", noisy_tastes())
    whole = replace(QUICK, rating=replace(QUICK.rating, learning_rate=0.02, steps=60))
    many = replace(whole, rating=replace(whole.rating, batch_size=1_000, steps=150))
    tiny = {
        name: replace(job_for(directory / name, build_ratings(*world)), hyper_parameters=SHORT)
        for name, world in TINY.items()
    }
    bare = build_ratings([(0, 0, 5.0), (0, 1, 1.0)], 2, 2)
    return trained(
        {
            "two tastes": job_for(directory / "tastes", two_tastes()),
            "seeded": seeded,
            "another seed": another(seeded, "other", replace(IN_BATCHES, seed=1)),
            "in one batch": replace(noisy, hyper_parameters=whole),
            "in batches": another(noisy, "many", many),  # 4 or 5
            "new films": job_for(directory / "new", two_kinds(), KINDS),
            "long list": job_for(directory / "long", one_long_list(), ALTERNATELY),
            **tiny,
            "no genres": replace(
                job_for(directory / "bare", bare, [()] * 2), hyper_parameters=SHORT
            ),
            "no factors": another(
                tiny["two ratings of one user"],
                "flat",
                replace(SHORT, rating=replace(SHORT.rating, n_factors=0)),
            ),
        }
    )


def another(job: TrainingJob, name: str, chosen: HyperParameters) -> TrainingJob:
    """The same ratings, learned otherwise."""
    model_path = job.model_path.with_name(f"{name}.npz")
    return replace(job, model_path=model_path, hyper_parameters=chosen)


def test_two_tastes_are_learned_far_better_than_by_biases(done: Mapping[str, Trained]) -> None:
    ratings, report = two_tastes(), done["two tastes"].report
    assert report.validation_rmse < 0.2 * report.baseline_rmse
    assert report.baseline_rmse == pytest.approx(1.75, abs=0.1)  # half of 4.5 − 1, any bias

    model = load_model(report.model_path)
    assert model.provenance.metrics["validation_rmse"] == report.validation_rmse
    assert model.provenance.metrics["steps"] == report.steps
    assert model.provenance.library_versions["tensorflow"]
    assert np.array_equal(model.star_share, star_share(ratings))
    assert model.provenance.hyper_parameters["rating"]["n_factors"] == 8
    assert model.rating.item_factors.shape == model.ranking.item_factors.shape == (N_ITEMS, 8)
    loves_first = taste(model, (0, 4.5), (25, 1.0))
    assert loves_first.predicted[1:20].min() > loves_first.predicted[26:].max()
    assert loves_first.scores[1:20].mean() > 2 * loves_first.scores[26:].mean()
    for user in range(0, N_USERS, 7):  # also those it was trained on are folded in
        rows = ratings.user_index == user
        known = zip(ratings.item_index[rows].tolist(), ratings.stars[rows].tolist(), strict=True)
        predicted = taste(model, *known).predicted[ratings.item_index[rows]]
        assert np.abs(predicted - ratings.stars[rows]).max() < 0.3


def test_same_seed_gives_the_same_model_and_another_seed_another(
    done: Mapping[str, Trained],
) -> None:
    one, other = done["seeded"], done["another seed"]
    again = trained({"same": another(one.job, "same", IN_BATCHES)})["same"]  # another process
    assert again.report.validation_rmse == one.report.validation_rmse
    first, second, third = (arrays_of(each.job.model_path) for each in (one, again, other))
    for name, array in first.items():
        np.testing.assert_array_equal(array, second[name], err_msg=name, strict=True)
    for name in ("rating.item_factors", "ranking.item_factors", "ranking.neighbour_factors"):
        assert not np.array_equal(first[name], third[name]), name


def test_noisy_tastes_beat_the_biases_in_one_batch_as_in_many(done: Mapping[str, Trained]) -> None:
    whole, in_batches = done["in one batch"].report, done["in batches"].report
    # Half a star of noise, and 0.14 of rounding, are left for the best of models.
    assert 0.5 < whole.validation_rmse < 0.85 * whole.baseline_rmse
    assert in_batches.validation_rmse == pytest.approx(whole.validation_rmse, rel=0.05)
    spread = done["in one batch"].model.rating.spread
    assert 0.7 < spread < 2.0


def test_film_nobody_rated_is_placed_by_its_genre(done: Mapping[str, Trained]) -> None:
    model = done["new films"].model
    assert model.item_count[40:].tolist() == [0, 0]
    assert not model.rated[40:].any()
    assert model.rating.item_bias[40] > model.rating.item_bias[41] + 0.1
    for factors in (model.rating.item_factors, model.ranking.item_factors):
        for new, kind, other in ((40, slice(20), slice(20, 40)), (41, slice(20, 40), slice(20))):
            near, far = factors[kind].mean(axis=0), factors[other].mean(axis=0)
            assert np.linalg.norm(factors[new]) > 0.2 * np.linalg.norm(near)
            assert factors[new] @ near > factors[new] @ far
    for person, better, worse in (
        (taste(model, (0, 5.0), (25, 1.0)), 40, 41),
        (taste(model, (0, 1.5), (25, 4.5)), 41, 40),
    ):
        assert person.predicted[better] > person.predicted[worse] + 0.5
        assert person.scores[better] > person.scores[worse]
        new, old = person.deviation(np.array([better, 1 if better == 40 else 26]))
        assert new > old


def test_the_smallest_data_sets_train(done: Mapping[str, Trained]) -> None:
    for name in (*TINY, "no genres", "no factors"):
        model = done[name].model
        person = taste(model, (0, 5.0))
        assert np.isfinite(person.predicted).all()
        assert np.isfinite(person.scores).all()
        assert np.abs(person.scores).max() < 10
        assert (person.deviation(np.arange(model.movie_ids.size)) > 0).all()


def test_one_user_of_many_ratings_among_others(done: Mapping[str, Trained]) -> None:
    model = done["long list"].model
    metrics = model.provenance.metrics
    assert metrics["validation_rmse"] < 0.5 * metrics["baseline_rmse"]
    person = taste(model, *((item, 5.0 if LOVED[item] else 1.0) for item in range(1_000)))
    later, loved = person.predicted[1_000:], LOVED
    assert later[loved[1_000:]].min() > later[~loved[1_000:]].max()
