"""Tracebacks without what errors quote: `int("my secret")` fails with the secret in its message.

Where it happened and of which class the error is says what to mend. The message stays where its
author is known not to quote people: errors of this program that are about files and models, and
Telegram's own.
"""

import traceback
from collections.abc import Iterator

from structlog.typing import ExcInfo

from core.errors import InputError, RecommenderError

_TELEGRAM = "telegram.error"  # whose errors say what a server has answered


def traceback_without_texts(exc_info: ExcInfo) -> str:
    """All errors that led to this one, the first cause first, each with its place in the code."""
    _, error, _ = exc_info
    return "\n".join(_told(error, set()))


def _told(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))  # errors can lead to each other in a circle
    origin = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if origin is not None and id(origin) not in seen:
        yield from _told(origin, seen)
        yield "which led to:"
    yield "".join(traceback.format_tb(error.__traceback__)).rstrip()
    yield _named(error)
    if isinstance(error, BaseExceptionGroup):
        for number, part in enumerate(error.exceptions, start=1):
            yield f"part {number}:"
            yield from _told(part, seen)


def _named(error: BaseException) -> str:
    name = type(error).__qualname__
    tells = (
        isinstance(error, RecommenderError) or type(error).__module__ == _TELEGRAM
    ) and not isinstance(error, InputError)
    return f"{name}: {error}" if tells else name
