"""The frame around the messages: themes, sizes, keys, and what happens when the server goes."""

import socket

import pytest
from playwright.async_api import Browser, expect

from bot.playground import World, serve
from bot.playground.cast import people_in, seed_people
from tests.e2e.page.conftest import Opener
from tests.e2e.page.screen import SHUTDOWN_NOISE, Screen, group_of

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session")]

BACKGROUND = "getComputedStyle(document.querySelector('.chats')).backgroundColor"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LIGHT, DARK = "rgb(255, 255, 255)", "rgb(23, 32, 44)"
# The lowest contrast of visible text to what is behind it, by the WCAG formula.
LOWEST_CONTRAST = """() => {
  const rgba = (color) => {
    const [r, g, b, a = 1] = color.match(/[\\d.]+/g).map(Number);
    const scale = color.startsWith("color(srgb") ? 255 : 1;
    return { r: r * scale, g: g * scale, b: b * scale, a };
  };
  const over = (top, under) => Object.fromEntries(["r", "g", "b"].map((part) =>
    [part, top[part] * top.a + under[part] * (1 - top.a)]));
  const channel = (value) => value <= 10 ? value / 3294 : ((value / 255 + .055) / 1.055) ** 2.4;
  const light = ({ r, g, b }) => .2126 * channel(r) + .7152 * channel(g) + .0722 * channel(b);
  const behind = (element) => {
    const layers = [];
    for (let each = element; each; each = each.parentElement) {
      const style = getComputedStyle(each);
      const gradient = style.backgroundImage.match(/rgba?\\([^)]*\\)/);
      layers.unshift(rgba(gradient ? gradient[0] : style.backgroundColor));
      if (layers[0].a >= 1) break;
    }
    return layers.reduce((under, top) => over(top, under), { r: 255, g: 255, b: 255 });
  };
  let lowest = [21, ""];
  const texts = document.createTreeWalker(document.querySelector("#app"), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !element.checkVisibility()) continue;
    const back = behind(element);
    const front = over(rgba(getComputedStyle(element).color), back);
    const [one, other] = [light(front), light(back)];
    const ratio = (Math.max(one, other) + .05) / (Math.min(one, other) + .05);
    if (ratio < lowest[0]) lowest = [ratio, texts.currentNode.data];
  }
  return lowest;
}"""


@pytest.mark.parametrize(("theme", "other"), [("light", "Dark theme"), ("dark", "Light theme")])
async def test_the_theme_follows_the_system_until_it_is_chosen(
    open_screen: Opener, theme: str, other: str
) -> None:
    screen = await open_screen(theme=theme)
    page = screen.page
    first, second = (LIGHT, DARK) if theme == "light" else (DARK, LIGHT)
    assert await page.evaluate(BACKGROUND) == first
    await page.get_by_role("button", name=other).click()
    assert await page.evaluate(BACKGROUND) == second
    await screen.open()
    assert await page.evaluate(BACKGROUND) == second


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_everything_written_can_be_read(
    open_screen: Opener, world: World, theme: str
) -> None:
    screen = await open_screen(theme=theme)
    await screen.new_group("Movie night")
    for text in ("/formats", "/rate", "/poll", "/file", "/keyboard", "among us"):
        await screen.say(text)
    people_in(world)[1].says("/start", group_of(world))
    await expect(screen.message("Welcome!")).to_be_visible()
    await screen.message("Tonight?").get_by_role("button", name="Fargo").click()
    await expect(screen.message("Tonight?").locator(".poll-total")).to_have_text("1 vote")
    ratio, text = await screen.page.evaluate(LOWEST_CONTRAST)
    assert ratio >= 4.5, text


async def test_a_narrow_window_shows_the_list_or_the_chat(open_screen: Opener) -> None:
    screen = await open_screen(width=390, height=780)
    chats = screen.page.get_by_role("region", name="Chats")
    await expect(chats).to_be_visible()
    await expect(screen.field).to_be_hidden()
    await screen.chat("Movie Bot").click()
    await expect(chats).to_be_hidden()
    await screen.say("/formats")
    await expect(screen.message("🎬")).to_be_visible()
    assert await screen.page.evaluate(OVERFLOW) == 0
    await screen.person("Ben").click()
    await expect(screen.field).to_have_attribute("placeholder", "Message as Ben")
    await screen.page.get_by_role("button", name="Back to the chats").click()
    await expect(chats).to_be_visible()
    assert await screen.page.evaluate(OVERFLOW) == 0
    await screen.chat("Movie Bot").click()
    await screen.page.go_back()
    await expect(chats).to_be_visible()


