"""`moviebot models …`: which models there are, and going back to another one."""

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.cli.command import do
from bot.operator.views.models import figures, when
from bot.operator.views.verdict import reason_line
from bot.service.services import open_services
from bot.service.settings import Settings
from bot.words.texts import texts_for
from core.errors import ModelError
from storage.models import ModelRecord

_ENGLISH = texts_for("en")

models_app = typer.Typer(help="The trained models.", no_args_is_help=True)


@models_app.command("list")
def list_command() -> None:
    """Say which models were trained on the film data in use, the newest first."""

    async def command(settings: Settings) -> Sequence[ModelRecord]:
        async with open_services(settings) as services:
            return await services.recommending.known_models()

    Console().print(_table(do(command)))


@models_app.command("rollback")
def rollback_command(
    model: Annotated[
        int | None,
        typer.Argument(min=1, help="Its number; without one, the newest that is older."),
    ] = None,
) -> None:
    """Go back to another model; a bot that runs is served by it after its next start.

    In the chat, /rollback goes back at once.
    """

    async def command(settings: Settings) -> ModelRecord:
        async with open_services(settings) as services:
            record = await services.recommending.roll_back(model)
        if record is None:
            which = "there is no older model" if model is None else f"model {model} is not kept"
            raise ModelError(f"{which} — see which there are with: moviebot models list")
        return record

    record = do(command)
    Console().print(
        f"Model {record.model_id} of {when(record)} serves: {figures(_ENGLISH, record)}"
    )


def _table(records: Sequence[ModelRecord]) -> Table:
    table = Table(title="Models")
    for heading in ("model", "trained", "ratings", "on held-out ratings", "status"):
        table.add_column(heading)
    for record in records:
        found = [reason_line(_ENGLISH, reason) for reason in record.reasons]
        status = f"{record.status}{', file deleted' if record.pruned_at else ''}"
        table.add_row(
            str(record.model_id),
            when(record),
            f"{record.n_ratings:,}",
            figures(_ENGLISH, record),
            "\n".join([status, *found]),
        )
    return table
