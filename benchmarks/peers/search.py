"""The search for one peer's hyper-parameters, run in the peers' environment by `tune`.

Every trial is judged by its mean over the given validation splits: nDCG@10 for lists, RMSE for
stars. One that does worse on the first splits than most before it is given up. Finite spaces are
searched in full, others by Optuna's TPE from a known good point; both are seeded.
"""

import argparse
import json
import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
import optuna
import pandas as pd
from optuna.trial import Trial

from benchmarks.peers.peer import Choice, Parameters, Peer, Real, Whole
from benchmarks.peers.recommenders.answers import Fitted, find_fit, predictions, recommendations
from benchmarks.peers.recommenders.training import Training, read_training
from benchmarks.peers.roster import peer
from benchmarks.peers.scoring import score_predictions, score_recommendations
from benchmarks.peers.splits import Split
from benchmarks.peers.tasks import MOVIES, TEST, TRAIN

SEED = 0
METRIC = {"stars": "rmse", "ranking": "ndcg"}


def load_split(directory: Path, who: Peer) -> tuple[Training, Split]:
    """What a peer learns from, and what it is judged by."""
    tables = [pd.read_csv(directory / name) for name in (TRAIN, TEST, MOVIES)]
    return read_training(directory), Split(who.task, *tables)


def judge(who: Peer, fitted: Fitted, training: Training, split: Split) -> float:
    """The metric that is searched by."""
    if who.task == "ranking":
        figures = score_recommendations(recommendations(training, fitted), split)
    else:
        predicted = predictions(training, fitted, split.test)["prediction"]
        figures = score_predictions(predicted.to_numpy(np.float64), split)
    return figures[METRIC[who.task]]


def suggest(trial: Trial, who: Peer) -> Parameters:
    """One point of the peer's space."""
    chosen = dict(who.fixed)
    for name, choice in who.space.items():
        match choice:
            case Real(low, high, log):
                chosen[name] = trial.suggest_float(name, low, high, log=log)
            case Whole(low, high, log):
                chosen[name] = trial.suggest_int(name, low, high, log=log)
            case Choice(options):
                value = trial.suggest_categorical(name, options)
                chosen[name] = cast("float | int | str", value)
    return chosen


def objective(who: Peer, splits: Sequence[tuple[Training, Split]]) -> Callable[[Trial], float]:
    """What Optuna optimizes."""
    fit = find_fit(who)

    def mean_figure(trial: Trial) -> float:
        parameters = suggest(trial, who)
        figures: list[float] = []
        for training, split in splits:
            figures.append(judge(who, fit(training, parameters, SEED), training, split))
            trial.report(float(np.mean(figures)), len(figures))
            if trial.should_prune():
                raise optuna.TrialPruned
        return float(np.mean(figures))

    return mean_figure


def search(who: Peer, splits: Sequence[tuple[Training, Split]]) -> dict[str, Any]:
    """The best point, its figure, and how it was found."""
    finite = all(isinstance(choice, Choice) for choice in who.space.values())
    samplers = optuna.samplers
    study = optuna.create_study(
        direction="minimize" if who.task == "stars" else "maximize",
        sampler=samplers.BruteForceSampler(SEED) if finite else samplers.TPESampler(seed=SEED),
        pruner=optuna.pruners.MedianPruner(n_startup_trials=4),
    )
    if who.start:
        study.enqueue_trial(dict(who.start))
    study.optimize(objective(who, splits), n_trials=who.trials)
    return {
        "metric": METRIC[who.task],
        "value": study.best_value,
        "trials": len(study.trials),
        "splits": len(splits),
        "parameters": study.best_params,
    }


def main() -> None:
    """Print the result as JSON, the last line of the output."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers.search")
    parser.add_argument("name")
    parser.add_argument("splits", type=Path, nargs="+")
    given = parser.parse_args()
    logging.disable(logging.WARNING)
    who = peer(given.name)
    result = search(who, [load_split(directory, who) for directory in given.splits])
    sys.stdout.write(f"\n{json.dumps(result)}\n")


if __name__ == "__main__":
    main()
