"""The log: each line knows its request, and none holds a token or what somebody said."""

import asyncio
import io
import json
import logging
import re
from collections.abc import Iterator

import pytest
from telegram.error import BadRequest, InvalidToken

from bot.service.telemetry.logs import LogFormat, configure_logging, log_formatter, request_scope
from bot.words.problems import Problem
from core.errors import StorageError

TOKEN = "123456:AAE-very_secret"


class Log:
    """A logger that writes into memory as ours do to standard error."""

    def __init__(self, shape: LogFormat) -> None:
        self._stream = io.StringIO()
        handler = logging.StreamHandler(self._stream)
        handler.setFormatter(log_formatter(shape, TOKEN))
        self.logger = logging.getLogger(f"bot.test.{shape}")
        self.logger.handlers = [handler]
        self.logger.setLevel("DEBUG")
        self.logger.propagate = False

    @property
    def text(self) -> str:
        return self._stream.getvalue()

    def json(self) -> dict[str, object]:
        line: dict[str, object] = json.loads(self.text.splitlines()[-1])
        return line


@pytest.fixture(params=["text", "json"])
def log(request: pytest.FixtureRequest) -> Log:
    return Log(request.param)


@pytest.fixture
def restored() -> Iterator[None]:
    """Loggers are the process's; what a test sets is taken back."""
    names = ("httpx", "httpcore", "aiosqlite", "asyncio", "telegram")
    levels = {name: logging.getLogger(name).level for name in names}
    yield
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def test_text_line_reads_when_how_grave_who_what_and_then_the_fields() -> None:
    log = Log("text")
    log.logger.info("model %s serves", "m.npz", extra={"rmse": 0.81})
    expected = (
        r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d INFO bot\.test\.text: model m\.npz serves rmse=0\.81\n"
    )
    assert re.fullmatch(expected, log.text)


def test_json_line_has_every_fact_as_a_field() -> None:
    log = Log("json")
    with request_scope(update=7):
        log.logger.warning("slow", extra={"ms": 812})
    line = log.json()
    assert (line["event"], line["level"], line["logger"]) == ("slow", "warning", "bot.test.json")
    assert (line["update"], line["ms"]) == (7, 812)
    assert re.fullmatch(r"[0-9a-f]{8}", str(line["request"]))
    assert str(line["timestamp"]).endswith("Z")


async def test_requests_side_by_side_keep_their_ids_in_tasks_and_threads() -> None:
    log = Log("json")

    async def handle(update: int) -> None:
        with request_scope(update=update):
            await asyncio.sleep(0)
            await asyncio.create_task(asyncio.to_thread(log.logger.info, "of %d", update))

    await asyncio.gather(*(asyncio.create_task(handle(number)) for number in range(20)))
    log.logger.info("of nobody")
    lines = [json.loads(line) for line in log.text.splitlines()]
    *inside, outside = lines
    assert all(line["event"] == f"of {line['update']}" for line in inside)
    assert len({line["request"] for line in inside}) == 20
    assert "request" not in outside


def test_token_is_blotted_out_wherever_it_is(log: Log) -> None:
    address = f"https://api.telegram.org/bot{TOKEN}/getMe"
    log.logger.info("asked %s", address, extra={"url": f"/file/bot{TOKEN.replace(':', '%3A')}/x"})
    refusal = InvalidToken(f"The token `{TOKEN}` was rejected by the server.")
    log.logger.error("refused", exc_info=refusal)
    assert "very_secret" not in log.text
    assert log.text.count("[token]") == 3


def test_traceback_tells_class_and_place_but_not_what_was_said(log: Log) -> None:
    said = "my very own words"
    try:
        try:
            try:
                int(said)
            except ValueError as exc:
                raise Problem("problem-x", film=said) from exc
        except Problem:
            dict[str, str]()[said]
    except KeyError:
        log.logger.exception("a handler failed")
    assert said not in log.text
    assert all(name in log.text for name in ("ValueError", "Problem", "KeyError", __name__[-8:]))
    assert log.text.count("which led to:") == 2


def test_traceback_keeps_the_sentences_of_this_program_and_of_telegram(log: Log) -> None:
    error = StorageError("the disk is full")
    error.__cause__ = BadRequest("Message is too long")
    log.logger.error("a handler failed", exc_info=error)
    assert "BadRequest: Message is too long" in log.text
    assert "StorageError: the disk is full" in log.text


def test_every_part_of_a_group_of_errors_is_told(log: Log) -> None:
    group = ExceptionGroup("words", [KeyError("words"), ValueError("words")])
    log.logger.error("two failed", exc_info=group)
    assert "words" not in log.text
    assert all(name in log.text for name in ("ExceptionGroup", "KeyError", "ValueError"))


def test_error_that_is_its_own_cause_is_told_once(log: Log) -> None:
    one, other = KeyError("a"), ValueError("b")
    one.__cause__, other.__cause__ = other, one
    log.logger.error("odd", exc_info=one)
    assert log.text.count("KeyError") == 1


def test_asyncio_s_picture_of_a_failed_task_is_left_out() -> None:
    log = Log("text")
    record = logging.LogRecord(
        "asyncio", logging.ERROR, "", 0, "Task exception\nfuture: <ValueError('words')>", (), None
    )
    log.logger.handle(record)
    assert log.text.endswith("ERROR asyncio: Task exception\n")


@pytest.mark.usefixtures("restored")
def test_libraries_that_would_write_addresses_or_messages_are_silent_at_any_level() -> None:
    configure_logging("DEBUG", "text", TOKEN)
    assert not logging.getLogger("httpx").isEnabledFor(logging.INFO)
    assert not logging.getLogger("telegram.ext.Application").isEnabledFor(logging.DEBUG)
    for name in ("telegram.Bot", "telegram.ext.ExtBot", "telegram.ext.Updater", "telegram.request"):
        # "Error while parsing updates! Received data was …" is CRITICAL
        assert not logging.getLogger(name).isEnabledFor(logging.CRITICAL)
