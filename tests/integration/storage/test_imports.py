"""Imports applied and taken back: what happens to ratings and marks."""

import asyncio
import time

import pytest

from core.errors import StorageError
from storage.database import Database
from storage.imports import ImportState, ImportStore, Undone
from storage.marks import Mark, MarkKind, MarkStore
from storage.ratings import RatingOrder, RatingStore, UndoOutcome, UserRating
from tests.integration.storage.imported import bring, counts, numbered, rated, watched, wished
from tests.integration.storage.tables import tuples

ANN, BEN = 2**63 - 1, 8  # ids may need all 64 bits
HEAT, ALIEN, BRAZIL, FARGO, BABE = 6, 1214, 1199, 608, 34


@pytest.fixture
def imports(database: Database) -> ImportStore:
    return ImportStore(database)


@pytest.fixture
def ratings(database: Database) -> RatingStore:
    return RatingStore(database)


@pytest.fixture
def marks(database: Database) -> MarkStore:
    return MarkStore(database)


async def stars_of(ratings: RatingStore, user_id: int) -> dict[int, float]:
    return {rating.movie_id: rating.stars for rating in await ratings.profile(user_id)}


async def kinds_of(marks: MarkStore, user_id: int) -> dict[int, MarkKind]:
    return {mark.movie_id: mark.kind for mark in await marks.of(user_id)}


async def everything(database: Database) -> list[list[tuple[object, ...]]]:
    """What is kept about films, apart from whether an import is applied."""
    tables = ("ratings", "rating_changes", "marks")
    return [
        [tuple(row) for row in await database.read(f"SELECT * FROM {table}")]  # noqa: S608
        for table in tables
    ]


async def test_a_file_becomes_ratings_and_marks(
    imports: ImportStore, ratings: RatingStore, marks: MarkStore
) -> None:
    file = [rated(HEAT, 4.5), watched(ALIEN), wished(BRAZIL), rated(None, 3.0), watched(None)]
    import_id, done = await bring(imports, ANN, file)
    assert done == counts(added=1, seen=1, wanted=1, unmatched=2, still_open=2)
    assert await stars_of(ratings, ANN) == {HEAT: 4.5}
    assert await kinds_of(marks, ANN) == {ALIEN: MarkKind.SEEN, BRAZIL: MarkKind.WANTED}
    found = await imports.find(import_id, ANN)
    assert found is not None
    assert (found.state, found.counts) == (ImportState.APPLIED, done)


async def test_nothing_changes_before_the_person_says_so(
    database: Database, imports: ImportStore
) -> None:
    await imports.keep(ANN, "letterboxd", "abc", [rated(HEAT, 4.5)])
    assert await everything(database) == [[], [], []]


async def test_dates_are_the_files_and_the_order_is_that_of_being_told(
    imports: ImportStore, ratings: RatingStore, marks: MarkStore
) -> None:
    await ratings.rate(ANN, BABE, 3.0)
    file = [
        rated(HEAT, 4.0, told_at=500),
        rated(ALIEN, 4.0, told_at=-86_400 * 400),  # somebody's diary may begin in 1968
        rated(BRAZIL, 4.0),
        rated(FARGO, 4.0, told_at=10**10),
        wished(1, told_at=300),
        watched(2, told_at=200),
        wished(3),
    ]
    await bring(imports, ANN, file)
    profile = await ratings.profile(ANN)
    assert [rating.movie_id for rating in profile] == [FARGO, HEAT, ALIEN, BRAZIL, BABE]
    dates = {rating.movie_id: rating.rated_at for rating in profile}
    assert (dates[HEAT], dates[ALIEN]) == (500, -86_400 * 400)
    assert dates[BRAZIL] == dates[FARGO] > dates[BABE]  # neither has a date of the past: now
    by_date = await ratings.profile(ANN, RatingOrder.NEWEST)
    assert [rating.movie_id for rating in by_date] == [FARGO, BRAZIL, BABE, HEAT, ALIEN]
    assert await marks.of(ANN) == (
        Mark(1, MarkKind.WANTED, 300),
        Mark(2, MarkKind.SEEN, 200),
        Mark(3, MarkKind.WANTED, dates[BRAZIL]),
    )


