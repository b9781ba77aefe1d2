"""Inline offers: within Telegram's limits, and the message holds nothing about who sends it."""

import pytest

from bot.finding.views.inline import OfferedFilm, article, rate_first, shared
from bot.words.languages import LANGUAGES
from bot.words.texts import texts_for
from core.catalog.films import Film

HEAT = Film(6, "Heat", 1995, ("Action", "Crime", "Thriller"))
NASTY = Film(2**40, "<b>&'\"😀</b>" * 60, 1999, ("Sci-Fi", "<i>", "War", "Western"))
BARE = Film(1, "ואלס עם באשיר", None)
EN = texts_for("en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("film", [HEAT, NASTY, BARE])
def test_every_offer_keeps_telegrams_limits(language: str, film: Film) -> None:
    texts = texts_for(language)
    for offered in (
        OfferedFilm(film, None, 0),
        OfferedFilm(film, 3.96, 12345, given=0.5),
        OfferedFilm(film, 3.96, 1, predicted=4.26),
    ):
        offer = article(texts, offered, "x" * 32)
        assert 1 <= len(offer.offer_id.encode()) <= 64
        assert 1 <= len(offer.title) <= 64
        assert len(offer.description or "") <= 120
        assert len(shared(texts, offered)) <= 4096
        for row in offer.reply.keyboard:
            for button in row:
                assert button.press is None  # the message is nobody's to press
                assert (button.url or "").startswith("https://t.me/xxx")
                assert 1 <= len(button.label) <= 64
    assert 1 <= len(rate_first(texts).label) <= 64


def test_own_stars_are_told_to_who_types_and_not_sent() -> None:
    given = OfferedFilm(HEAT, 3.94, 104, given=4.5)
    predicted = OfferedFilm(HEAT, 3.94, 104, predicted=4.26)
    unknown = OfferedFilm(HEAT, 3.94, 104)
    descriptions = [article(EN, each, "moviebot").description for each in (given, predicted)]
    assert descriptions == [
        "you gave it ★4.5 · Action, Crime, Thriller",
        "★4.3 for you · Action, Crime, Thriller",
    ]
    assert article(EN, unknown, "moviebot").description == "Action, Crime, Thriller"
    sent = "<b>Heat</b> (1995)\nAction, Crime, Thriller\n★3.9 on average, from 104 ratings"
    assert shared(EN, given) == shared(EN, predicted) == shared(EN, unknown) == sent


def test_film_of_which_nothing_is_known_is_its_title() -> None:
    offered = OfferedFilm(Film(1, "Untagged", None), None, 0)
    assert shared(EN, offered) == "<b>Untagged</b>"
    assert article(EN, offered, "moviebot").description is None


def test_links_open_the_film_and_the_deck() -> None:
    markup = article(EN, OfferedFilm(HEAT, None, 0), "moviebot").reply.keyboard
    assert [row[0].url for row in markup] == [
        "https://t.me/moviebot?start=film_6",
        "https://t.me/moviebot?start=rate",
    ]
