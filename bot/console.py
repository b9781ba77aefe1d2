"""What the command line prints for people: lines, and progress on long work, all on stderr."""

import time
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from core.training import Progress

# Standard output belongs to results: the conversation of `chat`, tables, versions.
_console = Console(stderr=True, highlight=False)
_SECONDS_BETWEEN_LINES = 5.0
_PHASES = {
    "baseline": "Biases only",
    "model": "Factors",
    "refit": "All ratings",
}


def say(line: str) -> None:
    """One line to whoever started the program."""
    _console.print(line, markup=False, soft_wrap=True)


class TrainingProgress:
    """Shows a training: a bar on a terminal, a line now and then elsewhere."""

    def __init__(self) -> None:
        self._bar = Bar(
            TextColumn("Training: {task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("epochs {task.fields[figures]}"),
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
        """Take note of one more epoch."""
        figures = f"loss {progress.loss:.4f}"
        if progress.validation_rmse is not None:
            figures += f", validation RMSE {progress.validation_rmse:.4f}"
        if _console.is_terminal:
            self._draw(progress, figures)
        elif self._is_due(progress):
            name = _PHASES.get(progress.phase, progress.phase)
            say(f"Training: {name}, epoch {progress.epoch}, {figures}")
        self._phase = progress.phase

    def _draw(self, progress: Progress, figures: str) -> None:
        if self._task is None:
            self._bar.start()
            self._task = self._bar.add_task("", figures="")
        self._bar.update(
            self._task,
            description=_PHASES.get(progress.phase, progress.phase),
            completed=progress.epoch,
            total=progress.max_epochs,
            figures=figures,
        )

    def _is_due(self, progress: Progress) -> bool:
        now = time.monotonic()
        if progress.phase == self._phase and now - self._last_line < _SECONDS_BETWEEN_LINES:
            return False
        self._last_line = now
        return True
