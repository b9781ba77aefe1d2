"""A movie night before its vote: who is in, what is wanted, who may do what."""

import asyncio
import re
from pathlib import Path

import pytest

from bot.movie_night.request import NightRequest
from bot.playground import Message, Person, World
from bot.playground.model import Chat
from storage.nights import Member
from tests.e2e.conftest import Conversation, conversing, settings_for

JOIN, LEAVE, START, CANCEL = "🙋 I’m in", "👋 I’m out", "▶ Start the vote", "✕ Call it off"


def labels(message: Message) -> list[str]:
    return [button.text for button in message.buttons]


async def shown(conversation: Conversation, message: Message, text: str) -> Message:
    """The message once it says so; edits are collected, so that takes a moment."""

    def says() -> bool:
        now = conversation.world.find(message.chat_id, message.id)
        return now is not None and (text in now.text or text in labels(now))

    await conversation.world.journal.until(says, 10.0)
    found = conversation.world.find(message.chat_id, message.id)
    assert found is not None
    return found


def two_in_a_group(conversation: Conversation) -> tuple[Person, Person, Chat]:
    ada, ben = conversation.person("Ada"), conversation.person("Ben", "de")
    return ada, ben, ada.creates_group("Films", ben)


async def test_people_join_and_leave_and_all_see_it(conversation: Conversation) -> None:
    ada, ben, group = two_in_a_group(conversation)
    night = await ada.says("/movienight", chat=group).reply()
    assert night.text.startswith("🍿 Movie night\nIn (1): Ada\nFilms: new to all of you\n")
    assert {JOIN, LEAVE, START, CANCEL} <= set(labels(night))
    toast = await ben.presses(night, JOIN).toast()
    assert toast.startswith("Du bist dabei. Die Gruppe sieht deinen Namen und deine Stimme")
    night = await shown(conversation, night, "In (2): Ada, Ben")
    assert await ben.presses(night, JOIN).toast() == "Du bist schon dabei."
    assert await ada.presses(night, LEAVE).toast() == "You are out."
    night = await shown(conversation, night, "In (1): Ben")
    assert await ada.presses(night, LEAVE).toast() == "You are not in."
    await ben.presses(night, LEAVE).toast()
    night = await shown(conversation, night, "Nobody is in yet.")
    assert "Nobody is in yet" in await ada.presses(night, START).toast()


async def test_many_who_join_at_once_cost_few_edits(conversation: Conversation) -> None:
    ada = conversation.person("Ada")
    others = [conversation.person(f"P{number}") for number in range(12)]
    group = ada.creates_group("Films", *others)
    night = await ada.says("/movienight", chat=group).reply()
    before = len(conversation.world.journal.events)
    for other in others:
        await other.presses(night, JOIN).toast()
    await shown(conversation, night, "In (13):")
    events = conversation.world.journal.events[before:]
    edits = [event for event in events if event.by_bot and event.kind == "edited"]
    assert 1 <= len(edits) <= 4


async def test_there_is_one_night_and_anybody_may_see_it(conversation: Conversation) -> None:
    ada, ben, group = two_in_a_group(conversation)
    first = await ada.says("/movienight", chat=group).reply()
    again = await ben.says("/movienight", chat=group).replies()
    second = next(message for message in again if message.id != first.id)
    assert "In (1): Ada" in second.text
    old = await shown(conversation, first, "goes on further down")
    assert labels(old) == []
    await ben.presses(second, JOIN).toast()
    await shown(conversation, second, "In (2): Ada, Ben")


async def test_only_opener_and_admins_start_or_call_off(conversation: Conversation) -> None:
    ada, ben, group = two_in_a_group(conversation)
    night = await ben.says("/movienight", chat=group).reply()
    join = night.buttons[0].data
    chiara = conversation.person("Chiara")
    chiara.joins(group)
    refused = await chiara.presses(night, "✕ Absagen").toast()
    assert refused == "Only whoever opened the night and the group’s admins can do that."
    assert await chiara.presses(night, "▶ Abstimmen").toast() == refused
    assert await ada.presses(night, "✕ Absagen").toast() == "Called off"  # she made the group
    night = await shown(conversation, night, "✕ Abgesagt.")
    assert labels(night) == []
    late = await ben.presses_data(group.id, night.id, join).toast()
    assert late == "Dieser Filmabend ist vorbei. Ein neuer: /movienight"
    new = await chiara.says("/movienight", chat=group).reply()
    assert "In (1): Chiara" in new.text


