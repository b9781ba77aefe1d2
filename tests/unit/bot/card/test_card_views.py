"""The card and its filters: what they say of a film, and which buttons they offer."""

from dataclasses import replace

import pytest

from bot.card.films import OpenCard
from bot.card.presses import CardMark, CardShow, FilterChoice
from bot.card.request import CardRequest, Place
from bot.card.views.card import card
from bot.card.views.choosing import choose_filter, nothing_left
from bot.conversation.reply import Reply
from bot.filters.facets import say
from bot.filters.views import conditions_line
from bot.words.texts import texts_for
from core.catalog.film_filter import ANY, FilmFilter
from core.catalog.films import Film
from core.catalog.profile import Profile
from core.recommend.reasons import Reason
from core.recommend.recommender import Basis
from storage.marks import MarkKind
from tests.unit.bot.card.card_replies import catalog_of, shown_film

OWNER = 101
HEAT = Film(6, "Heat", 1995, ("Action", "Crime"))
ALIEN = Film(1214, "Alien", 1979, ("Horror", "Sci-Fi"))
BARE = Film(7, "Bare", None)
CATALOG = catalog_of(HEAT, ALIEN, BARE)
EN = texts_for("en")


def labels(reply: Reply) -> list[str]:
    return [button.label for row in reply.keyboard for button in row]


def press(reply: Reply, label: str) -> object:
    rows = reply.keyboard
    found = next(button for row in rows for button in row if button.label == label)
    return found.press


def test_card_says_the_prediction_and_how_sure_it_is() -> None:
    text = card(EN, shown_film(OWNER, HEAT), CATALOG).text
    assert text == "<b>Heat</b> (1995)\nAction, Crime\npredicted 4.2 ± 0.6★"


def test_film_without_year_and_genres_is_a_line_shorter() -> None:
    text = card(EN, shown_film(OWNER, BARE), CATALOG).text
    assert text == "<b>Bare</b>\npredicted 4.2 ± 0.6★"


@pytest.mark.parametrize(
    ("basis", "said"),
    [
        (Basis.POPULARITY, "★4.2 on average; I do not know your taste yet"),
        (Basis.NO_MODEL, "★4.2 on average. I have no model of tastes yet."),
    ],
)
def test_what_is_no_prediction_says_so(basis: Basis, said: str) -> None:
    assert card(EN, shown_film(OWNER, BARE, basis=basis), CATALOG).text.splitlines()[1] == said


@pytest.mark.parametrize(
    ("reasons", "said"),
    [
        ((), []),
        ((Reason(ALIEN, 5.0, 0.9, 0.2),), ["because you gave Alien ★5"]),
        (
            (Reason(HEAT, 4.5, 0.9, 0.2), Reason(ALIEN, 5.0, 0.8, 0.1)),
            ["because you gave Heat ★4.5 and Alien ★5"],
        ),
        ((Reason(ALIEN, None, 0.9, None),), ["because of Alien on your watchlist"]),
        (
            (Reason(HEAT, None, 0.9, None), Reason(ALIEN, 5.0, 0.8, 0.1)),
            ["because you have seen Heat"],
        ),
    ],
)
def test_reason_is_one_line_of_one_kind(reasons: tuple[Reason, ...], said: list[str]) -> None:
    told = Profile(wanted=frozenset({ALIEN.movie_id}), seen=frozenset({HEAT.movie_id}))
    text = card(EN, shown_film(OWNER, BARE, reasons=reasons, told=told), CATALOG).text
    assert text.splitlines()[2:] == said


def test_mark_button_says_what_it_leads_to_and_what_undo_goes_back_to() -> None:
    plain = card(EN, shown_film(OWNER, HEAT), CATALOG)
    wanted = card(EN, shown_film(OWNER, HEAT, mark=MarkKind.WANTED), CATALOG)
    refuse = press(plain, "✕ Not for me")
    assert isinstance(refuse, CardMark)
    assert (refuse.mark, refuse.before) == (2, 0)
    again = press(wanted, "✕ Not for me")
    assert isinstance(again, CardMark)
    assert (again.mark, again.before) == (2, 3)
    assert "− Watchlist" in labels(wanted)


def test_rating_says_more_than_a_mark() -> None:
    told = Profile(ratings={HEAT.movie_id: 4.5})
    reply = card(EN, shown_film(OWNER, HEAT, told=told, mark=MarkKind.WANTED), CATALOG)
    assert reply.text.splitlines()[-1] == "You gave it ★4.5."
    assert labels(reply) == ["★ Rate", "≈ Similar", "⚙ Filter", "◀ Back", "Next ▶"]


def test_back_leads_from_the_first_film_to_the_card_before() -> None:
    first = card(EN, shown_film(OWNER, HEAT, position=0), CATALOG)
    back = press(first, "◀ Back")
    assert isinstance(back, CardShow)
    assert back.position == 7
    alone = shown_film(OWNER, HEAT, position=0)
    alone = replace(alone, card=OpenCard(OWNER, 1, CardRequest(), (6,)))
    assert "◀ Back" not in labels(card(EN, alone, CATALOG))


