"""What is sent to the playground that no application sends: refused in a sentence, by any way."""

import asyncio
import json
from collections.abc import AsyncIterator

import httpx
import pytest

from bot.playground import Person, World, bodies
from bot.playground.json_types import MAX_DEPTH, read_json

ODD = {
    "levels of lists": b"[" * 100_000,
    "closed levels of lists": b'{"person": ' + b"[" * 50_000 + b"]" * 50_000 + b"}",
    "levels of objects": b'{"a":' * 100_000,
    "one level too many": b'{"person": ' + b"[" * MAX_DEPTH + b"]" * MAX_DEPTH + b"}",
    "a huge number": b'{"person": 1' + b"0" * 400 + b"}",
    "a number of more digits than Python reads": b'{"person": 1' + b"0" * 5000 + b"}",
    "a number beyond 64 bits": b'{"person": 9223372036854775808}',
    "infinity": b'{"person": 1e999}',
    "minus infinity": b'{"person": -Infinity}',
    "not a number": b'{"person": NaN}',
    "a name twice": b'{"person": 101, "person": 102, "chat": 101, "text": "x"}',
    "a name twice within": b'{"person": 101, "chat": 101, "text": {"a": 1, "a": 2}}',
    "bytes that are no UTF-8": b'{"person": 101, "chat": 101, "text": "\xff\xfe"}',
    "UTF-16": '{"person": 101}'.encode("utf-16"),
    "half a pair": b'{"person": 101, "chat": 101, "text": "\\ud83d"}',
    "half a pair in a name": b'{"\\udc00": 101}',
    "no JSON": b"{",
    "a list": b"[]",
    "a text": b'"x"',
    "nothing at all": b"",
}
WAYS = ("/api/say", "/control/acts", "/control/faults", "/bot{token}/sendMessage")
# An empty body asks for nothing, and a list says nothing, where every field may be missing.
LENIENT = {"nothing at all", "a list", "a text"}


@pytest.fixture
async def client(address: str) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=address, trust_env=False) as client:
        yield client


async def test_odd_json_is_a_mistake_of_whoever_sends_it(
    client: httpx.AsyncClient, world: World, ada: Person
) -> None:
    before = len(world.journal.events)
    for way in WAYS:
        path = way.format(token=world.token)
        for name, body in ODD.items():
            if name in LENIENT and way != "/api/say":
                continue
            answer = await client.post(
                path, content=body, headers={"Content-Type": "application/json"}
            )
            assert answer.status_code == 400, (way, name, answer.text)
            assert len(answer.text) < 300, (way, name)
    assert len(world.journal.events) == before
    assert (await client.get(f"/bot{world.token}/getMe")).status_code == 200
    assert ada.private.messages


@pytest.mark.parametrize("name", [name for name in ODD if name != "nothing at all"])
async def test_odd_json_in_a_field_is_named(
    client: httpx.AsyncClient, world: World, ada: Person, name: str
) -> None:
    fields = {"chat_id": f"{ada.id}".encode(), "text": b"x", "reply_markup": ODD[name]}
    form = {key: value.decode("utf-8", "replace") for key, value in fields.items()}
    answer = await client.post(f"/bot{world.token}/sendMessage", data=form)
    if answer.status_code != 200:  # what is no keyboard at all is passed over, as Telegram does
        assert answer.status_code == 400
        assert "Bad Request" in answer.json()["description"]


@pytest.mark.parametrize(
    "act",
    [
        {"act": "advance", "seconds": 10**18},
        {"act": "advance", "seconds": -(10**6)},
        {"act": "advance", "seconds": 10**400},
        {"kind": "slow", "seconds": 1e308},
        {"kind": "slow", "seconds": -1},
    ],
)
async def test_time_goes_on_and_not_for_ever(
    client: httpx.AsyncClient, world: World, act: dict[str, object]
) -> None:
    path = "/control/acts" if "act" in act else "/control/faults"
    before = world.clock.now()
    assert (await client.post(path, content=json.dumps(act))).status_code == 400
    assert world.clock.now() - before < 60
    assert not world.faults.planned


async def test_form_that_is_none_is_a_mistake_of_whoever_sends_it(
    client: httpx.AsyncClient, world: World
) -> None:
    url = f"/bot{world.token}/sendMessage"
    for kind in ("multipart/form-data", "multipart/form-data; boundary=x"):
        answer = await client.post(url, content=b"--y\r\n\0", headers={"Content-Type": kind})
        assert answer.status_code == 400, answer.text


@pytest.mark.parametrize("way", ["/api/say", "/api/upload", "/control/acts", "/bot{token}/getMe"])
@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=x"])
async def test_body_that_does_not_end_is_not_read_for_ever(
    client: httpx.AsyncClient, world: World, monkeypatch: pytest.MonkeyPatch, way: str, kind: str
) -> None:
    monkeypatch.setattr(bodies, "MAX_BODY", 100_000)

    async def endless() -> AsyncIterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="a"; filename="a"\r\n\r\n'
        for _ in range(100):
            yield b" " * 10_000

    path = way.format(token=world.token)
    answer = await client.post(path, content=endless(), headers={"Content-Type": kind})
    assert answer.status_code == 413


async def test_body_that_comes_to_a_halt_is_not_waited_for(
    client: httpx.AsyncClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bodies, "MAX_PAUSE", 0.05)
    gate = asyncio.Event()

    async def halting() -> AsyncIterator[bytes]:
        yield b"{"
        await gate.wait()

    for way in WAYS:
        path = way.format(token=world.token)
        sending = asyncio.create_task(
            client.post(path, content=halting(), headers={"Content-Type": "application/json"})
        )
        done, _ = await asyncio.wait([sending], timeout=2)
        gate.set()
        answer = await sending
        gate.clear()
        assert answer.status_code == 408, way
        assert done or answer.is_error


def test_what_is_read_can_be_written_again() -> None:
    for text in ("{}", '{"a": [1, 2.5, null, true, "\\ud83c\\udfac"]}', "[" * 64 + "]" * 64):
        assert json.loads(json.dumps(read_json(text)).encode()) == read_json(text)
