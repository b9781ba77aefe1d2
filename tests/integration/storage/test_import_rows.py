"""A file that waits: found, looked through, settled, dropped."""

import asyncio
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import StorageError
from storage.database import Database, open_database
from storage.import_rows import ImportRow, RowChoice, RowKind
from storage.imports import Import, ImportState, ImportStore
from storage.people import PersonStore
from tests.integration.storage.faults import locked
from tests.integration.storage.imported import bring, counts, numbered, rated, watched, wished
from tests.integration.storage.tables import tuples

ANN, BEN = 2**63 - 1, 8  # ids may need all 64 bits
HEAT, ALIEN, BRAZIL = 6, 1214, 1199
DAY = 86_400

FILE = numbered(
    [
        rated(HEAT, 4.5, told_at=100),
        replace(rated(None, 3.0, guesses=(ALIEN, BRAZIL)), title="Aliën 🎬", year=1979),
        watched(BRAZIL),
        wished(None),
    ]
)


@pytest.fixture
def imports(database: Database) -> ImportStore:
    return ImportStore(database)


async def test_a_file_that_was_kept_waits_and_promises_what_it_would_do(
    imports: ImportStore,
) -> None:
    import_id = await imports.keep(ANN, "letterboxd", "abc", FILE)
    found = await imports.find(import_id, ANN)
    assert found is not None
    assert found == Import(
        import_id,
        "letterboxd",
        "abc",
        4,
        ImportState.WAITING,
        found.kept_at,
        counts(added=1, seen=1, unmatched=2, still_open=2),
    )
    assert await imports.waiting(ANN) == found
    assert await imports.rows(import_id, ANN) == tuple(FILE)


async def test_whoever_brings_a_file_is_remembered(
    database: Database, imports: ImportStore
) -> None:
    await imports.keep(ANN, "letterboxd", "abc", FILE)
    assert await PersonStore(database).find(ANN) is not None


async def test_an_empty_file_can_be_kept_and_applied(imports: ImportStore) -> None:
    assert (await bring(imports, ANN, []))[1] == counts()


async def test_rows_come_in_pages_of_what_one_asks_for(imports: ImportStore) -> None:
    file = numbered([rated(None if n % 2 else n, 4.0) for n in range(10)])
    import_id = await imports.keep(ANN, "imdb", "abc", file)
    pages = [
        await imports.rows(import_id, ANN, RowChoice.UNKNOWN, offset=offset, limit=2)
        for offset in (0, 2, 4, 6)
    ]
    assert [[row.position for row in page] for page in pages] == [[1, 3], [5, 7], [9], []]
    assert len(await imports.rows(import_id, ANN, offset=4)) == 6


async def test_rows_in_doubt_stay_a_list_while_they_are_decided(imports: ImportStore) -> None:
    file = numbered(
        [
            rated(HEAT, 4.0),
            rated(None, 4.0, guesses=(ALIEN, BRAZIL)),
            rated(ALIEN, 3.0, guesses=(ALIEN,)),
            rated(None, 2.0),
        ]
    )
    import_id = await imports.keep(ANN, "imdb", "abc", file)
    for movie_id in (ALIEN, None):
        await imports.settle(import_id, ANN, 1, movie_id)
        doubted = await imports.rows(import_id, ANN, RowChoice.DOUBTED)
        assert [row.position for row in doubted] == [1, 2]
        assert await imports.count(import_id, ANN, RowChoice.DOUBTED) == 2
        likely = await imports.rows(import_id, ANN, RowChoice.LIKELY)
        assert [row.position for row in likely] == [2]
        unknown = await imports.rows(import_id, ANN, RowChoice.UNKNOWN)
        assert [row.position for row in unknown] == [3]
    assert await imports.count(import_id, BEN, RowChoice.ALL) == 0


async def test_a_report_is_kept_with_the_file(imports: ImportStore) -> None:
    import_id = await imports.keep(ANN, "imdb", "abc", FILE, '{"name": "ratings.csv"}')
    for _ in range(2):
        found = await imports.find(import_id, ANN)
        assert found is not None
        assert found.report == '{"name": "ratings.csv"}'
        await imports.apply(import_id, ANN)


async def test_a_settled_row_says_so_and_counts(imports: ImportStore) -> None:
    import_id = await imports.keep(ANN, "letterboxd", "abc", FILE)
    settled = await imports.settle(import_id, ANN, 1, ALIEN)
    assert settled == replace(FILE[1], movie_id=ALIEN, settled=True)
    none = await imports.settle(import_id, ANN, 3, None)
    assert none == replace(FILE[3], settled=True)
    found = await imports.find(import_id, ANN)
    assert found is not None
    assert found.counts == counts(added=2, seen=1, unmatched=1)
    assert await imports.rows(import_id, ANN) == (FILE[0], settled, FILE[2], none)


