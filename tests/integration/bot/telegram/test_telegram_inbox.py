"""The inbox between a Bot API server and handlers: at least once, in order, whatever breaks."""

import asyncio
import json
import logging
import sqlite3
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from telegram import Update
from telegram.ext import Application, ContextTypes, TypeHandler

from bot.playground import Person, World, person, serve
from bot.playground.faults import Fault
from bot.service.telemetry.meter import Meter
from bot.telegram.inbox import Inbox
from bot.telegram.pacing import Pacer
from bot.telegram.receiving import InboxBot, InboxOrder
from storage.database import Database, open_database
from storage.inbox import InboxStore, ReceivedUpdate

_log = logging.getLogger(__name__)

AnyApplication = Application[Any, Any, Any, Any, Any, Any]
Handler = Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]


class Heard:
    """What handlers were given; `gate` holds them up as long as it is closed."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.texts: list[str] = []
        self.gate = asyncio.Event()
        self.gate.set()

    async def on_update(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        text = said(update)
        self.begun.append(text)
        await self.gate.wait()
        self.texts.append(text)

    async def until(self, *texts: str) -> None:
        await until(lambda: len(self.texts) >= len(texts))
        assert sorted(self.texts) == sorted(texts)


@dataclass(frozen=True)
class Scene:
    """Ada, a Bot API server, and the database that outlives every start of the bot."""

    world: World
    address: str
    database: Database
    ada: Person
    store: InboxStore
    heard: Heard = field(default_factory=Heard)

    def bot(self, inbox: Inbox) -> InboxBot:
        return InboxBot(
            inbox,
            self.world.token,
            base_url=f"{self.address}/bot",
            base_file_url=f"{self.address}/file/bot",
            rate_limiter=Pacer(Meter()),
        )

    @asynccontextmanager
    async def running(self, handler: Handler | None = None) -> AsyncIterator[AnyApplication]:
        """The smallest application with an inbox, polling."""
        inbox = Inbox(self.store)
        bot, order = self.bot(inbox), InboxOrder(inbox)
        application = Application.builder().bot(bot).concurrent_updates(order).build()
        application.add_handler(TypeHandler(Update, handler or self.heard.on_update))
        async with application:
            assert application.updater is not None
            await application.start()
            await inbox.replay(bot, application.update_queue)
            await application.updater.start_polling(
                error_callback=lambda error: _log.warning("polling: %s", error)
            )
            try:
                yield application
            finally:
                await application.updater.stop()
                await application.stop()

    async def killed(self, *, acknowledged: bool = True) -> None:
        """A process fetched what was said so far, told Telegram or not, and was killed."""
        async with self.bot(Inbox(self.store)) as bot:
            updates = await bot.get_updates()
            if acknowledged:
                await bot.get_updates(offset=updates[-1].update_id + 1)

    async def waiting(self) -> list[str]:
        """The texts that wait on disk."""
        return [
            json.loads(each.update.payload)["message"]["text"]
            for each in await self.store.waiting(self.world.bot.id)
        ]

    @asynccontextmanager
    async def locked(self) -> AsyncIterator[None]:
        with closing(sqlite3.connect(self.database.path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield


async def until(condition: Callable[[], bool]) -> None:
    for _ in range(1000):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise TimeoutError


def said(update: Update) -> str:
    message = update.effective_message
    assert message is not None
    return message.text or ""


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    world = World()
    async with (
        serve(world) as address,
        open_database(tmp_path / "bot.db", busy_timeout=0.05) as database,
    ):
        yield Scene(world, address, database, person(world, "Ada"), InboxStore(database))


async def test_an_update_waits_on_disk_while_it_is_handled_and_not_after(scene: Scene) -> None:
    async with scene.running():
        scene.heard.gate.clear()
        scene.ada.says("one")
        await until(lambda: bool(scene.heard.begun))
        assert await scene.waiting() == ["one"]
        scene.heard.gate.set()
        await scene.heard.until("one")
    assert await scene.waiting() == []


async def test_nothing_is_acknowledged_that_is_not_on_disk(scene: Scene) -> None:
    """Seen from Telegram: at every moment an update is in its queue or in the inbox."""
    handled: set[int] = set()

    async def on_update(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        with closing(sqlite3.connect(scene.database.path)) as other:
            kept = {row[0] for row in other.execute("SELECT update_id FROM inbox")}
        pending = {each.id for each in scene.world.updates.pending}
        assert (
            set(range(scene.world.ids.small, scene.world.updates.last_id + 1))
            <= kept | pending | handled
        )
        handled.add(update.update_id)

    async with scene.running(on_update):
        for number in range(20):
            scene.ada.says(str(number))
            await asyncio.sleep(0.005)
        await until(lambda: len(handled) == 20)
    assert await scene.waiting() == []


async def test_what_waits_from_before_is_handled_first_and_in_each_persons_order(
    scene: Scene,
) -> None:
    ben = person(scene.world, "Ben")
    for number in range(10):
        scene.ada.says(f"ada {number}")
        ben.says(f"ben {number}")
    await scene.killed()
    assert scene.world.updates.pending == ()
    scene.ada.says("ada later")
    async with scene.running():
        expected = [f"{name} {number}" for number in range(10) for name in ("ada", "ben")]
        await scene.heard.until(*expected, "ada later")
    for name in ("ada", "ben"):
        own = [text for text in scene.heard.texts if text.startswith(name)]
        assert own == [text for text in [*expected, "ada later"] if text.startswith(name)]
    assert await scene.waiting() == []


async def test_an_update_repeated_by_telegram_is_handled_once(scene: Scene) -> None:
    scene.world.faults.plan(Fault("duplicate", times=2))
    async with scene.running() as application:
        await scene.ada.says("one").settled(expect=False)
        await scene.ada.says("two").settled(expect=False)
        await application.update_queue.join()
    assert scene.heard.texts == ["one", "two"]
    assert await scene.waiting() == []


async def test_an_update_kept_by_a_killed_process_and_repeated_by_telegram_is_handled_once(
    scene: Scene,
) -> None:
    scene.ada.says("one")
    await scene.killed(acknowledged=False)
    async with scene.running() as application:
        await scene.ada.says("two").settled(expect=False)
        await application.update_queue.join()
    assert scene.heard.texts == ["one", "two"]
    assert await scene.waiting() == []


async def test_ids_that_begin_anew_with_another_server_are_new_updates(scene: Scene) -> None:
    scene.ada.says("first world")
    await scene.killed()
    world = World(ids=scene.world.ids)
    async with serve(world) as address:
        after = replace(scene, world=world, address=address, ada=person(world, "Ada"))
        async with after.running():
            await after.ada.says("second world").settled(expect=False)
            assert world.updates.last_id == scene.world.updates.last_id
    assert scene.heard.texts == ["first world", "second world"]
    assert await scene.waiting() == []


async def test_while_the_database_is_locked_updates_are_heard_all_the_same(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    async with scene.running():
        async with scene.locked():
            scene.ada.says("one")
            scene.ada.says("two")
            await scene.heard.until("one", "two")
        assert "without being written down" not in caplog.text
        scene.ada.says("three")
        await scene.heard.until("one", "two", "three")
    assert scene.heard.texts == ["one", "two", "three"]
    assert await scene.waiting() == []


async def test_while_the_disk_is_full_updates_are_heard_all_the_same(scene: Scene) -> None:
    async with scene.running():
        async with scene.database.transaction() as connection:
            await connection.execute_fetchall("PRAGMA max_page_count = 1")  # no page more
        scene.ada.says("x" * 4000)
        scene.ada.says("y" * 4000)
        await scene.heard.until("x" * 4000, "y" * 4000)
    assert await scene.waiting() == []


async def test_what_cannot_be_crossed_out_now_is_crossed_out_later_and_not_handled_again(
    scene: Scene,
) -> None:
    async with scene.running() as application:
        scene.heard.gate.clear()
        turn = scene.ada.says("one")
        await until(lambda: bool(scene.heard.begun))
        async with scene.locked():
            scene.heard.gate.set()
            await application.update_queue.join()
        await turn.settled(expect=False)
        assert await scene.waiting() == ["one"]
    assert await scene.waiting() == []
    assert scene.heard.texts == ["one"]


async def test_a_handler_that_fails_has_dealt_with_its_update(scene: Scene) -> None:
    failures: list[object] = []

    async def fail(_: Update, __: ContextTypes.DEFAULT_TYPE) -> None:
        raise LookupError("a bug")

    async def on_error(_: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        failures.append(context.error)

    async with scene.running(fail) as application:
        application.add_error_handler(on_error)
        await scene.ada.says("one").settled(expect=False)
        await application.update_queue.join()
    assert [str(error) for error in failures] == ["a bug"]
    assert await scene.waiting() == []


async def test_stopping_finishes_what_was_fetched(scene: Scene) -> None:
    finished: list[str] = []

    async def on_update(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        await asyncio.sleep(0.05)
        finished.append(said(update))

    turns = [scene.ada.says(str(number)) for number in range(5)]
    async with scene.running(on_update):
        await scene.world.journal.until(
            lambda: scene.world.updates.is_done(turns[-1].update_id), 10
        )
        assert len(finished) < 5
    assert finished == ["0", "1", "2", "3", "4"]
    assert await scene.waiting() == []


async def test_a_cancelled_handling_goes_on_waiting_and_the_next_start_handles_it(
    scene: Scene,
) -> None:
    scene.ada.says("one")
    scene.ada.says("two")
    await scene.killed()
    inbox, queue = Inbox(scene.store), asyncio.Queue[object]()
    order = InboxOrder(inbox)
    scene.heard.gate.clear()
    async with scene.bot(inbox) as bot:
        await inbox.replay(bot, queue)

    async def wait_for_ever() -> None:
        scene.heard.begun.append("")
        await scene.heard.gate.wait()

    tasks = [
        asyncio.create_task(order.process_update(queue.get_nowait(), wait_for_ever()))
        for _ in range(2)
    ]
    await until(lambda: bool(scene.heard.begun))
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)
    assert await scene.waiting() == ["one", "two"]

    scene.heard.gate.set()
    async with scene.running():
        await scene.heard.until("one", "two")
    assert scene.heard.texts == ["one", "two"]
    assert await scene.waiting() == []


async def test_an_update_that_three_starts_did_not_survive_is_given_up(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    for text in ("poison", "innocent"):
        scene.ada.says(text)
    await scene.killed()
    poison, _ = await scene.store.waiting(scene.world.bot.id)
    for _ in range(3):
        await scene.store.replay_begins(poison.update)
    async with scene.running():
        await scene.heard.until("innocent")
    assert "ended 3 starts: given up" in caplog.text
    assert "poison" not in caplog.text  # what people say is not for the log
    assert await scene.waiting() == []


async def test_an_update_no_version_can_read_keeps_no_start_from_succeeding(scene: Scene) -> None:
    await scene.store.keep([ReceivedUpdate(scene.world.bot.id, 1, '{"message": 5}')])
    for start in range(4):
        assert [each.n_replays for each in await scene.store.waiting(scene.world.bot.id)] == [start]
        async with scene.running():
            await scene.ada.says(f"hello {start}").settled(expect=False)
    async with scene.running():
        assert await scene.waiting() == []
    assert len(scene.heard.texts) == 4


async def test_what_was_written_down_reads_back_as_it_came(scene: Scene) -> None:
    seen: list[str] = []

    async def on_update(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        seen.append(json.dumps(update.to_dict(), sort_keys=True))
        assert update.get_bot().token == scene.world.token  # it can be answered

    group = scene.world.add_group("Film club", scene.ada.id)
    scene.world.set_status(group, scene.world.bot.id, "member", by=scene.ada.id)
    written = scene.ada.says("/rate heat \U0001f3ac ½").message
    assert written is not None
    scene.ada.edits(written, "/rate heat 5")
    scene.ada.sends_document("list.csv", b"1,5", "look")
    scene.ada.presses_data(scene.ada.id, written.id, "5")
    scene.ada.says("/start@moviebot", chat=group)
    await scene.killed()
    kept = [
        Update.de_json(json.loads(each.update.payload))
        for each in await scene.store.waiting(scene.world.bot.id)
    ]
    async with scene.running(on_update) as application:
        await application.update_queue.join()
    assert len(seen) == 5  # without that the bot is in the group, which nobody listens to
    assert sorted(seen) == sorted(json.dumps(each.to_dict(), sort_keys=True) for each in kept)
