"""A playground with a bot in it, and a browser in front of it; without a browser, all skip."""

import importlib.util
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from bot.playground import World, serve
from bot.playground.cast import seed_people
from tests.e2e.page.house_bot import HouseBot, at_work

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from tests.e2e.page.screen import Screen

PLAYWRIGHT = importlib.util.find_spec("playwright") is not None
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# What imports playwright; test_page_needs.py stays and says that it is missing.
NEEDY = [f"test_page_{topic}.py" for topic in ("buttons", "frame", "links", "messages", "people")]
collect_ignore = [] if PLAYWRIGHT else NEEDY

Opener = Callable[..., Awaitable["Screen"]]


def browser_path() -> str | None:
    """Where a browser is installed, if one is."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator["Browser"]:
    path = browser_path()
    if not PLAYWRIGHT:
        pytest.skip("no browser to test the page in: pip install playwright")
    if path is None:
        pytest.skip(f"no browser to test the page in: none of {', '.join(BROWSERS)} is installed")
    from playwright.async_api import async_playwright  # noqa: PLC0415 - may be missing

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        await browser.close()


@pytest.fixture
def world() -> World:
    world = World()
    seed_people(world)
    return world


@pytest_asyncio.fixture(loop_scope="session")
async def address(world: World) -> AsyncIterator[str]:
    async with serve(world) as address:
        yield address


@pytest_asyncio.fixture(loop_scope="session")
async def house(world: World, address: str) -> AsyncIterator[HouseBot]:
    """The bot; tests that need it ask for it or for a screen."""
    house = HouseBot()
    async with at_work(house, world, address):
        yield house


@pytest_asyncio.fixture(loop_scope="session")
async def open_screen(
    browser: "Browser",
    address: str,
    house: HouseBot,  # noqa: ARG001 - a page without a bot shows little
) -> AsyncIterator[Opener]:
    """Open windows on the page; afterwards nothing may have gone wrong in any of them."""
    from tests.e2e.page.screen import Screen  # noqa: PLC0415 - imports playwright

    screens: list[Screen] = []
    async with AsyncExitStack() as stack:

        async def open_screen(
            *, width: int = 1200, height: int = 800, theme: str = "light", place: str = "/"
        ) -> Screen:
            size = {"width": width, "height": height}
            context = await browser.new_context(viewport=size, color_scheme=theme)  # type: ignore[arg-type]
            stack.push_async_callback(context.close)
            screen = Screen(await context.new_page(), address)
            screen.page.set_default_timeout(8000)
            screen.watch()
            await screen.open(place)
            screens.append(screen)
            return screen

        yield open_screen
        assert [complaint for screen in screens for complaint in screen.complaints] == []


@pytest_asyncio.fixture(loop_scope="session")
async def screen(open_screen: Opener) -> "Screen":
    """A desktop window where one is Ada."""
    return await open_screen()
