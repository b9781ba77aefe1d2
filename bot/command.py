"""How a command runs: settings, log and event loop before it, and one line when it fails."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Iterator
from typing import TypeVar

import typer

from bot.console import say
from bot.settings import Settings, SettingsError, load_settings
from core.errors import RecommenderError

Result = TypeVar("Result")


def do(command: Callable[[Settings], Awaitable[Result]], *, quiet: bool = False) -> Result:
    """Run one command to its end; an expected failure is one line and exit status 1 or 2."""
    with _failures_as_lines():
        settings = load_settings()
        _configure_logging("WARNING" if quiet else settings.log_level)
        return asyncio.run(_awaited(command(settings)))


async def _awaited(awaitable: Awaitable[Result]) -> Result:
    return await awaitable


@contextlib.contextmanager
def _failures_as_lines() -> Iterator[None]:
    try:
        yield
    except SettingsError as exc:
        say(f"moviebot: {exc}")
        raise typer.Exit(2) from exc
    except RecommenderError as exc:
        say(f"moviebot: {exc}")
        raise typer.Exit(1) from exc
    except KeyboardInterrupt as exc:
        raise typer.Exit(130) from exc


def _configure_logging(level: str) -> None:
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    # At INFO httpx prints the addresses of its requests, and they hold the bot token.
    for noisy in ("httpx", "httpcore", "apscheduler", "aiosqlite", "asyncio"):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, logging.getLevelName(level)))
    if level != "DEBUG":
        # Its errors are tracebacks of what is then raised, and told in a sentence, anyway.
        logging.getLogger("telegram").setLevel(logging.CRITICAL)
