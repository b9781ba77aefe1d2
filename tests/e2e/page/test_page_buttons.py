"""Everything one can press: buttons, keyboards, commands, polls, inline results."""

import pytest
from playwright.async_api import expect

from bot.playground import World
from bot.playground.cast import people_in
from tests.e2e.page.house_bot import COMMANDS, EVIL, FILMS, HouseBot
from tests.e2e.page.screen import Screen, group_of

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session")]


async def test_a_press_spins_until_it_is_answered(screen: Screen, house: HouseBot) -> None:
    await screen.say("/rate Heat")
    house.gate.clear()
    await screen.key("★★★★").click()
    await expect(screen.key("★★★★")).to_have_attribute("aria-busy", "true")
    await expect(screen.key("★★★")).not_to_have_attribute("aria-busy", "true")
    house.gate.set()
    await expect(screen.toast).to_have_text("Saved ★★★★")
    await expect(screen.key("★★★★")).not_to_have_attribute("aria-busy", "true")


async def test_an_answer_reaches_only_who_pressed(screen: Screen, house: HouseBot) -> None:
    await screen.say("/rate Heat")
    house.gate.clear()
    await screen.key("★★").click()
    await screen.person("Ben").click()
    house.gate.set()
    await expect(screen.toast).to_have_text("Ada: Saved ★★")


async def test_nobody_reads_what_somebody_else_was_told(screen: Screen) -> None:
    await screen.say("/rate Heat")
    await screen.key("★★").click()
    await expect(screen.toast).to_have_text("Saved ★★")
    await screen.person("Ben").click()
    await expect(screen.page.locator(".toast")).to_have_count(0)


async def test_alerts_are_boxes_to_close(screen: Screen) -> None:
    await screen.say("/alert")
    await screen.key("Tell").click()
    await expect(screen.dialog).to_contain_text(f"Listen: {EVIL}")
    await screen.dialog.get_by_role("button", name="OK").press("Enter")
    await expect(screen.dialog).to_have_count(0)
    await expect(screen.key("Tell")).to_be_focused()


async def test_focus_stays_on_a_button_whose_message_changes(screen: Screen) -> None:
    await screen.say("/rate Heat")
    await screen.key("★★★★★").press("Enter")
    await expect(screen.message("Heat: ★★★★★")).to_be_visible()
    await expect(screen.key("★★★★★")).to_be_focused()


async def test_the_bots_keyboard_says_what_it_shows(screen: Screen, house: HouseBot) -> None:
    await screen.say("/keyboard")
    await expect(screen.field).to_have_attribute("placeholder", "A genre")
    keyboard = screen.page.get_by_role("group", name="Keyboard of the bot")
    await keyboard.get_by_role("button", name="Drama").click()
    await expect(screen.message("Heard: Drama")).to_be_visible()
    assert house.heard == ["Drama"]
    await screen.page.get_by_role("button", name="Show or hide the bot's keyboard").click()
    await expect(keyboard).to_be_hidden()
    await screen.say("/away")
    await expect(screen.page.locator("#keyboard-toggle")).to_be_hidden()


async def test_a_forced_reply_waits_in_the_field(screen: Screen, world: World) -> None:
    await screen.say("/ask")
    await expect(screen.page.locator("#context")).to_contain_text("Which film?")
    await screen.say("Heat")
    await expect(screen.message("Heard: Heat")).to_be_visible()
    *_, question, answer, _ = world.chats[101].messages.values()
    assert answer.reply_to == question.id
    await expect(screen.page.locator("#context")).to_be_hidden()


async def test_typing_is_shown_until_the_bot_speaks(screen: Screen) -> None:
    await screen.say("/type")
    await expect(screen.page.locator("#chat-subtitle")).to_have_text("typing…")
    await expect(screen.log.locator(".dots")).to_be_visible()
    await screen.say("hm")
    await expect(screen.message("Heard: hm")).to_be_visible()
    await expect(screen.log.locator(".dots")).to_have_count(0)


