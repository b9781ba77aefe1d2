"""What people and programs get to see of groups whose figures are known."""

import io
import json

import numpy as np
import pytest
from rich.console import Console

from bot.cli.work.group_evaluating import GroupEvaluation, groups_as_json
from bot.cli.work.group_tables import group_sections
from core.evaluation.group_evaluation import Figures
from core.evaluation.group_sampling import GroupKind
from core.evaluation.group_tasks import POLICIES, GroupOptions, GroupTaskResult, Occasion
from core.recommend.group_rules import CHOSEN, GroupRule
from tests.builders import build_info, build_ratings

NIGHT = ("mean", "minimum", "spread", "mean stars", "minimum stars", "promised", "kept")
LISTS = ("ndcg", "minimum ndcg")
NIGHTS = ("mean", "worst served", "gap")
EXPECTED = ("expected mean", "expected minimum", "expected spread")


def figures(names: tuple[str, ...], value: float) -> Figures:
    return dict.fromkeys(names, np.array([value, value + 0.1]))


def an_outcome(size: int, nights: int, imagined: bool) -> GroupTaskResult:
    occasion = Occasion(GroupKind.DIVERGENT, size, nights, imagined, 2, 16)
    if nights > 1:
        names = NIGHTS + tuple(f"expected {name}" for name in NIGHTS) if imagined else NIGHTS
        found = {str(policy): figures(names, 0.3) for policy in POLICIES}
    else:
        names = NIGHT + EXPECTED if imagined else NIGHT + LISTS
        found = {str(rule): figures(names, 0.5) for rule in GroupRule}
        found[CHOSEN] = figures(names, 0.6)
    return GroupTaskResult(occasion, 2, 7, -0.12, 16.5, found)


def an_evaluation() -> GroupEvaluation:
    info = build_info(build_ratings([(0, 0, 4)], 1, 1))
    outcomes = [
        an_outcome(4, 1, imagined=False),
        an_outcome(8, 1, imagined=True),
        an_outcome(4, 10, imagined=True),
    ]
    return GroupEvaluation(info, GroupOptions((1, 2)), {"numpy": "2"}, tuple(outcomes))


def test_tables_have_every_rule_and_fit_a_terminal() -> None:
    console = Console(file=io.StringIO(), width=80)
    for part in group_sections(an_evaluation()):
        console.print(part)
    assert isinstance(console.file, io.StringIO)
    lines = console.file.getvalue().splitlines()
    assert max(map(len, lines)) <= 80
    text = "\n".join(lines)
    assert "…" not in text.replace("0 … 1", "").replace("+0.1000 … +0.1000", "")
    for rule in GroupRule:
        first, *_ = rule.split()  # a long name goes on in the next line
        assert sum(line.strip().startswith(first) for line in lines) >= 2
    assert f"{CHOSEN}, weighted" in text
    for start in (["4", "real"], ["8", "all"], ["8", "all*"]):
        assert any(line.split()[:2] == start and "+18.2%" in line for line in lines)


def test_json_has_the_means_and_what_the_chosen_rule_is_ahead_by() -> None:
    found = json.loads(groups_as_json(an_evaluation()))
    assert found["chosen"] == CHOSEN
    assert found["options"]["seeds"] == [1, 2]
    real, imagined, series = found["outcomes"]
    assert (real["kind"], real["size"], real["nights"]) == ("divergent", 4, 1)
    assert real["figures"][CHOSEN]["minimum"] == pytest.approx(0.65)
    assert "ndcg" not in imagined["figures"][CHOSEN]
    assert real["chosen_minus"]["average"]["minimum"]["value"] == pytest.approx(0.1)
    assert imagined["chosen_minus"]["least misery"]["expected minimum"]["value"] > 0
    assert "chosen_minus" not in series
