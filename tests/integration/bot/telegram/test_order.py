"""The order of handling: one person's updates in sequence, and nobody waits for a stranger."""

import asyncio

import pytest
from telegram import Chat, InlineQuery, Message, Update, User

from bot.telegram.order import PersonalOrder, aside, holding


def update_of(user_id: int, update_id: int) -> Update:
    user, chat = User(user_id, "Somebody", is_bot=False), Chat(user_id, "private")
    message = Message(update_id, None, chat, from_user=user)  # type: ignore[arg-type]
    return Update(update_id, message=message)


def update_in(chat_id: int, update_id: int) -> Update:
    """What one and the same person says in a chat."""
    user, chat = User(1, "Somebody", is_bot=False), Chat(chat_id, "group")
    message = Message(update_id, None, chat, from_user=user)  # type: ignore[arg-type]
    return Update(update_id, message=message)


def typed_by(user_id: int, text: str) -> Update:
    query = InlineQuery(text, User(user_id, "Somebody", is_bot=False), text, "")
    return Update(len(text), inline_query=query)


async def test_later_words_never_overtake_earlier_ones() -> None:
    order, handled = PersonalOrder(), []

    async def handle(number: int) -> None:
        await asyncio.sleep(0.01 if number % 2 == 0 else 0)  # the first would be overtaken
        handled.append(number)

    tasks = [
        asyncio.create_task(order.process_update(update_of(1, number), handle(number)))
        for number in range(10)
    ]
    await asyncio.gather(*tasks)
    assert handled == list(range(10))


async def test_one_persons_backlog_delays_nobody_else() -> None:
    order, release = PersonalOrder(), asyncio.Event()
    flood = [
        asyncio.create_task(order.process_update(update_of(1, number), release.wait()))
        for number in range(1000)
    ]
    await asyncio.sleep(0)
    async with asyncio.timeout(1):
        await order.process_update(update_of(2, 5000), asyncio.sleep(0))
    release.set()
    await asyncio.gather(*flood)


async def test_failing_update_does_not_block_the_next_one() -> None:
    order = PersonalOrder()

    async def fail() -> None:
        raise RuntimeError("a bug")

    first = order.process_update(update_of(1, 1), fail())
    assert isinstance((await asyncio.gather(first, return_exceptions=True))[0], RuntimeError)
    async with asyncio.timeout(1):
        await order.process_update(update_of(1, 2), asyncio.sleep(0))


async def test_of_what_is_typed_meanwhile_only_the_newest_is_handled() -> None:
    order, release, handled = PersonalOrder(), asyncio.Event(), []

    async def handle(text: str) -> None:
        await release.wait()
        handled.append(text)

    texts = ["h", "he", "hea", "heat"]
    tasks = [
        asyncio.create_task(order.process_update(typed_by(user, text), handle(f"{user}{text}")))
        for text in texts
        for user in (1, 2)
    ]
    await asyncio.sleep(0)
    async with asyncio.timeout(1):  # words said meanwhile wait for nothing that is typed
        await order.process_update(update_of(1, 1), asyncio.sleep(0))
    release.set()
    await asyncio.gather(*tasks)
    assert sorted(handled) == ["1h", "1heat", "2h", "2heat"]
    await order.process_update(typed_by(1, "heats"), handle("1heats"))
    assert handled[-1] == "1heats"


