"""MovieLens titles and genres as people say them; the titles here are all real ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.titles import ParsedTitle, parse_genres, parse_title


@pytest.mark.parametrize(
    ("written", "said", "year"),
    [
        ("Toy Story (1995)", "Toy Story", 1995),
        ("Matrix, The (1999)", "The Matrix", 1999),
        ("Fish Called Wanda, A (1988)", "A Fish Called Wanda", 1988),
        ("Auberge espagnole, L' (2002)", "L'Auberge espagnole", 2002),
        ("Vitelloni, I (1953)", "I Vitelloni", 1953),
        ("Mariachi, El (1992)", "El Mariachi", 1992),
        ("Boot, Das (1981)", "Das Boot", 1981),
        ("battre mon coeur s'est arrêté, De (2005)", "De battre mon coeur s'est arrêté", 2005),
        ("Hip Hop Witch, Da (2000)", "Da Hip Hop Witch", 2000),
        ("Good, the Bad and the Ugly, The (1966)", "The Good, the Bad and the Ugly", 1966),
        ("Crow, The: Wicked Prayer (2005)", "The Crow: Wicked Prayer", 2005),
        ("Fast and the Furious: Tokyo Drift, The", "The Fast and the Furious: Tokyo Drift", None),
        ("I, Robot (2004)", "I, Robot", 2004),
        ("Monsters, Inc. (2001)", "Monsters, Inc.", 2001),
        ("McFarland, USA (2015)", "McFarland, USA", 2015),
        ("New York, New York (1977)", "New York, New York", 1977),
        ("96 Minutes (2011) ", "96 Minutes", 2011),
        ("Blind Side, The  (2009)", "The Blind Side", 2009),
        ("2001: A Space Odyssey (1968)", "2001: A Space Odyssey", 1968),
        ("2012 (2009)", "2012", 2009),
        ("M. Hulot’s Holiday (1953)", "M. Hulot's Holiday", 1953),
        ("Hyena Road", "Hyena Road", None),
        ("Godzilla vs. Mothra (1992) (V)", "Godzilla vs. Mothra", 1992),
        ("Bunny (1998))", "Bunny", 1998),
    ],
)
def test_title_is_in_natural_word_order_and_without_its_year(
    written: str, said: str, year: int | None
) -> None:
    assert parse_title(written) == ParsedTitle(said, year)


@pytest.mark.parametrize(
    ("written", "said", "others"),
    [
        ("Seven (a.k.a. Se7en) (1995)", "Seven", ["Se7en"]),
        (
            "City of Lost Children, The (Cité des enfants perdus, La) (1995)",
            "The City of Lost Children",
            ["La Cité des enfants perdus"],
        ),
        ("Trou, Le (Hole, The) (Night Watch, The) (1960)", "Le Trou",
         ["The Hole", "The Night Watch"]),
        ("European Vacation (aka National Lampoon's European Vacation) (1985)", "European Vacation",
         ["National Lampoon's European Vacation"]),
        ("Asterix in America (a.k.a Asterix Conquers America) (1994)", "Asterix in America",
         ["Asterix Conquers America"]),
        ("Besieged (a.k.a. L' Assedio) (1998)", "Besieged", ["L'Assedio"]),
        ("Babies (Bébé(s)) (2010)", "Babies", ["Bébé(s)"]),
        ("To Have, or Not (En avoir (ou pas)) (1995)", "To Have, or Not", ["En avoir (ou pas)"]),
        ("And God Created Woman (Et Dieu... créa la femme) (1956)", "And God Created Woman",
         ["Et Dieu... créa la femme"]),
        ("Evangelion: 1.0 You Are (Not) Alone (Evangerion shin gekijôban: Jo) (2007)",
         "Evangelion: 1.0 You Are (Not) Alone", ["Evangerion shin gekijôban: Jo"]),
        ("I Am Curious (Yellow) (Jag är nyfiken - en film i gult) (1967)", "I Am Curious (Yellow)",
         ["Jag är nyfiken - en film i gult"]),
        ("Red Beard (Akahige) (1965)", "Red Beard", ["Akahige"]),
        ("Léon: The Professional (a.k.a. The Professional) (Léon) (1994)",
         "Léon: The Professional", ["The Professional", "Léon"]),
    ],
)  # fmt: skip
def test_other_titles_in_brackets_become_alternatives(
    written: str, said: str, others: list[str]
) -> None:
    parsed = parse_title(written)
    assert parsed.title == said
    assert parsed.alternatives == tuple(others)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("(500) Days of Summer (2009)", "(500) Days of Summer"),
        ("Frontière(s) (2007)", "Frontière(s)"),
        ("Birdman: Or (The Unexpected Virtue of Ignorance) (2014)",
         "Birdman: Or (The Unexpected Virtue of Ignorance)"),
        ("Bon Voyage, Charlie Brown (and Don't Come Back!) (1980)",
         "Bon Voyage, Charlie Brown (and Don't Come Back!)"),
        ("Human Centipede, The (First Sequence) (2009)", "The Human Centipede (First Sequence)"),
        ("Human Centipede II (Full Sequence), The (2011)",
         "The Human Centipede II (Full Sequence)"),
        ("Hotel Chevalier (Part 1 of 'The Darjeeling Limited') (2007)",
         "Hotel Chevalier (Part 1 of 'The Darjeeling Limited')"),
        ("Evangelion: 3.0 You Can (Not) Redo (2012)", "Evangelion: 3.0 You Can (Not) Redo"),
        ("[REC]² (2009)", "[REC]²"),
    ],
)  # fmt: skip
def test_brackets_that_belong_to_the_title_stay(written: str, said: str) -> None:
    parsed = parse_title(written)
    assert parsed.title == said
    assert parsed.alternatives == ()


@pytest.mark.parametrize(
    ("written", "title", "year"),
    [
        ("Fawlty Towers (1975-1979)", "Fawlty Towers", 1975),
        ("Death Note: Desu nôto (2006–2007)", "Death Note: Desu nôto", 2006),
        ("Big Bang Theory, The (2007-)", "The Big Bang Theory", 2007),
        ("Diplomatic Immunity (2009– )", "Diplomatic Immunity", 2009),
    ],
)
def test_series_that_ran_over_years_has_its_first_year(written: str, title: str, year: int) -> None:
    assert parse_title(written) == ParsedTitle(title, year, is_series=True)


def test_alternative_that_repeats_the_title_is_dropped() -> None:
    assert parse_title("Solaris (Solaris) (a.k.a. Solyaris) (Solyaris) (1972)").alternatives == (
        "Solyaris",
    )


@pytest.mark.parametrize("text", ["", "(1999)", "(", ")", "()", "a)", "( (1999)", ", The (1999)"])
def test_text_that_is_no_title_is_left_alone(text: str) -> None:
    assert parse_title(text).title or not text


@given(st.text())
def test_any_text_has_a_title_unless_it_is_blank(text: str) -> None:
    parsed = parse_title(text)
    assert bool(parsed.title) == bool(text.split())
    assert "\t" not in "".join([parsed.title, *parsed.alternatives])


@given(
    st.text("abc DEF'é:", min_size=1).map(lambda text: " ".join(text.split())).filter(bool),
    st.sampled_from(["The", "A", "La", "Der", "Il", "Os"]),
    st.integers(1900, 2030),
)
def test_filing_a_title_under_its_first_word_is_undone(title: str, article: str, year: int) -> None:
    assert parse_title(f"{title}, {article} ({year})") == ParsedTitle(f"{article} {title}", year)


def test_genres_are_split_and_given_once() -> None:
    assert parse_genres("Action|Sci-Fi|Action") == ("Action", "Sci-Fi")


def test_children_has_one_spelling_over_all_releases() -> None:
    assert parse_genres("Animation|Children's") == parse_genres("Animation|Children")


@pytest.mark.parametrize("text", ["", "(no genres listed)", "unknown"])
def test_film_without_genres_has_none(text: str) -> None:
    assert parse_genres(text) == ()
