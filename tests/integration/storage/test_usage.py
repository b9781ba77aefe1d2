"""How much the bot is used, counted in the database."""

from pathlib import Path

import pytest

from storage.database import open_database
from storage.imports import ImportStore
from storage.people import PersonStore
from storage.ratings import RatingStore
from storage.usage import Usage, UsageStore
from tests.integration.storage.imported import bring, rated
from tests.integration.storage.standing_clock import StandingClock

DAY = 86_400
NOW = 1_800_000_000


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock(NOW)


async def test_nobody_and_nothing_is_counted_as_none(path: Path) -> None:
    async with open_database(path) as database:
        assert await UsageStore(database).read() == Usage(0, 0, 0, 0, (0,) * 7)


async def test_ratings_fall_into_spans_of_a_day_of_which_the_last_ends_now(
    path: Path, clock: StandingClock
) -> None:
    async with open_database(path, clock=clock) as database:
        ratings, people = RatingStore(database), PersonStore(database)
        for days_ago, n in ((8, 1), (6.5, 2), (1.01, 3), (0.99, 4), (0, 1)):
            clock.now = NOW - int(days_ago * DAY)
            for number in range(n):
                await ratings.rate(int(days_ago * 100) + 1, number, 4.0)
        clock.now = NOW
        await people.remember(9_999)
        usage = await UsageStore(database).read()
    assert usage.ratings_by_day == (2, 0, 0, 0, 0, 3, 5)
    assert (usage.n_people, usage.n_raters, usage.n_ratings) == (6, 5, 11)
    assert usage.n_active == 3


async def test_a_change_counts_again_and_what_was_taken_back_does_not(
    path: Path, clock: StandingClock
) -> None:
    async with open_database(path, clock=clock) as database:
        ratings = RatingStore(database)
        await ratings.rate(1, 1, 4.0)
        undone = await ratings.rate(1, 1, 5.0)
        await ratings.undo(1, undone.change.change_id)
        await ratings.rate(1, 1, 3.0)
        await ratings.rate(1, 2, 3.0)
        await ratings.remove(1, 2)
        usage = await UsageStore(database).read()
    assert usage.ratings_by_day[-1] == 3
    assert usage.n_ratings == 1


async def test_an_import_counts_when_it_was_applied(path: Path, clock: StandingClock) -> None:
    async with open_database(path, clock=clock) as database:
        rows = [rated(number, 4.0, told_at=NOW - 1_000 * DAY) for number in range(1, 6)]
        await bring(ImportStore(database), 1, rows)
        clock.now = NOW + 2 * DAY
        usage = await UsageStore(database).read()
    assert usage.ratings_by_day == (0, 0, 0, 0, 5, 0, 0)
