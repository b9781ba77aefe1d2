"""Who was forgotten leaves what was copied before, too, by a digest that names nobody."""

from pathlib import Path

import pytest

from storage.database import Clock, Database, open_database
from storage.forgotten import KEPT_FOR, forget_again, read_forgotten
from storage.people import PersonStore
from storage.ratings import RatingStore
from storage.trainings import TrainingStore
from tests.integration.storage.standing_clock import StandingClock

ANN, BEN = 0x5A31_C7D9_E24B_8F63, 8


@pytest.fixture
def clock() -> Clock:
    return StandingClock()


async def test_nothing_in_the_file_says_who_it_was(path: Path, clock: StandingClock) -> None:
    async with open_database(path, clock=clock) as database:
        await RatingStore(database).rate(ANN, 1, 4.0)
        await PersonStore(database).forget(ANN)
        await PersonStore(database).forget(ANN)  # nobody any more
    (forgotten,) = read_forgotten(path)
    assert forgotten.was(ANN)
    assert not forgotten.was(BEN)
    content = path.read_bytes()
    assert ANN.to_bytes(8, "big") not in content
    assert str(ANN).encode() not in content


async def test_older_copy_loses_who_was_forgotten_since_and_nobody_else(
    tmp_path: Path, clock: StandingClock
) -> None:
    async with open_database(tmp_path / "old.db", clock=clock) as old:
        for user_id in (ANN, BEN):
            await RatingStore(old).rate(user_id, 1, 4.0)
        async with open_database(tmp_path / "new.db", clock=clock) as new:
            await RatingStore(new).rate(ANN, 1, 4.0)
            clock.now += 10
            await PersonStore(new).forget(ANN)
        forgotten = read_forgotten(tmp_path / "new.db")
        assert await forget_again(old, forgotten) == 1
        assert await forget_again(old, forgotten) == 0
        assert await PersonStore(old).find(ANN) is None
        assert await RatingStore(old).count(BEN) == 1
    assert read_forgotten(tmp_path / "old.db") == forgotten  # for the next restore


async def test_whoever_came_back_before_the_copy_stays(
    tmp_path: Path, clock: StandingClock
) -> None:
    async with open_database(tmp_path / "bot.db", clock=clock) as database:
        await RatingStore(database).rate(ANN, 1, 4.0)
        await PersonStore(database).forget(ANN)
        clock.now += 10
        await RatingStore(database).rate(ANN, 1, 4.0)
        assert await forget_again(database, read_forgotten(tmp_path / "bot.db")) == 0
        assert await RatingStore(database).count(ANN) == 1


async def test_notes_go_when_no_backup_is_so_old(path: Path, clock: StandingClock) -> None:
    async with open_database(path, clock=clock) as database:
        for user_id in (ANN, BEN):
            await PersonStore(database).remember(user_id)
            await PersonStore(database).forget(user_id)
            clock.now += KEPT_FOR + 1
    (forgotten,) = read_forgotten(path)
    assert forgotten.was(BEN)


@pytest.mark.parametrize("content", [None, b"", b"no database at all" * 100])
def test_where_nobody_remembers_nobody_is_left_out(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "bot.db"
    if content is not None:
        path.write_bytes(content)
    assert read_forgotten(path) == ()
    assert path.exists() == (content is not None)


async def test_training_hears_of_those_whose_ratings_it_knows(database: Database) -> None:
    people, ratings, trainings = (
        PersonStore(database),
        RatingStore(database),
        TrainingStore(database),
    )
    before = await ratings.rate(ANN, 1, 4.0)
    await ratings.remove(ANN, 1)  # after the snapshot, perhaps
    since, known = await trainings.last_forgetting(), before.change.change_id
    await people.remember(BEN)
    await people.forget(BEN)  # has said nothing
    assert not await trainings.was_forgotten_since(since, known)
    await ratings.rate(BEN, 2, 4.0)
    await people.forget(BEN)  # has said something since
    assert not await trainings.was_forgotten_since(since, known)
    await people.forget(ANN)
    assert await trainings.was_forgotten_since(since, known)
    assert not await trainings.was_forgotten_since(await trainings.last_forgetting(), known)