async def test_applying_twice_changes_nothing_and_says_the_same(
    database: Database, imports: ImportStore
) -> None:
    file = [rated(HEAT, 4.5), watched(ALIEN), wished(BRAZIL), rated(None, 3.0)]
    import_id, done = await bring(imports, ANN, file)
    before = await everything(database)
    assert await imports.apply(import_id, ANN) == done
    assert await everything(database) == before


async def test_of_several_asking_at_once_one_applies(
    database: Database, imports: ImportStore, ratings: RatingStore
) -> None:
    import_id = await imports.keep(
        ANN, "imdb", "abc", numbered([rated(movie_id, 4.0) for movie_id in range(50)])
    )
    answers = await asyncio.gather(*(imports.apply(import_id, ANN) for _ in range(5)))
    assert answers == [counts(added=50)] * 5
    assert await ratings.count(ANN) == 50
    assert await tuples(database, "SELECT count(*) FROM rating_changes") == [(50,)]


async def test_the_same_file_brought_again_changes_nothing(
    imports: ImportStore, ratings: RatingStore
) -> None:
    file = [rated(HEAT, 4.5, told_at=50), watched(ALIEN), wished(BRAZIL)]
    await bring(imports, ANN, file)
    before = await ratings.profile(ANN)
    _, done = await bring(imports, ANN, file)
    assert done == counts(unchanged=3)
    assert await ratings.profile(ANN) == before


async def test_a_rating_given_by_hand_stays(imports: ImportStore, ratings: RatingStore) -> None:
    await ratings.rate(ANN, HEAT, 2.0)
    await ratings.rate(ANN, ALIEN, 3.0)
    before = await ratings.profile(ANN)
    file = [rated(HEAT, 4.5, told_at=10**10), rated(ALIEN, 3.0)]
    import_id, done = await bring(imports, ANN, file)
    assert done == counts(kept=1, unchanged=1)
    assert await ratings.profile(ANN) == before
    assert await imports.undo(import_id, ANN) == Undone(0, 0, 0)
    assert await ratings.profile(ANN) == before


async def test_a_rating_by_an_earlier_import_follows_the_newer_file(
    imports: ImportStore, ratings: RatingStore
) -> None:
    await bring(imports, ANN, [rated(HEAT, 2.0, told_at=10), rated(ALIEN, 3.0)])
    _, done = await bring(imports, ANN, [rated(HEAT, 4.5, told_at=5), rated(ALIEN, 3.0)])
    assert done == counts(updated=1, unchanged=1)
    assert await ratings.rating_of(ANN, HEAT) == UserRating(HEAT, 4.5, 5)


async def test_a_rating_repeated_by_hand_becomes_ones_own(
    imports: ImportStore, ratings: RatingStore
) -> None:
    first, _ = await bring(imports, ANN, [rated(HEAT, 4.0), rated(ALIEN, 4.0)])
    before = await ratings.profile(ANN)
    repeated = await ratings.rate(ANN, HEAT, 4.0)
    assert not repeated.changed
    assert repeated.change.import_id is None
    assert repeated.profile == before
    assert (await bring(imports, ANN, [rated(HEAT, 2.0), rated(ALIEN, 2.0)]))[1] == counts(
        kept=1, updated=1
    )
    assert await imports.undo(first, ANN) == Undone(0, 0, 1)
    assert await stars_of(ratings, ANN) == {HEAT: 4.0, ALIEN: 2.0}


@pytest.mark.parametrize(("told_at", "comes_back"), [(None, False), (1, False), (10**9, True)])
async def test_a_removed_rating_comes_back_only_when_the_file_is_newer(
    imports: ImportStore, ratings: RatingStore, told_at: int | None, comes_back: bool
) -> None:
    await ratings.rate(ANN, HEAT, 2.0)
    await ratings.remove(ANN, HEAT)
    _, done = await bring(imports, ANN, [rated(HEAT, 4.0, told_at=told_at)])
    assert done == (counts(added=1) if comes_back else counts(kept=1))
    assert await stars_of(ratings, ANN) == ({HEAT: 4.0} if comes_back else {})


async def test_a_rating_taken_back_leaves_room_for_the_files(
    imports: ImportStore, ratings: RatingStore
) -> None:
    given = await ratings.rate(ANN, HEAT, 2.0)
    await ratings.undo(ANN, given.change.change_id)
    assert (await bring(imports, ANN, [rated(HEAT, 4.0)]))[1] == counts(added=1)


