"""Deep links: within Telegram's alphabet, and read back as what they were made for."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.deep_links import DECK, EXPORT, film_of, film_payload, link

LINK = re.compile(r"https://t\.me/moviebot\?start=([A-Za-z0-9_-]{1,64})")


@given(st.integers(0, 10**18 - 1))
def test_film_comes_back_from_its_link(movie_id: int) -> None:
    found = LINK.fullmatch(link("moviebot", film_payload(movie_id)))
    assert found is not None
    assert film_of(found[1]) == movie_id


def test_links_in_the_world_keep_their_meaning() -> None:
    assert link("moviebot", film_payload(6)) == "https://t.me/moviebot?start=film_6"
    assert link("moviebot", DECK) == "https://t.me/moviebot?start=rate"
    assert link("moviebot", EXPORT) == "https://t.me/moviebot?start=export"


@given(st.text(max_size=64))
def test_any_other_payload_names_no_film_and_never_crashes(payload: str) -> None:
    assert film_of(payload) is None or payload.startswith("film_")


@pytest.mark.parametrize(
    "payload", ["", "film_", "film_-6", "film_6x", "Film_6", "film_" + "9" * 19, "film_٦", DECK]
)
def test_payload_that_only_looks_like_a_film_is_none(payload: str) -> None:
    assert film_of(payload) is None


@pytest.mark.parametrize("payload", ["", "a b", "ü", "x" * 65, "film_6&x=1"])
def test_payload_that_telegram_would_not_carry_is_a_mistake_of_the_caller(payload: str) -> None:
    with pytest.raises(ValueError, match="no payload"):
        link("moviebot", payload)
