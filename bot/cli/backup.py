"""`moviebot backup` and `moviebot restore`: options, and what came of it."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.cli.command import do
from bot.service.backup.backup import BackupReport, RestoreReport, back_up, restore
from bot.service.settings import Settings

_SHOWN = {"people": "people", "ratings": "ratings", "rating_changes": "changes of ratings"}


def backup_command(
    path: Annotated[
        Path, typer.Argument(help="A new file, or a directory where it is named by the time.")
    ],
) -> None:
    """Copy the database and the model in service into one file; the bot may be running.

    The file is read back before it gets its name. It holds what people have said, those too who
    are forgotten later: keep it as you keep the bot's state, and delete it when it is a year old.
    """

    async def command(settings: Settings) -> BackupReport:
        return await back_up(settings, path)

    report = do(command)
    Console().print(_table(report, f"Backup {report.path}"))


def restore_command(
    path: Annotated[Path, typer.Argument(help="What `moviebot backup` wrote.")],
) -> None:
    """Go back to a backup; stop the bot first.

    What is in STATE_DIR now is kept beside it until you delete it. Whoever was forgotten since is
    left out, as far as the database that is there now remembers.
    """

    async def command(settings: Settings) -> RestoreReport:
        return await restore(settings, path)

    report = do(command, occupies=True)
    Console().print(_table(report.backup, f"Restored {report.backup.path}"))
    if report.n_forgotten:
        Console().print(f"Forgotten since, and left out: {report.n_forgotten}.", highlight=False)
    if report.aside is not None:
        Console().print(
            f"The database that was there is now {report.aside}; delete it when all is well.",
            soft_wrap=True,
            highlight=False,
        )


def _table(report: BackupReport, title: str) -> Table:
    table = Table(title=title, show_header=False)
    table.add_row("made", report.created_at)
    for name, shown in _SHOWN.items():
        table.add_row(shown, f"{report.rows[name]:,}")
    table.add_row("models", "\n".join(report.models) or "none: the first start trains one")
    return table
