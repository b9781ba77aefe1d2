"""Transactions: all or nothing, whoever fails, is cancelled, locks the file or fills the disk."""

import asyncio
import os
import sqlite3
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest

import storage
from core.errors import LockedError, StorageError
from storage.database import Database, open_database, patience
from storage.people import PersonStore
from storage.ratings import RatingStore
from tests.integration.storage.faults import files_no_larger_than
from tests.integration.storage.tables import tuples

INSERT_PERSON = "INSERT INTO people (user_id, created_at, last_seen_at) VALUES (?, 0, 0)"

HOLD_THE_LOCK = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN EXCLUSIVE")
print("locked", flush=True)
sys.stdin.read()
"""

RATE_FOR_EVER = """
import asyncio, sys
from itertools import count
from pathlib import Path
from storage.database import open_database
from storage.ratings import RatingStore

async def rate(ratings, user_id):
    for movie_id in count(1):
        await ratings.rate(user_id, movie_id, 4.0)
        print(user_id, movie_id, flush=True)

async def main():
    async with open_database(Path(sys.argv[1])) as database:
        ratings = RatingStore(database)
        await asyncio.gather(*(rate(ratings, user_id) for user_id in (1, 2, 3)))

asyncio.run(main())
"""


@asynccontextmanager
async def running(script: str, path: Path) -> AsyncIterator[Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-c", script, str(path)),
        stdin=PIPE,
        stdout=PIPE,
        cwd=Path(storage.__file__).parents[1],
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def user_ids(database: Database) -> list[int]:
    rows = await database.read("SELECT user_id FROM people ORDER BY user_id")
    return [row["user_id"] for row in rows]


async def rated_by(ratings: RatingStore, user_ids: Iterable[int]) -> set[tuple[int, int]]:
    """User and movie ids."""
    return {
        (user_id, rating.movie_id)
        for user_id in user_ids
        for rating in await ratings.profile(user_id)
    }


async def test_foreign_keys_are_on(database: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        async with database.transaction() as connection:
            await connection.execute(
                "INSERT INTO rating_changes (user_id, movie_id, stars, changed_at)"
                " VALUES (404, 1, 4.0, 0)"
            )


async def test_every_commit_is_flushed_to_the_disk(database: Database) -> None:
    full = 2
    async with database.transaction() as connection:
        (flush,) = await connection.execute_fetchall("PRAGMA synchronous")
        (journal,) = await connection.execute_fetchall("PRAGMA journal_mode")
    assert (flush["synchronous"], journal["journal_mode"]) == (full, "wal")


async def test_the_reader_cannot_write(database: Database) -> None:
    with pytest.raises(StorageError):
        await database.read(INSERT_PERSON, (1,))
    assert await user_ids(database) == []


async def test_the_reader_sees_what_was_there_while_a_transaction_is_open(
    database: Database,
) -> None:
    async with database.transaction() as connection:
        await connection.execute(INSERT_PERSON, (1,))
        assert await user_ids(database) == []
    assert await user_ids(database) == [1]


async def test_our_own_mistakes_are_not_called_storage_errors(database: Database) -> None:
    with pytest.raises(sqlite3.OperationalError, match="syntax error"):
        async with database.transaction() as connection:
            await connection.execute("SELEKT 1")
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        await database.read("SELECT 1 FROM nowhere")


async def test_a_failing_transaction_undoes_only_its_own_rows(database: Database) -> None:
    async def insert(user_id: int) -> None:
        async with database.transaction() as connection:
            await connection.execute(INSERT_PERSON, (user_id,))
            await asyncio.sleep(0)
            if user_id % 3 == 0:
                raise RuntimeError("changed my mind")

    outcomes = await asyncio.gather(*map(insert, range(30)), return_exceptions=True)

    assert sum(isinstance(outcome, RuntimeError) for outcome in outcomes) == 10
    assert await user_ids(database) == [user_id for user_id in range(30) if user_id % 3]


async def test_a_hundred_ratings_at_once_all_arrive(database: Database) -> None:
    ratings = RatingStore(database)
    pairs = [(user_id, movie_id) for movie_id in range(20) for user_id in range(5)]

    results = await asyncio.gather(*(ratings.rate(*pair, 3.5) for pair in pairs))

    assert len({result.change.change_id for result in results}) == 100
    assert await rated_by(ratings, range(5)) == set(pairs)
    for (user_id, _), result in zip(pairs, results, strict=True):
        # Each saw its own rating, and nobody else's.
        assert result.profile[0].movie_id == result.change.movie_id
        assert result.profile == (await ratings.profile(user_id))[-len(result.profile) :]


async def test_a_cancelled_transaction_leaves_nothing_behind(database: Database) -> None:
    inserted = asyncio.Event()

    async def insert_and_wait() -> None:
        async with database.transaction() as connection:
            await connection.execute(INSERT_PERSON, (1,))
            inserted.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(insert_and_wait())
    await inserted.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert await user_ids(database) == []
    await PersonStore(database).remember(2)
    assert await user_ids(database) == [2]


async def test_a_transaction_cancelled_during_its_commit_is_whole(database: Database) -> None:
    at_commit = asyncio.Event()

    async def insert_two() -> None:
        async with database.transaction() as connection:
            await connection.execute(INSERT_PERSON, (1,))
            await connection.execute(INSERT_PERSON, (2,))
            at_commit.set()  # the next thing it waits for is the commit

    task = asyncio.create_task(insert_two())
    await at_commit.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert await user_ids(database) in ([], [1, 2])
    await PersonStore(database).remember(3)
    assert 3 in await user_ids(database)


async def test_cancelled_twice_the_next_transaction_still_starts_afresh(
    database: Database,
) -> None:
    inserted = asyncio.Event()

    async def insert_and_wait() -> None:
        async with database.transaction() as connection:
            await connection.execute(INSERT_PERSON, (1,))
            inserted.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(insert_and_wait())
    await inserted.wait()
    task.cancel()
    await asyncio.sleep(0)  # now it waits for the rollback
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    await PersonStore(database).remember(2)
    assert await user_ids(database) == [2]


async def test_ratings_cancelled_at_any_moment_are_whole_or_absent(database: Database) -> None:
    ratings = RatingStore(database)
    for movie_id in range(100):
        task = asyncio.create_task(ratings.rate(1, movie_id, 4.0))
        await asyncio.sleep(movie_id * 30e-6)  # one takes one to three milliseconds
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    await ratings.rate(1, 100, 4.0)
    changed = {
        row["movie_id"] for row in await database.read("SELECT movie_id FROM rating_changes")
    }
    assert {rating.movie_id for rating in await ratings.profile(1)} == changed
    assert 100 in changed


@pytest.mark.slow
async def test_another_process_holding_the_lock_is_a_storage_error(path: Path) -> None:
    async with open_database(path, busy_timeout=0.1) as database:
        ratings = RatingStore(database)
        await ratings.rate(1, 10, 4.0)
        async with running(HOLD_THE_LOCK, path) as process:
            assert process.stdout is not None
            assert await process.stdout.readline() == b"locked\n"

            with pytest.raises(LockedError, match="is locked by another process") as caught:
                await ratings.rate(2, 20, 5.0)
            assert str(path) in str(caught.value)
            with pytest.raises(StorageError, match="is locked by another process"):
                async with open_database(path, busy_timeout=0.1):
                    pass
            assert len(await ratings.profile(1)) == 1  # reading goes on

        assert await user_ids(database) == [1]
        await ratings.rate(2, 20, 5.0)
        assert len(await ratings.profile(2)) == 1


async def test_a_full_disk_is_a_storage_error_and_spares_what_was_there(
    database: Database,
) -> None:
    ratings = RatingStore(database)
    await ratings.rate(1, 0, 4.0)
    async with database.transaction() as connection:
        await connection.execute_fetchall("PRAGMA max_page_count = 1")  # that is, no page more
    acknowledged = 0

    async def fill_the_disk() -> None:
        nonlocal acknowledged
        for movie_id in range(1, 10_000):
            await ratings.rate(1, movie_id, 4.0)
            acknowledged = movie_id

    with pytest.raises(StorageError, match="the disk is full"):
        await fill_the_disk()

    expected = list(range(acknowledged, -1, -1))
    assert [rating.movie_id for rating in await ratings.profile(1)] == expected
    async with database.transaction() as connection:
        await connection.execute_fetchall("PRAGMA max_page_count = 100000")
    await ratings.rate(1, 10_000, 4.0)
    assert await ratings.count(1) == acknowledged + 2
    assert await tuples(database, "PRAGMA integrity_check") == [("ok",)]


@pytest.mark.skipif(os.name != "posix", reason="needs a limit on file sizes")
async def test_a_disk_error_is_a_storage_error_and_spares_what_was_there(
    path: Path, database: Database
) -> None:
    ratings = RatingStore(database)
    await ratings.rate(1, 1, 4.0)
    with files_no_larger_than(path.with_name(path.name + "-wal").stat().st_size):
        with pytest.raises(StorageError, match="met a disk error"):
            await ratings.rate(1, 2, 4.0)
        assert await ratings.count(1) == 1
    await ratings.rate(1, 3, 4.0)
    assert [rating.movie_id for rating in await ratings.profile(1)] == [3, 1]


@pytest.mark.slow
async def test_every_rating_confirmed_before_kill_9_is_there_afterwards(path: Path) -> None:
    async with running(RATE_FOR_EVER, path) as process:
        assert process.stdout is not None
        lines = [await process.stdout.readline() for _ in range(200)]
        process.kill()
        lines += (await process.communicate())[0].splitlines(keepends=True)
    confirmed = {
        tuple(int(word) for word in line.split()) for line in lines if line.endswith(b"\n")
    }

    assert path.with_name(path.name + "-wal").exists()  # it really had no chance to close
    async with open_database(path) as database:
        kept = await rated_by(RatingStore(database), (1, 2, 3))
        assert await tuples(database, "PRAGMA integrity_check") == [("ok",)]
    assert len(confirmed) >= 200
    assert confirmed <= kept
    assert len(kept - confirmed) <= 3  # at most the one each of three was about to confirm


async def test_whoever_has_no_patience_overtakes_whoever_has(path: Path) -> None:
    """One that waits for the lock holds nobody up, and the next one hears at once how it is."""
    async with open_database(path, busy_timeout=0.05) as database:
        ratings = RatingStore(database)
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with patience(60):
                waits = asyncio.create_task(ratings.rate(1, 10, 4.0))
            with pytest.raises(LockedError):
                await ratings.rate(2, 20, 4.0)
            begun = time.monotonic()
            for user_id in range(3, 53):
                with pytest.raises(LockedError):
                    await ratings.rate(user_id, 20, 4.0)
            assert time.monotonic() - begun < 1
            assert await ratings.profile(1) == ()
            other.execute("ROLLBACK")
        assert (await asyncio.wait_for(waits, 5)).change.stars == 4.0
        assert (await ratings.rate(2, 20, 3.0)).change.stars == 3.0


async def test_patience_of_none_refuses_before_anything_is_tried(database: Database) -> None:
    ratings = RatingStore(database)
    with patience(0), pytest.raises(LockedError):
        await ratings.rate(1, 10, 4.0)
    await ratings.rate(1, 10, 4.0)
    with patience(0):
        assert len(await ratings.profile(1)) == 1


async def test_whoever_is_cancelled_while_they_wait_for_the_lock_leaves_it_to_others(
    path: Path,
) -> None:
    async with open_database(path, busy_timeout=0.05) as database:
        ratings = RatingStore(database)
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            with patience(60):
                waits = [asyncio.create_task(ratings.rate(each, 10, 4.0)) for each in range(1, 9)]
            for each in waits:
                await asyncio.sleep(0.005)
                each.cancel()
            await asyncio.wait(waits)
            other.execute("ROLLBACK")
        await ratings.rate(9, 10, 4.0)
        assert await user_ids(database) == [9]


async def test_long_change_of_our_own_is_waited_for_no_longer_than_that_of_another_process(
    path: Path,
) -> None:
    async with open_database(path, busy_timeout=0.05) as database:
        ratings = RatingStore(database)
        async with database.transaction() as connection:
            await connection.execute(INSERT_PERSON, (1,))
            with pytest.raises(LockedError):
                await asyncio.create_task(ratings.rate(2, 20, 4.0))
        await ratings.rate(2, 20, 4.0)
        assert await user_ids(database) == [1, 2]
