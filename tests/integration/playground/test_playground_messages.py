"""Sending, editing and deleting: what Telegram takes, what it refuses and in which words."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from telegram import (
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import ExtBot

from bot.playground import Person, World, person

Bot = ExtBot[None]
Refused = Callable[[type[TelegramError], str], AbstractContextManager[None]]


def keyboard(*rows: list[str]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(text, callback_data=text) for text in row] for row in rows]
    )


async def test_sent_message_comes_back_complete(bot: Bot, ada: Person, world: World) -> None:
    message = await bot.send_message(
        ada.id,
        "<b>Heat</b> (1995) &amp; more 🎬 <a href='https://example.org/a?b=1&amp;c'>link</a>",
        parse_mode="HTML",
        reply_markup=keyboard(["5 ★", "4 ★"], ["skip"]),
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
    assert message.text == "Heat (1995) & more 🎬 link"
    assert message.from_user is not None
    assert message.from_user.is_bot
    assert message.chat.first_name == "Ada"
    assert message.parse_entities() == {
        message.entities[0]: "Heat",
        message.entities[1]: "link",
    }
    assert message.entities[1].url == "https://example.org/a?b=1&c"
    assert message.reply_markup == keyboard(["5 ★", "4 ★"], ["skip"])
    assert world.chats[ada.id].messages[message.id].text == message.text


async def test_html_from_entities_and_from_markup_is_the_same(bot: Bot, ada: Person) -> None:
    given = [MessageEntity("bold", 3, 4), MessageEntity("italic", 3, 2)]
    message = await bot.send_message(ada.id, "🎬 Heat", entities=given)
    assert message.text_html == "🎬 <b><i>He</i>at</b>"
    again = await bot.send_message(ada.id, message.text_html, parse_mode="HTML")
    assert again.text_html == message.text_html


@pytest.mark.parametrize(
    ("markup", "sentence"),
    [
        ("é <foo>", 'Unsupported start tag "foo" at byte offset 3'),
        ("I <3 you", 'Unsupported start tag "3" at byte offset 2'),
        ("a <", "Unclosed start tag at byte offset 2"),
        ("<b>bold", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>bold</i>", 'Unmatched end tag at byte offset 7, expected "</b>", found "</i>"'),
        ("bold</b>", "Unexpected end tag at byte offset 4"),
        ('<span class="x">a</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
async def test_bad_html_is_refused(
    bot: Bot, ada: Person, markup: str, sentence: str, refused: Refused
) -> None:
    with refused(BadRequest, f"Can't parse entities: {sentence}"):
        await bot.send_message(ada.id, markup, parse_mode="HTML")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Message text is empty"),
        (" \n ", "Text must be non-empty"),
        ("x" * 4097, "Message is too long"),
        ("🎬" * 2049, "Message is too long"),
        ("x" * 40000, "Text is too long"),
    ],
)
async def test_text_that_is_no_message(
    bot: Bot, ada: Person, text: str, sentence: str, refused: Refused
) -> None:
    with refused(BadRequest, sentence):
        await bot.send_message(ada.id, text)


async def test_length_counts_after_parsing_and_trimming(bot: Bot, ada: Person) -> None:
    message = await bot.send_message(
        ada.id, f"  <b>{'x' * 4094}</b>&amp;🎬"[:-1] + "y \n ", parse_mode="HTML"
    )
    assert message.text is not None
    assert len(message.text) == 4096
    assert message.entities[0].offset == 0


@pytest.mark.parametrize(
    ("markup", "sentence"),
    [
        (keyboard(["x" * 65]), "Button_data_invalid"),
        (keyboard(["★" * 22]), "Button_data_invalid"),
        (keyboard(["x"] * 9), "Reply markup is too long"),
        (keyboard(*[["x"] * 8] * 13), "Reply markup is too long"),
        (keyboard([" "]), "Inline keyboard button text must be non-empty"),
        (
            InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data="")]]),
            "Can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (ReplyKeyboardMarkup([["x"] * 13]), "Reply markup is too long"),
        (ReplyKeyboardMarkup([[""]]), "Keyboard button text must be non-empty"),
    ],
)
async def test_bad_keyboards_are_refused(
    bot: Bot,
    ada: Person,
    markup: InlineKeyboardMarkup | ReplyKeyboardMarkup,
    sentence: str,
    refused: Refused,
) -> None:
    with refused(BadRequest, sentence):
        await bot.send_message(ada.id, "x", reply_markup=markup)


async def test_reply_keyboards_reach_the_person_and_not_the_bot(
    bot: Bot, ada: Person, world: World
) -> None:
    for markup in (ReplyKeyboardMarkup([["a", "b"]]), ForceReply(), ReplyKeyboardRemove()):
        message = await bot.send_message(ada.id, "x", reply_markup=markup)
        assert message.reply_markup is None
    first, second, third = [m.reply_keyboard for m in world.chats[ada.id].messages.values()][-3:]
    assert first is not None
    assert first.rows == (("a", "b"),)
    assert second is not None
    assert second.force_reply
    assert third is not None
    assert third.remove


async def test_message_with_reply_keyboard_cannot_be_edited(
    bot: Bot, ada: Person, refused: Refused
) -> None:
    message = await bot.send_message(ada.id, "x", reply_markup=ReplyKeyboardMarkup([["a"]]))
    with refused(BadRequest, "Message can't be edited"):
        await message.edit_text("y")


async def test_replies_carry_the_message_they_answer(
    bot: Bot, ada: Person, refused: Refused
) -> None:
    said = ada.says("hello").message
    assert said is not None
    message = await bot.send_message(ada.id, "hi", reply_parameters=ReplyParameters(said.id))
    assert message.reply_to_message is not None
    assert message.reply_to_message.text == "hello"
    with refused(BadRequest, "Message to be replied not found"):
        await bot.send_message(ada.id, "hi", reply_parameters=ReplyParameters(999))
    alone = await bot.send_message(
        ada.id, "hi", reply_parameters=ReplyParameters(999, allow_sending_without_reply=True)
    )
    assert alone.reply_to_message is None


async def test_edit_replaces_text_and_keyboard(bot: Bot, ada: Person) -> None:
    message = await bot.send_message(ada.id, "one", reply_markup=keyboard(["a"]))
    edited = await message.edit_text("two", reply_markup=keyboard(["b"]))
    assert not isinstance(edited, bool)
    assert (edited.text, edited.reply_markup) == ("two", keyboard(["b"]))
    assert edited.edit_date is not None
    bare = await message.edit_text("two")
    assert not isinstance(bare, bool)
    assert bare.reply_markup is None


async def test_edit_that_changes_nothing_is_refused(
    bot: Bot, ada: Person, refused: Refused
) -> None:
    message = await bot.send_message(
        ada.id, "<b>one</b>", parse_mode="HTML", reply_markup=keyboard(["a"])
    )
    sentence = (
        "Message is not modified: specified new message content and reply markup are exactly the"
        " same as a current content and reply markup of the message"
    )
    with refused(BadRequest, sentence):
        await message.edit_text(" <b>one</b> ", parse_mode="HTML", reply_markup=keyboard(["a"]))
    with refused(BadRequest, sentence):
        await message.edit_reply_markup(keyboard(["a"]))
    await message.edit_text("one", reply_markup=keyboard(["a"]))  # less bold is a change


async def test_edit_needs_a_message_of_ones_own(bot: Bot, ada: Person, refused: Refused) -> None:
    with refused(BadRequest, "Message to edit not found"):
        await bot.edit_message_text("x", ada.id, 999)
    said = ada.says("hello").message
    assert said is not None
    with refused(BadRequest, "Message can't be edited"):
        await bot.edit_message_text("x", ada.id, said.id)
    message = await bot.send_message(ada.id, "one")
    with refused(BadRequest, "Message identifier is not specified"):
        await bot.edit_message_text("x")
    assert await message.delete()
    with refused(BadRequest, "Message to edit not found"):
        await message.edit_text("two")


async def test_deleting(bot: Bot, ada: Person, world: World, refused: Refused) -> None:
    message = await bot.send_message(ada.id, "one")
    assert await message.delete()
    with refused(BadRequest, "Message to delete not found"):
        await message.delete()
    old = await bot.send_message(ada.id, "two")
    world.clock.advance(49 * 3600)
    with refused(BadRequest, "Message can't be deleted for everyone"):
        await old.delete()


async def test_bot_cannot_delete_what_people_say_in_groups(
    bot: Bot, ada: Person, refused: Refused
) -> None:
    group = ada.creates_group("Films")
    said = ada.says("/help", group).message
    assert said is not None
    with refused(BadRequest, "Message can't be deleted"):
        await bot.delete_message(group.id, said.id)
    ada.promotes_bot(group)
    assert await bot.delete_message(group.id, said.id)


async def test_chats_the_bot_may_not_write_to(
    bot: Bot, ada: Person, world: World, refused: Refused
) -> None:
    with refused(BadRequest, "Chat not found"):
        await bot.send_message(4711, "x")
    with refused(BadRequest, "Chat not found"):
        await bot.send_message("@nobody", "x")
    stranger = person(world, "Bob")
    with refused(BadRequest, "Chat not found"):
        await bot.send_message(stranger.id, "x")
    group = ada.creates_group("Films", stranger)
    with refused(Forbidden, "Forbidden: bot can't initiate conversation with a user"):
        await bot.send_message(stranger.id, "x")
    ada.removes_bot(group)
    with refused(Forbidden, "Forbidden: bot was kicked from the group chat"):
        await bot.send_message(group.id, "x")
    ada.blocks()
    with refused(Forbidden, "Forbidden: bot was blocked by the user"):
        await bot.send_message(ada.id, "x")
    ada.unblocks()
    await bot.send_message(ada.id, "x")


async def test_chat_actions(bot: Bot, ada: Person, world: World, refused: Refused) -> None:
    assert await bot.send_chat_action(ada.id, "typing")
    assert world.journal.events[-1].text == "typing"
    with refused(BadRequest, "Wrong parameter action in request"):
        await bot.send_chat_action(ada.id, "dancing")
