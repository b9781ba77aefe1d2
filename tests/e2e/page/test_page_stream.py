"""What the page asks the server for and what it is told, without a browser."""

import json
import time
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from bot.playground import Person, World, serve
from bot.playground.cast import people_in, start_over

pytestmark = [pytest.mark.asyncio(loop_scope="session")]

Told = tuple[str, dict[str, Any]]  # position, change


@pytest.fixture
def ada(world: World) -> Person:
    return people_in(world)[0]


async def told(response: httpx.Response) -> AsyncIterator[Told]:
    position = ""
    async for line in response.aiter_lines():
        name, _, value = line.partition(": ")
        if name == "id":
            position = value
        elif name == "data":
            yield position, json.loads(value)


async def test_a_snapshot_comes_first_then_every_change(address: str, ada: Person) -> None:
    ada.says("one")
    async with httpx.AsyncClient() as client, client.stream("GET", f"{address}/api/events") as live:
        stream = told(live)
        _, snapshot = await anext(stream)
        assert [each["text"] for each in snapshot["messages"]] == ["one"]
        assert [each["name"] for each in snapshot["roster"]["people"]][:1] == ["Ada Moreau"]
        message = ada.says("two").message
        assert message is not None
        _, change = await anext(stream)
        assert [each["text"] for each in change["messages"]] == ["two"]
        ada.deletes(message)
        _, change = await anext(stream)
        assert change["deleted"] == [[101, message.id]]


async def test_who_comes_back_hears_only_what_was_missed(address: str, ada: Person) -> None:
    async with httpx.AsyncClient() as client:
        async with client.stream("GET", f"{address}/api/events") as live:
            position, _ = await anext(told(live))
        message = ada.says("missed").message
        assert message is not None
        ada.edits(message, "missed, then edited")
        back = {"Last-Event-ID": position}
        async with client.stream("GET", f"{address}/api/events", headers=back) as live:
            position, change = await anext(told(live))
    assert "snapshot" not in change
    assert [each["text"] for each in change["messages"]] == ["missed, then edited"]
    assert position.endswith(".2")


async def test_positions_of_another_life_get_a_snapshot(
    address: str, world: World, ada: Person
) -> None:
    ada.says("before")
    async with httpx.AsyncClient(base_url=address) as client:
        for position in ("other.1", "nonsense", "."):
            async with client.stream("GET", "/api/events", params={"from": position}) as live:
                now, change = await anext(told(live))
            assert change["snapshot"] is True
        async with client.stream("GET", "/api/events", params={"from": now}) as live:
            assert (await client.post("/api/reset")).status_code == 200
            _, change = await anext(told(live))
    assert change["snapshot"] is True
    assert change["messages"] == []
    assert world.chats[101].messages == {}


async def test_the_server_stops_at_once_though_pages_listen(world: World) -> None:
    async with httpx.AsyncClient() as client:
        async with serve(world) as address:
            live = await client.send(
                client.build_request("GET", f"{address}/api/events"), stream=True
            )
            await anext(told(live))
            began = time.monotonic()
        assert time.monotonic() - began < 0.5
        await live.aclose()


@pytest.mark.parametrize(
    ("act", "fields", "status", "complaint"),
    [
        ("say", {"person": 101, "chat": 102, "text": "hi"}, 400, "Ada is not in this chat"),
        ("say", {"person": 9, "chat": 102, "text": "hi"}, 404, "this person does not exist"),
        ("say", {"person": 101, "chat": 101, "text": " "}, 400, "no empty messages"),
        ("edit", {"person": 101, "chat": 101, "message": 7, "text": "a"}, 404, "this message"),
        ("group", {"person": 101, "title": " "}, 400, "a group needs a name"),
        ("leave", {"person": 101, "chat": 101}, 400, "only groups"),
        ("bot", {"person": 101, "chat": 101, "step": "promote"}, 400, "cannot be done here"),
        ("pick", {"person": 101, "chat": 101, "query": "1", "result": "1"}, 404, "not on offer"),
        ("poll", {"person": 101, "chat": 101, "question": "?", "options": ["a"]}, 400, "a poll"),
        ("dance", {}, 404, "no such act"),
    ],
)
async def test_acts_that_make_no_sense_are_refused_in_words(
    address: str, act: str, fields: dict[str, object], status: int, complaint: str
) -> None:
    async with httpx.AsyncClient(base_url=address) as client:
        answer = await client.post(f"/api/{act}", json=fields)
    assert answer.status_code == status
    assert complaint in answer.json()["error"]


async def test_bodies_that_are_no_object_are_refused(address: str) -> None:
    async with httpx.AsyncClient(base_url=address) as client:
        for body in (b"", b"[]", b"{"):
            assert (await client.post("/api/say", content=body)).status_code == 400
        assert (await client.get("/static/..%2Fpage.py")).status_code == 404
        assert (await client.get("/static/nothing.js")).status_code == 404
        assert (await client.get("/api/files/nothing")).status_code == 404


async def test_starting_over_closes_what_was_open(world: World, ada: Person) -> None:
    group = ada.creates_group("Film night")
    press = ada.presses_data(group.id, 1, "x")
    start_over(world, [104])
    assert world.callbacks[press.query_id].answered
    assert [person.user.first_name for person in people_in(world)] == ["Ada", "Ben", "Chiara"]
    assert [update.kind for update in world.updates.pending] == ["my_chat_member"]
    assert ada.creates_group("Again").id != group.id