async def test_wishes_by_words_and_by_buttons(conversation: Conversation) -> None:
    ada, ben, group = two_in_a_group(conversation)
    night = await ada.says("/movienight comedy 90s -horror like heat", chat=group).reply()
    assert "Films: Comedy · no Horror · 1990s · like Heat (1995) · new to all of you" in night.text
    refused = await ben.presses(night, "⚙ Filter").toast()
    assert refused.startswith("Das können nur die ändern, die dabei sind.")
    await ben.presses(night, JOIN).toast()
    await ben.presses(night, "⚙ Filter").toast()
    page = await shown(conversation, night, "✓ Comedy")
    assert {JOIN, LEAVE, "• Genres", "Years", "More"} <= set(labels(page))
    await ben.presses(page, "✓ Comedy").toast()
    await ben.presses(page, "Drama").toast()
    page = await shown(conversation, night, "✓ Drama")
    assert "Drama · no Comedy, no Horror" in page.text.replace(" · no Horror", ", no Horror")
    await ada.presses(page, "Years").toast()
    page = await shown(conversation, night, "✓ 1990s")
    await ada.presses(page, "1980s").toast()
    page = await shown(conversation, night, "1980–1999")
    await ada.presses(page, "More").toast()
    page = await shown(conversation, night, "✓ New to all of us")
    await ada.presses(page, "✓ New to all of us").toast()
    await ada.presses(page, "3 days").toast()
    await ada.presses(page, "✕ like Heat (1995)").toast()
    page = await shown(conversation, night, "Vote: 3 days")
    assert "like Heat" not in page.text
    assert "new to all" not in page.text
    await ada.presses(page, "Clear").toast()
    page = await shown(conversation, night, "Films: Any film")
    await ada.presses(page, "✓ Done").toast()
    night = await shown(conversation, night, START)
    assert "Vote: 3 days" in night.text


async def test_wishes_change_while_the_night_gathers(conversation: Conversation) -> None:
    ada, ben, group = two_in_a_group(conversation)
    night = await ada.says("/movienight western", chat=group).reply()
    refused = await ben.says("/movienight comedy", chat=group).reply()
    assert refused.text.startswith("Das können nur die ändern, die dabei sind.")
    night = await shown(conversation, night, "Films: Western")
    messages = await ada.says("/movienight comedy blorb", chat=group).replies()
    assert any("Films: Comedy · new" in message.text for message in messages)
    assert any("“blorb” and left it out" in message.text for message in messages)
    messages = await ada.says("/movienight like heat", chat=group).replies()
    assert any("Films: Comedy · like Heat (1995) · new" in message.text for message in messages)
    messages = await ada.says("/movienight 90s -horror", chat=group).replies()
    last = max(messages, key=lambda message: message.id)
    assert "Films: Comedy · no Horror · 1990s · like Heat (1995) · new" in last.text
    messages = await ada.says("/movienight horror", chat=group).replies()
    last = max(messages, key=lambda message: message.id)
    assert "Films: Horror · 1990s · like Heat (1995) · new" in last.text
    messages = await ada.says("/movienight surprise me", chat=group).replies()
    last = max(messages, key=lambda message: message.id)
    assert "Films: Horror · 1990s · " in last.text
    assert "like Heat" not in last.text
    await ada.presses(last, "⚙ Filter").toast()
    await shown(conversation, last, "• Genres")
    again = await ada.says("/movienight", chat=group).replies()
    assert START in labels(max(again, key=lambda message: message.id))


async def test_film_that_is_not_clear_is_asked_about(conversation: Conversation) -> None:
    ada, _, group = two_in_a_group(conversation)
    night, question = await ada.says("/movienight like cinderella", chat=group).replies()
    assert "Which film" in question.text
    chosen = labels(question)[0]
    await ada.presses(question, 0).toast()
    await shown(conversation, night, f"like {chosen}")
    answered = await shown(conversation, question, f"Films: like {chosen}")
    assert labels(answered) == []


