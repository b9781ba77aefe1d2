"""Other websites cannot talk to the playground through the browser of whoever runs it."""

import json
from typing import TYPE_CHECKING

import httpx
import pytest
from starlette.types import Scope

from bot.playground import World
from bot.service.guard import refusal

if TYPE_CHECKING:
    from playwright.async_api import Browser

pytestmark = [pytest.mark.asyncio(loop_scope="session")]

SAY = {"person": 101, "chat": 101, "text": "boo"}


def request(host: str, server: str = "127.0.0.1", path: str = "/api/say", **headers: str) -> Scope:
    named = {"host": host} | {name.replace("_", "-"): value for name, value in headers.items()}
    return {
        "type": "http",
        "method": "GET",
        "path": path,
        "server": (server, 8080),
        "headers": [(name.encode(), value.encode()) for name, value in named.items()],
    }


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1:8080", "localhost:8080", "[::1]:8080", "localhost", "[::1]", "127.0.0.1:1"),
        *("LOCALHOST:8080", "[0:0:0:0:0:0:0:1]", "127.8.8.8"),
    ],
)
async def test_this_machine_is_served_under_its_own_names(host: str) -> None:
    assert refusal(request(host)) == ""
    assert refusal(request(host, origin=f"http://{host}", sec_fetch_site="same-origin")) == ""


@pytest.mark.parametrize(
    "host",
    [
        *("evil.test", "evil.test:8080", "localhost.evil.test", "127.0.0.1.evil.test", "", "[x"),
        *("127.0.0.1@evil.test", "evil.test@127.0.0.1", "localhost:8080@evil.test", "[::1]evil"),
        *("0.0.0.0:8080", "[::]", "127.1", "2130706433", "0x7f000001", "[::ffff:6.6.6.6]", "evil"),
        *("localhost/evil", "localhost#", "localhost?", "localhost\\evil", "localhost evil.test"),
        *("localhost, evil.test", "localhost:port", "localhost:", "[::1%25eth0]", "[2001:db8::1]"),
    ],
)
async def test_names_that_others_can_point_here_are_refused(host: str) -> None:
    assert "does not answer" in refusal(request(host))


@pytest.mark.parametrize(
    ("host", "served"),
    [
        ("192.168.0.7:8080", True),
        ("playground:8080", True),
        ("localhost:8080", True),
        ("evil.test:8080", False),
    ],
)
async def test_on_other_interfaces_numbers_and_bare_names_are_served(
    host: str, served: bool
) -> None:
    assert (refusal(request(host, server="192.168.0.7")) == "") is served


async def test_every_header_of_a_name_counts() -> None:
    twice = request("localhost")
    twice["headers"] = [*twice["headers"], (b"host", b"evil.test")]
    assert "does not answer" in refusal(twice)
    from_both = request("localhost", origin="http://localhost")
    from_both["headers"] = [*from_both["headers"], (b"origin", b"http://evil.test")]
    assert "not served" in refusal(from_both)
    unnamed = request("localhost")
    unnamed["headers"] = []
    assert "does not answer" in refusal(unnamed)


@pytest.mark.parametrize(
    "origin",
    [
        *("http://evil.test", "null", "http://localhost:1", "https://[x", "", "file://"),
        *("http://localhost:8080.evil.test", "http://localhost:8080@evil.test", "localhost:8080"),
    ],
)
async def test_requests_of_other_pages_are_refused(origin: str) -> None:
    assert "not served" in refusal(request("localhost:8080", origin=origin))


async def test_only_the_page_itself_opens_from_elsewhere() -> None:
    link = {"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate"}
    assert refusal(request("localhost", path="/", **link)) == ""
    assert "not served" in refusal(request("localhost", path="/api/events", **link))
    assert "not served" in refusal(request("localhost", path="/bot1:a/getMe", **link))
    assert "not served" in refusal(request("localhost", sec_fetch_site="same-site"))


async def test_refused_requests_do_nothing(address: str, world: World) -> None:
    async with httpx.AsyncClient(base_url=address) as client:
        foreign = {"Origin": "http://evil.test"}
        for headers, status in ((foreign, 403), ({"Host": "evil.test"}, 403), ({}, 200)):
            answer = await client.post("/api/say", json=SAY, headers=headers)
            assert answer.status_code == status
        text = {"chat_id": "101", "text": "boo"}
        answer = await client.get(f"/bot{world.token}/sendMessage", params=text, headers=foreign)
        assert answer.status_code == 403
    assert len(world.chats[101].messages) == 1


@pytest.mark.slow
async def test_a_website_in_the_same_browser_reaches_nothing(
    browser: "Browser", address: str, world: World
) -> None:
    context = await browser.new_context()
    page = await context.new_page()
    await page.route("http://evil.test/**", lambda route: route.fulfill(body="<p>evil</p>"))
    await page.goto("http://evil.test/")
    await page.evaluate(
        """async ([address, token, body]) => {
            const send = (path, options) =>
                fetch(address + path, { mode: "no-cors", ...options }).catch(() => {});
            await send("/api/say", { method: "POST", body });
            await send("/api/reset", { method: "POST" });
            await send(`/bot${token}/sendMessage?chat_id=101&text=boo`);
        }""",
        [address, world.token, json.dumps(SAY)],
    )
    await context.close()
    assert not world.journal.events
    assert not world.updates.pending


async def test_the_page_forbids_scripts_and_frames_from_elsewhere(address: str) -> None:
    async with httpx.AsyncClient(base_url=address) as client:
        headers = (await client.get("/")).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"


async def test_files_are_kept_or_looked_at_but_never_run(address: str, world: World) -> None:
    async with httpx.AsyncClient(base_url=address) as client:
        query = {"person": "101", "chat": "101", "name": "page.html", "as": "document"}
        sent = await client.post(
            "/api/upload", params=query, content=b"<script>", headers={"Content-Type": "text/html"}
        )
        assert sent.status_code == 200
        (file_id,) = world.files.stored
        answer = await client.get(f"/api/files/{file_id}")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
