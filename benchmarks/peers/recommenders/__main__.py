"""One peer as a process: `python -m benchmarks.peers.recommenders NAME --inputs DIR --out DIR …`.

Reads a split's csv files, learns, writes what `contract` asks for and, beside it, report.json with
the seconds of the fit alone and of the answers alone.
"""

import argparse
import importlib.metadata
import json
import time
from pathlib import Path

import pandas as pd

from benchmarks.peers.recommenders.answers import find_fit, predictions, recommendations
from benchmarks.peers.recommenders.training import read_training
from benchmarks.peers.roster import peer
from benchmarks.peers.tasks import PAIRS, PREDICTIONS, RECOMMENDATIONS, REPORT


def main() -> None:
    """Fit, answer, report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers.recommenders")
    parser.add_argument("name")
    parser.add_argument("--inputs", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--parameters", type=json.loads, required=True, help="as JSON")
    given = parser.parse_args()
    who = peer(given.name)
    fit = find_fit(who)
    training = read_training(given.inputs)
    started = time.perf_counter()
    fitted = fit(training, given.parameters, given.seed)
    fit_seconds = time.perf_counter() - started
    if who.task == "stars":
        table = predictions(training, fitted, pd.read_csv(given.inputs / PAIRS))
    else:
        table = recommendations(training, fitted)
    answer_seconds = time.perf_counter() - started - fit_seconds
    file = PREDICTIONS if who.task == "stars" else RECOMMENDATIONS
    table.to_csv(given.out / file, index=False)
    report = {
        "fit_seconds": fit_seconds,
        "answer_seconds": answer_seconds,
        "version": importlib.metadata.version(who.library) if who.library else "",
    }
    (given.out / REPORT).write_text(json.dumps(report), encoding="utf-8")


if __name__ == "__main__":
    main()
