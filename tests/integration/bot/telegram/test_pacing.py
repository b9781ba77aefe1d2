"""Every chat waits for itself alone, in order, and nothing is lost but what is said to be."""

import asyncio
import logging
from collections import Counter, defaultdict
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.service.telemetry.meter import Meter
from bot.telegram.pacing import (
    IN_A_GROUP,
    IN_ALL,
    IN_PRIVATE,
    PATIENCE,
    Answer,
    Pacer,
    TooManyError,
    Window,
)
from tests.virtual_time import in_virtual_time

ADA, BEN, GROUP = 1, 2, -5
FLOOD = 280  # people who all write at once


def now() -> float:
    return asyncio.get_running_loop().time()


@dataclass
class Telegram:
    """What arrives, and when; `refusal` says for how long a chat takes nothing."""

    seconds: float = 0.05  # that a call takes
    refusal: Callable[[int], float] = lambda _: 0.0
    calls: list[tuple[float, str, int, object]] = field(default_factory=list)
    shown: dict[tuple[int, int], object] = field(default_factory=dict)  # edited messages
    n_refused: int = 0

    async def take(self, endpoint: str, data: dict[str, object]) -> Answer:
        chat_id = int(str(data.get("chat_id", 0)))
        await asyncio.sleep(self.seconds)
        if wait := self.refusal(chat_id):
            self.n_refused += 1
            raise TooManyError(wait)
        self.calls.append((now(), endpoint, chat_id, data.get("text")))
        if endpoint == "editMessageText":
            self.shown[chat_id, int(str(data["message_id"]))] = data["text"]
        return True

    def texts(self, chat_id: int) -> list[object]:
        return [text for _, _, chat, text in self.calls if chat == chat_id]


class Bot:
    """Calls Telegram as python-telegram-bot does."""

    def __init__(self, telegram: Telegram) -> None:
        self.meter = Meter()
        self.pacer = Pacer(self.meter)
        self._telegram = telegram

    def call(self, endpoint: str, **data: object) -> "asyncio.Task[Answer]":
        return asyncio.create_task(
            self.pacer.process_request(
                self._telegram.take, (endpoint, data), {}, endpoint, data, None
            )
        )

    def send(self, chat_id: int, text: object = "") -> "asyncio.Task[Answer]":
        return self.call("sendMessage", chat_id=chat_id, text=text)

    def edit(self, chat_id: int, message_id: int, text: object) -> "asyncio.Task[Answer]":
        return self.call("editMessageText", chat_id=chat_id, message_id=message_id, text=text)


async def outcomes(tasks: "list[asyncio.Task[Answer]]") -> Counter[str]:
    return Counter(
        type(each).__name__ if isinstance(each, BaseException) else "sent"
        for each in await asyncio.gather(*tasks, return_exceptions=True)
    )


def passes(test: Callable[[], Coroutine[object, object, None]]) -> Callable[[], None]:
    """A test in virtual time."""

    def run() -> None:
        in_virtual_time(test)

    run.__name__ = test.__name__
    run.__doc__ = test.__doc__
    return run


class TestWindow:
    def test_burst_is_let_through_and_then_the_window_slides(self) -> None:
        window = Window(3, 10.0, 1.0)
        for at in (0.0, 1.0, 2.0):
            assert window.wait(at) == 0
            window.note(at)
        assert window.wait(2.0) == 8.0
        assert [window.wait(2.0, ahead) for ahead in range(5)] == [8.0, 9.0, 10.0, 18.0, 19.0]
        assert window.wait(10.0) == 0

    def test_after_a_refusal_it_goes_on_in_even_steps(self) -> None:
        window = Window(20, 60.0, 3.0)
        window.refuse(0.0, 7.0)
        assert window.wait(0.0) == 7.0
        window.note(7.0)
        assert window.wait(7.0) == 3.0
        assert not window.is_quiet(60.0)
        assert window.wait(70.0) == 0
        assert window.is_quiet(70.0)

    @given(st.lists(st.floats(0, 30), max_size=80), st.integers(1, 9), st.floats(0.5, 60))
    def test_never_more_than_so_many_in_so_many_seconds(
        self, gaps: list[float], most: int, seconds: float
    ) -> None:
        window, at, times = Window(most, seconds, 1.0), 0.0, []
        for gap in gaps:
            at += gap
            foreseen = [window.wait(at, ahead) for ahead in range(most)]
            assert foreseen == sorted(foreseen)
            at += window.wait(at)
            window.note(at)
            times.append(at)
        for first, later in zip(times, times[most:], strict=False):
            assert later - first >= seconds - 1e-6


