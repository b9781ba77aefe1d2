"""Messages as the page shows them, whatever is in them."""

import re

import pytest
from playwright.async_api import expect

from bot.playground import Person, World
from bot.playground.cast import people_in
from tests.e2e.page.conftest import Opener
from tests.e2e.page.house_bot import EVIL, HouseBot, picture
from tests.e2e.page.screen import Screen

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session")]


async def test_a_conversation_begins_with_the_start_button(screen: Screen) -> None:
    await expect(screen.log).to_contain_text("I know a film you will like.")
    await screen.page.get_by_role("button", name="Start", exact=True).click()
    await expect(screen.message("/start")).to_have_class(re.compile("own first last"))
    await expect(screen.message("Welcome!")).to_be_visible()
    await expect(screen.message("Welcome!").locator("time")).to_have_text(
        re.compile(r"^\d\d:\d\d$")
    )


async def test_formatting_stands_where_its_entities_say(screen: Screen) -> None:
    await screen.say("/formats")
    text = screen.message("🎬").locator(".text")
    # Everything stands behind an emoji of two UTF-16 units, so a wrong count would show.
    for selector, content in {
        "strong": "bold",
        "em": "italic underlined",
        "em u": "underlined",
        "s": "struck",
        "code >> nth=0": "a <b> c",
        "blockquote": "quoted",
        "pre[data-language=python]": 'print("★")',
    }.items():
        await expect(text.locator(selector)).to_have_text(content)
    link = text.get_by_role("link", name="linked")
    await expect(link).to_have_attribute("href", "https://example.com/film")
    await expect(link).to_have_attribute("rel", "noopener noreferrer nofollow")
    hidden = text.get_by_role("button", name="Hidden text, press to read")
    await expect(hidden.locator(".spoiler-text")).to_have_css("visibility", "hidden")
    await hidden.click()
    await expect(text.locator(".spoiler-text")).to_have_css("visibility", "visible")


async def test_markup_in_any_text_stays_text(
    screen: Screen, world: World, open_screen: Opener
) -> None:
    mallory = Person(world, world.add_person(EVIL, EVIL))
    await screen.say("/evil")
    await expect(screen.log.locator(".bubble", has_text=EVIL)).to_have_count(3)
    await screen.key(EVIL).click()
    await expect(screen.toast).to_have_text(f"Saved {EVIL}")
    ada = people_in(world)[0]
    group = ada.creates_group(EVIL, mallory)
    mallory.says(f"/rate {EVIL}", group)
    mallory.says("/keyboard", group)
    await screen.chat(EVIL).click()
    await expect(screen.page.locator("#reply-keyboard .key").last).to_have_text(EVIL)
    await screen.page.get_by_role("button", name="About this chat").click()
    await expect(screen.dialog).to_contain_text(EVIL)
    await screen.page.keyboard.press("Escape")
    later = await open_screen(place=f"/#{ada.id}/{group.id}")
    for each in (screen, later):
        await expect(each.page.locator("#chat-title")).to_have_text(EVIL)
        assert await each.page.locator("img[src=x]").count() == 0
        assert await each.page.evaluate("window.pwned") is None


async def test_names_written_from_right_to_left_keep_to_themselves(
    screen: Screen, world: World
) -> None:
    noa = Person(world, world.add_person("נועה", "\u202eevil"))
    group = people_in(world)[0].creates_group("Film 🎬 שלום", noa)
    noa.says("ערב טוב!", group)
    await screen.chat("Film 🎬 שלום").click()
    author = screen.message("ערב טוב!").locator(".author bdi")
    await expect(author).to_contain_text("נועה")
    await expect(author).to_have_css("unicode-bidi", "isolate")


async def test_an_edit_changes_the_message_in_its_place(screen: Screen, world: World) -> None:
    await screen.say("/rate Heat")
    await expect(screen.message("Heat (1995)")).to_be_visible()
    before = await screen.messages.count()
    await screen.key("★★★").click()
    await expect(screen.message("Heat: ★★★")).to_contain_text("edited")
    await expect(screen.message("Heat (1995)")).to_have_count(0)
    assert await screen.messages.count() == before
    assert len(world.chats[101].messages) == 2


