"""Lists: what is on them, in which order, on what basis."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalog.film_filter import ANY, FilmFilter
from core.catalog.profile import Profile
from core.model.popularity import damped_mean
from core.model.similarity import similarities
from core.recommend.groups import GroupMember
from core.recommend.recommender import Basis, Recommender
from core.recommend.selection import top_items, varied
from core.titles.search import TitleIndex
from tests.builders import build_catalog, build_model

TITLES = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta"]
# Two tastes: the first three films and the last three.
TWO_TASTES = [[2.0, 0.0]] * 3 + [[0.0, 2.0]] * 3


def recommender(with_model: bool = True) -> Recommender:
    catalog = build_catalog(TITLES)
    model = build_model(TWO_TASTES) if with_model else None
    return Recommender(catalog, TitleIndex(catalog), model)


def ids(*films: str) -> list[int]:
    return [10 * (TITLES.index(film) + 1) for film in films]


def test_a_taste_is_followed_to_films_not_rated_yet() -> None:
    found = recommender().recommend({10: 5.0, 40: 0.5}, k=2)
    assert {each.basis for each in found.page} == {Basis.TASTE}
    assert [each.film.title for each in found.page] == ["Beta", "Gamma"]
    assert found.page[0].stars > 3.5


def test_rated_films_are_never_recommended() -> None:
    found = recommender().recommend(dict.fromkeys(ids("Alpha", "Beta"), 5.0), k=10)
    assert {each.film.movie_id for each in found.page} == set(
        ids("Gamma", "Delta", "Epsilon", "Zeta")
    )
    assert not found.has_more


def test_pages_follow_on_without_gap_or_repetition() -> None:
    service, profile = recommender(), {10: 4.0}
    pages = [service.recommend(profile, k=2, offset=offset) for offset in (0, 2, 4)]
    shown = [each.film.movie_id for page in pages for each in page.page]
    assert len(shown) == len(set(shown)) == 5
    assert [page.has_more for page in pages] == [True, True, False]


def test_everything_rated_leaves_an_empty_page() -> None:
    profile = dict.fromkeys(range(10, 70, 10), 3.0)
    found = recommender().recommend(profile, k=3)
    assert (found.page, found.has_more) == ((), False)


def test_without_ratings_popularity_serves_and_says_so() -> None:
    # As well known as each other, Zeta and Gamma differ by what people give them.
    model = build_model(
        np.zeros((6, 2)), item_count=[1, 2, 9, 4, 5, 9], item_bias=[1.0, 0, 0, 0, 0, 0.5]
    )
    catalog = build_catalog(TITLES)
    found = Recommender(catalog, TitleIndex(catalog), model).recommend({}, k=3)
    assert {each.basis for each in found.page} == {Basis.POPULARITY}
    assert [each.film.title for each in found.page] == ["Zeta", "Gamma", "Epsilon"]
    assert found.page[0].stars == pytest.approx(4.0)


def test_without_a_model_the_damped_mean_orders() -> None:
    catalog = build_catalog(TITLES, counts=[1, 2, 3, 4, 5, 6])
    catalog.rating_sum[:] = [5, 2, 15, 4, 5, 30]
    found = Recommender(catalog, TitleIndex(catalog), None).recommend({}, k=2)
    assert [each.film.title for each in found.page] == ["Zeta", "Gamma"]


def test_without_a_model_popularity_serves_and_says_so() -> None:
    found = recommender(with_model=False).recommend({10: 5.0}, k=9)
    assert {each.basis for each in found.page} == {Basis.NO_MODEL}
    assert 10 not in {each.film.movie_id for each in found.page}


def test_ratings_of_unknown_films_are_passed_over() -> None:
    found = recommender().recommend({999: 5.0}, k=1)
    assert {each.basis for each in found.page} == {Basis.POPULARITY}


def test_shown_stars_stay_on_the_scale() -> None:
    found = recommender().recommend(dict.fromkeys(ids("Alpha", "Beta"), 5.0), k=6)
    assert all(0.5 <= each.stars <= 5.0 for each in found.page)


def test_films_like_one_are_of_the_same_taste_and_not_the_film_itself() -> None:
    found = recommender().recommend({}, k=5, wanted=FilmFilter(like=10))
    assert [each.film.title for each in found.page] == ["Beta", "Gamma"]


def test_films_like_one_need_a_model_and_a_known_film() -> None:
    assert not recommender(with_model=False).recommend({}, k=3, wanted=FilmFilter(like=10)).page
    assert not recommender().recommend({}, k=3, wanted=FilmFilter(like=999)).page


def test_film_nobody_rated_has_no_neighbours() -> None:
    catalog = build_catalog(TITLES[:2])
    model = build_model([[0.0, 0.0], [1.0, 0.0]], item_count=[0, 9])
    alone = Recommender(catalog, TitleIndex(catalog), model)
    assert not alone.recommend({}, k=3, wanted=FilmFilter(like=10)).page


def test_rarely_rated_film_does_not_crowd_out_a_well_known_neighbour() -> None:
    model = build_model([[1.0, 0.0], [1.0, 0.0], [0.9, 0.3]], item_count=[100, 1, 100])
    likeness = similarities(model, 0)
    assert likeness[2] > likeness[1] > 0
    assert likeness[0] == -np.inf


def test_model_of_another_catalogue_is_refused() -> None:
    catalog = build_catalog(TITLES[:3])
    with pytest.raises(ValueError, match="another catalogue"):
        Recommender(catalog, TitleIndex(catalog), build_model(TWO_TASTES))


def test_damped_mean_by_hand() -> None:
    # μ = 3 for both, damping 10: (4·5 + 30)/(4 + 10) with one film lifted to a mean of 5
    catalog = build_catalog(["A", "B"], counts=[4, 4])
    catalog.rating_sum[:] = [20.0, 4.0]
    np.testing.assert_allclose(damped_mean(catalog, 10.0), [50 / 14, 34 / 14], rtol=1e-6)


def test_damped_mean_of_no_ratings_is_zero() -> None:
    assert damped_mean(build_catalog(["A"], counts=[0])).tolist() == [0.0]


def test_variety_puts_another_kind_between_the_same() -> None:
    factors = np.array([[1, 0], [1, 0.01], [1, 0.02], [0, 1]], np.float32)
    scores = np.array([1.0, 0.98, 0.97, 0.9], np.float32)
    order = varied(np.array([7, 5, 3, 1]), scores, factors, k=4, variety=0.6)
    assert order.tolist() == [7, 1, 5, 3]


def test_without_variety_the_order_stays() -> None:
    ranked, scores = np.array([4, 2, 9]), np.array([3.0, 2.0, 1.0], np.float32)
    assert varied(ranked, scores, np.ones((3, 2), np.float32), 2, 0.0).tolist() == [4, 2]


@given(st.integers(0, 6), st.floats(0, 1))
def test_variety_keeps_the_best_first_and_loses_nobody(k: int, variety: float) -> None:
    factors = np.array([[1, 0], [0, 1], [1, 1], [0, 0], [2, 0]], np.float32)
    scores = np.array([5, 4, 3, 2, 1], np.float32)
    order = varied(np.arange(5), scores, factors, k, variety)
    assert len(set(order.tolist())) == order.size == min(k, 5)
    assert k == 0 or order[0] == 0


@given(
    st.lists(st.integers(-3, 3), max_size=12),
    st.sets(st.integers(0, 11)),
    st.integers(0, 14),
)
def test_top_items_equals_sorting_everything(values: list[int], excluded: set[int], k: int) -> None:
    scores = np.array(values, np.float32)
    gone = np.array(sorted(each for each in excluded if each < len(values)), np.int64)
    open_items = [index for index in range(len(values)) if index not in excluded]
    expected = sorted(open_items, key=lambda index: (-values[index], index))[:k]
    assert top_items(scores, gone, k).tolist() == expected


SERIES = build_catalog(
    ["Heat", "Jaws", "Jaws 2", "Fargo", "Jaws 3"], counts=[5, 40, 90, 30, 60]
)  # the sequels are known best


@pytest.mark.parametrize(
    ("told", "wanted", "listed"),
    [
        (Profile({}), ANY, ["Jaws", "Fargo", "Heat"]),
        (Profile({20: 4.0}), ANY, ["Jaws 2", "Fargo", "Heat"]),
        (Profile({}, seen=frozenset({20, 30})), ANY, ["Jaws 3", "Fargo", "Heat"]),
        (Profile({}, refused=frozenset({20})), ANY, ["Jaws 2", "Fargo", "Heat"]),
        (Profile({}, wanted=frozenset({20})), ANY, ["Fargo", "Heat"]),  # noted, and not seen
        (Profile({}), FilmFilter(first_year=1992), ["Jaws 2", "Fargo"]),  # the first is too old
    ],
)
def test_first_part_comes_before_its_sequels(
    told: Profile, wanted: FilmFilter, listed: list[str]
) -> None:
    service = Recommender(SERIES, TitleIndex(SERIES), None)
    found = service.recommend(told, 10, wanted=wanted).page
    assert sorted(each.film.title for each in found) == sorted(listed)


def test_group_gets_the_first_part_too() -> None:
    service = Recommender(SERIES, TitleIndex(SERIES), None)
    nobody = [GroupMember(Profile({})), GroupMember(Profile({40: 5.0}))]
    assert {each.film.title for each in service.for_group(nobody).picks} == {"Jaws", "Heat"}