@passes
async def test_flooded_group_delays_nobody_and_says_what_it_drops() -> None:
    telegram = Telegram()
    bot = Bot(telegram)
    group = [bot.send(GROUP, number) for number in range(FLOOD)]
    await asyncio.sleep(2)
    for person in range(100, 120):
        started = now()
        await bot.send(person)
        assert now() - started < 0.1
    found = await outcomes(group)
    assert found == {"sent": 40, "TooManyError": FLOOD - 40}
    assert bot.meter.n_dropped == FLOOD - 40
    assert bot.meter.n_waiting == 0
    assert telegram.texts(GROUP) == list(range(40))


@passes
async def test_many_flooded_groups_leave_room_for_everybody() -> None:
    telegram = Telegram()
    bot = Bot(telegram)
    groups = [bot.send(-chat, number) for chat in range(1, 11) for number in range(60)]
    started = now()
    await bot.send(ADA)
    assert now() - started < 1  # at most one message of each chat is before it
    found = await outcomes(groups)
    assert found["sent"] == 10 * 40


@passes
async def test_one_chat_that_has_to_wait_is_waited_for_by_nobody_else() -> None:
    until = now() + 20

    def refusal(chat_id: int) -> float:
        return until - now() + 1 if chat_id == ADA and now() < until else 0.0

    telegram = Telegram(refusal=refusal)
    bot = Bot(telegram)
    waiting = [bot.send(ADA, number) for number in range(3)]
    await asyncio.sleep(0.2)
    assert bot.meter.n_waiting == 3
    started = now()
    await bot.send(BEN)
    assert now() - started < 0.1
    assert await outcomes(waiting) == {"sent": 3}
    assert telegram.n_refused == 1  # Telegram is asked again when it said
    assert telegram.texts(ADA) == [0, 1, 2]
    times = [at for at, _, chat, _ in telegram.calls if chat == ADA]
    assert all(later - first >= 1 for first, later in pairwise(times))


