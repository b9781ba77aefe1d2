"""Which popularity weight should order the list? `python -m benchmarks.ranking`.

A fifth of each user's ratings in the embedded data set is held out, the model is trained on the
rest, and each user gets ten films out of the whole catalogue. A held-out film of 4 stars or more
is a hit. The weight is chosen here, so these are validation figures; the ranking head that will
replace it is to be judged on other splits.
"""

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from core.fold_in import fold_in, predict
from core.metrics import ndcg_at_k
from core.model import FactorModel, Provenance
from core.popularity import DAMPING
from core.ratings import Ratings
from core.recommend import POPULARITY_WEIGHT, ranking_scores, top_items
from core.trainer import fit
from core.training import HyperParameters
from data.filters import Filters
from data.prepare import load_dataset

SEED = 1
EPOCHS = 120
K = 10
LIKED = 4.0  # stars from which a held-out film counts as a hit
WEIGHTS = (0.0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.8)

Scores = NDArray[np.float32]


def hold_out(ratings: Ratings, rng: np.random.Generator) -> tuple[Ratings, Ratings]:
    """Four fifths and one fifth of each user's ratings."""
    held_out = np.zeros(len(ratings), bool)
    order = rng.permutation(len(ratings))
    for user in range(ratings.n_users):
        rows = order[ratings.user_index[order] == user]
        held_out[rows[: rows.size // 5]] = True
    return ratings.take(~held_out), ratings.take(held_out)


def main() -> None:
    """Print nDCG@10, and what the lists are made of, for popularity and each weight."""
    dataset = load_dataset(None, Filters())
    train, test = hold_out(dataset.ratings, np.random.default_rng(SEED))
    chosen = HyperParameters()
    fitted = fit(train, None, chosen, phase="refit", report=lambda _: None, epochs=EPOCHS)
    count = np.bincount(train.item_index, minlength=train.n_items)
    total = np.bincount(train.item_index, weights=train.stars, minlength=train.n_items)
    model = FactorModel(
        dataset.catalog.movie_ids,
        fitted.item_factors,
        fitted.item_bias,
        count,
        fitted.global_mean,
        chosen.factor_penalty,
        chosen.user_bias_penalty,
        Provenance(dataset.info, {}, {}, {}, ""),
    )
    damped = (total + DAMPING * fitted.global_mean) / (count + DAMPING)
    columns = ["damped mean", "number of ratings", *(f"weight {each:g}" for each in WEIGHTS)]
    hits: dict[str, list[NDArray[np.bool_]]] = {name: [] for name in columns}
    stars: dict[str, list[float]] = {name: [] for name in columns}
    n_relevant = []
    for user in range(train.n_users):
        liked = test.item_index[(test.user_index == user) & (test.stars >= LIKED)]
        if liked.size == 0:
            continue
        n_relevant.append(liked.size)
        rows = train.user_index == user
        seen = train.item_index[rows].astype(np.int64)
        predicted = predict(model, fold_in(model, seen, train.stars[rows]))
        scores: list[Scores] = [damped.astype(np.float32), count.astype(np.float32)]
        scores += [ranking_scores(model, predicted, weight) for weight in WEIGHTS]
        for name, each in zip(columns, scores, strict=True):
            top = top_items(each, seen, K)
            hits[name].append(np.isin(top, liked))
            stars[name].append(float(predicted[top].mean()))
    table = Table(
        title=f"{len(n_relevant)} users, seed {SEED}; in use: weight {POPULARITY_WEIGHT:g}"
    )
    for heading in ("ordered by", f"nDCG@{K}", "mean predicted stars of the list"):
        table.add_column(heading, justify="left" if heading == "ordered by" else "right")
    for name in columns:
        ndcg = ndcg_at_k(np.array(hits[name]), np.array(n_relevant)).mean()
        table.add_row(name, f"{ndcg:.4f}", f"{np.mean(stars[name]):.2f}")
    Console().print(table)


if __name__ == "__main__":
    main()
