"""Where the rule for groups and its numbers come from: `python -m benchmarks.group_rules
../shared/data/ml-latest-small`.

On another release than the one that `moviebot evaluate --groups` reports by default, because here
things are chosen. A third of the users is held out a seed and the model trained on the others; the
groups are divergent, of four and of eight. First every rule on one night, with the aversion to
misery varied, judged by real ratings alone and then with all films, by what is drawn and by what
the judge expects; next ten nights, the same ways, with the weight of who fell behind varied, and
beside it a rule that takes from the best served what they have had more than the others, and what
the chosen rule would reach if it knew what the judge expects. Last how many films the rule is given
to choose among.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the bot serves; before numpy is imported

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from benchmarks.ranking import trained
from core.catalog.film_filter import ANY
from core.evaluation.group_evaluation import (
    NIGHTS,
    Audience,
    Choose,
    Past,
    audience,
    candidates_for,
    list_figures,
    series_figures,
)
from core.evaluation.group_sampling import DRAWS, GroupKind, GroupSampler, Simulation
from core.evaluation.group_tasks import HELD_OUT, JUDGED_SIZES, LEAST, MAX_PEOPLE, NIGHTS_LEAST
from core.evaluation.splits import new_users
from core.recommend import groups
from core.recommend.group_rules import (
    AVERSION,
    CHOSEN,
    Expectations,
    GroupRule,
    expected_minimum,
    group_values,
    misery_averse,
)
from data.filters import Filters
from data.prepare import load_dataset

AVERSIONS = (2.0, 4.0, 8.0, 16.0, 32.0, 64.0)
FAIRNESS = (0.0, 1.0, 2.0, 4.0, 8.0)
LEVELLING = (1.0, 3.0, 10.0)
POOLS = (20, 50, 100, 200, 500)
N_GROUPS = 150  # of a size, a seed
N_SERIES = 40  # the same of those that meet for ten nights
N_IMAGINED = 80  # the same of those with all films
SERIES_DRAWS = 3  # of ten nights with all films, a group

Values = Callable[[Expectations], NDArray[np.float64]]
Audiences = dict[int, list[Audience]]  # by size


def rules() -> Iterator[tuple[str, Values]]:
    """Every rule, and the chosen one with other aversions."""
    for rule in GroupRule:
        yield rule, partial(_by_rule, rule)
    for aversion in AVERSIONS:
        yield f"misery averse {aversion:g}", partial(_averse, aversion)


def policies() -> Iterator[tuple[str, Choose]]:
    """Averages, the chosen rule with other weights of the past, and levelling."""
    yield "plain average", lambda expected, _: expected.predicted.mean(axis=0)
    yield "average", lambda expected, _: expected.utility.mean(axis=0)
    for fairness in FAIRNESS:
        yield f"weight {fairness:g}", partial(_weighted, fairness)
    for strength in LEVELLING:
        yield f"levelling {strength:g}", partial(_levelled, strength)


def one_night_table(title: str, audiences: Audiences, *, expected: bool = False) -> Table:
    """The film put first: its mean and its minimum worth."""
    table = _table(title, audiences, ("mean", "minimum"))
    for name, values in rules():
        cells = []
        for group in audiences.values():
            served = []
            for each in group:
                utility = each.sample.expected if expected else each.sample.utility
                assert utility is not None
                served.append(utility[:, values(each.expected).argmax()])
            cells += [np.mean([one.mean() for one in served])]
            cells += [np.mean([one.min() for one in served])]
        table.add_row(name, *(f"{cell:.4f}" for cell in cells))
    return table


def many_nights_tables(title: str, audiences: Audiences) -> list[Table]:
    """Ten nights: mean, worst served, and the gap over that of the plain average.

    One table by what is true; where ratings are drawn, another one by what the judge expects.
    """
    found = {
        name: {size: series_figures(group, choose) for size, group in audiences.items()}
        for name, choose in policies()
    }
    first = next(iter(found.values()))
    tables = []
    for kind in ("", "expected "):
        if any(f"{kind}gap" not in figures for figures in first.values()):
            continue
        headings = ("mean", "worst", "gap", "ratio")
        table = _table(f"{NIGHTS} nights, {kind or 'true '}worth, {title}", audiences, headings)
        for name, by_size in found.items():
            cells = []
            for size, figures in by_size.items():
                names = ("mean", "worst served", "gap")
                cells += [float(figures[f"{kind}{each}"].mean()) for each in names]
                cells.append(cells[-1] / float(first[size][f"{kind}gap"].mean()))
            table.add_row(name, *(f"{cell:.3f}" for cell in cells))
        if kind:
            cells = []
            for size, group in audiences.items():
                served = np.stack([_knowing(each) for each in group])
                gap = float(np.mean(served[:, 2]))
                cells += [*served.mean(axis=0), gap / float(first[size]["expected gap"].mean())]
            table.add_row("knows it", *(f"{cell:.3f}" for cell in cells))
        tables.append(table)
    return tables


def pool_table(audiences: Audiences) -> Table:
    """What a list loses and a group gains where the rule chooses among more films.

    nDCG@10 of the members and of the lowest of them, and the minimum expected of five films.
    """
    headings = ("nDCG", "lowest", "minimum")
    table = _table("Films the rule chooses among", audiences, headings)
    for pool in POOLS:
        cells = []
        for group in audiences.values():
            lists = [list_figures(each, CHOSEN, pool) for each in group]
            least = [_expected_minimum(each, pool) for each in group]
            cells += [np.mean([found[name] for found in lists if found]) for name in _NDCG]
            cells.append(np.mean(least))
        table.add_row(str(pool), *(f"{cell:.3f}" for cell in cells))
    return table


def main(
    release: Annotated[Path, typer.Argument(help="A directory with a release of MovieLens.")],
    seeds: Annotated[str, typer.Option(help="Whole numbers with commas.")] = "1,2",
) -> None:
    """Print the tables."""
    dataset = load_dataset(release, Filters())
    judge = trained(dataset, dataset.ratings)
    night: Audiences = {size: [] for size in JUDGED_SIZES}
    series: Audiences = {size: [] for size in JUDGED_SIZES}
    imagined: Audiences = {size: [] for size in JUDGED_SIZES}
    imagined_series: Audiences = {size: [] for size in JUDGED_SIZES}
    for seed in map(int, seeds.split(",")):
        rng = np.random.default_rng(seed)
        split = new_users(dataset.ratings, rng, HELD_OUT)
        model = trained(dataset, split.train)
        sampler = GroupSampler(split, MAX_PEOPLE, rng)
        for size in JUDGED_SIZES:
            for kept, n_groups, least in (
                (night, N_GROUPS, LEAST),
                (series, N_SERIES, NIGHTS_LEAST),
            ):
                drawn = sampler.draw(GroupKind.DIVERGENT, size, n_groups, least, rng)
                kept[size] += [audience(model, sample) for sample in drawn]
            simulation = Simulation(judge, partial(candidates_for, model))
            samples = sampler.simulate(GroupKind.DIVERGENT, size, N_IMAGINED, simulation, rng)
            for number, (first, *others) in enumerate(samples):
                known = audience(model, first)
                meetings = [known, *(replace(known, sample=sample) for sample in others)]
                imagined[size] += meetings
                if number < N_SERIES:
                    imagined_series[size] += meetings[:SERIES_DRAWS]
    console = Console(width=110)
    console.print(one_night_table("One night, real ratings only", night))
    console.print(one_night_table(f"One night, all films, {DRAWS} draws each", imagined))
    console.print(one_night_table("One night, all films, as expected", imagined, expected=True))
    console.print(*many_nights_tables("real ratings only", series))
    console.print(*many_nights_tables(f"all films, {SERIES_DRAWS} draws each", imagined_series))
    console.print(pool_table(series))


_NDCG = ("ndcg", "minimum ndcg")


def _table(title: str, audiences: Audiences, headings: tuple[str, ...]) -> Table:
    counts = ", ".join(f"{len(group)} meetings of {size}" for size, group in audiences.items())
    table = Table(title=f"{title}: {counts}")
    table.add_column("")
    for size in audiences:
        for heading in headings:
            table.add_column(f"{heading}, {size}", justify="right")
    return table


def _by_rule(rule: GroupRule, expected: Expectations) -> NDArray[np.float64]:
    return group_values(rule, expected, np.ones(len(expected.scales)))


def _averse(aversion: float, expected: Expectations) -> NDArray[np.float64]:
    return misery_averse(expected, np.ones(len(expected.scales)), aversion)


def _weighted(fairness: float, expected: Expectations, past: Past) -> NDArray[np.float64]:
    members = range(len(expected.scales))
    return misery_averse(expected, np.array(groups.fairness_weights(past, members, fairness)))


def _levelled(strength: float, expected: Expectations, past: Past) -> NDArray[np.float64]:
    utility = expected.utility
    had = np.array([list(night.values()) for night in past]).reshape(-1, len(utility))
    after = had.sum(axis=0)[:, None] + utility
    return np.asarray(utility.mean(axis=0) - strength * after.std(axis=0))


def _knowing(each: Audience) -> tuple[float, float, float]:
    """Mean, worst served and gap where each film is chosen knowing what the judge expects.

    By the chosen rule on the sum of all nights, as if they were one: nobody's luck is in it, so
    no rule that does as well by the mean is expected to bring the worst served much further.
    """
    expected = each.sample.expected
    assert expected is not None
    had, left = np.zeros(len(expected)), np.arange(expected.shape[1])
    for _ in range(NIGHTS):
        after = had[:, None] + expected[:, left]
        misery = np.exp(-AVERSION * (after - after.min())).sum(axis=0)
        film = left[misery.argmin()]
        had += expected[:, film]
        left = left[left != film]
    utility = had / NIGHTS
    return float(utility.mean()), float(utility.min()), float(np.ptp(utility))


def _expected_minimum(each: Audience, pool: int) -> float:
    is_open = each.model.rated.copy()
    for observed in each.sample.observed:
        is_open[observed.rated] = False
    listed = groups.shortlist(each.group, ANY, is_open, None, 5, pool=pool)
    return float(expected_minimum(each.group.expect(listed), each.group.weights).mean())


if __name__ == "__main__":
    typer.run(main)
