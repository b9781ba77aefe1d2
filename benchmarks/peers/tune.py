"""Choosing the peers' hyper-parameters: `python -m benchmarks.peers.tune`.

On validation splits of the training part of a seed that is not reported; the result is kept in
`tuned.json`, one entry a peer and data set. All of it took 82 minutes on two busy cores.
"""

import json
import tempfile
import time
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from benchmarks.peers.environment import peers_python
from benchmarks.peers.measure import run
from benchmarks.peers.options import chosen_data, chosen_names
from benchmarks.peers.peer import Peer
from benchmarks.peers.roster import PEERS
from benchmarks.peers.runners import REPOSITORY, TUNED
from benchmarks.peers.splits import Release, draw, draw_validation, load_release
from benchmarks.peers.tasks import Data

SEED = 0  # not among the seeds that are reported


def tune_peer(who: Peer, release: Release, data: Data, python: Path, home: Path) -> dict[str, Any]:
    """Search in the peers' environment; returns the entry for `tuned.json`."""
    split = draw(release, who.task, SEED)
    directories = []
    for number in range(1, who.draws + 1):
        directory = home / f"{who.task}-{data}-{SEED}-validation-{number}"
        validation = draw_validation(split, SEED, number)
        validation.write_inputs(directory)
        validation.write_answers(directory)
        directories.append(directory)
    log = home / f"{who.name}-{data}.txt"
    command = [python, "-m", "benchmarks.peers.search", who.name, *directories]
    run([str(part) for part in command], REPOSITORY, log)
    found: dict[str, Any] = json.loads(log.read_text(encoding="utf-8").splitlines()[-1])
    found["release"] = release.name
    found["command"] = f"python -m benchmarks.peers.tune --only {who.name} --data {data}"
    return found


def main(
    only: Annotated[str, typer.Option(help="Names of peers, with commas; all if empty.")] = "",
    data: Annotated[str, typer.Option(help="full, recent or all.")] = "all",
) -> None:
    """Search for the best hyper-parameters of each peer and keep them in tuned.json."""
    names, console = chosen_names(only), Console()
    python = peers_python()
    for each in chosen_data(data):
        release = load_release(each)
        for who in PEERS:
            if who.trials == 0 or (names and who.name not in names):
                continue
            started = time.perf_counter()
            with tempfile.TemporaryDirectory(prefix="moviebot-tune-") as home:
                found = tune_peer(who, release, each, python, Path(home))
            # After every search, so that an interrupted one loses only itself.
            tuned = json.loads(TUNED.read_text(encoding="utf-8")) if TUNED.is_file() else {}
            tuned.setdefault(who.name, {})[each] = found
            TUNED.write_text(json.dumps(tuned, indent=2, sort_keys=True) + "\n", encoding="utf-8")
            seconds = time.perf_counter() - started
            console.print(
                f"{who.name} on {each} data: {found['metric']} {found['value']:.4f} "
                f"after {found['trials']} trials in {seconds:.0f} s {found['parameters']}"
            )


if __name__ == "__main__":
    typer.run(main)
