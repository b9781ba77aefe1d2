"""Running recommenders over splits: files out, command, files in, figures."""

import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.peers.contract import ContractError, read_predictions, read_recommendations
from benchmarks.peers.environment import peers_python
from benchmarks.peers.measure import CommandError, Measured, run
from benchmarks.peers.roster import OURS, PEERS
from benchmarks.peers.runners import REPOSITORY, Job, our_job, peer_job
from benchmarks.peers.scoring import Figures, score_predictions, score_recommendations
from benchmarks.peers.splits import Split, draw, load_release
from benchmarks.peers.tasks import PREDICTIONS, RECOMMENDATIONS, REPORT, Data, Setting, Task


@dataclass(frozen=True, slots=True)
class Run:
    """One recommender on one split; `figures` is empty where it failed."""

    job: Job
    setting: Setting
    figures: Figures = field(default_factory=dict)
    measured: Measured = field(default=Measured(0.0, 0.0))  # the whole process, from outside
    fit_seconds: float | None = None  # by its own report; ours reports none
    version: str = ""  # of the library, by its own report
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to run."""

    tasks: Sequence[Task]
    data: Sequence[Data]
    seeds: Sequence[int]
    only: frozenset[str] = frozenset()  # names of recommenders; empty for all

    def wants(self, name: str) -> bool:
        """Whether this recommender takes part."""
        return not self.only or name in self.only

    def splits(self) -> Iterator[tuple[Setting, Split]]:
        """Every split, drawn when it is its turn."""
        for data in self.data:
            release = load_release(data)
            for task in self.tasks:
                for seed in self.seeds:
                    yield Setting(task, data, seed), draw(release, task, seed)


def execute(plan: Plan, keep: Path | None, tell: Callable[[Run], None]) -> list[Run]:
    """Everything the plan says, one process at a time; `tell` hears of each as it ends.

    Args:
        keep: where splits and answers stay, `<task>-<data>-<seed>` each; None forgets them.
    """
    needs_peers = any(plan.wants(each.name) for each in PEERS if each.task in plan.tasks)
    python = peers_python() if needs_peers else Path()
    runs = []
    with tempfile.TemporaryDirectory(prefix="moviebot-peers-") as temporary:
        for setting, split in plan.splits():
            home = (keep or Path(temporary)) / str(setting)
            split.write_inputs(home)
            if keep is not None:
                split.write_answers(home)
            for job in _jobs(plan, python, setting, home):
                finished = _run(job, setting, split)
                tell(finished)
                runs.append(finished)
    return runs


def _jobs(plan: Plan, python: Path, setting: Setting, home: Path) -> list[Job]:
    answers = home / "answers"
    jobs = [our_job(setting, home, answers / OURS)] if plan.wants(OURS) else []
    jobs += [
        peer_job(each, setting, python, home, answers / each.name)
        for each in PEERS
        if each.task == setting.task and plan.wants(each.name)
    ]
    return jobs


def _run(job: Job, setting: Setting, split: Split) -> Run:
    job.out.mkdir(parents=True, exist_ok=True)
    for name in (PREDICTIONS, RECOMMENDATIONS, REPORT):
        (job.out / name).unlink(missing_ok=True)  # an earlier run's must not count for this one
    try:
        measured = run(job.command, REPOSITORY, job.out / "output.txt")
        figures = _figures(job.out, setting, split)
    except (CommandError, ContractError) as exc:
        return Run(job, setting, failure=str(exc))
    report = job.out / REPORT
    told = json.loads(report.read_text(encoding="utf-8")) if report.is_file() else {}
    fit_seconds, version = told.get("fit_seconds"), told.get("version", "")
    return Run(job, setting, figures, measured, fit_seconds, version)


def _figures(out: Path, setting: Setting, split: Split) -> Figures:
    if setting.task == "stars":
        return score_predictions(read_predictions(out / PREDICTIONS, split), split)
    return score_recommendations(read_recommendations(out / RECOMMENDATIONS, split), split)
