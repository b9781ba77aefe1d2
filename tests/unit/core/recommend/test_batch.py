"""Predictions and lists for everybody of a ratings file, on a model of known arrays."""

import numpy as np
import pytest
from numpy.typing import NDArray

from core.catalog.observations import Observations
from core.errors import ModelError
from core.model.factor_model import FactorModel
from core.model.taste import taste_of
from core.recommend.batch import Crowd, Predictions
from tests.builders import build_model, build_ratings

USERS = np.array([7, 2**40, 2**41])
MOVIES = np.array([10, 20, 30, 40, 50])
ROWS = [(0, 0, 5.0), (1, 3, 4.0), (0, 2, 1.0), (2, 1, 2.5), (1, 1, 0.5), (2, 3, 3.0)]
STRANGER, UNKNOWN_FILM = 99, 999


@pytest.fixture
def model() -> FactorModel:
    """Five films, the last of them without ratings."""
    return build_model(
        [[1.0, 0.0], [0.5, 0.5], [-1.0, 0.0], [0.0, 1.0], [0.0, 0.0]],
        item_bias=[0.5, 0.0, -0.5, 0.25, 0.0],
        item_count=[1, 2, 1, 2, 0],
    )


@pytest.fixture
def crowd(model: FactorModel) -> Crowd:
    return Crowd(model, build_ratings(ROWS, 3, 5), USERS, MOVIES)


def predict(crowd: Crowd, pairs: list[tuple[int, int]]) -> tuple[NDArray[np.float32], ...]:
    """Predictions and deviations in the order of the pairs, each exactly once."""
    shares = list(crowd.predict(np.array(pairs)))
    rows = np.concatenate([share.rows for share in shares])
    assert np.sort(rows).tolist() == list(range(len(pairs)))
    order = np.argsort(rows)
    predicted = np.concatenate([share.predicted for share in shares])[order]
    return predicted, np.concatenate([share.deviation for share in shares])[order]


def observed(user: int, *, without: int | None = None) -> Observations:
    rows = sorted(row for row in ROWS if row[0] == user and row[1] != without)
    return Observations(
        rated=np.array([item for _, item, _ in rows]),
        stars=np.array([stars for _, _, stars in rows], np.float32),
    )


def test_pairs_are_answered_by_the_taste_of_their_user_in_their_order(
    model: FactorModel, crowd: Crowd
) -> None:
    pairs = [(2**41, 20), (7, 50), (2**40, 30), (7, 10), (7, 50)]
    predicted, deviation = predict(crowd, pairs)
    for place, (user_id, movie_id) in enumerate(pairs):
        taste = taste_of(model, observed(USERS.tolist().index(user_id)))
        item = movie_id // 10 - 1
        expected = np.clip(taste.predicted[item], 0.5, 5.0)
        assert predicted[place] == pytest.approx(expected, abs=1e-5)
        assert deviation[place] == pytest.approx(taste.deviation(np.array([item]))[0], abs=1e-5)


def test_each_person_is_folded_in_once_and_strangers_all_together(crowd: Crowd) -> None:
    pairs = np.array([(1, 10), (7, 10), (3, 20), (7, 20), (2**40, 10), (1, 20)])
    shares: list[Predictions] = list(crowd.predict(pairs))
    assert sorted(share.rows.tolist() for share in shares) == [[0, 2, 5], [1, 3], [4]]


def test_stranger_is_the_average_person(model: FactorModel, crowd: Crowd) -> None:
    average = taste_of(model, Observations())
    predicted, _ = predict(crowd, [(STRANGER, 10), (STRANGER, 40)])
    np.testing.assert_allclose(predicted, average.predicted[[0, 3]], rtol=1e-5)


@pytest.mark.parametrize("user_id", [7, STRANGER])
def test_unknown_film_is_any_rated_film_and_less_certain(
    model: FactorModel, crowd: Crowd, user_id: int
) -> None:
    told = observed(0) if user_id == 7 else Observations()
    taste, rated = taste_of(model, told), np.arange(4)
    each = np.clip(taste.predicted[rated], 0.5, 5.0)
    predicted, deviation = predict(crowd, [(user_id, UNKNOWN_FILM), (user_id, 20)])
    assert predicted[0] == pytest.approx(each.mean(), abs=1e-5)
    within = np.square(taste.deviation(rated)).mean()
    assert deviation[0] == pytest.approx(np.sqrt(within + each.var()), abs=1e-5)
    assert deviation[0] > np.sqrt(within)


def test_predictions_stay_on_the_scale() -> None:
    model = build_model([[0.0], [0.0]], item_bias=[9.0, -9.0])
    crowd = Crowd(model, build_ratings([(0, 0, 5.0)], 1, 2), np.array([1]), np.array([10, 20]))
    predicted, _ = predict(crowd, [(1, 10), (1, 20)])
    assert predicted.tolist() == [5.0, 0.5]
    assert next(crowd.recommend(1)).predicted.size == 0


def test_films_are_matched_by_id_not_by_place(model: FactorModel, crowd: Crowd) -> None:
    turned = build_ratings([(user, 4 - item, stars) for user, item, stars in ROWS], 3, 5)
    other = Crowd(model, turned, USERS, MOVIES[::-1])
    pairs = [(7, 20), (2**40, 10), (2**41, 50)]
    for ours, theirs in zip(predict(crowd, pairs), predict(other, pairs), strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-5)


def test_rating_of_a_film_the_model_lacks_says_nothing(model: FactorModel) -> None:
    movies = np.where(MOVIES == 30, UNKNOWN_FILM, MOVIES)
    crowd = Crowd(model, build_ratings(ROWS, 3, 5), USERS, movies)
    predicted, _ = predict(crowd, [(7, 20)])
    expected = taste_of(model, observed(0, without=2)).predicted[1]
    assert predicted[0] == pytest.approx(expected, abs=1e-5)
    assert all(30 not in top.movie_ids for top in crowd.recommend(9))  # nobody rated it


def test_model_of_other_films_is_refused(model: FactorModel) -> None:
    with pytest.raises(ModelError, match="trained on other films"):
        Crowd(model, build_ratings(ROWS, 3, 5), USERS, MOVIES + 1)


def test_lists_hold_what_others_rated_best_first(model: FactorModel, crowd: Crowd) -> None:
    lists = list(crowd.recommend(9))
    assert [top.user_id for top in lists] == USERS.tolist()
    assert [sorted(top.movie_ids.tolist()) for top in lists] == [[20, 40], [10, 30], [10, 30]]
    for user, top in enumerate(lists):
        taste, items = taste_of(model, observed(user)), top.movie_ids // 10 - 1
        assert (np.diff(top.scores) <= 0).all()
        np.testing.assert_allclose(top.scores, taste.scores[items], rtol=1e-5)
        expected = np.clip(taste.predicted[items], 0.5, 5.0)
        np.testing.assert_allclose(top.predicted, expected, rtol=1e-5)


def test_lists_are_as_long_as_asked_for(crowd: Crowd) -> None:
    assert [top.movie_ids.size for top in crowd.recommend(1)] == [1, 1, 1]
    assert len(crowd) == 3
