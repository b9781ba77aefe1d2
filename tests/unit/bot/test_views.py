"""Messages and keyboards: escaped, within Telegram's limits, and saying what they should."""

from collections.abc import Sequence
from functools import cache
from html.parser import HTMLParser

import pytest

from bot.card.presses import ShowSimilar
from bot.card.views.asking import choose_like
from bot.conversation.reply import Reply, keyboard
from bot.conversation.which_film import not_found
from bot.deck.request import DeckRequest
from bot.deck.views import DealtFilm, DeckPlace, deck_page, pick_genres
from bot.finding.views.titles import films_found, labelled
from bot.mine.presses import UndoRemoval, WatchlistRestore, WatchlistSeen
from bot.mine.views.profile import no_profile, no_profile_in_group
from bot.mine.views.ratings import RatedFilm, ratings_page
from bot.mine.views.watchlist import (
    WantedFilm,
    WatchlistPart,
    rated_note,
    removed_note,
    watchlist_page,
    watchlist_stars,
)
from bot.privacy.presses import ForgetMe
from bot.privacy.views import export_in_private, forget_question, forgotten, nothing_to_export
from bot.rating.views import (
    another_meant,
    ask_stars,
    choose_reading,
    rated,
    rated_several,
    stars_alone,
    undone,
    undone_several,
    which_to_rate,
)
from bot.rooms import ROOMS
from bot.welcome.views import choose_language, guide, welcome, welcome_back, welcome_in_group
from bot.words.languages import LANGUAGES
from bot.words.rating_text import Doubt, RatingRequest
from bot.words.texts import Texts, bold, film_label, film_name, genres, stars_text, texts_for
from core.catalog.films import Film
from core.recommend.elicitation import Acquaintance
from core.recommend.recommender import Basis, Suggestion
from core.titles.search import Resolution
from storage.ratings import RatingChange, RatingResult, UserRating
from tests.unit.bot.card.card_replies import card_replies
from tests.unit.bot.importing.import_replies import import_replies
from tests.unit.bot.movie_night.night_replies import night_replies
from tests.unit.bot.operator.training_replies import training_replies

OWNER = 2**52
NASTY = Film(1, "<b>&'\"😀</b>" * 60, 1999, ("Sci-Fi", "<i>"))
HEBREW = Film(2, "ואלס עם באשיר", 2008, ("Animation",))
PLAIN = Film(6, "Heat", 1995, ("Action", "Crime"))
PRIVATE_CHAT = "https://t.me/moviebot?start=rate"
WANTED = (WantedFilm(1, NASTY, 4.26), WantedFilm(9, None, None)) * 3
FORGET = ForgetMe(OWNER, 2**33, 36**4 - 1, 36**4 - 1, 36**4 - 1, 36**3 - 1, 36**2 - 1)
DECK = DeckPlace(OWNER, 2**62, 1000)
DEALT = [
    DealtFilm(5000 + place, film, stars)
    for place, (film, stars) in enumerate(
        [(PLAIN, None), (NASTY, 3.5), (HEBREW, 4.0), (NASTY, None), (PLAIN, 0.5)]
    )
]
GENRES = DeckRequest(5, ("Action", "Crime", "Horror", *map(str, range(30))))


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
    rows = reply.keyboard
    assert sum(map(len, rows)) <= 100
    for row in rows:
        assert 1 <= len(row) <= 8
        for button in row:
            assert 1 <= len(button.label) <= 64
            if button.url is not None:  # anybody may follow a link
                continue
            assert button.press is not None
            assert len(ROOMS.encode(button.press)) <= 64
            assert button.press.owner == OWNER


def rating_result(n_ratings: int, previous: float | None) -> RatingResult:
    change = RatingChange(2**62, 1, previous, 4.5, 0, None)
    return RatingResult(change, changed=True, profile=(UserRating(1, 4.5, 0),) * n_ratings)


def meant(
    films: Sequence[Film],
    stars: float | None,
    also: Film | None = None,
    doubt: Doubt | None = None,
) -> RatingRequest:
    return RatingRequest("<" * 9000, stars, Resolution(choices=tuple(films)), False, also, doubt)


def found(films: Sequence[Film]) -> Resolution:
    return Resolution(choices=tuple(films))