async def test_settling_twice_changes_nothing_and_anew_changes_ones_mind(
    imports: ImportStore,
) -> None:
    import_id = await imports.keep(ANN, "letterboxd", "abc", FILE)
    first = await imports.settle(import_id, ANN, 1, ALIEN)
    assert await imports.settle(import_id, ANN, 1, ALIEN) == first
    changed = await imports.settle(import_id, ANN, 1, None)
    assert changed == replace(FILE[1], settled=True)
    # What was recognized can be wrong as well.
    assert await imports.settle(import_id, ANN, 0, ALIEN) == replace(
        FILE[0], movie_id=ALIEN, settled=True
    )


async def test_there_is_nothing_to_settle_beside_ones_own_waiting_rows(
    imports: ImportStore,
) -> None:
    import_id = await imports.keep(ANN, "letterboxd", "abc", FILE)
    assert await imports.settle(import_id, BEN, 1, ALIEN) is None
    assert await imports.settle(import_id, ANN, 9, ALIEN) is None
    assert await imports.settle(404, ANN, 1, ALIEN) is None
    assert await imports.rows(import_id, ANN) == tuple(FILE)
    await imports.apply(import_id, ANN)
    assert await imports.settle(import_id, ANN, 1, ALIEN) is None
    assert await imports.rows(import_id, ANN) == ()


async def test_a_file_is_its_persons_own(imports: ImportStore) -> None:
    import_id = await imports.keep(ANN, "letterboxd", "abc", FILE)
    assert await imports.find(import_id, BEN) is None
    assert await imports.waiting(BEN) is None
    assert await imports.rows(import_id, BEN) == ()
    assert await imports.apply(import_id, BEN) is None
    assert not await imports.drop(import_id, BEN)
    assert await imports.waiting(ANN) is not None


async def test_a_dropped_file_is_gone(database: Database, imports: ImportStore) -> None:
    import_id = await imports.keep(ANN, "letterboxd", "abc", FILE)
    assert await imports.drop(import_id, ANN)
    assert not await imports.drop(import_id, ANN)
    assert await imports.find(import_id, ANN) is None
    assert await imports.waiting(ANN) is None
    assert await imports.apply(import_id, ANN) is None
    assert await database.read("SELECT * FROM import_rows") == []


async def test_what_was_applied_cannot_be_dropped(imports: ImportStore) -> None:
    import_id, _ = await bring(imports, ANN, FILE)
    assert not await imports.drop(import_id, ANN)
    assert await imports.waiting(ANN) is None
    assert await imports.find(import_id, ANN) is not None


async def test_only_the_newest_file_waits(database: Database, imports: ImportStore) -> None:
    applied, _ = await bring(imports, ANN, FILE, "applied")
    first = await imports.keep(ANN, "letterboxd", "abc", FILE)
    of_ben = await imports.keep(BEN, "letterboxd", "abc", FILE)
    second = await imports.keep(ANN, "imdb", "xyz", FILE[:1])
    assert await imports.find(first, ANN) is None
    waiting = await imports.waiting(ANN)
    assert waiting is not None
    assert waiting.import_id == second
    assert await imports.find(applied, ANN) is not None
    assert await imports.find(of_ben, BEN) is not None
    assert await tuples(
        database,
        "SELECT import_id, count(*) FROM import_rows GROUP BY import_id ORDER BY import_id",
    ) == [(of_ben, 4), (second, 1)]


async def test_the_file_that_waits_already_keeps_its_id_and_what_was_settled(
    imports: ImportStore,
) -> None:
    import_id = await imports.keep(ANN, "letterboxd", "abc", FILE)
    await imports.settle(import_id, ANN, 1, ALIEN)
    before = await imports.rows(import_id, ANN)
    assert await imports.keep(ANN, "letterboxd", "abc", FILE) == import_id
    assert await imports.rows(import_id, ANN) == before
    assert await imports.keep(BEN, "letterboxd", "abc", FILE) != import_id


async def test_of_files_kept_at_once_one_waits(database: Database, imports: ImportStore) -> None:
    kept = await asyncio.gather(
        *(imports.keep(ANN, "letterboxd", digest, FILE) for digest in "abcabc")
    )
    waiting = await imports.waiting(ANN)
    assert waiting is not None
    assert waiting.import_id in kept
    assert await tuples(database, "SELECT count(*) FROM imports") == [(1,)]
    assert await tuples(database, "SELECT count(*) FROM import_rows") == [(len(FILE),)]


