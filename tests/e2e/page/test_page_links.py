"""Links to the bot lead into a chat with it, as in Telegram's applications."""

import pytest
from playwright.async_api import expect

from bot.playground import World
from bot.playground.cast import people_in
from tests.e2e.page.conftest import Opener
from tests.e2e.page.screen import Screen, group_of

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session")]


def said(world: World, chat_id: int) -> list[tuple[int, str]]:
    """What people have written in a chat, after the /links that shows the buttons."""
    messages = world.chats[chat_id].messages.values()
    return [
        (each.sender_id, each.text)
        for each in messages
        if each.sender_id != world.bot.id and each.service is None and each.text != "/links"
    ]


async def test_button_that_starts_the_bot_does_so_for_whoever_is_played(
    screen: Screen, world: World
) -> None:
    ada, ben = people_in(world)[:2]
    await screen.new_group("Movie night")
    await screen.say("/links")
    await screen.key("Start").click()
    await expect(screen.own("/start heat_1995")).to_be_visible()
    await expect(screen.page.locator("#chat-subtitle")).to_have_text("bot")
    await screen.person("Ben").click()
    await screen.chat("Movie night").click()
    await screen.key("Inner").click()
    await expect(screen.own("/start inner")).to_be_visible()
    assert said(world, ada.id) == [(ada.id, "/start heat_1995")]
    assert said(world, ben.id) == [(ben.id, "/start inner")]
    assert said(world, group_of(world).id) == []


async def test_link_in_a_text_starts_the_bot_on_a_phone_too(
    open_screen: Opener, world: World
) -> None:
    ada = people_in(world)[0]
    group = ada.creates_group("Movie night")
    ada.says("/links", group)
    phone = await open_screen(width=390, height=844)
    await phone.chat("Movie night").click()
    await phone.message("begin").get_by_role("link", name="begin").click()
    await expect(phone.own("/start text")).to_be_visible()
    assert len(phone.page.context.pages) == 1


async def test_link_without_a_usable_payload_only_opens_the_chat(
    screen: Screen, world: World
) -> None:
    ada = people_in(world)[0]
    await screen.new_group("Movie night")
    for button in ("Open", "Odd"):
        await screen.chat("Movie night").click()
        if button == "Open":
            await screen.say("/links")
        await screen.key(button).click()
        await expect(screen.page.locator("#chat-subtitle")).to_have_text("bot")
    assert said(world, ada.id) == []


async def test_who_has_blocked_the_bot_is_only_led_to_it(screen: Screen, world: World) -> None:
    ada = people_in(world)[0]
    await screen.new_group("Movie night")
    await screen.say("/links")
    await expect(screen.key("Start")).to_be_visible()
    ada.blocks()
    await screen.key("Start").click()
    await expect(screen.page.get_by_role("button", name="Unblock")).to_be_visible()
    assert said(world, ada.id) == []


async def test_link_to_another_bot_stays_a_link(screen: Screen) -> None:
    await screen.say("/links")
    await screen.page.context.route("https://t.me/**", lambda route: route.fulfill(body=""))
    async with screen.page.context.expect_page() as opened:
        await screen.key("Other").click()
    assert (await opened.value).url == "https://t.me/otherbot?start=x"


async def test_bot_is_taken_along_to_a_group(screen: Screen, world: World) -> None:
    ada = people_in(world)[0]
    await screen.say("/links")
    await screen.key("Group").click()
    await expect(screen.toast).to_have_text("There is no group yet to take the bot to.")
    await screen.new_group("Movie night")
    ada.removes_bot(group_of(world))
    await screen.chat(world.bot.first_name).click()
    await screen.key("Group").click()
    await screen.dialog.get_by_role("button", name="Cancel").click()
    await expect(screen.dialog).to_have_count(0)
    assert not group_of(world).has(world.bot.id)
    await screen.key("Group").click()
    await expect(screen.dialog.locator(".pick bdi")).to_have_text(["Movie night"])
    await screen.dialog.get_by_role("button", name="Movie night").click()
    await expect(screen.own("/start@moviebot night")).to_be_visible()
    assert group_of(world).has(world.bot.id)
    assert said(world, ada.id) == []


async def test_button_above_inline_results_starts_the_bot(screen: Screen, world: World) -> None:
    ada = people_in(world)[0]
    await screen.new_group("Movie night")
    await screen.field.press_sequentially("@moviebot nothing")
    await screen.page.get_by_role("button", name="Rate first").click()
    await expect(screen.own("/start rate")).to_be_visible()
    await expect(screen.page.get_by_role("button", name="Rate first")).to_have_count(0)
    assert said(world, ada.id) == [(ada.id, "/start rate")]
    assert said(world, group_of(world).id) == []
