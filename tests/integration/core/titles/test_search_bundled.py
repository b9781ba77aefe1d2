"""Title search over the embedded films: what people type, and which film they mean."""

import pytest

from core.titles.search import TitleIndex
from core.titles.series import film_by_count
from data.filters import Filters
from data.prepare import load_dataset


@pytest.fixture(scope="module")
def index() -> TitleIndex:
    return TitleIndex(load_dataset(None, Filters()).catalog)


_FIRST = [
    # as it is, or nearly
    ("the matrix", "The Matrix (1999)"),
    ("matrix", "The Matrix (1999)"),
    ("THE GODFATHER", "The Godfather (1972)"),
    ("godfather", "The Godfather (1972)"),
    ("clockwork orange", "A Clockwork Orange (1971)"),
    ("heat", "Heat (1995)"),
    ("the heat", "The Heat (2013)"),
    ("ghostbusters", "Ghostbusters (1984)"),
    ("psycho", "Psycho (1960)"),
    ("up", "Up (2009)"),
    ("her", "Her (2013)"),
    ("schindlers list", "Schindler's List (1993)"),
    ("fast & furious", "Fast & Furious (2009)"),
    ("fast and furious", "Fast & Furious (2009)"),
    # typos
    ("incepton", "Inception (2010)"),
    ("shawshenk redemtion", "The Shawshank Redemption (1994)"),
    ("pulp ficton", "Pulp Fiction (1994)"),
    ("forest gump", "Forrest Gump (1994)"),
    ("godfahter", "The Godfather (1972)"),
    ("teh matrix", "The Matrix (1999)"),
    ("matirx", "The Matrix (1999)"),
    ("terminater 2", "Terminator 2: Judgment Day (1991)"),
    ("gladiater", "Gladiator (2000)"),
    ("interstelar", "Interstellar (2014)"),
    ("vertgo", "Vertigo (1958)"),
    ("psyco 1960", "Psycho (1960)"),
    ("momento", "Memento (2000)"),
    ("reservior dogs", "Reservoir Dogs (1992)"),
    ("apocolypse now", "Apocalypse Now (1979)"),
    ("the dark night", "The Dark Knight (2008)"),
    ("sevn", "Seven (1995)"),
    ("harry poter and the prisoner of askaban", "Harry Potter and the Prisoner of Azkaban (2004)"),
    (
        "pirates of the carribean curse of the black pearl",
        "Pirates of the Caribbean: The Curse of the Black Pearl (2003)",
    ),
    # years, and titles that are or end in numbers
    ("the matrix 1999", "The Matrix (1999)"),
    ("Matrix, The (1999)", "The Matrix (1999)"),
    ("king kong 1933", "King Kong (1933)"),
    ("king kong (1976)", "King Kong (1976)"),
    ("titanic 1953", "Titanic (1953)"),
    ("cinderella 2015", "Cinderella (2015)"),
    ("inception 2011", "Inception (2010)"),
    ("2012", "2012 (2009)"),
    ("1984", "1984 (1984)"),
    ("2001 a space odyssey", "2001: A Space Odyssey (1968)"),
    ("2001", "2001: A Space Odyssey (1968)"),
    ("300", "300 (2007)"),
    ("9", "9 (2009)"),
    ("8 1/2", "8 1/2 (1963)"),
    ("se7en 1995", "Seven (1995)"),
    # punctuation, accents, spaces
    ("amelie", "Amelie (2001)"),
    ("amélie", "Amelie (2001)"),
    ("wall-e", "WALL·E (2008)"),
    ("walle", "WALL·E (2008)"),
    ("wall e", "WALL·E (2008)"),
    ("M*A*S*H", "M*A*S*H (1970)"),
    ("mash", "M*A*S*H (1970)"),
    ("et", "E.T. the Extra-Terrestrial (1982)"),
    ("spiderman", "Spider-Man (2002)"),
    ("brave heart", "Braveheart (1995)"),
    ("thematrix", "The Matrix (1999)"),
    ("pans labyrinth", "Pan's Labyrinth (2006)"),
    # other titles
    ("leon", "Léon: The Professional (1994)"),
    ("se7en", "Seven (1995)"),
    ("le fabuleux destin d'amelie poulain", "Amelie (2001)"),
    ("la haine", "Hate (1995)"),
    ("cidade de deus", "City of God (2002)"),
    ("la vita e bella", "Life Is Beautiful (1997)"),
    ("el laberinto del fauno", "Pan's Labyrinth (2006)"),
    ("il buono il brutto il cattivo", "The Good, the Bad and the Ugly (1966)"),
    ("lola rennt", "Run Lola Run (1998)"),
    ("sen to chihiro", "Spirited Away (2001)"),
    ("die hard 2", "Die Hard 2 (1990)"),
    ("raiders of the lost ark", "Raiders of the Lost Ark (1981)"),
    ("harry potter and the philosophers stone", "Harry Potter and the Sorcerer's Stone (2001)"),
    # numerals
    ("godfather 2", "The Godfather: Part II (1974)"),
    ("godfather part ii", "The Godfather: Part II (1974)"),
    ("the godfather part two", "The Godfather: Part II (1974)"),
    ("star wars 4", "Star Wars: Episode IV - A New Hope (1977)"),
    ("rocky 3", "Rocky III (1982)"),
    ("kill bill 2", "Kill Bill: Vol. 2 (2004)"),
    ("back to the future 2", "Back to the Future Part II (1989)"),
    ("alien 3", "Alien³ (1992)"),
    ("7 samurai", "Seven Samurai (1954)"),
    ("twelve angry men", "12 Angry Men (1957)"),
    ("oceans 11", "Ocean's Eleven (2001)"),
    ("12 monkeys", "Twelve Monkeys (1995)"),
    # parts of titles
    (
        "dr strangelove",
        "Dr. Strangelove or: How I Learned to Stop Worrying and Love the Bomb (1964)",
    ),
    (
        "borat",
        "Borat: Cultural Learnings of America for Make Benefit Glorious Nation of Kazakhstan"
        " (2006)",
    ),
    ("a new hope", "Star Wars: Episode IV - A New Hope (1977)"),
    ("star wars a new hope", "Star Wars: Episode IV - A New Hope (1977)"),
    ("empire strikes back", "Star Wars: Episode V - The Empire Strikes Back (1980)"),
    ("fellowship of the ring", "The Lord of the Rings: The Fellowship of the Ring (2001)"),
    ("lord of the ring two towers", "The Lord of the Rings: The Two Towers (2002)"),
    ("two towers lord of the rings", "The Lord of the Rings: The Two Towers (2002)"),
    ("star wars", "Star Wars: Episode IV - A New Hope (1977)"),
    ("harry potter", "Harry Potter and the Sorcerer's Stone (2001)"),
    ("pirates caribbean", "Pirates of the Caribbean: The Curse of the Black Pearl (2003)"),
    ("eternal sunshine", "Eternal Sunshine of the Spotless Mind (2004)"),
    ("crouching tiger", "Crouching Tiger, Hidden Dragon (2000)"),
    ("monty python holy grail", "Monty Python and the Holy Grail (1975)"),
    ("good bad ugly", "The Good, the Bad and the Ugly (1966)"),
    ("lock stock", "Lock, Stock & Two Smoking Barrels (1998)"),
    ("totoro", "My Neighbor Totoro (1988)"),
    ("birdman", "Birdman: Or (The Unexpected Virtue of Ignorance) (2014)"),
    ("the mat", "The Matrix (1999)"),
    ("termin", "The Terminator (1984)"),
]


