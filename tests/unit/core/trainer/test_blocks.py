"""Ratings in blocks: all of them, once, with little padding."""

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

if TYPE_CHECKING:
    from core.trainer import blocks as module
else:  # by its path: its package would load TensorFlow into the process of all tests
    path = Path(__file__).parents[4] / "core" / "trainer" / "blocks.py"
    spec = importlib.util.spec_from_file_location("blocks_under_test", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)


def in_blocks(counts: list[int], seed: int = 0) -> "list[module.Block]":
    """Blocks of rows with so many ratings each; the n-th rating of all is of column and value n."""
    rows, columns, values = shuffled(counts, seed)
    return list(module.blocks(rows, columns, values, len(counts)))


def shuffled(
    counts: list[int], seed: int
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float32]]:
    rows = np.random.default_rng(seed).permutation(np.repeat(np.arange(len(counts)), counts))
    columns = np.arange(1, rows.size + 1)
    return rows.astype(np.int32), columns.astype(np.int32), columns.astype(np.float32)


@given(st.lists(st.integers(0, 40), max_size=60), st.integers(0, 9))
def test_every_rating_is_in_one_place_the_line_of_its_row(counts: list[int], seed: int) -> None:
    rows, columns, values = shuffled(counts, seed)
    found: list[tuple[int, int, float]] = []
    for block in in_blocks(counts, seed):
        here = block.mask == 1
        assert not block.columns[~here].any()
        assert not block.values[~here].any()
        assert (block.mask[~here] == 0).all()
        assert here.any(axis=0).all()  # no column of padding only
        line, _ = np.nonzero(here)
        found += zip(
            block.rows[line].tolist(),
            block.columns[here].tolist(),
            block.values[here].tolist(),
            strict=True,
        )
    expected = zip(rows.tolist(), columns.tolist(), values.tolist(), strict=True)
    assert sorted(found) == sorted(expected)


@given(st.lists(st.integers(0, 300), min_size=1, max_size=80))
def test_padding_is_bounded(counts: list[int]) -> None:
    for block in in_blocks(counts):
        filled = block.mask.sum(axis=1)
        # at most a quarter of a line, save in the shortest lines, where one place is more
        assert (block.mask.shape[1] - filled <= np.maximum(filled / 3, 1)).all()


def test_row_of_thousands_has_a_block_of_its_own() -> None:
    counts = [3, 50_000, 1, 2, 3, 40_000]
    large = [block for block in in_blocks(counts) if block.mask.shape[1] > 1000]
    assert [block.rows.tolist() for block in large] == [[5], [1]]
    assert [block.mask.shape for block in large] == [(1, 40_000), (1, 50_000)]
    assert all(block.mask.all() for block in large)


def test_blocks_are_no_larger_than_memory_allows() -> None:
    counts = [5] * 3_000 + [700] * 100
    found = in_blocks(counts)
    assert all(block.mask.size <= 1 << 15 for block in found)
    assert all(block.rows.size <= 1 << 10 for block in found)
    assert sum(block.rows.size for block in found) == len(counts)


def test_rows_without_ratings_are_in_no_block() -> None:
    rows = np.concatenate([block.rows for block in in_blocks([0, 2, 0, 1, 0])])
    assert sorted(rows.tolist()) == [1, 3]
    assert in_blocks([0, 0]) == []


@pytest.mark.parametrize("batch_size", [1, 100, 5_000, 10**9])
def test_batches_deal_every_block_once(batch_size: int) -> None:
    rng = np.random.default_rng(4)
    all_blocks = in_blocks(rng.geometric(0.01, 300).tolist())
    dealt = module.batches(all_blocks, batch_size)
    assert sorted(id(block) for batch in dealt for block in batch) == sorted(map(id, all_blocks))
    assert all(dealt)  # no empty batch
    if batch_size == 10**9:
        assert len(dealt) == 1


def test_batches_are_of_about_the_size_asked_for_and_mixed() -> None:
    rng = np.random.default_rng(4)
    all_blocks = in_blocks(rng.geometric(0.002, 3_000).tolist())
    n_ratings = sum(block.mask.sum() for block in all_blocks)
    dealt = module.batches(all_blocks, int(n_ratings / 4))
    assert len(dealt) == 4
    sizes = np.array([sum(block.mask.sum() for block in batch) for batch in dealt])
    assert sizes.max() / sizes.mean() < 1.25
    longest = [max(block.mask.shape[1] for block in batch) for batch in dealt]
    assert min(longest) > 0.5 * max(longest)
