"""What people are told of themselves: ratings in order, a profile in words, what is deleted."""

import re
from html import unescape

import numpy as np
import pytest

from bot.conversation.reply import Reply
from bot.mine.presses import RatingsPage, WatchlistSeen
from bot.mine.views.profile import profile_labels, profile_words
from bot.mine.views.ratings import ORDERS, RatedFilm, ratings_page
from bot.mine.views.watchlist import WantedFilm, WatchlistPart, watchlist_page
from bot.privacy.presses import ForgetMe
from bot.privacy.views import forget_question, forgotten
from bot.words.languages import LANGUAGES
from bot.words.texts import Html, texts_for
from core.catalog.films import Catalog, Film
from core.recommend.portrait import Portrait, portrait
from tests.builders import build_model

OWNER = 2**52
EN = texts_for("en")
HEAT = Film(6, "Heat", 1995, ("Action", "Crime"))
NASTY = "<b>&'\"😀</b>" * 20
KINDS = ("Comedy", "Horror", "<i>War</i>")


def shown(html: Html) -> str:
    return unescape(re.sub("<[^>]*>", "", html))


def rows(reply: Reply) -> list[list[str]]:
    return [[button.label for button in row] for row in reply.keyboard]


def somebody() -> Portrait:
    """Likes comedies, dislikes horror films and has seen no other; all titles are long."""
    films = [Film(each + 1, NASTY, 1950 + each, (KINDS[each % 3],)) for each in range(60)]
    factors = [[0.6 * (each % 3 == kind) + 0.01 * each for kind in range(3)] for each in range(60)]
    catalog = Catalog.build(films, np.full(60, 100), np.full(60, 350.0))
    stars = {each + 1: (5.0, 1.5)[each % 3] for each in range(48) if each % 3 < 2}
    return portrait(build_model(factors), catalog, stars)


def test_order_is_marked_and_the_others_are_a_tap_away() -> None:
    rated = [RatedFilm(6, HEAT, 4.0)] * 12
    reply = ratings_page(EN, rated, OWNER, page=1, page_size=10, order=ORDERS.index("worst"))
    assert rows(reply) == [
        ["✕ 11"],
        ["✕ 12"],
        ["Newest", "Title"],
        ["Best", "✓ Worst"],
        ["◀ Page 1"],
    ]
    best = reply.keyboard[3][0].press
    assert best == RatingsPage(OWNER, 0, ORDERS.index("best"))


def test_one_rating_needs_no_order() -> None:
    reply = ratings_page(EN, [RatedFilm(6, HEAT, 4.0)], OWNER, page=0, page_size=10)
    assert rows(reply) == [["✕ 1"]]


def test_watchlist_says_what_its_stars_are() -> None:
    films = (WantedFilm(6, HEAT, 4.26), WantedFilm(7, None, None))
    predicted = watchlist_page(EN, WatchlistPart(films, 0, 2, 0, True, True), OWNER)
    average = watchlist_page(EN, WatchlistPart(films, 0, 2, 0, True, False), OWNER)
    assert "1. Heat (1995) · ★4.3\n2. film 7 " in shown(predicted.text)
    assert "what I expect you to give" in predicted.text
    assert "on average" in average.text


def test_film_that_is_gone_can_only_be_taken_off_the_watchlist() -> None:
    films = (WantedFilm(7, None, None), WantedFilm(6, HEAT, 4.0))
    reply = watchlist_page(EN, WatchlistPart(films, 5, 7, 1, True, True), OWNER)
    assert rows(reply) == [["▸ 7"], ["✓ 7"], ["✕ 6", "✕ 7"], ["◀ Page 1"]]
    seen = reply.keyboard[1][0].press
    assert seen == WatchlistSeen(OWNER, 6, 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_profile_in_words_fits_below_a_picture(language: str) -> None:
    words = shown(profile_words(texts_for(language), somebody()))
    assert len(words.encode("utf-16-le")) // 2 <= 1024
    assert len(words.splitlines()) >= 5


def test_profile_in_words_says_what_the_picture_shows() -> None:
    words = shown(profile_words(EN, somebody()))
    assert words.startswith("Your taste in films, from 32 ratings, ★3.2 on average.")
    assert re.search(r"You like more than others do: Comedy \(\+\d\.\d★\)", words)
    assert re.search(r"You like less than others do: Horror \(−\d\.\d★\)", words)
    assert "Nearest to you on the map of films: <b>&" in words
    assert re.search(r"I know \d+% of your taste: .* within ★\d\.\d of", words)


def test_profile_without_a_model_says_why_there_is_no_more() -> None:
    catalog = Catalog.build([HEAT], np.array([1]), np.array([4.0]))
    seen = portrait(None, catalog, {6: 4.0, 7: 5.0})
    words = profile_words(EN, seen, without_model="training")
    assert shown(words).startswith("Your taste in films, from 2 ratings, ★4.5 on average.\n")
    assert words.endswith(EN("model-training"))
    assert profile_labels(EN, seen, without_model="training").no_model == EN("model-training")


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_in_the_picture_are_short_where_there_is_little_room(language: str) -> None:
    labels = profile_labels(texts_for(language), somebody())
    assert len(labels.less) <= 14
    assert len(labels.more) <= 14
    assert len(labels.you) <= 4
    assert len(labels.average) <= 20
    assert "32" in labels.ratings
    assert labels.genre_names["Comedy"] == texts_for(language).plain("genre-Comedy")


def test_question_and_answer_name_only_what_there_is() -> None:
    press = ForgetMe(OWNER, 1_700_000_000, 1, 0, 3, 0, 0)
    for reply in (forget_question(EN, press), forgotten(EN, press)):
        assert "• 1 rating\n• 3 films marked" in reply.text
        assert "watchlist" not in reply.text
        assert "import" not in reply.text
    assert forgotten(EN, press).keyboard == ()
