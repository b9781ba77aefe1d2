"""Another process holds the lock of the database: reading goes on, and nothing said is lost."""

import asyncio
import logging
import signal
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, closing
from pathlib import Path

import pytest

from bot.playground import World, person, serve
from bot.words.languages import LANGUAGES
from bot.words.texts import texts_for
from tests.e2e.conftest import Conversation, conversing, settings_for
from tests.e2e.processes import running

LATER = texts_for("en")("saved-later")


@asynccontextmanager
async def locked(state_dir: Path) -> AsyncIterator[None]:
    """The lock of another connection, which is as good as another process."""
    path = state_dir / "moviebot.db"
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        await asyncio.to_thread(other.execute, "BEGIN EXCLUSIVE")
        yield


def rows(state_dir: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(state_dir / "moviebot.db")) as read:
        return read.execute(sql).fetchall()


async def until_rows(state_dir: Path, sql: str, expected: list[tuple[object, ...]]) -> None:
    for _ in range(400):
        if rows(state_dir, sql) == expected:
            return
        await asyncio.sleep(0.05)
    assert rows(state_dir, sql) == expected


async def until_saved(state_dir: Path, n_ratings: int) -> None:
    await until_rows(state_dir, "SELECT count(*) FROM ratings", [(n_ratings,)])


async def until_dealt_with(state_dir: Path) -> None:
    await until_rows(state_dir, "SELECT 1 FROM inbox", [])


@pytest.mark.parametrize("language", LANGUAGES)
async def test_everybody_is_told_and_need_not_say_it_again(
    conversation: Conversation, state_dir: Path, language: str
) -> None:
    people = [conversation.person(f"P{n}", language) for n in range(20)]
    async with locked(state_dir):
        said = [each.says(f"/rate heat ★{1 + n % 5}") for n, each in enumerate(people)]
        told = await asyncio.gather(*(each.reply(within=5) for each in said))
        assert {each.text for each in told} == {texts_for(language)("saved-later")}
        assert rows(state_dir, "SELECT * FROM ratings") == []
    await until_saved(state_dir, 20)
    kept = rows(state_dir, "SELECT user_id, stars FROM ratings ORDER BY user_id")
    assert kept == sorted((each.id, float(1 + n % 5)) for n, each in enumerate(people))
    assert rows(state_dir, "SELECT count(*) FROM rating_changes") == [(20,)]
    await until_dealt_with(state_dir)
    assert not (state_dir / "moviebot.db-inbox").exists()


async def test_reading_goes_on_also_for_whoever_waits(
    conversation: Conversation, state_dir: Path
) -> None:
    ada, ben = conversation.person(), conversation.person("Ben")
    await ada.says("/rate heat 4").reply()
    async with locked(state_dir):
        assert (await ada.says("/rate heat 5").reply(within=5)).text == LATER
        for reader in (ada, ben):
            async with asyncio.timeout(2):
                assert "Heat" in (await reader.says("heat").reply()).text
                assert (await reader.says("/help").reply()).text != LATER
        card = await ben.says("/recommend").reply(within=2)
        other = await ben.presses(card, "Next ▶").reply(within=2)
        assert other.text != card.text
        assert "like Heat" in (await ben.says("/similar heat").reply(within=2)).text
        assert "★4 Heat" in (await ada.says("/ratings").reply(within=2)).text


async def test_what_one_person_says_is_saved_in_their_order(
    conversation: Conversation, state_dir: Path
) -> None:
    ada = conversation.person()
    async with locked(state_dir):
        for stars in (1, 2, 3, 4):
            assert (await ada.says(f"/rate heat ★{stars}").reply(within=5)).text == LATER
    await ada.says("/rate heat 5").reply(within=5)
    await until_rows(state_dir, "SELECT stars FROM ratings", [(5.0,)])
    said = rows(state_dir, "SELECT stars FROM rating_changes ORDER BY change_id")
    assert said == [(1.0,), (2.0,), (3.0,), (4.0,), (5.0,)]
    assert "★5 Heat" in (await ada.says("/ratings").reply()).text


async def test_button_is_told_in_passing_and_does_its_work_later(
    conversation: Conversation, state_dir: Path
) -> None:
    ada = conversation.person()
    shown = await ada.says("/rate heat 4").reply()
    async with locked(state_dir):
        toast = await ada.presses(shown, "↩ Undo").toast(within=5)
        assert toast == texts_for("en").plain("saved-later")
        assert len(rows(state_dir, "SELECT 1 FROM ratings")) == 1
    await until_saved(state_dir, 0)


