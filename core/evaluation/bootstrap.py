"""Is one better than the other, or was it luck? Paired resampling of what both were judged on."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_DRAWS = 1 << 22  # numbers drawn at a time, so that many users need no more memory than few


@dataclass(frozen=True, slots=True)
class Difference:
    """By how much one mean lies above another, and what resampling leaves of that."""

    value: float
    low: float  # the interval's ends
    high: float
    level: float  # share of the resamples inside, 0.95

    @property
    def is_certain(self) -> bool:
        """Whether the interval leaves out zero."""
        return self.low > 0 or self.high < 0


def paired_bootstrap(
    ours: NDArray[np.float64],
    theirs: NDArray[np.float64],
    rng: np.random.Generator,
    *,
    groups: NDArray[np.int64] | None = None,
    of_mean: Callable[[NDArray[np.float64]], NDArray[np.float64]] = np.positive,
    n_resamples: int = 2_000,
    level: float = 0.95,
) -> Difference:
    """Percentile interval of of_mean(mean(ours)) − of_mean(mean(theirs)).

    Both are resampled together, so what is hard for both cancels out (Efron & Tibshirani, "An
    Introduction to the Bootstrap", 1993, chapter 13).

    Args:
        ours: one value per user or rating, shape (n,), 1 or more.
        theirs: the other's value for the same user or rating, shape (n,).
        groups: whose value each is, shape (n,). One person's values are not independent, so they
            are drawn together or not at all. None: each value is drawn by itself.
        of_mean: what is compared, elementwise; `np.sqrt` makes a difference of RMSEs out of
            squared errors. None of it by default.

    Raises:
        ValueError: the shapes differ, or there is nothing to compare.
    """
    if not ours.shape == theirs.shape or ours.size == 0:
        raise ValueError(f"{ours.shape} values against {theirs.shape}")
    drawn_as = np.arange(ours.size) if groups is None else np.unique(groups, return_inverse=True)[1]
    sums = np.stack(
        [
            np.bincount(drawn_as, weights=ours),
            np.bincount(drawn_as, weights=theirs),
            np.bincount(drawn_as).astype(np.float64),
        ],
        axis=1,
    )  # (n_groups, 3)

    def difference(totals: NDArray[np.float64]) -> NDArray[np.float64]:
        ours_mean, theirs_mean = totals[:, 0] / totals[:, 2], totals[:, 1] / totals[:, 2]
        return np.asarray(of_mean(ours_mean) - of_mean(theirs_mean), np.float64)

    n_groups = sums.shape[0]
    block = max(1, _DRAWS // n_groups)
    resampled = [
        difference(_times_drawn(rng, n_groups, min(block, n_resamples - start)) @ sums)
        for start in range(0, n_resamples, block)
    ]
    tail = (1.0 - level) / 2
    low, high = np.quantile(np.concatenate(resampled), [tail, 1.0 - tail])
    (value,) = difference(sums.sum(axis=0, keepdims=True))
    return Difference(float(value), float(low), float(high), level)


def _times_drawn(rng: np.random.Generator, n_groups: int, n_resamples: int) -> NDArray[np.float64]:
    """How often each group comes up in n_groups draws with replacement, (n_resamples, n_groups)."""
    drawn = rng.integers(n_groups, size=(n_resamples, n_groups))
    drawn += n_groups * np.arange(n_resamples)[:, None]
    times = np.bincount(drawn.ravel(), minlength=n_resamples * n_groups)
    return times.reshape(n_resamples, n_groups).astype(np.float64)
