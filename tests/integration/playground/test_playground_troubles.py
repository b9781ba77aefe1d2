"""Floods, faults, migration, webhooks: the days on which bots fall over."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.ext import ExtBot

from bot.playground import Fault, Person, World

Bot = ExtBot[None]
SECRET = "s3cret"
Refused = Callable[[type[TelegramError], str], AbstractContextManager[None]]


def seconds(refusal: RetryAfter) -> float:
    assert isinstance(refusal.retry_after, timedelta)
    return refusal.retry_after.total_seconds()


async def test_no_limits_unless_switched_on(bot: Bot, ada: Person) -> None:
    for _ in range(5):
        await bot.send_message(ada.id, "x")


async def test_one_message_a_second_per_chat(bot: Bot, ada: Person, world: World) -> None:
    world.flood.enabled = True
    await bot.send_message(ada.id, "x")
    with pytest.raises(RetryAfter) as refusal:
        await bot.send_message(ada.id, "x")
    assert seconds(refusal.value) == 1
    world.advance(1.1)
    await bot.send_message(ada.id, "x")


async def test_twenty_messages_a_minute_per_group(bot: Bot, ada: Person, world: World) -> None:
    group = ada.creates_group("Films")
    world.flood.enabled = True
    for _ in range(20):
        await bot.send_message(group.id, "x")
        world.advance(1.5)
    with pytest.raises(RetryAfter) as refusal:
        await bot.send_message(group.id, "x")
    assert 25 <= seconds(refusal.value) <= 31


async def test_thirty_messages_a_second_overall(world: World) -> None:
    world.flood.enabled = True
    world.flood.overall = 3
    for chat_id in (1, 2, 3):
        world.flood.check(chat_id, 100.0, group=False)
    with pytest.raises(Exception, match="retry after 1"):
        world.flood.check(4, 100.5, group=False)
    world.flood.check(4, 101.1, group=False)


async def test_faults_hit_as_often_as_planned(bot: Bot, ada: Person, world: World) -> None:
    world.faults.plan(Fault("flood", "sendMessage", times=2, seconds=7))
    world.faults.plan(Fault("error", code=502))
    for _ in range(2):
        with pytest.raises(RetryAfter):
            await bot.send_message(ada.id, "x")
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await bot.get_me()
    await bot.send_message(ada.id, "x")
    assert not world.faults.planned


async def test_connections_drop_before_and_after_the_work(
    bot: Bot, ada: Person, world: World
) -> None:
    before = len(world.chats[ada.id].messages)
    world.faults.plan(Fault("lost_request"))
    with pytest.raises(NetworkError):
        await bot.send_message(ada.id, "x")
    assert len(world.chats[ada.id].messages) == before
    world.faults.plan(Fault("lost_answer"))
    with pytest.raises(NetworkError):
        await bot.send_message(ada.id, "x")
    assert len(world.chats[ada.id].messages) == before + 1


async def test_slow_answers(bot: Bot, ada: Person, world: World) -> None:
    world.faults.plan(Fault("slow", seconds=0.5))
    with pytest.raises(TimedOut):
        await bot.send_message(ada.id, "x", read_timeout=0.1)


async def test_late_answers_to_what_was_done_at_once(bot: Bot, ada: Person, world: World) -> None:
    world.faults.plan(Fault("late_answer", seconds=0.5))
    with pytest.raises(TimedOut):
        await bot.send_message(ada.id, "x", read_timeout=0.1)
    assert [message.text for message in world.chats[ada.id].messages.values()][-1] == "x"


async def test_updates_come_twice_or_in_the_wrong_order(
    bot: Bot, ada: Person, world: World
) -> None:
    ada.says("one")
    ada.says("two")
    world.faults.plan(Fault("duplicate"))
    world.faults.plan(Fault("reorder"))
    twice = [update.message.text for update in await bot.get_updates() if update.message]
    assert twice == ["one", "one", "two", "two"]
    wrong = [update.message.text for update in await bot.get_updates() if update.message]
    assert wrong == ["two", "one"]


async def test_group_becomes_a_supergroup(bot: Bot, ada: Person, world: World) -> None:
    group = ada.creates_group("Films")
    world.updates.clear()
    new = ada.upgrades(group)
    left, came = (update.message for update in await bot.get_updates())
    assert left is not None
    assert came is not None
    assert left.migrate_to_chat_id == new.id
    assert came.migrate_from_chat_id == group.id
    with pytest.raises(ChatMigrated) as refusal:
        await bot.send_message(group.id, "x")
    assert refusal.value.new_chat_id == new.id
    message = await bot.send_message(new.id, "x")
    assert message.message_id == 2  # a supergroup counts its own messages


async def test_pinning(bot: Bot, ada: Person, world: World, refused: Refused) -> None:
    message = await bot.send_message(ada.id, "x")
    assert await message.pin()
    pinned = (await bot.get_chat(ada.id)).pinned_message
    assert pinned is not None
    assert pinned.message_id == message.id
    assert await message.unpin()
    assert (await bot.get_chat(ada.id)).pinned_message is None
    with refused(BadRequest, "Message to unpin not found"):
        await message.unpin()
    with refused(BadRequest, "Message to pin not found"):
        await bot.pin_chat_message(ada.id, 999)
    group = ada.creates_group("Films")
    message = await bot.send_message(group.id, "x")
    with refused(BadRequest, "Not enough rights to manage pinned messages in the chat"):
        await message.pin()
    ada.promotes_bot(group)
    assert await message.pin()
    assert await bot.unpin_all_chat_messages(group.id)
    assert world.chats[group.id].pinned == []


async def test_reactions(bot: Bot, ada: Person, world: World, refused: Refused) -> None:
    said = ada.says("x").message
    assert said is not None
    assert await bot.set_message_reaction(ada.id, said.id, "👍")
    assert world.chats[ada.id].reactions[said.id] == {world.bot.id: ("👍",)}
    with refused(BadRequest, "Reaction_invalid"):
        await bot.set_message_reaction(ada.id, said.id, "🎬")
    with refused(BadRequest, "Message to react not found"):
        await bot.set_message_reaction(ada.id, 999, "👍")
    await bot.get_updates(allowed_updates=["message_reaction"])
    ada.reacts(said, "🔥")
    change = (await bot.get_updates())[-1].message_reaction
    assert change is not None
    assert [reaction.to_dict()["emoji"] for reaction in change.new_reaction] == ["🔥"]


async def test_control_address_for_bots_elsewhere(
    bot: Bot, ada: Person, world: World, address: str
) -> None:
    group = ada.creates_group("Films")
    async with httpx.AsyncClient(base_url=f"{address}/control") as client:
        planned = await client.post("/faults", json={"kind": "error", "method": "getMe"})
        assert planned.json()[0]["code"] == 500
        with pytest.raises(NetworkError):
            await bot.get_me()
        await client.post("/faults", json={"kind": "slow"})
        assert (await client.delete("/faults")).json() == []
        assert (await client.get("/faults")).json() == []
        assert (await client.post("/faults", json={"kind": "fire"})).status_code == 400
        await client.post("/acts", json={"act": "block", "person": ada.id})
        with pytest.raises(Forbidden):
            await bot.send_message(ada.id, "x")
        await client.post("/acts", json={"act": "unblock", "person": ada.id})
        moved = await client.post("/acts", json={"act": "migrate", "chat": group.id})
        await client.post("/acts", json={"act": "kick", "chat": moved.json()["chat"]})
        with pytest.raises(Forbidden, match="kicked from the supergroup"):
            await bot.send_message(moved.json()["chat"], "x")
        await client.post("/acts", json={"act": "flood", "enabled": True})
        await client.post("/acts", json={"act": "advance", "seconds": 5})
        assert world.flood.enabled
        assert (await client.post("/acts", json={"act": "block", "person": 1})).status_code == 404
        assert (await client.post("/acts", json={"act": "dance"})).status_code == 400
        for headers in ({"origin": "https://example.org"}, {"host": "example.org"}):
            assert (await client.get("/faults", headers=headers)).status_code == 403


class Receiver:
    """A bot's web server: keeps what it got, answers as told."""

    def __init__(self) -> None:
        self.updates: list[dict[str, object]] = []
        self.secrets: list[str | None] = []
        self.failures = 0
        self.answer: dict[str, object] = {}

    async def receive(self, request: Request) -> Response:
        self.secrets.append(request.headers.get("x-telegram-bot-api-secret-token"))
        if self.failures:
            self.failures -= 1
            return Response(status_code=500)
        self.updates.append(await request.json())
        return JSONResponse(self.answer)


