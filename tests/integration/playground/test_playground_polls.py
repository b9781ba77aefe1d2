"""Polls: who may vote, who hears of it, when they close."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputPollOption,
    Message,
    ReplyParameters,
    Update,
)
from telegram.error import BadRequest, ChatMigrated, TelegramError
from telegram.ext import ExtBot

from bot.playground import Chat, Person, World, person
from bot.playground import Message as Seen

Bot = ExtBot[None]
Refused = Callable[[type[TelegramError], str], AbstractContextManager[None]]
FILMS = ["Heat", "Alien", "Amélie"]


@pytest.fixture
def bob(world: World) -> Person:
    return person(world, "Bob")


@pytest.fixture
def group(ada: Person, bob: Person) -> Chat:
    return ada.creates_group("Film night", bob)


def seen(world: World, message: Message) -> Seen:
    found = world.find(message.chat_id, message.id)
    assert found is not None
    return found


async def fresh(bot: Bot) -> tuple[Update, ...]:
    updates = await bot.get_updates()
    if updates:
        await bot.get_updates(offset=updates[-1].update_id + 1)
    return updates


async def test_votes_are_heard_changed_and_taken_back(
    bot: Bot, ada: Person, bob: Person, group: Chat, world: World
) -> None:
    message = await bot.send_poll(group.id, "Tonight?", FILMS, is_anonymous=False)
    assert message.poll is not None
    assert [option.text for option in message.poll.options] == FILMS
    assert len({option.persistent_id for option in message.poll.options}) == 3
    await fresh(bot)
    ada.votes(seen(world, message), "Heat")
    bob.votes(seen(world, message), 1)
    bob.votes(seen(world, message), "Heat")
    ada.votes(seen(world, message))
    updates = await fresh(bot)
    answers = [update.poll_answer for update in updates if update.poll_answer]
    assert [(a.user.first_name if a.user else "", a.option_ids) for a in answers] == [
        ("Ada", (0,)),
        ("Bob", (1,)),
        ("Bob", (0,)),
        ("Ada", ()),
    ]
    assert answers[0].poll_id == message.poll.id
    counts = [update.poll for update in updates if update.poll]
    assert [option.voter_count for option in counts[-1].options] == [1, 0, 0]
    assert counts[-1].total_voter_count == 1


async def test_anonymous_polls_tell_counts_and_no_names(
    bot: Bot, ada: Person, group: Chat, world: World
) -> None:
    message = await bot.send_poll(group.id, "Tonight?", FILMS)
    await fresh(bot)
    ada.votes(seen(world, message), 2)
    (update,) = await fresh(bot)
    assert update.poll is not None
    assert update.poll.is_anonymous


async def test_other_peoples_polls_are_seen_without_votes(
    bot: Bot, ada: Person, bob: Person, group: Chat, world: World
) -> None:
    world.privacy_mode = False
    sent = ada.polls("Pizza?", "yes", "no", chat=group).message
    assert sent is not None
    bob.votes(sent, "yes")
    updates = await fresh(bot)
    assert [
        update.message.poll.question for update in updates if update.message and update.message.poll
    ] == ["Pizza?"]
    assert not any(update.poll_answer or update.poll for update in updates)


async def test_stopping(bot: Bot, ada: Person, group: Chat, world: World, refused: Refused) -> None:
    message = await bot.send_poll(group.id, "Tonight?", FILMS, is_anonymous=False)
    ada.votes(seen(world, message), 0)
    poll = await bot.stop_poll(group.id, message.id)
    assert poll.is_closed
    assert poll.options[0].voter_count == 1
    with pytest.raises(ValueError, match="closed"):
        ada.votes(seen(world, message), 1)
    with refused(BadRequest, "Poll has already been closed"):
        await bot.stop_poll(group.id, message.id)
    with refused(BadRequest, "Message with poll to stop not found"):
        await bot.stop_poll(group.id, 999)
    text = await bot.send_message(group.id, "x")
    with refused(BadRequest, "Message is not a poll"):
        await bot.stop_poll(group.id, text.id)


async def test_poll_closes_when_its_time_is_over(bot: Bot, ada: Person, world: World) -> None:
    message = await bot.send_poll(ada.id, "Quick?", FILMS, open_period=5)
    assert message.poll is not None
    assert message.poll.close_date is not None
    await fresh(bot)
    world.advance(4)
    assert await fresh(bot) == ()
    world.advance(2)
    (update,) = await fresh(bot)
    assert update.poll is not None
    assert update.poll.is_closed


async def test_poll_closes_by_itself(bot: Bot, ada: Person, world: World) -> None:
    message = await bot.send_poll(ada.id, "Quick?", FILMS, open_period=5)
    assert message.poll is not None
    world.clock.advance(4.5)
    polling = asyncio.create_task(bot.get_updates(timeout=1))
    poll = world.polls[message.poll.id]
    poll.close_date = int(world.clock.now())
    world.tick()
    (update,) = await polling
    assert update.poll is not None
    assert update.poll.is_closed


async def test_quiz(bot: Bot, ada: Person, world: World, refused: Refused) -> None:
    message = await bot.send_poll(
        ada.id,
        "Who made Heat?",
        ["Mann", "Lynch"],
        type="quiz",
        correct_option_ids=[0],
        explanation="<b>Mann</b>",
        explanation_parse_mode="HTML",
    )
    assert message.poll is not None
    assert message.poll.type == "quiz"
    assert message.poll.explanation == "Mann"
    ada.votes(seen(world, message), "Mann")
    with pytest.raises(ValueError, match="final"):
        ada.votes(seen(world, message), "Lynch")
    with refused(BadRequest, "Wrong correct option ID specified"):
        await bot.send_poll(ada.id, "Who?", ["a", "b"], type="quiz", correct_option_ids=[2])


async def test_several_answers_where_allowed(bot: Bot, ada: Person, world: World) -> None:
    one = await bot.send_poll(ada.id, "One?", FILMS)
    with pytest.raises(ValueError, match="one answer"):
        ada.votes(seen(world, one), 0, 1)
    many = await bot.send_poll(ada.id, "Many?", FILMS, allows_multiple_answers=True)
    ada.votes(seen(world, many), 2, 0)
    assert world.polls[seen(world, many).poll_id].votes[ada.id] == (0, 2)


async def test_options_may_carry_formatting(bot: Bot, ada: Person) -> None:
    options = [InputPollOption("<b>Heat</b>", text_parse_mode="HTML"), InputPollOption("Alien")]
    message = await bot.send_poll(ada.id, "<i>Tonight?</i>", options, question_parse_mode="HTML")
    assert message.poll is not None
    assert message.poll.question == "Tonight?"
    assert [option.text for option in message.poll.options] == ["Heat", "Alien"]


@pytest.mark.parametrize(
    ("question", "options", "sentence"),
    [
        (" ", FILMS, "Text must be non-empty"),
        ("x" * 301, FILMS, "Poll question length must not exceed 300"),
        ("x", [], "Poll must have at least one answer option"),
        ("x", ["a"] * 13, "Poll can't have more than 12 options"),
        ("x", ["a", " "], "Text must be non-empty"),
        ("x", ["a", "x" * 101], "Poll options length must not exceed 100"),
    ],
)
async def test_polls_that_are_none(
    bot: Bot, ada: Person, refused: Refused, *, question: str, options: list[str], sentence: str
) -> None:
    with refused(BadRequest, sentence):
        await bot.send_poll(ada.id, question, options)


async def test_open_periods_telegram_would_forget_are_refused(
    bot: Bot, ada: Person, refused: Refused
) -> None:
    with refused(BadRequest, "The playground closes polls after 5 to 2628000 seconds"):
        await bot.send_poll(ada.id, "x", FILMS, open_period=4)


async def test_replies_show_the_poll_they_reply_to(bot: Bot, group: Chat, refused: Refused) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("✕ 1", callback_data="1")]])
    poll = await bot.send_poll(group.id, "Tonight?", FILMS, reply_markup=keyboard)
    reply = await bot.send_message(group.id, "Here", reply_parameters=ReplyParameters(poll.id))
    assert reply.reply_to_message is not None
    assert reply.reply_to_message.poll == poll.poll
    assert reply.reply_to_message.reply_markup == keyboard
    with refused(BadRequest, "Message to be replied not found"):
        await bot.send_message(group.id, "Here", reply_parameters=ReplyParameters(999))
    alone = ReplyParameters(999, allow_sending_without_reply=True)
    assert (await bot.send_message(group.id, "x", reply_parameters=alone)).reply_to_message is None


async def test_stopping_takes_the_buttons_away(bot: Bot, group: Chat, world: World) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("✕ 1", callback_data="1")]])
    poll = await bot.send_poll(group.id, "Tonight?", FILMS, reply_markup=keyboard)
    assert len(seen(world, poll).buttons) == 1
    await bot.stop_poll(group.id, poll.id)
    assert seen(world, poll).buttons == ()


async def test_poll_follows_into_the_supergroup(
    bot: Bot, ada: Person, bob: Person, group: Chat, world: World
) -> None:
    poll = await bot.send_poll(group.id, "Tonight?", FILMS, is_anonymous=False)
    ada.votes(seen(world, poll), "Heat")
    larger = ada.upgrades(group)
    with pytest.raises(ChatMigrated):
        await bot.stop_poll(group.id, poll.id)
    moved = await bot.forward_message(larger.id, group.id, poll.id)
    assert moved.poll is not None
    assert poll.poll is not None
    assert moved.poll.id == poll.poll.id
    bob.votes(seen(world, moved), "Heat")
    assert world.polls[moved.poll.id].count(0) == 2
    with pytest.raises(BadRequest, match="Poll can't be stopped"):
        await bot.stop_poll(larger.id, moved.id)
