"""What one person has told about films, as the model reads it."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray


def _nothing() -> NDArray[np.int64]:
    return np.empty(0, np.int64)


def _no_stars() -> NDArray[np.float32]:
    return np.empty(0, np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Observations:
    """One person's side of the data, as item indices; an item is in one of the kinds at most.

    Ratings say how good a film was; the other kinds say only that somebody watched a film, wants
    to, or does not.

    Raises:
        ValueError: `rated` and `stars` differ in shape.
    """

    rated: NDArray[np.int64] = field(default_factory=_nothing)  # (n_rated,), no repeats
    stars: NDArray[np.float32] = field(default_factory=_no_stars)  # (n_rated,), 0.5 to 5.0
    seen: NDArray[np.int64] = field(default_factory=_nothing)  # watched, not rated
    wanted: NDArray[np.int64] = field(default_factory=_nothing)  # on the watchlist
    refused: NDArray[np.int64] = field(default_factory=_nothing)  # "not for me"

    def __post_init__(self) -> None:
        if self.rated.shape != self.stars.shape:
            raise ValueError(f"{self.rated.shape} items but {self.stars.shape} ratings")

    @property
    def n_films(self) -> int:
        """How many films were told of."""
        return self.rated.size + self.seen.size + self.wanted.size + self.refused.size