@pytest.mark.parametrize(("query", "label"), _FIRST, ids=[query for query, _ in _FIRST])
def test_the_film_that_is_meant_comes_first(index: TitleIndex, query: str, label: str) -> None:
    assert index.search(query)[0].film.label == label


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("lord of the rings", "The Lord of the Rings: The Fellowship of the Ring (2001)"),
        ("hobbit", "The Hobbit: An Unexpected Journey (2012)"),
        ("indiana jones", "Raiders of the Lost Ark (1981)"),
        ("ring", "The Ring (2002)"),
        ("harry potter 3", "Harry Potter and the Prisoner of Azkaban (2004)"),
        ("jungle book", "The Jungle Book (1967)"),
    ],
)
def test_the_film_that_may_be_meant_is_among_the_first_three(
    index: TitleIndex, query: str, label: str
) -> None:
    assert label in [match.film.label for match in index.search(query, k=3)]


@pytest.mark.parametrize(
    "query",
    [
        *("king kong", "titanic", "cinderella", "psycho", "ghostbusters", "1984"),  # remakes
        *("star wars", "harry potter", "kill bill", "hobbit", "pirates caribbean"),  # series
        *("lord of the rings", "ring", "american"),  # another of that name is better known
        *("titanic 1999", "wonder woman 1984", "blade runner 2049"),  # no such film in that year
        *("the mat", "matirx", "gladiater", "jurasic park", "the", "love"),  # too little to tell
    ],
)
def test_what_is_in_doubt_is_a_choice(index: TitleIndex, query: str) -> None:
    found = index.resolve(query)
    assert found.film is None
    assert 1 <= len(found.choices) <= 8


