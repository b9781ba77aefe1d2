"""The hyper-parameters that a search on validation data found, kept in `tuned.json`.

One entry a head of the model, written by `moviebot tune --out core/training/tuned.json`; each says
by which command, on which data and split, and how well its values did there.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib import resources
from typing import Literal

from core.training.dotted import Number, is_number

Head = Literal["rating", "ranking"]
HEADS: tuple[Head, ...] = ("rating", "ranking")
_FILE = "tuned.json"


@dataclass(frozen=True, slots=True)
class Tuned:
    """What one search found, and how."""

    command: str
    dataset: str
    split: str
    seed: int
    trials: int  # those that failed included
    metric: str
    value: float  # of the metric, on the validation split
    values: Mapping[str, Number]  # dotted field names of HyperParameters

    def __post_init__(self) -> None:
        for name, number in self.values.items():
            if not is_number(number) or not math.isfinite(number):
                raise ValueError(f"{name} is {number!r}, not a number")


def tuned_defaults(under: str = "") -> dict[str, Number]:
    """The values of all heads, for `core.training.dotted.replace_dotted`.

    Args:
        under: only the fields inside this one, named from there on: "rating" gives "n_factors"
            for what is "rating.n_factors".

    Raises:
        ValueError: the file that belongs to the program is damaged.
    """
    text = resources.files("core.training").joinpath(_FILE).read_text(encoding="utf-8")
    prefix = f"{under}." if under else ""
    return {
        name.removeprefix(prefix): number
        for tuned in parse_tuned(text).values()
        for name, number in tuned.values.items()
        if name.startswith(prefix)
    }


def parse_tuned(text: str) -> dict[Head, Tuned]:
    """What `format_tuned` wrote.

    Raises:
        ValueError: it is something else; says what.
    """
    entries = json.loads(text)
    if not isinstance(entries, dict) or entries.keys() - set(HEADS):
        raise ValueError(f"expected an object with entries for {' and '.join(HEADS)} at most")
    try:
        return {head: Tuned(**entries[head]) for head in HEADS if head in entries}
    except (TypeError, AttributeError) as exc:  # other fields, or values that are no object
        raise ValueError(f"an entry is not what a search writes: {exc}") from exc


def format_tuned(entries: Mapping[Head, Tuned]) -> str:
    """JSON with a line end, the same for the same entries."""
    content = {head: asdict(entries[head]) for head in sorted(entries)}
    return json.dumps(content, indent=2) + "\n"
