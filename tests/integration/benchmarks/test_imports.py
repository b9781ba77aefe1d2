"""The figures that an import has to reach."""

import pytest

from benchmarks.imports import N_ABSENT, N_ROWS, Measurement, measure
from data.filters import Filters
from data.prepare import load_dataset


@pytest.fixture(scope="module")
def measured() -> Measurement:
    return measure(load_dataset(None, Filters()).catalog)


def test_films_that_exist_are_matched_and_hardly_one_wrongly(measured: Measurement) -> None:
    found = measured.outcomes["all"]
    assert (found.n, found.n_present) == (N_ROWS, N_ROWS - N_ABSENT)
    assert found.n_matched >= 0.85 * found.n_present
    assert found.n_wrong <= 0.005 * found.n
    assert found.n_matched + found.n_guessed >= 0.98 * found.n_present


def test_every_kind_of_difference_is_there_and_mostly_forgiven(measured: Measurement) -> None:
    kinds = {name: found for name, found in measured.outcomes.items() if name != "all"}
    assert sum(found.n for found in kinds.values()) == N_ROWS
    for name, found in kinds.items():
        assert found.n_present > 0, name
        share = 0.0 if name == "subtitle added" else 0.85  # that is another film, or is asked about
        assert found.n_matched >= share * found.n_present, name
        assert found.n_matched + found.n_guessed >= 0.96 * found.n_present, name


def test_two_thousand_rows_take_seconds(measured: Measurement) -> None:
    assert measured.read_seconds + measured.match_seconds <= 5
