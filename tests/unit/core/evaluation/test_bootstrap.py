"""Paired bootstrap: intervals that hold what they promise."""

import numpy as np
import pytest

from core.evaluation.bootstrap import paired_bootstrap


def test_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    # Values of ours lie 0.3 above theirs, with noise of their own and noise they share.
    held = 0
    for number in range(100):
        rng = np.random.default_rng(number)
        shared = rng.normal(0, 5.0, 200)
        ours = shared + 0.3 + rng.normal(0, 1.0, 200)
        found = paired_bootstrap(ours, shared, rng, n_resamples=300)
        assert found.low < found.value < found.high
        assert found.value == pytest.approx((ours - shared).mean())
        held += found.low <= 0.3 <= found.high
    assert 86 <= held <= 100


def test_what_both_find_hard_cancels_out() -> None:
    rng = np.random.default_rng(1)
    shared = rng.normal(0, 100.0, 50)
    found = paired_bootstrap(shared + 1.0, shared, rng)
    assert (found.low, found.high) == pytest.approx((1.0, 1.0))
    assert found.is_certain


def test_same_values_differ_by_nothing() -> None:
    values = np.arange(10.0)
    found = paired_bootstrap(values, values, np.random.default_rng(1))
    assert (found.low, found.value, found.high, found.is_certain) == (0, 0, 0, False)


def test_same_seed_gives_the_same_interval() -> None:
    rng = np.random.default_rng(3)
    ours, theirs = rng.normal(0, 1, 40), rng.normal(0, 1, 40)
    one, same, other = (
        paired_bootstrap(ours, theirs, np.random.default_rng(seed)) for seed in (1, 1, 2)
    )
    assert one == same != other


def test_root_of_the_mean_compares_rmse() -> None:
    ours, theirs = np.array([4.0, 4.0, 4.0]), np.array([1.0, 1.0, 1.0])  # squared errors
    found = paired_bootstrap(ours, theirs, np.random.default_rng(1), of_mean=np.sqrt)
    assert (found.low, found.value, found.high) == (1.0, 1.0, 1.0)


def test_values_of_one_person_count_as_one_piece_of_evidence() -> None:
    rng = np.random.default_rng(5)
    ours, theirs = np.repeat(rng.normal(0, 1, 30), 50), np.zeros(1500)
    people = np.repeat(np.arange(30) * 7, 50)
    alone = paired_bootstrap(ours, theirs, np.random.default_rng(1))
    together = paired_bootstrap(ours, theirs, np.random.default_rng(1), groups=people)
    assert together.value == pytest.approx(alone.value)
    assert together.high - together.low > 5 * (alone.high - alone.low)


def test_many_resamples_are_drawn_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.evaluation.bootstrap._DRAWS", 25)
    ours = np.random.default_rng(2).normal(1, 0.1, 10)
    found = paired_bootstrap(ours, np.zeros(10), np.random.default_rng(1), n_resamples=7)
    assert 0.8 < found.low <= found.high < 1.2


def test_nothing_to_compare_is_an_error() -> None:
    rng = np.random.default_rng(1)
    with pytest.raises(ValueError, match="against"):
        paired_bootstrap(np.zeros(0), np.zeros(0), rng)
    with pytest.raises(ValueError, match="against"):
        paired_bootstrap(np.zeros(2), np.zeros(3), rng)
