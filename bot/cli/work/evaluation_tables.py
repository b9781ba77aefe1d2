"""An evaluation as tables for people: means over the seeds, and whether ours is better."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from rich.box import SIMPLE
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from bot.cli.work.evaluating import Evaluation, retrained_ratio
from core.evaluation.bootstrap import Difference
from core.evaluation.comparison import OURS
from core.evaluation.tasks import BIASES, DESCRIPTIONS, POPULARITY, RETRAINED, Task, TaskResult

_HEADINGS: Mapping[str, str] = {
    "rmse": "RMSE",
    "mae": "MAE",
    "within_deviation": "±1σ",
    "ndcg@10": "nDCG@10",
    "recall@20": "Rec@20",
    "precision@10": "Prec@10",
    "coverage@10": "Cov@10",
    "novelty@10": "Nov@10",
}
_FIGURES: Mapping[Task, Sequence[str]] = {
    Task.STARS: ("rmse", "mae", "within_deviation"),
    Task.RANKING: ("ndcg@10", "recall@20", "precision@10", "coverage@10", "novelty@10"),
    Task.TIME: ("rmse", "within_deviation", "ndcg@10", "recall@20", "coverage@10", "novelty@10"),
    Task.NEW_USERS: ("rmse", "within_deviation", "ndcg@10", "recall@20"),
}
# Stars against biases and lists against popularity: the stronger baseline of each; JSON has all.
_DUELS = (
    (BIASES, "rmse"),
    (RETRAINED, "rmse"),
    (POPULARITY, "ndcg@10"),
    (POPULARITY, "recall@20"),
)


def sections(evaluation: Evaluation) -> Iterator[RenderableType]:
    """For each task a line and two tables: everybody's figures, and the differences."""
    seeds = ", ".join(map(str, evaluation.options.seeds))
    yield Text(f"{evaluation.dataset.name}, mean of the seeds {seeds}\n")
    for task, group in groupby(evaluation.outcomes, lambda outcome: outcome.task):
        outcomes = tuple(group)
        yield Text(f"{task}: {DESCRIPTIONS[task]}", style="bold")
        yield _figures(task, outcomes)
        yield _differences(task, outcomes)
    legend = "±1σ: share of the ratings within the deviation stated for them; chance?: zero is "
    yield Text(legend + "inside the interval", style="dim")


def _figures(task: Task, outcomes: Sequence[TaskResult]) -> Table:
    table = Table(box=SIMPLE)
    _add_columns(table, task, ["", *(_HEADINGS[each] for each in _FIGURES[task])])
    for outcome in outcomes:
        mean = outcome.comparison.mean
        for contender in outcome.comparison.figures:
            cells = [_cell(figure, mean(contender, figure)) for figure in _FIGURES[task]]
            table.add_row(*_told(outcome), contender, *cells)
    return table


def _differences(task: Task, outcomes: Iterable[TaskResult]) -> Table:
    table = Table(box=SIMPLE)
    _add_columns(table, task, [f"{OURS} minus", "in", "is", "95 % interval", ""])
    for outcome in outcomes:
        found = {(duel.against, duel.figure): duel for duel in outcome.comparison.differences}
        for contender, figure in _DUELS:
            duel = found.get((contender, figure))
            if duel is None or figure not in _FIGURES[task]:
                continue
            difference = duel.difference
            interval = f"{difference.low:+.4f} … {difference.high:+.4f}"
            table.add_row(
                *_told(outcome),
                contender,
                _HEADINGS[figure],
                f"{difference.value:+.4f}",
                interval,
                _remark(contender, difference, outcome),
            )
    return table


def _add_columns(table: Table, task: Task, headings: Sequence[str]) -> None:
    if task is Task.NEW_USERS:
        table.add_column("told", justify="right", no_wrap=True)
    for place, heading in enumerate(headings):
        table.add_column(heading, justify="right" if place else "left", no_wrap=True)


def _told(outcome: TaskResult) -> list[str]:
    return [] if outcome.n_known is None else [str(outcome.n_known)]


def _cell(figure: str, value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.4f}" if figure in {"rmse", "mae"} else f"{value:.3f}"


def _remark(contender: str, difference: Difference, outcome: TaskResult) -> str:
    if contender == RETRAINED:
        ratio = retrained_ratio(outcome.comparison)
        return "" if ratio is None else f"× {ratio:.4f}"
    return "" if difference.is_certain else "chance?"
