"""Which of the embedded films go on from which."""

from collections.abc import Callable

import pytest

from core.titles.search import TitleIndex
from core.titles.series import earlier_parts
from data.filters import Filters
from data.prepare import load_dataset


@pytest.fixture(scope="module")
def before() -> Callable[[str], list[str]]:
    """The labels of the films that a film goes on from."""
    titles = TitleIndex(load_dataset(None, Filters()).catalog)
    films, earlier = titles.catalog.films, earlier_parts(titles)
    item = {film.label: place for place, film in enumerate(films)}
    return lambda label: [films[part].label for part in earlier.get(item[label], ())]


@pytest.mark.parametrize(
    ("label", "parts"),
    [
        ("The Godfather: Part II (1974)", ["The Godfather (1972)"]),
        (
            "The Godfather: Part III (1990)",
            ["The Godfather (1972)", "The Godfather: Part II (1974)"],
        ),
        ("Terminator 2: Judgment Day (1991)", ["The Terminator (1984)"]),
        ("Evil Dead II (1987)", ["The Evil Dead (1981)"]),
        ("Kill Bill: Vol. 2 (2004)", ["Kill Bill: Vol. 1 (2003)"]),
        ("Toy Story 3 (2010)", ["Toy Story (1995)", "Toy Story 2 (1999)"]),
        ("Alien³ (1992)", ["Alien (1979)"]),
        ("Airplane II: The Sequel (1982)", ["Airplane! (1980)"]),
        ("Father of the Bride Part II (1995)", ["Father of the Bride (1991)"]),
        ("Ghostbusters II (1989)", ["Ghostbusters (1984)"]),
        (
            "Harry Potter and the Deathly Hallows: Part 2 (2011)",
            ["Harry Potter and the Deathly Hallows: Part 1 (2010)"],
        ),
        (
            "The Lord of the Rings: The Return of the King (2003)",
            [
                "The Lord of the Rings: The Fellowship of the Ring (2001)",
                "The Lord of the Rings: The Two Towers (2002)",
            ],
        ),
        (
            "Star Wars: Episode VI - Return of the Jedi (1983)",
            [
                "Star Wars: Episode IV - A New Hope (1977)",
                "Star Wars: Episode V - The Empire Strikes Back (1980)",
            ],
        ),
        (
            "Pirates of the Caribbean: Dead Man's Chest (2006)",
            ["Pirates of the Caribbean: The Curse of the Black Pearl (2003)"],
        ),
        (
            "The Hobbit: The Desolation of Smaug (2013)",
            ["The Hobbit: An Unexpected Journey (2012)"],
        ),
    ],
)
def test_sequel_has_the_parts_before_it(
    before: Callable[[str], list[str]], label: str, parts: list[str]
) -> None:
    assert before(label) == parts


@pytest.mark.parametrize(
    "label",
    [
        "The Godfather (1972)",
        "Star Wars: Episode IV - A New Hope (1977)",
        "District 9 (2009)",
        "District 13 (2004)",
        "Apollo 13 (1995)",
        "Richard III (1995)",
        "Henry V (1989)",
        "Fahrenheit 9/11 (2004)",
        "8 1/2 (1963)",
        "Big Hero 6 (2014)",
        "Stalag 17 (1953)",
        "Seven (1995)",
        "Ghostbusters (2016)",
        "Star Trek (2009)",
        "Star Trek II: The Wrath of Khan (1982)",
        "King Kong (2005)",
        "The Lord of the Rings: The Fellowship of the Ring (2001)",
        "The Lord of the Rings (1978)",
        "2001: A Space Odyssey (1968)",
        "Ocean's Eleven (2001)",
    ],
)
def test_number_or_colon_alone_makes_no_sequel(
    before: Callable[[str], list[str]], label: str
) -> None:
    assert before(label) == []
