"""What a message means, over the embedded films: a rating, a title, or a question."""

from statistics import median
from time import perf_counter

import numpy as np
import pytest

from bot.rating.presses import ChooseFilm
from bot.rating.views import which_to_rate
from bot.words.problems import Problem
from bot.words.rating_text import Doubt, understand
from bot.words.texts import texts_for
from core.titles.search import TitleIndex
from data.filters import Filters
from data.prepare import load_dataset

_CATALOG = load_dataset(None, Filters()).catalog


@pytest.fixture(scope="module")
def titles() -> TitleIndex:
    return TitleIndex(_CATALOG)


@pytest.mark.parametrize(
    ("text", "shorter", "whole"),
    [
        ("terminator 2", "The Terminator (1984)", "Terminator 2: Judgment Day (1991)"),
        ("home alone 2", "Home Alone (1990)", "Home Alone 2: Lost in New York (1992)"),
        ("speed 2", "Speed (1994)", "Speed 2: Cruise Control (1997)"),
        (
            "legally blonde 2",
            "Legally Blonde (2001)",
            "Legally Blonde 2: Red, White & Blonde (2003)",
        ),
        (
            "miss congeniality 2",
            "Miss Congeniality (2000)",
            "Miss Congeniality 2: Armed and Fabulous (2005)",
        ),
        ("exorcist 2", "The Exorcist (1973)", "Exorcist II: The Heretic (1977)"),
        ("highlander 2", "Highlander (1986)", "Highlander II: The Quickening (1991)"),
        (
            "police academy 4",
            "Police Academy (1984)",
            "Police Academy 4: Citizens on Patrol (1987)",
        ),
        ("x-men 2", "X-Men (2000)", "X2: X-Men United (2003)"),
        ("matrix 2", "The Matrix (1999)", "The Matrix Reloaded (2003)"),
        ("toy story 3", "Toy Story (1995)", "Toy Story 3 (2010)"),
        ("alien 3", "Alien (1979)", "Alien³ (1992)"),
        ("alien 4", "Alien (1979)", "Alien: Resurrection (1997)"),
        ("godfather 2", "The Godfather (1972)", "The Godfather: Part II (1974)"),
    ],
)
def test_number_that_may_be_a_sequel_is_asked_about(
    titles: TitleIndex, text: str, shorter: str, whole: str
) -> None:
    request = understand(titles, text)
    assert request.meant.film is not None
    assert request.also is not None
    assert (request.meant.film.label, request.also.label) == (shorter, whole)
    assert request.stars == float(text[-1])


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("star trek 2", "Star Trek II: The Wrath of Khan (1982)"),
        ("star wars 5", "Star Wars: Episode V - The Empire Strikes Back (1980)"),
        ("harry potter 3", "Harry Potter and the Prisoner of Azkaban (2004)"),
        ("lord of the rings 2", "The Lord of the Rings: The Two Towers (2002)"),
        ("pirates of the caribbean 2", "Pirates of the Caribbean: Dead Man's Chest (2006)"),
        ("fast and furious 5", "Fast Five (2011)"),
        ("kill bill 2", "Kill Bill: Vol. 2 (2004)"),
        ("the naked gun 2½", "The Naked Gun 2 1/2: The Smell of Fear (1991)"),
    ],
)
def test_sequel_is_offered_beside_a_choice(titles: TitleIndex, text: str, whole: str) -> None:
    request = understand(titles, text)
    assert request.meant.choices
    assert request.also is not None
    assert request.also.label == whole
    reply = which_to_rate(texts_for("en"), request, 1, 2016)
    rows = reply.keyboard
    assert len(rows) == len(request.meant.choices) + 1
    assert rows[-1][0].press == ChooseFilm(1, request.also.movie_id)


