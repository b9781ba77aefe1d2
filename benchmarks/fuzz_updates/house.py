"""The bot with a strict Telegram around it, updates poured in, and what came of it."""

import asyncio
import contextlib
import json
import logging
import re
import sqlite3
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass, field

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from benchmarks.fuzz_updates.material import CANARY_WORD, files
from benchmarks.fuzz_updates.shapes import Json
from benchmarks.fuzz_updates.updates import Made, Updates
from bot.playground import Person, World
from bot.playground.ids import Ids
from bot.playground.model import Chat, ChatKind
from bot.playground.params import Upload
from bot.playground.server import application
from bot.playground.updates import Update as Queued
from bot.playground.updates import UpdateQueue
from bot.rooms import ROOMS
from bot.service.services import Services, open_services
from bot.service.serving import serve_application
from bot.service.settings import Settings
from bot.service.telemetry.logs import configure_logging, log_formatter
from bot.telegram import pacing
from bot.telegram.app import RunningBot, running_bot

BATCH = 100  # as many as Telegram gives at once
PATIENCE = 20.0  # seconds until somebody who waits is silenced
_KEPT = 30  # messages a chat; older ones nobody presses
_PEOPLE = (*range(101, 131), 1, 2**31 - 1, 2**31, 2**32, 2**52 - 1)
_CANARY = 100
_GROUPS = 5
_NO_LIMIT = 1_000_000  # messages a second

# What Telegram answers although the bot did nothing wrong: the messages, presses and chats that
# updates speak of are made up. Everything else is a reply that it would not take.
_MADE_UP = (
    *("message to edit not found", "message can't be edited", "message is not modified"),
    *("query is too old", "chat not found", "message to delete not found", "invalid file_id"),
    *("message with poll to stop not found", "poll has already been closed", "not a poll"),
    *("message to forward not found", "message to pin not found", "message to unpin not found"),
    *("there is no text in the message to edit", "user not found", "forbidden", "member not found"),
    *("message_id_invalid", "message can't be deleted", "not enough rights", "message not found"),
    *("poll can't be stopped", "wrong file", "not a member", "file is too big", "upgraded"),
)
_BUG = re.compile(
    r"Traceback|Error\b|object at 0x|<bot\.|<class |\{ ?\$(?!said|(?:sai?|s)?…)|NoneType"
)  # people say { $said }, which may be cut
_UNSAID = re.compile(r"^[a-z]+(-[a-z]+)+$")  # the key of a text instead of the text


@dataclass(slots=True)
class Findings:
    """What should be empty, and what was done."""

    n_updates: int = 0
    n_broken: int = 0
    n_replies: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0  # seconds that somebody waited for an answer
    silenced: list[str] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)  # method and sentence
    shown: Counter[str] = field(default_factory=Counter)  # messages with what is for programmers
    failures: Counter[str] = field(default_factory=Counter)  # handlers that ended in a traceback
    logged: Counter[str] = field(default_factory=Counter)  # lines with what people write
    half_written: list[str] = field(default_factory=list)
    examples: dict[str, str] = field(default_factory=dict)  # the first of what was found

    @property
    def faults(self) -> dict[str, object]:
        """What was found, by name; empty when all went well."""
        names = ("silenced", "refused", "shown", "failures", "logged", "half_written")
        return {name: getattr(self, name) for name in names if getattr(self, name)}


async def fuzz(
    settings: Settings,
    n_updates: int,
    seed: int,
    *,
    seconds: float = float("inf"),
    file_share: float = 0.02,
    progress: Callable[[Findings], None] = lambda _: None,
) -> Findings:
    """Pour updates into the bot.

    Args:
        settings: of the bot; its state directory has a model.
        n_updates: how many; so many at least as were begun before `seconds` were over.
        seed: of all chance.
        seconds: after which no more is begun.
        file_share: how many of the messages with a file bring one that is there.
        progress: called now and then.
    """
    findings = Findings()
    world, queue = _world()
    async with open_services(settings) as services, _running(world, services, findings) as running:
        house = _House(world, queue, running, findings)
        updates = Updates(world, ROOMS, seed, broken_share=0.5, file_share=file_share)
        until = time.monotonic() + seconds
        while findings.n_updates < n_updates and time.monotonic() < until:
            batch: list[Made] = []
            while len(batch) < min(BATCH, n_updates - findings.n_updates):
                batch.append(updates.next())
            if not await house.pour(batch):
                break
            progress(findings)
        await house.ask_everybody()
        films = {film.movie_id for film in services.recommending.current.catalog.films}
    with closing(sqlite3.connect(settings.state_dir / "moviebot.db")) as connection:
        findings.half_written += _half_written(connection, films)
    return findings


