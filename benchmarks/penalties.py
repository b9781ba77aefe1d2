"""What the parts of a film's factors buy: `python -m benchmarks.penalties`.

A film's factors are the sum of its own, of what its genres and period say and of what its audience
says. A penalty without limit switches a part off. Embedded data, a random tenth held out; another
split than the one `moviebot train` reports on.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy and TensorFlow share the cores

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from core.catalog.ratings import Ratings
from core.evaluation.splits import random_ratings
from core.model.side_information import film_features
from core.trainer.rating import RatingRun
from core.trainer.validation import RatingValidation
from core.training.hyper_parameters import HyperParameters, RatingChoices
from data.filters import Filters
from data.prepare import load_dataset

SEED = 0
FEW = 5  # training ratings of a film
OFF = 1e9
CHOSEN = HyperParameters().rating
NO_SIDE = replace(CHOSEN, side_penalty=OFF)
NO_AUDIENCE = replace(CHOSEN, audience_penalty=OFF, audience_bias_penalty=OFF)
VARIANTS = {
    "all parts": CHOSEN,
    "without genres and periods": NO_SIDE,
    "without the audience": NO_AUDIENCE,
    "without both": replace(NO_AUDIENCE, side_penalty=OFF),
    "all parts, but biases only": replace(CHOSEN, n_factors=0),
}


def judged(
    train: Ratings,
    exams: tuple[RatingValidation, RatingValidation],
    features: NDArray[np.float32],
    chosen: RatingChoices,
) -> tuple[float, float]:
    """RMSE of both exams after a whole run."""
    run = RatingRun(train, features, chosen, SEED)
    run.steps(run.n_steps)
    head = run.head()
    return exams[0].judge(head).rmse, exams[1].judge(head).rmse


def main() -> None:
    """Print the validation RMSE of the biases and of each variant, also for little-known films."""
    dataset = load_dataset(None, Filters())
    features = film_features(dataset.catalog)
    split = random_ratings(dataset.ratings, np.random.default_rng(SEED))
    count = np.bincount(split.train.item_index, minlength=split.train.n_items)
    little_known = split.test.take(count[split.test.item_index] <= FEW)
    exams = (
        RatingValidation(split.train, split.test, SEED),
        RatingValidation(split.train, little_known, SEED),
    )
    table = Table(title=f"{CHOSEN.n_factors} factors, a tenth held out, seed {SEED}")
    for heading in ("model", "validation RMSE", f"of films with ≤ {FEW} ratings"):
        table.add_column(heading, justify="left" if heading == "model" else "right")
    baselines = (f"{exam.baseline_rmse:.4f}" for exam in exams)
    table.add_row("baseline: biases only", *baselines)
    for name, chosen in VARIANTS.items():
        everywhere, rare = judged(split.train, exams, features, chosen)
        table.add_row(name, f"{everywhere:.4f}", f"{rare:.4f}")
    Console().print(table)


if __name__ == "__main__":
    main()
