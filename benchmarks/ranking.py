"""What orders the list: `python -m benchmarks.ranking`.

A fifth of each user's ratings in the embedded data is held out, the model is trained on the rest
once, and each user gets a list out of the whole catalogue. Then two choices that only scale what
was learned are varied: how much a predicted star weighs, and how much the neighbours do. The
choices are made on such splits, so these are validation figures; `moviebot evaluate` has others.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the bot serves; before numpy is imported

import asyncio
import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from core.dataset import Dataset
from core.evaluation import Contender, Opinion, by_biases, by_popularity, judge
from core.exam import set_exam
from core.experiment import train_on
from core.hyper_parameters import HyperParameters, RankingChoices
from core.model import FactorModel, load_model
from core.observations import Observations
from core.ratings import Ratings
from core.splits import some_of_each_user
from core.taste import taste_of
from data.filters import Filters
from data.prepare import load_dataset

SEED = 1
STARS_WEIGHTS = (0.0, 0.1, 0.2, 0.4, 0.8)
NEIGHBOUR_SHARES = (0.0, 0.25, 0.5, 0.75, 0.9)
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


def main() -> None:
    """Print how good and how various the lists are."""
    dataset = load_dataset(None, Filters())
    split = some_of_each_user(dataset.ratings, np.random.default_rng(SEED))
    exam = set_exam(split.train, split.test)
    model = trained(dataset, split.train)
    table = Table(title=f"{exam.listed_users.size} users, seed {SEED}")
    table.add_column("ordered by")
    for heading in FIGURES:
        table.add_column(heading, justify="right")
    for name, each in contenders(model, split.train, HyperParameters().ranking).items():
        figures = judge(each, exam).figures()
        table.add_row(name, *(f"{figures[figure]:.4f}" for figure in FIGURES))
    Console().print(table)


if __name__ == "__main__":
    main()
