"""What stars are worth to people who spread them differently."""

import numpy as np
import pytest

from core.catalog.ratings import N_STEPS
from core.model.own_scale import OwnScale, own_scale

EVEN = np.full(N_STEPS, 1 / N_STEPS, np.float32)  # mean 2.75


def stars(*given: float) -> np.ndarray:
    return np.array(given, np.float32)


def test_without_ratings_somebody_is_the_average_user() -> None:
    scale = own_scale(stars(), EVEN)
    assert scale.mean == pytest.approx(2.75)
    assert scale.deviation == pytest.approx(np.std(np.arange(0.5, 5.5, 0.5)))
    assert scale.utility(np.array(2.75)) == pytest.approx(0.5)


def test_three_stars_are_more_from_somebody_who_gives_two() -> None:
    harsh, mild = own_scale(stars(*[1, 2, 3] * 10), EVEN), own_scale(stars(*[3, 4, 5] * 10), EVEN)
    assert harsh.utility(np.array(3.0)) > 0.7
    assert mild.utility(np.array(3.0)) < 0.3


def test_few_ratings_say_little_of_a_scale() -> None:
    once, often = own_scale(stars(5), EVEN), own_scale(stars(*[5] * 100), EVEN)
    assert 2.75 < once.mean < 3.5
    assert often.mean > 4.8


def test_who_gives_everything_the_same_has_a_scale() -> None:
    utility = own_scale(stars(*[4] * 10_000), EVEN).utility(np.array([3.0, 4.0, 5.0]))
    assert (np.diff(utility) > 0.1).all()


def test_an_uncertain_film_is_worth_what_it_is_on_average() -> None:
    scale = OwnScale(3.0, 0.8)
    drawn = np.random.default_rng(0).normal(4.0, 1.0, 200_000)
    assert scale.utility(np.array(4.0), 1.0) == pytest.approx(
        scale.utility(drawn).mean(), abs=0.003
    )