async def test_of_two_ratings_of_one_film_the_one_told_last_counts(
    imports: ImportStore, ratings: RatingStore
) -> None:
    file = [
        *(rated(HEAT, 1.0), rated(HEAT, 5.0, told_at=20), rated(HEAT, 2.0, told_at=10)),
        *(rated(ALIEN, 1.0), rated(ALIEN, 3.0)),
        *(rated(BRAZIL, 1.0, told_at=7), rated(BRAZIL, 4.0, told_at=7)),
    ]
    assert (await bring(imports, ANN, file))[1] == counts(added=3)
    assert await stars_of(ratings, ANN) == {HEAT: 5.0, ALIEN: 3.0, BRAZIL: 4.0}


async def test_a_rating_says_more_than_having_seen_and_that_more_than_wanting_to(
    imports: ImportStore, ratings: RatingStore, marks: MarkStore
) -> None:
    file = [rated(HEAT, 4.0), watched(HEAT), wished(HEAT), watched(ALIEN), wished(ALIEN)]
    assert (await bring(imports, ANN, file))[1] == counts(added=1, seen=1)
    assert await stars_of(ratings, ANN) == {HEAT: 4.0}
    assert await kinds_of(marks, ANN) == {ALIEN: MarkKind.SEEN}


async def test_a_film_rated_already_needs_no_mark(
    imports: ImportStore, ratings: RatingStore, marks: MarkStore
) -> None:
    await ratings.rate(ANN, HEAT, 2.0)
    await ratings.rate(ANN, ALIEN, 2.0)
    assert (await bring(imports, ANN, [watched(HEAT), wished(ALIEN)]))[1] == counts(unchanged=2)
    assert await marks.of(ANN) == ()


OLD, NEW = 1, 10**9  # dates before and after every mark by hand


@pytest.mark.parametrize(
    ("by_hand", "told_at", "seen", "wanted"),
    [
        (MarkKind.SEEN, NEW, counts(unchanged=1), counts(kept=1)),
        (MarkKind.REFUSED, NEW, counts(kept=1), counts(kept=1)),
        (MarkKind.WANTED, OLD, counts(kept=1), counts(unchanged=1)),
        (MarkKind.WANTED, None, counts(kept=1), counts(unchanged=1)),
        (MarkKind.WANTED, NEW, counts(seen=1), counts(unchanged=1)),
        (MarkKind.UNSEEN, OLD, counts(seen=1), counts(wanted=1)),
    ],
)
async def test_a_mark_by_hand_gives_way_only_to_what_says_more(
    imports: ImportStore,
    marks: MarkStore,
    *,
    by_hand: MarkKind,
    told_at: int | None,
    seen: object,
    wanted: object,
) -> None:
    for row, expected in (
        (watched(HEAT, told_at=told_at), seen),
        (wished(HEAT, told_at=told_at), wanted),
    ):
        await marks.mark(ANN, HEAT, by_hand)
        before = await marks.of(ANN)
        import_id, done = await bring(imports, ANN, [row])
        assert done == expected
        if done.n_seen + done.n_wanted:
            assert await kinds_of(marks, ANN) == {HEAT: MarkKind(row.kind)}
            assert await imports.undo(import_id, ANN) == Undone(0, 1, 0)
        assert await marks.of(ANN) == before


async def test_an_imported_wish_becomes_seen_by_a_newer_file_and_not_the_other_way(
    imports: ImportStore, marks: MarkStore
) -> None:
    wish, _ = await bring(imports, ANN, [wished(HEAT)])
    seen, done = await bring(imports, ANN, [watched(HEAT)])
    assert done == counts(seen=1)
    assert (await bring(imports, ANN, [wished(HEAT)]))[1] == counts(unchanged=1)
    assert await kinds_of(marks, ANN) == {HEAT: MarkKind.SEEN}
    # Taken back in the order in which they came, none brings back what is taken back.
    assert await imports.undo(wish, ANN) == Undone(0, 0, 0)
    assert await imports.undo(seen, ANN) == Undone(0, 1, 0)
    assert await marks.of(ANN) == ()