async def test_after_a_month_what_waited_is_dropped_and_what_was_applied_loses_its_rows(
    database: Database, imports: ImportStore
) -> None:
    database.now = lambda: 0
    applied, done = await bring(imports, ANN, FILE, "applied")
    waiting = await imports.keep(ANN, "letterboxd", "abc", FILE)
    database.now = lambda: 30 * DAY
    await imports.keep(BEN, "letterboxd", "abc", FILE)
    assert await imports.find(waiting, ANN) is not None  # to the second

    database.now = lambda: 30 * DAY + 1
    await imports.keep(BEN, "letterboxd", "xyz", FILE)

    assert await imports.find(waiting, ANN) is None
    found = await imports.find(applied, ANN)
    assert found is not None
    assert (found.n_rows, found.counts) == (4, done)
    assert await imports.rows(applied, ANN) == ()
    undone = await imports.undo(applied, ANN)
    assert undone is not None
    assert (undone.n_ratings, undone.n_marks) == (1, 1)


async def test_a_file_that_was_applied_is_recognized_by_its_bytes(imports: ImportStore) -> None:
    assert await imports.applied_with(ANN, "abc") is None
    import_id = await imports.keep(ANN, "letterboxd", "abc", FILE)
    assert await imports.applied_with(ANN, "abc") is None  # it only waits
    await imports.apply(import_id, ANN)
    assert await imports.applied_with(ANN, "abc") == await imports.find(import_id, ANN)
    assert await imports.applied_with(BEN, "abc") is None
    assert await imports.applied_with(ANN, "xyz") is None
    again, _ = await bring(imports, ANN, FILE)
    assert again != import_id
    assert await imports.applied_with(ANN, "abc") == await imports.find(again, ANN)
    await imports.undo(again, ANN)
    assert await imports.applied_with(ANN, "abc") == await imports.find(import_id, ANN)


async def test_a_waiting_file_and_its_choices_survive_a_restart(path: Path) -> None:
    async with open_database(path) as database:
        imports = ImportStore(database)
        import_id = await imports.keep(ANN, "letterboxd", "abc", FILE)
        await imports.settle(import_id, ANN, 1, ALIEN)
        before = await imports.find(import_id, ANN), await imports.rows(import_id, ANN)
    async with open_database(path) as database:
        imports = ImportStore(database)
        assert (await imports.find(import_id, ANN), await imports.rows(import_id, ANN)) == before


async def test_a_locked_database_is_a_storage_error_and_changes_nothing(path: Path) -> None:
    async with open_database(path, busy_timeout=0.05) as database:
        imports = ImportStore(database)
        import_id = await imports.keep(ANN, "letterboxd", "abc", FILE)
        with locked(path):
            for attempt in (
                imports.keep(ANN, "letterboxd", "xyz", FILE),
                imports.settle(import_id, ANN, 1, ALIEN),
                imports.drop(import_id, ANN),
                imports.apply(import_id, ANN),
                imports.undo(import_id, ANN),
            ):
                with pytest.raises(StorageError, match="is locked by another process"):
                    await attempt
        assert await imports.rows(import_id, ANN) == tuple(FILE)
        assert await imports.apply(import_id, ANN) is not None


async def test_a_file_is_kept_whole_or_not_at_all(database: Database, imports: ImportStore) -> None:
    import_id = await imports.keep(ANN, "letterboxd", "abc", FILE)
    with pytest.raises(sqlite3.IntegrityError):
        await imports.keep(ANN, "letterboxd", "xyz", [*FILE, FILE[0]])  # one position twice
    async with database.transaction() as connection:
        await connection.execute_fetchall("PRAGMA max_page_count = 1")  # that is, no page more
    with pytest.raises(StorageError, match="the disk is full"):
        await imports.keep(ANN, "imdb", "xyz", numbered([rated(None, 3.0)] * 3000))
    waiting = await imports.waiting(ANN)
    assert waiting is not None
    assert waiting.import_id == import_id
    assert await imports.rows(import_id, ANN) == tuple(FILE)


@pytest.mark.parametrize(
    ("kind", "stars"),
    [
        (RowKind.RATED, None),
        (RowKind.RATED, 0.0),
        (RowKind.RATED, 4.2),
        (RowKind.RATED, float("nan")),
        (RowKind.SEEN, 4.0),
        (RowKind.WANTED, 0.5),
    ],
)
def test_stars_belong_to_ratings_and_are_whole_halves(kind: RowKind, stars: float | None) -> None:
    with pytest.raises(ValueError, match="star"):
        ImportRow(0, "Heat", 1995, kind, stars, HEAT)
