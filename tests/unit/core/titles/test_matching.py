"""Films of a list found in a small catalogue: by id, by title, or not, with what may be meant."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.catalog.films import Catalog, Film
from core.catalog.links import FilmLinks
from core.titles.matching import FilmReference, Match, MatchedBy, match_films, reference_to
from core.titles.search import TitleIndex

FILMS = [
    (Film(1, "Toy Story", 1995), 247),
    (Film(6, "Heat", 1995), 104),
    (Film(260, "Star Wars: Episode IV - A New Hope", 1977), 291),
    (Film(2571, "The Matrix", 1999), 259),
    (Film(6365, "The Matrix Reloaded", 2003), 80),
    (Film(6934, "The Matrix Revolutions", 2003), 60),
    (Film(4262, "Scarface", 1983), 90),
    (Film(25788, "Scarface", 1932), 10),
    (Film(3598, "Hamlet", 2000), 60),
    (Film(65665, "Hamlet", 2000), 1),
    (Film(1411, "Hamlet", 1996), 40),
    (Film(10, "The Promise", 1995), 5),
    (Film(11, "The Promise", 1997), 5),
    (Film(47, "Seven", 1995, (), ("Se7en",)), 201),
    (Film(4973, "Amelie", 2001, (), ("Le fabuleux destin d'Amélie Poulain",)), 130),
    (Film(6874, "Kill Bill: Vol. 1", 2003), 100),
    (Film(108979, "Kill Bill: Vol. 2", 2004), 90),
    (Film(110, "Rocky II", 1979), 20),
    (Film(111, "Gladiator", 2000), 150),
    (Film(112, "Gamer", 2009), 15),
    (Film(113, "Paradise: Love", 2012), 4),
    (Film(114, "Paradise: Faith", 2012), 4),
    (Film(115, "Hyena Road", None), 2),
    (Film(116, "Steve Jobs", 2015), 9),
    (Film(117, "Night Watcher", 2010), 9),
    (Film(118, "Night Watches", 2010), 1),
    (Film(119, "Return of the Ant 2: The Meltdown", 2006), 9),
    (Film(120, "Lee Daniels' The Butler", 2013), 9),
    (Film(121, "The Gladiators of Rome", 2012), 1),
    (Film(122, "Jurassic Park", 1993), 200),
    (Film(123, "Gloria", 1980), 20),
    (Film(124, "Newest", 2016), 2),
    (Film(126, "Ada Lovelace's Long Road Home", 2001), 2),
    (Film(125, "Newer: The Story", 2016), 2),
]


def build(linked: dict[int, tuple[int, int]] | None = None) -> TitleIndex:
    """The films above; `linked` gives the IMDb and TMDB ids of some, by movie id."""
    films = [film for film, _ in FILMS]
    count = np.array([count for _, count in FILMS], np.int64)
    ids = [(linked or {}).get(film.movie_id, (0, 0)) for film in films]
    links = FilmLinks(*np.array(ids, np.int64).T)
    return TitleIndex(Catalog.build(films, count, np.asarray(count * 3.0, np.float64), links))


TITLES = build()
LINKED = build({6: (113277, 949), 1: (114709, 862)})


def match(
    title: str,
    year: int | None = None,
    movie_id: int | None = None,
    imdb_id: int | None = None,
    tmdb_id: int | None = None,
    *,
    titles: TitleIndex = TITLES,
) -> Match:
    reference = FilmReference(title, year, movie_id, imdb_id, tmdb_id)
    return match_films(titles, [reference])[0]


def labels(films: Sequence[Film]) -> list[str]:
    return [film.label for film in films]


@pytest.mark.parametrize(
    ("title", "year", "movie_id", "by"),
    [
        ("Heat", 1995, 6, MatchedBy.TITLE),
        ("HEAT", 1996, 6, MatchedBy.TITLE),
        ("Heat", None, 6, MatchedBy.TITLE),
        ("Matrix, The", 1999, 2571, MatchedBy.TITLE),
        ("Se7en", 1995, 47, MatchedBy.TITLE),
        ("Amélie", 2001, 4973, MatchedBy.TITLE),
        ("Le Fabuleux Destin d’Amélie Poulain", 2001, 4973, MatchedBy.TITLE),
        ("Rocky 2", 1979, 110, MatchedBy.TITLE),
        ("Scarface", 1932, 25788, MatchedBy.TITLE),
        ("Scarface", 1982, 4262, MatchedBy.TITLE),
        ("Kill Bill: Volume Two", 2004, 108979, MatchedBy.TITLE),
        ("Star Wars", 1977, 260, MatchedBy.LIKENESS),
        ("A New Hope", 1977, 260, MatchedBy.LIKENESS),
        ("Kill Bill", 2003, 6874, MatchedBy.LIKENESS),
        ("Gladiater", 2000, 111, MatchedBy.LIKENESS),
        ("Matrix", 1999, 2571, MatchedBy.TITLE),
        ("Star Wars: A New Hope", 1977, 260, MatchedBy.LIKENESS),
        ("Ada Lovelace's Toy Story", 1995, 1, MatchedBy.LIKENESS),
        ("Long Road Home", 2001, 126, MatchedBy.LIKENESS),
        ("Ada Lovelace's Long Road Home", 2001, 126, MatchedBy.TITLE),
        ("Kill Bill: Vol. Two", 2004, 108979, MatchedBy.TITLE),
        ("Return of the Ant: The Meltdown", 2006, 119, MatchedBy.LIKENESS),
    ],
)
def test_film_is_known_by_title_and_year(
    title: str, year: int | None, movie_id: int, by: MatchedBy
) -> None:
    found = match(title, year)
    assert found.film is not None
    assert (found.film.movie_id, found.by, found.guesses) == (movie_id, by, ())


@pytest.mark.parametrize(
    ("title", "year", "guesses"),
    [
        ("Scarface", None, ["Scarface (1983)", "Scarface (1932)"]),
        ("Scarface", 2020, []),  # a remake that is not here
        ("Scarface", 1990, []),
        ("Scarface", 1985, ["Scarface (1983)"]),
        ("Scarface", 1986, []),
        ("Matrix", 1998, ["The Matrix (1999)"]),  # article and year are off
        ("The Heat", 1996, ["Heat (1995)"]),
        ("Matrix", None, ["The Matrix (1999)"]),
        ("Hyena Road", 2015, ["Hyena Road"]),  # the catalogue does not say when it was
        ("Road of a Hyena", 2015, []),
        ("Toy Story: Anniversary Edition", 1995, ["Toy Story (1995)"]),  # goes on
        ("Toy Story Toons", 1995, ["Toy Story (1995)"]),
        ("Toy Story: Anniversary Edition", 1996, []),
        ("Return of the Ant 2: The Meltdown 3", 2006, ["Return of the Ant 2: The Meltdown (2006)"]),
        ("Steve Jobs: The Man in the Machine", 2015, ["Steve Jobs (2015)"]),
        ("The Lost Toy Story", 1995, ["Toy Story (1995)"]),  # ends alike
        ("The Watcher of the Night Watcher", 2010, ["Night Watcher (2010)"]),
        ("The Meltdown Return", 2006, []),
        ("Love Paradise", 2012, []),
        ("The Butler", 2013, ["Lee Daniels' The Butler (2013)"]),  # somebody's name is left out
        ("Butler", 2013, ["Lee Daniels' The Butler (2013)"]),
        ("Ada Lovelace's Gamer", 2009, ["Gamer (2009)"]),  # and one too many
        ("The Butler", 2011, []),
        ("Toy Story at Ada's Party", 1995, []),
        ("Rocky", 1979, ["Rocky II (1979)"]),
        ("Gladiators", 2000, ["Gladiator (2000)"]),  # a word of another title, not a slip
        ("Scarface", 2012, []),
        ("Matrix Reloaded", 2004, ["The Matrix Reloaded (2003)"]),
        ("Hyena Roads", 2017, []),
        ("The Promise", 1996, ["The Promise (1995)", "The Promise (1997)"]),
        ("Star Wars", 1997, []),
        ("Star Wars", 1978, ["Star Wars: Episode IV - A New Hope (1977)"]),
        ("Gladiater", 2001, ["Gladiator (2000)"]),
        ("Gladiater", None, ["Gladiator (2000)"]),
        ("Amer", 2009, ["Gamer (2009)"]),  # is a film of its own
        ("Paradise", 2012, ["Paradise: Love (2012)", "Paradise: Faith (2012)"]),
        ("The Lost World of Steve Jobs", 2015, ["Steve Jobs (2015)"]),
        ("Night Watche", 2010, ["Night Watcher (2010)", "Night Watches (2010)"]),
        ("Rocky III", 1979, []),  # one letter from Rocky II, but a number
        ("Love", 2012, []),
        ("Something Else Entirely", 1999, []),
        ("", 1999, []),
        ("…", None, []),
    ],
)
def test_doubt_is_never_a_match(title: str, year: int | None, guesses: list[str]) -> None:
    found = match(title, year)
    assert (found.film, found.by) == (None, None)
    assert labels(found.guesses) == guesses


def test_two_films_of_one_title_and_year_are_told_apart_only_by_far_more_ratings() -> None:
    found = match("Hamlet", 2000)
    assert found.film is not None
    assert found.film.movie_id == 3598


def test_at_most_three_guesses() -> None:
    found = match("Hamlet", None)
    assert labels(found.guesses) == ["Hamlet (2000)", "Hamlet (1996)", "Hamlet (2000)"]
    assert [film.movie_id for film in found.guesses] == [3598, 1411, 65665]
    assert labels(match("Hamlet", 1998).guesses) == [
        "Hamlet (2000)",
        "Hamlet (1996)",
        "Hamlet (2000)",
    ]


def test_id_of_movielens_counts_before_the_title() -> None:
    assert match("", movie_id=6).film == FILMS[1][0]
    found = match("Toy Story", 1995, movie_id=6)
    assert (found.film, found.by) == (FILMS[1][0], MatchedBy.ID)


def test_ids_of_other_sites_count_where_the_catalogue_knows_them() -> None:
    assert match("Ohjus", 1900, imdb_id=113277, titles=LINKED).by is MatchedBy.ID
    assert match("Ohjus", 1900, tmdb_id=949, titles=LINKED).film == FILMS[1][0]
    assert match("Ohjus", 1900, imdb_id=113277).film is None
    assert match("Heat", 1995, imdb_id=113277).by is MatchedBy.TITLE


def test_film_with_another_id_is_not_even_a_guess() -> None:
    assert match("Heat", 1995, imdb_id=9_999_999, titles=LINKED) == Match()
    assert match("Heat", 1996, tmdb_id=9_999_999, titles=LINKED) == Match()
    assert match("Toy Story: Again", 1995, imdb_id=9_999_999, titles=LINKED) == Match()
    assert match("Heet", 1995, imdb_id=9_999_999, titles=LINKED) == Match()
    assert match("Scarface", None, imdb_id=9_999_999, titles=LINKED).guesses  # of unknown ids
    assert match("Gamer", 2009, imdb_id=9_999_999, titles=LINKED).by is MatchedBy.TITLE
    assert match("Heat", 1995, movie_id=424_242).film is None


def test_of_two_films_with_one_id_the_better_known_is_taken() -> None:
    titles = build({65665: (171359, 10688), 3598: (171359, 10688)})
    found = match("", imdb_id=171359, titles=titles)
    assert found.film is not None
    assert found.film.movie_id == 3598


def original(title: str, original_title: str, year: int | None) -> Match:
    return match_films(TITLES, [FilmReference(title, year, original_title=original_title)])[0]


@pytest.mark.parametrize(
    ("title", "original_title", "year", "movie_id", "by"),
    [
        ("Urtidsparken", "Jurassic Park", 1993, 122, MatchedBy.TITLE),
        ("Jurassic Park", "Urtidsparken", 1993, 122, MatchedBy.TITLE),
        ("Heat - På heta spår", "Heat", 1995, 6, MatchedBy.TITLE),
        ("Die fabelhafte Welt der Amélie", "Le fabuleux destin d'Amélie Poulain", 2001, 4973,
         MatchedBy.TITLE),
        ("Matrix - Ny", "The Matrix", 1998, 2571, MatchedBy.TITLE),
        ("Stjärnornas krig", "Star Wars", 1977, 260, MatchedBy.LIKENESS),
        ("Gladiatorn", "Gladiater", 2000, 111, MatchedBy.LIKENESS),
        ("Sieben", "Se7en", None, 47, MatchedBy.TITLE),
        ("", "Heat", 1995, 6, MatchedBy.TITLE),
    ],
)  # fmt: skip
def test_original_title_says_as_much_as_the_title(
    title: str, original_title: str, year: int | None, movie_id: int, by: MatchedBy
) -> None:
    found = original(title, original_title, year)
    assert found.film is not None
    assert (found.film.movie_id, found.by) == (movie_id, by)


def test_two_titles_of_two_films_are_a_question() -> None:
    found = original("Gladiator", "Gamer", 2000)
    assert found.film is not None
    found = original("Kill Bill: Vol. 1", "The Matrix Reloaded", 2003)
    assert found.film is None
    assert labels(found.guesses)[:2] == ["Kill Bill: Vol. 1 (2003)", "The Matrix Reloaded (2003)"]


@pytest.mark.parametrize(
    ("title", "year", "guesses"),
    [
        ("Gloria", 1979, []),
        ("Gloria", 1980, ["Gloria (1980)"]),  # perhaps the catalogue has a series
        ("Gloria!", 1981, []),
        ("Scarface", 1982, []),
        ("Gladiater", 2000, []),
        ("Matrix", 1999, ["The Matrix (1999)"]),
    ],
)
def test_what_ran_for_years_is_no_film_of_another_year(
    title: str, year: int, guesses: list[str]
) -> None:
    found = match_films(TITLES, [FilmReference(title, year, is_series=True)])[0]
    assert found.film is None
    assert labels(found.guesses) == guesses


@pytest.mark.parametrize(
    ("title", "year", "guesses"),
    [
        ("Newest", 2018, []),
        ("Newest", 2019, []),
        ("Newer", 2017, []),
        ("Newer", 2016, []),  # is taken
        ("The Newest", 2017, ["Newest (2016)"]),
        ("Newesd", 2017, []),
    ],
)
def test_films_after_the_data_raise_no_questions(title: str, year: int, guesses: list[str]) -> None:
    assert labels(match(title, year).guesses) == guesses


@pytest.mark.parametrize(
    ("title", "year", "exact"),
    [("Heat", 1995, True), ("HEAT!", 1995, True), ("Se7en", 1995, True), ("Heat", 1996, False),
     ("Matrix", 1999, False), ("Star Wars", 1977, False), ("Heat", None, False)],
)  # fmt: skip
def test_only_the_very_name_and_the_very_year_are_exact(
    title: str,
    year: int | None,
    exact: bool,
) -> None:
    found = match(title, year)
    assert found.film is not None
    assert found.exact is exact


def test_order_of_the_list_is_kept() -> None:
    references = [FilmReference(film.title, film.year, film.movie_id) for film, _ in FILMS]
    assert [found.film for found in match_films(TITLES, references)] == [film for film, _ in FILMS]
    assert match_films(TITLES, []) == []


def test_empty_catalogue_has_no_films() -> None:
    nothing = np.zeros(0)
    titles = TitleIndex(Catalog.build([], nothing.astype(np.int64), nothing))
    assert match_films(titles, [FilmReference("Heat", 1995), FilmReference("Heat")]) == [
        Match(),
        Match(),
    ]


def test_reference_to_a_film_finds_it_again() -> None:
    assert reference_to(LINKED.catalog, 6) == FilmReference("Heat", 1995, 6, 113277, 949)
    assert reference_to(LINKED.catalog, 47) == FilmReference("Seven", 1995, 47)
    assert reference_to(LINKED.catalog, 424_242) == FilmReference("", None, 424_242)


references = st.builds(
    FilmReference,
    st.sampled_from([film.title for film, _ in FILMS]) | st.text(max_size=20),
    st.none() | st.integers(1930, 2020),
)


@settings(deadline=None)
@given(st.lists(references, max_size=6))
def test_what_else_is_in_a_list_changes_no_match(several: list[FilmReference]) -> None:
    alone = [match_films(TITLES, [reference])[0] for reference in several]
    assert match_films(TITLES, several) == alone
    for found in alone:
        assert (found.film is None) == (found.by is None)
        assert found.film is None or not found.guesses
        assert len(set(found.guesses)) == len(found.guesses) <= 3
