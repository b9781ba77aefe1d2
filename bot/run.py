"""What the commands do: run the bot until it is told to stop, train, or chat in the terminal."""

import asyncio
import contextlib
import signal
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass

from bot.app import open_services, running_bot
from bot.console import TrainingProgress, say
from bot.playground import World, serve
from bot.playground.terminal import converse
from bot.settings import Settings
from core.dataset import DatasetInfo
from core.errors import RecommenderError
from core.model import FactorModel
from core.training import TrainingReport

_PEOPLE = ("Ada", "Ben", "Chloé", "Dmitri")


class AddressInUseError(RecommenderError):
    """The playground's port is taken; the message says what to do."""


async def run(settings: Settings) -> None:
    """Answer people until SIGINT or SIGTERM: on Telegram with a token, else in the playground."""
    stop = _stop_signals()
    async with open_services(settings) as services, contextlib.AsyncExitStack() as stack:
        if settings.bot_token is not None:
            token, api_url = settings.bot_token.get_secret_value(), settings.bot_api_url
        else:
            world = World()
            for name in _PEOPLE:
                world.add_person(name)
            token = world.token
            playground = _playground(world, settings.playground_port)
            api_url = await stack.enter_async_context(playground)
            say(f"BOT_TOKEN is not set, so this is the playground: open {api_url}/ in a browser")
        await stack.enter_async_context(running_bot(token, api_url, services))
        say("The bot is running; Ctrl-C stops it.")
        with TrainingProgress() as progress:
            training = asyncio.create_task(services.recommending.train_if_needed(progress.show))
            await asyncio.wait([stop, training], return_when=asyncio.FIRST_COMPLETED)
        await stop
        training.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await training
        say("Stopping.")


async def train(settings: Settings) -> TrainingReport:
    """Train a model now; whoever starts the bot next is served by it."""
    async with open_services(settings) as services:
        with TrainingProgress() as progress:
            return await services.recommending.train(progress.show)


async def chat(settings: Settings) -> None:
    """Be one person in the terminal: standard input speaks, standard output is the chat."""
    world = World()
    async with open_services(settings) as services:
        with TrainingProgress() as progress:
            await services.recommending.train_if_needed(progress.show)
        async with (
            _playground(world, 0) as api_url,
            running_bot(world.token, api_url, services) as running,
        ):
            world.idle = running.application.update_queue.join
            await converse(world, sys.stdin, sys.stdout)


@dataclass(frozen=True, slots=True)
class DataFacts:
    """What `data info` tells."""

    info: DatasetInfo
    mean_stars: float
    years: str  # "1902–2016"
    model: str | None  # when the model in service was trained, and how well it did


async def describe_data(settings: Settings) -> DataFacts:
    """Read the data set, if that was not done before, and count."""
    async with open_services(settings) as services:
        recommending = services.recommending
        catalog, model = recommending.current.catalog, recommending.current.model
        years = [film.year for film in catalog.films if film.year is not None]
        return DataFacts(
            recommending.info,
            float(catalog.rating_sum.sum() / catalog.rating_count.sum()),
            f"{min(years)}–{max(years)}" if years else "unknown",
            _describe_model(model) if model else None,
        )


def _describe_model(model: FactorModel) -> str:
    provenance = model.provenance
    rmse = provenance.metrics["validation_rmse"]
    return f"trained {provenance.created_at}, validation RMSE {rmse:.4f}"


@contextlib.asynccontextmanager
async def _playground(world: World, port: int) -> AsyncIterator[str]:
    async with contextlib.AsyncExitStack() as stack:
        try:
            address = await stack.enter_async_context(serve(world, port=port))
        except OSError as exc:
            raise AddressInUseError(
                f"port {port} cannot be used: {exc.strerror} — set PLAYGROUND_PORT to another one"
            ) from exc
        yield address


def _stop_signals() -> "asyncio.Future[None]":
    """Done as soon as the process is asked to stop."""
    loop = asyncio.get_running_loop()
    stop: asyncio.Future[None] = loop.create_future()

    def ask() -> None:
        if not stop.done():
            stop.set_result(None)

    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows: KeyboardInterrupt ends the run
            loop.add_signal_handler(number, ask)
    return stop
