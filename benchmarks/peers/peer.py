"""What tuning may vary: the kinds of ranges, and a peer that has a space of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from benchmarks.peers.tasks import Task

Parameters = Mapping[str, float | int | str]


@dataclass(frozen=True, slots=True)
class Real:
    """A number from `low` to `high`; `log` where its magnitude is what matters."""

    low: float
    high: float
    log: bool = True


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from `low` to `high`."""

    low: int
    high: int
    log: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several values."""

    options: tuple[float | int | str, ...]


Space = Mapping[str, Real | Whole | Choice]


@dataclass(frozen=True, slots=True)
class Peer:
    """One recommender that is compared with ours."""

    name: str  # as `--only` takes it
    label: str  # as the tables show it
    library: str  # distribution whose version is reported; "" where it is written out here
    task: Task
    function: str  # module under `recommenders`, colon, function
    space: Space
    trials: int  # of tuning
    start: Parameters = field(default_factory=dict)  # first trial: the library's or known good ones
    draws: int = 3  # validation splits that a trial is judged on
    fixed: Parameters = field(default_factory=dict)
    tuned_as: str = ""  # the peer whose tuned parameters it takes over, where it is the same model


# Item neighbourhoods take part in both tasks.
NEIGHBOURS: Space = {
    "max_nbrs": Whole(5, 200, log=True),
    "min_nbrs": Whole(1, 5),
    "min_sim": Real(1e-6, 0.1),
}
KNOWN_NEIGHBOURS = {"max_nbrs": 20, "min_nbrs": 1, "min_sim": 1e-6}
