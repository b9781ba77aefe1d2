"""What the command line prints for people: lines, and progress on long work, all on stderr."""

import time
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from core.training.jobs import Progress

Item = TypeVar("Item")

# Standard output belongs to results: the conversation of `chat`, tables, versions.
_console = Console(stderr=True, highlight=False)
_SECONDS_BETWEEN_LINES = 5.0
_PHASES = {
    "validation": "Stars, a part held out",
    "model": "Stars, all ratings",
    "ranking": "Lists",
}


def say(line: str) -> None:
    """One line to whoever started the program."""
    _console.print(line, markup=False, soft_wrap=True)


def tracked(items: Iterable[Item], total: int, what: str, *, shown: bool) -> Iterator[Item]:
    """Hand on `items`, with a bar on a terminal and a line elsewhere; silently if not `shown`.

    Args:
        total: about how many there will be.
    """
    if shown and not _console.is_terminal:
        say(what)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    hidden = not (shown and _console.is_terminal)
    with Bar(*columns, console=_console, transient=True, disable=hidden) as bar:
        yield from bar.track(items, total=total, description=what)


class TrainingProgress:
    """Shows a training: a bar on a terminal, a line now and then elsewhere."""

    def __init__(self) -> None:
        self._bar = Bar(
            TextColumn("Training: {task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("steps{task.fields[figures]}"),
            TimeElapsedColumn(),
            console=_console,
            transient=True,
            disable=not _console.is_terminal,
        )
        self._task: TaskID | None = None
        self._phase = ""
        self._last_line = 0.0

    def __enter__(self) -> "TrainingProgress":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._bar.stop()

    def show(self, progress: Progress) -> None:
        """Take note of a few more steps."""
        loss, rmse = progress.loss, progress.validation_rmse
        figures = "" if loss is None else f", loss {loss:.4f}"
        if rmse is not None:
            figures += f", validation RMSE {rmse:.4f}"
        if _console.is_terminal:
            self._draw(progress, figures)
        elif self._is_due(progress):
            name = _PHASES.get(progress.phase, progress.phase)
            say(f"Training: {name}, step {progress.step}{figures}")
        self._phase = progress.phase

    def _draw(self, progress: Progress, figures: str) -> None:
        if self._task is None:
            self._bar.start()
            self._task = self._bar.add_task("", figures="")
        self._bar.update(
            self._task,
            description=_PHASES.get(progress.phase, progress.phase),
            completed=progress.step,
            total=progress.n_steps,
            figures=figures.removeprefix(", "),
        )

    def _is_due(self, progress: Progress) -> bool:
        now = time.monotonic()
        if progress.phase == self._phase and now - self._last_line < _SECONDS_BETWEEN_LINES:
            return False
        self._last_line = now
        return True
