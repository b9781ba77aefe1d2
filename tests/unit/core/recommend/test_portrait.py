"""What the model makes of one person."""

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalog.films import Catalog
from core.catalog.profile import Profile, observe
from core.model.factor_model import FactorModel
from core.model.taste import taste_of
from core.recommend.portrait import Impression, Portrait, portrait
from tests.builders import build_catalog, build_model

N_ITEMS = 36
KINDS = ("Comedy", "Horror", "War")
COUNTS = (np.arange(N_ITEMS) % 7 + 1).tolist()


def catalog() -> Catalog:
    """A third of the films of each kind, every sixth a drama besides, and one documentary."""
    genres = [
        (KINDS[index % 3], *(["Drama"] if index % 6 == 0 else []))
        + (("Documentary",) if index == 1 else ())
        for index in range(N_ITEMS)
    ]
    return build_catalog([f"Film {index}" for index in range(N_ITEMS)], COUNTS, genres)


def model(bias: float = 0.0) -> FactorModel:
    """A factor for each kind, and a little that is each film's own."""
    rng = np.random.default_rng(2)
    factors = rng.normal(0, 0.1, (N_ITEMS, 4))
    factors[np.arange(N_ITEMS), np.arange(N_ITEMS) % 3] += 0.6
    return build_model(
        factors,
        item_count=COUNTS,
        item_bias=[bias] * N_ITEMS,
        star_share=[0, 0, 0, 0.1, 0.1, 0.2, 0.1, 0.3, 0.1, 0.1],
    )


def films(kind: str, n: int = N_ITEMS) -> list[int]:
    """Ids of the first films of a kind."""
    return [10 * (index + 1) for index in range(KINDS.index(kind), N_ITEMS, 3)][:n]


def rated(comedy: float, horror: float, war: float, n: int = 6) -> dict[int, float]:
    """So many films of each kind, all with the same stars."""
    stars = zip(KINDS, (comedy, horror, war), strict=True)
    return {film: given for kind, given in stars for film in films(kind, n)}


def drawn(ratings: Mapping[int, float]) -> Portrait:
    return portrait(model(), catalog(), ratings)


def impression(ratings: Mapping[int, float]) -> Impression:
    found = drawn(ratings).impression
    assert found is not None
    return found


def names(ratings: Mapping[int, float]) -> list[str]:
    return [like.genre for like in impression(ratings).likes]


def test_without_ratings_one_is_the_average_person() -> None:
    found, nobody = drawn({}), impression({})
    assert (found.n_ratings, found.mean_stars, found.star_count) == (0, None, (0,) * 10)
    assert (found.favourites, found.least_favourites) == ((), ())
    assert len(found.nearest) == 3
    assert (nobody.likes, nobody.known, nobody.generosity) == ((), 0.0, 0.0)
    assert nobody.average_share == pytest.approx((0, 0, 0, 0.1, 0.1, 0.2, 0.1, 0.3, 0.1, 0.1))


def test_who_rates_like_the_average_person_likes_nothing_in_particular() -> None:
    found = impression(rated(3.5, 3.5, 3.5))  # what every film gets on average
    assert len(found.likes) >= 3
    assert [like.stars for like in found.likes] == pytest.approx([0] * len(found.likes))
    assert found.generosity == pytest.approx(0)
    assert found.known > 0.3


def test_genres_come_in_the_order_of_the_ratings() -> None:
    person = rated(comedy=5, horror=1, war=3)
    assert [name for name in names(person) if name in KINDS] == ["Comedy", "War", "Horror"]
    found = drawn(person)
    assert found.favourites[0].genre == "Comedy"
    assert found.least_favourites[0].genre == "Horror"
    assert all(like.stars > 0 for like in found.favourites)
    assert all(like.stars < 0 for like in found.least_favourites)
    other = rated(comedy=1, horror=3, war=5)
    assert [name for name in names(other) if name in KINDS] == ["War", "Horror", "Comedy"]


def test_a_generous_person_is_no_friend_of_every_genre() -> None:
    generous, strict = impression(rated(5, 4, 4)), impression(rated(3, 2, 2))
    assert generous.generosity > 0.3
    assert strict.generosity < -0.3
    assert generous.likes[0].genre == strict.likes[0].genre == "Comedy"
    likes = {like.genre: like.stars for like in strict.likes}
    for like in generous.likes:
        assert like.stars == pytest.approx(likes.pop(like.genre), abs=0.15)
    assert not likes


