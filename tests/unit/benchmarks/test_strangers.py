"""Strangers tell the truth, are judged on what they never told, and end."""

import numpy as np
from numpy.typing import NDArray

from benchmarks.onboarding import (
    DECK,
    all_knowing,
    in_order_of_popularity,
    in_random_order,
    rmse,
    taps_needed,
)
from benchmarks.strangers import (
    MAX_FILMS,
    MAX_TAPS,
    MIN_RATINGS,
    SESSIONS,
    Session,
    Stranger,
    answers_of,
    play,
    strangers,
)
from core.catalog.observations import Observations
from tests.builders import build_model, build_ratings

N_ITEMS = 700
RNG = np.random.default_rng(1)
MODEL = build_model(RNG.normal(0, 0.3, (N_ITEMS, 3)), item_count=np.arange(N_ITEMS, 0, -1).tolist())
NOBODY = Stranger(9, {}, np.array([3]), np.array([4.0], np.float32))


def stranger(n_known: int) -> Stranger:
    known = dict(zip(range(0, 2 * n_known, 2), [0.5, 5.0] * n_known, strict=False))
    return Stranger(4, known, np.array([1, 3, 5]), np.array([4.0, 5.0, 2.0], np.float32))


def session(errors: list[float], n_judged: int = 1) -> Session:
    curve = np.full(MAX_TAPS + 1, errors[-1])
    curve[: len(errors)] = errors
    return Session(1, n_judged, np.square(curve), np.array([True]), curve)


def test_a_stranger_is_judged_on_a_third_and_answers_for_the_rest() -> None:
    rows = [(user, item, 4.0) for user, n in ((0, 90), (1, MIN_RATINGS - 1)) for item in range(n)]
    ratings = build_ratings(rows, 2, 100)
    found = list(strangers(ratings, np.array([0, 1]), seed=1))
    assert [each.user_index for each in found] == [0] * SESSIONS
    for each in found:
        assert each.judged.size == 30
        assert sorted([*each.answers, *each.judged.tolist()]) == list(range(90))
    assert set(found[0].answers) != set(found[1].answers)


def test_answers_are_true_and_come_after_as_many_films_as_were_looked_at() -> None:
    who = stranger(40)
    told, n_shown = answers_of(who, in_order_of_popularity(MODEL, NOBODY, RNG))
    assert told.rated.tolist() == list(range(0, 2 * MAX_TAPS, 2))
    assert told.stars.tolist() == [who.answers[item] for item in told.rated.tolist()]
    assert n_shown == [0, *range(1, 2 * MAX_TAPS, 2)]


def test_nobody_looks_at_films_for_ever() -> None:
    told, n_shown = answers_of(NOBODY, in_random_order(MODEL, NOBODY, np.random.default_rng(2)))
    assert told.rated.size == 0
    assert n_shown == [0]
    asked: list[int] = []

    def endless(_: Observations, unseen: NDArray[np.int64]) -> NDArray[np.int64]:
        asked.append(unseen.size)
        return unseen.size + np.arange(DECK)

    who = Stranger(1, {N_ITEMS - 1: 4.0}, NOBODY.judged, NOBODY.stars)
    assert answers_of(who, endless)[0].rated.size == 0
    assert asked[-1] < MAX_FILMS


def test_the_same_seed_shows_the_same_films_at_random() -> None:
    first, again = (
        in_random_order(MODEL, NOBODY, np.random.default_rng(5))(
            Observations(), np.empty(0, np.int64)
        )
        for _ in range(2)
    )
    assert first.tolist() == again.tolist()
    assert (first < 500).all()


def test_who_knows_what_was_seen_asks_about_nothing_else() -> None:
    who = stranger(40)
    told, n_shown = answers_of(who, all_knowing(MODEL, who, RNG))
    assert n_shown == list(range(MAX_TAPS + 1))
    assert len(set(told.rated.tolist())) == MAX_TAPS


def test_who_gives_few_answers_is_judged_by_those() -> None:
    played = play(MODEL, stranger(3), in_order_of_popularity(MODEL, NOBODY, RNG))
    assert np.isnan(played.n_shown).tolist() == [False] * 4 + [True] * (MAX_TAPS - 3)
    assert (played.squared_error[3:] == played.squared_error[3]).all()
    assert played.squared_error[0] != played.squared_error[3]


def test_rmse_is_over_ratings_and_taps_are_counted_in_between() -> None:
    one, other = session([1.0, 0.8, 0.6]), session([0.5], n_judged=3)
    assert rmse([one, other], 0) == np.sqrt((1.0 + 3 * 0.25) / 4)
    assert taps_needed([one], 0.8) == 1.0
    assert np.isclose(taps_needed([one], 0.7), 1.5)
    assert np.isnan(taps_needed([one], 0.5))
