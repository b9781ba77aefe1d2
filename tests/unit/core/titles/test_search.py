from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core.catalog.films import Catalog, Film
from core.titles.search import Resolution, TitleIndex
from core.titles.text import fold, key

# Title, year, ratings, other titles.
_FILMS: tuple[tuple[str, int | None, int, tuple[str, ...]], ...] = (
    ("Heat", 1995, 100, ()),
    ("The Heat", 2013, 12, ()),
    ("The Matrix", 1999, 280, ()),
    ("The Matrix Reloaded", 2003, 90, ()),
    ("King Kong", 1933, 30, ()),
    ("King Kong", 1976, 15, ()),
    ("King Kong", 2005, 35, ()),
    ("King Kong Lives", 1986, 3, ()),
    ("The Lord of the Rings", 1978, 20, ()),
    ("The Lord of the Rings: The Fellowship of the Ring", 2001, 200, ()),
    ("The Lord of the Rings: The Two Towers", 2002, 190, ()),
    ("Star Wars: Episode IV - A New Hope", 1977, 290, ("Star Wars",)),
    ("Star Wars: Episode V - The Empire Strikes Back", 1980, 230, ()),
    ("The Godfather", 1972, 200, ()),
    ("The Godfather: Part II", 1974, 130, ()),
    ("Terminator 2: Judgment Day", 1991, 230, ()),
    ("The Terminator", 1984, 150, ()),
    ("Airplane II: The Sequel", 1982, 150, ()),
    ("Inception", 2010, 110, ()),
    ("2012", 2009, 20, ()),
    ("2001: A Space Odyssey", 1968, 100, ()),
    ("Blade Runner", 1982, 120, ()),
    ("Blade Runner 2049", 2017, 20, ()),
    ("Wonder Woman", 2017, 20, ()),
    ("WALL·E", 2008, 90, ()),
    ("Amelie", 2001, 120, ("Le Fabuleux destin d'Amélie Poulain",)),
    ("Seven", 1995, 200, ("Se7en",)),
    ("Seven Samurai", 1954, 50, ("Shichinin no samurai", "七人の侍")),
    ("Ringu", 1998, 20, ("Ring",)),
    ("The Ring", 2002, 60, ()),
    ("A Nameless Curio", None, 1, ()),
    ("🎬", 2020, 1, ()),
)


def _catalog(films: list[Film], counts: list[int]) -> Catalog:
    rating_count = np.array(counts, dtype=np.int64)
    return Catalog.build(films, rating_count, rating_count.astype(np.float64))


@pytest.fixture(scope="module")
def index() -> TitleIndex:
    films = [
        Film(movie_id, title, year, alternative_titles=others)
        for movie_id, (title, year, _, others) in enumerate(_FILMS, start=1)
    ]
    return TitleIndex(_catalog(films, [count for _, _, count, _ in _FILMS]))


def _labels(films: tuple[Film, ...]) -> list[str]:
    return [film.label for film in films]


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("heat", "Heat (1995)"),
        ("the heat", "The Heat (2013)"),
        ("heat 2013", "The Heat (2013)"),
        ("matrix", "The Matrix (1999)"),
        ("Matrix, The (1999)", "The Matrix (1999)"),
        ("king kong 1933", "King Kong (1933)"),
        ("the lord of the rings (1978)", "The Lord of the Rings (1978)"),
        ("godfather", "The Godfather (1972)"),
        ("godfather 2", "The Godfather: Part II (1974)"),
        ("terminater 2", "Terminator 2: Judgment Day (1991)"),
        ("terminater", "The Terminator (1984)"),
        ("incepton", "Inception (2010)"),
        ("inception 2011", "Inception (2010)"),
        ("2012", "2012 (2009)"),
        ("2001", "2001: A Space Odyssey (1968)"),
        ("blade runner 2049", "Blade Runner 2049 (2017)"),
        ("blade runner 1982", "Blade Runner (1982)"),
        ("walle", "WALL·E (2008)"),
        ("le fabuleux destin d'amelie poulain", "Amelie (2001)"),
        ("se7en", "Seven (1995)"),
        ("7 samurai", "Seven Samurai (1954)"),
        ("七人の侍", "Seven Samurai (1954)"),
        ("empire strikes back", "Star Wars: Episode V - The Empire Strikes Back (1980)"),
        (
            "star wars the empire strikes back",
            "Star Wars: Episode V - The Empire Strikes Back (1980)",
        ),
        ("two towers lord of the rings", "The Lord of the Rings: The Two Towers (2002)"),
    ],
)
def test_one_film_is_meant(index: TitleIndex, query: str, label: str) -> None:
    film = index.resolve(query).film
    assert film is not None
    assert film.label == label


def test_films_of_one_name_are_a_choice_the_most_popular_first(index: TitleIndex) -> None:
    assert _labels(index.resolve("king kong").choices) == [
        "King Kong (2005)",
        "King Kong (1933)",
        "King Kong (1976)",
    ]


def test_a_year_without_such_a_film_is_a_choice(index: TitleIndex) -> None:
    found = index.resolve("king kong 1950")
    assert found.film is None
    assert _labels(found.choices)[:3] == [
        "King Kong (2005)",
        "King Kong (1933)",
        "King Kong (1976)",
    ]
    assert _labels(index.resolve("wonder woman 1984").choices) == ["Wonder Woman (2017)"]


