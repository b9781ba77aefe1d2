"""The inbox: kept once, in order, until it is dealt with."""

import asyncio
from itertools import count
from pathlib import Path

import pytest

from core.errors import StorageError
from storage.database import Database, open_database
from storage.inbox import InboxStore, ReceivedUpdate, WaitingUpdate

BOT, OTHER_BOT = 5_000_000_001, 2**62


def received(update_id: int, text: str = "/rate heat 5", bot_id: int = BOT) -> ReceivedUpdate:
    return ReceivedUpdate(bot_id, update_id, f'{{"text": "{text}", "update_id": {update_id}}}')


async def ids(inbox: InboxStore) -> list[int]:
    return [each.update.update_id for each in await inbox.waiting(BOT)]


@pytest.fixture
def inbox(database: Database) -> InboxStore:
    return InboxStore(database)


async def test_nothing_waits_at_first(inbox: InboxStore) -> None:
    assert await inbox.waiting(BOT) == ()


async def test_updates_wait_in_order_of_arrival_whatever_their_ids(inbox: InboxStore) -> None:
    await inbox.keep([received(7), received(5)])
    await inbox.keep([received(6)])
    await inbox.done([received(5)])
    await inbox.keep([received(4)])
    assert await ids(inbox) == [7, 6, 4]


async def test_an_update_that_comes_twice_waits_once_and_in_its_first_place(
    inbox: InboxStore,
) -> None:
    await inbox.keep([received(1), received(2), received(1)])
    await inbox.keep([received(2), received(1)])
    assert await ids(inbox) == [1, 2]


async def test_the_same_id_with_another_content_is_another_update(inbox: InboxStore) -> None:
    await inbox.keep([received(1000, "/rate heat 5")])
    await inbox.keep([received(1000, "/start")])
    assert await ids(inbox) == [1000, 1000]
    await inbox.done([received(1000, "/rate heat 5")])
    assert await inbox.waiting(BOT) == (WaitingUpdate(received(1000, "/start"), 0),)


async def test_another_bots_updates_go_on_waiting_for_it(inbox: InboxStore) -> None:
    await inbox.keep([received(1), received(1, bot_id=OTHER_BOT)])
    await inbox.done([received(1)])
    assert await inbox.waiting(BOT) == ()
    assert [each.update for each in await inbox.waiting(OTHER_BOT)] == [
        received(1, bot_id=OTHER_BOT)
    ]


async def test_what_was_done_twice_or_never_came_is_no_mistake(inbox: InboxStore) -> None:
    await inbox.keep([received(1), received(2)])
    await inbox.done([received(1)])
    await inbox.done([received(1), received(3)])
    assert await ids(inbox) == [2]


async def test_attempts_are_counted_for_each_update_and_outlive_the_process(path: Path) -> None:
    async with open_database(path) as database:
        await InboxStore(database).keep([received(1), received(2)])
        await InboxStore(database).replay_begins(received(2))
    async with open_database(path) as database:
        await InboxStore(database).replay_begins(received(2))
        await InboxStore(database).keep([received(2)])  # repeated, and no news
        waiting = await InboxStore(database).waiting(BOT)
    assert waiting == (WaitingUpdate(received(1), 0), WaitingUpdate(received(2), 2))


async def test_updates_are_kept_all_or_none(inbox: InboxStore, database: Database) -> None:
    async with database.transaction() as connection:
        await connection.execute_fetchall("PRAGMA max_page_count = 1")  # that is, no page more
    with pytest.raises(StorageError, match="the disk is full"):
        await inbox.keep([received(each, "x" * 1000) for each in range(500)])
    assert await ids(inbox) == []


async def test_keeping_and_crossing_out_side_by_side_loses_nothing(inbox: InboxStore) -> None:
    async def arrive_and_go(update_id: int) -> None:
        await inbox.keep([received(update_id)])
        if update_id % 3:
            await inbox.done([received(update_id)])

    await asyncio.gather(*map(arrive_and_go, range(60)))
    assert sorted(await ids(inbox)) == list(range(0, 60, 3))


async def test_what_was_said_is_in_no_file_once_it_was_dealt_with(path: Path) -> None:
    secret = "my favourite is " + "Casablanca" * 500  # more than a page
    async with open_database(path, clock=count(1).__next__) as database:
        inbox = InboxStore(database)
        await inbox.keep([received(1, secret)])
        assert any(b"Casablanca" in file.read_bytes() for file in path.parent.iterdir())
        await inbox.done([received(1, secret)])
    assert not any(b"Casablanca" in file.read_bytes() for file in path.parent.iterdir())
