"""Trainings: one at a time, what came of them, what a restart cut off."""

import asyncio

import pytest

from storage.database import Database
from storage.models import ModelStore
from storage.people import PersonStore
from storage.ratings import RatingStore
from storage.trainings import TrainingCause, TrainingOutcome, TrainingStore, Watcher

ANN, BEN = 7, 8


@pytest.fixture
def trainings(database: Database) -> TrainingStore:
    return TrainingStore(database)


async def test_a_training_begins_and_ends(database: Database, trainings: TrainingStore) -> None:
    assert await trainings.running() is None
    assert await trainings.latest("abc") is None
    begun = await trainings.begin("abc", TrainingCause.REQUEST)
    assert (begun.cause, begun.ended_at, begun.outcome) == (TrainingCause.REQUEST, None, None)
    assert await trainings.running() == begun
    assert await trainings.latest("abc") is None
    model = await ModelStore(database).record("a.npz", "abc", 1, {})
    ended = await trainings.end(
        begun.training_id, TrainingOutcome.PROMOTED, model_id=model.model_id, last_change_id=12
    )
    assert (ended.outcome, ended.model_id, ended.last_change_id) == (
        TrainingOutcome.PROMOTED,
        model.model_id,
        12,
    )
    assert ended.ended_at is not None
    assert await trainings.running() is None
    assert await trainings.latest("abc") == ended
    assert await trainings.latest("xyz") is None
    with pytest.raises(ValueError, match="does not run"):
        await trainings.end(begun.training_id, TrainingOutcome.FAILED)


async def test_there_is_one_training_at_a_time(trainings: TrainingStore) -> None:
    begun = await asyncio.gather(
        *(trainings.begin(name, TrainingCause.SCHEDULE) for name in ("abc", "abc", "xyz")),
        return_exceptions=True,
    )
    assert sorted(isinstance(each, ValueError) for each in begun) == [False, True, True]


async def test_what_a_restart_cut_off_is_noticed_once(trainings: TrainingStore) -> None:
    assert await trainings.close_cut_off() is None
    begun = await trainings.begin("abc", TrainingCause.SCHEDULE)
    cut_off = await trainings.close_cut_off()
    assert cut_off is not None
    assert (cut_off.training_id, cut_off.outcome) == (begun.training_id, TrainingOutcome.CUT_OFF)
    assert await trainings.close_cut_off() is None
    assert await trainings.latest("abc") == cut_off  # not begun again, it puts off the next one
    await trainings.begin("abc", TrainingCause.SCHEDULE)


async def test_how_often_in_a_row_it_was_cut_off(trainings: TrainingStore) -> None:
    async def one(fingerprint: str, outcome: TrainingOutcome) -> int:
        begun = await trainings.begin(fingerprint, TrainingCause.SCHEDULE)
        await trainings.end(begun.training_id, outcome)
        return await trainings.n_cut_off_in_a_row("abc")

    assert await trainings.n_cut_off_in_a_row("abc") == 0
    assert await one("abc", TrainingOutcome.CUT_OFF) == 1
    assert await one("abc", TrainingOutcome.CUT_OFF) == 2
    assert await one("xyz", TrainingOutcome.PROMOTED) == 2
    assert await one("abc", TrainingOutcome.FAILED) == 0
    assert await one("abc", TrainingOutcome.CUT_OFF) == 1


async def test_new_are_ratings_that_no_training_has_judged(
    database: Database, trainings: TrainingStore
) -> None:
    ratings, people = RatingStore(database), PersonStore(database)

    async def train(outcome: TrainingOutcome, last_change_id: int | None) -> None:
        begun = await trainings.begin("abc", TrainingCause.SCHEDULE)
        await trainings.end(begun.training_id, outcome, last_change_id=last_change_id)

    assert await trainings.n_new_ratings("abc") == 0
    for movie_id in (1, 2, 3):
        latest = await ratings.rate(ANN, movie_id, 4.0)
    assert await trainings.n_new_ratings("abc") == 3
    await train(TrainingOutcome.REJECTED, latest.change.change_id)
    assert await trainings.n_new_ratings("abc") == 0
    assert await trainings.n_new_ratings("xyz") == 3
    await ratings.rate(ANN, 1, 2.0)  # a change of mind is news
    await ratings.rate(BEN, 4, 2.0)
    await train(TrainingOutcome.FAILED, None)
    assert await trainings.n_new_ratings("abc") == 2
    await people.set_contributing(BEN, contributing=False)
    assert await trainings.n_new_ratings("abc") == 1
    await people.forget(ANN)
    assert await trainings.n_new_ratings("abc") == 0


async def test_of_each_chat_the_last_message_shows_the_training(
    database: Database, trainings: TrainingStore
) -> None:
    people = PersonStore(database)
    await people.remember(ANN)
    await people.remember(BEN)
    training_id = (await trainings.begin("abc", TrainingCause.REQUEST)).training_id
    for watcher in (Watcher(ANN, ANN, 5), Watcher(ANN, -100, 6), Watcher(BEN, -100, 9)):
        await trainings.watch(training_id, watcher)
    expected = (Watcher(BEN, -100, 9), Watcher(ANN, ANN, 5))
    assert await trainings.watchers(training_id) == expected
    await people.forget(ANN)
    assert await trainings.watchers(training_id) == expected[:1]
    assert await trainings.watchers(training_id + 1) == ()