async def test_the_command_menu_opens_with_a_slash(screen: Screen, house: HouseBot) -> None:
    await screen.field.press_sequentially("/")
    menu = screen.page.get_by_role("listbox", name="Commands")
    await expect(menu.get_by_role("option")).to_have_text([f"/{a}{b}" for a, b in COMMANDS])
    await screen.field.press_sequentially("re")
    await expect(menu.get_by_role("option")).to_have_count(2)
    await screen.field.press("ArrowDown")
    await expect(menu.get_by_role("option", selected=True)).to_contain_text("/reset")
    await screen.field.press("Enter")
    await expect(screen.message("Heard: /reset")).to_be_visible()
    assert house.heard == ["/reset"]


async def test_the_command_menu_completes_with_tab_and_closes_with_escape(screen: Screen) -> None:
    await screen.page.get_by_role("button", name="Commands").click()
    await expect(screen.page.get_by_role("option")).to_have_count(3)
    await screen.field.press("Escape")
    await expect(screen.page.get_by_role("option")).to_have_count(0)
    await screen.field.press_sequentially("/ra")
    await screen.field.press("Tab")
    await expect(screen.field).to_have_value("/rate ")


async def test_commands_in_messages_can_be_pressed(screen: Screen, house: HouseBot) -> None:
    await screen.say("try /recommend now")
    await screen.message("Heard: try").get_by_role("button", name="/recommend").click()
    await expect(screen.message("Heard: /recommend")).to_be_visible()
    assert house.heard == ["try /recommend now", "/recommend"]


async def test_polls_count_live_and_votes_can_be_taken_back(screen: Screen, world: World) -> None:
    await screen.new_group("Movie night")
    await screen.say("/poll")
    poll = screen.message("Tonight?")
    await poll.get_by_role("button", name=FILMS[0]).click()
    await expect(poll.locator(".poll-result").first).to_contain_text("100%")
    ben, chiara = people_in(world)[1:3]
    message = next(each for each in group_of(world).messages.values() if each.poll_id)
    ben.votes(message, 2)
    await expect(poll.locator(".poll-result").nth(2)).to_contain_text("Ben")
    await expect(poll.locator(".poll-total")).to_have_text("2 votes")
    await screen.person("Chiara").click()
    await poll.get_by_role("button", name=FILMS[2]).click()
    await expect(poll.locator(".poll-percent")).to_have_text(["33%", "0%", "67%"])
    await poll.get_by_role("button", name="Retract vote").click()
    await expect(poll.locator(".poll-choice")).to_have_count(3)
    assert chiara.id not in world.polls[message.poll_id].votes


async def test_polls_with_several_answers_are_sent_at_once(screen: Screen, world: World) -> None:
    await screen.say("/several")
    poll = screen.message("Which?")
    await expect(poll.get_by_role("button", name="Vote")).to_be_disabled()
    for film in (FILMS[0], FILMS[2]):
        await poll.get_by_role("button", name=film).click()
    await poll.get_by_role("button", name="Vote").click()
    await expect(poll.locator(".poll-result.mine")).to_have_count(2)
    assert [each.votes for each in world.polls.values()] == [{101: (0, 2)}]


async def test_inline_results_are_sent_into_the_chat(screen: Screen, world: World) -> None:
    await screen.new_group("Movie night")
    await screen.field.press_sequentially("@moviebot heat")
    results = screen.page.get_by_role("listbox", name="Inline results").get_by_role("option")
    await expect(results).to_have_text([f"{film}★★★★" for film in FILMS[:2]])
    await screen.field.press("ArrowDown")
    await screen.field.press("Enter")
    await expect(screen.own("Heathers (1988)")).to_contain_text("via @moviebot")
    await expect(screen.field).to_have_value("")
    sent = [each for each in group_of(world).messages.values() if each.inline_id]
    assert [(each.sender_id, each.text) for each in sent] == [(101, "Heathers (1988)")]
