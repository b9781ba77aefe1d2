"""What a vote comes to: by hand, and whatever the votes are."""

from collections.abc import Mapping, Sequence
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.movie_night.deciding import AnotherRound, Count, Winner, outcome, ruled_out
from bot.movie_night.request import DecisionReason

FILMS = (10, 20, 30)
NONE = len(FILMS)  # the option behind the films
NOBODY: frozenset[int] = frozenset()


def count(*chosen: Sequence[int], films: tuple[int, ...] = FILMS) -> Count:
    """One round, a voter for each choice."""
    return Count(films, {user: frozenset(options) for user, options in enumerate(chosen)})


def decide(
    *counts: Count, vetoed: frozenset[int] = NOBODY, is_last: bool = False
) -> Winner | AnotherRound | None:
    return outcome(counts, vetoed, is_last=is_last)


def test_most_votes_win() -> None:
    found = decide(count([0, 1], [1], [2, 1], [NONE]))
    assert found == Winner(20, round=1, n_votes=3, n_voters=4, reason=DecisionReason.VOTES)


def test_in_a_tie_the_film_higher_up_wins() -> None:
    found = decide(count([2], [1], [1, 2]))
    assert found == Winner(20, round=1, n_votes=2, n_voters=3, reason=DecisionReason.TIE)


def test_films_that_were_ruled_out_do_not_win() -> None:
    found = decide(count([1], [1], [2]), vetoed=frozenset({20}))
    assert found == Winner(30, round=1, n_votes=1, n_voters=3, reason=DecisionReason.VOTES)


def test_what_was_ruled_out_and_had_as_many_votes_is_named() -> None:
    votes = count([0, 1], [0, 1], [2])
    assert ruled_out([votes], frozenset({10, 30}), 2) == (10,)
    assert ruled_out([votes, count([0], films=(40, 50))], frozenset({10, 30, 40}), 1) == (
        10,
        30,
        40,
    )
    assert ruled_out([count()], frozenset({10}), 0) == ()  # nobody wanted it


def test_without_votes_the_first_that_is_left_wins() -> None:
    found = decide(count(), vetoed=frozenset({10}))
    assert found == Winner(20, round=1, n_votes=0, n_voters=0, reason=DecisionReason.NO_VOTES)


def test_where_all_votes_are_for_films_that_are_out_the_first_one_left_wins() -> None:
    found = decide(count([0], [0]), vetoed=frozenset({10}))
    assert found == Winner(20, round=1, n_votes=0, n_voters=2, reason=DecisionReason.TIE)


def test_none_of_these_needs_more_votes_than_any_film() -> None:
    assert isinstance(decide(count([NONE], [0])), Winner)
    assert decide(count([NONE], [0, NONE])) == AnotherRound(vetoed=False)
    assert decide(count([NONE])) == AnotherRound(vetoed=False)


def test_a_list_that_was_ruled_out_is_followed_by_another() -> None:
    assert decide(count([0], [1]), vetoed=frozenset(FILMS)) == AnotherRound(vetoed=True)


def test_after_the_last_round_the_best_of_all_wins() -> None:
    first = count([1], [NONE], [NONE])
    second = count([NONE], [0], [NONE], films=(40, 50, 60))
    found = decide(first, second, is_last=True)
    assert found == Winner(20, round=1, n_votes=1, n_voters=3, reason=DecisionReason.ROUNDS)
    found = decide(first, second, vetoed=frozenset({20}), is_last=True)
    assert found == Winner(40, round=2, n_votes=1, n_voters=3, reason=DecisionReason.ROUNDS)


def test_of_earlier_rounds_nothing_counts_while_the_last_one_has_a_winner() -> None:
    found = decide(count([1], [1], [NONE]), count([2], films=(40, 50, 60)), is_last=True)
    assert found == Winner(60, round=2, n_votes=1, n_voters=1, reason=DecisionReason.VOTES)


def test_nothing_is_left_where_everything_was_ruled_out() -> None:
    assert decide(count([0]), vetoed=frozenset(FILMS), is_last=True) is None


votes = st.dictionaries(st.integers(1, 9), st.frozensets(st.integers(0, NONE), min_size=1))
vetoes = st.frozensets(st.sampled_from([*FILMS, 99]), max_size=3)


@given(votes, vetoes, st.randoms())
def test_neither_the_order_of_votes_nor_who_cast_them_matters(
    cast: Mapping[int, frozenset[int]], vetoed: frozenset[int], lot: Random
) -> None:
    shuffled = list(cast.values())
    lot.shuffle(shuffled)
    others = dict(enumerate(shuffled, 100))
    assert decide(Count(FILMS, cast), vetoed=vetoed) == decide(Count(FILMS, others), vetoed=vetoed)


@given(votes, vetoes)
def test_no_film_that_is_left_has_more_votes_than_the_winner(
    cast: Mapping[int, frozenset[int]], vetoed: frozenset[int]
) -> None:
    now = Count(FILMS, cast)
    found = decide(now, vetoed=vetoed)
    left = {film: now.votes_of(place) for place, film in enumerate(FILMS) if film not in vetoed}
    if isinstance(found, Winner):
        assert left[found.movie_id] == max(left.values()) >= now.votes_of(NONE)
    else:
        assert found == AnotherRound(vetoed=not left)
        assert now.votes_of(NONE) > max(left.values(), default=-1)


@given(votes, vetoes)
def test_a_night_ends_after_its_last_round(
    cast: Mapping[int, frozenset[int]], vetoed: frozenset[int]
) -> None:
    found = decide(Count(FILMS, cast), vetoed=vetoed, is_last=True)
    assert (found is None) == (set(FILMS) <= vetoed)
    assert not isinstance(found, AnotherRound)
