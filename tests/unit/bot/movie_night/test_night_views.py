"""What a group reads on a movie night, and what it must not."""

import re

import pytest

from bot.movie_night.request import (
    HOUR,
    DecisionReason,
    NightPick,
    NightRequest,
    decode_picks,
    encode_picks,
)
from bot.movie_night.views.gathering import Roster, cancelled, ended, voting_goes_on
from bot.movie_night.views.history import FilmOfNight, history
from bot.movie_night.views.phrases import open_period
from bot.movie_night.views.voting import (
    Ballot,
    Decision,
    decided,
    for_me,
    poll_keyboard,
    poll_options,
    poll_question,
    shortlist,
    veto_toast,
)
from bot.words.languages import LANGUAGES
from bot.words.texts import texts_for
from core.catalog.film_filter import FilmFilter
from core.catalog.films import Film
from tests.unit.bot.card.card_replies import catalog_of

EN = texts_for("en")
HEAT = Film(6, "Heat", 1995, ("Action", "Crime"))
ALIEN = Film(1214, "Alien", 1979, ("Horror", "Sci-Fi"))
NASTY = Film(1, "🎬<b>&" * 60, 1999, ("Sci-Fi",))
BALLOT = Ballot(7, 480, 12, 1, (6, 1214), (HEAT, ALIEN))
LINK = "https://t.me/moviebot"


def shown(*picks: NightPick, n_members: int = 4, n_unknown: int = 0) -> str:
    reply = shortlist(EN, BALLOT, picks, n_members=n_members, n_unknown=n_unknown, open_for=HOUR)
    return re.sub("<[^>]*>", "", reply.text)


def test_request_and_picks_come_back_as_they_went() -> None:
    wanted = FilmFilter(genres=frozenset({"Comedy"}), first_year=1990, last_year=1999, like=6)
    request = NightRequest(wanted, False, 600, "ru", ("Comedy", "Drama"), 2)
    assert NightRequest.decode(request.encode()) == request
    assert NightRequest.decode(NightRequest().encode()) == NightRequest()
    picks = (NightPick(6, 3.5, 1, 2), NightPick(1214, 0.5, 0, 0))
    assert decode_picks(encode_picks(picks)) == picks


def test_shortlist_says_what_speaks_for_each_film() -> None:
    text = shown(NightPick(6, 3.5, 1, 0), NightPick(1214, 3.0, 0, 2), n_unknown=1)
    assert "1. Heat (1995) · Action, Crime\neverybody should give it ★3.5 or more" in text
    assert "★3.5 or more · a stretch for 1 of you" in text
    assert "★3 or more · the safest of these · seen by 2" in text
    assert "1 of you has not rated anything yet and counts as an average person" in text
    assert "Ends in 1 hour" in text


def test_between_two_people_a_stretch_would_name_one_of_them() -> None:
    assert "stretch" not in shown(NightPick(6, 3.5, 1, 0), NightPick(1214, 3.0, 0, 0), n_members=2)


def test_poll_names_its_night_and_keeps_telegrams_limits() -> None:
    ballot = Ballot(7, 480, 12, 2, (6, 1, 9), (HEAT, NASTY, None))
    for language in LANGUAGES:
        texts = texts_for(language)
        assert "12" in poll_question(texts, ballot)
        assert len(poll_question(texts, ballot)) <= 300
        options = poll_options(texts, ballot)
        assert len(options) == 4
        assert all(len(option.encode("utf-16-le")) <= 200 for option in options)
        assert options[0] == "1. Heat (1995)"
        assert poll_keyboard(texts, ballot) is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_only_one_person_sees_fits_into_a_toast(language: str) -> None:
    texts = texts_for(language)
    for known in (True, False):
        assert len(for_me(texts, [4.25, None, 3.0, 2.96, 0.5], known=known)) <= 200
    for taken_back in (True, False):
        assert len(veto_toast(texts, NASTY, 1, taken_back=taken_back)) <= 200


def test_own_prediction_is_by_number() -> None:
    assert for_me(EN, [4.25, None, 3.0], known=True).endswith("give:\n1. ★4.2\n2. –\n3. ★3")


@pytest.mark.parametrize("reason", DecisionReason)
def test_decision_says_why(reason: DecisionReason) -> None:
    decision = Decision(12, 6, HEAT, 3, 4, reason, NightPick(6, 3.5, 0, 0), 4, {})
    text = decided(EN, decision, LINK).text
    assert "Ruled out" not in text
    assert "Tonight you watch <b>Heat</b> (1995)!" in text
    assert ("3 of 4 who voted" in text) == (reason is not DecisionReason.NO_VOTES)
    assert "everybody should give it ★3.5 or more" in text


def test_decision_names_what_would_have_won_without_a_veto() -> None:
    pick, out = NightPick(6, 3.5, 0, 0), {1214: ALIEN, 1: None}
    text = decided(EN, Decision(12, 6, HEAT, 2, 4, DecisionReason.VOTES, pick, 4, out), LINK).text
    assert "\n<b>Ruled out:</b> <b>Alien</b> (1979), film 1 (not in" in text


def test_what_stays_after_a_night_names_nobody() -> None:
    roster = Roster(12, 7, ("Ada", "Ben"), NightRequest(FilmFilter(genres=frozenset({"Horror"}))))
    catalog = catalog_of(HEAT, ALIEN)
    replies = [
        ended(EN, roster, catalog),
        cancelled(EN, roster, catalog),
        voting_goes_on(EN, roster, catalog, n_voted=1, left=600, ruled_out=[1214]),
    ]
    for reply in replies:
        assert "<b>In:</b> 2 people\n<b>Films:</b> Horror · new to all of you\n" in reply.text
        assert "Ada" not in reply.text
    assert replies[-1].text.endswith("<b>Ruled out:</b> <b>Alien</b> (1979)")


def test_history_shows_a_mean_only_of_three_or_more() -> None:
    few = history(EN, [FilmOfNight(0, 6, HEAT, 4, (1.0, 5.0))]).text
    assert "★" not in few
    assert "2 of 4 people have told me how it was" in few
    many = history(EN, [FilmOfNight(0, 6, HEAT, 4, (3.0, 4.0, 5.0))]).text
    assert "1970-01-01 · <b>Heat</b> (1995)\n★4 on average, from 3 of 4 people" in many


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "1 minute"),
        (600, "10 minutes"),
        (3569, "59 minutes"),
        (3590, "1 hour"),
        (3600, "1 hour"),
        (86_000, "1 day"),
        (86_400, "1 day"),
        (259_200, "3 days"),
    ],
)
def test_time_is_said_in_its_largest_unit(seconds: int, said: str) -> None:
    assert open_period(EN, seconds) == said
