"""What `moviebot tune` may choose from: hyper-parameters by dotted name, and their ranges."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.training.tuned import Head


@dataclass(frozen=True, slots=True)
class Real:
    """A number between two others, both included."""

    low: float
    high: float
    log: bool = False  # as many trials between 0.1 and 1 as between 1 and 10


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number between two others, both included."""

    low: int
    high: int
    log: bool = False


Space = Mapping[str, Real | Whole]

# Around what wide searches found; a wider range needs many more trials than one evening has.
SPACES: Mapping[Head, Space] = {
    "rating": {
        "rating.n_factors": Whole(40, 80, log=True),
        "rating.film_penalty": Real(200.0, 900.0, log=True),
        "rating.side_penalty": Real(8.0, 50.0, log=True),
        "rating.audience_penalty": Real(300.0, 1_500.0, log=True),
        "rating.audience_bias_penalty": Real(40.0, 300.0, log=True),
        "rating.bias_penalty": Real(5.0, 25.0, log=True),
        "rating.user_bias_deviation": Real(0.3, 0.5),
        "rating.noise": Real(0.70, 0.86),
        "rating.rare_noise": Real(1.0, 5.0, log=True),
    },
    "ranking": {
        "ranking.n_factors": Whole(96, 192, log=True),
        "ranking.sweeps": Whole(4, 8),
        "ranking.weight_power": Real(1.0, 3.0),
        "ranking.unobserved_weight": Real(0.2, 0.45, log=True),
        "ranking.penalty": Real(0.005, 0.02, log=True),
        "ranking.side_damping": Real(4.0, 25.0, log=True),
        "ranking.side_count_power": Real(0.2, 0.7),
        "ranking.direction_damping": Real(0.5, 2.0, log=True),
        "ranking.count_power": Real(0.0, 0.3),
        "ranking.neighbour_share": Real(0.3, 0.7),
        "ranking.stars_weight": Real(0.1, 0.35),
    },
}
