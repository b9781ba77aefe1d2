"""Nobody waits for what another chat, the menu or a slow answer has to wait for."""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from telegram.error import Conflict, NetworkError

from bot.playground import Fault, Message, Person, Turn, World, person, serve
from bot.playground.model import Chat
from bot.playground.webhook import Webhook
from bot.service.services import Services, open_services
from bot.service.telemetry.metrics import serving_metrics
from bot.telegram import app, introduction
from bot.telegram.app import StartError, running_bot
from bot.words.languages import LANGUAGES
from bot.words.texts import texts_for
from tests.e2e.conftest import Conversation, conversing, settings_for
from tests.virtual_time import in_virtual_time

SOON = 5.0  # seconds, on cores that others use too; what is wrong here takes twenty and more
CROWD = 280


def said(chat: Chat, world: World, text: str = "") -> list[Message]:
    messages = chat.messages.values()
    return [each for each in messages if each.sender_id == world.bot.id and text in each.text]


@pytest.fixture(autouse=True)
def _stops_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What still waits at the end of a test need not be waited for."""
    monkeypatch.setattr(app, "_SECONDS_TO_STOP", 0.1)


async def until(holds: Callable[[], bool]) -> None:
    """Wait for something that no journal notes."""
    for _ in range(int(SOON / 0.02)):
        if holds():
            return
        await asyncio.sleep(0.02)
    pytest.fail("it did not come to that")


@asynccontextmanager
async def asked_for_health(conversation: Conversation) -> AsyncIterator[httpx.AsyncClient]:
    async with (
        serving_metrics(conversation.services, 0) as address,
        httpx.AsyncClient(base_url=address, trust_env=False) as client,
    ):
        yield client


async def crowd(conversation: Conversation, n_people: int = CROWD) -> tuple[Chat, Person]:
    """A group in which so many ask for help at once; and one of them."""
    people = [conversation.person(f"Member {number}") for number in range(n_people)]
    group = people[0].creates_group("Films", *people[1:])
    asked: list[Turn] = [each.says("/help", chat=group) for each in people]
    world = conversation.world
    await world.journal.until(lambda: world.updates.is_done(asked[-1].update_id), 60)
    await world.journal.until(lambda: len(said(group, world)) >= 20, 60)
    return group, people[-1]


class TestOneBusyGroup:
    async def test_everybody_else_is_answered_at_once_and_so_are_buttons(
        self,
        conversation: Conversation,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        ada, world = conversation.person("Ada"), conversation.world
        question = await ada.says("/rate heat").reply()
        group, member = await crowd(conversation)
        started = time.monotonic()
        assert (await ada.presses(question, "★★★★").shows("★4 for Heat", within=SOON)).id
        for _ in range(3):
            await ada.says("/help").shows("Send me the title", within=SOON)
        # Whoever waits in the group does not wait in private, and hears of a button at once.
        await member.says("/rate heat 4").shows("★4 for Heat", within=SOON)
        assert time.monotonic() - started < 2 * SOON
        assert len(said(group, world)) <= 20
        async with asked_for_health(conversation) as client:
            assert (await client.get("/healthz")).status_code == 200
            figures = (await client.get("/metrics")).text
        waiting, dropped = (
            float(figures.partition(f"\n{name} ")[2].partition("\n")[0])
            for name in ("moviebot_waiting_messages", "moviebot_dropped_messages_total")
        )
        assert 0 < waiting <= 20
        assert dropped >= CROWD - 40
        lines = [each for each in caplog.records if "not sent" in each.getMessage()]
        assert 1 <= len(lines) <= 2  # not one for each of them

    async def test_button_pressed_by_whoever_waits_is_acknowledged(
        self, conversation: Conversation
    ) -> None:
        ada, world = conversation.person("Ada"), conversation.world
        question = await ada.says("/rate heat").reply()
        world.faults.plan(Fault("flood", method="editMessageText", seconds=30))
        ada.presses(question, "★★★★")
        await until(lambda: not world.faults.planned)
        turn = ada.presses(question, "★★★")
        await until(lambda: world.callbacks[turn.query_id].answered)


class TestRefusals:
    async def test_one_chat_told_to_wait_is_waited_for_by_itself(
        self, conversation: Conversation
    ) -> None:
        ada, ben, world = conversation.person("Ada"), conversation.person("Ben"), conversation.world
        question = await ada.says("/rate heat").reply()
        await ben.says("/start").reply()
        world.faults.plan(Fault("flood", method="editMessageText", seconds=3))
        started = time.monotonic()
        turn = ada.presses(question, "★★★★")
        await until(lambda: not world.faults.planned)
        await ben.says("/help").shows("Send me the title", within=2)
        assert time.monotonic() - started < 3
        await turn.shows("★4 for Heat", within=20)
        assert time.monotonic() - started >= 3

    async def test_wait_of_ten_minutes_is_given_up_and_said(
        self, conversation: Conversation, caplog: pytest.LogCaptureFixture
    ) -> None:
        ada, ben, world = conversation.person("Ada"), conversation.person("Ben"), conversation.world
        world.faults.plan(Fault("flood", method="sendMessage", seconds=600))
        await ada.says("/rate heat 4").settled(within=SOON)
        await ada.says("/help").settled(within=SOON)
        assert not said(ada.private, world)
        await ben.says("/help").shows("Send me the title", within=SOON)
        lines = [each.getMessage() for each in caplog.records if "600 s" in each.getMessage()]
        assert lines == ["Telegram takes nothing in one chat for 600 s; it is left out"]
        assert (await conversation.services.ratings.totals()).n_ratings == 1
        assert not [each for each in caplog.records if each.levelno >= logging.ERROR]

    async def test_limits_as_telegram_has_them_lose_nothing(
        self, conversation: Conversation
    ) -> None:
        conversation.world.flood.enabled = True  # one a second in a chat, and no bursts
        people = [conversation.person(f"Person {number}") for number in range(8)]
        turns = [each.says("/rate heat 4") for each in people]
        turns += [each.says("/rate alien 1979 5") for each in people]
        for number, turn in enumerate(turns):
            await turn.shows("★4 for Heat" if number < len(people) else "★5 for Alien", within=20)
        for each in people:
            texts = [message.text for message in said(each.private, conversation.world)]
            assert [text[:2] for text in texts if text.startswith("★")] == ["★4", "★5"]


@pytest.fixture
async def services(state_dir: Path) -> AsyncIterator[Services]:
    async with open_services(settings_for(state_dir)) as services:
        yield services


class TestStart:
    @pytest.mark.parametrize(
        "fault",
        [
            Fault("flood", method="setMyCommands", seconds=600),
            Fault("flood", method="setMyShortDescription", seconds=25),
            Fault("error", method="setMyCommands", times=99),
            Fault("slow", method="setMyCommands", seconds=60),
            Fault("lost_request", method="setMyCommands", times=99),
            Fault("flood", method="deleteWebhook", seconds=600),
            Fault("error", method="deleteWebhook", times=99, code=502),
            Fault("lost_request", method="deleteWebhook", times=99),
        ],
        ids=lambda fault: f"{fault.method} {fault.kind}",
    )
    async def test_nothing_inessential_stands_before_the_first_answer(
        self, state_dir: Path, fault: Fault
    ) -> None:
        world = World()
        ada = person(world, "Ada")
        world.faults.plan(fault)
        turn = ada.says("/help")
        started = time.monotonic()
        async with conversing(settings_for(state_dir), world):
            await turn.shows("Send me the title", within=2 * SOON)
            assert time.monotonic() - started < 2 * SOON

    async def test_menu_is_set_when_telegram_takes_it_again(
        self, services: Services, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(introduction, "_FIRST_PAUSE", 0.01)
        world = World()
        for kind in ("flood", "error", "lost_request", "lost_answer"):
            world.faults.plan(Fault(kind, method="setMyCommands"))
        async with serve(world) as address, running_bot(world.token, address, services):
            await until(lambda: len(world.profile.fields) == len(LANGUAGES))

    async def test_network_that_is_not_up_is_waited_for_and_said_once(
        self,
        services: Services,
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        monkeypatch.setattr(app, "_FIRST_PAUSE", 0.02)
        monkeypatch.setattr(app, "_LONGEST_PAUSE", 0.1)
        world = World()
        ada = person(world, "Ada")
        async with serve(world) as address:
            port = int(address.rpartition(":")[2])
        turn = ada.says("/help")
        async with contextlib.AsyncExitStack() as stack:
            starting = running_bot(world.token, address, services)
            start = asyncio.create_task(stack.enter_async_context(starting))
            await asyncio.sleep(1)
            assert not start.done()
            async with serve(world, port=port):
                await turn.shows("Send me the title", within=2 * SOON)
                await start
                await stack.aclose()
        lines = [each.getMessage() for each in caplog.records if "answer" in each.getMessage()]
        assert [line for line in lines if "does not answer" in line] == lines[:1]
        assert f"{address} answers now" in lines

    async def test_wrong_token_ends_the_start_at_once(self, services: Services) -> None:
        async with serve(World()) as address:
            with pytest.raises(StartError, match="refuses BOT_TOKEN"):
                async with running_bot("1:wrong", address, services):
                    pass


class TestPolls:
    async def test_two_pollers_are_said_once(
        self, conversation: Conversation, caplog: pytest.LogCaptureFixture
    ) -> None:
        world = conversation.world
        ada = conversation.person()
        for _ in range(3):  # as two of them do it: now the one is thrown out, now the other
            world.faults.plan(Fault("error", method="getUpdates", code=409))
            await ada.says("/help").settled(within=20)
        errors = [each.getMessage() for each in caplog.records if each.levelno >= logging.ERROR]
        assert errors == ["another program is polling with this BOT_TOKEN: stop one of the two"]

    async def test_webhook_is_said_as_that_and_polls_go_on_without_it(
        self, conversation: Conversation, caplog: pytest.LogCaptureFixture
    ) -> None:
        world = conversation.world
        ada = conversation.person()
        await ada.says("/help").reply()
        world.webhook = Webhook("https://elsewhere.example/", "", 40)
        world.updates.interrupt("terminated by setWebhook request")
        await asyncio.sleep(2)
        errors = [each.getMessage() for each in caplog.records if each.levelno >= logging.ERROR]
        assert len([line for line in errors if "a webhook has been set" in line]) == 1
        world.webhook = Webhook()
        await ada.says("/help").shows("Send me the title", within=20)

    def test_each_trouble_is_said_again_after_it_was_gone(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        async def scene() -> None:
            troubles = app._Troubles()
            for _ in range(100):
                troubles.tell(NetworkError("one"))
                troubles.tell(NetworkError("another"))
                troubles.tell(Conflict("terminated by other getUpdates request"))
                await asyncio.sleep(60)
            await asyncio.sleep(3600)
            troubles.tell(NetworkError("later"))

        in_virtual_time(scene)
        assert len(caplog.records) == 3


def outcome(world: World, who: Person) -> Iterator[str]:
    texts = texts_for("en")
    for message in said(who.private, world):
        if message.text == texts("problem-bug"):
            yield "failed"
        elif message.text == texts("problem-uncertain"):
            yield "doubt"
        else:
            yield message.text[:2]


class TestSlowAnswers:
    async def test_slow_answer_that_arrives_is_told_once(self, conversation: Conversation) -> None:
        ada, world = conversation.person(), conversation.world
        world.faults.plan(Fault("slow", method="sendMessage", seconds=6))
        await ada.says("/rate heat 4").shows("★4 for Heat", within=20)
        await asyncio.sleep(0.2)
        assert list(outcome(world, ada)) == ["★4"]

    async def test_answer_that_may_have_arrived_is_neither_called_failed_nor_sent_again(
        self, conversation: Conversation
    ) -> None:
        ada, world = conversation.person(), conversation.world
        world.faults.plan(Fault("lost_answer", method="sendMessage"))
        await ada.says("/rate heat 4").settled(within=20)
        assert list(outcome(world, ada)) == ["★4", "doubt"]
        world.faults.plan(Fault("lost_request", method="sendMessage"))
        await ada.says("/rate heat 5").settled(within=20)
        assert list(outcome(world, ada)) == ["★4", "doubt", "doubt"]
        assert (await conversation.services.ratings.totals()).n_ratings == 1

    @pytest.mark.parametrize("kind", ["lost_answer", "lost_request"])
    async def test_edit_is_tried_again(self, conversation: Conversation, kind: str) -> None:
        ada, world = conversation.person(), conversation.world
        question = await ada.says("/rate heat").reply()
        world.faults.plan(Fault(kind, method="editMessageText"))  # type: ignore[arg-type]
        await ada.presses(question, "★★★★").shows("★4 for Heat", within=SOON)
        assert len(said(ada.private, world)) == 1

    @pytest.mark.parametrize("kind", ["lost_answer", "lost_request", "error", "flood"])
    async def test_press_counts_though_its_spinner_goes_on(
        self, conversation: Conversation, kind: str
    ) -> None:
        ada, world = conversation.person(), conversation.world
        question = await ada.says("/rate heat").reply()
        fault = Fault(kind, method="answerCallbackQuery", code=502, seconds=30)  # type: ignore[arg-type]
        world.faults.plan(fault)
        await ada.presses(question, "★★★★").shows("★4 for Heat", within=SOON)
        assert "failed" not in list(outcome(world, ada))


async def test_nobody_answered_for_long_though_somebody_waits_is_no_health(
    conversation: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.service.telemetry.metrics._SECONDS_UNANSWERED", 0.5)
    ada, world = conversation.person(), conversation.world
    world.faults.plan(Fault("slow", method="sendMessage", seconds=1.5))
    async with asked_for_health(conversation) as client:
        turn = ada.says("/help")
        await asyncio.sleep(1)
        unwell = await client.get("/healthz")
        assert unwell.status_code == 503
        assert unwell.json()["answers"] is False
        await turn.shows("Send me the title", within=SOON)
        await turn.settled()
        assert (await client.get("/healthz")).json()["status"] == "ok"
