"""Star ratings as arrays: who gave which film how many stars, by row index."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MIN_STARS = 0.5
MAX_STARS = 5.0
STAR_STEP = 0.5
N_STEPS = 10  # ratings there are to choose from


def is_star_rating(stars: float) -> bool:
    """Whether `stars` is one of 0.5, 1.0, … 5.0; False for NaN and infinities."""
    return MIN_STARS <= stars <= MAX_STARS and (stars / STAR_STEP).is_integer()


@dataclass(frozen=True, slots=True, eq=False)
class Ratings:
    """All ratings of a data set in index space; each (user, item) pair at most once."""

    user_index: NDArray[np.int32]  # (n_ratings,), 0 … n_users - 1
    item_index: NDArray[np.int32]  # (n_ratings,), 0 … n_items - 1
    stars: NDArray[np.float32]  # (n_ratings,), 0.5 … 5.0 in halves
    timestamp: NDArray[np.int64]  # (n_ratings,), seconds since 1970 UTC
    n_users: int
    n_items: int

    def __post_init__(self) -> None:
        shape = self.stars.shape
        if not (self.user_index.shape == self.item_index.shape == self.timestamp.shape == shape):
            raise ValueError("the columns of the ratings differ in length")
        for index, bound, name in (
            (self.user_index, self.n_users, "user"),
            (self.item_index, self.n_items, "item"),
        ):
            if index.size and not (index.min() >= 0 and index.max() < bound):
                raise ValueError(f"a {name} index is outside 0 … {bound - 1}")

    def __len__(self) -> int:
        return self.stars.size

    def take(self, rows: NDArray[np.int64] | NDArray[np.bool_]) -> "Ratings":
        """The ratings of `rows` only, with the same users and items."""
        return Ratings(
            self.user_index[rows],
            self.item_index[rows],
            self.stars[rows],
            self.timestamp[rows],
            self.n_users,
            self.n_items,
        )


def star_share(ratings: Ratings) -> NDArray[np.float32]:
    """How the average user spreads ratings over ★0.5, ★1, … ★5, shape (N_STEPS,).

    The mean of all users' own shares, so that who rates much counts no more than who rates
    little; zeros where nobody rates.
    """
    n_rated = np.bincount(ratings.user_index, minlength=ratings.n_users)
    step = np.rint(ratings.stars / STAR_STEP).astype(np.int64) - 1
    weight = 1 / n_rated[ratings.user_index]
    total = np.bincount(step, weight, N_STEPS)
    return np.asarray(total / max(int(np.count_nonzero(n_rated)), 1), np.float32)


def by_user(ratings: Ratings, users: NDArray[np.int32]) -> Iterator[Ratings]:
    """The ratings of each of `users`, in their order; none for those who have none."""
    order = np.argsort(ratings.user_index, kind="stable")
    ends = np.searchsorted(ratings.user_index[order], np.stack([users, users + 1]).astype(np.int64))
    for start, end in ends.T.tolist():
        yield ratings.take(order[start:end])
