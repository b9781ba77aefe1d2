"""Callback data: comes back as it went, fits, and old buttons are told apart."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.card.presses import (
    CardAskStars,
    CardFilter,
    CardGiveStars,
    CardMark,
    CardNext,
    CardShow,
    CardSimilar,
    CardUndoMark,
    CardUndoStars,
    FilterChoose,
    FilterClear,
    FilterDone,
    FilterDrop,
    FilterGenre,
    FilterLike,
    FilterPopularity,
    FilterTab,
    FilterYears,
    ShowSimilar,
)
from bot.conversation.press import Press
from bot.conversation.rooms import Command, Room, Rooms, on
from bot.conversation.turn import Turn
from bot.deck.presses import (
    DeckFilm,
    DeckGenres,
    DeckNext,
    DeckPage,
    DeckStars,
    OpenDeck,
    ShowFilms,
    ShowGenres,
)
from bot.finding.presses import OpenFilm
from bot.importing.presses import (
    ImportApply,
    ImportDoubt,
    ImportDrop,
    ImportLikely,
    ImportSettle,
    ImportShow,
    ImportUndo,
    ImportUnknown,
    ReadFileAs,
    ReadFileRated,
)
from bot.mine.presses import (
    RatingsPage,
    RemoveRating,
    UndoRemoval,
    WatchlistPage,
    WatchlistRemove,
    WatchlistRestore,
    WatchlistSeen,
    WatchlistStars,
)
from bot.movie_night.presses import (
    MorningAsk,
    MorningStars,
    NightCancel,
    NightChoose,
    NightClear,
    NightClose,
    NightForMe,
    NightGenre,
    NightJoin,
    NightLeave,
    NightLike,
    NightOpenFor,
    NightStart,
    NightTab,
    NightUnseen,
    NightVeto,
    NightYears,
)
from bot.privacy.presses import ForgetMe, KeepMe
from bot.rating.presses import AskStars, GiveStars, MeanAnother, UndoChange, UndoSeveral
from bot.rooms import ROOMS
from bot.welcome.presses import ChooseLanguage, TryExample
from bot.words.languages import LANGUAGES
from bot.words.problems import Problem

TELEGRAM_IDS = st.integers(1, 2**52)  # "at most 52 significant bits", says the Bot API
IDS = st.integers(0, 2**63 - 1)
SMALL = st.integers(0, 10**6)


@given(
    st.one_of(
        st.builds(AskStars, TELEGRAM_IDS, IDS),
        st.builds(GiveStars, TELEGRAM_IDS, IDS, st.integers(1, 10)),
        st.builds(MeanAnother, TELEGRAM_IDS),
        st.builds(UndoSeveral, TELEGRAM_IDS, IDS, IDS),
        st.builds(UndoChange, TELEGRAM_IDS, IDS),
        st.builds(ShowSimilar, TELEGRAM_IDS, IDS),
        st.builds(CardShow, TELEGRAM_IDS, IDS, SMALL),
        st.builds(CardNext, TELEGRAM_IDS, IDS, SMALL),
        st.builds(CardAskStars, TELEGRAM_IDS, IDS, SMALL),
        st.builds(CardGiveStars, TELEGRAM_IDS, IDS, SMALL, st.integers(0, 10)),
        st.builds(CardUndoStars, TELEGRAM_IDS, IDS, SMALL, IDS),
        st.builds(CardMark, TELEGRAM_IDS, IDS, SMALL, st.integers(0, 4), st.integers(0, 4)),
        st.builds(CardUndoMark, TELEGRAM_IDS, IDS, SMALL, st.integers(0, 4)),
        st.builds(CardSimilar, TELEGRAM_IDS, IDS, SMALL),
        st.builds(CardFilter, TELEGRAM_IDS, IDS, SMALL),
        st.builds(FilterTab, TELEGRAM_IDS, IDS, SMALL),
        st.builds(FilterChoose, TELEGRAM_IDS, IDS, SMALL, SMALL, SMALL, SMALL),
        st.builds(FilterGenre, TELEGRAM_IDS, IDS, SMALL, SMALL, st.integers(0, 2)),
        st.builds(FilterYears, TELEGRAM_IDS, IDS, SMALL, SMALL, SMALL),
        st.builds(FilterPopularity, TELEGRAM_IDS, IDS, SMALL, st.integers(0, 5)),
        st.builds(FilterClear, TELEGRAM_IDS, IDS, SMALL),
        st.builds(FilterDone, TELEGRAM_IDS, IDS),
        st.builds(FilterDrop, TELEGRAM_IDS, IDS, SMALL),
        st.builds(FilterLike, TELEGRAM_IDS, IDS, IDS),
        st.builds(RatingsPage, TELEGRAM_IDS, SMALL, SMALL),
        st.builds(RemoveRating, TELEGRAM_IDS, IDS, SMALL, SMALL),
        st.builds(UndoRemoval, TELEGRAM_IDS, IDS, SMALL, SMALL),
        st.builds(WatchlistPage, TELEGRAM_IDS, SMALL),
        st.builds(WatchlistRemove, TELEGRAM_IDS, IDS, SMALL),
        st.builds(WatchlistSeen, TELEGRAM_IDS, IDS, SMALL),
        st.builds(WatchlistStars, TELEGRAM_IDS, IDS, SMALL, st.integers(1, 10)),
        st.builds(WatchlistRestore, TELEGRAM_IDS, IDS, SMALL, IDS),
        st.builds(ForgetMe, TELEGRAM_IDS, st.integers(0, 2**40), *[SMALL] * 5),
        st.builds(KeepMe, TELEGRAM_IDS),
        st.builds(OpenFilm, TELEGRAM_IDS, IDS),
        st.builds(TryExample, TELEGRAM_IDS, st.integers(0, 2)),
        st.builds(OpenDeck, TELEGRAM_IDS),
        st.builds(DeckPage, TELEGRAM_IDS, IDS, SMALL),
        st.builds(DeckNext, TELEGRAM_IDS, IDS, SMALL),
        st.builds(DeckStars, TELEGRAM_IDS, IDS, SMALL, st.integers(0, 10)),
        st.builds(DeckFilm, TELEGRAM_IDS, IDS, SMALL),
        st.builds(DeckGenres, TELEGRAM_IDS, IDS, SMALL, st.integers(0, 2**40)),
        st.builds(ShowGenres, TELEGRAM_IDS, IDS, st.integers(0, 2**40)),
        st.builds(ShowFilms, TELEGRAM_IDS),
        st.builds(ReadFileAs, TELEGRAM_IDS, st.integers(0, 1)),
        st.builds(ReadFileRated, TELEGRAM_IDS, st.integers(0, 100)),
        st.builds(ImportShow, TELEGRAM_IDS, IDS),
        st.builds(ImportDoubt, TELEGRAM_IDS, IDS, SMALL),
        st.builds(ImportSettle, TELEGRAM_IDS, IDS, SMALL, st.integers(0, 3)),
        st.builds(ImportUnknown, TELEGRAM_IDS, IDS, SMALL),
        st.builds(ImportApply, TELEGRAM_IDS, IDS),
        st.builds(ImportDrop, TELEGRAM_IDS, IDS),
        st.builds(ImportUndo, TELEGRAM_IDS, IDS),
        st.builds(ImportLikely, TELEGRAM_IDS, IDS),
        st.builds(NightJoin, TELEGRAM_IDS, IDS),
        st.builds(NightLeave, TELEGRAM_IDS, IDS),
        st.builds(NightStart, TELEGRAM_IDS, IDS),
        st.builds(NightCancel, TELEGRAM_IDS, IDS),
        st.builds(NightTab, TELEGRAM_IDS, IDS, SMALL),
        st.builds(NightChoose, TELEGRAM_IDS, IDS, SMALL, SMALL, SMALL),
        st.builds(NightGenre, TELEGRAM_IDS, IDS, SMALL, st.integers(0, 2)),
        st.builds(NightYears, TELEGRAM_IDS, IDS, SMALL, SMALL),
        st.builds(NightUnseen, TELEGRAM_IDS, IDS, st.integers(0, 1)),
        st.builds(NightLike, TELEGRAM_IDS, IDS, IDS),
        st.builds(NightOpenFor, TELEGRAM_IDS, IDS, SMALL),
        st.builds(NightClear, TELEGRAM_IDS, IDS),
        st.builds(NightVeto, TELEGRAM_IDS, IDS, st.integers(1, 3), st.integers(0, 4)),
        st.builds(NightForMe, TELEGRAM_IDS, IDS, st.integers(1, 3)),
        st.builds(NightClose, TELEGRAM_IDS, IDS),
        st.builds(MorningAsk, TELEGRAM_IDS, IDS),
        st.builds(MorningStars, TELEGRAM_IDS, IDS, st.integers(0, 10)),
        st.builds(ChooseLanguage.of, TELEGRAM_IDS, st.sampled_from([None, *LANGUAGES])),
    )
)
def test_every_button_comes_back_and_fits(press: Press) -> None:
    data = ROOMS.encode(press)
    assert 1 <= len(data.encode()) <= 64
    assert ROOMS.decode(data) == press


def test_encoding_stays_the_same_over_versions() -> None:
    # Buttons in chats outlive the program that sent them; changing this needs a new version digit.
    assert ROOMS.encode(GiveStars(owner=101, movie_id=6, half_stars=9)) == "1g.2t.6.9"
    assert ROOMS.encode(ChooseLanguage.of(owner=101, language="ru")) == "1i.2t.4"
    assert ROOMS.decode("1n.2t") == MeanAnother(owner=101)
    assert ROOMS.decode("1u.2t.z") == UndoChange(owner=101, change_id=35)


@given(st.text(max_size=64))
def test_anything_else_is_out_of_date_and_never_a_crash(data: str) -> None:
    try:
        ROOMS.decode(data)
    except Problem as exc:
        assert exc.key == "problem-button-old"


@pytest.mark.parametrize("data", ["", "1", "2a.1.2", "1a.1", "1a.1.2.3", "1a.1.é", "q.1.2", "1?.1"])
def test_foreign_data_is_refused(data: str) -> None:
    with pytest.raises(Problem):
        ROOMS.decode(data)


@pytest.mark.parametrize("data", ["1n.2t.5", "1n.2t.0"])
def test_pages_of_the_former_list_are_out_of_date(data: str) -> None:
    with pytest.raises(Problem) as raised:
        ROOMS.decode(data)
    assert raised.value.key == "problem-button-old"


def test_language_of_a_later_version_is_out_of_date() -> None:
    assert ChooseLanguage(1, 0).language is None
    assert ChooseLanguage(1, 3).language == "de"
    with pytest.raises(Problem):
        _ = ChooseLanguage(1, len(LANGUAGES) + 1).language


def test_numbers_that_do_not_fit_are_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="negative"):
        ROOMS.encode(AskStars(1, -1))
    with pytest.raises(ValueError, match="does not fit"):
        ROOMS.encode(AskStars(10**60, 10**60))


def buttons_of_before() -> dict[str, dict[str, Any]]:
    """One button of each kind, as the version before rooms encoded it."""
    path = Path(__file__).parents[3] / "fixtures" / "buttons-v1.json"
    found: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize(("name", "button"), buttons_of_before().items())
def test_buttons_sent_before_are_still_understood(name: str, button: dict[str, Any]) -> None:
    press = ROOMS.decode(button["data"])
    assert type(press).__name__ == name
    assert asdict(press) == button["example"]
    assert ROOMS.encode(press) == button["data"]


async def ignore(_turn: Turn, _said: object) -> None:
    """Answers nothing."""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Room((Command("rate", ignore),)), Room((Command("rate", ignore),))),
        (Room((Command("rate", ignore, menu=1),)), Room((Command("help", ignore, menu=1),))),
        (Room(presses={"a": on(AskStars, ignore)}), Room(presses={"a": on(KeepMe, ignore)})),
        (Room(presses={"a": on(AskStars, ignore)}), Room(presses={"b": on(AskStars, ignore)})),
    ],
)
def test_what_two_rooms_announce_is_refused(one: Room, other: Room) -> None:
    Rooms([one])
    Rooms([other])
    with pytest.raises(ValueError, match="announced twice"):
        Rooms([one, other])
