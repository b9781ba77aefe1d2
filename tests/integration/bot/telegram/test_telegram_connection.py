"""Which way leads to Telegram: a proxy of the environment, or none; and what is no proxy."""

import asyncio
import os

import pytest
from telegram.error import NetworkError

from bot.telegram.connection import ConnectionSettingsError, open_requests

FAR = "http://api.example/bot"
ELSEWHERE = "http://127.0.0.1:9"


@pytest.fixture(autouse=True)
def _no_proxy_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.lower().endswith("_proxy") or name.startswith("SSL_CERT"):
            monkeypatch.delenv(name)


async def heard_by_a_server(
    monkeypatch: pytest.MonkeyPatch, address: str, **variables: str
) -> str | None:
    """The first line of a request for `address`, if it reaches a server; {} is where that is."""
    heard: list[str] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append((await reader.readline()).decode().strip())
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        place = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
        for name, value in variables.items():
            monkeypatch.setenv(name, value.format(place))
        updates, others = open_requests(address.format(place))
        try:
            for request in (updates, others):
                await request.initialize()
                await request.do_request(address.format(place), "POST", connect_timeout=2)
        except NetworkError:
            return None
        finally:
            await updates.shutdown()
            await others.shutdown()
    assert len(set(heard)) == 1
    return heard[0]


@pytest.mark.parametrize(
    "variables",
    [
        {"HTTP_PROXY": "http://{}"},
        {"http_proxy": "{}"},
        {"ALL_PROXY": "http://{}"},
        {"HTTP_PROXY": " http://{} ", "ALL_PROXY": "socks5://127.0.0.1:9"},
        {"HTTP_PROXY": "http://{}", "NO_PROXY": "[::1],,other.example, ://,*.x"},
    ],
)
async def test_proxy_is_used_for_telegram(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]
) -> None:
    line = await heard_by_a_server(monkeypatch, FAR, **variables)
    assert line == f"POST {FAR} HTTP/1.1"


@pytest.mark.parametrize(
    "variables",
    [
        {"HTTP_PROXY": ELSEWHERE},
        {"ALL_PROXY": "socks5://127.0.0.1:9"},
        {"HTTPS_PROXY": "ftp://127.0.0.1:9", "HTTP_PROXY": "ftp://127.0.0.1:9"},
        {"HTTP_PROXY": "http://:x:y"},
        {"NO_PROXY": "[::1]"},
        {"NO_PROXY": "[::1", "HTTP_PROXY": ELSEWHERE},
        {"no_proxy": "http://[:::,*", "all_proxy": "nonsense"},
    ],
)
async def test_nothing_stands_between_the_bot_and_its_own_machine(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]
) -> None:
    line = await heard_by_a_server(monkeypatch, "http://{}/bot", **variables)
    assert line == "POST /bot HTTP/1.1"


@pytest.mark.parametrize("host", ["localhost", "bot.localhost", "[::1]", "127.1.2.3"])
def test_other_names_of_this_machine(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    monkeypatch.setenv("ALL_PROXY", "ftp://127.0.0.1:9")
    open_requests(f"http://{host}:8081/bot")


async def test_host_that_is_reached_directly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "ftp://127.0.0.1:9")
    for listed in ("*", "api.example", ".example", "[::1],api.example:80"):
        monkeypatch.setenv("NO_PROXY", listed)
        open_requests("http://api.example:80/bot")


@pytest.mark.parametrize(
    ("variable", "value", "kind"),
    [
        ("HTTPS_PROXY", "ftp://127.0.0.1:9", "ftp://"),
        ("ALL_PROXY", "ftp://ada:secret@127.0.0.1:9", "ftp://"),
        ("HTTPS_PROXY", "http://:x:y", "http://"),
        ("HTTPS_PROXY", "http://[::1", "http://"),
        ("ALL_PROXY", "127.0.0.1:port", "http://"),
    ],
)
def test_proxy_that_cannot_be_used_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, kind: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(ConnectionSettingsError) as caught:
        open_requests("https://api.telegram.org/bot")
    assert str(caught.value) == (
        f"the proxy of {variable} cannot be used: {kind} — expected an address such as "
        "http://proxy.example:3128"
    )


def test_certificates_that_are_not_there_are_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere/certificates.pem")
    with pytest.raises(ConnectionSettingsError, match="SSL_CERT_FILE"):
        open_requests("https://api.telegram.org/bot")
