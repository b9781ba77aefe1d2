"""The file a retraining reads: everybody who contributes, at one moment, by another process."""

import asyncio
from collections.abc import Iterable
from pathlib import Path

import pytest

from core.catalog.dataset import TrainingData, load_ratings, save_catalog, save_ratings
from core.child.process import run_in_child
from core.errors import DataError, StorageError
from core.training.plausibility import PlausibilityRule
from core.training.snapshot import SnapshotReport, hold_out_latest
from storage.database import Database
from storage.imports import ImportStore
from storage.people import PersonStore
from storage.ratings import RatingStore
from storage.snapshot import SnapshotJob, take_snapshot
from tests.builders import build_catalog, build_info, build_ratings
from tests.integration.storage.imported import bring, rated

ANN, BEN, CAI = 2**63 - 1, 8, 9
N_USERS, N_ITEMS = 6, 40


@pytest.fixture
def job(database: Database, tmp_path: Path) -> SnapshotJob:
    rows = [(user, item, 3.0) for user in range(N_USERS) for item in range(user, N_ITEMS, 2)]
    ratings = build_ratings(rows, N_USERS, N_ITEMS)
    catalog, info = build_catalog([f"Film {n}" for n in range(N_ITEMS)]), build_info(ratings)
    made = SnapshotJob(database.path, *(tmp_path / f"{n}.npz" for n in ("films", "all", "now")))
    save_catalog(made.catalog_path, catalog, info)
    save_ratings(made.ratings_path, ratings, catalog, info)
    return made


async def rate(database: Database, user_id: int, items: Iterable[int]) -> int:
    ratings = RatingStore(database)
    for item in items:
        result = await ratings.rate(user_id, 10 * (item + 1), 2.0 + item % 3)
    return result.change.change_id


def told(data: TrainingData, user: int) -> list[tuple[int, float]]:
    ratings = data.ratings
    rows = ratings.user_index == user
    return list(zip(ratings.item_index[rows].tolist(), ratings.stars[rows].tolist(), strict=True))


async def test_people_join_the_data_set(database: Database, job: SnapshotJob) -> None:
    await rate(database, ANN, range(7))
    await rate(database, BEN, range(10, 15))
    last = await rate(database, CAI, range(2))
    report = await run_in_child(take_snapshot, job)
    data = load_ratings(job.snapshot_path)
    n_dataset = len(load_ratings(job.ratings_path).ratings)
    assert report == SnapshotReport(n_dataset + 12, 2, 12, {PlausibilityRule.FEW: 1}, last)
    assert (data.info.n_users, data.info.n_people, len(data.ratings)) == (8, 2, n_dataset + 12)
    assert sorted(len(told(data, user)) for user in (6, 7)) == [5, 7]
    assert [10 + step for step in range(5)] in [
        [item for item, _ in told(data, user)] for user in (6, 7)
    ]
    assert ANN.to_bytes(8, "little") not in job.snapshot_path.read_bytes()


async def test_who_opted_out_or_was_forgotten_is_not_in_it(
    database: Database, job: SnapshotJob
) -> None:
    people = PersonStore(database)
    for first, user_id in enumerate((ANN, BEN, CAI)):
        await rate(database, user_id, range(10 * first, 10 * first + 6))
    await people.set_contributing(ANN, contributing=False)
    await people.forget(BEN)
    assert take_snapshot(job).n_people == 1
    assert [item for item, _ in told(load_ratings(job.snapshot_path), N_USERS)] == [*range(20, 26)]
    await people.set_contributing(ANN, contributing=True)
    assert take_snapshot(job).n_people == 2


async def test_only_the_last_word_on_a_film_counts(database: Database, job: SnapshotJob) -> None:
    ratings = RatingStore(database)
    await rate(database, ANN, range(6))
    changed = await ratings.rate(ANN, 10, 0.5)
    await ratings.remove(ANN, 20)
    undone = await ratings.rate(ANN, 30, 0.5)
    await ratings.undo(ANN, undone.change.change_id)
    report = take_snapshot(job)
    assert report.last_change_id == undone.change.change_id
    assert told(load_ratings(job.snapshot_path), N_USERS) == [
        (2, 4.0),
        (3, 2.0),
        (4, 3.0),
        (5, 4.0),
        (0, changed.change.stars),
    ]


async def test_what_was_imported_is_no_faster_than_its_file(
    database: Database, job: SnapshotJob
) -> None:
    at_once = [rated(10 * n, 3.0 + n % 2, told_at=100) for n in range(1, N_ITEMS + 1)]
    await bring(
        ImportStore(database),
        ANN,
        [*at_once, *(rated(10_000 + n, 4.0, told_at=100) for n in range(30))],
    )
    report = take_snapshot(job)
    assert (report.n_people, report.left_out) == (1, {PlausibilityRule.UNKNOWN_FILM: 30})
    data = load_ratings(job.snapshot_path)
    assert set(data.ratings.timestamp[-N_ITEMS:].tolist()) == {100}
    assert len(hold_out_latest(data.ratings, 1).test) > N_ITEMS // 5


async def test_nobody_told_anything(job: SnapshotJob) -> None:
    report = take_snapshot(job)
    assert (report.n_people, report.n_people_ratings, report.last_change_id) == (0, 0, 0)
    assert load_ratings(job.snapshot_path).info == load_ratings(job.ratings_path).info


async def test_it_is_one_moment_while_people_go_on_talking(
    database: Database, job: SnapshotJob
) -> None:
    await rate(database, ANN, range(6))
    snapshot = asyncio.create_task(run_in_child(take_snapshot, job))
    said = 6
    while not snapshot.done():
        said += 1
        await rate(database, ANN, [said % N_ITEMS])
    report = await snapshot
    assert 0 < report.last_change_id <= said


async def test_what_cannot_be_read_or_written_is_an_error(job: SnapshotJob, tmp_path: Path) -> None:
    def changed(**paths: Path) -> SnapshotJob:
        values = {name: getattr(job, name) for name in job.__slots__} | paths
        return SnapshotJob(**values)

    with pytest.raises(StorageError, match="cannot be opened"):
        take_snapshot(changed(database_path=tmp_path / "none.db"))
    with pytest.raises(DataError, match="prepared ratings"):
        take_snapshot(changed(ratings_path=tmp_path / "none.npz"))
    with pytest.raises(DataError, match="cannot be written"):
        take_snapshot(changed(snapshot_path=tmp_path / "none" / "now.npz"))
    assert not (tmp_path / "none.db").exists()
