"""What people ask for in words: the table of sentences is the specification."""

import numpy as np
import pytest

from bot.words.filter_text import FilterText, read_filter
from bot.words.problems import Problem
from core.catalog.film_filter import ANY, FilmFilter
from core.catalog.films import Catalog, Film
from core.titles.search import TitleIndex

SEED = 7
FILMS = (
    Film(6, "Heat", 1995, ("Action", "Crime")),
    Film(1, "Cinderella", 1950, ("Animation", "Children")),
    Film(2, "Cinderella", 2015, ("Fantasy", "Romance")),
    Film(3, "Scary Movie", 2000, ("Comedy", "Horror")),
    Film(4, "The War of the Worlds", 1953, ("Sci-Fi",)),
    Film(5, "Arrival", 2016, ("Kitchen Sink",)),
)
TITLES = TitleIndex(Catalog.build(FILMS, np.array([9] * 6), np.array([30.0] * 6)))


def read(text: str) -> FilterText:
    return read_filter(text, TITLES, SEED)


def genres(*names: str) -> FilmFilter:
    return FilmFilter(genres=frozenset(names))


def no(*names: str) -> FilmFilter:
    return FilmFilter(without_genres=frozenset(names))


def years(first: int | None, last: int | None) -> FilmFilter:
    return FilmFilter(first_year=first, last_year=last)


def known(step: int) -> FilmFilter:
    return FilmFilter(popularity=step)


def all_of(*filters: FilmFilter) -> FilmFilter:
    """Everything that several filters ask for."""
    values: dict[str, object] = {}
    for each in filters:
        for name in FilmFilter.__dataclass_fields__:
            value = getattr(each, name)
            if value != getattr(ANY, name):
                values[name] = value
    return FilmFilter(**values)  # type: ignore[arg-type]


NINETIES = years(1990, 1999)
HEAT = FilmFilter(like=6)
GEMS = FilmFilter(gems=True)
SURPRISE = FilmFilter(surprise=SEED)

