"""Ratings as arrays: what they say of people together."""

import numpy as np
import pytest

from core.catalog.ratings import star_share
from tests.builders import build_ratings


def test_who_rates_much_counts_no_more_than_who_rates_little() -> None:
    rows = [(0, item, 4.0) for item in range(9)] + [(0, 9, 0.5), (1, 0, 5.0)]
    share = star_share(build_ratings(rows, n_users=2, n_items=10))
    assert share.tolist() == pytest.approx([0.05, 0, 0, 0, 0, 0, 0, 0.45, 0, 0.5])


def test_users_without_ratings_do_not_count() -> None:
    share = star_share(build_ratings([(2, 0, 3.5)], n_users=5, n_items=1))
    assert share.tolist() == [0, 0, 0, 0, 0, 0, 1, 0, 0, 0]


def test_nobody_shares_nothing() -> None:
    share = star_share(build_ratings([], n_users=0, n_items=0))
    assert share.dtype == np.float32
    assert share.tolist() == [0] * 10
