"""What each rule makes of films that members like differently."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest

from core.model.own_scale import OwnScale
from core.recommend.group_rules import (
    Expectations,
    GroupRule,
    everybody_gives,
    expected_minimum,
    group_values,
    misery_averse,
)

SCALE = OwnScale(3.0, 1.0)


def expect(predicted: Sequence[Sequence[float]], deviation: float = 0.5) -> Expectations:
    """Members × films, all on one scale."""
    stars = np.array(predicted, np.float64)
    return Expectations(stars, np.full(stars.shape, deviation), (SCALE,) * len(stars))


def values(rule: GroupRule, expected: Expectations, *weights: float) -> np.ndarray:
    shares = np.array(weights or (1.0,) * len(expected.scales))
    return group_values(rule, expected, shares)


LEAST = (GroupRule.LEAST_MISERY, GroupRule.PLAIN_LEAST_MISERY)
# Two love the first film and one does not; the second is fine with all, the third for two better.
DIVIDED = [[5.0, 3.4, 3.5], [5.0, 3.4, 3.5], [2.0, 3.4, 3.2]]


def test_the_average_does_not_mind_a_victim_and_least_misery_minds_nothing_else() -> None:
    expected = expect(DIVIDED)
    assert values(GroupRule.AVERAGE, expected).argmax() == 0
    assert values(GroupRule.LEAST_MISERY, expected).argmax() == 1


@pytest.mark.parametrize(
    "rule",
    [
        GroupRule.MULTIPLICATIVE,
        GroupRule.WITHOUT_MISERY,
        GroupRule.EXPECTED_MINIMUM,
        GroupRule.MISERY_AVERSE,
    ],
)
def test_the_others_spare_the_victim(rule: GroupRule) -> None:
    assert values(rule, expect(DIVIDED)).argmax() != 0


@pytest.mark.parametrize("rule", list(GroupRule))
def test_what_all_like_more_is_better_by_every_rule(rule: GroupRule) -> None:
    found = values(rule, expect([[2.0, 3.0, 4.0], [2.5, 3.5, 4.5]]))
    assert (np.diff(found) > 0).all()


@pytest.mark.parametrize("rule", list(GroupRule))
def test_the_order_of_the_members_is_nothing(rule: GroupRule) -> None:
    assert values(rule, expect(DIVIDED)) == pytest.approx(values(rule, expect(DIVIDED[::-1])))


@pytest.mark.parametrize("rule", [rule for rule in GroupRule if rule not in LEAST])
def test_a_weight_counts_like_so_many_members(rule: GroupRule) -> None:
    twice = expect([DIVIDED[0], DIVIDED[2], DIVIDED[2]])
    once = expect([DIVIDED[0], DIVIDED[2]])
    assert values(rule, once, 1, 2) == pytest.approx(values(rule, twice))


@pytest.mark.parametrize("rule", list(GroupRule))
def test_no_films_have_no_values(rule: GroupRule) -> None:
    assert values(rule, expect([[], []])).size == 0


def test_the_expected_minimum_is_what_drawing_finds() -> None:
    expected = expect([[3.5], [4.0], [2.5]], deviation=0.8)
    rng = np.random.default_rng(1)
    drawn = SCALE.utility(expected.predicted + 0.8 * rng.normal(size=(3, 100_000)))
    found = expected_minimum(expected, np.ones(3))
    assert found == pytest.approx(drawn.min(axis=0).mean(), abs=0.01)


def test_aversion_to_misery_leads_from_the_average_to_least_misery() -> None:
    expected = expect(DIVIDED)
    equal = np.ones(3)
    mild = misery_averse(expected, equal, 1e-4)
    assert mild == pytest.approx(expected.utility.mean(axis=0), abs=0.01)
    steps = [misery_averse(expected, equal, aversion) for aversion in (1e-4, 2.0, 8.0, 400.0)]
    assert all(stricter[0] < milder[0] for milder, stricter in pairwise(steps))
    assert steps[-1] == pytest.approx(expected.utility.min(axis=0), abs=0.01)


def test_plain_rules_take_stars_for_what_they_are_and_others_for_what_they_are_worth() -> None:
    stars = np.array([[3.0, 2.5], [3.5, 4.5]])  # who gives threes at most, and who gives fours
    scales = (OwnScale(2.0, 0.5), OwnScale(4.0, 0.5))
    expected = Expectations(stars, np.full(stars.shape, 0.5), scales)
    assert values(GroupRule.PLAIN_LEAST_MISERY, expected).argmax() == 0
    assert values(GroupRule.PLAIN_AVERAGE, expected).argmax() == 1
    assert values(GroupRule.LEAST_MISERY, expected).argmax() == 1


def test_of_two_films_expected_to_be_as_good_the_better_known_one_is_safer() -> None:
    stars = np.full((2, 2), 4.5)
    expected = Expectations(stars, np.array([[0.3, 1.2]] * 2), (OwnScale(4.0, 1.0),) * 2)
    found = values(GroupRule.MISERY_AVERSE, expected)
    assert found[0] > found[1]


def test_everybody_gives_so_much_is_the_product_over_the_members() -> None:
    expected = expect([[3.75], [3.75]], deviation=1.0)
    assert everybody_gives(expected, 4.0) == pytest.approx([0.25])  # rounding gives 3.75 or more ★4
