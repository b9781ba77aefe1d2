"""The schema: from empty and from every older one, with rows in it."""

import hashlib
import sqlite3
from pathlib import Path

import aiosqlite
import pytest

from storage.database import Database, open_database
from storage.imports import ImportStore, Undone
from storage.migrations import MIGRATIONS, Migration, apply_next
from storage.people import PersonStore
from storage.ratings import RatingStore, UndoOutcome, UserRating
from tests.integration.storage.imported import bring, rated
from tests.integration.storage.tables import rows_of_tables

# What somebody may have on disk right after each step; a new step adds its own rows here.
ROWS_OF_STEP = (
    (
        "INSERT INTO people (user_id, language_code, created_at, last_seen_at, blocked_at)"
        " VALUES (7, 'de', 100, 200, NULL), (8, NULL, 100, 100, 300)",
        "INSERT INTO rating_changes"
        " (change_id, user_id, movie_id, previous_stars, stars, changed_at, undone_at)"
        " VALUES (1, 7, 50, NULL, 4.5, 100, NULL), (2, 7, 50, 4.5, NULL, 110, 120)",
        "INSERT INTO ratings VALUES (7, 50, 4.5, 100, 1)",
    ),
    ("INSERT INTO models VALUES (1, 'a.npz', 'abc', 100, '{\"rmse\": 0.87}', 100)",),
    ("INSERT INTO pending_questions VALUES (-100, 7, 'rate', 100)",),
    ("INSERT INTO inbox VALUES (3, 5000000001, 1000, '{\"update_id\": 1000}', 100, 2)",),
    ("UPDATE people SET language = 'es' WHERE user_id = 7",),
    (
        "INSERT INTO imports VALUES"
        " (1, 7, 'letterboxd', 'abc', 2, 90, 100, '{\"n_added\": 1}', NULL, NULL),"
        " (2, 7, 'imdb', 'xyz', 1, 95, NULL, NULL, NULL, NULL)",
        "INSERT INTO import_rows VALUES"
        " (2, 0, 'Heat', 1995, 'rated', 4.5, 6, '[6, 7]', 80, 0),"
        " (2, 1, 'Heath', NULL, 'seen', NULL, NULL, '[]', NULL, 1)",
        "INSERT INTO rating_changes VALUES (3, 7, 60, NULL, 3.0, 90, NULL, 1)",
        "INSERT INTO ratings VALUES (7, 60, 3.0, 90, 3)",
    ),
    ("INSERT INTO marks VALUES (1, 7, 70, 'unseen', 100, NULL), (2, 7, 70, 'seen', 90, 1)",),
    (
        "INSERT INTO cards VALUES (1, 8, '{\"like\": 6}', 100)",
        "INSERT INTO card_films VALUES (1, 0, 6), (1, 1, 50)",
    ),
    ("UPDATE imports SET report = '[]' WHERE import_id = 2",),
    (
        "INSERT INTO nights VALUES"
        " (1, -100, NULL, 7, 'decided', '{}', 5, 100, 200, 50, 'votes', 201),"
        " (2, -100, 3, NULL, 'voting', '{}', NULL, 300, NULL, NULL, NULL, NULL)",
        "INSERT INTO night_members VALUES"
        " (1, 1, 7, 'Ann', 100, 250, 260, 4.5), (2, 2, 8, 'Ben', 300, NULL, NULL, NULL)",
        "INSERT INTO night_rounds VALUES"
        " (1, 1, 0, 110, 200, 6, 'first', -100, 7), (2, 1, 1, 310, 400, NULL, NULL, NULL, NULL)",
        "INSERT INTO night_films VALUES (1, 1, 0, 50, '[]'), (2, 1, 0, 60, '[]')",
        "INSERT INTO night_votes VALUES (1, 1, 7, '[0]', 120)",
        "INSERT INTO night_stray_votes VALUES ('unknown', 8, 'Ben', '[]', 320)",
        "INSERT INTO night_vetoes VALUES (1, 8, 60)",
    ),
    (
        "UPDATE people SET opted_out_at = 100 WHERE user_id = 8",
        "UPDATE models SET promotion = 1 WHERE model_id = 1",
        "INSERT INTO models VALUES"
        " (2, 'b.npz', 'abc', 101, '{\"rmse\": 0.9}', 100, NULL, '[]', 110)",
        "INSERT INTO trainings VALUES"
        " (1, 'abc', 'request', 90, 100, 'rejected', NULL, 2, 2),"
        " (2, 'abc', 'schedule', 100, NULL, NULL, NULL, NULL, NULL)",
        "INSERT INTO training_watchers VALUES (1, -100, 5, 7), (2, 8, 6, 8)",
    ),
    (
        "UPDATE inbox SET outcomes = '{\"veto\": [50]}'",
        "INSERT INTO inbox_handled VALUES (5000000001, 999, 'abc')",
    ),
    ("UPDATE night_stray_votes SET refused = 1",),
    ("INSERT INTO forgotten VALUES (1, x'00', x'01', 100, 1)",),
    ("INSERT INTO night_vetoes VALUES (1, 8, 50)",),
)

