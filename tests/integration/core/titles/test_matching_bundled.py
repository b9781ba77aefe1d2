"""Films as Letterboxd and IMDb call them, found among the embedded ones; or rightly not."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from core.catalog.films import Catalog
from core.titles.matching import FilmReference, Match, match_films
from core.titles.search import TitleIndex
from data.filters import Filters
from data.prepare import load_dataset


@pytest.fixture(scope="module")
def titles() -> TitleIndex:
    return TitleIndex(load_dataset(None, Filters()).catalog)


_SAME = [
    ("Star Wars", 1977, "Star Wars: Episode IV - A New Hope (1977)"),
    ("The Empire Strikes Back", 1980, "Star Wars: Episode V - The Empire Strikes Back (1980)"),
    ("Se7en", 1995, "Seven (1995)"),
    ("Amélie", 2001, "Amelie (2001)"),
    (
        "Birdman or (The Unexpected Virtue of Ignorance)",
        2014,
        "Birdman: Or (The Unexpected Virtue of Ignorance) (2014)",
    ),
    ("The Godfather Part II", 1974, "The Godfather: Part II (1974)"),
    ("Romeo + Juliet", 1996, "William Shakespeare's Romeo + Juliet (1996)"),
    ("The Intouchables", 2011, "Intouchables (2011)"),
    (
        "Harry Potter and the Philosopher's Stone",
        2001,
        "Harry Potter and the Sorcerer's Stone (2001)",
    ),
    ("8½", 1963, "8 1/2 (1963)"),
    ("Nuovo Cinema Paradiso", 1988, "Cinema Paradiso (1989)"),
    ("La Haine", 1995, "Hate (1995)"),
    ("Y tu mamá también", 2001, "And Your Mother Too (2001)"),
    ("Mad Max 2", 1981, "The Road Warrior (1981)"),
    ("Ice Age: The Meltdown", 2006, "Ice Age 2: The Meltdown (2006)"),
    (
        "A Nightmare on Elm Street: The Dream Child",
        1989,
        "A Nightmare on Elm Street 5: The Dream Child (1989)",
    ),
    (
        "Star Wars: The Force Awakens",
        2015,
        "Star Wars: Episode VII - The Force Awakens (2015)",
    ),
    ("Star Wars: Return of the Jedi", 1983, "Star Wars: Episode VI - Return of the Jedi (1983)"),
    ("X2", 2003, "X2: X-Men United (2003)"),
    ("Bram Stoker's Dracula", 1992, "Dracula (1992)"),
    ("Oldboy", 2003, "Old Boy (2003)"),
    ("Oldboy", 2013, "Oldboy (2013)"),
    ("Ben-Hur", 2016, "Ben-hur (2016)"),
    (
        "Wallace & Gromit: The Curse of the Were-Rabbit",
        2005,
        "Wallace & Gromit in The Curse of the Were-Rabbit (2005)",
    ),
]


_REMADE = [
    ("Dune", 2021),
    ("The Lion King", 2019),
    ("A Star Is Born", 2018),
    ("Parasite", 2019),
    ("It", 2017),
    ("Little Women", 2019),
    ("The Invisible Man", 2020),
    ("The Walking Dead", 2010),
    ("Halloween", 2018),
    ("Suspiria", 2018),
    ("Candyman", 2021),
    ("Mulan", 2020),
    ("West Side Story", 2021),
    ("Nosferatu", 2024),
    ("Pinocchio", 2022),
    ("Scream", 2022),
    ("Gladiator II", 2024),
    ("Top Gun: Maverick", 2022),
    ("Avatar: The Way of Water", 2022),
    ("Joker", 2019),
]


_ASKED = [
    ("Ruins", 2009, "The Ruins (2008)"),
    ("Hospital", 1970, "The Hospital (1971)"),
    ("The Fear", 1995, "Fear (1996)"),
    ("Steve Jobs: The Man in the Machine", 2015, "Steve Jobs (2015)"),
    ("Decalogue X", 1989, "The Decalogue (1989)"),
    ("Behind the Sun", 2001, "Things Behind the Sun (2001)"),
    (
        "The Disappearance of Eleanor Rigby: Him",
        2013,
        "The Disappearance of Eleanor Rigby: Her (2013)",
    ),
    ("Interstellar: Nolan's Odyssey", 2014, "Interstellar (2014)"),
    ("The Butler", 2013, "Lee Daniels' The Butler (2013)"),
]


@pytest.fixture(scope="module")
def found(titles: TitleIndex) -> Mapping[tuple[str, int], Match]:
    """All of them as one list, which takes no longer than one of them."""
    named = [(title, year) for title, year, _ in (*_SAME, *_ASKED)] + _REMADE
    matches = match_films(titles, [FilmReference(title, year) for title, year in named])
    return dict(zip(named, matches, strict=True))


@pytest.mark.parametrize(("title", "year", "label"), _SAME)
def test_name_at_another_place_is_recognised(
    found: Mapping[tuple[str, int], Match], title: str, year: int, label: str
) -> None:
    film = found[title, year].film
    assert film is not None
    assert film.label == label


@pytest.mark.parametrize(("title", "year"), _REMADE)
def test_remake_that_is_not_here_is_no_film_of_its_name(
    found: Mapping[tuple[str, int], Match], title: str, year: int
) -> None:
    assert found[title, year] == Match()


@pytest.mark.parametrize(("title", "year", "label"), _ASKED)
def test_film_that_may_be_another_is_asked_about(
    found: Mapping[tuple[str, int], Match], title: str, year: int, label: str
) -> None:
    match = found[title, year]
    assert match.film is None
    assert label in [film.label for film in match.guesses]


@pytest.mark.no_cover
def test_every_film_is_itself(titles: TitleIndex) -> None:
    films = titles.catalog.films
    found = match_films(titles, [FilmReference(film.title, film.year) for film in films])
    wrong = [film.label for film, match in zip(films, found, strict=True) if match.film != film]
    assert sorted(wrong) == ["Hamlet (2000)", "War of the Worlds (2005)"]  # each is there twice


@pytest.fixture(scope="module")
def release_of_2018() -> Catalog:
    path = Path(__file__).resolve().parents[5] / "shared" / "data" / "ml-latest-small"
    if not path.is_dir():
        pytest.skip("ml-latest-small of 2018 is not in ../shared/data/ml-latest-small")
    return load_dataset(path, Filters()).catalog


@pytest.mark.no_cover
def test_another_release_is_found_by_its_titles(
    titles: TitleIndex, release_of_2018: Catalog
) -> None:
    films = release_of_2018.films
    found = match_films(titles, [FilmReference(film.title, film.year) for film in films])
    n_known = sum(titles.catalog.index_of(film.movie_id) is not None for film in films)
    ids = [
        (film.movie_id, match.film.movie_id)
        for film, match in zip(films, found, strict=True)
        if match.film is not None
    ]
    n_right = sum(wanted == taken for wanted, taken in ids)
    assert n_right > 0.999 * n_known
    assert len(ids) - n_right < 0.002 * len(films)  # half of them that film under another id


@pytest.mark.no_cover
def test_release_with_links_is_found_by_ids_of_imdb(release_of_2018: Catalog) -> None:
    links = release_of_2018.links
    titles = TitleIndex(release_of_2018)
    references = [FilmReference("?", imdb_id=imdb_id) for imdb_id in links.imdb_id.tolist()]
    found = match_films(titles, references)
    assert [match.film for match in found] == list(release_of_2018.films)
