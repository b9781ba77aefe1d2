"""The figures that an import has to reach."""

import pytest

from benchmarks.import_sources import Found, measure_sources
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


@pytest.fixture(scope="module")
def by_source() -> dict[str, Found]:
    return measure_sources(load_dataset(None, Filters()).catalog)


IN_SWEDISH = "IMDb in Swedish"  # without the column of original titles


def test_lists_of_every_place_are_matched(by_source: dict[str, Found]) -> None:
    for name, found in by_source.items():
        share = 0.6 if name == IN_SWEDISH else 0.985
        assert found.n_right + found.n_similar >= share * found.n_present, name
        assert found.n_hopeless <= 0.005 * found.n, name


def test_hardly_a_row_is_wrong(by_source: dict[str, Found]) -> None:
    n = sum(found.n for found in by_source.values())
    n_similar = sum(found.n_similar for found in by_source.values())
    n_similar_wrong = sum(found.n_similar_wrong for found in by_source.values())
    assert sum(found.n_wrong for found in by_source.values()) <= 0.0002 * n
    assert n_similar_wrong <= 0.05 * (n_similar + n_similar_wrong)


def test_every_scale_is_read_as_it_was_meant(by_source: dict[str, Found]) -> None:
    assert {name: found.n_stars_wrong for name, found in by_source.items()} == dict.fromkeys(
        by_source, 0
    )


def test_original_titles_make_up_for_translated_ones(by_source: dict[str, Found]) -> None:
    without, with_them = by_source[IN_SWEDISH], by_source["… and original titles"]
    assert without.n_right <= 0.75 * without.n_present
    assert with_them.n_right >= 0.985 * with_them.n_present