def test_neighbours_of_a_rarely_rated_film_come_with_a_doubt() -> None:
    text = card(EN, shown_film(OWNER, HEAT, wanted=FilmFilter(like=1214)), CATALOG).text
    assert text.startswith("<i>like Alien (1979)</i>\n<i>It was rated only once")


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (FilmFilter(genres=frozenset({"Sci-Fi"})), "Science-Fiction"),
        (FilmFilter(some_genres=frozenset({"Crime", "War"})), "Krimi / Kriegsfilm"),
        (FilmFilter(without_genres=frozenset({"Horror"})), "kein Horror"),
        (FilmFilter(first_year=1990, last_year=1999), "1990er"),
        (FilmFilter(first_year=1990, last_year=1994), "1990–1994"),
        (FilmFilter(first_year=1994, last_year=1994), "1994"),
        (FilmFilter(first_year=2011), "ab 2011"),
        (FilmFilter(last_year=1979), "bis 1979"),
        (FilmFilter(popularity=5), "kennt jeder"),
        (FilmFilter(gems=True), "Geheimtipps"),
        (FilmFilter(like=6), "wie Heat (1995)"),
        (FilmFilter(like=77), "wie Film 77 (nicht unter den Filmen, die ich geladen habe)"),
    ],
)
def test_conditions_are_told_in_words(condition: FilmFilter, said: str) -> None:
    assert say(texts_for("de"), condition, CATALOG) == said


def test_nothing_asked_for_is_nothing_said() -> None:
    assert conditions_line(EN, ANY, CATALOG) == ""
    assert conditions_line(EN, FilmFilter(surprise=1), CATALOG) == "a surprise"


def page(wanted: FilmFilter, tab: int) -> Reply:
    request = CardRequest(wanted, Place(3, 0), ("Comedy", "Drama", "Horror"))
    return choose_filter(EN, OpenCard(OWNER, 4, request, ()), CATALOG, tab=tab, n_films=2)


def test_genre_goes_from_off_to_wanted_to_unwanted_and_off_again() -> None:
    wanted = FilmFilter(genres=frozenset({"Comedy"}), without_genres=frozenset({"Horror"}))
    shown = page(wanted, 0)
    assert labels(shown)[3:6] == ["✓ Comedy", "Drama", "✕ Horror"]
    choices = [press(shown, label) for label in labels(shown)[3:6]]
    assert [each.chosen.second for each in choices if isinstance(each, FilterChoice)] == [2, 1, 0]


def test_second_decade_takes_those_between_with_it() -> None:
    def span(wanted: FilmFilter, label: str) -> tuple[int, int]:
        found = press(page(wanted, 1), label)
        assert isinstance(found, FilterChoice)
        return found.chosen.first, found.chosen.second

    assert labels(page(ANY, 1))[3:6] == ["1970s", "1980s", "1990s"]
    seventies = FilmFilter(first_year=1970, last_year=1979)
    assert span(ANY, "1970s") == (1970, 1979)
    assert span(seventies, "1990s") == (1970, 1999)
    assert span(seventies, "✓ 1970s") == (0, 0)
    assert span(FilmFilter(first_year=1970, last_year=1999), "✓ 1980s") == (1980, 1989)
    assert span(FilmFilter(first_year=1985), "1970s") == (1970, 1995)


def test_slider_stands_on_one_of_five_steps() -> None:
    shown = page(FilmFilter(popularity=4), 2)
    assert labels(shown)[3:8] == ["○", "○", "○", "●", "○"]
    off = press(shown, "●")
    assert isinstance(off, FilterChoice)
    assert off.chosen.first == 0
    assert "well known" in shown.text


def test_end_of_everything_is_no_question_of_filters() -> None:
    reply = nothing_left(EN, OpenCard(OWNER, 4, CardRequest(), (6,)), CATALOG, 0, ())
    assert reply.text.startswith("You have told me about every film I know.")
    assert labels(reply) == ["◀ Back", "⚙ Filter"]


@pytest.mark.parametrize(
    "request_",
    [
        CardRequest(),
        CardRequest(FilmFilter(genres=frozenset({"Comedy", "Drama"})), Place(2**62, 0), ("A", "B")),
        CardRequest(FilmFilter(first_year=1990, popularity=2, gems=True, like=6, surprise=0)),
        CardRequest(FilmFilter(some_genres=frozenset({"War"}), without_genres=frozenset({"<"}))),
    ],
)
def test_request_comes_back_as_it_was_kept(request_: CardRequest) -> None:
    assert CardRequest.decode(request_.encode()) == request_


def test_conditions_of_a_later_bot_are_passed_over() -> None:
    kept = '{"wanted": {"colour": "blue", "last_year": 1979}}'
    assert CardRequest.decode(kept) == CardRequest(FilmFilter(last_year=1979))