class _House:
    """A bot that runs and those who write to it."""

    def __init__(
        self, world: World, queue: "_Queue", running: RunningBot, findings: Findings
    ) -> None:
        self._world, self._queue, self._findings = world, queue, findings
        self._idle = running.application.update_queue.join
        self._canary = Person(world, world.users[_CANARY])

    async def pour(self, batch: list[Made]) -> bool:
        """Let a batch arrive, and somebody ask for help amid it; False: the bot is deaf."""
        world, findings = self._world, self._findings
        middle = len(batch) // 2
        self._push(batch[:middle])
        asked = self._canary.says("/help")
        self._push(batch[middle:])
        first = asked.message.id if asked.message is not None else 0
        began = time.monotonic()
        answered = await self._until(lambda: self._is_answered(self._canary, first))
        findings.slowest = max(findings.slowest, time.monotonic() - began)
        if not answered:
            kinds = Counter(each.kind for each in world.updates.pending)
            findings.silenced.append(f"after {findings.n_updates} updates; waiting: {dict(kinds)}")
        if not answered or not await self._until(lambda: not world.updates.pending):
            world.updates.clear()
            return False
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await self._idle()
        self._look()
        return True

    async def ask_everybody(self) -> None:
        """In the end each of them is answered."""
        people = [Person(self._world, self._world.users[user_id]) for user_id in _PEOPLE]
        asked = {each: each.says("/help").message for each in people}
        waiting = {each: message.id for each, message in asked.items() if message is not None}

        def all_answered() -> bool:
            for each, first in list(waiting.items()):
                if self._is_answered(each, first):
                    del waiting[each]
            return not waiting

        if not await self._until(all_answered):
            self._findings.silenced += [f"{each.id}, in the end" for each in waiting]
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await self._idle()
        self._look()

    def _push(self, batch: list[Made]) -> None:
        for each in batch:
            _welcome(self._world, each.content)
            self._queue.push_whole(each.kind, each.content)
            self._findings.n_updates += 1
            self._findings.n_broken += each.is_broken
            self._findings.kinds[each.kind] += 1

    def _is_answered(self, who: Person, first: int) -> bool:
        messages = who.private.messages.values()
        return any(each.id > first and each.sender_id != who.id for each in messages)

    async def _until(self, holds: Callable[[], bool]) -> bool:
        try:
            await self._world.journal.until(holds, PATIENCE)
        except TimeoutError:
            return False
        return True

    def _look(self) -> None:
        """Read what the bot has said, and forget what is old."""
        world = self._world
        for chat in world.chats.values():
            for message in chat.messages.values():
                if message.sender_id == world.bot.id and (found := _BUG.search(message.text)):
                    self._findings.shown[found[0]] += 1
                    self._findings.examples.setdefault(found[0], message.text)
            for message_id in list(chat.messages)[:-_KEPT]:
                del chat.messages[message_id]
            chat.reactions.clear()
            chat.pinned.clear()
        world.journal.events.clear()
        world.callbacks.clear()
        world.inline_queries.clear()


class _Whole(Queued):
    """An update that may have anything at its top."""

    __slots__ = ()

    def to_dict(self) -> Json:
        """The Bot API object."""
        return {"update_id": self.id, **self.payload}


class _Queue(UpdateQueue):
    """Gives away what nobody has asked for, too."""

    def push_whole(self, kind: str, content: Json) -> None:
        """Queue an update of any kind and shape."""
        self._pending.append(_Whole(self._next_id, kind, content, self._now() + 3600))
        self.last_id = self._next_id
        self._next_id += 1
        self.wake()