async def test_taken_back_everything_is_as_it_was(
    imports: ImportStore, ratings: RatingStore, marks: MarkStore
) -> None:
    await ratings.rate(ANN, HEAT, 2.0)
    await bring(imports, ANN, [rated(ALIEN, 1.0, told_at=7), wished(FARGO)])
    await marks.mark(ANN, BABE, MarkKind.UNSEEN)
    before = await ratings.profile(ANN), await marks.of(ANN)

    file = [rated(HEAT, 5.0), rated(ALIEN, 5.0), rated(BRAZIL, 5.0), watched(FARGO), watched(BABE)]
    import_id, _ = await bring(imports, ANN, file)
    assert await stars_of(ratings, ANN) == {HEAT: 2.0, ALIEN: 5.0, BRAZIL: 5.0}
    assert await imports.undo(import_id, ANN) == Undone(n_ratings=2, n_marks=2, n_kept=0)

    assert (await ratings.profile(ANN), await marks.of(ANN)) == before
    found = await imports.find(import_id, ANN)
    assert found is not None
    assert found.state is ImportState.UNDONE


async def test_taking_back_twice_changes_nothing_and_says_the_same(
    database: Database, imports: ImportStore, ratings: RatingStore
) -> None:
    import_id, _ = await bring(imports, ANN, [rated(HEAT, 4.0), watched(ALIEN)])
    first = await imports.undo(import_id, ANN)
    await ratings.rate(ANN, HEAT, 5.0)
    before = await everything(database)
    assert await imports.undo(import_id, ANN) == first == Undone(1, 1, 0)
    assert await everything(database) == before


async def test_asking_what_was_taken_back_takes_nothing_back(
    database: Database, imports: ImportStore
) -> None:
    import_id = await imports.keep(ANN, "imdb", "abc", numbered([rated(HEAT, 4.0), watched(ALIEN)]))
    assert await imports.undone(import_id, ANN) is None  # it waits
    await imports.apply(import_id, ANN)
    before = await everything(database)
    assert await imports.undone(import_id, ANN) is None
    assert await everything(database) == before
    found = await imports.find(import_id, ANN)
    assert found is not None
    assert found.state is ImportState.APPLIED

    taken_back = await imports.undo(import_id, ANN)
    assert await imports.undone(import_id, ANN) == taken_back == Undone(1, 1, 0)
    assert await imports.undone(import_id, BEN) is None
    assert await imports.undone(404, ANN) is None


async def test_what_was_taken_back_is_not_applied_again(
    database: Database, imports: ImportStore
) -> None:
    import_id, _ = await bring(imports, ANN, [rated(HEAT, 4.0)])
    await imports.undo(import_id, ANN)
    before = await everything(database)
    assert await imports.apply(import_id, ANN) is None  # a button pressed again, or delivered late
    assert await everything(database) == before
    again, done = await bring(imports, ANN, [rated(HEAT, 4.0)])  # but the file may be
    assert again != import_id
    assert done == counts(added=1)


async def test_only_ones_own_applied_import_is_taken_back(imports: ImportStore) -> None:
    import_id = await imports.keep(ANN, "imdb", "abc", [rated(HEAT, 4.0)])
    assert await imports.undo(import_id, ANN) is None
    await imports.apply(import_id, ANN)
    assert await imports.undo(import_id, BEN) is None
    assert await imports.undo(404, ANN) is None
    assert await imports.undo(import_id, ANN) == Undone(1, 0, 0)


async def test_what_was_changed_since_stays(
    imports: ImportStore, ratings: RatingStore, marks: MarkStore
) -> None:
    file = [rated(HEAT, 1.0), rated(ALIEN, 1.0), rated(BRAZIL, 1.0), watched(FARGO), watched(BABE)]
    import_id, _ = await bring(imports, ANN, file)
    await ratings.rate(ANN, HEAT, 5.0)
    await ratings.remove(ANN, ALIEN)
    await marks.mark(ANN, FARGO, MarkKind.REFUSED)
    await marks.mark(ANN, BABE, MarkKind.SEEN)  # the same, but by hand

    assert await imports.undo(import_id, ANN) == Undone(n_ratings=1, n_marks=0, n_kept=2)

    assert await stars_of(ratings, ANN) == {HEAT: 5.0}
    assert await kinds_of(marks, ANN) == {FARGO: MarkKind.REFUSED, BABE: MarkKind.SEEN}