# A step on somebody's disk cannot change any more. New ones are added here, old ones never edited.
DIGEST_OF_STEP = {
    "0001 people and ratings": "b638c1013ba3f58f",
    "0002 models": "784cd48fb1bfcce5",
    "0003 pending questions": "7e23c71b5e2c6d1f",
    "0004 inbox": "d2e7241ad4ef70cc",
    "0005 chosen languages": "e474288a067e75ba",
    "0006 imports": "d948c2a835474dbf",
    "0007 marks": "b7df5237b89a1915",
    "0008 cards": "5c67d3fc9102bd56",
    "0009 reports of imports": "70562cf948254427",
    "0010 movie nights": "3f6db1b2301c8204",
    "0011 trainings": "07840fe9a3c1522a",
    "0012 updates handled once": "05a36b13d62f6ceb",
    "0013 votes of strangers": "d0788c012263fd2f",
    "0014 who was forgotten": "8e3a3c92555d59cc",
    "0015 a veto a round": "b1e6f74c2a023a69",
}


async def make_older(path: Path, n_steps: int) -> None:
    """A database as the program of `n_steps` migrations left it, holding rows."""
    path.parent.mkdir()
    async with aiosqlite.connect(path, isolation_level=None) as connection:
        connection.row_factory = sqlite3.Row
        for step in range(n_steps):
            await connection.execute("BEGIN")
            assert await apply_next(connection, path, 50, MIGRATIONS[: step + 1])
            await connection.commit()
            for statement in ROWS_OF_STEP[step]:
                await connection.execute(statement)


async def schema(database: Database) -> list[sqlite3.Row]:
    return await database.read("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name")


def test_every_step_has_rows_and_a_digest() -> None:
    assert len(ROWS_OF_STEP) == len(MIGRATIONS)
    assert list(DIGEST_OF_STEP) == [migration.name for migration in MIGRATIONS]


def test_steps_are_numbered_in_order() -> None:
    numbers = [migration.name.split()[0] for migration in MIGRATIONS]
    assert numbers == [f"{number:04}" for number in range(1, len(MIGRATIONS) + 1)]


@pytest.mark.parametrize("migration", MIGRATIONS, ids=lambda migration: migration.name)
def test_a_step_stays_what_it_was(migration: Migration) -> None:
    digest = hashlib.sha256("\0".join(migration.statements).encode()).hexdigest()
    assert digest[:16] == DIGEST_OF_STEP[migration.name]


