"""The morning after in the database: asked once, answered any time, remembered for next nights."""

import pytest

from storage.database import Database
from storage.night_mornings import Morning, MorningStore, PastNight
from storage.nights import Member, NightStore
from storage.people import PersonStore

ANN, BEN, CID = Member(7, "Ann"), Member(8, "Ben"), Member(9, "Cid")
GROUP = -100
LATER = -1_000.0  # seconds ago: as if so much time had passed


@pytest.fixture
def mornings(database: Database) -> MorningStore:
    return MorningStore(database)


async def watched(database: Database, movie_id: int | None, *others: Member) -> int:
    nights = NightStore(database)
    night, _ = await nights.open(GROUP, ANN, "{}")
    for other in others:
        await nights.join(night.night_id, other, limit=30)
    await nights.decide(night.night_id, movie_id, "votes")
    return night.night_id


async def test_everybody_is_asked_once_and_not_too_early(
    database: Database, mornings: MorningStore
) -> None:
    night_id = await watched(database, 50, BEN)
    assert await mornings.due(10_000) == []
    assert await mornings.due(LATER) == [Morning(night_id, 7, 50), Morning(night_id, 8, 50)]
    await mornings.asked(night_id, 7)
    await mornings.asked(night_id, 7)
    assert await mornings.due(LATER) == [Morning(night_id, 8, 50)]
    await mornings.asked(night_id, 8)
    assert await mornings.due(LATER) == []


async def test_nobody_is_asked_where_nothing_was_watched(
    database: Database, mornings: MorningStore
) -> None:
    await watched(database, None)
    nights = NightStore(database)
    night, _ = await nights.open(GROUP, ANN, "{}")
    await nights.cancel(night.night_id)
    await nights.open(GROUP, ANN, "{}")
    assert await mornings.due(LATER) == []
    assert await mornings.past(GROUP) == []


async def test_answers_are_kept_and_may_change(database: Database, mornings: MorningStore) -> None:
    night_id = await watched(database, 50, BEN, CID)
    assert await mornings.answer(night_id, 7, 4.5)
    assert await mornings.answer(night_id, 8, 2.0)
    assert await mornings.answer(night_id, 8, None)  # did not watch after all
    assert not await mornings.answer(night_id, 4711, 3.0)
    (past,) = await mornings.past(GROUP)
    assert past.answers == {7: 4.5, 9: None}  # Cid has not said yet
    assert (past.movie_id, past.n_members) == (50, 3)


async def test_who_was_there_has_watched_it_until_they_say_otherwise(
    database: Database, mornings: MorningStore
) -> None:
    first = await watched(database, 50, BEN)
    await watched(database, 60)
    await watched(database, None, BEN)
    assert await mornings.watched(7) == {50, 60}
    assert await mornings.watched(8) == {50}
    assert await mornings.watched(4711) == frozenset()
    await mornings.answer(first, 8, None)  # did not watch
    assert await mornings.watched(8) == frozenset()
    await mornings.answer(first, 8, 3.5)
    assert await mornings.watched(8) == {50}
    await mornings.answer(first, 8, None)
    await watched(database, 50, BEN)  # another group, or again
    assert await mornings.watched(8) == {50}


async def test_past_nights_are_the_latest_and_the_newest_is_last(
    database: Database, mornings: MorningStore
) -> None:
    for movie_id in (50, 60, 70):
        await watched(database, movie_id)
    past = await mornings.past(GROUP, 2)
    assert [night.movie_id for night in past] == [60, 70]
    assert isinstance(past[0], PastNight)
    assert past[0].decided_at < past[1].decided_at
    assert await mornings.past(-200) == []


async def test_who_is_forgotten_is_in_no_past_night(
    database: Database, mornings: MorningStore
) -> None:
    night_id = await watched(database, 50, BEN)
    await mornings.answer(night_id, 7, 4.5)
    await PersonStore(database).forget(7)
    (past,) = await mornings.past(GROUP)
    assert (past.answers, past.n_members) == ({8: None}, 1)
    assert await mornings.due(LATER) == [Morning(night_id, 8, 50)]
