"""What is asked next, and how well somebody is known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.catalog.observations import Observations
from core.catalog.profile import Profile
from core.model.factor_model import FactorModel
from core.model.fold_in import fold_in_rating, predict_deviation
from core.recommend.elicitation import KNOWN_WELL, acquaintance, choose_films
from core.recommend.recommender import Recommender
from core.titles.search import TitleIndex
from tests.builders import build_catalog, build_model

N_ITEMS = 80
NOBODY = Observations()
NONE = np.empty(0, np.int64)


def random_model(seed: int = 4) -> FactorModel:
    rng = np.random.default_rng(seed)
    return build_model(
        rng.normal(0, 0.4, (N_ITEMS, 5)),
        item_bias=rng.normal(0, 0.3, N_ITEMS).tolist(),
        item_count=rng.geometric(0.02, N_ITEMS).tolist(),
        noise_scale=(1 + rng.random(N_ITEMS)).tolist(),
        ranking_factors=rng.normal(0, 0.3, (N_ITEMS, 4)),
        calibration=rng.uniform(0.5, 1.5, N_ITEMS).tolist(),
    )


MODEL = random_model()
SERVICE = Recommender(
    build_catalog([f"Film {number}" for number in range(N_ITEMS)], MODEL.item_count.tolist()),
    TitleIndex(build_catalog([])),
    MODEL,
)


def rated(*items: int, stars: float = 4.0) -> Observations:
    return Observations(np.array(items, np.int64), np.full(len(items), stars, np.float32))


def best_known(k: int, model: FactorModel = MODEL) -> set[int]:
    return set(np.argsort(-model.item_count, kind="stable")[:k].tolist())


def test_somebody_unknown_is_asked_about_what_everybody_knows() -> None:
    share = np.cumsum(np.sort(MODEL.item_count)[::-1]) / MODEL.item_count.sum()
    famous = best_known(int(np.searchsorted(share, 0.2)) + 1)
    assert 3 < len(famous) < 20
    assert set(choose_films(MODEL, NOBODY, NONE, 3).tolist()) <= famous


@given(st.integers(0, 2**32 - 1))
def test_films_told_of_or_skipped_never_come_back(seed: int) -> None:
    rng = np.random.default_rng(seed)
    parts = np.split(rng.permutation(N_ITEMS), np.sort(rng.integers(0, N_ITEMS, 5)))
    known, seen, wanted, refused, unseen, rest = parts
    stars = (rng.integers(1, 11, known.size) / 2).astype(np.float32)
    observed = Observations(known, stars, seen, wanted, refused)
    chosen = choose_films(MODEL, observed, unseen, N_ITEMS).tolist()
    if rest.size < N_ITEMS:
        assert sorted(chosen) == sorted(rest.tolist())
    assert len(set(chosen)) == len(chosen)


def test_decks_go_on_until_all_films_with_ratings_have_been_asked_about() -> None:
    model = build_model(np.ones((7, 2)), item_count=[9, 8, 7, 6, 5, 0, 0])
    unseen: list[int] = []
    for _ in range(9):
        films = choose_films(model, NOBODY, np.array(unseen, np.int64), 2).tolist()
        assert not set(films) & set(unseen)
        unseen += films
    assert sorted(unseen) == [0, 1, 2, 3, 4]


def test_the_divisive_film_is_asked_about_first() -> None:
    # as known as each other and liked as much, but tastes differ most over the third
    model = build_model([[0.1], [0.2], [0.9], [0.3]])
    assert choose_films(model, rated(0), NONE, 1).tolist() == [2]


def test_of_two_films_alike_the_better_known_and_the_more_telling_are_asked_about() -> None:
    known = build_model([[0.5], [0.5], [0.5]], item_count=[50, 30, 50])
    assert choose_films(known, rated(0), NONE, 2).tolist() == [2, 1]
    calibration = build_model([[0.5], [0.5], [0.5]], calibration=[1.0, 0.5, 1.5])
    assert choose_films(calibration, rated(0), NONE, 2).tolist() == [2, 1]


def test_a_deck_does_not_ask_the_same_thing_twice() -> None:
    # Two films of one kind tell most; but when one is answered, a film of another kind does.
    model = build_model(
        [[0.0, 0.0], [1.0, 0.0], [1.0, 0.0], [0.0, 0.8]], user_bias_deviation=0.1, noise=0.3
    )
    assert choose_films(model, rated(0), NONE, 2).tolist() == [1, 3]


def test_a_deck_is_the_same_every_time_and_a_shorter_one_its_beginning() -> None:
    longer = choose_films(MODEL, rated(3, 9), np.array([5]), 8).tolist()
    assert choose_films(MODEL, rated(3, 9), np.array([5]), 8).tolist() == longer
    assert choose_films(MODEL, rated(3, 9), np.array([5]), 3).tolist() == longer[:3]
    # which stars were given does not change what is worth asking
    assert choose_films(MODEL, rated(3, 9, stars=0.5), np.array([5]), 8).tolist() == longer


def test_every_answer_makes_predictions_surer() -> None:
    observed, before = NOBODY, None
    for film in choose_films(MODEL, rated(0), NONE, 6).tolist():
        observed = rated(*observed.rated.tolist(), film)
        user = fold_in_rating(MODEL.rating, observed.rated, observed.stars)
        deviation = predict_deviation(MODEL.rating, user, np.arange(N_ITEMS))
        assert before is None or (deviation <= before + 1e-6).all()
        before = deviation


def test_the_deck_teaches_more_than_films_at_random() -> None:
    famous = np.array(sorted(best_known(40)))
    ours = acquaintance(MODEL, rated(*choose_films(MODEL, rated(0), NONE, 6)), NONE)
    others = [
        acquaintance(MODEL, rated(*np.random.default_rng(seed).choice(famous, 6, False)), NONE)
        for seed in range(20)
    ]
    assert ours.sureness > np.mean([each.sureness for each in others])


@given(st.integers(0, 2**32 - 1))
def test_sureness_grows_with_every_rating_and_with_nothing_else(seed: int) -> None:
    rng = np.random.default_rng(seed)
    items = rng.permutation(N_ITEMS)[:12]
    last = acquaintance(MODEL, NOBODY, NONE).sureness
    assert last == 0
    for n in range(1, items.size):
        stars = float(rng.integers(1, 11) / 2)
        now = acquaintance(MODEL, rated(*items[:n].tolist(), stars=stars), NONE).sureness
        assert last < now < 1
        last = now
    told, other = rated(*items.tolist()), np.setdiff1d(np.arange(N_ITEMS), items)[:2]
    marked = Observations(told.rated, told.stars, seen=other[:1])
    plain = acquaintance(MODEL, told, NONE).sureness
    assert acquaintance(MODEL, marked, other[1:]).sureness == plain


def test_so_many_answers_more_and_somebody_is_known_well() -> None:
    observed = rated(11)
    unseen: list[int] = []
    start = acquaintance(MODEL, observed, NONE)
    assert start.sureness < KNOWN_WELL
    assert start.n_more > 1
    for left in range(start.n_more, 0, -1):
        now = acquaintance(MODEL, observed, np.array(unseen, np.int64))
        assert now.sureness < KNOWN_WELL
        assert 1 <= now.n_more <= left + 2  # chances change with every answer, and so does the deck
        film = choose_films(MODEL, observed, np.array(unseen, np.int64), 1)[0]
        observed = rated(*observed.rated.tolist(), int(film))
        if acquaintance(MODEL, observed, NONE).sureness >= KNOWN_WELL:
            break
    assert acquaintance(MODEL, observed, NONE).n_more <= 1


def test_known_well_needs_nothing_more() -> None:
    everything = rated(*range(N_ITEMS))
    found = acquaintance(MODEL, everything, NONE)
    assert found.sureness > KNOWN_WELL
    assert found.n_more == 0


def test_when_the_films_run_out_the_count_ends_with_them() -> None:
    model = build_model([[0.1]] * 3, noise=3.0)
    found = acquaintance(model, rated(0), np.array([1]))
    assert found.sureness < KNOWN_WELL
    assert found.n_more == 1


def test_the_recommender_speaks_of_films() -> None:
    told = Profile({10: 4.0}, seen=frozenset({20}), refused=frozenset({30}))
    deck = SERVICE.deck(told, 6, skipped=[40, 999_999])
    expected = choose_films(
        MODEL,
        Observations(
            np.array([0]), np.array([4.0], np.float32), np.array([1]), refused=np.array([2])
        ),
        np.array([3]),
        6,
        years=SERVICE.catalog.years,
    )
    assert [film.movie_id for film in deck] == [10 * (item + 1) for item in expected.tolist()]
    known = SERVICE.acquaintance(told, skipped=[40])
    assert known is not None
    assert 0 < known.sureness < 1


@pytest.mark.parametrize("k", [2, 9])
def test_without_a_model_the_best_known_films_are_asked_about(k: int) -> None:
    catalog = build_catalog(["A", "B", "C", "D", "E"], counts=[5, 9, 7, 0, 8])
    bare = Recommender(catalog, TitleIndex(catalog), None)
    told = Profile({20: 4.0})
    titles = [film.title for film in bare.deck(told, k, skipped=[50])]
    assert titles == ["C", "A"][:k]
    assert bare.acquaintance(told) is None


def ages(*, n: int) -> NDArray[np.int64]:
    """Years of `N_ITEMS` films: of each period as many, the latest in 2016."""
    return np.resize(np.array([2016, 2000, 1970]), n)


def periods_of(items: list[int]) -> list[int]:
    return [item % 3 for item in items]


def test_at_first_all_periods_take_turns() -> None:
    chosen = choose_films(MODEL, NOBODY, NONE, 6, years=ages(n=N_ITEMS)).tolist()
    assert periods_of(chosen) == [0, 1, 2, 0, 1, 2]


def test_what_was_seen_decides_the_period_of_what_is_asked_next() -> None:
    young = rated(0, 3, 6, 9), np.array([1, 2, 4, 5, 7, 8])
    chosen = choose_films(MODEL, *young, 6, years=ages(n=N_ITEMS)).tolist()
    assert periods_of(chosen).count(0) >= 4
    old = rated(2, 5, 8, 11), np.array([0, 1, 3, 4, 6, 7])
    chosen = choose_films(MODEL, *old, 6, years=ages(n=N_ITEMS)).tolist()
    assert periods_of(chosen).count(2) >= 4


@given(st.integers(0, 2**32 - 1))
def test_all_films_are_asked_about_whatever_was_seen_of_which_period(seed: int) -> None:
    rng = np.random.default_rng(seed)
    years = rng.choice([0, 1925, 1994, 2003, 2010, 2016], N_ITEMS)
    known, unseen, rest = np.split(rng.permutation(N_ITEMS), np.sort(rng.integers(1, N_ITEMS, 2)))
    chosen = choose_films(MODEL, rated(*known.tolist()), unseen, N_ITEMS, years=years).tolist()
    assert sorted(chosen) == sorted(rest.tolist())
    assert (
        choose_films(MODEL, rated(*known.tolist()), unseen, 4, years=years).tolist() == chosen[:4]
    )
