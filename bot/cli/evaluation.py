"""`moviebot evaluate`: options, and where the figures go."""

from collections.abc import Awaitable, Callable, Iterator
from enum import StrEnum
from typing import Annotated, TypeVar

import typer
from rich.console import Console, RenderableType

from bot.cli.command import do
from bot.cli.console import TrainingProgress, say
from bot.cli.results import check_place, is_standard_output, write_result
from bot.cli.work.evaluating import Evaluation, as_json, evaluate
from bot.cli.work.evaluation_tables import sections
from bot.cli.work.group_evaluating import GroupEvaluation, evaluate_groups, groups_as_json
from bot.cli.work.group_tables import group_sections
from bot.service.settings import Settings
from core.errors import RecommenderError
from core.evaluation.group_tasks import GroupOptions
from core.evaluation.tasks import MAX_USERS, Note, Options, Task
from core.training.jobs import Progress, ProgressListener
from data.source import source_files

Found = TypeVar("Found")


class OptionError(RecommenderError):
    """An option's value cannot be used; the message says which, and what was expected."""


class TaskChoice(StrEnum):
    """`Task`, or all of them."""

    STARS = "stars"
    RANKING = "ranking"
    TIME = "time"
    NEW_USERS = "new-users"
    ALL = "all"


def evaluate_command(
    *,
    task: Annotated[TaskChoice, typer.Option(help="What the model is asked to do.")] = (
        TaskChoice.ALL
    ),
    seeds: Annotated[
        str, typer.Option(help="Whole numbers with commas: a split and a training each.")
    ] = "1,2,3",
    groups: Annotated[
        bool,
        typer.Option("--groups", help="Rules for a film a whole group will like, instead."),
    ] = False,
    retrain_check: Annotated[
        bool,
        typer.Option(
            "--retrain-check", help="New users: train again with their ratings, and compare."
        ),
    ] = False,
    max_users: Annotated[
        int, typer.Option(min=1, help="Judge at most so many users a task and seed.")
    ] = MAX_USERS,
    json: Annotated[
        str | None, typer.Option(metavar="PATH", help="All figures as JSON; - instead of tables.")
    ] = None,
    progress: Annotated[bool, typer.Option("--progress", help="Say what is going on.")] = False,
) -> None:
    """Measure the model on held-out ratings, beside popularity and biases."""

    if groups:

        async def measured_groups(
            settings: Settings, note: Note, show: ProgressListener
        ) -> GroupEvaluation:
            return await evaluate_groups(settings, GroupOptions(parse_seeds(seeds)), note, show)

        _measure(measured_groups, groups_as_json, group_sections, json, progress=progress)
        return

    async def measured(settings: Settings, note: Note, show: ProgressListener) -> Evaluation:
        tasks = tuple(Task) if task is TaskChoice.ALL else (Task(task.value),)
        options = Options(tasks, parse_seeds(seeds), retrain_check, max_users)
        return await evaluate(settings, options, note, show)

    _measure(measured, as_json, sections, json, progress=progress)


def parse_seeds(text: str) -> tuple[int, ...]:
    """Seeds from "1,2,3", in this order, each once.

    Raises:
        OptionError: one of them is not a whole number from 0 on, or there is none.
    """
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not parts or not all(part.isascii() and part.isdecimal() for part in parts):
        raise OptionError(f"--seeds {text!r}: expected whole numbers with commas between them")
    return tuple(dict.fromkeys(map(int, parts)))


def _measure(
    measured: Callable[[Settings, Note, ProgressListener], Awaitable[Found]],
    written: Callable[[Found], str],
    shown: Callable[[Found], Iterator[RenderableType]],
    json: str | None,
    *,
    progress: bool,
) -> None:
    """Measure, and write or show what came of it where the options say."""

    async def command(settings: Settings) -> Found:
        if json is not None:
            check_place(json, source_files(settings.dataset))
        with TrainingProgress() as training:
            show = training.show if progress else _ignore
            note = say if progress else _ignore_line
            found = await measured(settings, note, show)
        if json is not None:
            write_result(json, written(found))
        return found

    found = do(command, stateless=True)
    if json is None or not is_standard_output(json):
        console = Console()
        for part in shown(found):
            console.print(part)


def _ignore(_: Progress) -> None:
    pass


def _ignore_line(_: str) -> None:
    pass
