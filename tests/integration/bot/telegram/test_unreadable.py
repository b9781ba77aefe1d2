"""A server sends what nobody can read, anywhere in a batch: everything else is handled, once."""

import asyncio
import json
import logging
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Condition, Thread
from typing import Any
from urllib.parse import parse_qs

import pytest
from telegram import Update
from telegram.ext import Application, ContextTypes, TypeHandler

from bot.service.telemetry.meter import Meter
from bot.telegram.inbox import Inbox
from bot.telegram.pacing import Pacer
from bot.telegram.receiving import InboxBot, InboxOrder
from storage.database import open_database
from storage.inbox import InboxStore

SECRET = "what-somebody-has-written"
ME = {"id": 5_000_000_001, "is_bot": True, "first_name": "B", "username": "b"}
USER = {"id": 7, "is_bot": False, "first_name": "Ann"}
CHAT = {"id": 7, "type": "private", "first_name": "Ann"}


def message(update_id: object, text: object) -> dict[str, Any]:
    body = {"message_id": 5, "date": 1, "chat": CHAT, "from": USER, "text": text}
    return {"update_id": update_id, "message": body}


class Server:
    """A Bot API of two methods, which counts updates itself whatever stands in them."""

    def __init__(self) -> None:
        self.polled_at: list[float] = []
        self.answers: list[tuple[int, bytes]] = []  # of the next polls, whatever waits
        self._waiting: list[tuple[int, object]] = []
        self._last_id = 0
        self._changed = Condition()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"] or 0)
                body = {name: each[0] for name, each in parse_qs(self.rfile.read(length)).items()}
                code, answer = outer.answer(self.path.rpartition("/")[2], body)
                self.send_response(code)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def push(self, *raws: object) -> None:
        with self._changed:
            for raw in raws:
                said = raw.get("update_id") if isinstance(raw, dict) else None
                if isinstance(said, int) and said < 1000:
                    self._last_id = said
                else:
                    self._last_id += 1
                self._waiting.append((self._last_id, raw))
            self._changed.notify_all()

    def answer(self, method: str, body: dict[bytes, bytes]) -> tuple[int, bytes]:
        result: object = ME if method == "getMe" else True
        if method == "getUpdates":
            self.polled_at.append(time.monotonic())
            if self.answers:
                return self.answers.pop(0)
            result = self.updates(body)
        return 200, json.dumps({"ok": True, "result": result}).encode()

    def updates(self, body: dict[bytes, bytes]) -> list[object]:
        offset = int(body.get(b"offset", 0))
        with self._changed:
            self._waiting = [each for each in self._waiting if each[0] >= offset]
            self._changed.wait_for(lambda: bool(self._waiting), 0.3)
            return [raw for _, raw in self._waiting[:100]]

    @property
    def n_waiting(self) -> int:
        return len(self._waiting)