@pytest.fixture
async def receiver() -> AsyncIterator[tuple[Receiver, str]]:
    receiver = Receiver()
    app = Starlette(routes=[Route("/hook", receiver.receive, methods=["POST"])])
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off", ws="none"))
    listening = socket.create_server(("127.0.0.1", 0))
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    port = listening.getsockname()[1]
    yield receiver, f"http://127.0.0.1:{port}/hook"
    server.should_exit = True
    await serving


async def test_webhook_gets_updates_with_its_secret_until_it_takes_them(
    bot: Bot, ada: Person, world: World, receiver: tuple[Receiver, str]
) -> None:
    received, url = receiver
    received.failures = 2
    received.answer = {"method": "sendMessage", "chat_id": ada.id, "text": "got it"}
    assert await bot.set_webhook(url, secret_token=SECRET, allowed_updates=["message"])
    said = ada.says("hello")
    await world.journal.until(lambda: world.updates.is_done(said.update_id), 5)
    assert [update["update_id"] for update in received.updates] == [said.update_id]
    assert received.secrets == [SECRET] * 3
    await world.journal.until(lambda: bool(said.messages), 5)
    assert said.messages[0].text == "got it"
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 500 Internal Server Error"
    assert (info.url, info.pending_update_count, info.allowed_updates) == (url, 0, ("message",))
    with pytest.raises(Conflict, match=r"^Conflict: can't use getUpdates method while webhook"):
        await bot.get_updates()
    assert await bot.delete_webhook()
    assert (await bot.get_webhook_info()).url == ""
    assert await bot.get_updates() == ()


