"""The orders that can be asked for, and why a film is in them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalog.film_filter import ANY, FilmFilter
from core.catalog.films import Catalog
from core.catalog.profile import Profile, observe
from core.model.factor_model import FactorModel
from core.model.taste import taste_of
from core.recommend.reasons import FAIR, WEAK, reasons_for
from core.recommend.recommender import Basis, Recommender, Suggestions
from core.titles.search import TitleIndex
from tests.builders import build_catalog, build_model

N_ITEMS = 120
KINDS = (("Comedy",), ("Drama",), ("Comedy", "Horror"))
RNG = np.random.default_rng(3)
CATALOG = build_catalog(
    [f"{number} Films" for number in range(N_ITEMS)],  # and no parts of a series
    counts=RNG.geometric(0.02, N_ITEMS).tolist(),
    genres=[KINDS[number % 3] for number in range(N_ITEMS)],
)
MODEL = build_model(
    RNG.normal(0, 0.3, (N_ITEMS, 4)),
    item_bias=RNG.normal(0, 0.4, N_ITEMS).tolist(),
    item_count=CATALOG.rating_count.tolist(),
    noise_scale=(1 + 20 / CATALOG.rating_count).tolist(),
    ranking_factors=RNG.normal(0, 0.3, (N_ITEMS, 5)),
    neighbour_factors=RNG.normal(0, 0.2, (N_ITEMS, 6)),
)
SERVICE = Recommender(CATALOG, TitleIndex(CATALOG), MODEL)
TOLD = Profile(
    {10: 5.0, 20: 0.5, 30: 4.0, 40: 4.5}, frozenset({50}), frozenset({60}), frozenset({70})
)
HORROR = FilmFilter(genres=frozenset({"Horror"}))


def ids(found: Suggestions) -> list[int]:
    return [each.film.movie_id for each in found.page]


def small(model: FactorModel, titles: str) -> tuple[Catalog, Recommender]:
    catalog = build_catalog(titles.split())
    return catalog, Recommender(catalog, TitleIndex(catalog), model)


@pytest.mark.parametrize(
    "wanted",
    [ANY, HORROR, FilmFilter(gems=True), FilmFilter(like=90), FilmFilter(surprise=5)],
    ids=["usual", "genre", "gems", "like", "surprise"],
)
@pytest.mark.parametrize("service", [SERVICE, Recommender(CATALOG, TitleIndex(CATALOG), None)])
def test_whatever_is_asked_for_meets_it_and_is_new(
    service: Recommender, wanted: FilmFilter
) -> None:
    found = service.recommend(TOLD, 500, wanted=wanted)
    meant = {int(CATALOG.movie_ids[index]) for index in np.flatnonzero(wanted.mask(CATALOG))}
    assert len(set(ids(found))) == len(found.page)
    assert set(ids(found)) <= meant - TOLD.movie_ids
    if wanted.like is None:
        assert set(ids(found)) == meant - TOLD.movie_ids
    assert not found.has_more


@pytest.mark.parametrize(
    "wanted",
    [ANY, HORROR, FilmFilter(gems=True), FilmFilter(like=90), FilmFilter(surprise=5)],
    ids=["usual", "genre", "gems", "like", "surprise"],
)
def test_one_film_at_a_time_is_the_list_at_once(wanted: FilmFilter) -> None:
    at_once = ids(SERVICE.recommend(TOLD, 12, wanted=wanted))
    shown: list[int] = []
    for _ in range(12):
        shown += ids(SERVICE.recommend(TOLD, 1, wanted=wanted, shown=shown))
    assert shown == at_once
    assert ids(SERVICE.recommend(TOLD, 4, 4, wanted=wanted)) == at_once[4:8]


def test_what_was_shown_stays_away_when_the_order_changes() -> None:
    shown = ids(SERVICE.recommend(TOLD, 10))
    more = Profile({**TOLD.ratings, shown[0]: 0.5})
    again = ids(SERVICE.recommend(more, 30, shown=shown))
    assert not set(shown) & set(again)


def test_marks_alone_are_a_taste_and_a_reason() -> None:
    # two kinds of film; one of the first kind is on the watchlist
    _, service = small(build_model([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]]), "Alpha Beta Gamma")
    found = service.recommend(Profile(wanted=frozenset({10})), 2)
    assert {each.basis for each in found.page} == {Basis.TASTE}
    assert [each.film.title for each in found.page] == ["Beta", "Gamma"]
    (reason,) = found.page[0].reasons
    assert (reason.film.title, reason.stars, reason.adds) == ("Alpha", None, None)
    assert found.page[1].reasons == ()


def test_a_reason_names_what_was_liked_of_the_same_kind() -> None:
    model = build_model([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0], [0.0, 1.0]])
    _, service = small(model, "Alpha Beta Gamma Delta")
    found = service.recommend(Profile({10: 5.0, 30: 4.0}), 1).page[0]
    assert found.film.title == "Beta"
    assert [(each.film.title, each.stars) for each in found.reasons] == [("Alpha", 5.0)]


def test_stars_below_what_a_film_usually_gets_are_no_reason() -> None:
    # Everybody gives Alpha 4.5; who gives it 4 is still listed more of its kind, not for the 4.
    model = build_model([[1.0], [1.0]], item_bias=[1.0, 0.0])
    _, service = small(model, "Alpha Beta")
    assert service.recommend(Profile({10: 4.0}), 1).page[0].reasons == ()
    assert service.recommend(Profile({10: 5.0}), 1).page[0].reasons != ()


@given(st.integers(0, 2**32 - 1), st.booleans())
def test_reasons_are_true_and_exact(seed: int, by_stars: bool) -> None:
    rng = np.random.default_rng(seed)
    cuts = np.sort(rng.integers(0, 40, 3))
    rated, seen, wanted, refused = (
        part.tolist() for part in np.split(CATALOG.movie_ids[rng.permutation(N_ITEMS)[:40]], cuts)
    )
    stars = {movie_id: float(rng.integers(1, 11) / 2) for movie_id in rated}
    told = Profile(stars, frozenset(seen), frozenset(wanted), frozenset(refused))
    taste = taste_of(MODEL, observe(told, CATALOG))
    item = int(rng.integers(N_ITEMS))
    listed, of_stars = taste.why_listed(item), taste.why_stars(item)
    score = dict(zip(CATALOG.movie_ids[listed.items].tolist(), listed.parts.tolist(), strict=True))
    adds = dict(zip(CATALOG.movie_ids[of_stars.items].tolist(), of_stars.parts, strict=True))
    reasons = reasons_for(taste, item, CATALOG, by_stars=by_stars)
    order = [each.adds if by_stars else each.part for each in reasons]
    assert order == sorted(order, key=lambda part: -(part or 0))
    assert all((part or 0) > WEAK * (order[0] or 0) for part in order)
    speaking = of_stars.parts if by_stars else listed.parts
    assert all((part or 0) > FAIR * np.maximum(speaking, 0).sum() for part in order)
    for each in reasons:
        movie_id = each.film.movie_id
        assert movie_id not in told.refused
        assert movie_id != CATALOG.films[item].movie_id
        assert each.part == score[movie_id] > 0
        assert each.stars == told.ratings.get(movie_id)
        assert each.adds == adds.get(movie_id)
        if each.stars is not None:
            bias = MODEL.rating.item_bias[CATALOG.index_of(movie_id)]
            assert each.stars > MODEL.rating.global_mean + bias


def test_deviation_is_that_of_the_model_and_nobody_s_without_one() -> None:
    page = SERVICE.recommend(TOLD, 5).page
    taste = taste_of(MODEL, observe(TOLD, CATALOG))
    for each in page:
        index = CATALOG.index_of(each.film.movie_id)
        assert index is not None
        assert each.deviation == pytest.approx(float(taste.deviation(np.array([index]))[0]))
    bare = Recommender(CATALOG, TitleIndex(CATALOG), None).recommend(TOLD, 5)
    assert {each.basis for each in bare.page} == {Basis.NO_MODEL}
    assert {(each.deviation, each.reasons) for each in bare.page} == {(None, ())}


def test_judging_a_film_leaves_out_what_was_told_of_it() -> None:
    judged = SERVICE.judge(TOLD, 10)
    assert judged is not None
    assert judged == SERVICE.judge(TOLD.without(10), 10)
    assert 10 not in {each.film.movie_id for each in judged.reasons}
    assert SERVICE.judge(TOLD, 999_999) is None


def test_many_films_are_predicted_as_each_alone() -> None:
    listed = [each.film.movie_id for each in SERVICE.recommend(TOLD, 5).page]
    predicted = SERVICE.predict(TOLD, [999_999, *listed])
    assert predicted.keys() == set(listed)
    for movie_id, stars in predicted.items():
        judged = SERVICE.judge(TOLD, movie_id)
        assert judged is not None
        assert stars == judged.stars
    assert SERVICE.predict(TOLD, []) == {}


def test_judging_agrees_with_the_list() -> None:
    for each in SERVICE.recommend(TOLD, 5).page:
        assert SERVICE.judge(TOLD, each.film.movie_id) == each


def test_like_one_film_is_led_by_likeness_and_moved_by_taste() -> None:
    # Three of a kind; the second of them is what everybody, and so this person, likes more.
    model = build_model(
        [[1.0, 0.0], [1.0, 0.0], [1.0, 0.0], [0.0, 1.0]], item_bias=[0.0, 0.0, 1.0, 1.0]
    )
    _, service = small(model, "Alpha Beta Gamma Delta")
    found = service.recommend(Profile(), 9, wanted=FilmFilter(like=10))
    assert [each.film.title for each in found.page] == ["Gamma", "Beta"]


def test_nothing_is_like_a_film_that_nothing_is_known_of() -> None:
    wanted = FilmFilter(like=999_999)
    assert SERVICE.recommend(TOLD, 5, wanted=wanted).page == ()
    (drop,) = SERVICE.suggest_drop(TOLD, wanted)
    assert (drop.condition, drop.rest) == (wanted, ANY)
    assert drop.n_films == N_ITEMS - len(TOLD.movie_ids)
    assert SERVICE.suggest_drop(TOLD, wanted, CATALOG.movie_ids.tolist()) == ()


def test_a_gem_is_little_known_and_good_even_when_things_turn_out_badly() -> None:
    # Beta's one rating says ★5 of it; Gamma's twenty say nearly as much, and surely.
    catalog = build_catalog(["Alpha", "Beta", "Gamma"], counts=[900, 1, 20])
    model = build_model(np.zeros((3, 1)), item_bias=[1.4, 1.2, 1.1], noise_scale=[1.0, 3.5, 1.2])
    found = Recommender(catalog, TitleIndex(catalog), model).recommend(
        Profile(), 5, wanted=FilmFilter(gems=True)
    )
    assert [each.film.title for each in found.page] == ["Gamma", "Beta"]


def test_surprises_are_drawn_by_their_seed_alone() -> None:
    def drawn(seed: int, told: Profile = TOLD) -> list[int]:
        return ids(SERVICE.recommend(told, 8, wanted=FilmFilter(surprise=seed)))

    assert drawn(1) == drawn(1)
    assert len({tuple(drawn(seed)) for seed in range(6)}) == 6


def test_surprises_are_not_what_stands_on_the_usual_list() -> None:
    usual = set(ids(SERVICE.recommend(TOLD, 20)))
    surprising = ids(SERVICE.recommend(TOLD, 20, wanted=FilmFilter(surprise=2)))
    assert not usual & set(surprising)
    stars = SERVICE.recommend(TOLD, 500).page
    typical = np.median([each.stars for each in stars])
    first = SERVICE.recommend(TOLD, 8, wanted=FilmFilter(surprise=2)).page
    assert np.mean([each.stars for each in first]) > typical


def test_surprises_point_away_from_the_usual_list() -> None:
    # One kind fills the usual list; of the two films left, the one of another kind surprises.
    factors = [[1.0, 0.0]] * 4 + [[0.0, 1.0]]
    model = build_model(factors, popularity_score=0.0)
    _, service = small(model, "Alpha Beta Gamma Delta Epsilon")
    told = Profile({10: 5.0})
    assert [each.film.title for each in service.recommend(told, 9).page][-1] == "Epsilon"
    surprising = service.recommend(told, 1, wanted=FilmFilter(surprise=0)).page
    assert [each.film.title for each in surprising] == ["Epsilon"]
