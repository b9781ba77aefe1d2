"""`moviebot tune`: options, a line a trial, and where the result goes."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.command import do
from bot.cli.console import TrainingProgress, say
from bot.cli.results import STDOUT, ResultError, check_place, is_written_into, write_result
from bot.cli.work.trials import Budget, Trial
from bot.cli.work.tuning import GOALS, Goal, Request, tune
from bot.service.settings import Settings
from core.training.jobs import Progress
from core.training.tuned import Head, Tuned, format_tuned, parse_tuned
from data.source import source_files


class HeadChoice(StrEnum):
    """The part of the model that is tuned."""

    RATING = "rating"
    RANKING = "ranking"


def tune_command(
    *,
    head: Annotated[HeadChoice, typer.Option(help="What to tune, stars or lists.")] = (
        HeadChoice.RATING
    ),
    trials: Annotated[int, typer.Option(min=1, help="How many trainings.")] = 30,
    timeout: Annotated[
        float | None, typer.Option(min=0, help="Start no training after so many seconds.")
    ] = None,
    splits: Annotated[
        int, typer.Option(min=1, help="Validation splits that each trial is judged by.")
    ] = 1,
    seed: Annotated[int, typer.Option(min=0, help="Of splits, trainings and search.")] = 0,
    out: Annotated[
        str, typer.Option(metavar="PATH", help="A JSON file; what it says of the other head stays.")
    ] = STDOUT,
    progress: Annotated[bool, typer.Option("--progress", help="Show every training.")] = False,
) -> None:
    """Search for better hyper-parameters on validation data."""
    chosen: Head = head.value
    options = [f"--head {head}", f"--trials {trials}", f"--splits {splits}", f"--seed {seed}"]
    if timeout is not None:
        options.append(f"--timeout {timeout:g}")
    command_line = f"moviebot tune {' '.join(options)}"
    request = Request(chosen, Budget(trials, timeout, seed), splits, command_line)

    async def command(settings: Settings) -> None:
        check_place(out, source_files(settings.dataset))
        at_once = is_written_into(out)  # when the search is over, all of it
        before = {} if at_once else _entries(out)

        def on_trial(trial: Trial, found: Tuned | None) -> None:
            say(describe(trial, found, GOALS[chosen], trials))
            if found is not None and not at_once:  # a search that is cut off was not for nothing
                write_result(out, format_tuned({**before, chosen: found}))

        with TrainingProgress() as training:
            found = await tune(settings, request, training.show if progress else _ignore, on_trial)
        if at_once:
            write_result(out, format_tuned({chosen: found}))
        else:
            say(f"The best {found.metric} is {found.value:.4f}; {out} has it.")

    do(command, stateless=True)


def describe(trial: Trial, found: Tuned | None, goal: Goal, n_trials: int) -> str:
    """A trial in a line: what came of it, the best so far, how long it took and what it tried."""
    result = f"failed, {trial.failure}" if trial.failure else f"{goal.sign * trial.loss:.4f}"
    best = f", best {found.value:.4f}" if found else ""
    tried = ", ".join(f"{name} {number:g}" for name, number in trial.values.items())
    head = f"Trial {trial.number} of {n_trials}: {goal.figure} {result}{best}"
    return f"{head}, {trial.seconds:.0f} s; {tried}"


def _entries(place: str) -> dict[Head, Tuned]:
    """What an earlier search left; nothing when there was none."""
    if not Path(place).exists():
        return {}
    try:
        return parse_tuned(Path(place).read_text(encoding="utf-8"))
    except (OSError, ValueError) as exc:
        raise ResultError(f"{place} is not a file of tuned hyper-parameters: {exc}") from exc


def _ignore(_: Progress) -> None:
    pass
