"""Running the bot until it is told to stop, or chatting in the terminal."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator, Coroutine
from dataclasses import dataclass
from io import TextIOWrapper

from bot.cli.console import TrainingProgress, say
from bot.playground import World, serve
from bot.playground.cast import DEFAULT_COUNT, seed_people
from bot.playground.terminal import converse
from bot.service.models.schedule import train_when_due
from bot.service.services import Services, open_services
from bot.service.serving import LOOPBACK
from bot.service.settings import Settings
from bot.service.telemetry.memory import pass_over_what_stays
from bot.telegram.app import running_bot
from core.errors import LockedError, RecommenderError

_PAUSE = 0.5  # seconds between two looks whether the database can be written


class PlaygroundError(RecommenderError):
    """The playground cannot be served as asked for; the message says what to do."""


class OutputError(RecommenderError):
    """Standard output cannot be written."""


@dataclass(frozen=True, slots=True)
class PlaygroundOptions:
    """How to serve the playground."""

    port: int  # 0: any free one
    host: str = LOOPBACK  # anything else lets others in
    people: int = DEFAULT_COUNT
    token: str | None = None  # of the bot that may connect; None: one made for the occasion
    reason: str = ""  # said before the address


async def run(settings: Settings) -> None:
    """Answer people until SIGINT or SIGTERM: on Telegram with a token, else in the playground."""
    if settings.bot_token is not None:
        token = settings.bot_token.get_secret_value()

        async def answer() -> None:
            async with _services(settings) as services:
                await _answer(services, token, settings.bot_api_url, settings.metrics_port)

        await _until_stopped(answer())
        return
    reason = "BOT_TOKEN is not set, so this is the playground. "
    await run_playground(settings, PlaygroundOptions(settings.playground_port, reason=reason))


async def run_playground(settings: Settings, options: PlaygroundOptions) -> None:
    """Serve the playground with the bot in it until SIGINT or SIGTERM."""

    async def answer() -> None:
        async with _services(settings) as services, _playground(options) as served:
            served.world.forget = services.people.forget
            await _answer(services, served.world.token, served.address, settings.metrics_port)

    await _until_stopped(answer())


async def serve_playground(options: PlaygroundOptions) -> None:
    """Serve the playground alone, for any bot, until SIGINT or SIGTERM."""

    async def serve_only() -> None:
        async with _playground(options) as served:
            say(f"A bot connects with BOT_API_URL={served.address} BOT_TOKEN={served.world.token}")
            await asyncio.Event().wait()

    await _until_stopped(serve_only())


async def chat(settings: Settings) -> None:
    """Be one person in the terminal: standard input speaks, standard output is the chat."""
    world = World()
    async with open_services(settings) as services:
        with TrainingProgress() as progress:
            await services.retraining.ensure_model(progress.show)
        async with (
            serve(world) as address,
            running_bot(world.token, address, services) as running,
        ):
            world.idle = running.application.update_queue.join
            if isinstance(sys.stdin, TextIOWrapper):  # a byte that is no UTF-8 is no reason to stop
                sys.stdin.reconfigure(encoding="utf-8", errors="replace")
            try:
                await converse(world, sys.stdin, sys.stdout)
                sys.stdout.flush()
            except BrokenPipeError:  # whoever read along has seen enough
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            except OSError as exc:
                raise OutputError(f"the conversation cannot be written: {exc.strerror}") from exc


@contextlib.asynccontextmanager
async def _services(settings: Settings) -> AsyncIterator[Services]:
    """`open_services`, which waits for another process that writes the database just now."""
    async with contextlib.AsyncExitStack() as stack:
        services, is_told = None, False
        while services is None:
            try:
                services = await stack.enter_async_context(open_services(settings))
            except LockedError as exc:
                if not is_told:
                    say(f"Waiting: {exc}.")
                is_told = True
                await asyncio.sleep(_PAUSE)
        yield services


async def _answer(services: Services, token: str, api_url: str, metrics_port: int) -> None:
    """Run the bot until cancelled; train meanwhile when no model serves."""
    await services.retraining.resume()
    async with (
        _metrics(services, metrics_port),
        running_bot(token, api_url, services) as running,
        asyncio.TaskGroup() as tasks,
    ):
        pass_over_what_stays()
        say("The bot is running; Ctrl-C stops it.")
        tasks.create_task(running.watch())
        with TrainingProgress() as progress:
            await services.retraining.ensure_model(progress.show)
        await train_when_due(services.retraining)
        await asyncio.Event().wait()


@contextlib.asynccontextmanager
async def _metrics(services: Services, port: int) -> AsyncIterator[None]:
    """Serve metrics where they are asked for."""
    if port == 0:
        yield
        return
    from bot.service.telemetry.metrics import serving_metrics  # noqa: PLC0415 - memory that few have a use for

    async with serving_metrics(services, port) as address:
        say(f"Figures: {address}/metrics, health: {address}/healthz")
        yield


@dataclass(frozen=True, slots=True)
class _Served:
    world: World
    address: str


@contextlib.asynccontextmanager
async def _playground(options: PlaygroundOptions) -> AsyncIterator[_Served]:
    try:
        world = World() if options.token is None else World(token=options.token)
    except ValueError as exc:
        raise PlaygroundError(f"{exc} — give one like it with --token") from exc
    seed_people(world, options.people)
    async with contextlib.AsyncExitStack() as stack:
        try:
            address = await stack.enter_async_context(serve(world, options.host, options.port))
        except OSError as exc:
            raise PlaygroundError(
                f"{options.host}:{options.port} cannot be used: {_reason(exc)} — choose "
                "another port with PLAYGROUND_PORT or --port"
            ) from exc
        if options.host != LOOPBACK:
            say(f"WARNING: anybody who can reach {options.host} can act as any person here.")
        say(f"{options.reason}Open {address}/ in a browser and talk to the bot.")
        yield _Served(world, address)


def _reason(error: OSError) -> str:
    """The system's own words; asyncio puts an address behind them, resolving has no number."""
    return os.strerror(error.errno) if error.errno and error.errno > 0 else str(error)


async def _until_stopped(work: Coroutine[object, object, None]) -> None:
    """Let `work` run until it fails or the process is asked to stop, and let it tidy up then.

    Whoever asks twice does not want to wait: the process ends at once. Nothing is lost by that,
    only answers that were under way.
    """
    task = asyncio.ensure_future(work)
    loop = asyncio.get_running_loop()

    def stop() -> None:
        if task.cancelling():
            os._exit(1)
        say("Stopping.")
        task.cancel()

    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows: KeyboardInterrupt ends the run
            loop.add_signal_handler(number, stop)
    try:
        await task
    except asyncio.CancelledError:
        if not task.cancelling():
            raise
    except BaseExceptionGroup as group:  # of the task group; one failure is one sentence
        raise group.exceptions[0] from group