def test_a_better_known_film_of_the_same_short_name_makes_it_a_choice(index: TitleIndex) -> None:
    assert set(_labels(index.resolve("lord of the rings").choices)) == {
        "The Lord of the Rings (1978)",
        "The Lord of the Rings: The Fellowship of the Ring (2001)",
        "The Lord of the Rings: The Two Towers (2002)",
    }
    assert set(_labels(index.resolve("ring").choices)) == {"Ringu (1998)", "The Ring (2002)"}


def test_a_sequel_is_not_taken_for_a_missing_original(index: TitleIndex) -> None:
    assert _labels(index.resolve("airplane").choices) == ["Airplane II: The Sequel (1982)"]


def test_an_obscure_film_is_not_taken_for_a_similar_text(index: TitleIndex) -> None:
    assert _labels(index.resolve("a namless curio").choices) == ["A Nameless Curio"]


def test_what_resembles_nothing_closely_offers_the_closest(index: TitleIndex) -> None:
    found = index.resolve("godfather 17")
    assert (found.film, found.choices) == (None, ())
    assert _labels(found.closest)[0] == "The Godfather (1972)"


@pytest.mark.parametrize("query", ["", "   ", "\n\t", "...", "?!", "🎬", "\x00", "\u202e\u200f"])
def test_what_holds_no_word_finds_nothing(index: TitleIndex, query: str) -> None:
    assert index.search(query) == []
    assert index.resolve(query) == Resolution()


def test_exact_is_a_name_up_to_spelling_and_article(index: TitleIndex) -> None:
    def exact(query: str) -> list[str]:
        return [match.film.label for match in index.search(query) if match.exact]

    assert exact("HEAT") == ["Heat (1995)"]
    assert exact("the heat") == ["The Heat (2013)"]
    assert exact("matrix") == ["The Matrix (1999)"]
    assert exact("heat 1996") == []
    assert exact("a new hope") == []


def test_matches_come_best_first_and_at_most_k(index: TitleIndex) -> None:
    matches = index.search("the lord of the rings", k=2)
    assert len(matches) == 2
    for match in index.search("the lord of the rings"):
        assert 0 <= match.score <= 100
    scores = [match.score for match in index.search("king")]
    assert scores == sorted(scores, reverse=True)


def test_a_match_knows_its_item_index(index: TitleIndex) -> None:
    match = index.search("inception")[0]
    assert _FILMS[match.item_index][0] == match.film.title == "Inception"


def test_an_empty_catalogue_finds_nothing() -> None:
    index = TitleIndex(_catalog([], []))
    assert index.search("heat") == []
    assert index.resolve("heat 1995") == Resolution()


def test_a_catalogue_nobody_rated_is_searched_all_the_same() -> None:
    index = TitleIndex(_catalog([Film(1, "Heat", 1995), Film(2, "Up", 2009)], [0, 0]))
    found = index.resolve("heat").film
    assert found is not None
    assert found.movie_id == 1


def test_hundreds_of_films_of_one_name_are_told_apart_by_year() -> None:
    films = [Film(year, "Hamlet", year) for year in range(1500, 2020)]
    index = TitleIndex(_catalog(films, list(range(len(films)))))
    found = index.resolve("hamlet 1948").film
    assert found is not None
    assert found.movie_id == 1948
    assert len(index.resolve("hamlet").choices) == 8


def test_threads_search_alike(index: TitleIndex) -> None:
    queries = ["matrx", "king kong", "lord of the ring", "2012"] * 10
    expected = [index.search(query) for query in queries]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(index.search, queries)) == expected


@settings(deadline=None)  # a busy machine is no bug
@given(st.text(max_size=300))
def test_any_text_can_be_searched(index: TitleIndex, query: str) -> None:
    matches = index.search(query)
    assert all(0 <= match.score <= 100 for match in matches)
    found = index.resolve(query)
    assert [bool(found.film), bool(found.choices), bool(found.closest)].count(True) <= 1


@pytest.mark.parametrize(
    "piece", ["a ", "é", "\ufdfa", "the lord ", "1999 ", ": a", "(", "|", "😀"]
)
def test_ten_thousand_characters_are_cut_short(index: TitleIndex, piece: str) -> None:
    query = piece * (10_000 // len(piece))
    assert index.search(query) == index.search(query[:200])


_TITLES = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "Z", "M", "S"]),
    min_size=1,
    max_size=60,
)


@settings(deadline=None)
@given(st.lists(st.builds(Film, st.just(0), _TITLES, st.integers(1880, 2030)), max_size=12))
def test_every_film_is_found_by_its_own_label(films: list[Film]) -> None:
    numbered = [Film(n, film.title, film.year) for n, film in enumerate(films)]
    names = [key(fold(film.title)) for film in numbered]
    assume(all(names))  # a title of punctuation alone has no name
    assume(len(set(names)) == len(names))
    index = TitleIndex(_catalog(numbered, list(range(len(films)))))
    for film in numbered:
        assert film in [match.film for match in index.search(film.label, k=3)]