@pytest.mark.parametrize(
    ("text", "label", "stars"),
    [
        ("inception 5", "Inception (2010)", 5.0),
        ("heat 4", "Heat (1995)", 4.0),
        ("heat 4½", "Heat (1995)", 4.5),
        ("the rock 4", "The Rock (1996)", 4.0),  # not Rocky IV
        ("apollo 13 4", "Apollo 13 (1995)", 4.0),
        ("up 4", "Up (2009)", 4.0),
        ("terminator 2 3", "Terminator 2: Judgment Day (1991)", 3.0),
        ("the dark knight rises 2012 4.5", "The Dark Knight Rises (2012)", 4.5),
        ("heat 1995 2", "Heat (1995)", 2.0),
        ("zootopia ★2", "Zootopia (2016)", 2.0),
        ("avatar 2/5", "Avatar (2009)", 2.0),
        ("john wick 4.5", "John Wick (2014)", 4.5),
        ("john wick 4 stars", "John Wick (2014)", 4.0),
        ("terminator ★2", "The Terminator (1984)", 2.0),
        ("terminator 2/5", "The Terminator (1984)", 2.0),
        ("terminator 2 stars", "The Terminator (1984)", 2.0),
        ("terminator 2.5", "The Terminator (1984)", 2.5),
        ("terminator 2 5", "Terminator 2: Judgment Day (1991)", 5.0),
        ("empire strikes back 5", "Star Wars: Episode V - The Empire Strikes Back (1980)", 5.0),
        ("8½ 5", "8 1/2 (1963)", 5.0),
        ("M*A*S*H 5", "M*A*S*H (1970)", 5.0),
        ("Casino ★★★ 1/2", "Casino (1995)", 3.5),
        ("rate Heat 4", "Heat (1995)", 4.0),
        ("Rate: Heat 4", "Heat (1995)", 4.0),
    ],
)
def test_clear_rating_goes_through(titles: TitleIndex, text: str, label: str, stars: float) -> None:
    request = understand(titles, text)
    assert request.meant.film is not None
    assert (request.meant.film.label, request.stars) == (label, stars)
    assert request.also is None
    assert request.doubt is None
    assert request.is_exact


@pytest.mark.parametrize(
    ("text", "label", "doubt"),
    [
        ("Avatar 2", "Avatar (2009)", Doubt.SEQUEL),
        ("rate Avatar 2", "Avatar (2009)", Doubt.SEQUEL),
        ("John Wick 4", "John Wick (2014)", Doubt.SEQUEL),
        ("Toy Story 4", "Toy Story (1995)", Doubt.SEQUEL),
        ("Despicable Me 3", "Despicable Me (2010)", Doubt.SEQUEL),
        ("Zootopia 2", "Zootopia (2016)", Doubt.SEQUEL),
        ("Die Hard 5", "Die Hard (1988)", Doubt.SEQUEL),
        ("Evil Dead 3", "The Evil Dead (1981)", Doubt.SEQUEL),
        ("alien 5", "Alien (1979)", Doubt.SEQUEL),
        ("Up 2", "Up (2009)", Doubt.SEQUEL),
        ("Top Gun 3", "Top Gun (1986)", Doubt.SEQUEL),
        ("Joker 4", "Joker (2012)", Doubt.SEQUEL),
        ("Joker ★4", "Joker (2012)", Doubt.NAMESAKE),
        ("Parasite 5", "Parasite (1982)", Doubt.NAMESAKE),
        ("Parasite 4.5", "Parasite (1982)", Doubt.NAMESAKE),
        ("Doctor Strange 4", "Doctor Strange (2007)", Doubt.NAMESAKE),
        ("Wonder Woman", "Wonder Woman (2009)", Doubt.NAMESAKE),
        ("Arrival 5", "The Arrival (1996)", Doubt.NAMESAKE),
        ("Burning 4", "The Burning (1981)", Doubt.NAMESAKE),
    ],
)
def test_film_from_after_the_data_may_be_meant(
    titles: TitleIndex, text: str, label: str, doubt: Doubt
) -> None:
    request = understand(titles, text)
    assert request.meant.film is not None
    assert (request.meant.film.label, request.doubt) == (label, doubt)
    assert request.also is None


def test_number_of_the_first_film_may_mean_that_film(titles: TitleIndex) -> None:
    request = understand(titles, "matrix 1")
    assert request.also == request.meant.film
    assert understand(titles, "heat 1").also is None


@pytest.mark.parametrize("text", ["Get Out", "Us", "Coco", "Moonlight", "Soul", "Tenet", "Barbie"])
def test_films_called_only_something_like_it_are_not_asked_about(
    titles: TitleIndex, text: str
) -> None:
    meant = titles.resolve(text)
    assert meant.film is None
    assert not (meant.choices and meant.likely)


