"""What was told, on its way into the index space of a catalogue."""

from core.catalog.profile import Profile, indices_of, observe
from tests.builders import build_catalog

CATALOG = build_catalog(["Alpha", "Beta", "Gamma", "Delta"])
TOLD = Profile({20: 4.5}, frozenset({10, 20}), frozenset({30, 10}), frozenset({40, 30}))


def test_a_film_counts_once_a_rating_before_a_mark() -> None:
    observed = observe(TOLD, CATALOG)
    assert (observed.rated.tolist(), observed.stars.tolist()) == ([1], [4.5])
    assert observed.refused.tolist() == [2, 3]
    assert observed.wanted.tolist() == [0]
    assert observed.seen.tolist() == []
    assert observed.n_films == 4


def test_films_of_another_catalogue_are_passed_over() -> None:
    profile = Profile({999: 5.0}, frozenset({998}), frozenset({997}), frozenset({996}))
    assert observe(profile, CATALOG).n_films == 0
    assert profile.movie_ids == {996, 997, 998, 999}


def test_a_film_can_be_taken_out_of_everything() -> None:
    rest = TOLD.without(20).without(30)
    assert rest == Profile({}, frozenset({10}), frozenset({10}), frozenset({40}))
    assert TOLD.without(999) is TOLD


def test_indices_are_ascending_whatever_the_order_of_the_ids() -> None:
    assert indices_of({40, 999, 10, 30}, CATALOG).tolist() == [0, 2, 3]
