"""How long a short list for a group takes: `python -m benchmarks.groups`; and a picture of how the
rules serve groups: `python -m benchmarks.groups --plot groups.json docs/groups.png`, out of what
`moviebot evaluate --groups --json groups.json` has written.

Models are random numbers of the real shapes: the time does not depend on what a model has learned.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the bot serves; before numpy is imported

import json
import time
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from benchmarks.serving import N_RATED, SEED, build, service
from core.catalog.profile import Profile
from core.recommend.groups import GroupMember
from core.recommend.recommender import Recommender

N_MEMBERS = 20
REPETITIONS = 50
WARM_UP = 3
CATALOGUES = ((9_066, 100.0), (87_000, 500.0))  # films, ms that a short list may take
_REFERENCES = {
    "plain average": "tab:blue",
    "plain least misery": "tab:orange",
    "least misery": "tab:red",
}
_JUDGEMENTS = {  # how it is called: films not all have rated, what figures are called
    "real ratings only": (False, ""),
    "all films": (True, ""),
    "all films, as expected": (True, "expected "),
}
_CHOSEN_COLOUR = "tab:green"


def times_ms(bot: Recommender, n_items: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Milliseconds of a short list, (n, 2), passed and computing; each is other people's.

    The two differ where other work has the cores.
    """
    times = np.empty((REPETITIONS + WARM_UP, 2))
    for repetition in range(len(times)):
        members = []
        for _ in range(N_MEMBERS):
            rated = rng.choice(n_items, N_RATED, replace=False) + 1
            stars = rng.integers(1, 11, N_RATED) / 2
            members.append(
                GroupMember(Profile(dict(zip(rated.tolist(), stars.tolist(), strict=True))))
            )
        started = time.perf_counter()
        bot.for_group(members)
        times[repetition] = time.perf_counter() - started
    return times[WARM_UP:] * 1000


def plot(evaluation: dict[str, Any], place: Path) -> None:
    """Mean and minimum worth by group size on divergent groups, and ten nights in a row."""
    divergent = [each for each in evaluation["outcomes"] if each["kind"] == "divergent"]
    figure = Figure(figsize=(11, 10), layout="constrained")
    places = figure.subplots(3, 2)
    for row, (how, (imagined, kind)) in zip(places, _JUDGEMENTS.items(), strict=True):
        judged = [each for each in divergent if each["imagined"] == imagined]
        one_night = [each for each in judged if each["nights"] == 1]
        _lines(row[0], one_night, kind, evaluation["chosen"])
        _bars(row[1], [each for each in judged if each["nights"] > 1], kind)
        row[0].set_title(f"One night, {how}")
        row[1].set_title(f"Ten nights, {how}")
    lines, names = places[0, 0].get_legend_handles_labels()
    figure.legend(lines, names, loc="outside lower center", ncols=4, fontsize="small")
    place.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(place, dpi=100)


def _lines(axes: Axes, outcomes: list[dict[str, Any]], kind: str, chosen: str) -> None:
    sizes = [each["size"] for each in outcomes]
    for name, colour in (_REFERENCES | {chosen: _CHOSEN_COLOUR}).items():
        for key, style in (("mean", "--"), ("minimum", "-")):
            values = [each["figures"][name][kind + key] for each in outcomes]
            label = f"{name}, {key}"
            axes.plot(sizes, values, style, color=colour, marker="o", markersize=3, label=label)
    axes.set_xlabel("members of a divergent group")
    axes.set_ylabel("worth of the film to them")


def _bars(axes: Axes, outcomes: list[dict[str, Any]], kind: str) -> None:
    names = list(outcomes[0]["figures"])
    for shift, outcome in zip((-0.2, 0.2), outcomes, strict=True):
        gaps = [outcome["figures"][name][f"{kind}gap"] for name in names]
        label = f"{outcome['size']} members"
        axes.barh([place + shift for place in range(len(names))], gaps, 0.38, label=label)
    axes.set_yticks(range(len(names)), names)
    axes.invert_yaxis()
    axes.set_xlim(right=1.35 * axes.get_xlim()[1])  # room for the legend
    axes.set_xlabel("worth between the best and the worst served")
    axes.legend(fontsize="small")


def main(
    picture: Annotated[
        tuple[Path, Path] | None, typer.Option("--plot", help="Figures (JSON) and picture.")
    ] = None,
) -> None:
    """Print a row a catalogue size, or draw."""
    if picture is not None:
        plot(json.loads(picture[0].read_text()), picture[1])
        return
    table = Table(
        title=f"{N_MEMBERS} members, {N_RATED} ratings each, {REPETITIONS} groups, seed {SEED}"
    )
    for column in ("films", "median ms", "p99 ms", "computing: median ms", "p99 ms", "bound ms"):
        table.add_column(column, justify="right")
    for n_items, bound in CATALOGUES:
        rng = np.random.default_rng(SEED)
        times = times_ms(service(build(n_items, rng), rng), n_items, rng)
        figures = np.percentile(times, [50, 99], axis=0).T.ravel()
        table.add_row(f"{n_items:,}", *(f"{figure:.1f}" for figure in figures), f"{bound:.0f}")
    Console().print(table)


if __name__ == "__main__":
    typer.run(main)