def test_likes_are_the_difference_of_predictions_weighted_by_ratings() -> None:
    person, bias = rated(5, 2, 3), 0.3
    told = observe(Profile(person), catalog())
    beyond = taste_of(model(bias), told).predicted - np.float32(3.5 + bias)
    found = portrait(model(bias), catalog(), person).impression
    assert found is not None
    everything = np.average(beyond, weights=COUNTS)
    assert found.generosity == pytest.approx(everything, abs=1e-5)
    for like in found.likes:
        has_it = catalog().genres[like.genre]
        expected = np.average(beyond, weights=COUNTS * has_it) - everything
        assert like.stars == pytest.approx(expected, abs=1e-5)


def test_genres_without_evidence_are_left_out() -> None:
    assert names({}) == []
    assert {"Horror", "War"}.isdisjoint(names({films("Comedy")[0]: 4.0}))
    assert {"Comedy", "Horror", "War"} <= set(names(rated(4, 3, 2)))
    assert "Documentary" not in names(rated(4, 3, 2))  # a single film is no genre


def test_more_ratings_leave_less_open() -> None:
    few, many = impression(rated(4, 3, 2, n=2)), impression(rated(4, 3, 2, n=9))
    assert 0 < few.known < many.known < 1
    assert many.deviation < few.deviation
    before = {like.genre: like.deviation for like in few.likes}
    assert any(like.genre in before for like in many.likes)
    for like in many.likes:
        assert like.deviation < before.get(like.genre, np.inf)


@given(st.permutations(list(rated(5, 1, 3).items())))
def test_the_order_of_ratings_does_not_matter(items: list[tuple[int, float]]) -> None:
    found, expected = impression(dict(items)), impression(rated(5, 1, 3))
    assert [like.genre for like in found.likes] == [like.genre for like in expected.likes]
    assert found.known == pytest.approx(expected.known)
    assert found.film_map.place.x == pytest.approx(expected.film_map.place.x, abs=1e-6)


def test_the_same_ratings_give_the_same_portrait() -> None:
    assert drawn(rated(5, 1, 3)) == drawn(rated(5, 1, 3))


@given(st.dictionaries(st.sampled_from(range(10, 10 * N_ITEMS + 1, 10)), st.integers(1, 10)))
def test_anybody_has_a_portrait_in_bounds(halves: dict[int, int]) -> None:
    person = {film: stars / 2 for film, stars in halves.items()}
    found, seen = drawn(person), impression(person)
    assert found.n_ratings == len(person)
    assert 0 <= seen.known < 1
    assert [like.stars for like in seen.likes] == sorted(
        (like.stars for like in seen.likes), reverse=True
    )
    assert not {like.genre for like in found.favourites} & {
        like.genre for like in found.least_favourites
    }
    if person:
        assert found.mean_stars == pytest.approx(np.mean(list(person.values())))


def test_ratings_are_counted_by_half_star() -> None:
    found = drawn({10: 0.5, 20: 5.0, 30: 5.0, 40: 3.5})
    assert found.star_count == (1, 0, 0, 0, 0, 0, 1, 0, 0, 2)
    assert found.mean_stars == 3.5


def test_films_the_catalogue_lacks_count_as_ratings_only() -> None:
    found = drawn({999_999: 5.0})
    assert found.n_ratings == 1
    assert found.impression == impression({})


def test_without_a_model_there_are_only_the_ratings() -> None:
    found = portrait(None, catalog(), {10: 4.0})
    assert found == Portrait((0,) * 7 + (1, 0, 0), None)
    assert (found.favourites, found.least_favourites, found.nearest) == ((), (), ())


def test_a_model_of_biases_knows_generosity_and_nothing_else() -> None:
    bare = build_model(np.zeros((N_ITEMS, 0)), item_count=COUNTS)
    found = portrait(bare, catalog(), rated(5, 5, 5)).impression
    assert found is not None
    assert found.likes == ()
    assert found.generosity > 1
    assert found.known > 0.5
