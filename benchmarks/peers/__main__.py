"""Every recommender on every split: `python -m benchmarks.peers`.

Makes the peers' environment the first time, draws the splits, runs one process after the other and
prints a table a task and data set. Time and memory count only on a machine that does nothing else.
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from benchmarks.peers.options import chosen_data, chosen_names, chosen_seeds, chosen_tasks
from benchmarks.peers.run import Plan, Run, execute
from benchmarks.peers.splits import load_release
from benchmarks.peers.tables import (
    machine,
    markdown,
    results,
    rich_table,
    write_between_markers,
)

FILE_WIDTH = 180


def main(
    *,
    seeds: Annotated[str, typer.Option(help="Of the splits and of the recommenders.")] = "1,2,3",
    only: Annotated[str, typer.Option(help="Names of recommenders, with commas.")] = "",
    task: Annotated[str, typer.Option(help="stars, ranking or all.")] = "all",
    data: Annotated[str, typer.Option(help="full, recent or all.")] = "all",
    keep: Annotated[Path | None, typer.Option(help="Where splits and answers stay.")] = None,
    splits_only: Annotated[bool, typer.Option(help="Write the splits and run nothing.")] = False,
    json_file: Annotated[Path | None, typer.Option("--json", help="Every run, as JSON.")] = None,
    write: Annotated[Path | None, typer.Option(help="Markdown file with the markers.")] = None,
) -> None:
    """Compare our recommender with the peers, on the same splits."""
    plan = Plan(chosen_tasks(task), chosen_data(data), chosen_seeds(seeds), chosen_names(only))
    if splits_only:
        if keep is None:
            raise typer.BadParameter("--splits-only writes to --keep, which is missing")
        _write_splits(plan, keep)
        return
    # The tables are wider than the 80 columns that rich takes for a file or a pipe.
    console = Console(width=None if sys.stdout.isatty() else FILE_WIDTH)
    error_console = Console(stderr=True)

    def tell(run: Run) -> None:
        where = f"{run.setting} {run.job.name}"
        if run.failure:
            error_console.print(f"{where} failed: {run.failure}", markup=False, style="red")
        else:
            console.print(
                f"{where}: {_first(run):.4f} in {run.measured.wall_seconds:.1f} s", markup=False
            )

    runs = execute(plan, keep.resolve() if keep else None, tell)
    found = results(runs, load_release("full").name)
    for result in found:
        console.print(rich_table(result))
    if json_file is not None:
        report = {"machine": machine(), "runs": [_record(run) for run in runs]}
        json_file.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    if any(run.failure for run in runs):
        raise SystemExit("not everything ran; nothing was written to the documentation")
    if write is not None:
        write_between_markers(write, markdown(found, _command()))


def _write_splits(plan: Plan, directory: Path) -> None:
    for setting, split in plan.splits():
        split.write_inputs(directory / str(setting))
        split.write_answers(directory / str(setting))


def _record(run: Run) -> dict[str, object]:
    """A run as JSON; not its command, whose paths mean nothing elsewhere."""
    return {
        "name": run.job.name,
        "library": run.job.library,
        "version": run.version,
        "parameters": dict(run.job.parameters),
        **asdict(run.setting),
        **asdict(run.measured),
        "fit_seconds": run.fit_seconds,
        "figures": run.figures,
        "failure": run.failure,
    }


def _first(run: Run) -> float:
    return next(iter(run.figures.values()))


def _command() -> str:
    """What was typed, as one would type it again; without paths, which mean nothing elsewhere."""
    typed = sys.argv[1:]
    for option in ("--json", "--keep"):
        if option in typed:
            place = typed.index(option)
            del typed[place : place + 2]
    return " ".join(["python -m benchmarks.peers", *typed])


if __name__ == "__main__":
    typer.run(main)
