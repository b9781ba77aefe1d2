"""The order of handling: one person's updates in sequence, and nobody waits for a stranger."""

import asyncio

from telegram import Chat, InlineQuery, Message, Update, User

from bot.telegram.order import PersonalOrder


def update_of(user_id: int, update_id: int) -> Update:
    user, chat = User(user_id, "Somebody", is_bot=False), Chat(user_id, "private")
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
