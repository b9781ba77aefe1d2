"""getUpdates as bots rely on it: at least once, in order, one reader."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager

import httpx
import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest, Conflict, EndPointNotFound, InvalidToken, TelegramError
from telegram.ext import ExtBot

from bot.playground import Person, World, person, serve

Bot = ExtBot[None]
QUERY_TOO_OLD = "Query is too old and response timeout expired or query ID is invalid"
Refused = Callable[[type[TelegramError], str], AbstractContextManager[None]]


async def test_update_is_delivered_until_acknowledged(bot: Bot, ada: Person) -> None:
    ada.says("one")
    ada.says("two")
    first = await bot.get_updates()
    assert [update.message.text for update in first if update.message] == ["one", "two"]
    assert await bot.get_updates() == first
    rest = await bot.get_updates(offset=first[0].update_id + 1)
    assert rest == first[1:]
    assert await bot.get_updates(offset=first[1].update_id + 1) == ()
    assert await bot.get_updates() == ()


async def test_negative_offset_keeps_only_the_newest(bot: Bot, ada: Person) -> None:
    for text in ("one", "two", "three"):
        ada.says(text)
    (update,) = await bot.get_updates(offset=-1)
    assert update.message is not None
    assert update.message.text == "three"
    assert len(await bot.get_updates()) == 1


async def test_limit(bot: Bot, ada: Person) -> None:
    for text in ("one", "two", "three"):
        ada.says(text)
    assert len(await bot.get_updates(limit=2)) == 2


async def test_long_poll_wakes_up_at_once(bot: Bot, ada: Person) -> None:
    polling = asyncio.create_task(bot.get_updates(timeout=10))
    await asyncio.sleep(0.05)
    assert not polling.done()
    ada.says("hello")
    async with asyncio.timeout(1):
        (update,) = await polling
    assert update.message is not None
    assert update.message.from_user is not None
    assert update.message.from_user.full_name == "Ada Lovelace"


async def test_second_reader_ends_the_first(bot: Bot, address: str, world: World) -> None:
    polling = asyncio.create_task(bot.get_updates(timeout=10))
    await asyncio.sleep(0.05)
    other = ExtBot(world.token, base_url=f"{address}/bot")
    async with other:
        second = asyncio.create_task(other.get_updates(timeout=10))
        with pytest.raises(Conflict) as refusal:
            await polling
        second.cancel()
    assert refusal.value.message == (
        "Conflict: terminated by other getUpdates request;"
        " make sure that only one bot instance is running"
    )


async def test_reader_that_hangs_up_is_forgotten(bot: Bot, ada: Person, world: World) -> None:
    polling = asyncio.create_task(bot.get_updates(timeout=10))
    await asyncio.sleep(0.05)
    polling.cancel()
    await asyncio.sleep(0.05)
    ada.says("hello")
    assert len(await bot.get_updates()) == 1
    assert not world.updates.is_done(world.updates.last_id)


async def test_allowed_updates_stick(bot: Bot, ada: Person) -> None:
    said = ada.says("one").message
    assert said is not None
    await bot.get_updates(allowed_updates=[Update.EDITED_MESSAGE])
    ada.says("two")  # not asked for, so lost
    ada.edits(said, "uno")
    kinds = [update.edited_message is not None for update in await bot.get_updates()]
    assert kinds == [False, True]
    await bot.get_updates(allowed_updates=[])  # back to the default
    ada.says("three")
    assert len(await bot.get_updates()) == 3


async def test_drop_pending_updates(bot: Bot, ada: Person) -> None:
    ada.says("one")
    assert await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()


async def test_old_presses_are_no_longer_delivered(bot: Bot, ada: Person, world: World) -> None:
    ada.presses_data(ada.id, 1, "x")
    world.clock.advance(200)
    assert await bot.get_updates() == ()


async def test_wrong_token_and_unknown_methods(bot: Bot, address: str) -> None:
    stranger = ExtBot("1:wrong", base_url=f"{address}/bot")
    with pytest.raises(InvalidToken):
        await stranger.initialize()
    await stranger.shutdown()
    with pytest.raises(EndPointNotFound):
        await bot.do_api_request("makeCoffee")
    async with httpx.AsyncClient() as client:
        answer = await client.get(f"{address}/bot{bot.token}/makeCoffee")
    assert answer.status_code == 404
    assert answer.json()["description"] == "Not Found: method not found"


async def test_all_ways_to_send_fields(world: World, address: str, ada: Person) -> None:
    url = f"{address}/bot{world.token}/sendMessage"
    fields = {"chat_id": str(ada.id), "text": "käse ★"}
    async with httpx.AsyncClient() as client:
        answers = [
            await client.get(url, params=fields),
            await client.post(url, data=fields),
            await client.post(url, json=fields | {"chat_id": ada.id}),
            await client.post(url, files={k: (None, v) for k, v in fields.items()}),
            await client.post(url.replace("sendM", "SENDm"), params=fields),
        ]
        broken = await client.post(url, content=b"{", headers={"content-type": "application/json"})
        nowhere = await client.get(f"{address}/bot/no/where")
        refused = await client.get(f"{address}/bot1:x/getMe")
    assert [answer.json()["result"]["text"] for answer in answers] == ["käse ★"] * 5
    assert broken.json()["error_code"] == 400
    assert nowhere.json() == {"ok": False, "error_code": 404, "description": "Not Found"}
    assert refused.status_code == 401
    assert refused.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}


async def test_server_stops_within_a_second_of_a_long_poll() -> None:
    world = World()
    loop = asyncio.get_running_loop()
    async with serve(world) as address:
        bot = ExtBot(world.token, base_url=f"{address}/bot")
        await bot.initialize()
        polling = asyncio.create_task(bot.get_updates(timeout=30))
        await asyncio.sleep(0.1)
        leaving = loop.time()
    assert loop.time() - leaving < 1
    with pytest.raises(Exception, match=r"restart|[Dd]isconnected"):
        await polling
    await bot.shutdown()


async def test_port_that_is_taken_is_an_error(address: str) -> None:
    port = int(address.rpartition(":")[2])
    with pytest.raises(OSError, match="in use"):
        async with serve(World(), port=port):
            pass


async def test_callback_query_and_its_answer(
    bot: Bot, ada: Person, world: World, refused: Refused
) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("5 ★", callback_data="r:5")]])
    message = await bot.send_message(ada.id, "Rate", reply_markup=keyboard)
    sent = world.chats[ada.id].messages[message.id]
    turn = ada.presses(sent, "5 ★")
    (update,) = await bot.get_updates()
    query = update.callback_query
    assert query is not None
    assert (query.data, query.from_user.id) == ("r:5", ada.id)
    assert query.message is not None
    assert query.message.message_id == sent.id
    with refused(BadRequest, "Message_too_long"):
        await query.answer("x" * 201)
    assert await query.answer("Saved", show_alert=True)
    assert await turn.toast() == "Saved"
    for query_id in (query.id, "123", "abc"):
        with refused(BadRequest, QUERY_TOO_OLD):
            await bot.answer_callback_query(query_id)
    late = ada.presses(sent, 0)
    world.clock.advance(1000)
    with refused(BadRequest, QUERY_TOO_OLD):
        await bot.answer_callback_query(late.query_id)


async def test_press_on_a_deleted_message_is_inaccessible(
    bot: Bot, ada: Person, world: World
) -> None:
    world.chats[ada.id].messages.clear()
    ada.presses_data(ada.id, 3, "old")
    (update,) = await bot.get_updates()
    assert update.callback_query is not None
    assert update.callback_query.message is not None
    assert not update.callback_query.message.is_accessible


async def test_bot_is_told_when_it_is_blocked(bot: Bot, ada: Person) -> None:
    ada.blocks()
    ada.unblocks()
    changes = [u.my_chat_member for u in await bot.get_updates()]
    statuses = [(c.old_chat_member.status, c.new_chat_member.status) for c in changes if c]
    assert statuses == [("member", "kicked"), ("kicked", "member")]


async def test_people_hear_nothing_of_messages_to_a_blocked_bot(world: World, ada: Person) -> None:
    ada.blocks()
    world.updates.clear()
    ada.says("are you there?")
    assert not world.updates.pending
    assert person(world, "Eve").says("hi").update_id
