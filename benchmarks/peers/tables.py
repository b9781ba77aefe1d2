"""The results as tables: for the terminal by rich, for the documentation as Markdown."""

import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rich.table import Table

from benchmarks.peers.roster import OURS
from benchmarks.peers.run import Run
from benchmarks.peers.tasks import Data, Task

BEGIN, END = "<!-- peers:begin -->", "<!-- peers:end -->"
DATA_NAMES = {"full": "all films", "recent": "films from 2000 on"}


@dataclass(frozen=True, slots=True)
class Column:
    """One metric as the tables show it."""

    key: str  # in `Run.figures`
    heading: str
    digits: int
    low_is_good: bool = False


COLUMNS: dict[Task, tuple[Column, ...]] = {
    "stars": (
        Column("rmse", "RMSE", 4, low_is_good=True),
        Column("mae", "MAE", 4, low_is_good=True),
    ),
    "ranking": (
        Column("ndcg", "nDCG@10", 4),
        Column("recall", "Recall@20", 4),
        Column("recall_of_all", "of all", 4),
        Column("precision", "Precision@10", 4),
        Column("coverage", "coverage@10", 3),
        Column("novelty", "novelty@10", 2),
    ),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One recommender in one table: label, library and a cell a column."""

    name: str
    label: str
    library: str
    figure: float  # of the first column, to sort by
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """All recommenders on one task and data set, best first, failures last."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]


def results(runs: Sequence[Run], release: str) -> list[Result]:
    """One result a task and data set, in the order of the runs."""
    kinds = dict.fromkeys((run.setting.task, run.setting.data) for run in runs)
    return [_result(runs, release, task, data) for task, data in kinds]


def rich_table(result: Result) -> Table:
    """For the terminal."""
    table = Table(title=result.title)
    for heading in ("recommender", "library"):
        table.add_column(heading)
    for heading in result.headings:
        table.add_column(heading, justify="right")
    for row in result.rows:
        style = "bold" if row.name == OURS else None
        table.add_row(row.label, row.library, *row.cells, style=style)
    return table


def markdown(found: Sequence[Result], command: str) -> str:
    """What stands between the two markers of the documentation."""
    blocks = [
        f"Regenerate with `{command}`. Measured on {machine()}. “fit s” is what a recommender says "
        "of itself, “whole process s” its whole process seen from outside, both means; “peak MB” "
        "is the largest resident memory of all its processes together."
    ]
    for result in found:
        headings = ("recommender", "library", *result.headings)
        lines = [
            f"**{result.title}**",
            "",
            _line(headings),
            _line(("---", "---", *("---:" for _ in result.headings))),
        ]
        for row in result.rows:
            label = f"**{row.label}**" if row.name == OURS else row.label
            lines.append(_line((label, row.library, *row.cells)))
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def write_between_markers(path: Path, text: str) -> None:
    """Replace what stands between the markers of a Markdown file; the rest stays as it is.

    Raises:
        ValueError: the file is missing, or has not exactly one of each marker, in order.
    """
    try:
        page = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        page = ""
    head, *after_begin = page.split(BEGIN)
    tail = after_begin[0].split(END)[1:] if len(after_begin) == 1 else []
    if len(tail) != 1 or END in head:
        raise ValueError(f"{path} needs one line {BEGIN} and, below it, one line {END}")
    path.write_text(f"{head}{BEGIN}\n{text}\n{END}{tail[0]}", encoding="utf-8")


def machine() -> str:
    """What the figures of time were measured on."""
    models = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        if line.startswith("model name")
    ]
    cores = len(models) or 1
    return (
        f"{cores} cores ({models[0] if models else 'unknown'}), Python {platform.python_version()}"
    )


def _result(runs: Sequence[Run], release: str, task: Task, data: Data) -> Result:
    mine = [run for run in runs if (run.setting.task, run.setting.data) == (task, data)]
    seeds = list(dict.fromkeys(run.setting.seed for run in mine))
    columns = COLUMNS[task]
    rows = [
        _row([run for run in mine if run.job.name == name], columns)
        for name in dict.fromkeys(run.job.name for run in mine)
    ]
    rows.sort(key=lambda row: row.figure)
    title = (
        f"{'Stars' if task == 'stars' else 'Lists'}, {release}, {DATA_NAMES[data]}, "
        f"mean ± standard deviation over the splits of seeds {', '.join(map(str, seeds))}"
    )
    headings = (*(column.heading for column in columns), "fit s", "whole process s", "peak MB")
    return Result(title, headings, tuple(rows))


def _row(runs: Sequence[Run], columns: Sequence[Column]) -> Row:
    """A row of means; of a recommender that failed once only that it failed."""
    job = runs[-1].job
    library = f"{job.library} {runs[-1].version}".strip()
    failed = [run.setting.seed for run in runs if run.failure]
    if failed:
        cells = (f"failed (seed {failed[0]})", *[""] * (len(columns) + 2))
        return Row(job.name, job.label, library, float("inf"), cells)
    cells = tuple(
        _mean_and_spread([run.figures[column.key] for run in runs], column.digits)
        for column in columns
    )
    fits = [run.fit_seconds for run in runs if run.fit_seconds is not None]
    fit = f"{np.mean(fits):.1f}" if fits else "–"
    wall = f"{np.mean([run.measured.wall_seconds for run in runs]):.1f}"
    peak = f"{max(run.measured.peak_mb for run in runs):.0f}"
    leading = float(np.mean([run.figures[columns[0].key] for run in runs]))
    order = leading if columns[0].low_is_good else -leading
    return Row(job.name, job.label, library, order, (*cells, fit, wall, peak))


def _mean_and_spread(figures: Sequence[float], digits: int) -> str:
    mean = f"{np.mean(figures):.{digits}f}"
    if len(figures) == 1:
        return mean
    return f"{mean} ± {np.std(figures, ddof=1):.{digits}f}"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
