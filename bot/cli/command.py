"""How a command runs: settings, log and event loop before it, and one line when it fails."""

import asyncio
import contextlib
import signal
from collections.abc import Awaitable, Callable, Iterator
from typing import TypeVar

import typer

from bot.cli.console import say
from bot.service.settings import Settings, SettingsError, load_settings
from bot.service.surroundings import at_home, passing_by
from bot.service.telemetry.logs import configure_logging
from core.errors import RecommenderError

Result = TypeVar("Result")


def do(
    command: Callable[[Settings], Awaitable[Result]],
    *,
    quiet: bool = False,
    stateless: bool = False,
    occupies: bool = False,
) -> Result:
    """Run one command to its end; an expected failure is one line and exit status 1 or 2.

    Args:
        command: what to do.
        quiet: log nothing but warnings.
        stateless: the command does without the state directory.
        occupies: it writes into `STATE_DIR` what no other process may write at the same time.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:  # from now on there is what to tidy up
        signal.signal(signal.SIGINT, signal.default_int_handler)
    with _failures_as_lines():
        settings = load_settings()
        token = settings.bot_token.get_secret_value() if settings.bot_token else None
        level = "WARNING" if quiet else settings.log_level
        configure_logging(level, settings.log_format, token)
        with passing_by(settings) if stateless else at_home(settings, alone=occupies):
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
