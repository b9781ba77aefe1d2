"""Callback data: comes back as it went, fits, and old buttons are told apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.callbacks import (
    AskStars,
    GiveStars,
    Press,
    RatingsPage,
    RecommendFrom,
    RemoveRating,
    ShowSimilar,
    UndoChange,
    UndoRemoval,
    decode,
    encode,
)
from core.errors import InputError

TELEGRAM_IDS = st.integers(1, 2**52)  # "at most 52 significant bits", says the Bot API
IDS = st.integers(0, 2**63 - 1)
SMALL = st.integers(0, 10**6)


@given(
    st.one_of(
        st.builds(AskStars, TELEGRAM_IDS, IDS),
        st.builds(GiveStars, TELEGRAM_IDS, IDS, st.integers(1, 10)),
        st.builds(UndoChange, TELEGRAM_IDS, IDS),
        st.builds(ShowSimilar, TELEGRAM_IDS, IDS),
        st.builds(RecommendFrom, TELEGRAM_IDS, SMALL),
        st.builds(RatingsPage, TELEGRAM_IDS, SMALL),
        st.builds(RemoveRating, TELEGRAM_IDS, IDS, SMALL),
        st.builds(UndoRemoval, TELEGRAM_IDS, IDS, SMALL),
    )
)
def test_every_button_comes_back_and_fits(press: Press) -> None:
    data = encode(press)
    assert 1 <= len(data.encode()) <= 64
    assert decode(data) == press


def test_encoding_stays_the_same_over_versions() -> None:
    # Buttons in chats outlive the program that sent them; changing this needs a new version digit.
    assert encode(GiveStars(owner=101, movie_id=6, half_stars=9)) == "1g.2t.6.9"
    assert decode("1u.2t.z") == UndoChange(owner=101, change_id=35)


@given(st.text(max_size=64))
def test_anything_else_is_out_of_date_and_never_a_crash(data: str) -> None:
    try:
        decode(data)
    except InputError as exc:
        assert "out of date" in exc.user_message


@pytest.mark.parametrize("data", ["", "1", "2a.1.2", "1a.1", "1a.1.2.3", "1a.1.é", "q.1.2", "1?.1"])
def test_foreign_data_is_refused(data: str) -> None:
    with pytest.raises(InputError):
        decode(data)


def test_numbers_that_do_not_fit_are_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="negative"):
        encode(AskStars(1, -1))
    with pytest.raises(ValueError, match="does not fit"):
        encode(AskStars(10**60, 10**60))