async def test_lock_that_comes_and_goes_saves_each_thing_once(
    conversation: Conversation, state_dir: Path
) -> None:
    people = [conversation.person(f"P{n}") for n in range(5)]
    said = []
    for turn in range(4):
        async with locked(state_dir):
            said += [each.says(f"/rate heat ★{1 + turn}") for each in people]
            await asyncio.sleep(0.2)
        await asyncio.sleep(0.1)
    await asyncio.gather(*(each.reply(within=10) for each in said))
    await until_rows(state_dir, "SELECT count(*) FROM rating_changes", [(20,)])
    assert rows(state_dir, "SELECT DISTINCT stars FROM ratings") == [(4.0,)]


async def test_lock_during_forgetting_forgets_afterwards(
    conversation: Conversation, state_dir: Path
) -> None:
    ada = conversation.person()
    await ada.says("/rate heat 4").reply()
    asked = await ada.says("/forget").reply()
    async with locked(state_dir):
        assert "Alien" in (await ada.says("alien (1979)").reply(within=5)).text
        ada.presses(asked, "🗑 Delete everything")
        await asyncio.sleep(0.3)
        assert rows(state_dir, "SELECT count(*) FROM people") == [(1,)]
    await until_rows(state_dir, "SELECT count(*) FROM people", [(0,)])
    await until_dealt_with(state_dir)
    for file in state_dir.glob("moviebot.db*"):
        assert b"alien" not in file.read_bytes()


async def test_bot_that_stops_meanwhile_goes_on_at_its_next_start(state_dir: Path) -> None:
    world = World()
    ada, until_stopped = person(world, "Ada"), AsyncExitStack()
    async with conversing(settings_for(state_dir), world):
        await until_stopped.enter_async_context(locked(state_dir))
        for stars in (3, 4):
            assert (await ada.says(f"/rate heat ★{stars}").reply(within=5)).text == LATER
    assert (state_dir / "moviebot.db-inbox").stat().st_mode & 0o777 == 0o600
    await until_stopped.aclose()
    async with conversing(settings_for(state_dir), world):
        await until_saved(state_dir, 1)
        await until_dealt_with(state_dir)
    assert rows(state_dir, "SELECT stars FROM rating_changes") == [(3.0,), (4.0,)]


@pytest.mark.slow
async def test_bot_that_is_killed_meanwhile_goes_on_at_its_next_start(state_dir: Path) -> None:
    world = World()
    people = [person(world, f"P{n}") for n in range(10)]
    async with serve(world) as address:
        async with running(state_dir, address, world) as process:
            await people[0].says("/help").reply(within=60)
            async with locked(state_dir):
                said = [each.says("/rate heat 4") for each in people]
                for each in said:
                    assert (await each.reply(within=5)).text == LATER
                process.kill()
                await process.wait()
        async with running(state_dir, address, world):
            await until_rows(state_dir, "SELECT count(*) FROM ratings", [(10,)])
            await until_dealt_with(state_dir)
    assert rows(state_dir, "SELECT count(*) FROM rating_changes") == [(10,)]


@pytest.mark.slow
async def test_start_waits_for_the_lock_and_says_so_once(state_dir: Path) -> None:
    world = World()
    ada = person(world, "Ada")
    said = ada.says("/rate heat 4")
    async with serve(world) as address:
        async with locked(state_dir), running(state_dir, address, world) as stopped:
            assert stopped.stderr is not None
            assert b"is locked by another process" in await stopped.stderr.readline()
            stopped.send_signal(signal.SIGINT)  # whoever does not want to wait need not
            async with asyncio.timeout(20):
                assert await stopped.wait() == 0
        async with AsyncExitStack() as until_released:
            await until_released.enter_async_context(locked(state_dir))
            async with running(state_dir, address, world) as process:
                assert process.stderr is not None
                assert b"is locked by another process" in await process.stderr.readline()
                await asyncio.sleep(3)
                await until_released.aclose()
                await said.shows("★4 for Heat", within=30)
                process.send_signal(signal.SIGTERM)
                errors = await process.stderr.read()
                assert b"is locked" not in errors


async def test_waiting_is_no_failure_and_no_text_is_logged(
    conversation: Conversation, state_dir: Path, caplog: pytest.LogCaptureFixture
) -> None:
    ada = conversation.person()
    with caplog.at_level(logging.INFO):
        async with locked(state_dir):
            assert (await ada.says("/rate heat 4").reply(within=5)).text == LATER
    await until_saved(state_dir, 1)
    assert not [each for each in caplog.records if each.exc_info]
    assert "heat" not in caplog.text.lower()
