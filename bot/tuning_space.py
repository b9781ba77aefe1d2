"""What `moviebot tune` may choose from: hyper-parameters by dotted name, and their ranges."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.tuned import Head


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

SPACES: Mapping[Head, Space] = {
    "rating": {
        "rating.n_factors": Whole(16, 128, log=True),
        "rating.film_penalty": Real(100.0, 2_000.0, log=True),
        "rating.side_penalty": Real(2.0, 200.0, log=True),
        "rating.audience_penalty": Real(100.0, 5_000.0, log=True),
        "rating.audience_bias_penalty": Real(10.0, 1_000.0, log=True),
        "rating.bias_penalty": Real(1.0, 50.0, log=True),
        "rating.user_bias_deviation": Real(0.2, 0.8),
        "rating.noise": Real(0.6, 1.0),
        "rating.rare_noise": Real(0.1, 10.0, log=True),
    },
    "ranking": {
        "ranking.n_factors": Whole(32, 256, log=True),
        "ranking.sweeps": Whole(3, 12),
        "ranking.weight_power": Real(0.5, 4.0),
        "ranking.unobserved_weight": Real(0.1, 0.6, log=True),
        "ranking.penalty": Real(0.003, 0.03, log=True),
        "ranking.side_damping": Real(1.0, 100.0, log=True),
        "ranking.side_count_power": Real(0.0, 1.0),
        "ranking.direction_damping": Real(0.2, 5.0, log=True),
        "ranking.count_power": Real(0.0, 0.5),
        "ranking.neighbour_share": Real(0.0, 1.0),
        "ranking.stars_weight": Real(0.0, 0.6),
    },
}
