"""One person in the space of one model: stars, an order, and the reasons for both."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalog.observations import Observations
from core.model.factor_model import FactorModel
from core.model.fold_in import film_rows, fold_in_ranking, fold_in_rating
from core.model.taste import Contributions, taste_of
from core.recommend.selection import top_items
from tests.builders import build_model

N_ITEMS = 30
ALL = np.arange(N_ITEMS)
NOBODY = Observations()
# Two kinds of film, each in two copies, and one of neither kind.
KINDS = [[1.0, 0.0], [1.0, 0.0], [0.0, 1.0], [0.0, 1.0], [0.0, 0.0]]


def random_model(rng: np.random.Generator) -> FactorModel:
    return build_model(
        rng.normal(0, 0.4, (N_ITEMS, 6)),
        item_bias=rng.normal(0, 0.5, N_ITEMS).tolist(),
        item_count=rng.integers(0, 500, N_ITEMS).tolist(),
        noise_scale=(1 + rng.random(N_ITEMS)).tolist(),
        ranking_factors=rng.normal(0, 0.3, (N_ITEMS, 5)),
        neighbour_factors=rng.normal(0, 0.3, (N_ITEMS, 4)),
        encoder_scale=rng.random(N_ITEMS).tolist(),
    )


def random_person(rng: np.random.Generator) -> Observations:
    cuts = np.sort(rng.integers(0, N_ITEMS, 4))
    rated, seen, wanted, refused, _ = np.split(rng.permutation(N_ITEMS), cuts)
    stars = (rng.integers(1, 11, rated.size) / 2).astype(np.float32)
    return Observations(rated, stars, seen, wanted, refused)


def exact_stars(model: FactorModel, observed: Observations) -> np.ndarray:
    """Predicted stars in float64."""
    user = fold_in_rating(model.rating, observed.rated, observed.stars)
    centre = model.rating.global_mean + model.rating.item_bias.astype(np.float64)
    return np.asarray(centre + film_rows(model.rating, slice(None)) @ user.mean)


def exact_scores(model: FactorModel, observed: Observations) -> np.ndarray:
    """Scores in float64, given the predicted stars that are rounded to float32."""
    head, user = model.ranking, fold_in_ranking(model.ranking, observed)
    scores = head.item_factors.astype(np.float64) @ user.user_factors
    scores += head.neighbour_factors.astype(np.float64) @ user.direction
    n_known = user.items.size
    scores += head.popularity.astype(np.float64) * (2.0 / (2.0 + n_known))
    above = np.clip(exact_stars(model, observed), 0.5, 5.5) - model.rating.global_mean
    return np.asarray(scores * np.exp(head.stars_weight * above))


@given(st.integers(0, 2**32 - 1))
def test_contributions_add_up_to_the_number(seed: int) -> None:
    rng = np.random.default_rng(seed)
    model, observed = random_model(rng), random_person(rng)
    taste = taste_of(model, observed)
    stars, scores = exact_stars(model, observed), exact_scores(model, observed)
    for item in ALL.tolist():
        why = taste.why_stars(item)
        assert why.items.tolist() == observed.rated.tolist()
        assert why.total == pytest.approx(stars[item], rel=0, abs=1e-6)
        assert abs(why.total - taste.predicted[item]) < 1e-5
        listed = taste.why_listed(item)
        assert listed.total == pytest.approx(scores[item], rel=1e-6, abs=1e-6)
        assert abs(listed.total - taste.scores[item]) < 1e-5


def test_contributions_are_those_of_the_films_told_of() -> None:
    model = build_model(KINDS)
    observed = Observations(
        np.array([0]), np.array([5.0], np.float32), seen=np.array([2]), wanted=np.array([4])
    )
    listed = taste_of(model, observed).why_listed(1)
    assert listed.items.tolist() == [0, 2, 4]
    assert listed.parts[0] > 0
    assert listed.parts[1:].tolist() == [0.0, 0.0]  # not its kind


def test_a_rating_pulls_its_kind_along_and_says_so() -> None:
    model = build_model(KINDS)
    observed = Observations(np.array([0, 2]), np.array([5.0, 0.5], np.float32))
    taste = taste_of(model, observed)
    liked, hated = taste.why_stars(1), taste.why_stars(3)
    assert liked.parts[0] > 0.1
    assert hated.parts[1] < -0.1
    assert liked.base == hated.base == 3.5
    assert taste.predicted[1] > taste.predicted[4] > taste.predicted[3]


def test_nothing_told_leaves_base_only() -> None:
    model = build_model(KINDS, item_bias=[0.5, 0.0, 0.0, 0.0, -0.5])
    taste = taste_of(model, NOBODY)
    why = taste.why_stars(0)
    assert (why.parts.size, why.total) == (0, 4.0)
    assert taste.why_listed(0).parts.size == 0
    assert taste.why_listed(0).total == pytest.approx(float(taste.scores[0]))


def test_total_of_no_parts_is_the_base() -> None:
    assert Contributions(np.empty(0, np.int64), np.empty(0), 3.25).total == 3.25


def test_who_has_told_nothing_gets_the_order_of_popularity() -> None:
    count = np.random.default_rng(2).permutation(N_ITEMS)
    rng = np.random.default_rng(3)
    model = build_model(rng.normal(size=(N_ITEMS, 3)), item_count=count.tolist())
    scores = taste_of(model, NOBODY).scores
    np.testing.assert_array_equal(scores, model.ranking.popularity)
    assert top_items(scores, np.empty(0, np.int64), 5).tolist() == np.argsort(-count)[:5].tolist()


def test_between_films_as_popular_the_better_one_leads() -> None:
    model = build_model(KINDS, item_bias=[0.0, 0.5, 0.0, 0.0, -1.0])
    scores = taste_of(model, NOBODY).scores
    assert scores[1] > scores[0] > scores[4] > 0
    # one star more is worth a factor of exp(0.2)
    assert scores[0] / scores[4] == pytest.approx(np.exp(0.2), rel=1e-6)


@pytest.mark.parametrize("n_observed", [0, 1, 2, 3, 4])
def test_popularity_fades_with_what_is_told(n_observed: int) -> None:
    # Films without factors: what is left is the popularity, times n₀ / (n₀ + n) for n₀ = 2.
    model = build_model(np.zeros((5, 2)), stars_weight=0.0, popularity_score=0.6)
    rated, wanted = np.array([0, 1])[:n_observed], np.array([2, 3])[: max(n_observed - 2, 0)]
    observed = Observations(rated, np.full(rated.size, 4.0, np.float32), wanted=wanted)
    expected = 0.6 * 2 / (2 + n_observed)
    np.testing.assert_allclose(taste_of(model, observed).scores, np.full(5, expected), rtol=1e-6)
    assert model.ranking.popularity_weight(n_observed) == 2 / (2 + n_observed)


@pytest.mark.parametrize("kind", ["seen", "wanted"])
def test_watched_and_wanted_films_push_their_kind_up(kind: str) -> None:
    model = build_model(KINDS)
    taste = taste_of(model, Observations(**{kind: np.array([0])}))
    assert taste.scores[1] > taste.scores[3]
    np.testing.assert_allclose(taste.scores[3], taste.scores[4], rtol=1e-6)
    np.testing.assert_array_equal(taste.predicted, taste_of(model, NOBODY).predicted)


def test_wanting_a_film_says_more_than_having_watched_it() -> None:
    model = build_model(KINDS)
    seen = taste_of(model, Observations(seen=np.array([0])))
    wanted = taste_of(model, Observations(wanted=np.array([0])))
    assert wanted.scores[1] > seen.scores[1]


def test_refused_film_pushes_its_kind_down() -> None:
    model = build_model(KINDS)
    likes_both = Observations(np.array([0, 2]), np.array([5.0, 5.0], np.float32))
    refuses = Observations(likes_both.rated, likes_both.stars, refused=np.array([1]))
    before, after = taste_of(model, likes_both), taste_of(model, refuses)
    assert before.scores[1] == pytest.approx(before.scores[3])
    assert after.scores[1] < after.scores[3]
    np.testing.assert_array_equal(after.predicted, before.predicted)


def test_neighbours_alone_can_make_a_list() -> None:
    # No factors at all; films 0 and 1 are rated together.
    together = [[1.0], [1.0], [0.0]]
    model = build_model(
        np.zeros((3, 0)), neighbour_factors=together, popularity_score=0.0, stars_weight=0.0
    )
    taste = taste_of(model, Observations(np.array([0]), np.array([5.0], np.float32)))
    np.testing.assert_allclose(taste.scores, [1.0, 1.0, 0.0])
    assert taste.why_listed(1).parts.tolist() == pytest.approx([1.0])


def test_deviation_is_smaller_for_films_of_a_known_kind() -> None:
    model = build_model(KINDS)
    observed = Observations(np.array([0]), np.array([3.0], np.float32))
    known, other = taste_of(model, observed).deviation(np.array([1, 3]))
    assert known < other
    assert taste_of(model, observed).deviation(np.empty(0, np.int64)).size == 0


def test_refusing_alone_pushes_its_kind_down() -> None:
    scores = taste_of(build_model(KINDS), Observations(refused=np.array([0]))).scores
    assert scores[1] < scores[3]
