"""The deck as it is shown: every film above its stars, and what each button leads to."""

import re
from html import unescape

import pytest

from bot.conversation.press import Press
from bot.conversation.reply import Reply
from bot.deck.presses import DeckGenres, DeckStars
from bot.deck.request import DeckRequest
from bot.deck.views import DealtFilm, DeckPlace, deck_page, film_toast, pick_genres
from bot.words.languages import LANGUAGES
from bot.words.texts import texts_for
from core.catalog.films import Film
from core.recommend.elicitation import KNOWN_WELL, Acquaintance
from core.recommend.recommender import Basis, Suggestion

EN = texts_for("en")
PLAIN = Film(6, "Heat", 1995, ("Action", "Crime"))
LONG = Film(1, "<b>&'\"😀</b>" * 60, 1999, ("Sci-Fi", "<i>", "Thriller", "Western"))
DECK = DeckPlace(101, 7, 1000)
DEALT = [
    DealtFilm(5000 + place, PLAIN, stars) for place, stars in enumerate([None, 3.5, 4.0, None, 0.5])
]
GENRES = DeckRequest(5, ("Action", "Crime", "Horror", "of another data set"))
PAGE = deck_page(EN, DECK, DEALT, Acquaintance(0.1, 21), Suggestion(PLAIN, 4.26, Basis.TASTE))
FIRST = deck_page(EN, DeckPlace(101, 7, 0), DEALT[:1], None, None)


def plain_text(reply: Reply) -> str:
    return unescape(re.sub("<[^>]+>", "", reply.text))


def rows_of(reply: Reply) -> list[list[str]]:
    return [[button.label for button in row] for row in reply.keyboard]


def presses_of(reply: Reply, row: int) -> list[Press]:
    return [button.press for button in reply.keyboard[row] if button.press is not None]


def test_deck_shows_every_film_above_its_stars_and_never_moves_them() -> None:
    rows = rows_of(PAGE)
    assert rows[0] == ["Heat (1995)"]
    assert rows[1] == ["☆", "☆", "☆", "☆", "☆"]
    assert rows[3] == ["★", "★", "★", "½", "☆"]
    assert rows[5] == ["★", "★", "★", "★", "☆"]
    assert rows[8] == ["↩ Heat (1995)"]
    assert rows[9] == ["½", "☆", "☆", "☆", "☆"]
    nothing_rated = [DealtFilm(each.position, each.film, None) for each in DEALT]
    assert len(rows_of(deck_page(EN, DECK, nothing_rated, None, None))) == len(rows)


@pytest.mark.parametrize("half_stars", range(1, 11))
def test_each_of_ten_ratings_takes_at_most_two_taps(half_stars: int) -> None:
    stars, taps = None, 0
    while stars is None or stars * 2 != half_stars:
        page = deck_page(EN, DECK, [DealtFilm(5001, PLAIN, stars)], None, None)
        press = presses_of(page, 1)[(half_stars - 1) // 2]
        assert isinstance(press, DeckStars)
        assert press.position == 5001
        stars, taps = press.half_stars / 2, taps + 1
    assert taps == (1 if half_stars % 2 == 0 else 2)


def test_title_of_a_rated_film_takes_the_rating_back() -> None:
    assert presses_of(PAGE, 2) == [DeckStars(101, 7, 5001, 0)]


def test_deck_counts_down_and_says_when_it_is_enough() -> None:
    def text(known: Acquaintance | None) -> str:
        return plain_text(deck_page(EN, DECK, DEALT, known, None))

    assert "▱▱▱▱▱ 5 more and I know you well" in text(Acquaintance(0.0, 5))
    assert "▰▰▰▰▱ 1 more and I know you well" in text(Acquaintance(KNOWN_WELL * 0.99, 1))
    assert "▰▰▰▰▰ I know you well now" in text(Acquaintance(KNOWN_WELL, 0))
    assert "know you well" not in text(None)


def test_deck_says_what_it_would_recommend_from_the_first_tap_on() -> None:
    assert "Heat (1995) · ★4.3" in plain_text(
        deck_page(EN, DECK, DEALT, None, Suggestion(PLAIN, 4.26, Basis.TASTE))
    )
    assert "One tap is enough" in plain_text(FIRST)
    assert "Pick genres" in rows_of(FIRST)[-1]
    assert "Pick genres" not in rows_of(PAGE)[-1]


def test_title_of_an_unrated_film_tells_what_it_is() -> None:
    assert film_toast(EN, PLAIN).startswith("Heat (1995): Action, Crime. ")
    assert film_toast(EN, Film(9, "Up", 2009)).startswith("Up (2009). ")
    for language in LANGUAGES:
        assert len(film_toast(texts_for(language), LONG)) <= 200


def test_genres_are_picked_and_given_up_by_the_same_button() -> None:
    reply = pick_genres(EN, DECK, GENRES, {"Crime", "Horror"})
    buttons = [button for row in reply.keyboard for button in row]
    action = next(button for button in buttons if button.label == "Action")
    horror = next(button for button in buttons if button.label == "✓ Horror")
    for button, left in ((action, {"Action", "Crime", "Horror"}), (horror, {"Crime"})):
        press = button.press
        assert isinstance(press, DeckGenres)
        assert GENRES.genres_of(press.picked) == left


def test_deck_request_comes_back_and_other_cards_are_no_decks() -> None:
    assert DeckRequest.decode(GENRES.encode()) == GENRES
    assert DeckRequest.decode("{}") is None


def test_long_title_keeps_its_year_on_one_line() -> None:
    rows = rows_of(deck_page(EN, DECK, [DealtFilm(5000, LONG, 3.0)], None, None))
    assert rows[0][0].startswith("↩ ")
    assert rows[0][0].endswith("… (1999)")
    assert len(rows[0][0]) <= 42