@pytest.mark.parametrize("text", ["star wars", "lord of the rings", "king kong", "godfathr part"])
def test_films_that_are_called_so_are_asked_about(titles: TitleIndex, text: str) -> None:
    assert titles.resolve(text).likely


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("8½", "8 1/2 (1963)"),
        ("star wars 7", "Star Wars: Episode VII - The Force Awakens (2015)"),
        ("M*A*S*H", "M*A*S*H (1970)"),
        ("Airplane!", "Airplane! (1980)"),
        ("Se7en", "Seven (1995)"),
        ("(500) Days of Summer", "(500) Days of Summer (2009)"),
        ("50/50", "50/50 (2011)"),
        ("Face/Off", "Face/Off (1997)"),
        ("300", "300 (2007)"),
        ("2012", "2012 (2009)"),
        ("Apollo 13", "Apollo 13 (1995)"),
        ("13 Going on 30", "13 Going on 30 (2004)"),
        ("Summer of '42", "Summer of '42 (1971)"),
        ("rate heat", "Heat (1995)"),
    ],
)
def test_title_is_no_rating(titles: TitleIndex, text: str, label: str) -> None:
    request = understand(titles, text)
    assert request.meant.film is not None
    assert (request.meant.film.label, request.stars) == (label, None)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("9", "9 (2009)"),
        ("10", "10 (1979)"),
        ("Blade Runner 2049", "Blade Runner (1982)"),
        ("slaughterhouse 5", "Slaughterhouse-Five (1972)"),
    ],
)
def test_title_in_doubt_is_a_choice_without_stars(
    titles: TitleIndex, text: str, label: str
) -> None:
    request = understand(titles, text)
    assert request.stars is None
    assert label in [film.label for film in (*request.meant.choices, request.meant.film) if film]


@pytest.mark.parametrize("text", ["heat 7", "heat 11/10", "heat 12 out of 10"])
def test_stars_out_of_range_are_told(titles: TitleIndex, text: str) -> None:
    with pytest.raises(Problem) as caught:
        understand(titles, text)
    assert caught.value.key == "problem-star-range"


def test_slip_in_a_title_is_no_exact_name(titles: TitleIndex) -> None:
    assert not understand(titles, "incepton 5").is_exact


@pytest.mark.no_cover  # a thousand texts: traced, three times as long
def test_ordinary_ratings_are_seldom_asked_about_and_quickly_understood(
    titles: TitleIndex,
) -> None:
    seconds: list[float] = []
    n_asked = dict.fromkeys(range(1, 6), 0)
    for item in np.argsort(-_CATALOG.rating_count)[:200]:
        for number in n_asked:
            start = perf_counter()
            request = understand(titles, f"{_CATALOG.films[item].title} {number}")
            seconds.append(perf_counter() - start)
            n_asked[number] += request.also is not None or request.doubt is not None
    assert n_asked[1] <= 35
    assert n_asked[4] <= 35
    assert n_asked[5] <= 25
    assert median(seconds) < 0.05  # about 0.007 on an idle machine


@pytest.mark.parametrize("text", ["4 Heat", "4/5 Heat", "★★★★ Heat", "4 stars: Heat"])
def test_stars_before_a_title_are_asked_about(titles: TitleIndex, text: str) -> None:
    request = understand(titles, text)
    assert request.meant.film is None
    assert [film.label for film in request.meant.choices] == ["Heat (1995)"]
    assert request.stars == 4.0


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("12 Monkeys", "Twelve Monkeys (1995)"),
        ("8 Mile", "8 Mile (2002)"),
        ("3 Idiots", "3 Idiots (2009)"),
        ("I loved Inception", "Inception (2010)"),
        ("ich mochte Inception", "Inception (2010)"),
        ("me encantó Inception", "Inception (2010)"),
        ("мне понравился Inception", "Inception (2010)"),
        ("I Saw the Devil", "I Saw the Devil (2010)"),
    ],
)
def test_words_and_numbers_before_a_title(titles: TitleIndex, text: str, label: str) -> None:
    request = understand(titles, text)
    assert request.meant.film is not None
    assert (request.meant.film.label, request.stars) == (label, None)
