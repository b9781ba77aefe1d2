"""Who has seen what."""

import numpy as np
import pytest

from core.model.presence import LEAST, MOST, seen_probability
from tests.builders import build_model

NONE = np.empty(0, np.int64)
# two kinds of film, three of each
KINDS = [[0.8, 0.0]] * 3 + [[0.0, 0.8]] * 3


def test_of_somebody_unknown_the_share_of_users_is_known() -> None:
    # The busiest film stands for the number of users where a made-up model has more ratings.
    model = build_model(KINDS, item_count=[40, 20, 10, 4, 0, 40])
    expected = [MOST, 0.5, 0.25, 0.1, LEAST, MOST]
    assert seen_probability(model, NONE, NONE) == pytest.approx(expected)


def test_who_has_seen_a_film_has_seen_its_kind_and_who_has_not_has_not() -> None:
    model = build_model(KINDS, item_count=[100, 30, 30, 30, 30, 30])
    before = seen_probability(model, NONE, NONE)
    seen = seen_probability(model, np.array([1]), np.array([3]))
    assert seen[2] > before[2] > before[4] - 1e-9
    assert seen[4] < before[4]
    assert seen[2] > 2 * seen[4]


def test_who_has_seen_little_is_expected_to_have_seen_little_of_any_kind() -> None:
    model = build_model([[0.0]] * 8, item_count=[100] + [50] * 7)
    asked = np.array([1, 2, 3, 4])
    rarely = seen_probability(model, NONE, asked)
    often = seen_probability(model, asked, NONE)
    # (0 + 2) / (4·0.5 + 2) and (4 + 2) / (4·0.5 + 2) of the share
    assert rarely[5] == pytest.approx(0.5 * 0.5)
    assert often[5] == pytest.approx(0.5 * 1.5)


def test_it_is_a_probability_whatever_was_said() -> None:
    rng = np.random.default_rng(2)
    model = build_model(rng.normal(0, 1, (40, 6)), item_count=rng.integers(0, 300, 40).tolist())
    for _ in range(20):
        seen, unseen = np.split(rng.permutation(40)[:20], [rng.integers(21)])
        chance = seen_probability(model, seen, unseen)
        assert ((chance >= LEAST) & (chance <= MOST)).all()


def test_order_of_what_was_said_does_not_matter() -> None:
    model = build_model(KINDS)
    one = seen_probability(model, np.array([0, 4]), np.array([1, 3]))
    other = seen_probability(model, np.array([4, 0]), np.array([3, 1]))
    np.testing.assert_allclose(one, other)
