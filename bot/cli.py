"""`moviebot …`: the commands, their options, and how a failure ends them."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Iterator
from importlib.metadata import version
from typing import Annotated, TypeVar

import typer
from rich.console import Console
from rich.table import Table

from bot import run as commands
from bot.console import say
from bot.settings import Settings, SettingsError, load_settings
from core.errors import RecommenderError
from core.training import TrainingReport

Result = TypeVar("Result")

app = typer.Typer(
    help="A Telegram bot that learns which films you like.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
data_app = typer.Typer(help="The film data.", no_args_is_help=True)
app.add_typer(data_app, name="data")


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"moviebot {version('moviebot')}")
        raise typer.Exit


@app.callback()
def main(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """A Telegram bot that learns which films you like."""


@app.command()
def run() -> None:
    """Run the bot: on Telegram with BOT_TOKEN, in the playground without."""
    _do(commands.run)


@app.command()
def playground(
    port: Annotated[
        int | None,
        typer.Option(min=0, max=65535, help="Where to listen; PLAYGROUND_PORT otherwise."),
    ] = None,
    people: Annotated[int, typer.Option(min=1, max=200, help="How many to start with.")] = 4,
    host: Annotated[
        str, typer.Option(help="Another address than loopback lets others in.")
    ] = commands.LOOPBACK,
    server_only: Annotated[
        bool, typer.Option("--server-only", help="Without the bot, for any other one.")
    ] = False,
    token: Annotated[str | None, typer.Option(help="The token the other bot uses.")] = None,
) -> None:
    """Serve the playground: a local Bot API and a chat page, with the bot in it."""

    async def command(settings: Settings) -> None:
        chosen = settings.playground_port if port is None else port
        options = commands.PlaygroundOptions(chosen, host, people, token)
        if server_only:
            await commands.serve_playground(options)
        else:
            await commands.run_playground(settings, options)

    _do(command)


@app.command()
def chat() -> None:
    """Talk to the bot in this terminal; works in a pipe."""
    _do(commands.chat, quiet=True)


@app.command()
def train() -> None:
    """Train a model now and show it beside the baseline."""
    Console().print(_report_table(_do(commands.train)))


@data_app.command()
def info() -> None:
    """Say which films and ratings are in use."""
    Console().print(_info_table(_do(commands.describe_data)))


def _do(command: Callable[[Settings], Awaitable[Result]], *, quiet: bool = False) -> Result:
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


def _report_table(report: TrainingReport) -> Table:
    table = Table(title=f"Trained in {report.seconds:.0f} s, {report.epochs} epochs")
    table.add_column("on the same held-out ratings")
    table.add_column("validation RMSE", justify="right")
    table.add_row("biases only", f"{report.baseline_rmse:.4f}")
    table.add_row("matrix factorization", f"{report.validation_rmse:.4f}")
    table.add_row("lower by", f"{report.improvement:.1%}")
    return table


def _info_table(facts: commands.DataFacts) -> Table:
    table = Table(title=facts.info.name, show_header=False)
    table.add_row("films", f"{facts.info.n_items:,}")
    table.add_row("users", f"{facts.info.n_users:,}")
    table.add_row("ratings", f"{facts.info.n_ratings:,}")
    table.add_row("mean rating", f"★{facts.mean_stars:.2f}")
    table.add_row("years", facts.years)
    table.add_row("filters", facts.info.filters or "none")
    table.add_row("model in service", facts.model or "none yet: moviebot train")
    return table