def test_longer_than_sensible_is_given_up_at_once_with_a_sentence(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def scene() -> None:
        telegram = Telegram(refusal=lambda chat_id: 600.0 if chat_id == ADA else 0.0)
        bot = Bot(telegram)
        started = now()
        assert await outcomes([bot.send(ADA) for _ in range(5)]) == {"TooManyError": 5}
        assert await outcomes([bot.send(ADA) for _ in range(100)]) == {"TooManyError": 100}
        assert now() - started < 1
        assert telegram.n_refused == 1
        assert bot.meter.n_dropped == 105
        await bot.pacer.shutdown()

    with caplog.at_level(logging.WARNING):
        in_virtual_time(scene)
    said = [record.getMessage() for record in caplog.records]
    assert "Telegram takes nothing in one chat for 600 s; it is left out" in said
    assert [line.rpartition(" ")[2] for line in said if "not sent" in line] == ["1", "104"]


@passes
async def test_newest_state_wins_among_edits_of_one_message() -> None:
    telegram = Telegram(seconds=1.0)
    bot = Bot(telegram)
    first = bot.edit(GROUP, 7, 0)
    await asyncio.sleep(0.5)  # it is on its way
    edits = [bot.edit(GROUP, 7, number) for number in range(1, 50)]
    other = bot.edit(GROUP, 8, "another message")
    assert await outcomes([first, *edits, other]) == {"sent": 51}
    assert telegram.texts(GROUP) == [0, 49, "another message"]


@passes
async def test_edit_whose_asker_is_gone_is_sent_for_the_others() -> None:
    telegram = Telegram(seconds=1.0)
    bot = Bot(telegram)
    first = bot.send(GROUP, "before")
    await asyncio.sleep(0.1)
    edits = [bot.edit(GROUP, 7, number) for number in range(3)]
    await asyncio.sleep(0.1)
    edits[2].cancel()
    assert await outcomes([first, *edits[:2]]) == {"sent": 3}
    assert telegram.shown[GROUP, 7] == 2


@passes
async def test_what_nobody_waits_for_any_more_is_not_sent() -> None:
    telegram = Telegram(seconds=1.0)
    bot = Bot(telegram)
    first, second, third = (bot.send(ADA, number) for number in range(3))
    await asyncio.sleep(0.1)
    second.cancel()
    assert await outcomes([first, third]) == {"sent": 2}
    assert telegram.texts(ADA) == [0, 2]


@passes
async def test_buttons_and_offers_and_questions_never_wait() -> None:
    telegram = Telegram()
    bot = Bot(telegram)
    group = [bot.send(GROUP) for _ in range(FLOOD)]
    await asyncio.sleep(1)
    for endpoint, chat in (
        ("answerCallbackQuery", {}),
        ("answerInlineQuery", {}),
        ("getChatMember", {"chat_id": GROUP}),
        ("getFile", {}),
    ):
        started = now()
        await bot.call(endpoint, **chat)
        assert now() - started < 0.1
    with pytest.raises(TooManyError):  # only for show, and its time would be over
        await bot.call("sendChatAction", chat_id=GROUP)
    await bot.call("sendChatAction", chat_id=ADA)
    for each in group:
        each.cancel()
    await bot.pacer.shutdown()


@pytest.mark.parametrize(
    "method", ["setMyCommands", "answerCallbackQuery", "getFile", "setMyShortDescription"]
)
def test_refusal_of_a_method_without_a_chat_halts_no_chat(method: str) -> None:
    async def scene() -> None:
        telegram = Telegram(refusal=lambda chat_id: 25.0 if chat_id == 0 else 0.0)
        bot = Bot(telegram)
        with pytest.raises(TooManyError):
            await bot.call(method)
        started = now()
        await bot.send(ADA)
        assert now() - started < 0.1

    in_virtual_time(scene)


@passes
async def test_refusals_in_many_chats_one_after_the_other_are_a_limit_for_all() -> None:
    until = now() + 10

    def refusal(_: int) -> float:
        return 10.0 if now() < until else 0.0

    telegram = Telegram(refusal=refusal)
    bot = Bot(telegram)
    assert await outcomes([bot.send(chat) for chat in range(1, 41)]) == {"sent": 40}
    assert telegram.n_refused < 40  # those who came later did not have to ask


@passes
async def test_refusals_in_a_few_busy_groups_are_their_own_affair() -> None:
    telegram = Telegram(refusal=lambda chat_id: 30.0 if chat_id < 0 else 0.0)
    bot = Bot(telegram)
    groups = []
    for chat in range(1, 30):
        groups.append(bot.send(-chat))
        await asyncio.sleep(0.1)
        started = now()
        await bot.send(chat)
        assert now() - started < 0.1
    for each in groups:
        each.cancel()
    await bot.pacer.shutdown()


@passes
async def test_overall_limit_is_kept_and_shared_fairly() -> None:
    telegram = Telegram(seconds=0.0)
    bot = Bot(telegram)
    busy = [bot.send(ADA, number) for number in range(55)]
    others = [bot.send(chat) for chat in range(10, 50)]
    assert await outcomes(busy + others) == {"sent": 95}
    times = [at for at, _, _, _ in telegram.calls]
    for first, later in zip(times, times[IN_ALL[0] :], strict=False):
        assert later - first >= IN_ALL[1] - 1e-6
    order = [chat for _, _, chat, _ in telegram.calls]
    assert order.index(49) < 82  # each of the others comes before Ada's second dozen


@passes
async def test_what_is_no_message_keeps_its_place_and_takes_none() -> None:
    telegram = Telegram()
    bot = Bot(telegram)
    for number in range(20):
        await bot.send(GROUP, number)
    started = now()
    for endpoint in ("deleteMessage", "pinChatMessage", "unpinChatMessage", "stopPoll"):
        await bot.call(endpoint, chat_id=GROUP, text=endpoint)
    assert now() - started < 1
    later = [bot.send(GROUP, "poll"), bot.call("pinChatMessage", chat_id=GROUP, text="pin")]
    assert await outcomes(later) == {"sent": 2}
    assert telegram.texts(GROUP)[-2:] == ["poll", "pin"]
    assert now() - started > 50


@passes
async def test_errors_belong_to_who_asked() -> None:
    async def refuse(*_: object) -> Answer:
        raise BadRequest("message is not modified")

    pacer = Pacer(Meter())
    with pytest.raises(BadRequest):
        await pacer.process_request(
            refuse, ("editMessageText", {}), {}, "editMessageText", {"chat_id": 1}, None
        )
    bot = Bot(Telegram())
    await bot.send(ADA)


@passes
async def test_stop_ends_what_waits() -> None:
    telegram = Telegram(refusal=lambda _: 30.0)
    bot = Bot(telegram)
    waiting = [bot.send(chat) for chat in (ADA, BEN, GROUP)]
    await asyncio.sleep(1)
    started = now()
    await bot.pacer.shutdown()
    found = await asyncio.gather(*waiting, return_exceptions=True)
    assert all(isinstance(each, asyncio.CancelledError) for each in found)
    assert now() == started


@passes
async def test_revoked_token_keeps_whoever_is_answered_until_the_end() -> None:
    async def refuse(endpoint: str, _: object) -> Answer:
        raise InvalidToken("Unauthorized" if endpoint != "pinChatMessage" else "Not Found")

    def call(endpoint: str, **data: object) -> Coroutine[object, object, Answer]:
        return Pacer(Meter()).process_request(refuse, (endpoint, data), {}, endpoint, data, None)

    for endpoint, data, seconds in (
        ("sendMessage", {"chat_id": ADA}, PATIENCE),
        ("answerCallbackQuery", {}, PATIENCE),
        ("getMe", {}, 0.0),
        ("deleteWebhook", {}, 0.0),
        ("pinChatMessage", {"chat_id": ADA}, 0.0),  # a server that does not have the method
    ):
        started = now()
        with pytest.raises(InvalidToken):
            await call(endpoint, **data)
        assert now() - started == pytest.approx(seconds)


@passes
async def test_quiet_chats_are_forgotten() -> None:
    bot = Bot(Telegram(seconds=0.0))
    for chat in range(1, 1500):
        bot.pacer._chat(chat, now()).clock.note(now())
    assert len(bot.pacer._chats) == 1499  # all of them have been active within the last minute
    await asyncio.sleep(61)
    for chat in range(1500, 2100):
        bot.pacer._chat(chat, now()).clock.note(now())
    assert len(bot.pacer._chats) < 700


_events = st.lists(
    st.tuples(
        st.sampled_from([ADA, BEN, GROUP, -6]),
        st.integers(0, 3),  # 0: a message, else an edit of that one
        st.sampled_from([0.0, 0.0, 0.0, 0.01, 0.3, 2.0]),  # seconds until the next
    ),
    max_size=150,
)
_troubles = st.dictionaries(
    st.sampled_from([ADA, BEN, GROUP]), st.tuples(st.floats(0, 30), st.integers(1, 90)), max_size=3
)


@settings(max_examples=60, deadline=None)
@given(_events, _troubles)
# The first edit is under way when the second comes, and refused before the third does.
@example([(ADA, 1, 0.0), (ADA, 1, 0.3), (ADA, 1, 0.0)], {ADA: (0.0, 1)})
def test_whatever_comes_nothing_is_lost_or_overtaken(
    events: list[tuple[int, int, float]], troubles: dict[int, tuple[float, int]]
) -> None:
    async def scene() -> None:
        begun = now()
        ends = {chat: begun + at + wait for chat, (at, wait) in troubles.items()}

        def refusal(chat_id: int) -> float:
            at, _ = troubles.get(chat_id, (0.0, 0))
            left = ends.get(chat_id, 0.0) - now()
            return left + 1 if now() >= begun + at and left > 0 else 0.0

        telegram = Telegram(refusal=refusal)
        bot = Bot(telegram)
        asked: list[tuple[int, int, int, asyncio.Task[Answer]]] = []
        for number, (chat, message, pause) in enumerate(events):
            task = bot.edit(chat, message, number) if message else bot.send(chat, number)
            asked.append((chat, message, number, task))
            await asyncio.sleep(pause)
        found = await asyncio.gather(*(task for *_, task in asked), return_exceptions=True)
        done = [each is True for each in found]
        assert all(each is True or isinstance(each, TelegramError) for each in found)
        assert bot.meter.n_waiting == 0

        sent = defaultdict(list)
        newest: dict[tuple[int, int], int] = {}
        for (chat, message, number, _), is_done in zip(asked, done, strict=True):
            if not message and is_done:
                sent[chat].append(number)
            elif message and is_done:
                newest[chat, message] = number
        for chat in {chat for chat, *_ in asked}:
            messages = [
                text
                for _, endpoint, where, text in telegram.calls
                if where == chat and endpoint == "sendMessage"
            ]
            assert messages == sent[chat]  # in order, each once, and none that was given up
        assert telegram.shown == newest
        n_dropped = sum(not each for each in done)
        assert bot.meter.n_dropped <= n_dropped  # one for all edits that became one
        assert bool(bot.meter.n_dropped) == bool(n_dropped)
        for chat, (most, seconds, _) in {ADA: IN_PRIVATE, GROUP: IN_A_GROUP}.items():
            times = [at for at, _, where, _ in telegram.calls if where == chat]
            for first, later in zip(times, times[int(most) :], strict=False):
                assert later - first >= seconds - 0.1  # as they arrive, not as they leave

    in_virtual_time(scene)
