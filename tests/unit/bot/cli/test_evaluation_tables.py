"""What people and programs get to see of an evaluation whose figures are known."""

import io
import json
from collections.abc import Mapping

from rich.console import Console

from bot.cli.work.evaluating import Evaluation, as_json
from bot.cli.work.evaluation_tables import sections
from core.evaluation.bootstrap import Difference
from core.evaluation.comparison import OURS, Comparison, PairwiseDifference
from core.evaluation.tasks import BIASES, POPULARITY, RETRAINED, Options, Task, TaskResult
from core.training.hyper_parameters import HyperParameters
from tests.builders import build_info, build_ratings

LISTS = {"ndcg@10": (0.1, 0.2), "recall@20": (0.3, 0.4), "coverage@10": (0.5, 0.5)}
STARS = {"rmse": (0.8, 0.9), "within_deviation": (0.7, 0.7)}


def an_outcome(
    n_known: int | None, task: Task, more: Mapping[str, Mapping[str, tuple[float, ...]]]
) -> TaskResult:
    figures = {OURS: STARS | LISTS, POPULARITY: LISTS, BIASES: STARS | LISTS, **more}
    differences = (
        PairwiseDifference(POPULARITY, "ndcg@10", Difference(0.02, -0.01, 0.05, 0.95)),
        PairwiseDifference(BIASES, "rmse", Difference(-0.03, -0.04, -0.02, 0.95)),
        PairwiseDifference(BIASES, "ndcg@10", Difference(0.2, 0.1, 0.3, 0.95)),
        *(PairwiseDifference(name, "rmse", Difference(0.004, 0.001, 0.007, 0.95)) for name in more),
    )
    return TaskResult(task, n_known, Comparison((10, 11), (3, 4), figures, differences))


def an_evaluation(*outcomes: TaskResult) -> Evaluation:
    info = build_info(build_ratings([(0, 0, 4)], 1, 1))
    options = Options((Task.STARS,), (1, 2))
    return Evaluation(info, options, HyperParameters(), {"numpy": "2"}, outcomes)


def shown(evaluation: Evaluation) -> list[list[str]]:
    console = Console(file=io.StringIO(), width=80)
    for part in sections(evaluation):
        console.print(part)
    assert isinstance(console.file, io.StringIO)
    lines = console.file.getvalue().splitlines()
    assert max(map(len, lines)) <= 80
    return [line.split() for line in lines if line.strip()]


def test_figures_are_means_and_missing_ones_are_blank() -> None:
    lines = shown(an_evaluation(an_outcome(None, Task.TIME, {})))
    assert ["moviebot", "0.8500", "0.700", "0.150", "0.350", "0.500"] in lines
    assert ["popularity", "0.150", "0.350", "0.500"] in lines


def test_differences_are_shown_against_the_stronger_baseline_of_each_figure() -> None:
    lines = shown(an_evaluation(an_outcome(None, Task.TIME, {})))
    assert ["biases", "RMSE", "-0.0300", "-0.0400", "…", "-0.0200"] in lines
    doubtful = ["popularity", "nDCG@10", "+0.0200", "-0.0100", "…", "+0.0500"]
    assert [*doubtful, "chance?"] in lines
    assert sum("nDCG@10" in line for line in lines) == 2  # one of them is the heading


def test_new_users_are_a_row_for_each_number_of_ratings_told() -> None:
    retrained = {RETRAINED: {"rmse": (0.8, 0.8), "ndcg@10": (0.1, 0.2)}}
    evaluation = an_evaluation(
        an_outcome(3, Task.NEW_USERS, {}), an_outcome(5, Task.NEW_USERS, retrained)
    )
    lines = shown(evaluation)
    assert ["3", "moviebot", "0.8500", "0.700", "0.150", "0.350"] in lines
    assert ["5", "retrained", "0.8000", "0.150"] in lines
    ratio = ["5", "retrained", "RMSE", "+0.0040", "+0.0010", "…", "+0.0070", "×", "1.0625"]
    assert ratio in lines

    without, with_them = json.loads(as_json(evaluation))["outcomes"]
    assert (without["told"], with_them["told"]) == (3, 5)
    assert "rmse_over_retrained" not in without
    assert with_them["rmse_over_retrained"] == 0.85 / 0.8
    assert with_them["figures"]["retrained"]["rmse"] == {"mean": 0.8, "by_seed": [0.8, 0.8]}
    assert without["ours_minus"][0] == {
        "contender": "popularity",
        "figure": "ndcg@10",
        "value": 0.02,
        "low": -0.01,
        "high": 0.05,
        "level": 0.95,
    }