@cache  # a hundred views, and a test for each
def replies(texts: Texts) -> dict[str, Reply]:
    """Every view, with titles and numbers at their worst."""
    stored = [RatedFilm(1, NASTY, 0.5)] * 25 + [RatedFilm(9, None, 5.0)] * 8
    removal = UndoRemoval(OWNER, 2**62, 2, 3)
    return {
        "welcome": welcome(texts, "<script>" + "x" * 500, OWNER),
        "welcome back": welcome_back(texts, "<script>" + "x" * 500, OWNER, 1234),
        "welcome in group": welcome_in_group(texts, "<script>" + "x" * 500, PRIVATE_CHAT),
        "deck": deck_page(
            texts, DECK, DEALT, Acquaintance(0.1, 21), Suggestion(NASTY, 4.26, Basis.TASTE)
        ),
        "first deck": deck_page(texts, DeckPlace(OWNER, 2**62, 0), DEALT[:1], None, None),
        "genre picks": pick_genres(texts, DECK, GENRES, {"Crime", "Horror"}),
        "guide": guide(texts, OWNER, ROOMS.menu, NASTY, "x" * 32, last_year=2016),
        "guide without inline mode": guide(texts, OWNER, ROOMS.menu, PLAIN, None, last_year=2016),
        "found": films_found(texts, "<" * 9000, found([PLAIN, NASTY] * 4), OWNER, 2016),
        "found one": films_found(texts, "&", found([HEBREW]), OWNER, 2016),
        "ask": ask_stars(texts, NASTY, OWNER, UserRating(NASTY.movie_id, 3.5, 0)),
        "rated": rated(texts, NASTY, OWNER, rating_result(1, None), understood=False),
        "rated again": rated(texts, NASTY, OWNER, rating_result(1234, 0.5)),
        "undone": undone(texts, film_name(texts, NASTY, 1), 1, OWNER, None),
        "undone to": undone(texts, film_name(texts, None, 1), 1, OWNER, 4.5),
        "choose": which_to_rate(texts, meant([PLAIN, NASTY] * 4, 4.5, also=NASTY), OWNER, 2016),
        "choose one": which_to_rate(texts, meant([NASTY], None), OWNER, 2016),
        "choose reading": choose_reading(
            texts, meant([], 4.5, also=NASTY), OWNER, NASTY, 4.5, last_year=2016
        ),
        "in doubt": choose_reading(
            texts, meant([], 4.5, doubt=Doubt.SEQUEL), OWNER, NASTY, 4.5, last_year=2016
        ),
        "in doubt of it": choose_reading(
            texts, meant([], 5.0, doubt=Doubt.NAMESAKE), OWNER, HEBREW, 5, last_year=2016
        ),
        "rated of ten": rated(texts, NASTY, OWNER, rating_result(1, None), out_of_ten=9),
        "rated several": rated_several(
            texts,
            [(NASTY, rating_result(1, None))] * 15,
            [meant([NASTY], 4.5), meant([], 0.5)] * 7,
            OWNER,
        ),
        "undone several": undone_several(texts, 1234),
        "stars alone": stars_alone(texts, NASTY, OWNER, 4.5),
        "another meant": another_meant(texts, 2016),
        "choose like": choose_like(
            texts, "&&&", [NASTY] * 8, [ShowSimilar(OWNER, NASTY.movie_id)] * 8
        ),
        **card_replies(texts, OWNER, NASTY, PLAIN),
        **import_replies(texts, OWNER, NASTY),
        **night_replies(texts, OWNER, NASTY, PLAIN),
        **training_replies(texts, OWNER, NASTY),
        "not found": not_found(texts, "<" * 9000, [], [], 2016),
        "ratings": ratings_page(texts, stored, OWNER, page=2, page_size=10, removal=removal),
        "no ratings": ratings_page(texts, [], OWNER, page=0, page_size=10),
        "watchlist": watchlist_page(
            texts,
            WatchlistPart(WANTED, 5000, 6000, 1000, False, True),
            OWNER,
            note=rated_note(texts, NASTY, 1, 4.5),
            undo=WatchlistRestore(OWNER, 10**6, 1000, 2**62),
        ),
        "no watchlist": watchlist_page(
            texts,
            WatchlistPart((), 0, 0, 0, True, False),
            OWNER,
            note=removed_note(texts, None, 1),
            undo=WatchlistRestore(OWNER, 10**6, 0, 0),
        ),
        "watchlist stars": watchlist_stars(texts, NASTY, WatchlistSeen(OWNER, 10**6, 1000)),
        "no profile": no_profile(texts, OWNER),
        "no profile in group": no_profile_in_group(texts, PRIVATE_CHAT),
        "export in group": export_in_private(texts, PRIVATE_CHAT),
        "no export": nothing_to_export(texts),
        "forget": forget_question(texts, FORGET),
        "forgotten": forgotten(texts, FORGET),
        "language": choose_language(texts, OWNER, "ru"),
    }


