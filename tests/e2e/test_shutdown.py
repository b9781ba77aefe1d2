"""A bot that is told to stop while it is at work: it finishes, writes, and is gone in seconds."""

import asyncio
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from bot.playground import Fault, World, person, serve
from tests.e2e.processes import running

pytestmark = pytest.mark.slow

N_PEOPLE = 20


def counted(state_dir: Path, table: str) -> int:
    with closing(sqlite3.connect(state_dir / "moviebot.db")) as connection:
        ((n_rows,),) = connection.execute(f"SELECT count(*) FROM {table}")  # noqa: S608
    return int(n_rows)


async def stopped(process: asyncio.subprocess.Process, within: float) -> str:
    """Seconds do not become minutes; what was written meanwhile."""
    process.send_signal(signal.SIGTERM)
    async with asyncio.timeout(within):
        _, errors = await process.communicate()
    assert process.returncode == 0
    assert b"Traceback" not in errors
    return errors.decode()


async def test_everything_said_before_the_signal_is_answered_and_written(state_dir: Path) -> None:
    world = World()
    people = [person(world, f"Person {number}") for number in range(N_PEOPLE)]
    async with serve(world) as address, running(state_dir, address, world) as process:
        await people[0].says("/start").reply(within=30)
        # Each answer is still on its way when the signal comes, and so is a second update of each.
        world.faults.plan(Fault("slow", method="sendMessage", times=2 * N_PEOPLE, seconds=1.0))
        turns = [who.says("/rate heat 1995 ★4") for who in people]
        turns += [who.says("/rate alien 1979 ★5") for who in people]
        await world.journal.until(lambda: world.updates.is_done(turns[-1].update_id), 20)
        log = await stopped(process, within=10)
        assert "were not sent" not in log
        for who in people:
            said = [message.text for message in who.private.messages.values()]
            assert sum(text.startswith("★4 for Heat") for text in said) == 1
            assert sum(text.startswith("★5 for Alien") for text in said) == 1
    assert counted(state_dir, "ratings") == 2 * N_PEOPLE
    assert counted(state_dir, "inbox") == 0
    assert not list(state_dir.glob("moviebot.db-*"))  # closed: the log has gone into the file


async def test_what_takes_too_long_is_left_to_the_next_start(state_dir: Path) -> None:
    world = World()
    ada, ben = person(world, "Ada"), person(world, "Ben")
    async with serve(world) as address:
        async with running(state_dir, address, world) as process:
            await ada.says("/start").reply(within=30)
            world.faults.plan(Fault("flood", method="sendMessage", times=9, seconds=60.0))
            turns = [ada.says("/rate heat 1995 ★4"), ben.says("/rate alien 1979 ★5")]
            await world.journal.until(lambda: world.updates.is_done(turns[-1].update_id), 20)
            await asyncio.sleep(0.5)
            log = await stopped(process, within=10)
            assert "some answers were still under way" in log
        assert world.updates.pending == ()  # Telegram has forgotten them
        assert counted(state_dir, "ratings") == 2
        assert counted(state_dir, "inbox") == 2
        world.faults.clear()
        async with running(state_dir, address, world):
            await turns[0].shows("★4 for Heat", within=30)
            await turns[1].shows("★5 for Alien", within=30)
    assert counted(state_dir, "ratings") == 2


async def test_stopping_is_quick_when_telegram_is_not_there_any_more(state_dir: Path) -> None:
    world = World()
    ada = person(world, "Ada")
    async with serve(world) as address, running(state_dir, address, world) as process:
        await ada.says("/start").reply(within=30)
        world.faults.plan(Fault("slow", method="getUpdates", times=99, seconds=60.0))
        world.faults.plan(Fault("flood", method="sendMessage", times=9, seconds=60.0))
        ada.says("/help")
        await asyncio.sleep(1)
        started = time.monotonic()
        await stopped(process, within=15)
        assert time.monotonic() - started < 9


async def test_second_signal_does_not_wait_and_loses_nothing_said(state_dir: Path) -> None:
    world = World()
    ada = person(world, "Ada")
    async with serve(world) as address, running(state_dir, address, world) as process:
        await ada.says("/start").reply(within=30)
        world.faults.plan(Fault("slow", method="sendMessage", times=1, seconds=30.0))
        ada.says("/rate heat 1995 ★4")
        await asyncio.sleep(0.5)
        process.send_signal(signal.SIGTERM)
        await asyncio.sleep(0.5)
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(2):
            await process.wait()
        assert process.returncode == 1
    assert counted(state_dir, "ratings") == 1
