"""What the two parts of the L2 penalty do: `python -m benchmarks.penalties`.

Embedded data, a random tenth held out. The split is another one than `moviebot train` reports on,
so that the penalties were not chosen on the figures that are shown for them.
"""

from dataclasses import replace

from rich.console import Console
from rich.table import Table

from core.model import Penalty
from core.trainer import fit, split, validation_rmse
from core.training import HyperParameters
from data.filters import Filters
from data.prepare import load_dataset

SEED = 0
PENALTIES = (
    Penalty(constant=0.0, per_rating=0.05),
    Penalty(constant=0.0, per_rating=0.1),
    Penalty(constant=0.0, per_rating=0.15),
    Penalty(constant=8.0, per_rating=0.0),
    Penalty(constant=3.0, per_rating=0.08),
    HyperParameters().factor_penalty,
)


def main() -> None:
    """Print the validation RMSE of the biases alone and of each penalty of the factors."""
    chosen = replace(HyperParameters(), seed=SEED)
    ratings = load_dataset(None, Filters()).ratings
    training, validation = split(ratings, chosen.validation_share, SEED)
    table = Table(
        title=f"{chosen.n_factors} factors, {chosen.validation_share:.0%} held out, seed {SEED}"
    )
    for heading in ("constant", "per rating", "validation RMSE", "epochs"):
        table.add_column(heading, justify="right")
    runs: list[tuple[str, str, HyperParameters]] = [
        ("biases", "only", replace(chosen, n_factors=0))
    ]
    runs += [
        (f"{each.constant:g}", f"{each.per_rating:g}", replace(chosen, factor_penalty=each))
        for each in PENALTIES
    ]
    for constant, per_rating, parameters in runs:
        fitted = fit(training, validation, parameters, phase="model", report=lambda _: None)
        figure = validation_rmse(validation, fitted)
        table.add_row(constant, per_rating, f"{figure:.4f}", str(fitted.epochs))
    Console().print(table)


if __name__ == "__main__":
    main()
