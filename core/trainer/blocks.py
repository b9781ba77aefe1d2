"""Ratings in blocks: each of a few rows' ratings, side by side, filled up with nothing.

A row is a user or a film. Rows of about as many ratings share a block, so that a block is a
dense array with little padding and one compiled function takes them all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_CELLS = 1 << 15  # of a block at most, unless one row has more ratings
_ROWS = 1 << 10  # of a block at most: each needs a matrix of n_factors²


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """The ratings of `rows`, each line one row's."""

    rows: NDArray[np.int32]  # (n_rows,)
    columns: NDArray[np.int32]  # (n_rows, length), 0 where there is no rating
    values: NDArray[np.float32]  # (n_rows, length), 0 where there is no rating
    mask: NDArray[np.float32]  # (n_rows, length), 1 where there is a rating


def blocks(
    rows: NDArray[np.int32], columns: NDArray[np.int32], values: NDArray[np.float32], n_rows: int
) -> Iterator[Block]:
    """Every rating once, in the block of its row; rows without ratings are in none."""
    order = np.argsort(rows, kind="stable")
    count = np.bincount(rows, minlength=n_rows)
    start = np.concatenate([[0], np.cumsum(count)])
    present = np.flatnonzero(count)
    present = present[np.argsort(count[present], kind="stable")]
    for first, last in _groups(count[present]):
        taken = present[first:last]
        length = int(count[taken[-1]])
        mask = np.arange(length)[None, :] < count[taken][:, None]
        place = order[np.where(mask, start[taken][:, None] + np.arange(length)[None, :], 0)]
        yield Block(
            taken.astype(np.int32),
            np.where(mask, columns[place], 0).astype(np.int32),
            np.where(mask, values[place], 0).astype(np.float32),
            mask.astype(np.float32),
        )


def batches(all_blocks: Sequence[Block], batch_size: int) -> list[list[Block]]:
    """Blocks dealt into batches of about `batch_size` ratings, small and large rows in each.

    One batch where everything fits into it.
    """
    n_ratings = int(sum(block.mask.sum() for block in all_blocks))
    n_batches = min(len(all_blocks), max(1, round(n_ratings / batch_size)))
    return [list(all_blocks[offset::n_batches]) for offset in range(n_batches)]


def _groups(count: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Ranges of ascending counts: in long lines at most a quarter of padding."""
    first = 0
    while first < count.size:
        limit = max(int(count[first]) * 4 // 3, int(count[first]) + 1)
        last = int(np.searchsorted(count, limit, side="right"))
        last = min(last, first + max(1, min(_ROWS, _CELLS // limit)))
        yield first, last
        first = last