async def test_webhook_nobody_listens_to(bot: Bot, ada: Person, world: World) -> None:
    assert await bot.set_webhook("http://127.0.0.1:9/hook")
    ada.says("hello")
    await world.journal.until(lambda: bool(world.webhook.last_error), 5)
    info = await bot.get_webhook_info()
    assert info.pending_update_count == 1
    assert info.last_error_message is not None
    assert info.last_error_message.startswith("Connection failed")


async def test_webhooks_that_are_refused(bot: Bot, refused: Refused) -> None:
    with refused(BadRequest, "Invalid webhook url specified"):
        await bot.set_webhook("nonsense")
    with refused(BadRequest, "Bad webhook: Failed to resolve host: Name or service not known"):
        await bot.set_webhook("https://example.org/hook")
    with refused(BadRequest, "Secret token contains unallowed characters"):
        await bot.set_webhook("http://127.0.0.1:9/", secret_token=f"{SECRET} ")


async def test_a_request_that_breaks_off_is_no_failure(
    world: World, address: str, bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    host, port = address.removeprefix("http://").split(":")
    _, writer = await asyncio.open_connection(host, int(port))
    head = f"POST /bot{world.token}/getMe HTTP/1.1\r\nHost: {host}\r\n"
    kind = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\n"
    writer.write(f"{head}{kind}a=".encode())
    await writer.drain()
    await asyncio.sleep(0.2)  # the server has begun to read
    writer.close()
    await writer.wait_closed()
    await asyncio.sleep(0.2)
    assert (await bot.get_me()).is_bot
    assert caplog.records == []
