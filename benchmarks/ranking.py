"""What orders the list: `python -m benchmarks.ranking`.

A fifth of each user's ratings in the embedded data is held out, the model is trained on the rest
once, and each user gets a list out of the whole catalogue. Then two choices that only scale what
was learned are varied: how much a predicted star weighs, and how much the neighbours do. The last
row is the order that serves, in which sequels wait for the parts before them. A second
table varies how much unlikeness counts among the first ranks of a list, as `/recommend` has it;
there, "genres shared" is a list's mean over its pairs of films: genres of both / genres of either.
The choices are made on such splits, so these are validation figures; `moviebot evaluate` has
others.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the bot serves; before numpy is imported

import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from core.catalog.dataset import Dataset
from core.catalog.films import Film
from core.catalog.observations import Observations
from core.catalog.ratings import Ratings
from core.evaluation.evaluation_set import EvaluationSet, build_evaluation_set
from core.evaluation.judging import SHORT, Contender, Opinion, by_biases, by_popularity, judge
from core.evaluation.splits import some_of_each_user
from core.model.factor_model import FactorModel, load_model
from core.model.taste import taste_of
from core.recommend.selection import VARIETY, top_items, varied
from core.titles.search import TitleIndex
from core.titles.series import earlier_parts
from core.training.experiment import train_on
from core.training.hyper_parameters import HyperParameters, RankingChoices
from data.filters import Filters
from data.prepare import load_dataset

SEED = 1
STARS_WEIGHTS = (0.0, 0.1, 0.2, 0.4, 0.8)
NEIGHBOUR_SHARES = (0.0, 0.25, 0.5, 0.75, 0.9)
VARIETIES = (0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6)
N_VARIED = 50  # ranks among which the order makes room for variety, as in core.recommend.order
FIGURES = ("ndcg@10", "recall@20", "coverage@10", "novelty@10")


def trained(dataset: Dataset, part: Ratings) -> FactorModel:
    """The model of `part`."""
    with tempfile.TemporaryDirectory() as directory:
        folder = Path(directory)
        asyncio.run(train_on(dataset, part, HyperParameters(), folder, lambda _: None))
        return load_model(folder / "model.npz")


def with_choices(model: FactorModel, stars_weight: float, neighbour_share: float) -> FactorModel:
    """The model as it would have come out of a training with these two choices."""
    learned = model.provenance.hyper_parameters["ranking"]["neighbour_share"]
    scale = neighbour_share / (1 - neighbour_share) / (learned / (1 - learned))
    head = replace(
        model.ranking,
        stars_weight=stars_weight,
        neighbour_factors=model.ranking.neighbour_factors * np.float32(scale),
    )
    return replace(model, ranking=head)


def contender(model: FactorModel) -> Contender:
    """The model's lists."""

    def ask(observed: Observations) -> Opinion:
        return Opinion(taste_of(model, observed).scores)

    return ask


def contenders(model: FactorModel, train: Ratings, chosen: RankingChoices) -> dict[str, Contender]:
    """Both baselines, and the model with one choice varied at a time."""
    both = (chosen.stars_weight, chosen.neighbour_share)
    stars = {f"stars weight {each:g}": (each, both[1]) for each in STARS_WEIGHTS}
    shares = {f"neighbour share {each:g}": (both[0], each) for each in NEIGHBOUR_SHARES}
    named = {"number of ratings": by_popularity(train), "biases": by_biases(train)}
    choices = {f"as trained: {both[0]:g}, {both[1]:g}": both} | stars | shares
    return named | {name: contender(with_choices(model, *each)) for name, each in choices.items()}


def waiting_contender(model: FactorModel, titles: TitleIndex) -> Contender:
    """The model's lists in which sequels wait for the parts before them, as in `/recommend`."""
    earlier = {item: list(before) for item, before in earlier_parts(titles).items()}

    def ask(observed: Observations) -> Opinion:
        scores = taste_of(model, observed).scores.copy()
        is_open = np.ones(scores.size, np.bool_)
        is_open[observed.rated] = False
        scores[[item for item, before in earlier.items() if is_open[before].any()]] = -np.inf
        return Opinion(scores)

    return ask


def varied_contender(
    model: FactorModel, variety: float, lists: list[NDArray[np.int64]]
) -> Contender:
    """The model's lists with their first ranks varied; each one asked for is added to `lists`."""
    unknown = np.flatnonzero(model.item_count == 0)

    def ask(observed: Observations) -> Opinion:
        scores = taste_of(model, observed).scores
        head = top_items(scores, np.concatenate([observed.rated, unknown]), N_VARIED)
        order = varied(head, scores[head], model.ranking.item_factors[head], head.size, variety)
        lists.append(order[:SHORT])
        scores = np.full_like(scores, -np.inf)
        scores[order] = np.arange(order.size, 0, -1)
        return Opinion(scores)

    return ask


def genres_shared(listed: NDArray[np.int64], films: Sequence[Film]) -> float:
    """Mean Jaccard index of the genres of all pairs of a list; 0 where neither film has any."""
    genres = [set(films[item].genres) for item in listed.tolist()]
    pairs = [len(one & other) / max(len(one | other), 1) for one, other in combinations(genres, 2)]
    return float(np.mean(pairs))


def variety_table(
    model: FactorModel, evaluation_set: EvaluationSet, films: Sequence[Film]
) -> Table:
    """What variety costs and what it brings."""
    table = Table(title=f"Variety among the first {N_VARIED}; {VARIETY:g} is what serves")
    for heading in ("variety", *FIGURES, "genres shared"):
        table.add_column(heading, justify="right")
    for variety in VARIETIES:
        lists: list[NDArray[np.int64]] = []
        figures = judge(varied_contender(model, variety, lists), evaluation_set).figures()
        shared = np.mean([genres_shared(listed, films) for listed in lists])
        cells = [*(figures[figure] for figure in FIGURES), shared]
        table.add_row(f"{variety:g}", *(f"{cell:.4f}" for cell in cells))
    return table


def main() -> None:
    """Print how good and how various the lists are."""
    dataset = load_dataset(None, Filters())
    split = some_of_each_user(dataset.ratings, np.random.default_rng(SEED))
    evaluation_set = build_evaluation_set(split.train, split.test)
    model = trained(dataset, split.train)
    table = Table(title=f"{evaluation_set.listed_users.size} users, seed {SEED}")
    table.add_column("ordered by")
    for heading in FIGURES:
        table.add_column(heading, justify="right")
    waiting = waiting_contender(model, TitleIndex(dataset.catalog))
    all_of_them = contenders(model, split.train, HyperParameters().ranking)
    for name, each in {**all_of_them, "sequels wait": waiting}.items():
        figures = judge(each, evaluation_set).figures()
        table.add_row(name, *(f"{figures[figure]:.4f}" for figure in FIGURES))
    Console().print(table, variety_table(model, evaluation_set, dataset.catalog.films))


if __name__ == "__main__":
    main()