async def test_a_change_by_hand_undone_after_the_import_does_not_bring_the_import_back(
    imports: ImportStore, ratings: RatingStore
) -> None:
    import_id, _ = await bring(imports, ANN, [rated(HEAT, 1.0)])
    by_hand = await ratings.rate(ANN, HEAT, 5.0)
    await imports.undo(import_id, ANN)
    undo = await ratings.undo(ANN, by_hand.change.change_id)
    assert undo.outcome is UndoOutcome.UNDONE
    assert undo.profile == ()


async def test_one_imported_rating_can_be_undone_by_itself(
    imports: ImportStore, ratings: RatingStore
) -> None:
    import_id, _ = await bring(imports, ANN, [rated(HEAT, 1.0), rated(ALIEN, 1.0)])
    by_hand = await ratings.rate(ANN, HEAT, 5.0)
    uncovered = await ratings.undo(ANN, by_hand.change.change_id)
    assert {rating.movie_id: rating.stars for rating in uncovered.profile} == {HEAT: 1, ALIEN: 1}
    imported = by_hand.change.change_id - 2
    assert (await ratings.undo(ANN, imported)).outcome is UndoOutcome.UNDONE
    assert await imports.undo(import_id, ANN) == Undone(1, 0, 0)
    assert await ratings.profile(ANN) == ()


async def test_imports_are_taken_back_in_any_order(
    imports: ImportStore, ratings: RatingStore
) -> None:
    first, _ = await bring(imports, ANN, [rated(HEAT, 1.0), rated(ALIEN, 1.0)])
    second, _ = await bring(imports, ANN, [rated(HEAT, 2.0), rated(BRAZIL, 2.0)])
    third, _ = await bring(imports, ANN, [rated(HEAT, 3.0)])
    assert await imports.undo(second, ANN) == Undone(n_ratings=1, n_marks=0, n_kept=1)
    assert await stars_of(ratings, ANN) == {HEAT: 3.0, ALIEN: 1.0}
    assert await imports.undo(third, ANN) == Undone(1, 0, 0)
    assert await stars_of(ratings, ANN) == {HEAT: 1.0, ALIEN: 1.0}
    assert await imports.undo(first, ANN) == Undone(2, 0, 0)
    assert await ratings.profile(ANN) == ()


async def test_other_people_are_left_alone(
    imports: ImportStore, ratings: RatingStore, marks: MarkStore
) -> None:
    file = [rated(HEAT, 4.5), watched(ALIEN)]
    await bring(imports, BEN, file)
    await ratings.rate(BEN, BRAZIL, 1.0)
    before = await ratings.profile(BEN), await marks.of(BEN)
    import_id, done = await bring(imports, ANN, file)
    assert done == counts(added=1, seen=1)
    await imports.undo(import_id, ANN)
    assert (await ratings.profile(BEN), await marks.of(BEN)) == before


async def test_applying_and_taking_back_at_once_ends_in_one_of_the_two(
    imports: ImportStore, ratings: RatingStore
) -> None:
    import_id, _ = await bring(imports, ANN, [rated(movie_id, 4.0) for movie_id in range(50)])
    answers = await asyncio.gather(
        *(act(import_id, ANN) for act in (imports.apply, imports.undo) * 3)
    )
    assert answers[0] == counts(added=50)
    assert {answers[1], answers[3], answers[5]} == {Undone(50, 0, 0)}
    assert answers[2:5:2] == [None, None]
    assert await ratings.profile(ANN) == ()


async def test_rating_while_a_file_is_applied_loses_nothing(
    imports: ImportStore, ratings: RatingStore
) -> None:
    file = numbered([rated(movie_id, 1.0) for movie_id in range(500)])
    import_id = await imports.keep(ANN, "imdb", "abc", file)
    await asyncio.gather(
        *(ratings.rate(ANN, movie_id, 5.0) for movie_id in range(10)),
        imports.apply(import_id, ANN),
        *(ratings.rate(ANN, movie_id, 5.0) for movie_id in range(490, 500)),
    )
    stars = await stars_of(ratings, ANN)
    assert [movie_id for movie_id in range(500) if stars[movie_id] == 5.0] == [
        *range(10),
        *range(490, 500),
    ]


