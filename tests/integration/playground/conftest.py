"""A playground and the real python-telegram-bot client on the other side of HTTP."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.playground import Person, World, person, serve


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
async def address(world: World) -> AsyncIterator[str]:
    async with serve(world) as address:
        yield address


@pytest.fixture(autouse=True)
def _durations_as_timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    # python-telegram-bot warns of the change on every RetryAfter unless one opts in
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
async def bot(world: World, address: str) -> AsyncIterator[ExtBot[None]]:
    bot = ExtBot(world.token, base_url=f"{address}/bot", base_file_url=f"{address}/file/bot")
    async with bot:
        yield bot


@pytest.fixture
def ada(world: World) -> Person:
    """Someone who has already written to the bot."""
    ada = person(world, "Ada", "Lovelace", "ada")
    ada.says("/start")
    world.updates.clear()
    return ada


@pytest.fixture
def refused() -> Callable[[type[TelegramError], str], AbstractContextManager[None]]:
    """Expect the client to raise exactly this; it changes the case of what Telegram said."""

    @contextmanager
    def expect(kind: type[TelegramError], sentence: str) -> Iterator[None]:
        with pytest.raises(kind) as refusal:
            yield
        assert refusal.type is kind
        assert refusal.value.message.lower() == sentence.lower()

    return expect
