"""Marks: one for a film counts, set and taken away by hand."""

import asyncio
import sqlite3
from pathlib import Path

import pytest

from core.errors import StorageError
from storage.database import Database, open_database
from storage.marks import Mark, MarkKind, MarkStore
from storage.people import PersonStore
from storage.ratings import RatingStore
from tests.integration.storage.faults import locked
from tests.integration.storage.tables import tuples

ANN, BEN = 2**63 - 1, 8  # ids may need all 64 bits
HEAT, ALIEN, BRAZIL = 6, 1214, 1199
SEEN, REFUSED, WANTED, UNSEEN = MarkKind


@pytest.fixture
def marks(database: Database) -> MarkStore:
    return MarkStore(database)


async def kinds(marks: MarkStore, user_id: int) -> dict[int, MarkKind]:
    return {mark.movie_id: mark.kind for mark in await marks.of(user_id)}


async def test_nothing_is_marked_at_first(marks: MarkStore) -> None:
    assert await marks.of(ANN) == ()
    assert await marks.of_film(ANN, HEAT) is None


@pytest.mark.parametrize("kind", MarkKind)
async def test_a_mark_is_found_again(marks: MarkStore, kind: MarkKind) -> None:
    assert await marks.mark(ANN, HEAT, kind) is None
    mark = await marks.of_film(ANN, HEAT)
    assert mark is not None
    assert mark == Mark(HEAT, kind, mark.marked_at)
    assert type(mark.kind) is MarkKind
    assert await marks.of(ANN) == (mark,)


async def test_whoever_marks_is_remembered_and_does_not_block(
    database: Database, marks: MarkStore
) -> None:
    people = PersonStore(database)
    await marks.mark(ANN, HEAT, SEEN)
    await people.mark_blocked(ANN)
    await marks.mark(ANN, ALIEN, SEEN)
    person = await people.find(ANN)
    assert person is not None
    assert person.blocked_at is None


async def test_another_mark_replaces_the_first_and_can_be_taken_back(marks: MarkStore) -> None:
    await marks.mark(ANN, HEAT, WANTED)
    previous = await marks.mark(ANN, HEAT, REFUSED)
    assert previous is WANTED
    assert await kinds(marks, ANN) == {HEAT: REFUSED}
    assert await marks.mark(ANN, HEAT, previous) is REFUSED
    assert await kinds(marks, ANN) == {HEAT: WANTED}


async def test_a_mark_taken_away_leaves_nothing(database: Database, marks: MarkStore) -> None:
    await marks.mark(ANN, HEAT, SEEN)
    assert await marks.mark(ANN, HEAT, None) is SEEN
    assert await marks.mark(ANN, HEAT, None) is None
    assert await marks.of(ANN) == ()
    assert await database.read("SELECT * FROM marks") == []


async def test_taking_away_what_is_not_there_remembers_nobody(
    database: Database, marks: MarkStore
) -> None:
    assert await marks.mark(ANN, HEAT, None) is None
    assert await PersonStore(database).find(ANN) is None


async def test_the_same_mark_delivered_twice_keeps_its_date_and_place(marks: MarkStore) -> None:
    await marks.mark(ANN, HEAT, SEEN)
    await marks.mark(ANN, ALIEN, SEEN)
    before = await marks.of(ANN)
    assert await marks.mark(ANN, HEAT, SEEN) is SEEN
    assert await marks.of(ANN) == before


async def test_the_newest_comes_first_also_within_one_second(
    database: Database, marks: MarkStore
) -> None:
    database.now = lambda: 5
    for movie_id in (HEAT, BRAZIL, ALIEN):
        await marks.mark(ANN, movie_id, UNSEEN)
    await marks.mark(ANN, BRAZIL, WANTED)
    assert [mark.movie_id for mark in await marks.of(ANN)] == [BRAZIL, ALIEN, HEAT]


async def test_people_do_not_see_each_others_marks(marks: MarkStore) -> None:
    await marks.mark(ANN, HEAT, SEEN)
    assert await marks.mark(BEN, HEAT, REFUSED) is None
    assert await marks.mark(BEN, ALIEN, None) is None
    assert await kinds(marks, ANN) == {HEAT: SEEN}
    assert await kinds(marks, BEN) == {HEAT: REFUSED}


async def test_a_rating_leaves_the_mark_where_it_is(database: Database, marks: MarkStore) -> None:
    ratings = RatingStore(database)
    await marks.mark(ANN, HEAT, WANTED)
    before = await marks.of(ANN)
    rated = await ratings.rate(ANN, HEAT, 4.5)
    assert await marks.of(ANN) == before
    await ratings.undo(ANN, rated.change.change_id)
    assert await marks.of(ANN) == before


async def test_several_films_are_marked_together_or_not_at_all(path: Path) -> None:
    async with open_database(path, busy_timeout=0.05) as database:
        marks = MarkStore(database)
        await marks.mark(ANN, HEAT, SEEN)
        with locked(path), pytest.raises(StorageError, match="is locked by another process"):
            await marks.mark_all(ANN, [HEAT, ALIEN], UNSEEN)
        await marks.mark_all(ANN, [HEAT, ALIEN], UNSEEN)
        await marks.mark_all(ANN, [], WANTED)
        assert await kinds(marks, ANN) == {HEAT: UNSEEN, ALIEN: UNSEEN}


async def test_marks_at_once_leave_one_for_each_film(database: Database, marks: MarkStore) -> None:
    choices = [(movie_id, kind) for movie_id in (HEAT, ALIEN) for kind in MarkKind] * 3
    previous = await asyncio.gather(*(marks.mark(ANN, *choice) for choice in choices))
    assert previous.count(None) == 2  # one for each film was the first
    assert set(await kinds(marks, ANN)) == {HEAT, ALIEN}
    assert await tuples(database, "SELECT count(*) FROM marks") == [(2,)]


async def test_a_locked_database_is_a_storage_error_and_changes_nothing(path: Path) -> None:
    async with open_database(path, busy_timeout=0.05) as database:
        marks = MarkStore(database)
        await marks.mark(ANN, HEAT, SEEN)
        with locked(path):
            for kind in (REFUSED, None):
                with pytest.raises(StorageError, match="is locked by another process"):
                    await marks.mark(ANN, HEAT, kind)
            assert await kinds(marks, ANN) == {HEAT: SEEN}
        assert await marks.mark(ANN, HEAT, REFUSED) is SEEN


async def test_marks_survive_a_restart(path: Path) -> None:
    async with open_database(path) as database:
        await MarkStore(database).mark(ANN, HEAT, WANTED)
        before = await MarkStore(database).of(ANN)
    async with open_database(path) as database:
        assert await MarkStore(database).of(ANN) == before


async def test_the_schema_itself_refuses_an_unknown_kind(
    database: Database, marks: MarkStore
) -> None:
    await marks.mark(ANN, HEAT, SEEN)
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        async with database.transaction() as connection:
            await connection.execute("UPDATE marks SET kind = 'loved'")
