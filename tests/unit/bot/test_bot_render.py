"""Texts and keyboards: escaped, within Telegram's limits, and saying what they should."""

from html.parser import HTMLParser

import pytest
from telegram import InlineKeyboardMarkup

from bot import render
from bot.callbacks import UndoRemoval, decode
from bot.render import RatedFilm, Reply
from core.catalog import Film
from core.recommender import Basis, SimilarFilms, Suggestion, Suggestions

OWNER = 2**52
NASTY = Film(1, "<b>&'\"😀</b>" * 60, 1999, ("Sci-Fi", "<i>"))
PLAIN = Film(6, "Heat", 1995, ("Action", "Crime"))


def plain_text(reply: Reply) -> str:
    """The text as a person reads it; only the tags the bot uses are allowed."""
    parts: list[str] = []
    open_tags: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            assert tag in {"b", "i", "code"}
            assert not attrs
            open_tags.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert open_tags.pop() == tag

        def handle_data(self, data: str) -> None:
            parts.append(data)

    reader = Reader()
    reader.feed(reply.text)
    reader.close()
    assert not open_tags
    return "".join(parts)


def check_limits(reply: Reply) -> None:
    assert 0 < len(plain_text(reply)) <= 4096
    keyboard = reply.keyboard
    assert keyboard is None or isinstance(keyboard, InlineKeyboardMarkup)
    rows = keyboard.inline_keyboard if keyboard else ()
    assert sum(map(len, rows)) <= 100
    for row in rows:
        assert 1 <= len(row) <= 8
        for button in row:
            assert 1 <= len(button.text) <= 64
            assert isinstance(button.callback_data, str)
            assert decode(button.callback_data).owner == OWNER


def suggestions(basis: Basis, has_more: bool = True) -> Suggestions:
    page = tuple(Suggestion(film, 4.26) for film in (PLAIN, NASTY) * 5)
    return Suggestions(basis, page, has_more)


REPLIES = {
    "welcome": render.welcome("<script>" + "x" * 500),
    "help": Reply(render.HELP),
    "ask": render.ask_stars(NASTY, OWNER, 3.5),
    "rated": render.rated(NASTY, OWNER, stars=4.5, change_id=2**62, n_ratings=1, understood=False),
    "undone": render.undone(render.film_name(NASTY, 1), 1, OWNER, None),
    "choose": render.choose_film("<" * 9000, [PLAIN, NASTY] * 4, OWNER, 4.5),
    "choose reading": render.choose_reading(NASTY, OWNER, PLAIN, 3.0),
    "choose similar": render.choose_similar("&&&", [NASTY] * 8, OWNER),
    "not found": render.not_found("<" * 9000, [], []),
    "recommendations": render.recommendations(
        suggestions(Basis.TASTE), OWNER, offset=5, page_size=5, n_ratings=12, preface=""
    ),
    "similar": render.similar(NASTY, OWNER, SimilarFilms((PLAIN, NASTY) * 3, 2)),
    "ratings": render.ratings_page(
        [RatedFilm(1, NASTY, 0.5)] * 25 + [RatedFilm(9, None, 5.0)] * 8,
        OWNER,
        2,
        10,
        UndoRemoval(OWNER, 2**62, 2),
    ),
    "no ratings": render.ratings_page([], OWNER, 0, 10),
}


@pytest.mark.parametrize("name", REPLIES)
def test_every_reply_keeps_telegrams_limits_whatever_a_title_holds(name: str) -> None:
    check_limits(REPLIES[name])


def test_titles_and_names_are_shown_as_they_are() -> None:
    assert "<b>&'\"😀</b>" in plain_text(REPLIES["ask"])
    assert "<script>" in plain_text(REPLIES["welcome"])


def test_star_buttons_cover_all_ten_ratings() -> None:
    keyboard = REPLIES["ask"].keyboard
    assert keyboard is not None
    labels = [button.text for row in keyboard.inline_keyboard for button in row]
    assert labels[:3] == ["★★★★★", "★★★★½", "★★★★"]
    assert labels[-2:] == ["★", "½"]
    assert len(labels) == 10


def test_list_says_what_it_rests_on() -> None:
    def text(basis: Basis) -> str:
        return plain_text(
            render.recommendations(
                suggestions(basis), OWNER, offset=0, page_size=5, n_ratings=1, preface="Because:"
            )
        )

    assert "from your 1 rating" in text(Basis.TASTE)
    assert "★4.3 on average" in text(Basis.POPULARITY)
    assert text(Basis.NO_MODEL).startswith("Because:")


def test_film_gone_from_the_data_set_is_still_listed_and_removable() -> None:
    reply = render.ratings_page([RatedFilm(123, None, 4.0)], OWNER, 0, 10)
    assert "film 123" in plain_text(reply)
    assert reply.keyboard is not None


def test_last_page_is_shown_when_the_page_asked_for_is_gone() -> None:
    reply = render.ratings_page([RatedFilm(6, PLAIN, 4.0)] * 11, OWNER, 7, 10)
    assert "11. ★4 Heat (1995)" in plain_text(reply)


def test_neighbours_of_a_rarely_rated_film_come_with_a_doubt() -> None:
    few = render.similar(PLAIN, OWNER, SimilarFilms((NASTY,), 1))
    many = render.similar(PLAIN, OWNER, SimilarFilms((NASTY,), 50))
    assert "only once" in plain_text(few)
    assert "grain of salt" not in plain_text(many)


@pytest.mark.parametrize(("stars", "text"), [(4.0, "★4"), (4.5, "★4.5"), (0.5, "★0.5")])
def test_stars_in_a_sentence(stars: float, text: str) -> None:
    assert render.stars_text(stars) == text