class TestAside:
    async def test_who_is_aside_in_one_chat_is_answered_in_another(self) -> None:
        order, release, handled = PersonalOrder(), asyncio.Event(), []

        async def handle(name: str, *, waits: bool = False) -> None:
            if waits:
                async with aside():
                    await release.wait()
            handled.append(name)

        group = [
            asyncio.create_task(
                order.process_update(update_in(-5, number), handle(f"group {number}", waits=True))
            )
            for number in range(3)
        ]
        private = [
            asyncio.create_task(order.process_update(update_in(1, number), handle(f"own {number}")))
            for number in range(3)
        ]
        async with asyncio.timeout(1):
            await asyncio.gather(*private)
        assert handled == ["own 0", "own 1", "own 2"]
        release.set()
        async with asyncio.timeout(1):
            await asyncio.gather(*group)
        assert handled[3:] == ["group 0", "group 1", "group 2"]

    async def test_who_comes_back_goes_on_alone(self) -> None:
        order, release, steps = PersonalOrder(), asyncio.Event(), []

        async def first() -> None:
            async with aside():
                await release.wait()
            steps.append("back")

        async def second() -> None:
            steps.append("begun")
            release.set()
            await asyncio.sleep(0.01)  # the first could go on, and has to wait
            steps.append("done")

        async with asyncio.timeout(1):
            await asyncio.gather(
                order.process_update(update_in(-5, 1), first()),
                order.process_update(update_in(1, 2), second()),
            )
        assert steps == ["begun", "done", "back"]

    async def test_nobody_aside_holds_a_place(self) -> None:
        order, release = PersonalOrder(), asyncio.Event()

        async def wait() -> None:
            async with aside():
                await release.wait()

        group = [
            asyncio.create_task(order.process_update(update_of(user, user), wait()))
            for user in range(1, 1001)
        ]
        await asyncio.sleep(0)
        async with asyncio.timeout(1):
            await order.process_update(update_of(5000, 1), asyncio.sleep(0))
        release.set()
        await asyncio.gather(*group)
        assert order._places._value == 256

    async def test_lock_is_let_go_aside_and_taken_again(self) -> None:
        order, release, lock = PersonalOrder(), asyncio.Event(), asyncio.Lock()

        async def first() -> None:
            async with holding(lock):
                async with aside():
                    await release.wait()
                assert lock.locked()

        async def second() -> None:
            async with holding(lock):
                release.set()
                await asyncio.sleep(0.01)

        async with asyncio.timeout(1):
            await asyncio.gather(
                order.process_update(update_of(1, 1), first()),
                order.process_update(update_of(2, 2), second()),
            )
        assert not lock.locked()

    async def test_many_that_want_one_lock_block_nobody(self) -> None:
        order, release, lock = PersonalOrder(), asyncio.Event(), asyncio.Lock()

        async def wait() -> None:
            async with holding(lock):
                await release.wait()

        wanting = [
            asyncio.create_task(order.process_update(update_of(user, user), wait()))
            for user in range(1, 400)
        ]
        await asyncio.sleep(0)
        async with asyncio.timeout(1):
            await order.process_update(update_of(5000, 1), asyncio.sleep(0))
        release.set()
        async with asyncio.timeout(5):
            await asyncio.gather(*wanting)
        assert not lock.locked()

    @pytest.mark.parametrize("comes_back", [False, True])
    async def test_cancelled_it_leaves_nothing_behind(self, *, comes_back: bool) -> None:
        order, release, lock = PersonalOrder(), asyncio.Event(), asyncio.Lock()

        async def wait() -> None:
            async with holding(lock), aside():
                await release.wait()

        tasks = [
            asyncio.create_task(order.process_update(update_in(chat, chat), wait()))
            for chat in (-5, -6, -7)
        ]
        await asyncio.sleep(0.01)
        if comes_back:
            release.set()
            await asyncio.sleep(0)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        assert not lock.locked()
        assert order._places._value == 256
        assert not order._lanes
        async with asyncio.timeout(1):
            await order.process_update(update_of(1, 9), asyncio.sleep(0))

    async def test_what_runs_beside_a_handler_does_not_step_aside_for_it(self) -> None:
        order = PersonalOrder()

        async def beside() -> None:
            async with aside():
                await asyncio.sleep(0)

        async def handle() -> None:
            await asyncio.create_task(beside())
            assert order._places._value == 255

        await order.process_update(update_of(1, 1), handle())
        assert order._places._value == 256
