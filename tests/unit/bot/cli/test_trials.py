"""The search, on a loss that needs no training."""

import math
import sys
from collections.abc import Mapping

import pytest

from bot.cli.work.trials import Budget, Trial, TuneError, search
from bot.cli.work.tuning import starting_point
from bot.cli.work.tuning_space import SPACES, Real, Space, Whole
from core.errors import ModelError
from core.training.dotted import Number, replace_dotted
from core.training.hyper_parameters import HyperParameters
from core.training.tuned import HEADS

SPACE: Space = {"x": Real(0.01, 10.0, log=True), "n": Whole(1, 9)}
START: dict[str, Number] = {"x": 5.0, "n": 2, "other": 1}


async def loss(values: Mapping[str, Number]) -> float:
    return abs(math.log(values["x"])) + abs(values["n"] - 7)


async def trials(budget: Budget) -> list[Trial]:
    return [trial async for trial in search(SPACE, START, loss, budget)]


async def test_search_begins_at_the_start_and_finds_something_better() -> None:
    found = await trials(Budget(trials=25, seed=1))
    assert found[0].values == {"x": 5.0, "n": 2}
    assert [trial.number for trial in found] == list(range(1, 26))
    best = min(found, key=lambda trial: trial.loss)
    assert best.loss < found[0].loss / 2
    for trial in found:
        assert 0.01 <= trial.values["x"] <= 10
        assert float(f"{trial.values['x']:.3g}") == trial.values["x"]
        assert isinstance(trial.values["n"], int)
        assert trial.loss == await loss(trial.values)


async def test_same_seed_tries_the_same_points() -> None:
    one, same, other = [
        [trial.values for trial in await trials(Budget(trials=5, seed=seed))] for seed in (1, 1, 2)
    ]
    assert one == same != other


async def test_time_ends_a_search_but_not_before_one_trial() -> None:
    assert len(await trials(Budget(trials=5, timeout=0.0))) == 1


async def test_failed_training_is_told_and_passed_over() -> None:
    async def moody(values: Mapping[str, Number]) -> float:
        if values["n"] < 5:
            raise ModelError("it diverged")
        return await loss(values)

    found = [trial async for trial in search(SPACE, START, moody, Budget(trials=12, seed=1))]
    assert (found[0].loss, found[0].failure) == (math.inf, "it diverged")
    assert {trial.failure for trial in found} == {"", "it diverged"}
    assert all(math.isfinite(trial.loss) != bool(trial.failure) for trial in found)


async def test_without_optuna_one_line_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "optuna", None)
    with pytest.raises(TuneError, match=r"needs Optuna: pip install 'moviebot\[tune\]'"):
        await trials(Budget(trials=1))


@pytest.mark.parametrize("head", HEADS)
def test_the_space_is_made_of_hyper_parameters_and_holds_their_defaults(head: str) -> None:
    space = SPACES[head]  # type: ignore[index]
    start = starting_point(HyperParameters(), space)
    for name, choice in space.items():
        assert choice.low <= start[name] <= choice.high
        assert isinstance(start[name], int) == isinstance(choice, Whole)
        for end in (choice.low, choice.high):
            replace_dotted(HyperParameters(), {name: end})


def test_space_of_something_else_is_an_error() -> None:
    with pytest.raises(ValueError, match="no such numbers: speed"):
        starting_point(HyperParameters(), {"speed": Real(0, 1)})
