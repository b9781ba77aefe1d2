"""People: remembered, blocked, forgotten."""

import pytest

from storage.database import Database
from storage.people import Person, PersonStore
from storage.questions import QuestionStore
from storage.ratings import RatingStore

ANN, BEN = 2**63 - 1, 8  # ids may need all 64 bits


@pytest.fixture
def people(database: Database) -> PersonStore:
    return PersonStore(database)


async def test_a_stranger_is_unknown(people: PersonStore) -> None:
    assert await people.find(ANN) is None
    assert not await people.mark_blocked(ANN)
    assert not await people.forget(ANN)


async def test_somebody_remembered_is_found(people: PersonStore) -> None:
    person = await people.remember(ANN, "de")
    assert person == Person(ANN, "de", person.created_at, person.created_at, None)
    assert await people.find(ANN) == person


async def test_remembering_again_moves_only_what_is_new(people: PersonStore) -> None:
    first = await people.remember(ANN, "de")
    second = await people.remember(ANN)
    assert second.language_code == "de"
    assert second.created_at == first.created_at
    assert second.last_seen_at > first.last_seen_at
    assert (await people.remember(ANN, "en")).language_code == "en"


async def test_a_block_is_dated_once_and_lifted_by_writing_again(people: PersonStore) -> None:
    await people.remember(ANN)
    assert await people.mark_blocked(ANN)
    first = await people.find(ANN)
    assert await people.mark_blocked(ANN)
    assert await people.find(ANN) == first
    assert first is not None
    assert first.blocked_at is not None
    assert (await people.remember(ANN)).blocked_at is None


async def test_forgetting_leaves_nothing_of_that_person(
    database: Database, people: PersonStore
) -> None:
    ratings, questions = RatingStore(database), QuestionStore(database)
    for user_id in (ANN, BEN):
        await ratings.rate(user_id, 1, 4.0)
        await ratings.rate(user_id, 1, 3.0)
        await ratings.rate(user_id, 2, 3.0)
        await ratings.remove(user_id, 2)
        await questions.ask(-100, user_id, "rate")

    assert await people.forget(ANN)

    for table in ("people", "ratings", "rating_changes", "pending_questions"):
        rows = await database.read(f"SELECT DISTINCT user_id FROM {table}")  # noqa: S608
        assert rows == [(BEN,)], table
