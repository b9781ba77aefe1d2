"""Inline mode: from typing in any chat to a card that leads back to the bot."""

import logging
import shutil
from pathlib import Path

import pytest

from bot.playground.inline import InlineResult
from tests.e2e.conftest import Conversation, conversing, settings_for


def titles(results: tuple[InlineResult, ...]) -> list[str]:
    return [each.title for each in results]


async def test_title_typed_in_a_group_becomes_a_card_that_opens_the_film(
    conversation: Conversation,
) -> None:
    ada, ben = conversation.person("Ada"), conversation.person("Ben")
    group = ada.creates_group("Films", ben)
    asked = ada.types_inline("heat", group)
    results = await asked.results()
    assert titles(results)[0] == "Heat (1995)"
    assert "The Heat (2013)" in titles(results)
    assert "Body Heat (1981)" in titles(results)
    assert "Das Boot (1981)" not in titles(results)  # only spelt a little like it
    assert results[0].description == "Action, Crime, Thriller"
    sent = ada.picks(asked, results[0]).message
    assert sent is not None
    first, genres, average = sent.text.splitlines()
    assert (first, genres) == ("Heat (1995)", "Action, Crime, Thriller")
    assert "on average, from" in average
    assert [button.action for button in sent.buttons] == ["url", "url"]
    address, _, payload = sent.buttons[0].value.partition("?start=")
    assert address == "https://t.me/moviebot"
    opened = await ben.says(f"/start {payload}").reply()
    assert opened.text.startswith("Heat (1995)")
    other = sent.buttons[1].value.partition("?start=")[2]
    assert (await ben.says(f"/start {other}").reply()).buttons


async def test_stars_are_of_whoever_types_and_stay_with_them(conversation: Conversation) -> None:
    ada, ben = conversation.person("Ada"), conversation.person("Ben", "de")
    for text in ("heat 5", "casino 4.5"):
        await ada.says(text).reply()
    given, *others = await ada.types_inline("heat").results()
    assert given.description.startswith("you gave it ★5 · ")
    assert all(" for you" in each.description for each in others)
    asked = ada.types_inline("goodfellas")
    (film, *_) = await asked.results()
    assert film.description.startswith("★")
    sent = ada.picks(asked, film).message
    assert sent is not None
    assert "for you" not in sent.text
    (of_ben, *_) = await ben.types_inline("heat").results()
    assert of_ben.description == "Action, Krimi, Thriller"


async def test_title_need_not_be_typed_to_its_end(conversation: Conversation) -> None:
    for person in (conversation.person("Ada"), conversation.person("Ben", "ru")):
        for begun, film in (("the god", "The Godfather (1972)"), ("alie", "Alien (1979)")):
            assert titles(await person.types_inline(begun).results())[0] == film


async def test_nothing_typed_offers_what_is_recommended(conversation: Conversation) -> None:
    ada, ben = conversation.person("Ada"), conversation.person("Ben")
    popular = await ben.types_inline("").results()
    assert len(popular) == 10
    assert all("★" not in each.description for each in popular)
    for text in ("toy story ★5", "finding nemo 5", "shrek 5"):
        await ada.says(text).reply()
    own = await ada.types_inline("").results()
    assert titles(own) != titles(popular)
    assert all(" for you" in each.description for each in own)


async def test_more_is_offered_page_by_page_and_nothing_twice(conversation: Conversation) -> None:
    ada, ben = conversation.person("Ada"), conversation.person("Ben")
    queries = conversation.world.inline_queries
    for person, text in ((ada, "star"), (ben, "")):
        first = person.types_inline(text)
        shown = titles(await first.results())
        offset = queries[first.query_id].next_offset
        assert offset == "10"
        second = titles(await person.types_inline(text, offset=offset).results())
        assert len(second) == 10
        assert not set(shown) & set(second)
    last = ada.types_inline("heat")
    await last.results()
    assert queries[last.query_id].next_offset == ""


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("zzzzxxxxyyy", ""),
        ("heat", "999"),
        ("heat", "-1"),
        ("heat", "x"),
        ("🎬" * 128, ""),
        ("\n", ""),
    ],
)
async def test_odd_queries_are_answered(conversation: Conversation, text: str, offset: str) -> None:
    assert len(await conversation.person().types_inline(text, offset=offset).results()) <= 10


