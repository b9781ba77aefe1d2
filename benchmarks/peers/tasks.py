"""The words that harness and recommenders share: tasks, data sets, files and list length.

Imported in the peers' environment too, so it needs nothing but Python.
"""

from dataclasses import dataclass
from typing import Literal

Task = Literal["stars", "ranking"]
Data = Literal["full", "recent"]

TRAIN, MOVIES, PAIRS, TEST = "train.csv", "movies.csv", "pairs.csv", "test.csv"
PREDICTIONS, RECOMMENDATIONS, REPORT = "predictions.csv", "recommendations.csv", "report.json"
K = 20  # films in a list
MIN_STARS, MAX_STARS = 0.5, 5.0


@dataclass(frozen=True, slots=True)
class Setting:
    """Which split: task, data set and seed; the seed is the recommender's too."""

    task: Task
    data: Data
    seed: int

    def __str__(self) -> str:
        return f"{self.task}-{self.data}-{self.seed}"
