"""Retraining on a small world: what is honest is promoted, what is poisoned is not."""

import asyncio
import sys
from collections.abc import Mapping
from dataclasses import replace
from multiprocessing import active_children
from pathlib import Path

import numpy as np
import pytest

from core.catalog.dataset import load_catalog, save_ratings
from core.child.limits import Limit, Limits
from core.child.process import run_in_child
from core.errors import DataError, ModelError
from core.model.factor_model import load_model
from core.training.jobs import Progress, RetrainingJob, RetrainingReport
from core.training.launch import TrainingLimitError, retrain_in_child
from core.training.plausibility import PlausibilityRule
from core.training.verdict import CHAMPION, REFERENCE, Check, Population
from tests.builders import build_ratings
from tests.integration.core.training.retraining_jobs import (
    N_DATASET,
    N_FILMS,
    N_PEOPLE,
    Outcome,
    Snapshots,
    people_of,
    retrained,
    spam,
    taste_world,
)
from tests.integration.core.training.training_jobs import QUICK, ignore

pytestmark = pytest.mark.slow

PEOPLE = people_of(taste_world())
FEW_PEOPLE = PEOPLE.take(PEOPLE.user_index < N_DATASET + 60)
SPAM = spam(500, 0)  # one film each
LONG_SPAM = spam(500, 25)  # plausible, each by itself
N_SPAMMED = N_DATASET + N_PEOPLE + 500


@pytest.fixture(scope="module")
def snapshots(tmp_path_factory: pytest.TempPathFactory) -> Snapshots:
    return Snapshots(tmp_path_factory.mktemp("retraining"))


@pytest.fixture(scope="module")
def outcomes(snapshots: Snapshots) -> Mapping[str, Outcome]:
    """One after the other, as a bot would see them; each against what served before."""
    jobs = {
        "nobody": snapshots.job("nobody"),
        "few": snapshots.job("few", FEW_PEOPLE, champion="nobody"),
        "many": snapshots.job("many", PEOPLE, champion="few"),
        "shuffled": snapshots.job("shuffled", PEOPLE, champion="many", poisoned=True),
        "spam": snapshots.job("spam", FEW_PEOPLE, SPAM, champion="few"),
        "long spam": snapshots.job("long spam", FEW_PEOPLE, LONG_SPAM, champion="few"),
        "no twin": snapshots.job("no twin", FEW_PEOPLE, champion="plain"),
    }
    found = asyncio.run(run_in_child(retrained, list(jobs.values())))
    return dict(zip(jobs, found, strict=True))


@pytest.fixture(scope="module")
def reports(outcomes: Mapping[str, Outcome]) -> Mapping[str, RetrainingReport]:
    for outcome in outcomes.values():
        assert isinstance(outcome, RetrainingReport), outcome
    return {name: each for name, each in outcomes.items() if isinstance(each, RetrainingReport)}


def opponents(report: RetrainingReport) -> set[str]:
    return {duel.against for duel in report.verdict.duels}


def test_the_first_one_has_nothing_to_be_worse_than(
    reports: Mapping[str, RetrainingReport], snapshots: Snapshots
) -> None:
    first = reports["nobody"]
    assert first.verdict.promoted
    assert opponents(first) == set()
    assert (first.n_people, first.changes) == (0, ())
    for path in (snapshots.model("nobody"), snapshots.twin("nobody")):
        assert load_model(path).provenance.dataset.n_people == 0


def test_honest_people_make_it_better_and_it_is_promoted(
    reports: Mapping[str, RetrainingReport], snapshots: Snapshots
) -> None:
    report = reports["many"]
    assert report.verdict.promoted, report.verdict.reasons
    assert opponents(report) == {CHAMPION, REFERENCE}
    figures = report.verdict.figures
    assert figures["rmse"] < figures["champion rmse"] < figures["reference rmse"]
    assert report.n_people == N_PEOPLE
    model, twin = load_model(snapshots.model("many")), load_model(snapshots.twin("many"))
    assert model.item_count.sum() == report.n_ratings
    assert twin.item_count.sum() == report.n_ratings - report.n_ratings // 5
    assert report.training.model_path == snapshots.model("many")
    assert report.training.validation_rmse == pytest.approx(figures["rmse"], abs=0.01)


def test_what_the_newest_ratings_changed_is_told(
    reports: Mapping[str, RetrainingReport], snapshots: Snapshots
) -> None:
    changes = reports["many"].changes
    before, after = (load_model(snapshots.model(name)) for name in ("few", "many"))
    assert 0 < len(changes) <= 10
    moved = [abs(each.after - each.before) for each in changes]
    assert moved == sorted(moved, reverse=True)
    item = int(np.flatnonzero(after.movie_ids == changes[0].movie_id)[0])
    assert changes[0].n_new == after.item_count[item] - before.item_count[item] > 0
    assert changes[0].after == pytest.approx(
        after.rating.global_mean + after.rating.item_bias[item], abs=1e-4
    )


