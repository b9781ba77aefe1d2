"""`moviebot …`: the commands and their options."""

from importlib.metadata import version
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.cli.backup import backup_command, restore_command
from bot.cli.batch import (
    MaybeMovies,
    MaybeOut,
    MaybeRatings,
    Seed,
    ShownProgress,
    batch_app,
    train_on_files,
)
from bot.cli.command import do as _do
from bot.cli.data import DataFacts, describe_data
from bot.cli.data import train as train_now
from bot.cli.evaluation import evaluate_command
from bot.cli.models import models_app
from bot.cli.results import is_standard_output
from bot.cli.tuning import tune_command
from bot.service.serving import LOOPBACK
from bot.service.settings import Settings
from core.training.jobs import TrainingReport

app = typer.Typer(
    help="A Telegram bot that learns which films you like.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
data_app = typer.Typer(help="The film data.", no_args_is_help=True)
app.add_typer(data_app, name="data")
app.add_typer(models_app, name="models")
app.add_typer(batch_app, name="batch")


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
    from bot.cli import run as running  # noqa: PLC0415 - half a second, for what talks to Telegram

    _do(running.run, occupies=True)


@app.command()
def playground(
    port: Annotated[
        int | None,
        typer.Option(min=0, max=65535, help="Where to listen; PLAYGROUND_PORT otherwise."),
    ] = None,
    people: Annotated[int, typer.Option(min=1, max=200, help="How many to start with.")] = 4,
    host: Annotated[
        str, typer.Option(help="Another address than loopback lets others in.")
    ] = LOOPBACK,
    server_only: Annotated[
        bool, typer.Option("--server-only", help="Without the bot, for any other one.")
    ] = False,
    token: Annotated[str | None, typer.Option(help="The token the other bot uses.")] = None,
) -> None:
    """Serve the playground: a local Bot API and a chat page, with the bot in it."""
    from bot.cli import run as running  # noqa: PLC0415 - as in `run`

    async def command(settings: Settings) -> None:
        chosen = settings.playground_port if port is None else port
        options = running.PlaygroundOptions(chosen, host, people, token)
        if server_only:
            await running.serve_playground(options)
        else:
            await running.run_playground(settings, options)

    _do(command, stateless=server_only, occupies=not server_only)


@app.command()
def chat() -> None:
    """Talk to the bot in this terminal; works in a pipe."""
    from bot.cli import run as running  # noqa: PLC0415 - as in `run`

    _do(running.chat, quiet=True, occupies=True)


@app.command()
def train(
    ratings: MaybeRatings = None,
    movies: MaybeMovies = None,
    out: MaybeOut = None,
    seed: Seed = None,
    progress: ShownProgress = False,
) -> None:
    """Train a model now and show it beside the baseline.

    Without options on the film data in use, and the bot is served by the model from then on. With
    --ratings, --movies and --out on those files, for `moviebot batch`.
    """
    if ratings is None and movies is None and out is None and seed is None:
        report = _do(train_now, occupies=True)
    else:
        report = train_on_files(ratings, movies, out, seed, progress=progress)
    beside = out is not None and is_standard_output(str(out))
    Console(stderr=beside).print(_report_table(report))


app.command("evaluate")(evaluate_command)
app.command("tune")(tune_command)
app.command("backup")(backup_command)
app.command("restore")(restore_command)


@data_app.command()
def info() -> None:
    """Say which films and ratings are in use."""
    Console().print(_info_table(_do(describe_data)))


def _report_table(report: TrainingReport) -> Table:
    table = Table(title=f"Trained in {report.seconds:.0f} s, {report.steps} steps")
    table.add_column("on the same held-out ratings")
    table.add_column("validation RMSE", justify="right")
    table.add_row("biases only", f"{report.baseline_rmse:.4f}")
    table.add_row("matrix factorization", f"{report.validation_rmse:.4f}")
    table.add_row("lower by", f"{report.improvement:.1%}")
    return table


def _info_table(facts: DataFacts) -> Table:
    table = Table(title=facts.info.name, show_header=False)
    table.add_row("films", f"{facts.info.n_items:,}")
    table.add_row("users", f"{facts.info.n_users:,}")
    table.add_row("ratings", f"{facts.info.n_ratings:,}")
    table.add_row("mean rating", f"★{facts.mean_stars:.2f}")
    table.add_row("years", facts.years)
    table.add_row("filters", facts.info.filters or "none")
    table.add_row("model in service", facts.model or "none yet: moviebot train")
    return table