async def test_deleted_messages_disappear(screen: Screen) -> None:
    await screen.say("/vanish")
    await screen.key("Go").click()
    await expect(screen.message("Soon gone")).to_have_count(0)


async def test_people_reply_edit_and_delete(screen: Screen, house: HouseBot) -> None:
    await screen.say("first")
    await expect(screen.message("Heard: first")).to_be_visible()
    await screen.message("Heard: first").click(button="right")
    await screen.page.get_by_role("menuitem", name="Reply").click()
    await expect(screen.page.locator("#context")).to_contain_text("Reply to Movie Bot")
    await screen.say("second")
    await expect(screen.own("second").locator(".quote")).to_contain_text("Heard: first")
    await screen.field.press("ArrowUp")
    await expect(screen.field).to_have_value("second")
    await screen.say("corrected")
    own = screen.own("corrected")
    await expect(own).to_contain_text("edited")
    await expect(screen.message("Heard again: corrected")).to_be_visible()
    assert house.heard == ["first", "second", "corrected"]
    await own.click(button="right")
    await screen.page.get_by_role("menuitem", name="Delete").click()
    await expect(own).to_have_count(0)


async def test_reactions_count_up_and_back(screen: Screen) -> None:
    await screen.say("/start")
    await screen.message("Welcome!").click(button="right")
    await screen.page.get_by_role("menuitem", name="🔥").click()
    reaction = screen.message("Welcome!").locator(".reaction")
    await expect(reaction).to_have_text("🔥 1")
    await reaction.click()
    await expect(reaction).to_have_count(0)


async def test_photos_are_shown_and_files_can_be_kept(screen: Screen) -> None:
    await screen.say("/photo")
    image = screen.message("One colour").locator("img")
    await expect(image).to_have_js_property("naturalWidth", 60)
    await image.click()
    await expect(screen.dialog.locator("img")).to_be_visible()
    await screen.page.keyboard.press("Escape")
    await screen.say("/file")
    async with screen.page.expect_download() as downloading:
        await screen.page.get_by_role("link", name="all.csv").click()
    download = await downloading.value
    assert download.suggested_filename == "all.csv"
    assert (await download.path()).read_bytes() == b"title,stars\n"


async def test_files_can_be_sent(screen: Screen, world: World) -> None:
    files = screen.page.locator("#file-input")
    mine = {"name": "mine.csv", "mimeType": "text/csv", "buffer": b"Heat,5"}
    await files.set_input_files(mine)  # type: ignore[arg-type]
    await screen.dialog.get_by_role("button", name="Send").click()
    await expect(screen.message("mine.csv: b'Heat,5'")).to_be_visible()
    photo = {"name": "me.png", "mimeType": "image/png", "buffer": picture()}
    await files.set_input_files(photo)  # type: ignore[arg-type]
    await screen.dialog.get_by_label("Caption").fill("Me")
    await screen.dialog.get_by_role("button", name="Send").click()
    await expect(screen.message("Me").locator("img")).to_have_js_property("naturalWidth", 60)
    kinds = [message.media.kind for message in world.chats[101].messages.values() if message.media]
    assert kinds == ["document", "photo"]


async def test_pinned_messages_stay_on_top(screen: Screen) -> None:
    await screen.say("/pin")
    pinned = screen.page.locator("#pinned")
    await expect(pinned).to_contain_text("Friday at eight")
    await expect(screen.log).to_contain_text("Movie Bot pinned “Friday at eight”")


async def test_what_was_quoted_says_who_and_what(screen: Screen) -> None:
    await screen.say("/quote")
    quote = screen.message("As you said").locator(".quote")
    await expect(quote).to_contain_text("Ada Moreau")
    await expect(quote).to_contain_text("/quote")