def test_a_snapshot_with_shuffled_stars_is_rejected(
    reports: Mapping[str, RetrainingReport],
) -> None:
    verdict = reports["shuffled"].verdict
    assert not verdict.promoted
    assert (Check.RMSE, CHAMPION) in {(each.check, each.against) for each in verdict.reasons}
    assert Check.MEANS in {each.check for each in verdict.reasons}  # also without an opponent


def test_five_hundred_spam_accounts_are_left_out(
    reports: Mapping[str, RetrainingReport], snapshots: Snapshots
) -> None:
    assert snapshots.left_out(FEW_PEOPLE, SPAM) == {PlausibilityRule.FEW: 500}
    assert reports["spam"].n_ratings == reports["few"].n_ratings
    honest, spammed = (load_model(snapshots.model(name)) for name in ("few", "spam"))
    np.testing.assert_array_equal(honest.rating.item_bias, spammed.rating.item_bias)
    assert reports["spam"].verdict.promoted  # nothing was wrong with what was left
    assert all(duel.difference.value == 0 for duel in reports["spam"].verdict.duels[:4])


def test_spam_that_the_filter_believes_is_rejected_by_the_gate(
    reports: Mapping[str, RetrainingReport], snapshots: Snapshots
) -> None:
    assert snapshots.left_out(FEW_PEOPLE, LONG_SPAM) == {}
    verdict = reports["long spam"].verdict
    assert not verdict.promoted
    worse = {(each.check, each.against, each.among) for each in verdict.reasons}
    assert (Check.RMSE, CHAMPION, Population.DATASET) in worse


def test_a_champion_without_a_twin_leaves_the_reference_as_opponent(
    reports: Mapping[str, RetrainingReport], snapshots: Snapshots
) -> None:
    assert not snapshots.twin("plain").exists()
    assert opponents(reports["no twin"]) == {REFERENCE}
    assert len(list(snapshots.directory.glob("reference-*.npz"))) == 1  # made once


def test_phases_follow_each_other_and_say_how_much_is_done(
    reports: Mapping[str, RetrainingReport],
) -> None:
    def phases(name: str) -> list[str]:
        return list(dict.fromkeys(each.phase for each in reports[name].curves))

    usual = ["validation", "twin", "model", "ranking", "judging"]
    assert phases("nobody") == phases("many") == usual
    assert phases("few") == [*usual[:-1], "reference", "reference ranking", "judging"]
    shares = [each.share for each in reports["few"].curves if each.share is not None]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    last = reports["few"].curves[-1]
    assert (last.step, last.n_steps, last.seconds_left) == (1, 1, 0.0)
    curve = [each for each in reports["few"].curves if each.phase == "validation"]
    assert all(each.loss is not None and each.validation_rmse is not None for each in curve)


@pytest.fixture
def job(snapshots: Snapshots) -> RetrainingJob:
    made = snapshots.job("faulty", FEW_PEOPLE)
    made.training.model_path.unlink(missing_ok=True)
    return made


async def test_killed_in_the_middle_it_leaves_no_model(job: RetrainingJob) -> None:
    def kill(progress: Progress) -> None:
        if progress.phase == "twin":
            for child in active_children():
                child.kill()

    with pytest.raises(ModelError, match="was killed"):
        await retrain_in_child(job, kill)
    assert not job.training.model_path.exists()
    assert not active_children()
    assert "tensorflow" not in sys.modules


async def test_its_limits_are_those_of_any_child(job: RetrainingJob) -> None:
    with pytest.raises(TrainingLimitError) as caught:
        await retrain_in_child(job, ignore, Limits(seconds=1.0))
    assert caught.value.limit is Limit.TIME
    assert not job.training.model_path.exists()


async def test_what_cannot_be_judged_is_a_data_error(job: RetrainingJob, tmp_path: Path) -> None:
    catalog, info = load_catalog(job.training.catalog_path)
    ratings = build_ratings([(user, user, 4.0) for user in range(4)], 4, N_FILMS)
    path = tmp_path / "few.npz"
    save_ratings(path, ratings, catalog, replace(info, n_users=4, n_ratings=4))
    few = replace(job, training=replace(job.training, ratings_path=path, hyper_parameters=QUICK))
    with pytest.raises(DataError, match="held out"):
        await retrain_in_child(few, ignore)
