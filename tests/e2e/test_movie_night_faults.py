"""A movie night whatever breaks: one poll, no vote lost, the same film."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.playground import Message, Person, World, person, serve
from bot.playground.faults import Fault, FaultKind
from tests.e2e.conftest import Conversation, conversing, settings_for
from tests.e2e.nights import GOES_ON, JOIN, MORNING, START, WINS, Group, films_of, group_of
from tests.e2e.processes import running

START_UP = 60.0  # seconds in which the bot does something after it was started


@pytest.fixture
def two(conversation: Conversation) -> tuple[Person, Person]:
    return conversation.person("Ada"), conversation.person("Ben")


async def decided(group: Group, poll: Message, ada: Person, ben: Person) -> None:
    """Both vote, and the film they agree on wins."""
    ada.votes(poll, 1, 3)
    ben.votes(poll, 3)
    decision = await group.says(WINS)
    assert films_of(group, poll)[3] in decision.text
    assert "2 of 2" in decision.text
    assert len(group.polls()) == 1
    await asyncio.sleep(0.5)
    assert len(group.of_bot(WINS)) == 1


@pytest.mark.parametrize(
    ("method", "kind"),
    [
        ("sendPoll", "lost_answer"),
        ("sendPoll", "lost_request"),
        ("sendPoll", "error"),
        ("sendPoll", "slow"),
        ("sendPoll", "flood"),
        ("sendMessage", "lost_request"),
        ("pinChatMessage", "lost_answer"),
        ("stopPoll", "lost_answer"),
        ("stopPoll", "error"),
        ("unpinChatMessage", "error"),
    ],
)
async def test_trouble_with_one_request_changes_nothing(
    conversation: Conversation, two: tuple[Person, Person], method: str, kind: FaultKind
) -> None:
    group = group_of(conversation.world, *two)
    roster = await group.gather(*two)
    conversation.world.faults.plan(Fault(kind, method, seconds=7))
    two[0].presses(roster, START)
    poll = await group.asks()
    await decided(group, poll, *two)
    assert conversation.world.faults.planned == []
    assert len(group.of_bot(GOES_ON)) == ((method, kind) == ("sendPoll", "lost_answer"))


async def test_trouble_that_lasts_is_outlasted(
    conversation: Conversation, two: tuple[Person, Person]
) -> None:
    group = group_of(conversation.world, *two)
    poll = await group.votes_on(*two)
    conversation.world.faults.plan(Fault("error", "sendMessage"))
    conversation.world.faults.plan(Fault("lost_request", "stopPoll", times=2))
    await decided(group, poll, *two)


async def test_poll_is_told_from_other_messages_of_the_moment(
    conversation: Conversation, two: tuple[Person, Person]
) -> None:
    ada, ben = two
    group = group_of(conversation.world, ada, ben)
    conversation.world.privacy_mode = False
    roster = await group.gather(ada, ben)
    conversation.world.faults.plan(Fault("error", "sendPoll"))
    conversation.world.faults.plan(Fault("lost_answer", "sendPoll"))
    ada.presses(roster, START)
    listed = await group.says("films for the 2 of you")
    others = ada.polls("🍿 Movie night 1: what would you watch?", "a", "b", chat=group.chat)
    ben.says("when do we start?", chat=group.chat)
    poll = await group.asks()
    assert others.message is not None
    assert listed.id < others.message.id < poll.id
    await decided(group, poll, ada, ben)
    (goes_on,) = group.of_bot(GOES_ON)  # what was looked at by mistake is gone again
    assert goes_on.reply_to == poll.id


async def test_everything_delivered_twice_and_out_of_order_counts_once(
    conversation: Conversation, two: tuple[Person, Person]
) -> None:
    group = group_of(conversation.world, *two)
    conversation.world.faults.plan(Fault("duplicate", times=1000))
    poll = await group.votes_on(*two)
    await decided(group, poll, *two)
    assert len(group.of_bot("films for the 2 of you")) == 1


async def test_restart_at_every_stage(state_dir: Path) -> None:
    world = World()
    ada, ben = person(world, "Ada"), person(world, "Ben")
    settings = settings_for(state_dir, ask_after_hours=0)
    async with conversing(settings, world):
        await ada.says("/start").reply()
        group = group_of(world, ada, ben)
        roster = await group.gather(ada, ben)
    async with conversing(settings, world):
        ada.presses(roster, START)
        poll = await group.asks()
        ada.votes(poll, 2)
    async with conversing(settings, world):
        await asyncio.sleep(1)
    ben.votes(poll, 2)  # while nobody is there
    async with conversing(settings, world):
        assert films_of(group, poll)[2] in (await group.says(WINS)).text
    async with conversing(settings, world):
        await Group(world, ada.private).says(MORNING)
    assert len(group.polls()) == 1
    assert len(group.of_bot(WINS)) == 1
    assert len(Group(world, ada.private).of_bot(MORNING)) == 1


async def test_votes_from_while_the_bot_was_away_count_though_time_was_over(
    state_dir: Path,
) -> None:
    world = World()
    ada, ben = person(world, "Ada"), person(world, "Ben")
    async with conversing(settings_for(state_dir), world) as before:
        group = group_of(world, ada, ben)
        poll = await group.votes_on(ada, ben)
        ada.votes(poll, 0)
        await asyncio.sleep(0.5)
        await before.services.night_votes.end_now(1, 1)
    ada.votes(poll)
    ada.votes(poll, 4)
    ben.votes(poll, 4)
    async with conversing(settings_for(state_dir), world):
        decision = await group.says(WINS)
    assert films_of(group, poll)[4] in decision.text
    assert "2 of 2" in decision.text


# kill -9


@dataclass
class Doomed:
    """A bot that is killed at a certain request, and started again."""

    world: World
    address: str
    state_dir: Path

    @asynccontextmanager
    async def alive(self) -> AsyncIterator[asyncio.subprocess.Process]:
        """A process; killed at the end of the block."""
        async with running(
            self.state_dir, self.address, self.world, ASK_AFTER_HOURS="0"
        ) as process:
            yield process

    async def dies(
        self, method: str, kind: FaultKind, act: Callable[[], Awaitable[object] | object]
    ) -> None:
        """Start, let something happen, and kill at a request: `slow` before it is carried out,
        `late_answer` after that, but before the bot hears of it."""
        self.world.faults.plan(Fault(kind, method, seconds=3600))
        async with self.alive() as process:
            act()
            await until(lambda: not self.world.faults.planned)
            await asyncio.sleep(0.1)
            process.kill()


@asynccontextmanager
async def doomed(state_dir: Path) -> AsyncIterator[Doomed]:
    world = World()
    async with serve(world) as address:
        yield Doomed(world, address, state_dir)


def nothing() -> None:
    """Nobody does anything."""


@pytest.mark.slow
async def test_kill_9_at_every_step_of_a_night(state_dir: Path) -> None:
    async with doomed(state_dir) as bot:
        ada, ben = person(bot.world, "Ada"), person(bot.world, "Ben")
        async with bot.alive():
            await ada.says("/start").reply(within=START_UP)
            group = group_of(bot.world, ada, ben)
            ada.promotes_bot(group.chat)

        await bot.dies("sendMessage", "late_answer", lambda: ada.says("/movienight", group.chat))
        async with bot.alive():  # the command is handled again, and shows the same night
            await group.until(lambda: len(group.of_bot("Movie night")) == 2, START_UP)
            roster = group.of_bot("Movie night")[-1]
            await ben.presses(roster, JOIN).toast(within=START_UP)
            await group.says("In (2): Ada, Ben")
            await rows(bot, "inbox", 0)

        await bot.dies("sendMessage", "slow", lambda: ada.presses(roster, START))  # the list
        await bot.dies("sendPoll", "slow", nothing)
        await bot.dies("sendPoll", "late_answer", nothing)
        poll = await group.asks()
        ben.votes(poll, 1, 2)  # in a poll that the bot knows nothing of
        await bot.dies("sendMessage", "late_answer", nothing)  # while it looks for the poll
        await bot.dies("pinChatMessage", "slow", nothing)
        assert len(group.polls()) == 1

        # A veto is taken back by a second press; this one is handled twice.
        await bot.dies("answerCallbackQuery", "slow", lambda: ben.presses(poll, "✕ 1"))
        await rows(bot, "night_vetoes", 1)
        async with bot.alive() as process:
            await rows(bot, "inbox", 0)
            await rows(bot, "night_vetoes", 1)
            ada.votes(poll, 2)
            await rows(bot, "night_votes", 2)
            process.kill()
        await bot.dies("stopPoll", "slow", nothing)
        await bot.dies("stopPoll", "late_answer", nothing)
        await bot.dies("sendMessage", "slow", nothing)  # the announcement
        async with bot.alive():
            decision = await group.says(WINS, START_UP)
            await group.until(lambda: not group.chat.pinned, START_UP)
            await Group(bot.world, ada.private).says(MORNING, START_UP)
        assert films_of(group, poll)[2] in decision.text
        assert "2 of 2" in decision.text
        assert len(group.of_bot(WINS)) == len(group.polls()) == 1


async def rows(bot: Doomed, table: str, expected: int) -> None:
    """Wait for the process to have written so many rows."""

    def written() -> bool:
        with closing(sqlite3.connect(bot.state_dir / "moviebot.db")) as connection:
            ((n_rows,),) = connection.execute(f"SELECT count(*) FROM {table}")  # noqa: S608
        return bool(n_rows == expected)

    await until(written)


async def until(done: Callable[[], bool]) -> None:
    """Wait for what leaves no trace in the world's journal."""
    async with asyncio.timeout(START_UP):
        while True:
            if done():
                return
            await asyncio.sleep(0.02)
