"""The log: lines for people or JSON, each with the request it belongs to, none with a secret.

Modules log by `logging.getLogger(__name__)`, with `extra={…}` where a figure should be a field.
structlog formats what they and the libraries say. What must not be in a log is kept out in three
ways: libraries that write addresses or messages are silenced, tracebacks leave out what errors
quote (`tracebacks.py` beside this), and a token that still got into a line is blotted out.
"""

import logging
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Literal
from urllib.parse import quote

from structlog.contextvars import bound_contextvars, merge_contextvars
from structlog.processors import ExceptionRenderer, JSONRenderer, TimeStamper
from structlog.stdlib import ExtraAdder, ProcessorFormatter, add_log_level, add_logger_name
from structlog.typing import EventDict, WrappedLogger

from bot.service.telemetry.tracebacks import traceback_without_texts

LogFormat = Literal["text", "json"]

# Above their own DEBUG and INFO, whatever LOG_LEVEL says: httpx prints addresses, which hold the
# token, and telegram what people have said and are answered.
_SILENCED = {
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    "aiosqlite": logging.WARNING,
    "asyncio": logging.WARNING,
    # Whatever it says: its errors are tracebacks of what is then raised, and told in a sentence,
    # anyway, and where it cannot read an update it quotes a hundred of them as CRITICAL.
    "telegram": logging.CRITICAL + 1,
}
_BLOT = "[token]"


def configure_logging(level: str, shape: LogFormat, token: str | None) -> None:
    """Send the log of this process to standard error.

    Args:
        level: from which on lines are written.
        shape: what a line looks like.
        token: the bot's, which is never written.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(log_formatter(shape, token))
    logging.basicConfig(level=level, handlers=[handler])
    for name, least in _SILENCED.items():
        logging.getLogger(name).setLevel(least)


@contextmanager
def request_scope(**facts: object) -> Iterator[None]:
    """Have every line inside, also of tasks and threads begun here, carry an id and `facts`."""
    with bound_contextvars(request=secrets.token_hex(4), **facts):
        yield


def log_formatter(shape: LogFormat, token: str | None) -> logging.Formatter:
    """What makes a line of a record."""
    clock = TimeStamper("iso", utc=True) if shape == "json" else TimeStamper(_LOCAL, utc=False)
    return ProcessorFormatter(
        foreign_pre_chain=[
            merge_contextvars,
            ExtraAdder(),
            add_log_level,
            add_logger_name,
            clock,
            _without_quotations,
        ],
        processors=[
            ProcessorFormatter.remove_processors_meta,
            ExceptionRenderer(traceback_without_texts),
            JSONRenderer(ensure_ascii=False, default=str) if shape == "json" else _as_text,
            _Blotter(token),
        ],
    )


_LOCAL = "%Y-%m-%d %H:%M:%S"


def _without_quotations(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """asyncio shows, from its second line on, the error of a task: words and all."""
    if event["logger"] == "asyncio":
        event["event"] = str(event["event"]).partition("\n")[0]
    return event


def _as_text(_: WrappedLogger, __: str, event: EventDict) -> str:
    """A line as one reads it: when, how grave, who, what, then the fields."""
    when, level, logger = (event.pop(name) for name in ("timestamp", "level", "logger"))
    said, trace = event.pop("event"), event.pop("exception", None)
    fields = "".join(f" {name}={value}" for name, value in event.items())
    line = f"{when} {level.upper()} {logger}: {said}{fields}"
    return line if trace is None else f"{line}\n{trace}"


class _Blotter:
    """Takes the token out of finished lines, as it is and as addresses write it."""

    def __init__(self, token: str | None) -> None:
        self._secrets: Sequence[str] = (token, quote(token)) if token else ()

    def __call__(self, _: WrappedLogger, __: str, line: EventDict) -> str:
        text = str(line)  # the renderer before has made it one
        for secret in self._secrets:
            text = text.replace(secret, _BLOT)
        return text
