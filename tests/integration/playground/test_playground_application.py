"""A whole python-telegram-bot Application, unchanged, and people who talk to it."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes

from bot.playground import Person, World, person
from bot.playground.methods import METHODS

Context = ContextTypes.DEFAULT_TYPE


async def start(update: Update, _: Context) -> None:
    assert update.message is not None
    buttons = [[InlineKeyboardButton("★", callback_data="1")]]
    await update.message.reply_text("Rate", reply_markup=InlineKeyboardMarkup(buttons))


async def press(update: Update, _: Context) -> None:
    assert update.callback_query is not None
    await update.callback_query.answer("Saved")
    await update.callback_query.edit_message_text("Rated ★")


@pytest.fixture
async def application(
    world: World, address: str
) -> AsyncIterator[Application[Any, Any, Any, Any, Any, Any]]:
    application = (
        Application.builder()
        .token(world.token)
        .base_url(f"{address}/bot")
        .base_file_url(f"{address}/file/bot")
        .build()
    )
    application.add_handler(CommandHandler("start", start))
    application.add_handler(CallbackQueryHandler(press))
    async with application:
        assert application.updater is not None
        await application.start()
        await application.updater.start_polling()
        yield application
        await application.updater.stop()
        await application.stop()


@pytest.mark.usefixtures("application")
async def test_conversation_reads_like_one(ada: Person) -> None:
    reply = await ada.says("/start").reply()
    assert [button.text for button in reply.buttons] == ["★"]
    turn = ada.presses(reply, "★")
    assert [message.text for message in await turn.replies()] == ["Rated ★"]
    assert await turn.toast() == "Saved"


async def test_host_can_say_precisely_when_the_bot_rests(
    ada: Person, world: World, application: Application[Any, Any, Any, Any, Any, Any]
) -> None:
    world.idle = application.update_queue.join
    assert (await ada.says("/start").reply()).text == "Rate"
    assert await ada.says("nothing to say to that").replies() == []


@pytest.mark.usefixtures("application")
async def test_waiting_for_what_is_shown(ada: Person) -> None:
    reply = await ada.says("/start").shows("Rate")
    assert (await ada.presses(reply, 0).shows("Rated")).id == reply.id
    with pytest.raises(TimeoutError):
        await ada.says("/start").shows("Hated", within=0.2)


@pytest.mark.usefixtures("application")
async def test_what_the_bot_cannot_hear_is_settled_at_once(ada: Person, world: World) -> None:
    group = ada.creates_group("Films")
    await ada.says("/start").settled()
    turn = ada.says("among ourselves", group)
    assert turn.update_id == 0
    assert await turn.replies(within=1) == []
    assert world.updates.last_id


async def test_long_texts_become_several_messages(ada: Person, world: World) -> None:
    turn = ada.says("🎬" * 5000)
    assert len(world.updates.pending) == 3
    assert turn.message is not None
    assert len(turn.message.text) == 2048
    with pytest.raises(ValueError, match="empty"):
        ada.says(" \n ")


async def test_buttons_that_are_not_there(ada: Person, world: World) -> None:
    said = ada.says("x").message
    assert said is not None
    with pytest.raises(LookupError, match="no buttons at all"):
        ada.presses(said, "★")
    with pytest.raises(LookupError):
        ada.presses(said, 0)
    with pytest.raises(ValueError, match="not in Films"):
        person(world, "Bob").says("x", ada.creates_group("Films"))


async def test_bug_in_the_playground_is_logged_and_answered(
    address: str, world: World, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> object:
        raise RuntimeError("broken")

    monkeypatch.setitem(METHODS, "getme", broken)
    async with httpx.AsyncClient() as client:
        answer = await client.get(f"{address}/bot{world.token}/getMe")
    assert answer.json()["description"] == "Internal Server Error"
    assert "playground failed in getMe" in caplog.text


@pytest.mark.usefixtures("application")
async def test_silence_where_an_answer_was_expected_is_an_error(ada: Person) -> None:
    with pytest.raises(TimeoutError):
        await ada.says("hm").replies(within=0.2)
    assert await ada.says("hm").replies(expect=False) == []