EN = texts_for("en")
REPLIES = replies(EN)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", REPLIES)
def test_every_reply_keeps_telegrams_limits_whatever_a_title_holds(
    name: str, language: str
) -> None:
    check_limits(replies(texts_for(language))[name])


def test_titles_and_names_are_shown_as_they_are() -> None:
    assert "<b>&'\"😀</b>" in plain_text(REPLIES["ask"])
    assert "<script>" in plain_text(REPLIES["welcome"])


def test_title_from_right_to_left_stays_in_its_place() -> None:
    inside = f"\u2068{HEBREW.title}\u2069"
    assert bold(HEBREW) == f"<b>{inside}</b> (2008)"
    assert film_label(HEBREW) == f"{inside} (2008)"
    assert film_label(PLAIN) == "Heat (1995)"


def test_button_of_a_film_has_its_first_genres_if_there_is_room() -> None:
    assert labelled(EN, PLAIN) == "Heat (1995) · Action, Crime"
    assert labelled(texts_for("es"), PLAIN) == "Heat (1995) · Acción, Crimen"
    assert labelled(EN, Film(3, "Untagged", None)) == "Untagged"
    long = Film(4, "x" * 60, 2001, ("War", "Documentary", "Drama"))
    assert labelled(EN, long).endswith("… (2001) · War")
    many = Film(5, "Heat", 1995, ("Adventure", "Animation", "Children", "Comedy", "Documentary"))
    assert labelled(EN, many) == "Heat (1995) · Adventure, Animation"


def test_genres_are_named_in_every_language_and_unknown_ones_as_they_are() -> None:
    assert genres(EN, PLAIN) == "Action, Crime"
    assert genres(texts_for("es"), PLAIN) == "Acción, Crimen"
    assert genres(texts_for("ru"), NASTY) == "Фантастика, &lt;i&gt;"


def test_star_buttons_cover_all_ten_ratings() -> None:
    found = REPLIES["ask"].keyboard
    labels = [button.label for row in found for button in row]
    assert labels[:3] == ["★★★★★", "★★★★½", "★★★★"]
    assert labels[-2:] == ["★", "½"]
    assert len(labels) == 10


def test_film_gone_from_the_data_set_is_still_listed_and_removable() -> None:
    reply = ratings_page(EN, [RatedFilm(123456, None, 4.0)], OWNER, page=0, page_size=10)
    assert "film 123456" in plain_text(reply)


def test_last_page_is_shown_when_the_page_asked_for_is_gone() -> None:
    reply = ratings_page(EN, [RatedFilm(6, PLAIN, 4.0)] * 11, OWNER, page=7, page_size=10)
    assert "11. ★4 Heat (1995)" in plain_text(reply)


def test_languages_go_by_their_own_names_and_the_chosen_one_is_marked() -> None:
    found = REPLIES["language"].keyboard
    labels = [button.label for row in found for button in row]
    assert labels == ["English", "Español", "Deutsch", "✓ Русский", "As in Telegram"]


def test_menu_in_groups_is_a_part_of_the_menu() -> None:
    assert ROOMS.menu[0] == "rate"
    assert set(ROOMS.group_menu) < set(ROOMS.menu)
    assert "cancel" not in ROOMS.group_menu


def test_rows_without_buttons_are_left_out() -> None:
    assert keyboard([], []) == ()


@pytest.mark.parametrize(("stars", "text"), [(4.0, "★4"), (4.5, "★4.5"), (0.5, "★0.5")])
def test_stars_in_a_sentence(stars: float, text: str) -> None:
    assert stars_text(stars) == text