async def test_a_whole_rating_needs_no_mouse(screen: Screen) -> None:
    page = screen.page
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="Skip to the message field")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(screen.field).to_be_focused()
    await page.keyboard.type("/rate Heat")
    await page.keyboard.press("Enter")
    await expect(screen.key("★★★★★")).to_be_visible()
    for _ in range(3):  # past attaching and what can be done with the message
        await page.keyboard.press("Shift+Tab")
    await expect(screen.key("★★★★★")).to_be_focused()
    assert await screen.key("★★★★★").evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    await page.keyboard.press("Enter")
    await expect(screen.message("Heat: ★★★★★")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(screen.field).to_be_focused()
    await page.keyboard.press("Alt+Shift+ArrowDown")
    await expect(screen.page.locator("#person-name")).to_have_text("Ben Okafor")


async def test_boxes_are_answered_with_enter_and_left_with_escape(screen: Screen) -> None:
    new_group = screen.page.get_by_role("button", name="New group")
    await new_group.press("Enter")
    await expect(screen.dialog.get_by_label("Name")).to_be_focused()
    await screen.page.keyboard.press("Escape")
    await expect(screen.dialog).to_have_count(0)
    await expect(new_group).to_be_focused()
    await new_group.press("Enter")
    await screen.page.keyboard.type("Quiet evening")
    await screen.page.keyboard.press("Enter")
    await expect(screen.page.locator("#chat-title")).to_have_text("Quiet evening")
    await screen.page.get_by_role("button", name="Start over").press("Enter")
    await expect(screen.dialog.get_by_role("button", name="Cancel")).to_be_focused()
    await screen.page.keyboard.press("Enter")
    await expect(screen.page.locator("#chat-title")).to_have_text("Quiet evening")


async def test_people_and_chats_are_reached_with_arrow_keys(screen: Screen) -> None:
    await screen.person("Ada").focus()
    await screen.page.keyboard.press("ArrowDown")
    await screen.page.keyboard.press("Enter")
    await expect(screen.page.locator("#person-name")).to_have_text("Ben Okafor")
    await expect(screen.person("Ben")).to_be_focused()
    await screen.new_group("Movie night")
    await screen.chat("Movie night").focus()
    await screen.page.keyboard.press("ArrowUp")
    await screen.page.keyboard.press("Enter")
    await expect(screen.page.locator("#chat-title")).to_have_text("Movie Bot")


async def test_new_messages_are_announced(screen: Screen) -> None:
    await screen.say("/start")
    announcer = screen.page.locator("#announcer")
    await expect(announcer).to_have_text("Movie Bot: Welcome!")
    await expect(announcer).to_have_attribute("aria-live", "polite")


async def test_reloading_stays_where_one_was(screen: Screen) -> None:
    await screen.person("Chiara").click()
    await screen.new_group("Movie night")
    await screen.page.reload()
    await expect(screen.page.locator("#chat-title")).to_have_text("Movie night")
    await expect(screen.page.locator("#person-name")).to_have_text("Chiara Rossi")


async def test_two_windows_show_the_same(open_screen: Opener) -> None:
    one, other = await open_screen(), await open_screen()
    await one.say("/rate Heat")
    await other.key("★★").click()
    await expect(one.message("Heat: ★★")).to_be_visible()


async def test_old_messages_come_when_asked_for(screen: Screen, world: World) -> None:
    ada = people_in(world)[0]
    group = ada.creates_group("Long talk")
    for number in range(150):
        ada.says(f"number {number:03}", group)
    await screen.chat("Long talk").click()
    await expect(screen.message("number 149")).to_be_in_viewport()
    await expect(screen.message("number 010")).to_have_count(0)
    await screen.page.get_by_role("button", name="Earlier messages").click()
    await expect(screen.message("number 010")).to_have_count(1)
    await expect(screen.message("number 149")).not_to_be_in_viewport()


async def test_the_newest_message_stays_in_sight(screen: Screen, world: World) -> None:
    ada, ben, *_ = people_in(world)
    group = ada.creates_group("Long talk", ben)
    await screen.chat("Long talk").click()
    for number in range(30):
        ben.says(f"number {number}", group)
    await expect(screen.message("number 29")).to_be_in_viewport()
    await screen.say("/keyboard")  # takes room from the log
    await expect(screen.message("Pick one")).to_be_in_viewport(ratio=1)
    await screen.say("/photo")
    await expect(screen.message("One colour")).to_be_in_viewport(ratio=1)
    await screen.page.reload()
    await expect(screen.message("One colour")).to_be_in_viewport(ratio=1)
    await screen.messages.first.scroll_into_view_if_needed()
    jump = screen.page.get_by_role("button", name="To the newest message")
    await expect(jump).to_be_visible()
    ben.says("/start", group)
    await expect(jump).to_contain_text("2")
    await expect(screen.message("Welcome!")).not_to_be_in_viewport()
    await jump.click()
    await expect(screen.message("Welcome!")).to_be_in_viewport()
    await expect(jump).to_be_hidden()


async def test_a_lost_connection_loses_and_doubles_nothing(browser: Browser, world: World) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    ada = people_in(world)[0]
    context = await browser.new_context()
    screen = Screen(await context.new_page(), f"http://127.0.0.1:{port}")
    screen.watch()
    async with serve(world, port=port):
        await screen.open()
        ada.says("before")
        await expect(screen.message("before")).to_be_visible()
    await expect(screen.page.locator("#connection")).to_be_visible()
    ada.says("meanwhile")
    async with serve(world, port=port):
        await expect(screen.page.locator("#connection")).to_be_hidden()
        ada.says("after")
        await expect(screen.message("after")).to_be_visible()
        texts = await screen.messages.locator(".text").all_inner_texts()
        assert [text.split()[0] for text in texts] == ["before", "meanwhile", "after"]
    other = World()
    seed_people(other, 2)
    async with serve(other, port=port):
        await expect(screen.page.locator(".person")).to_have_count(2)
        await expect(screen.messages).to_have_count(0)
    await context.close()
    assert all(SHUTDOWN_NOISE in complaint for complaint in screen.complaints)
