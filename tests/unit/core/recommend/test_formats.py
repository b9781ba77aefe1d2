"""Shorts and series in many parts: kept out of movie night, and only there."""

import numpy as np
import pytest

from core.catalog.films import Catalog, Film
from core.catalog.formats import NO_EVENING, is_no_evening, no_evening
from core.catalog.profile import Profile
from core.recommend.groups import GroupMember
from core.recommend.recommender import Recommender
from core.titles.search import TitleIndex

FARGO = "Fargo (1996)"


def service_of(*labels: str) -> Recommender:
    """Serves films of these titles and years, without a model."""
    films = [
        Film(number, label[:-7], int(label[-5:-1])) for number, label in enumerate(labels, start=1)
    ]
    count = np.full(len(films), 10, np.int64)
    catalog = Catalog.build(films, count, np.asarray(count * 3.0, np.float64))
    return Recommender(catalog, TitleIndex(catalog), None)


@pytest.mark.parametrize("label", sorted(NO_EVENING))
def test_shorts_and_series_are_kept_out_of_movie_night(label: str) -> None:
    service = service_of(label, FARGO)
    assert no_evening(service.catalog).tolist() == [0]
    picks = service.for_group([GroupMember(Profile({}))], 5).picks
    assert [pick.film.label for pick in picks] == [FARGO]


@pytest.mark.parametrize("label", sorted(NO_EVENING))
def test_they_stay_on_the_lists_of_whoever_asks_alone(label: str) -> None:
    page = service_of(label, FARGO).recommend({}, 5).page
    assert {each.film.label for each in page} == {label, FARGO}


@pytest.mark.parametrize(
    "label",
    [
        "Pride and Prejudice (1940)",  # of the same name, but of another year
        "How the Grinch Stole Christmas (2000)",
        "Captain America: Civil War (2016)",
        "Wallace & Gromit in The Curse of the Were-Rabbit (2005)",
        "The Best of Youth (2003)",  # long, but a film
        "Sherlock Jr. (1924)",
        "Cowboy Bebop: The Movie (2001)",
        "St. Vincent (2014)",
        "Toy Story (1995)",
        "Mildred Pierce (1945)",
        "Twin Peaks: Fire Walk with Me (1992)",
        "All That Jazz (1979)",
    ],
)
def test_films_are_films(label: str) -> None:
    film = service_of(label).catalog.films[0]
    assert not is_no_evening(film)
