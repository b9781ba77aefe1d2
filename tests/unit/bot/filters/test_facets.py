"""What can be chosen about films, by whatever button."""

import pytest

from bot.card.presses import FilterChoose, FilterGenre, FilterPopularity, FilterYears
from bot.filters.facets import FACETS, GENRES, POPULARITY, YEARS, Choice, change
from bot.movie_night.presses import NightChoose, NightGenre, NightYears
from bot.words.problems import Problem
from core.catalog.film_filter import ANY, FilmFilter

OFFERED = ("Comedy", "Drama", "Horror")


def test_facets_keep_their_places() -> None:
    assert FACETS[:3] == (GENRES, YEARS, POPULARITY)  # buttons in chats hold them


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (FilterGenre(1, 2, 0, 1, 2), FilterChoose(1, 2, 0, 0, 1, 2)),
        (FilterYears(1, 2, 0, 1980, 1989), FilterChoose(1, 2, 0, 1, 1980, 1989)),
        (FilterPopularity(1, 2, 0, 4), FilterChoose(1, 2, 0, 2, 4, 0)),
        (NightGenre(1, 2, 1, 2), NightChoose(1, 2, 0, 1, 2)),
        (NightYears(1, 2, 1980, 1989), NightChoose(1, 2, 1, 1980, 1989)),
    ],
)
def test_buttons_from_before_choose_the_same(
    before: FilterGenre | FilterYears | FilterPopularity | NightGenre | NightYears,
    now: FilterChoose | NightChoose,
) -> None:
    assert before.chosen == now.chosen


def test_genre_is_wanted_unwanted_or_neither() -> None:
    wanted = change(FilmFilter(some_genres=frozenset({"Drama"})), OFFERED, Choice(0, 1, 1))
    assert wanted == FilmFilter(genres=frozenset({"Drama"}))
    unwanted = change(wanted, OFFERED, Choice(0, 1, 2))
    assert unwanted == FilmFilter(without_genres=frozenset({"Drama"}))
    assert change(unwanted, OFFERED, Choice(0, 1, 0)) == ANY


def test_years_have_bounds_or_none() -> None:
    eighties = change(ANY, OFFERED, Choice(1, 1980, 1989))
    assert eighties == FilmFilter(first_year=1980, last_year=1989)
    assert change(eighties, OFFERED, Choice(1, 0, 0)) == ANY


def test_a_step_of_popularity_takes_the_place_of_hidden_gems() -> None:
    assert change(FilmFilter(gems=True), OFFERED, Choice(2, 3)) == FilmFilter(popularity=3)
    assert change(FilmFilter(popularity=3), OFFERED, Choice(2, 0)) == ANY


@pytest.mark.parametrize(
    "choice", [Choice(0, 3, 1), Choice(1, 1990, 1980), Choice(2, 6), Choice(len(FACETS), 0)]
)
def test_what_cannot_be_chosen_is_a_button_of_another_version(choice: Choice) -> None:
    with pytest.raises(Problem) as raised:
        change(ANY, OFFERED, choice)
    assert raised.value.key == "problem-button-old"