async def test_quick_presses_of_several_people_add_up(conversation: Conversation) -> None:
    ada, ben, group = two_in_a_group(conversation)
    night = await ada.says("/movienight", chat=group).reply()
    await ben.presses(night, JOIN).toast()
    await ada.presses(night, "⚙ Filter").toast()
    page = await shown(conversation, night, "• Genres")
    turns = [
        ada.presses(page, "Comedy"),
        ben.presses(page, "Drama"),
        ada.presses(page, "Crime"),
        ben.presses(page, "Romance"),
    ]
    await asyncio.gather(*(turn.toast() for turn in turns))
    page = await shown(conversation, night, "Comedy · Crime · Drama · Romance")


async def test_private_chat_history_and_strange_names(conversation: Conversation) -> None:
    ada = conversation.person("Ada")
    eve = conversation.person("<b>Eve</b> & \N{RIGHT-TO-LEFT OVERRIDE}")
    group = eve.creates_group("Films", ada)
    private = await ada.says("/movienight").reply()
    assert private.text.startswith("Movie night is for groups")
    empty = await ada.says("/movienight history", chat=group).reply()
    assert empty.text == "There has been no movie night here yet: /movienight"
    night = await eve.says("/movienight", chat=group).reply()
    assert "<b>Eve</b> & " in night.text


async def test_ten_nights_a_day_are_enough(conversation: Conversation) -> None:
    ada, ben, group = two_in_a_group(conversation)
    nights = conversation.services.nights
    for _ in range(9):
        opened, _ = await nights.open(group.id, Member(ada.id, "Ada"), NightRequest().encode())
        await nights.cancel(opened.night_id)
    night = await ada.says("/movienight", chat=group).reply()
    await ada.presses(night, CANCEL).toast()
    assert (await ben.says("/movienight", chat=group).reply()).text.startswith("Das waren genug")
    other = ben.creates_group("Others", ada)
    assert "In (1)" in (await ada.says("/movienight", chat=other).reply()).text


async def test_thirty_people_are_the_most(conversation: Conversation) -> None:
    ada = conversation.person("Ada")
    others = [conversation.person(f"P{number}") for number in range(30)]
    group = ada.creates_group("Films", *others)
    night = await ada.says("/movienight", chat=group).reply()
    toasts = [await other.presses(night, JOIN).toast() for other in others]
    assert all(toast.startswith("You are in.") for toast in toasts[:29])
    assert toasts[29] == "That is as many people as I can find a film for: 30."


@pytest.mark.parametrize("text", ["x" * 3000, "like " + "ab " * 900, "<b>-&amp;", "🎬"])
async def test_odd_wishes_open_a_night_all_the_same(conversation: Conversation, text: str) -> None:
    ada, _, group = two_in_a_group(conversation)
    messages = await ada.says(f"/movienight {text}", chat=group).replies()
    assert messages[0].text.startswith("🍿 Movie night")
    assert re.search("In \\(1\\): Ada", messages[0].text)


async def test_night_that_nobody_starts_is_given_up(conversation: Conversation) -> None:
    ada, ben, group = two_in_a_group(conversation)
    old = await ada.says("/movienight western", chat=group).reply()
    conversation.world.advance(8 * 86_400)
    new = await ben.says("/movienight", chat=group).reply()
    assert "Dabei (1): Ben" in new.text
    assert "Western" not in new.text
    given_up = await shown(conversation, old, "✕ Called off.")
    assert "Ada" not in given_up.text
    late = await ada.presses(old, JOIN).toast()
    assert late == "This movie night is over. A new one: /movienight"


async def test_who_is_forgotten_is_gone_from_the_roster(conversation: Conversation) -> None:
    ada, ben, group = two_in_a_group(conversation)
    night = await ada.says("/movienight", chat=group).reply()
    await ben.presses(night, JOIN).toast()
    await shown(conversation, night, "In (2): Ada, Ben")
    question = await ben.says("/forget").reply()
    await ben.presses(question, 0).reply()
    await shown(conversation, night, "In (1): Ada")


async def test_roster_is_drawn_again_after_a_restart(state_dir: Path) -> None:
    world = World()
    async with conversing(settings_for(state_dir), world) as before:
        ada, ben, group = two_in_a_group(before)
        night = await ada.says("/movienight", chat=group).reply()
    async with conversing(settings_for(state_dir), world) as after:
        await ben.presses(night, JOIN).toast()
        night = await shown(after, night, "In (2): Ada, Ben")
        await ada.presses(night, "⚙ Filter").toast()
        await shown(after, night, "• Genres")