ENGLISH = [
    ("comedy 90s -horror", all_of(genres("Comedy"), NINETIES, no("Horror"))),
    ("comedy", genres("Comedy")),
    ("Comedies, please!", genres("Comedy")),
    ("a funny film", genres("Comedy")),
    ("sci-fi", genres("Sci-Fi")),
    ("scifi", genres("Sci-Fi")),
    ("science fiction", genres("Sci-Fi")),
    ("SCIENCE-FICTION movies", genres("Sci-Fi")),
    ("rom-com", genres("Comedy", "Romance")),
    ("romcoms from the 2000s", all_of(genres("Comedy", "Romance"), years(2000, 2009))),
    ("romantic comedy", genres("Comedy", "Romance")),
    ("film noir", genres("Film-Noir")),
    ("film-noir", genres("Film-Noir")),
    ("something scary", genres("Horror")),
    ("war movie without romance", all_of(genres("War"), no("Romance"))),
    ("action adventure", genres("Action", "Adventure")),
    ("action/adventure", genres("Action", "Adventure")),
    ("comedy or drama", FilmFilter(some_genres=frozenset({"Comedy", "Drama"}))),
    (
        "comedy or a drama or horror",
        FilmFilter(some_genres=frozenset({"Comedy", "Drama", "Horror"})),
    ),
    ("cartoons for kids", genres("Animation", "Children")),
    ("no horror", no("Horror")),
    ("not horror and no war", no("Horror", "War")),
    ("drama without any war", all_of(genres("Drama"), no("War"))),
    ("-horror -war", no("Horror", "War")),
    ("–sci-fi", no("Sci-Fi")),
    ("comdey", genres("Comedy")),
    ("documentries", genres("Documentary")),
    ("90s", NINETIES),
    ("90's", NINETIES),
    ("1990s", NINETIES),
    ("the nineties", NINETIES),
    ("films from the 90s", NINETIES),
    ("20s", years(1920, 1929)),
    ("10s", years(2010, 2019)),
    ("80s 90s", years(1980, 1999)),
    ("80s and 90s", years(1980, 1999)),
    ("1994", years(1994, 1994)),
    ("1990-1999", NINETIES),
    ("1990 – 1999", NINETIES),
    ("from 1990 to 1999", NINETIES),
    ("between 1990 and 1999", NINETIES),
    ("after 2010", years(2011, None)),
    ("since 2010", years(2010, None)),
    ("from 2010 on", years(2010, None)),
    ("before 1980", years(None, 1979)),
    ("before the 80s", years(None, 1979)),
    ("before the year 1980", years(None, 1979)),
    ("until 1980", years(None, 1980)),
    ("after 1980 before 1990", years(1981, 1989)),
    ("90s before 1995", years(1990, 1994)),
    ("new horror", all_of(genres("Horror"), years(2012, None))),
    ("an old western", all_of(genres("Western"), years(None, 1979))),
    ("hidden gems", GEMS),
    ("hidden gem 80s", all_of(GEMS, years(1980, 1989))),
    ("surprise me", SURPRISE),
    ("surprise me with a comedy", all_of(SURPRISE, genres("Comedy"))),
    ("well-known thriller", all_of(known(4), genres("Thriller"))),
    ("popular", known(4)),
    ("blockbusters", known(5)),
    ("little known drama", all_of(known(1), genres("Drama"))),
    ("not well known", known(1)),
    ("like Heat", HEAT),
    ("films like heat", HEAT),
    ("similar to Heat", HEAT),
    ("like “Heat”", HEAT),
    ("like Heat 90s", all_of(HEAT, NINETIES)),
    ("comedy like heat without war", all_of(HEAT, genres("Comedy"), no("War"))),
    ("some good movies", ANY),
    ("IMAX", genres("IMAX")),
]
SPANISH = [
    ("comedia años 90", all_of(genres("Comedy"), NINETIES)),
    ("comedias de los 90", all_of(genres("Comedy"), NINETIES)),
    ("una película de terror", genres("Horror")),
    ("películas de ciencia ficción", genres("Sci-Fi")),
    ("ciencia-ficcion", genres("Sci-Fi")),
    ("comedia romántica", genres("Comedy", "Romance")),
    ("drama sin guerra", all_of(genres("Drama"), no("War"))),
    ("comedia o drama", FilmFilter(some_genres=frozenset({"Comedy", "Drama"}))),
    ("acción -terror", all_of(genres("Action"), no("Horror"))),
    ("cine negro", genres("Film-Noir")),
    ("después de 2010", years(2011, None)),
    ("antes de 1980", years(None, 1979)),
    ("desde 2010", years(2010, None)),
    ("de 1990 a 1999", NINETIES),
    ("entre 1990 y 1999", NINETIES),
    ("los noventa", NINETIES),
    ("como Heat", HEAT),
    ("parecidas a Heat", HEAT),
    ("joyas ocultas", GEMS),
    ("sorpréndeme", SURPRISE),
    ("poco conocidas", known(1)),
    ("muy conocidas", known(5)),
    ("conocidas", known(4)),
]
GERMAN = [
    ("Komödie 90er", all_of(genres("Comedy"), NINETIES)),
    ("Komödien aus den 90ern", all_of(genres("Comedy"), NINETIES)),
    ("KOMÖDIE", genres("Comedy")),
    ("komodie", genres("Comedy")),
    ("Komoedien", genres("Comedy")),
    ("90er Jahre", NINETIES),
    ("neunziger", NINETIES),
    ("Science-Fiction ohne Horror", all_of(genres("Sci-Fi"), no("Horror"))),
    ("kein Horror", no("Horror")),
    ("Krimi, aber kein Drama", all_of(genres("Crime"), no("Drama"))),
    ("Zeichentrickfilme", genres("Animation")),
    ("Liebesfilm oder Komödie", FilmFilter(some_genres=frozenset({"Romance", "Comedy"}))),
    ("Liebeskomödie", genres("Comedy", "Romance")),
    ("ein guter Kriegsfilm", genres("War")),
    ("nach 2010", years(2011, None)),
    ("ab 2010", years(2010, None)),
    ("seit 2010", years(2010, None)),
    ("vor 1980", years(None, 1979)),
    ("vor den 80ern", years(None, 1979)),
    ("bis 1980", years(None, 1980)),
    ("von 1990 bis 1999", NINETIES),
    ("zwischen 1990 und 1999", NINETIES),
    ("wie Heat", HEAT),
    ("so was wie Heat", HEAT),
    ("Geheimtipps", GEMS),
    ("überrasch mich", SURPRISE),
    ("bekannte Thriller", all_of(known(4), genres("Thriller"))),
    ("kaum bekannt", known(1)),
    ("nicht so bekannt", known(2)),
]
RUSSIAN = [
    ("комедия 90-е", all_of(genres("Comedy"), NINETIES)),
    ("комедии 90-х", all_of(genres("Comedy"), NINETIES)),
    ("комедию без ужасов", all_of(genres("Comedy"), no("Horror"))),
    ("Фантастика", genres("Sci-Fi")),
    ("научную фантастику", genres("Sci-Fi")),
    ("90-е годы", NINETIES),
    ("девяностые", NINETIES),
    ("драма не про войну", all_of(genres("Drama"), no("War"))),
    ("мультики для детей", genres("Animation", "Children")),
    ("ромком", genres("Comedy", "Romance")),
    ("мелодрама или комедия", FilmFilter(some_genres=frozenset({"Romance", "Comedy"}))),
    ("боевик -ужасы", all_of(genres("Action"), no("Horror"))),
    ("после 2010", years(2011, None)),
    ("с 2010 года", years(2010, None)),
    ("до 1980 года", years(None, 1979)),
    ("с 1990 по 1999", NINETIES),
    ("между 1990 и 1999", NINETIES),
    ("1990–1999", NINETIES),
    ("как Heat", HEAT),
    ("похожие на Heat", HEAT),
    ("скрытые жемчужины", GEMS),
    ("удиви меня", SURPRISE),
    ("малоизвестные", known(1)),
    ("известные триллеры", all_of(known(4), genres("Thriller"))),
]


