"""The film map: where films and people are on it."""

import numpy as np
import pytest

from core.model.factor_model import FactorModel
from core.model.fold_in import RatingVector, fold_in_rating
from core.recommend.film_map import N_FILMS, N_LANDMARKS, FilmMap, best_known, film_map
from tests.builders import build_catalog, build_model


def map_of(
    model: FactorModel, ratings: dict[int, float] | None = None, user: RatingVector | None = None
) -> FilmMap:
    """The map of somebody who rated films by index; films are of the years 1990, 1991 …"""
    given = ratings or {}
    items = np.array(list(given), np.int64)
    stars = np.array(list(given.values()), np.float32)
    catalog = build_catalog([f"Film {index}" for index in range(model.movie_ids.size)])
    return film_map(model, catalog, user or fold_in_rating(model.rating, items, stars))


def random_model(n_items: int = 40, n_factors: int = 5) -> FactorModel:
    rng = np.random.default_rng(4)
    return build_model(
        rng.normal(0, 0.4, (n_items, n_factors)),
        item_count=rng.integers(0, 100, n_items).tolist(),
    )


def test_best_known_films_come_first_and_unrated_ones_not_at_all() -> None:
    model = build_model(np.eye(5), item_count=[3, 0, 7, 3, 9])
    assert best_known(model, 9).tolist() == [4, 2, 0, 3]
    assert best_known(model, 2).tolist() == [4, 2]
    assert [spot.film.title for spot in map_of(model).spots] == [
        "Film 4",
        "Film 2",
        "Film 0",
        "Film 3",
    ]


def test_map_holds_no_more_films_than_one_can_see() -> None:
    assert len(map_of(random_model(N_FILMS + 60)).spots) == N_FILMS


def test_somebody_unknown_stands_in_the_middle() -> None:
    found = map_of(random_model())
    assert (found.place.x, found.place.y) == pytest.approx((0, 0), abs=1e-9)
    assert sum(spot.x for spot in found.spots) == pytest.approx(0, abs=1e-5)
    assert sum(spot.y for spot in found.spots) == pytest.approx(0, abs=1e-5)
    assert all(spot.like == 0 for spot in found.spots)


def test_newer_films_lie_right_and_up() -> None:
    for turned in (1.0, -1.0):
        slope = np.linspace(-1, 1, 12) * turned
        model = build_model(np.column_stack([slope, 0.5 * slope**3]))
        spots = sorted(map_of(model).spots, key=lambda spot: spot.film.year or 0)
        assert spots[-1].x > 0 > spots[0].x
        years = np.arange(12.0)
        for axis in ([spot.x for spot in spots], [spot.y for spot in spots]):
            assert (years - years.mean()) @ np.array(axis) >= -1e-9


def test_who_likes_one_kind_of_film_stands_by_it() -> None:
    kinds = [[1.0, 0.0, 0.1]] * 6 + [[0.0, 1.0, 0.1]] * 6
    model = build_model(np.array(kinds) + np.random.default_rng(1).normal(0, 0.05, (12, 3)))
    found = map_of(model, {0: 5.0, 1: 5.0, 6: 1.0, 7: 1.0})
    near = {f"Film {index}" for index in range(6)}
    assert {film.title for film in found.nearest(3)} <= near
    likes = {spot.film.title: spot.like for spot in found.spots}
    assert min(likes[title] for title in near) > 0 > max(likes[f"Film {i}"] for i in range(6, 12))


def test_generosity_alone_moves_nobody() -> None:
    kinds = [[1.0, 0.0]] * 4 + [[-1.0, 0.0]] * 4
    generous = map_of(build_model(kinds), dict.fromkeys(range(8), 5.0))
    assert (generous.place.x, generous.place.y) == pytest.approx((0, 0), abs=1e-6)


def test_landmarks_are_different_films_far_from_each_other() -> None:
    found = map_of(random_model(200))
    assert found.landmarks[0] == found.spots[0]
    assert len({spot.film.movie_id for spot in found.landmarks}) == N_LANDMARKS
    assert set(found.landmarks) <= set(found.spots)

    def closest(places: np.ndarray) -> float:
        apart = np.linalg.norm(places[:, None] - places[None], axis=2)
        return float(apart[np.triu_indices(len(places), 1)].min())

    landmarks = np.array([(spot.x, spot.y) for spot in found.landmarks])
    famous = np.array([(spot.x, spot.y) for spot in found.spots[:N_LANDMARKS]])
    assert closest(landmarks) > 2 * closest(famous)


def test_few_films_are_all_landmarks_even_in_one_place() -> None:
    found = map_of(build_model([[1.0, 0.0]] * 5))
    assert len({spot.film.movie_id for spot in found.landmarks}) == 5


def test_more_ratings_make_the_place_surer() -> None:
    model = build_model(np.random.default_rng(5).normal(0, 0.3, (60, 3)), item_count=[9] * 60)
    before, after = map_of(model), map_of(model, dict.fromkeys(range(60), 3.5))
    assert (after.place.x, after.place.y) == pytest.approx((0, 0), abs=1e-6)
    assert after.place.x_deviation < 0.5 * before.place.x_deviation
    assert after.place.y_deviation < 0.5 * before.place.y_deviation


def test_deviation_of_the_place_is_its_slope_in_the_taste() -> None:
    model, step = random_model(n_factors=3), 1e-5
    start = np.array([0.3, -0.2, 0.4, 0.0])

    def place(mean: np.ndarray) -> np.ndarray:
        user = RatingVector(mean, np.eye(4), np.empty(0), np.empty((4, 0)))
        found = map_of(model, user=user).place
        return np.array([found.x, found.y, found.x_deviation, found.y_deviation])

    slope = np.array(
        [
            (place(start + step * each)[:2] - place(start - step * each)[:2]) / (2 * step)
            for each in np.eye(4)
        ]
    )
    assert place(start)[2:] == pytest.approx(np.linalg.norm(slope, axis=0), rel=1e-4)


@pytest.mark.parametrize(
    "model",
    [
        build_model(np.zeros((4, 0))),  # biases only
        build_model([[0.5, 0.1]]),
        build_model([[0.5], [0.1], [0.3]]),
        build_model([[0.5, 0.1]] * 3, item_count=[0, 0, 0]),
    ],
)
def test_poor_models_have_a_map_too(model: FactorModel) -> None:
    found = map_of(model, {0: 4.0})
    assert len(found.spots) == len(found.landmarks) == int(model.rated.sum())
    assert len(found.nearest(2)) == min(2, len(found.landmarks))
    place = found.place
    assert np.isfinite([place.x, place.y, place.x_deviation, place.y_deviation]).all()