async def test_a_file_is_applied_whole_or_not_at_all(
    database: Database, imports: ImportStore, ratings: RatingStore
) -> None:
    file = numbered([rated(movie_id, 4.0) for movie_id in range(3000)])
    import_id = await imports.keep(ANN, "imdb", "abc", file)
    async with database.transaction() as connection:
        await connection.execute_fetchall("PRAGMA max_page_count = 1")  # that is, no page more
    with pytest.raises(StorageError, match="the disk is full"):
        await imports.apply(import_id, ANN)
    assert await everything(database) == [[], [], []]
    async with database.transaction() as connection:
        await connection.execute_fetchall("PRAGMA max_page_count = 100000")
    assert await imports.apply(import_id, ANN) == counts(added=3000)
    assert await ratings.count(ANN) == 3000


async def test_cancelled_at_any_moment_an_import_is_whole_or_absent(
    imports: ImportStore, ratings: RatingStore
) -> None:
    file = numbered([rated(movie_id, 4.0) for movie_id in range(300)])
    for attempt in range(30):
        import_id = await imports.keep(ANN, "imdb", str(attempt), file)
        task = asyncio.create_task(imports.apply(import_id, ANN))
        await asyncio.sleep(attempt * 500e-6)  # applying takes about ten milliseconds
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await ratings.remove(ANN, 10_000)  # whatever the cancelled one still does is before this
        found = await imports.find(import_id, ANN)
        assert found is not None
        applied = found.state is ImportState.APPLIED
        assert await ratings.count(ANN) == (300 if applied else 0)
        await imports.undo(import_id, ANN)


async def test_a_large_file_is_quick(
    database: Database, imports: ImportStore, ratings: RatingStore
) -> None:
    """At least 2,000 rows a second, though this is done in a tenth of the time."""
    n_rows = 20_000
    for movie_id in range(50):
        await ratings.rate(ANN, movie_id, 2.0)
    file = [rated(movie_id, 4.0, told_at=movie_id) for movie_id in range(n_rows // 2)]
    file += [watched(movie_id) for movie_id in range(n_rows // 2, n_rows)]
    began = time.perf_counter()
    import_id, done = await bring(imports, ANN, file)
    assert done == counts(added=9950, kept=50, seen=10_000)
    again, _ = await bring(imports, ANN, [rated(row.movie_id, 5.0) for row in file[:10_000]])
    assert (await imports.undo(again, ANN)) == Undone(9950, 0, 0)
    assert (await imports.undo(import_id, ANN)) == Undone(9950, 10_000, 0)
    assert await ratings.count(ANN) == 50
    assert await database.read("PRAGMA foreign_key_check") == []
    assert time.perf_counter() - began < 10


async def test_film_in_doubt_counts_once_its_person_has_said_so(
    imports: ImportStore, ratings: RatingStore
) -> None:
    file = numbered([rated(HEAT, 4.5), rated(ALIEN, 2.0, guesses=(ALIEN,)),
                     rated(FARGO, 3.0, guesses=(FARGO, BABE))])  # fmt: skip
    _, done = await bring(imports, ANN, file)
    assert done == counts(added=1)
    assert await stars_of(ratings, ANN) == {HEAT: 4.5}
    import_id = await imports.keep(BEN, "letterboxd", "abc", file)
    assert await imports.settle_likely(import_id, ANN) == 0  # not hers
    assert await imports.settle_likely(import_id, BEN) == 2
    assert await imports.settle_likely(import_id, BEN) == 0
    await imports.apply(import_id, BEN)
    assert await stars_of(ratings, BEN) == {HEAT: 4.5, ALIEN: 2.0, FARGO: 3.0}
    assert await imports.settle_likely(import_id, BEN) == 0


async def test_row_that_names_a_film_counts_before_one_that_was_in_doubt(
    imports: ImportStore, ratings: RatingStore
) -> None:
    file = numbered([rated(HEAT, 5.0, told_at=10), rated(HEAT, 1.5, told_at=20, guesses=(HEAT,))])
    import_id = await imports.keep(ANN, "letterboxd", "abc", file)
    await imports.settle_likely(import_id, ANN)
    await imports.apply(import_id, ANN)
    assert await stars_of(ratings, ANN) == {HEAT: 5.0}
