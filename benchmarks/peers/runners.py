"""How each recommender is started for a split, and what it needs to know."""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.peers.peer import Parameters, Peer
from benchmarks.peers.roster import OURS
from benchmarks.peers.tasks import (
    MOVIES,
    PAIRS,
    PREDICTIONS,
    RECOMMENDATIONS,
    TRAIN,
    Data,
    K,
    Setting,
)

REPOSITORY = Path(__file__).resolve().parents[2]
TUNED = Path(__file__).with_name("tuned.json")


@dataclass(frozen=True, slots=True)
class Job:
    """One recommender on one split."""

    name: str
    label: str
    library: str
    command: Sequence[str]
    out: Path  # where it writes its answer
    parameters: Parameters


def our_job(setting: Setting, inputs: Path, out: Path) -> Job:
    """Our recommender through the commands that anybody has; its defaults as they are."""
    command = [sys.executable, "-m", "bot", "batch"]
    files = ["--ratings", str(inputs / TRAIN), "--movies", str(inputs / MOVIES)]
    if setting.task == "stars":
        command += ["predict", *files, "--pairs", str(inputs / PAIRS)]
        command += ["--out", str(out / PREDICTIONS)]
    else:
        command += ["recommend", *files, "-k", str(K), "--out", str(out / RECOMMENDATIONS)]
    return Job(OURS, OURS, OURS, [*command, "--seed", str(setting.seed)], out, {})


def peer_job(who: Peer, setting: Setting, python: Path, inputs: Path, out: Path) -> Job:
    """A peer through `recommenders`, in the peers' environment, with its tuned parameters.

    Raises:
        LookupError: it was never tuned on this data.
    """
    parameters = tuned_parameters(who, setting.data)
    command = [str(python), "-m", "benchmarks.peers.recommenders", who.name]
    command += ["--inputs", str(inputs), "--out", str(out), "--seed", str(setting.seed)]
    command += ["--parameters", json.dumps(dict(parameters))]
    return Job(who.name, who.label, who.library, command, out, parameters)


def tuned_parameters(who: Peer, data: Data, path: Path = TUNED) -> Parameters:
    """What tuning chose for this peer on this data, its fixed parameters included.

    Raises:
        LookupError: it was never tuned there; says with which command to do so.
    """
    name = who.tuned_as or who.name
    tuned = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    try:
        chosen = tuned[name][data]["parameters"]
    except KeyError:
        how = f"python -m benchmarks.peers.tune --only {name} --data {data}"
        raise LookupError(f"{name} has not been tuned on {data} data: {how}") from None
    return {**chosen, **who.fixed}
