"""The playground forgets when it is started again, and the bot does not: neither mixes them up."""

import itertools
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from bot.playground import Message, Person, World, serve
from bot.playground.cast import people_in, seed_people
from bot.playground.ids import Ids
from bot.playground.model import CallbackQuery
from bot.service.services import open_services
from bot.telegram.app import running_bot
from tests.e2e.conftest import settings_for
from tests.e2e.nights import START, WINS, Group, films_of, group_of

# What is stopped and started, in turn; the bot cannot start where no server is.
ORDERS = {
    "the bot": ("-bot", "+bot"),
    "the server": ("-server", "+server"),
    "both, the bot first": ("-bot", "-server", "+server", "+bot"),
    "both, the server first": ("-server", "-bot", "+server", "+bot"),
}


@dataclass
class House:
    """A server and a bot, each of which can be stopped and started."""

    state_dir: Path
    world: World = field(default_factory=World)
    port: int = 0
    _server: AsyncExitStack = field(default_factory=AsyncExitStack)
    _bot: AsyncExitStack = field(default_factory=AsyncExitStack)

    @property
    def people(self) -> list[Person]:
        return people_in(self.world)

    async def change(self, step: str) -> None:
        match step:
            case "+server":
                self.world = World()
                seed_people(self.world)
                address = await self._server.enter_async_context(serve(self.world, port=self.port))
                self.port = urlsplit(address).port or 0
            case "-server":
                await self._server.aclose()
            case "+bot":
                services = await self._bot.enter_async_context(
                    open_services(settings_for(self.state_dir))
                )
                address = f"http://127.0.0.1:{self.port}"
                await self._bot.enter_async_context(
                    running_bot(self.world.token, address, services)
                )
                self.world.forget = services.people.forget
            case "-bot":
                await self._bot.aclose()


@pytest.fixture
async def house(state_dir: Path) -> AsyncIterator[House]:
    house = House(state_dir)
    await house.change("+server")
    await house.change("+bot")
    yield house
    await house.change("-bot")
    await house.change("-server")


async def watched(group: Group, *people: Person) -> str:
    """A night from its opening to its end; the film."""
    poll = await group.votes_on(*people)
    return await decided(group, poll, *people)


async def decided(group: Group, poll: Message, *people: Person) -> str:
    for each in people:
        each.votes(poll, 2)
    film = films_of(group, poll)[2]
    assert film in (await group.says(WINS)).text
    return film


@pytest.mark.parametrize("order", ORDERS)
async def test_nights_before_and_after_a_restart_have_nothing_in_common(
    house: House, order: str
) -> None:
    ada, ben, *_ = house.people
    await ada.says("/rate heat 1995 ★4").reply()
    old = group_of(house.world, ada, ben)
    first_film = await watched(old, ada, ben)
    roster = await old.gather(ada, ben)
    ada.presses(roster, START)
    open_poll = await old.asks(2)
    for step in ORDERS[order]:
        await house.change(step)
    ada, ben, *_ = house.people
    assert "★4 Heat" in (await ada.says("/ratings").shows("Heat", within=30)).text
    if house.world is old.world:
        history = await ada.says("/movienight history", chat=old.chat).reply()
        assert first_film in history.text
    new = group_of(house.world, ada, ben)
    history = await ada.says("/movienight history", chat=new.chat).reply()
    assert first_film not in history.text
    film = await watched(new, ada, ben)
    history = await ada.says("/movienight history", chat=new.chat).reply()
    assert film in history.text
    assert history.text.count("(") == 1
    assert not [each for each in new.of_bot() if "went wrong" in each.text]
    assert new.polls()[0].poll_id != open_poll.poll_id


async def test_starting_over_is_a_beginning_for_the_bot_too(house: House) -> None:
    ada, ben, *_ = house.people
    await ada.says("/rate heat 1995 ★4").reply()
    old = group_of(house.world, ada, ben)
    film = await watched(old, ada, ben)
    await old.gather(ada, ben)
    async with httpx.AsyncClient(trust_env=False) as client:
        reset = await client.post(f"http://127.0.0.1:{house.port}/api/reset")
    assert reset.status_code == 200
    ada, ben, *_ = house.people
    assert "Heat" not in (await ada.says("/ratings").reply()).text
    new = group_of(house.world, ada, ben)
    assert film not in (await ada.says("/movienight history", chat=new.chat).reply()).text
    await watched(new, ada, ben)


def numbers(world: World) -> dict[str, set[object]]:
    """All ids that a bot may write down, after somebody has done everything once."""
    ada, ben = seed_people(world, 2)
    group, large = ada.creates_group("g", ben), ada.creates_group("h", ben, supergroup=True)
    for chat in (None, group):
        ada.polls("?", "a", "b", chat=chat)
        ada.sends_document("a.csv", b"x", chat=chat)
        ada.presses_data(ada.private.id, 1, "x")
        ada.types_inline("x")
        ada.says("x", chat)
    presses: dict[str, CallbackQuery] = world.callbacks
    return {
        "groups": {group.id, large.id},
        "polls": set(world.polls),
        "files": set(world.files.stored),
        "paths": {each.path for each in world.files.stored.values()},
        "presses": set(presses),
        "typed": set(world.inline_queries),
        "updates": {each.id for each in world.updates.pending},
        "private messages": {*ada.private.messages, *ben.private.messages, *group.messages},
    }


def test_no_id_is_given_twice_however_soon_another_run_begins(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = time.time()
    seen: dict[str, set[object]] = {}
    for run in range(20):
        monkeypatch.setattr(time, "time", lambda run=run: now + run)
        for kind, ids in numbers(World()).items():
            assert not ids & seen.setdefault(kind, set()), kind
            seen[kind] |= ids
    assert all(seen.values())


@pytest.mark.parametrize("year", [1970, 2024, 2026, 2030, 2037, 2045])
def test_ids_are_such_as_telegram_gives(monkeypatch: pytest.MonkeyPatch, year: int) -> None:
    monkeypatch.setattr(time, "time", lambda: (year - 1970) * 31_556_952.0)
    world = World()
    found = numbers(world)
    assert people_in(world)[0].id == 101  # the people of the start are the same in every run
    assert all(isinstance(each, int) and 0 < each < 2**31 for each in found["private messages"])
    assert all(isinstance(each, int) and 0 < each < 2**31 for each in found["updates"])
    assert all(0 < int(str(each)) < 2**63 for kind in ("polls", "presses") for each in found[kind])
    small, large = sorted((int(str(each)) for each in found["groups"]), reverse=True)
    assert -999_999_999_999 <= small <= -1
    assert -1_997_852_516_352 <= large <= -1_000_000_000_001


def test_messages_count_on_where_an_earlier_run_has_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """But for the once a year that small numbers begin anew."""
    starts = []
    for day in range(380):
        monkeypatch.setattr(time, "time", lambda day=day: 1_800_000_000.0 + 86_400 * day)
        starts.append(Ids().small)
    turns = sum(later <= earlier for earlier, later in itertools.pairwise(starts))
    assert turns <= 1
