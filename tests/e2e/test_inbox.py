"""Nothing said is lost: the bot is killed while it handles an update, and starts again."""

import asyncio
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest

from bot.playground import World, person, serve
from bot.playground.faults import Fault
from tests.e2e.processes import ROOT, environment

pytestmark = pytest.mark.slow

# Answers each text with itself; "die" takes the process with it, "sleep" is being handled for long.
ECHO = """
import asyncio, logging, os, sys
from pathlib import Path
from telegram.ext import Application, MessageHandler, filters
from bot.service.telemetry.meter import Meter
from bot.telegram.inbox import Inbox
from bot.telegram.pacing import Pacer
from bot.telegram.receiving import InboxBot, InboxOrder
from storage.database import open_database
from storage.inbox import InboxStore

path, address, token = sys.argv[1:]
logging.basicConfig(level=logging.ERROR)

async def on_text(update, context):
    text = update.message.text
    print("begun", text, flush=True)
    if text == "die":
        os._exit(1)
    if text == "sleep" and Path(path).with_name("slow").exists():
        await asyncio.sleep(60)
    await update.message.reply_text(text)

async def main():
    async with open_database(Path(path)) as database:
        inbox = Inbox(InboxStore(database))
        bot = InboxBot(
            inbox,
            token,
            base_url=f"{address}/bot",
            base_file_url=f"{address}/file/bot",
            rate_limiter=Pacer(Meter()),
        )
        application = Application.builder().bot(bot).concurrent_updates(InboxOrder(inbox)).build()
        application.add_handler(MessageHandler(filters.TEXT, on_text))
        async with application:
            await application.start()
            await inbox.replay(bot, application.update_queue)
            await application.updater.start_polling()
            print("running", flush=True)
            await asyncio.Event().wait()

asyncio.run(main())
"""


@asynccontextmanager
async def process(*arguments: str, **variables: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """A program of ours; killed if it still runs."""
    started = await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        cwd=ROOT,
        env=environment(Path("unused")) | variables,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield started
    finally:
        if started.returncode is None:
            started.kill()
        await started.communicate()


async def printed(echo: asyncio.subprocess.Process, expected: str) -> None:
    assert echo.stdout is not None
    async with asyncio.timeout(20):
        while (line := await echo.stdout.readline()) and line.decode().strip() != expected:
            pass
    if not line:
        assert echo.stderr is not None
        pytest.fail(f"it has ended: {(await echo.stderr.read()).decode()}")


async def until_waiting(path: Path, expected: int) -> None:
    for _ in range(500):
        with closing(sqlite3.connect(path)) as connection:
            ((n_rows,),) = connection.execute("SELECT count(*) FROM inbox")
        if n_rows == expected:
            return
        await asyncio.sleep(0.02)
    pytest.fail(f"{n_rows} updates wait, not {expected}")


async def test_update_being_handled_at_kill_9_is_handled_once_by_the_next_start(
    tmp_path: Path,
) -> None:
    world, path, slow = World(), tmp_path / "bot.db", tmp_path / "slow"
    ada, ben = person(world, "Ada"), person(world, "Ben")
    slow.touch()
    async with serve(world) as address:
        echo = ("-c", ECHO, str(path), address, world.token)
        async with process(*echo) as before:
            turn = ada.says("sleep")
            await printed(before, "begun sleep")
            later = ada.says("after that")
            await ben.says("hello").shows("hello", within=20)
            await world.journal.until(lambda: world.updates.is_done(later.update_id), 20)
            await until_waiting(path, 2)  # Ben's was crossed out
            before.kill()
        assert world.updates.pending == ()  # Telegram has forgotten them
        slow.unlink()
        async with process(*echo) as after:
            await later.shows("after that", within=20)
            assert [message.text for message in turn.messages] == ["sleep", "after that"]
            await ben.says("still there?").shows("still there?", within=20)
            await until_waiting(path, 0)
            after.kill()
        async with process(*echo) as third:
            await printed(third, "running")
            await ben.says("bye").shows("bye", within=20)
    assert [message.text for message in turn.messages] == ["sleep", "after that"]


async def test_update_that_kills_the_process_is_given_up_and_takes_no_other_with_it(
    tmp_path: Path,
) -> None:
    world, path = World(), tmp_path / "bot.db"
    people = [person(world, name) for name in ("Ada", "Ben", "Cid")]
    poison, *others = people
    async with serve(world) as address:
        echo = ("-c", ECHO, str(path), address, world.token)
        poison.says("die")
        heard_first = others[0].says("before")
        own = poison.says("mine too")  # behind the poison, in its own person's order
        heard_last = others[1].says("after")
        deaths = 0
        while True:
            async with process(*echo) as started:
                done = asyncio.create_task(own.shows("mine too", within=20))
                dead = asyncio.create_task(started.wait())
                await asyncio.wait([done, dead], return_when=asyncio.FIRST_COMPLETED)
                dead.cancel()
                if not done.done():
                    done.cancel()
                    deaths += 1
                    assert deaths < 10
                    continue
                await heard_first.shows("before")
                await heard_last.shows("after")
                await until_waiting(path, 0)
                started.kill()
                _, errors = await started.communicate()
            break
    assert 4 <= deaths <= 5  # on arrival, perhaps before Telegram was told, and three starts
    assert b"given up" in errors


async def test_rating_being_saved_at_kill_9_is_answered_by_the_next_start(state_dir: Path) -> None:
    world = World()
    ada = person(world, "Ada")
    async with serve(world) as address:
        bot = {"STATE_DIR": str(state_dir), "BOT_TOKEN": world.token, "BOT_API_URL": address}
        async with process("-m", "bot", "run", **bot) as before:
            await ada.says("/start").reply(within=30)
            world.faults.plan(Fault("slow", "sendMessage", seconds=60))
            turn = ada.says("/rate heat ★4")
            await world.journal.until(lambda: world.updates.is_done(turn.update_id), 20)
            async with asyncio.timeout(20):
                while world.faults.planned:  # until the answer is under way
                    await asyncio.sleep(0.01)
                    await asyncio.to_thread(lambda: None)
            await until_waiting(state_dir / "moviebot.db", 1)
            before.kill()
        async with process("-m", "bot", "run", **bot):
            await turn.shows("★4 for Heat", within=30)
            await ada.says("/ratings").shows("★4 Heat", within=20)
            await until_waiting(state_dir / "moviebot.db", 0)
