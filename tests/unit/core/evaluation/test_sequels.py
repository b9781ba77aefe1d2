"""Known pairs: near each other in a model that makes sense, unless it knows too few of them."""

from dataclasses import replace

import numpy as np

from core.evaluation.sequels import FEWEST_RATINGS, PAIRS, share_near
from core.model.factor_model import FactorModel
from tests.builders import build_model


def model_of(n_pairs: int, n_apart: int = 0, count: int = 100) -> FactorModel:
    """Each pair in a direction of its own, but for the last, among films of no direction."""
    ids = [movie_id for pair in PAIRS[::2][:n_pairs] for movie_id in pair]
    rng = np.random.default_rng(6)
    films = rng.normal(0, 1, (300, 30))
    for pair in range(n_pairs - n_apart):
        films[2 * pair + 1] = films[2 * pair] + rng.normal(0, 0.1, 30)
    for pair in range(n_pairs - n_apart, n_pairs):
        films[2 * pair + 1] = -films[2 * pair]
    others = range(1_000_000, 1_000_000 + 300 - len(ids))
    model = build_model(films, item_count=[count] * 300)
    return replace(model, movie_ids=np.array([*ids, *others], np.int64))


def test_the_share_of_pairs_that_are_near() -> None:
    assert share_near(model_of(5)) == 1.0
    assert share_near(model_of(5, n_apart=2)) == 0.6
    assert share_near(model_of(4, n_apart=4)) == 0.0


def test_too_few_pairs_say_nothing() -> None:
    assert share_near(model_of(2)) is None
    assert share_near(model_of(5, count=FEWEST_RATINGS - 1)) is None


def test_no_film_is_named_twice_in_a_pair() -> None:
    assert len(set(PAIRS)) == len(PAIRS)
    assert all(one != other for one, other in PAIRS)
