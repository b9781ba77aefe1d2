"""Years, genres and popularity of all films at once."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.catalog.films import NO_YEAR, Catalog, Film, popularity_steps
from tests.builders import build_catalog


def test_years_and_genres_are_those_of_the_films() -> None:
    films = [Film(1, "A", 1999, ("Drama", "War")), Film(2, "B", None), Film(3, "C", 2001, ("War",))]
    catalog = Catalog.build(films, np.zeros(3, np.int64), np.zeros(3))
    assert catalog.years.tolist() == [1999, NO_YEAR, 2001]
    assert {name: column.tolist() for name, column in catalog.genres.items()} == {
        "Drama": [True, False, False],
        "War": [True, False, True],
    }


def test_each_step_of_popularity_has_a_fifth_of_the_ratings() -> None:
    # 100 ratings: one film has a fifth, two share the next, and so on.
    counts = [20, 10, 10, 5, 5, 5, 5, 4, 4, 4, 4, 4, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2]
    expected = [5] + [4] * 2 + [3] * 4 + [2] * 5 + [1] * 10
    assert build_catalog(["x"] * 22, counts).popularity.tolist() == expected


def test_without_ratings_nothing_is_known() -> None:
    assert popularity_steps(np.zeros(3, np.int64)).tolist() == [1, 1, 1]
    assert popularity_steps(np.zeros(0, np.int64)).tolist() == []


@given(st.lists(st.integers(0, 50), max_size=40))
def test_steps_rise_with_the_count_and_equals_share_one(counts: list[int]) -> None:
    steps = popularity_steps(np.array(counts, np.int64))
    order = np.argsort(counts, kind="stable")
    assert (np.diff(steps[order]) >= 0).all()
    assert len({(count, step) for count, step in zip(counts, steps.tolist(), strict=True)}) == len(
        set(counts)
    )
    assert all(1 <= step <= 5 for step in steps.tolist())