@pytest.mark.parametrize(("text", "wanted"), ENGLISH + SPANISH + GERMAN + RUSSIAN)
def test_sentence_is_understood(text: str, wanted: FilmFilter) -> None:
    assert read(text) == FilterText(wanted)


@pytest.mark.parametrize(
    ("text", "wanted", "unknown"),
    [
        ("comedy blorb", genres("Comedy"), "blorb"),
        ("glimph 90s -zzyzx", NINETIES, "glimph -zzyzx"),
        ("Tarantino", ANY, "Tarantino"),
        ("no 90s", ANY, "no 90s"),
        ("without", ANY, "without"),
        ("comedy no", genres("Comedy"), "no"),
        ("like", ANY, "like"),
        ("7", ANY, "7"),
        ("comedy -popular", genres("Comedy"), "-popular"),
    ],
)
def test_what_is_not_understood_is_named(text: str, wanted: FilmFilter, unknown: str) -> None:
    found = read(text)
    assert found.wanted == wanted
    assert found.unknown == unknown


@pytest.mark.parametrize("text", ["", "   ", "!!! ... 🎬", "-"])
def test_nothing_asks_for_nothing(text: str) -> None:
    assert read(text) == FilterText(ANY)


def test_longest_title_is_meant_even_where_its_words_are_conditions() -> None:
    assert read("like The War of the Worlds").wanted == FilmFilter(like=4)
    assert read("like Scary Movie comedy").wanted == all_of(FilmFilter(like=3), genres("Comedy"))
    assert read("like cinderella 1950").wanted == FilmFilter(like=1)


def test_genres_of_another_data_set_are_known_by_their_names() -> None:
    assert read("kitchen sink 90s") == FilterText(all_of(genres("Kitchen Sink"), NINETIES))


def test_unclear_film_is_asked_about_and_the_rest_still_holds() -> None:
    found = read("drama like Cinderella")
    assert found.wanted == genres("Drama")
    assert found.like is not None
    assert {film.movie_id for film in found.like.choices} == {1, 2}
    assert found.like.title == "Cinderella"


def test_unknown_film_is_no_condition() -> None:
    found = read("like qqqqqqqqqq")
    assert found.wanted == ANY
    assert found.like is not None
    assert not found.like.choices


def test_text_without_end_is_no_wish() -> None:
    text = "comedy " * 500
    assert read(text) == FilterText(ANY, text)
    assert read("like " + "ab " * 58).like is not None


@pytest.mark.parametrize("text", ["after 2010 before 1980", "90s before 1960"])
def test_years_that_cannot_be_are_refused(text: str) -> None:
    with pytest.raises(Problem) as raised:
        read(text)
    assert raised.value.key == "problem-years-never"