async def test_of_fast_typing_the_last_word_is_answered_and_nothing_queues_up(
    conversation: Conversation,
) -> None:
    ada, ben = conversation.person("Ada"), conversation.person("Ben")
    word = "the shawshank redemption"
    asked = [ada.types_inline(word[:length]) for length in range(1, len(word) + 1)]
    of_ben = ben.types_inline("heat")
    assert titles(await asked[-1].results())[0] == "The Shawshank Redemption (1994)"
    assert titles(await of_ben.results())[0] == "Heat (1995)"
    await asked[-1].settled()
    answered = [conversation.world.inline_queries[each.query_id].answered for each in asked]
    assert sum(answered) < len(word) / 2


async def test_command_does_not_wait_for_typing_nor_typing_for_a_command(
    conversation: Conversation,
) -> None:
    ada, ben = conversation.person("Ada"), conversation.person("Ben")
    for person in (ada, ben):
        turns = [person.says("heat ★4"), person.types_inline("alien"), person.says("heat ★5")]
        assert titles(await turns[1].results())[0] == "Alien (1979)"
        assert (await turns[2].reply()).text.startswith("★5 for Heat")


async def test_answer_that_comes_too_late_is_no_error(
    conversation: Conversation, caplog: pytest.LogCaptureFixture
) -> None:
    ada, ben = conversation.person("Ada"), conversation.person("Ben")
    with caplog.at_level(logging.WARNING):
        asked = ada.types_inline("heat")
        conversation.world.inline_queries[asked.query_id].answered = True  # Telegram takes no more
        await asked.settled(expect=False)
        assert titles(await ben.types_inline("heat").results())[0] == "Heat (1995)"
    assert not [each for each in caplog.records if each.levelno >= logging.WARNING]


async def test_failure_ends_the_waiting_and_is_logged(
    conversation: Conversation,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    ada, ben = conversation.person("Ada"), conversation.person("Ben")
    monkeypatch.delattr(type(conversation.services.ratings), "profile")
    for person in (ada, ben):
        assert await person.types_inline("heat").results() == ()
    assert len([each for each in caplog.records if each.levelno == logging.ERROR]) == 2


async def test_what_one_picks_in_the_bots_own_chat_is_not_searched_for(
    conversation: Conversation,
) -> None:
    ada, ben = conversation.person("Ada"), conversation.person("Ben")
    for person in (ada, ben):
        asked = person.types_inline("heat")
        (film, *_) = await asked.results()
        assert not await person.picks(asked, film).replies(expect=False)


async def test_typing_leaves_nothing_to_be_handled_after_a_restart(
    conversation: Conversation,
) -> None:
    ada, ben = conversation.person("Ada"), conversation.person("Ben")
    before = await conversation.services.inbox.waiting(conversation.world.bot.id)
    for person in (ada, ben):
        await person.types_inline("heat").results()
    assert await conversation.services.inbox.waiting(conversation.world.bot.id) == before


async def test_without_a_model_films_are_offered_and_nothing_is_predicted(state_dir: Path) -> None:
    shutil.rmtree(state_dir / "models")
    async with conversing(settings_for(state_dir)) as conversation:
        ada, ben = conversation.person("Ada"), conversation.person("Ben")
        await ada.says("heat 5").reply()
        for person in (ada, ben):
            for text in ("", "heat"):
                results = await person.types_inline(text).results()
                assert results
                assert not [each for each in results if "for you" in each.description]
        (given, *_) = await ada.types_inline("heat").results()
        assert given.description.startswith("you gave it ★5")