@pytest.mark.parametrize("n_steps", range(len(MIGRATIONS) + 1))
async def test_every_older_schema_is_brought_up_to_date_and_keeps_its_rows(
    path: Path, tmp_path: Path, n_steps: int
) -> None:
    await make_older(path, n_steps)
    async with aiosqlite.connect(path) as connection:
        older = Database(path, connection, connection, lambda: 0)
        rows_before = await rows_of_tables(older)

    async with open_database(path, clock=lambda: 60) as database:
        rows_after = await rows_of_tables(database)
        ledger = await database.read("SELECT * FROM moviebot_migrations ORDER BY number")
        async with open_database(tmp_path / "new.sqlite3") as new:
            assert await schema(database) == await schema(new)
            empty = await rows_of_tables(new)

    assert rows_after == empty | rows_before
    assert [tuple(row) for row in ledger] == [
        (number, migration.name, 50 if number <= n_steps else 60)
        for number, migration in enumerate(MIGRATIONS, start=1)
    ]


@pytest.mark.parametrize("n_steps", range(1, len(MIGRATIONS) + 1))
async def test_what_an_older_program_wrote_can_be_gone_on_with(path: Path, n_steps: int) -> None:
    await make_older(path, n_steps)
    async with open_database(path) as database:
        ratings, imports, people = (
            RatingStore(database),
            ImportStore(database),
            PersonStore(database),
        )
        assert (await ratings.undo(7, 2)).outcome is UndoOutcome.ALREADY_UNDONE
        assert await ratings.rating_of(7, 50) == UserRating(50, 4.5, 100)
        import_id, done = await bring(imports, 7, [rated(50, 1.0), rated(51, 1.0)])
        assert (done.n_kept, done.n_added) == (1, 1)
        assert await imports.undo(import_id, 7) == Undone(1, 0, 0)
        assert (await ratings.undo(7, 1)).outcome is UndoOutcome.UNDONE
        person = await people.set_language(8, "ru")
        assert (person.language, person.created_at, person.blocked_at) == ("ru", 100, None)
        forgotten = await people.forget(7)
        assert forgotten is not None
        assert forgotten.since == 100
        assert await database.read("PRAGMA foreign_key_check") == []


async def test_a_step_that_fails_halfway_leaves_the_older_schema(database: Database) -> None:
    before = await schema(database)
    broken = Migration("9999 broken", ("CREATE TABLE half (a INTEGER) STRICT", "nonsense"))

    with pytest.raises(sqlite3.OperationalError, match="nonsense"):
        async with database.transaction() as connection:
            await apply_next(connection, database.path, 0, (*MIGRATIONS, broken))

    assert await schema(database) == before
    async with database.transaction() as connection:
        assert not await apply_next(connection, database.path, 0)


@pytest.mark.parametrize("stars", [0.0, 0.25, 5.5, -1.0, 4.4, float("inf"), "five", None])
async def test_the_schema_itself_refuses_what_is_no_star_rating(
    database: Database, stars: object
) -> None:
    async with database.transaction() as connection:
        for statement in ROWS_OF_STEP[0]:
            await connection.execute(statement)
    with pytest.raises(sqlite3.IntegrityError):
        async with database.transaction() as connection:
            await connection.execute("UPDATE ratings SET stars = ?", (stars,))
    for column in ("stars", "previous_stars"):
        if stars is None:
            continue  # a change from or to "not rated"
        with pytest.raises(sqlite3.IntegrityError):
            async with database.transaction() as connection:
                await connection.execute(
                    f"INSERT INTO rating_changes (user_id, movie_id, {column}, changed_at)"  # noqa: S608
                    " VALUES (7, 1, ?, 0)",
                    (stars,),
                )


async def test_the_schema_itself_refuses_metrics_that_are_not_json(database: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        async with database.transaction() as connection:
            await connection.execute(
                "INSERT INTO models"
                " (file_name, dataset_fingerprint, n_ratings, created_at, metrics)"
                " VALUES ('a.npz', 'abc', 1, 0, '{rmse')"
            )


async def test_the_schema_itself_refuses_updates_that_are_not_json(database: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        async with database.transaction() as connection:
            await connection.execute("INSERT INTO inbox VALUES (1, 5, 1000, '{upd', 0, 0, NULL)")
