"""Nobody fills the disk, whatever they do and however often; and what counts is never trimmed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from storage import imports as imports_module
from storage.cards import MOST_CARDS, CardStore
from storage.database import Clock, Database, open_database
from storage.import_rows import ImportRow
from storage.imports import MOST_A_DAY, ImportStore, NoRoom
from storage.questions import QuestionStore
from storage.rating_history import KEPT_CHANGES
from storage.ratings import RatingStore, UndoOutcome
from tests.integration.storage.imported import bring, numbered, rated, wished
from tests.integration.storage.standing_clock import StandingClock

ANN, BEN = 7, 8
HEAT, ALIEN = 6, 1214
DAY = 86_400


@pytest.fixture
def clock() -> Clock:
    return StandingClock()


async def n_rows(database: Database, table: str) -> int:
    (row,) = await database.read(f"SELECT count(*) AS n FROM {table}")  # noqa: S608
    return int(row["n"])


def file_of(stars: float, n_unknown: int = 0) -> list[ImportRow]:
    return [rated(HEAT, stars), rated(ALIEN, stars), *(wished(None) for _ in range(n_unknown))]


async def test_rows_of_a_file_go_when_it_is_taken_over_and_it_can_be_taken_back(
    database: Database,
) -> None:
    imports, ratings = ImportStore(database), RatingStore(database)
    import_id, counts = await bring(imports, ANN, numbered(file_of(4.0, 50)))
    assert await n_rows(database, "import_rows") == 0
    found = await imports.find(import_id, ANN)
    assert found is not None
    assert found.counts == counts
    assert (counts.n_added, counts.n_unmatched) == (2, 50)
    assert await imports.apply(import_id, ANN) == counts  # pressed twice
    assert await imports.undo(import_id, ANN) is not None
    assert await ratings.count(ANN) == 0


async def test_titles_are_kept_as_far_as_anybody_is_shown_them(database: Database) -> None:
    imports = ImportStore(database)
    (row,) = numbered([wished(None)])
    long = type(row)(**{name: getattr(row, name) for name in row.__slots__} | {"title": "é" * 9999})
    import_id = await imports.keep(ANN, "letterboxd", "abc", [long])
    (kept,) = await imports.rows(import_id, ANN)
    assert kept.title == "é" * 100


async def test_person_brings_no_more_than_so_many_files_a_day(
    database: Database, clock: StandingClock
) -> None:
    imports = ImportStore(database)
    for n in range(MOST_A_DAY):
        assert await imports.no_room(ANN) is None
        await bring(imports, ANN, numbered(file_of(1 + n % 5)), f"file {n}")
    assert await imports.no_room(ANN) is NoRoom.TOO_OFTEN
    assert await imports.no_room(BEN) is None
    clock.now += DAY
    assert await imports.no_room(ANN) is None


async def test_files_that_wait_for_long_make_room_for_others(
    database: Database, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports_module, "MOST_WAITING", 10)
    imports = ImportStore(database)
    await imports.keep(ANN, "letterboxd", "abc", numbered(file_of(4.0, 8)))
    assert await imports.no_room(BEN) is NoRoom.TOO_MANY_WAIT
    clock.now += DAY + 1
    assert await imports.no_room(BEN) is None
    assert await imports.waiting(ANN) is None
    assert await n_rows(database, "import_rows") == 0


async def test_history_of_a_film_is_as_long_as_anybody_takes_back(database: Database) -> None:
    ratings = RatingStore(database)
    changes = [
        (await ratings.rate(ANN, HEAT, 1 + n % 5)).change.change_id for n in range(3 * KEPT_CHANGES)
    ]
    await ratings.rate(ANN, ALIEN, 2.0)
    await ratings.rate(BEN, HEAT, 2.0)
    assert await n_rows(database, "rating_changes") == KEPT_CHANGES + 2
    for change_id in reversed(changes[-KEPT_CHANGES:]):
        assert (await ratings.undo(ANN, change_id)).outcome is UndoOutcome.UNDONE
    assert (await ratings.undo(ANN, changes[0])).outcome is UndoOutcome.UNKNOWN
    assert await ratings.rating_of(BEN, HEAT) is not None


async def test_rating_that_counts_stays_however_much_was_taken_back_since(
    database: Database,
) -> None:
    ratings = RatingStore(database)
    await ratings.rate(ANN, HEAT, 4.5)
    for _ in range(2 * KEPT_CHANGES):
        changed = await ratings.rate(ANN, HEAT, 1.0)
        await ratings.undo(ANN, changed.change.change_id)
    found = await ratings.rating_of(ANN, HEAT)
    assert found is not None
    assert found.stars == 4.5
    assert await n_rows(database, "rating_changes") <= KEPT_CHANGES + 2


async def test_imports_over_each_other_leave_no_more_than_that_either(
    database: Database, clock: StandingClock
) -> None:
    imports = ImportStore(database)
    for n in range(2 * KEPT_CHANGES):
        clock.now += 1
        await bring(imports, ANN, numbered(file_of(1 + n % 5)), f"file {n}")
    assert await n_rows(database, "rating_changes") == 2 * KEPT_CHANGES
    assert await n_rows(database, "ratings") == 2


async def test_person_has_no_more_than_so_many_cards(database: Database) -> None:
    cards = CardStore(database)
    of_ben = await cards.open(BEN, "{}")
    opened = [await cards.open(ANN, "{}") for _ in range(MOST_CARDS + 5)]
    assert await n_rows(database, "cards") == MOST_CARDS + 1
    assert await cards.find(opened[4], ANN) is None
    assert await cards.find(opened[5], ANN) is not None
    assert await cards.find(of_ben, BEN) is not None


async def test_questions_that_nobody_answered_go(database: Database, clock: StandingClock) -> None:
    questions = QuestionStore(database)
    for chat_id in range(50):
        await questions.ask(-chat_id, ANN, "rate")
    clock.now += DAY + 1
    await questions.ask(1, BEN, "rate")
    assert await n_rows(database, "pending_questions") == 1


@pytest.mark.parametrize(
    "marked", [lambda n: "seen" if n % 2 else "wanted", lambda n: ["refused", "unseen"][n % 2]]
)
async def test_marks_of_a_film_are_one(database: Database, marked: Callable[[int], str]) -> None:
    from storage.marks import MarkKind, MarkStore  # noqa: PLC0415

    marks = MarkStore(database)
    for n in range(50):
        await marks.mark(ANN, HEAT, MarkKind(marked(n)))
    assert await n_rows(database, "marks") == 1


async def test_large_change_leaves_no_large_log_behind(path: Path) -> None:
    async with open_database(path) as database:
        imports = ImportStore(database)
        await imports.keep(ANN, "letterboxd", "abc", numbered([wished(None)] * 30_000))
        await imports.drop((await imports.waiting(ANN)).import_id, ANN)  # type: ignore[union-attr]
        await imports.keep(ANN, "letterboxd", "abc", numbered([wished(None)]))
        assert path.with_name(path.name + "-wal").stat().st_size < 8_000_000
