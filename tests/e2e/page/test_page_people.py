"""Being everyone: people, chats, groups, and starting over."""

import pytest
from playwright.async_api import expect

from bot.playground import World
from bot.playground.cast import people_in
from tests.e2e.page.house_bot import HouseBot
from tests.e2e.page.screen import Screen, group_of

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session")]


async def test_four_people_are_there_and_more_can_come(screen: Screen, world: World) -> None:
    await expect(screen.people).to_have_text(["Ada", "Ben", "Chiara", "Deniz"])
    await screen.page.get_by_role("button", name="Add a person").click()
    await expect(screen.people).to_have_text(["Ada", "Ben", "Chiara", "Deniz", "Emi"])
    await expect(screen.page.locator("#person-name")).to_have_text("Emi Tanaka")
    await screen.say("/start")
    await expect(screen.message("Welcome!")).to_be_visible()
    assert len(people_in(world)) == 5


async def test_everyone_has_a_private_chat(screen: Screen) -> None:
    await screen.say("I am Ada")
    await expect(screen.message("Heard: I am Ada")).to_be_visible()
    await screen.person("Ben").click()
    await expect(screen.messages).to_have_count(0)
    await screen.person("Ada").click()
    await expect(screen.message("Heard: I am Ada")).to_be_visible()


async def test_one_press_makes_one_someone_else_in_the_same_group(
    screen: Screen, world: World
) -> None:
    await screen.new_group("Movie night")
    await screen.say("/rate Heat")
    await screen.person("Deniz").click()
    await expect(screen.page.locator("#chat-title")).to_have_text("Movie night")
    await expect(screen.message("/rate Heat")).to_contain_text("Ada Moreau")
    await screen.key("★").click()
    await expect(screen.toast).to_have_text("Saved ★")
    assert [press.person_id for press in world.callbacks.values()] == [104]


async def test_unread_marks_are_kept_for_everyone(screen: Screen) -> None:
    await screen.new_group("Movie night")
    await screen.say("/rate Heat")
    await expect(screen.message("Heat (1995)")).to_be_visible()
    await expect(screen.person("Ben").locator(".badge")).to_have_text("2")
    await expect(screen.person("Ada").locator(".badge")).to_have_count(0)
    await screen.person("Ben").click()
    await expect(screen.person("Ben").locator(".badge")).to_have_count(0)
    await expect(screen.person("Chiara").locator(".badge")).to_have_text("2")
    await screen.chat("Movie Bot").click()
    await screen.person("Ada").click()
    await screen.say("/rate Fargo")
    await screen.chat("Movie Bot").click()
    await screen.person("Ben").click()
    await expect(screen.chat("Movie night").locator(".badge")).to_have_text("2")


async def test_drafts_stay_with_who_wrote_them(screen: Screen) -> None:
    await screen.field.fill("half a thought")
    await screen.person("Ben").click()
    await expect(screen.field).to_have_value("")
    await screen.person("Ada").click()
    await expect(screen.field).to_have_value("half a thought")


SLOW_STREAM = """
  const Stream = EventSource;
  window.EventSource = class extends Stream {
    set onmessage(hear) { super.onmessage = (event) => setTimeout(() => hear(event), 400); }
  };
"""


async def test_a_list_of_members_waits_for_the_stream(screen: Screen, world: World) -> None:
    await screen.page.add_init_script(SLOW_STREAM)
    await screen.open()
    await screen.new_group("Movie night")
    await screen.page.get_by_role("button", name="About this chat").click()
    members = screen.dialog.locator(".member")
    ben = members.filter(has_text="Ben")
    await ben.get_by_role("button", name="Remove").click()
    await expect(screen.dialog.get_by_text("Not in this group")).to_be_visible()
    await expect(ben.get_by_role("button", name="Add")).to_be_visible()
    assert not group_of(world).has(102)
    await screen.dialog.get_by_role("button", name="Leave").click()
    await expect(screen.page.locator("#chat-title")).to_have_text("Movie Bot")
    await expect(screen.dialog).to_have_count(0)


async def test_people_leave_groups_and_join_them(screen: Screen, world: World) -> None:
    await screen.new_group("Movie night")
    await screen.page.get_by_role("button", name="About this chat").click()
    await screen.dialog.get_by_role("button", name="Leave").click()
    await expect(screen.page.locator("#chat-title")).to_have_text("Movie Bot")
    await screen.page.get_by_role("button", name="Join Movie night").click()
    await expect(screen.log).to_contain_text("Ada Moreau joined the group")
    assert group_of(world).has(101)


async def test_a_group_can_become_a_supergroup(screen: Screen, world: World) -> None:
    await screen.new_group("Movie night")
    await screen.page.get_by_role("button", name="About this chat").click()
    await screen.dialog.get_by_role("button", name="Turn into a supergroup").click()
    await expect(screen.log).to_contain_text("The group is a supergroup now")
    await expect(screen.page.locator(".chat-row")).to_have_count(2)
    await screen.say("/start")
    await expect(screen.message("Welcome!")).to_be_visible()
    assert group_of(world).migrated_to


async def test_what_the_bot_cannot_hear_is_marked(screen: Screen, house: HouseBot) -> None:
    await screen.new_group("Movie night")
    await screen.say("just among us")
    mark = screen.message("just among us").get_by_role("img", name="The bot does not see this")
    await expect(mark).to_be_visible()
    await screen.page.get_by_role("button", name="About this chat").click()
    await screen.dialog.get_by_role("button", name="Make the bot an administrator").click()
    await expect(screen.dialog).to_contain_text("admin")
    await screen.page.keyboard.press("Escape")
    await screen.say("now it hears")
    await expect(screen.message("Heard: now it hears")).to_be_visible()
    assert house.heard == ["now it hears"]


async def test_a_blocked_bot_can_be_unblocked(screen: Screen, world: World) -> None:
    await screen.say("/start")
    await screen.page.get_by_role("button", name="About this chat").click()
    await screen.dialog.get_by_role("button", name="Stop and block the bot").click()
    await expect(screen.field).to_be_hidden()
    assert world.blocked_by == {101}
    await screen.page.get_by_role("button", name="Unblock the bot").click()
    await expect(screen.field).to_be_visible()
    assert world.blocked_by == set()


async def test_starting_over_empties_everything_but_the_bots_memory(
    screen: Screen, world: World
) -> None:
    await screen.page.get_by_role("button", name="Add a person").click()
    await screen.say("/start")
    await screen.new_group("Movie night")
    await screen.say("/rate Heat")
    await expect(screen.message("Heat (1995)")).to_be_visible()
    group = group_of(world)
    last_id = max(group.messages)
    await screen.page.get_by_role("button", name="Start over").click()
    await expect(screen.dialog).to_contain_text("The bot keeps what it knows")
    await screen.dialog.get_by_role("button", name="Cancel").click()
    await expect(screen.message("Heat (1995)")).to_be_visible()
    await screen.page.get_by_role("button", name="Start over").click()
    await screen.dialog.get_by_role("button", name="Start over").click()
    await expect(screen.people).to_have_text(["Ada", "Ben", "Chiara", "Deniz"])
    await expect(screen.page.locator(".chat-row")).to_have_count(1)
    await expect(screen.messages).to_have_count(0)
    assert not group.has(world.bot.id)
    await screen.say("/start")
    await expect(screen.message("Welcome!")).to_be_visible()
    assert min(world.chats[101].messages) > last_id
    await screen.page.get_by_role("button", name="Add a person").click()
    await expect(screen.page.locator(".person")).to_have_count(5)
    assert people_in(world)[-1].id == 106  # nobody inherits the memory of 105
