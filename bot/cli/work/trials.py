"""Looking for the best point of a space, one expensive trial after the other, with Optuna."""

import math
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING

from bot.cli.work.tuning_space import Real, Space, Whole
from core.errors import ModelError, RecommenderError
from core.training.dotted import Number

if TYPE_CHECKING:
    import optuna

_DIGITS = 3  # of a number that is no whole one; more would pretend to matter


class TuneError(RecommenderError):
    """The search cannot be run, or came to nothing; the message says why."""


@dataclass(frozen=True, slots=True)
class Budget:
    """When to stop, and where chance starts."""

    trials: int  # 1 or more
    timeout: float | None = None  # seconds; no trial but the first starts later
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Trial:
    """One trial done."""

    number: int  # from 1
    values: Mapping[str, Number]
    loss: float  # what is made as small as possible; infinite: the training failed
    failure: str  # why, "" if it did not
    seconds: float


Judge = Callable[[Mapping[str, Number]], Awaitable[float]]


async def search(
    space: Space, start: Mapping[str, Number], judge: Judge, budget: Budget
) -> AsyncIterator[Trial]:
    """The trials of a seeded tree-structured Parzen estimator that begins at `start`.

    Bergstra et al., "Algorithms for Hyper-Parameter Optimization", NIPS 2011. The same search with
    the same judge tries the same points, as long as no timeout ends it.

    Args:
        start: a point of `space`, the first trial.
        judge: trains and measures the loss; its ModelError fails one trial, anything else ends all.

    Raises:
        TuneError: Optuna is not installed.
    """
    optuna = _import_optuna()
    study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=budget.seed))
    study.enqueue_trial({name: start[name] for name in space})
    begun = time.monotonic()
    for number in range(1, budget.trials + 1):
        waited = time.monotonic() - begun
        if budget.timeout is not None and number > 1 and waited > budget.timeout:
            return
        asked = study.ask()
        values = {name: _suggested(asked, name, choice) for name, choice in space.items()}
        trial = await _tried(number, values, judge)
        if trial.failure:
            study.tell(asked, state=optuna.trial.TrialState.FAIL)
        else:
            study.tell(asked, trial.loss)
        yield trial


async def _tried(number: int, values: Mapping[str, Number], judge: Judge) -> Trial:
    started = time.monotonic()
    loss, failure = math.inf, ""
    try:
        loss = await judge(values)
    except ModelError as exc:
        failure = str(exc)
    return Trial(number, values, loss, failure, time.monotonic() - started)


def _suggested(asked: "optuna.Trial", name: str, choice: Real | Whole) -> Number:
    if isinstance(choice, Whole):
        return asked.suggest_int(name, choice.low, choice.high, log=choice.log)
    number = asked.suggest_float(name, choice.low, choice.high, log=choice.log)
    return float(f"{number:.{_DIGITS}g}")


def _import_optuna() -> ModuleType:
    """Only here: nothing but a search needs it, and it takes a second to load."""
    try:
        import optuna  # noqa: PLC0415
    except ImportError as exc:
        raise TuneError("tuning needs Optuna: pip install 'moviebot[tune]'") from exc
    optuna.logging.set_verbosity(optuna.logging.WARNING)  # trials are told by `on_trial`
    return optuna