class Hearing:
    """An application on such a server, and what its handlers were given."""

    def __init__(self, server: Server, store: InboxStore) -> None:
        self.texts: list[str] = []
        self.n_unreadable = 0
        self.server = server
        self.store = store

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        inbox = Inbox(self.store, self._note)
        bot = InboxBot(
            inbox,
            "5000000001:nobody",
            base_url=f"{self.server.address}/bot",
            base_file_url=self.server.address,
            rate_limiter=Pacer(Meter()),
        )
        application = Application.builder().bot(bot).concurrent_updates(InboxOrder(inbox)).build()
        application.add_handler(TypeHandler(Update, self._on_update))
        async with application:
            assert application.updater is not None
            await application.start()
            await inbox.replay(bot, application.update_queue)
            await application.updater.start_polling(timeout=1)
            try:
                yield
            finally:
                await application.updater.stop()
                await application.stop()

    async def hears(self, *texts: str) -> None:
        await until(lambda: len(self.texts) >= len(texts))
        assert self.texts == list(texts)
        await until(lambda: self.server.n_waiting == 0)

    async def _on_update(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        if update.message is not None:
            self.texts.append(update.message.text or "")

    def _note(self) -> None:
        self.n_unreadable += 1


async def until(done: Callable[[], bool]) -> None:
    for _ in range(1000):
        if done():
            return
        await asyncio.sleep(0.01)
    raise TimeoutError


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.close()


@pytest.fixture
async def hearing(server: Server, tmp_path: Path) -> AsyncIterator[Hearing]:
    async with open_database(tmp_path / "bot.db") as database:
        yield Hearing(server, InboxStore(database))


BAD = {
    "no message": {"update_id": 0, "message": [SECRET]},
    "no chat": {"update_id": 0, "message": {"message_id": 1, "date": 1, "text": SECRET}},
    "text of another type": message(0, [SECRET]),
    "a year beyond all years": {
        "update_id": 0,
        "message": {"message_id": 1, "date": 2**62, "chat": CHAT, "from": USER, "text": SECRET},
    },
    "a person beyond 64 bits": {
        "update_id": 0,
        "poll_answer": {"poll_id": SECRET, "user": USER | {"id": 2**70}, "option_ids": [1]},
    },
    "half of a character": message(0, SECRET + "\ud800"),
    "no number": {"message": message(0, SECRET)["message"]},
    "a number that is a text": message("0", SECRET),
    "a number beyond 64 bits": message(10**30, SECRET),
    "no object": SECRET,
    "a list": [message(0, SECRET)],
    "nothing": None,
}


@pytest.mark.parametrize(
    ("bad", "place"),
    list(zip(BAD.values(), [0, 42, 99] * (len(BAD) // 3), strict=True)),
    ids=BAD,
)
async def test_one_in_a_batch_of_a_hundred_is_put_aside_and_the_others_are_handled(
    hearing: Hearing, caplog: pytest.LogCaptureFixture, bad: object, place: int
) -> None:
    caplog.set_level(logging.INFO)
    raws: list[object] = [message(number, f"text {number}") for number in range(1, 101)]
    if isinstance(bad, dict) and bad.get("update_id") == 0:
        bad = bad | {"update_id": place + 1}
    raws[place] = bad
    hearing.server.push(*raws)
    async with hearing.running():
        await hearing.hears(*[f"text {each}" for each in range(1, 101) if each != place + 1])
        hearing.server.push(message(101, "after that"))
        await until(lambda: hearing.texts[-1] == "after that")
        await until(lambda: hearing.server.n_waiting == 0)
    assert hearing.n_unreadable == 1
    assert "put aside" in caplog.text
    assert SECRET not in caplog.text
    assert await hearing.store.waiting(ME["id"]) == ()  # type: ignore[arg-type]


async def test_nothing_but_what_cannot_be_read_makes_no_hot_loop(hearing: Hearing) -> None:
    hearing.server.push(*[SECRET] * 3)
    async with hearing.running():
        started, before = time.monotonic(), len(hearing.server.polled_at)
        await until(lambda: hearing.n_unreadable >= 3)
        hearing.server.push(message(4, "at last"))
        await hearing.hears("at last")
        seconds = time.monotonic() - started
        assert len(hearing.server.polled_at) - before <= 4 + 4 * seconds


async def test_the_same_number_twice_is_two_updates_and_the_same_update_twice_is_one(
    hearing: Hearing,
) -> None:
    again = message(2, "two")
    hearing.server.push(message(1, "one"), again, again, message(2, "another"), message(1, "three"))
    async with hearing.running():
        await hearing.hears("one", "two", "another", "three")
        hearing.server.push(message(3, "four"))
        await hearing.hears("one", "two", "another", "three", "four")
    assert hearing.n_unreadable == 0


async def test_what_was_handled_before_a_kill_and_is_repeated_after_it_is_handled_once(
    hearing: Hearing,
) -> None:
    """Crossed out already, and the process died before Telegram heard of it."""
    raw = message(1, "once")
    hearing.server.push(raw)
    async with hearing.running():
        await hearing.hears("once")
    hearing.server.push(raw)
    async with hearing.running():
        hearing.server.push(message(2, "new"))
        await hearing.hears("once", "new")
    async with hearing.running():  # and the memory of it does not grow
        hearing.server.push(message(3, "newer"))
        await hearing.hears("once", "new", "newer")
    assert len(await hearing.store.handled(5_000_000_001)) == 1


ANSWERS = {
    "nothing": (200, b""),
    "a page": (200, b"<html><title>Log in to the network</title></html>"),
    "cut off": (200, json.dumps({"ok": True, "result": [message(1, SECRET)]}).encode()[:-9]),
    "not UTF-8": (200, b'{"ok": true, "result": [\xff\xfe'),
    "nesting without end": (200, b'{"ok": true, "result": ' + b"[" * 200_000),
    "no result": (200, b'{"ok": true}'),
    "a refusal in spite of 200": (200, b'{"ok": false, "error_code": 500, "description": "x"}'),
    "a list": (200, json.dumps([message(1, SECRET)]).encode()),
    "a text": (200, json.dumps(SECRET).encode()),
    "null": (200, b"null"),
    "a number": (200, b"7"),
    "a page of an error": (502, b"<html>" + b"<p>Bad gateway</p>" * 500 + b"</html>"),
    "a list of an error": (500, b"[]"),
    "text of an error": (503, b'"x"'),
    "parameters that are none": (429, b'{"ok": false, "parameters": [1]}'),
    "elsewhere": (302, b"<a href='/login'>Moved</a>"),
}


async def test_an_answer_that_cannot_be_read_as_a_whole_is_asked_for_again_after_a_pause(
    tmp_path: Path,
) -> None:
    """All of them at once: the pause is a second each."""

    async def hears_on(name: str, answer: tuple[int, bytes]) -> None:
        server = Server()
        server.answers.append(answer)
        server.push(message(1, f"after {name}"))
        async with open_database(tmp_path / f"{name}.db") as database:
            hearing = Hearing(server, InboxStore(database))
            async with hearing.running():
                await hearing.hears(f"after {name}")
                first, second, *_ = server.polled_at
                assert second - first >= 0.9, name
            assert hearing.n_unreadable == 0, name
        server.close()

    await asyncio.gather(*[hears_on(*each) for each in ANSWERS.items()])