@pytest.mark.parametrize("query", ["lotr", "asdf qwerty", "rogue one", "rocky 7", "1917"])
def test_films_that_are_not_there_are_not_made_up(index: TitleIndex, query: str) -> None:
    found = index.resolve(query)
    assert (found.film, found.choices) == (None, ())


def test_every_hundredth_film_is_certain_by_its_label(index: TitleIndex) -> None:
    catalog = load_dataset(None, Filters()).catalog
    assert [
        film.label for film in catalog.films[::100] if index.resolve(film.label).film != film
    ] == []


@pytest.mark.no_cover
def test_well_known_films_are_never_taken_for_another_by_title(index: TitleIndex) -> None:
    catalog = load_dataset(None, Filters()).catalog
    for film, n_ratings in zip(catalog.films, catalog.rating_count, strict=True):
        if n_ratings < 50:
            continue
        found = index.resolve(film.title.lower())
        assert film in (found.film, *found.choices)


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("life of brian", "Monty Python's Life of Brian (1979)"),
        ("temple of doom", "Indiana Jones and the Temple of Doom (1984)"),
        ("eternal sunshine", "Eternal Sunshine of the Spotless Mind (2004)"),
        ("empire strikes back", "Star Wars: Episode V - The Empire Strikes Back (1980)"),
        ("star wars episode iv", "Star Wars: Episode IV - A New Hope (1977)"),
    ],
)
def test_words_of_one_well_known_title_are_no_guess(
    index: TitleIndex, query: str, label: str
) -> None:
    found = index.resolve(query)
    assert found.film is not None
    assert (found.film.label, found.literal) == (label, True)


@pytest.mark.parametrize("query", ["incepton", "vertgo", "psyco 1960", "inception 2011"])
def test_a_slip_that_was_forgiven_is_told(index: TitleIndex, query: str) -> None:
    found = index.resolve(query)
    assert found.film is not None
    assert not found.literal


@pytest.mark.parametrize(
    ("series", "number", "label"),
    [
        ("matrix", 2, "The Matrix Reloaded (2003)"),
        ("hunger games", 2, "The Hunger Games: Catching Fire (2013)"),
        ("x-men", 2, "X2: X-Men United (2003)"),
        ("lord of the rings", 2, "The Lord of the Rings: The Two Towers (2002)"),
        ("harry potter", 3, "Harry Potter and the Prisoner of Azkaban (2004)"),
        ("jaws", 4, "Jaws: The Revenge (1987)"),
        ("matrix", 1, None),  # is the first
        ("matrix", 4, None),
        ("alien", 4, "Alien: Resurrection (1997)"),
        ("alien", 5, None),  # "Alien Escape" and "Alien Contamination" are no sequels
        ("heat", 2, None),
        ("up", 2, None),  # Up in the Air is no sequel
        ("ghost", 2, None),
        ("king kong", 2, None),
        ("", 2, None),
    ],
)
def test_films_of_a_series_are_counted(
    index: TitleIndex, series: str, number: int, label: str | None
) -> None:
    found = film_by_count(index, series, number)
    assert (found.label if found else None) == label