class _Strict:
    """Notes what the Bot API has refused."""

    def __init__(self, app: ASGIApp, findings: Findings) -> None:
        self._app, self._findings = app, findings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        method = scope["path"].rpartition("/")[2]
        status = 0

        async def noting(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            if body := message.get("body", b""):
                self._note(method, status, body)
            await send(message)

        await self._app(scope, receive, noting)

    def _note(self, method: str, status: int, body: bytes) -> None:
        if status < 400:
            self._findings.n_replies += method not in {"getUpdates", "sendChatAction"}
            return
        sentence = str(json.loads(body).get("description", "")).lower()
        if not any(each in sentence for each in _MADE_UP) and "restart" not in sentence:
            self._findings.refused[f"{method}: {status} {sentence[:100]}"] += 1


_OVER = "internal server error: restart"  # what the bot hears when its Telegram ends


class _Reader(logging.Handler):
    """Reads the log as it would be written."""

    def __init__(self, findings: Findings, token: str) -> None:
        super().__init__(logging.INFO)
        self._findings = findings
        self.setFormatter(log_formatter("text", token))

    def emit(self, record: logging.LogRecord) -> None:
        """Note texts of people, and handlers that failed."""
        line = self.format(record)
        if CANARY_WORD in line:
            self._findings.logged[record.name] += 1
        *_, last = [each for each in line.splitlines() if each.strip()] or [""]
        if record.levelno >= logging.ERROR and not any(
            each in last.lower() for each in (*_MADE_UP, _OVER)
        ):
            places = re.findall(r'File "[^"]*/((?:bot|core|storage)/[^"]+)", line (\d+)', line)
            place = ":".join(places[-1]) if places else record.getMessage()[:80]
            name = f"{last[:60]} at {place}"
            self._findings.failures[name] += 1
            self._findings.examples.setdefault(name, line)


@asynccontextmanager
async def _running(
    world: World, services: Services, findings: Findings
) -> AsyncIterator[RunningBot]:
    strict = _Strict(application(world), findings)
    with _reading(findings, world.token), _without_limits():
        async with (
            serve_application(strict) as address,
            running_bot(world.token, address, services) as running,
        ):
            try:
                yield running
            finally:
                world.updates.close()


@contextmanager
def _without_limits() -> Iterator[None]:
    """So many messages as there are updates: the queues of chats let each pass at once."""
    limits = pacing.IN_PRIVATE, pacing.IN_A_GROUP, pacing.IN_ALL
    pacing.IN_PRIVATE = pacing.IN_A_GROUP = pacing.IN_ALL = (_NO_LIMIT, 1.0, 0.0)
    try:
        yield
    finally:
        pacing.IN_PRIVATE, pacing.IN_A_GROUP, pacing.IN_ALL = limits


@contextmanager
def _reading(findings: Findings, token: str) -> Iterator[None]:
    root, reader = logging.getLogger(), _Reader(findings, token)
    level = root.level
    configure_logging("INFO", "text", token)
    others, root.handlers = root.handlers, [reader]
    root.setLevel("INFO")
    try:
        yield
    finally:
        root.handlers = others
        root.setLevel(level)


def _world() -> tuple[World, _Queue]:
    """People, their groups, and files that they may send; and its queue."""
    world = World(ids=Ids(began=0.0, chance=0))  # the same numbers for the same seed
    world.updates = queue = _Queue(world.clock.now, world.journal.touch, world.ids.small)
    world.add_person("Canary", user_id=_CANARY)
    for user_id in _PEOPLE:
        world.add_person(f"P{user_id}", user_id=user_id)
    for number in range(_GROUPS):
        kind: ChatKind = "supergroup" if number % 2 else "group"
        group = world.add_group(f"Group {number}", _PEOPLE[number], kind)
        group.members |= dict.fromkeys(_PEOPLE[number + 1 :], "member")
        group.members[world.bot.id] = "administrator" if number == 0 else "member"
    for user_id in _PEOPLE:
        world.chats[user_id].members[world.bot.id] = "member"
    for name, content in files():
        world.files.add("document", Upload(name, content, "text/csv"))
    return world, queue


def _welcome(world: World, content: Json) -> None:
    """Telegram speaks only of chats that there are."""
    todo: list[object] = [content]
    while todo:
        each = todo.pop()
        if isinstance(each, dict):
            chat = each.get("chat")
            number = chat.get("id") if isinstance(chat, dict) else None
            if type(number) is int and number not in world.chats and abs(number) < 2**53:
                world.chats[number] = Chat(
                    number,
                    "private" if number > 0 else "supergroup",
                    "Group",
                    person_id=max(number, 0),
                    members={world.bot.id: "member", number: "member"},
                )
                world.users.setdefault(number, world.users[_CANARY])
            todo += each.values()
        elif isinstance(each, list):
            todo += each


def _half_written(connection: sqlite3.Connection, films: set[int]) -> list[str]:
    """What must not be in a database."""
    found = []
    for (verdict,) in connection.execute("PRAGMA integrity_check"):
        if verdict != "ok":
            found.append(f"integrity: {verdict}")
    found += [f"foreign key: {row}" for row in connection.execute("PRAGMA foreign_key_check")]
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    for (table,) in tables:
        columns = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
        if "movie_id" in columns:
            rows = connection.execute(
                f"SELECT DISTINCT movie_id FROM {table} WHERE movie_id IS NOT NULL"  # noqa: S608
            )
            unknown = [movie_id for (movie_id,) in rows if movie_id not in films]
            found += [f"{table}: unknown films {unknown[:5]}"] if unknown else []
    ((n_waiting,),) = connection.execute("SELECT count(*) FROM inbox")
    found += [f"{n_waiting} updates are not crossed out"] if n_waiting else []
    return found
