"""Inline mode: typing, offers, picking, and editing what was sent that way."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager

import httpx
import pytest
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultPhoto,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    WebAppInfo,
)
from telegram.error import BadRequest, TelegramError
from telegram.ext import ExtBot

from bot.playground import Person, World
from bot.playground.inline import InlineButton

Bot = ExtBot[None]
Refused = Callable[[type[TelegramError], str], AbstractContextManager[None]]
KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("★", callback_data="r")]])


def article(result_id: str, text: str = "<b>Heat</b>") -> InlineQueryResultArticle:
    content = InputTextMessageContent(text, parse_mode="HTML")
    return InlineQueryResultArticle(result_id, "Heat (1995)", content, reply_markup=KEYBOARD)


async def test_from_typing_to_a_message_that_can_be_edited(
    bot: Bot, ada: Person, world: World
) -> None:
    group = ada.creates_group("Films")
    world.updates.clear()
    asked = ada.types_inline("heat", group)
    (update,) = await bot.get_updates()
    query = update.inline_query
    assert query is not None
    assert (query.query, query.chat_type, query.from_user.id) == ("heat", "group", ada.id)
    assert await query.answer([article("1"), article("2")])
    offers = await asked.results()
    assert [offer.id for offer in offers] == ["1", "2"]
    sent = ada.picks(asked, offers[1]).message
    assert sent is not None
    assert sent.text == "Heat"
    _, second, third = await bot.get_updates()
    assert second.chosen_inline_result is not None
    assert second.chosen_inline_result.result_id == "2"
    assert third.message is not None
    assert third.message.via_bot is not None
    inline_id = second.chosen_inline_result.inline_message_id
    assert inline_id is not None
    ada.presses(sent, "★")
    press = (await bot.get_updates())[-1].callback_query
    assert press is not None
    assert (press.message, press.inline_message_id) == (None, inline_id)
    assert await press.edit_message_text("Rated") is True
    newest = world.find(group.id, sent.id)
    assert newest is not None
    assert (newest.text, newest.sender_id) == ("Rated", ada.id)


async def test_offers_that_are_refused(
    bot: Bot, ada: Person, address: str, refused: Refused
) -> None:
    asked = ada.types_inline("x")
    many = [article(str(number)).to_dict() for number in range(51)]
    async with httpx.AsyncClient() as client:  # python-telegram-bot would make pages of them
        answer = await client.post(
            f"{address}/bot{bot.token}/answerInlineQuery",
            json={"inline_query_id": asked.query_id, "results": many},
        )
    assert answer.json()["description"] == "Bad Request: RESULTS_TOO_MUCH"
    with refused(BadRequest, "Result_id_duplicate"):
        await bot.answer_inline_query(asked.query_id, [article("1"), article("1")])
    with refused(BadRequest, "Result_id_invalid"):
        await bot.answer_inline_query(asked.query_id, [article("x" * 65)])
    with refused(BadRequest, 'Can\'t parse entities: Unsupported start tag "3" at byte offset 0'):
        await bot.answer_inline_query(asked.query_id, [article("1", "<3 you")])
    with refused(BadRequest, "Webdocument_url_invalid"):
        photo = InlineQueryResultPhoto("1", "https://example.org/a.jpg", "https://example.org/b")
        await bot.answer_inline_query(asked.query_id, [photo])
    for start, why in (
        ("", "Can't use empty start_parameter"),
        ("x" * 65, "Too long start_parameter specified"),
        ("a b", "Unallowed characters in start_parameter are used"),
    ):
        with refused(BadRequest, why):
            button = InlineQueryResultsButton("Rate", start_parameter=start)
            await bot.answer_inline_query(asked.query_id, [], button=button)
    with refused(BadRequest, "Inline query results button text must be non-empty"):
        button = InlineQueryResultsButton(" ", start_parameter="rate")
        await bot.answer_inline_query(asked.query_id, [], button=button)
    with refused(BadRequest, "Message_id_invalid"):
        await bot.edit_message_text("x", inline_message_id="nothing")


async def test_button_above_the_offers_and_previews_are_kept(
    bot: Bot, ada: Person, world: World
) -> None:
    asked = ada.types_inline("x")
    content = InputTextMessageContent(
        "t.me", link_preview_options=LinkPreviewOptions(is_disabled=True)
    )
    offer = InlineQueryResultArticle("1", "Heat", content)
    button = InlineQueryResultsButton("Rate", start_parameter="rate_1-2")
    await bot.answer_inline_query(asked.query_id, [offer], button=button)
    query = world.inline_queries[asked.query_id]
    assert query.button == InlineButton("Rate", "rate_1-2")
    sent = ada.picks(asked, query.results[0]).message
    assert sent is not None
    assert json.loads(sent.preview) == {"is_disabled": True}
    app = ada.types_inline("y")
    button = InlineQueryResultsButton("Shop", web_app=WebAppInfo("https://example.org"))
    await bot.answer_inline_query(app.query_id, [], button=button)
    assert world.inline_queries[app.query_id].button == InlineButton("Shop")


async def test_inline_queries_are_answered_once_and_soon(
    bot: Bot, ada: Person, world: World, refused: Refused
) -> None:
    too_old = "Query is too old and response timeout expired or query ID is invalid"
    asked = ada.types_inline("x")
    assert await bot.answer_inline_query(asked.query_id, [])
    with refused(BadRequest, too_old):
        await bot.answer_inline_query(asked.query_id, [])
    late = ada.types_inline("y")
    world.advance(31)
    assert await bot.get_updates() == ()
    with refused(BadRequest, too_old):
        await bot.answer_inline_query(late.query_id, [])


async def test_nobody_offers_anything(ada: Person) -> None:
    with pytest.raises(TimeoutError):
        await ada.types_inline("x").results(within=0.05)
