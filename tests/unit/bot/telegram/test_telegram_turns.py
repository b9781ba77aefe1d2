"""From what Telegram says to a turn: who speaks, where, to what; and who does not."""

from collections.abc import Mapping
from typing import Any

import pytest
from telegram import Update
from telegram.ext import Application, ContextTypes, ExtBot

from bot.conversation.messenger import MessageAt, SentFile
from bot.conversation.rooms import Rooms
from bot.conversation.turn import Chat, Person, Turn
from bot.rooms import ROOMS
from bot.service.services import Services
from bot.service.telemetry.meter import Meter
from bot.telegram.context import Bot, Context, MovieBot
from bot.telegram.messenger import TelegramMessenger
from bot.telegram.pacing import Pacer
from bot.telegram.turns import turn_of
from tests.turns import Stage

USER = {"id": 101, "is_bot": False, "first_name": "Ada", "last_name": "L", "language_code": "de"}
# Telegram puts these in where a person does not show who they are.
GROUP_BOT = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
CHANNEL_BOT = {"id": 136817688, "is_bot": True, "first_name": "Channel"}
PRIVATE = {"id": 101, "type": "private", "first_name": "Ada"}
SUPERGROUP = {"id": -1007, "type": "supergroup", "title": "Club"}
CHANNEL = {"id": -1009, "type": "channel", "title": "News"}
ADA = Person(101, "Ada", "Ada L", "de")

Json = Mapping[str, Any]


@pytest.fixture(scope="module")
def bot() -> Bot:
    """One for all tests, for whoever makes one reads certificates; nothing is sent."""
    return ExtBot("1:test", rate_limiter=Pacer(Meter()))


@pytest.fixture
def application(bot: Bot, stage: Stage) -> MovieBot:
    made = (
        Application.builder().bot(bot).context_types(ContextTypes(Context)).job_queue(None).build()
    )
    made.bot_data[Services] = stage.services
    made.bot_data[Rooms] = ROOMS
    made.bot_data[TelegramMessenger] = TelegramMessenger(made, ROOMS)
    return made


async def turn(application: MovieBot, **said: Json) -> Turn:
    update = Update.de_json({"update_id": 1, **said}, application.bot)
    return await turn_of(update, Context.from_update(update, application))


def message(chat: Json, **more: object) -> Json:
    return {"message_id": 7, "date": 1, "chat": chat, "text": "Heat", **more}


async def test_private_message_is_its_persons(application: MovieBot) -> None:
    made = await turn(application, message=message(PRIVATE, **{"from": USER}))
    assert made.speaker == made.person == ADA
    assert made.chat == Chat(101, is_private=True, is_group=False)
    assert made.is_private
    assert made.message is not None
    assert (made.message.at, made.message.text) == (MessageAt(101, 7), "Heat")
    assert made.texts.language == "de"
    assert made.menu == ROOMS.menu
    assert made.press_id is made.query_id is None


@pytest.mark.parametrize(
    ("names", "first", "full"),
    [
        ({"first_name": ""}, "?", "?"),  # a deleted account
        ({"first_name": "", "last_name": "L"}, "L", "L"),
        ({"first_name": "", "username": "ada"}, "ada", "ada"),
        ({"first_name": "Ada"}, "Ada", "Ada"),
    ],
)
async def test_person_without_a_first_name_has_one_all_the_same(
    application: MovieBot, names: Json, first: str, full: str
) -> None:
    user = {"id": 101, "is_bot": False, **names}
    vote = {"poll_id": "9", "user": user, "option_ids": [0], "option_persistent_ids": ["0"]}
    for made in (
        await turn(application, message=message(PRIVATE, **{"from": user})),
        await turn(application, poll_answer=vote),
    ):
        assert made.speaker == Person(101, first, full, None)


async def test_turn_of_an_update_is_made_once(application: MovieBot) -> None:
    said = {"update_id": 1, "message": message(PRIVATE, **{"from": USER})}
    update = Update.de_json(said, application.bot)
    context = Context.from_update(update, application)
    assert await turn_of(update, context) is await turn_of(update, context)


async def test_language_chosen_counts_more_than_telegrams(
    application: MovieBot, stage: Stage
) -> None:
    await stage.services.people.set_language(101, "es")
    made = await turn(application, message=message(PRIVATE, **{"from": USER}))
    assert made.texts.language == "es"


async def test_edited_message_is_its_persons_too(application: MovieBot) -> None:
    edited = message(PRIVATE, edit_date=2, **{"from": USER})
    assert (await turn(application, edited_message=edited)).speaker == ADA


@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_message_in_a_group_is_read_by_others(application: MovieBot, kind: str) -> None:
    chat = {**SUPERGROUP, "type": kind}
    made = await turn(application, message=message(chat, **{"from": USER}))
    assert made.chat == Chat(-1007, is_private=False, is_group=True)
    assert not made.is_private
    assert made.speaker == ADA


async def test_topic_of_a_forum_is_kept(application: MovieBot) -> None:
    said = message(SUPERGROUP, message_thread_id=4, is_topic_message=True, **{"from": USER})
    made = await turn(application, message=said)
    assert made.chat is not None
    assert made.chat.thread_id == 4


async def test_thread_of_replies_is_no_topic(application: MovieBot) -> None:
    said = message(SUPERGROUP, message_thread_id=4, **{"from": USER})
    made = await turn(application, message=said)
    assert made.chat is not None
    assert made.chat.thread_id is None


async def test_channel_is_neither_a_person_nor_a_group(application: MovieBot) -> None:
    made = await turn(application, channel_post=message(CHANNEL, sender_chat=CHANNEL))
    assert made.speaker is None
    assert made.chat == Chat(-1009, is_private=False, is_group=False)
    assert made.texts.language == "en"


@pytest.mark.parametrize(("bot", "sender"), [(GROUP_BOT, SUPERGROUP), (CHANNEL_BOT, CHANNEL)])
async def test_who_writes_as_a_group_or_channel_is_nobody(
    application: MovieBot, bot: Json, sender: Json
) -> None:
    said = message(SUPERGROUP, sender_chat=sender, **{"from": bot})
    made = await turn(application, message=said)
    assert made.speaker is None
    assert made.chat is not None
    assert made.chat.is_group


async def test_button_is_pressed_by_whoever_presses_on_the_bots_message(
    application: MovieBot,
) -> None:
    # The message of the bot below may itself have been sent as a reply in an anonymous group.
    pressed = message(SUPERGROUP, sender_chat=SUPERGROUP, **{"from": GROUP_BOT})
    query = {"id": "55", "from": USER, "chat_instance": "1", "data": "1", "message": pressed}
    made = await turn(application, callback_query=query)
    assert made.speaker == ADA
    assert made.press_id == "55"
    assert made.message is not None
    assert made.message.at == MessageAt(-1007, 7)


async def test_message_telegram_has_forgotten_keeps_its_ids(application: MovieBot) -> None:
    forgotten = {"message_id": 7, "date": 0, "chat": SUPERGROUP}
    query = {"id": "55", "from": USER, "chat_instance": "1", "data": "1", "message": forgotten}
    made = await turn(application, callback_query=query)
    assert made.message is not None
    assert (made.message.at, made.message.text) == (MessageAt(-1007, 7), "")
    assert made.chat == Chat(-1007, is_private=False, is_group=True)


async def test_vote_is_in_no_chat(application: MovieBot) -> None:
    vote = {
        "poll_id": "9",
        "user": USER,
        "option_ids": [0],
        "option_persistent_ids": ["0"],
    }
    made = await turn(application, poll_answer=vote)
    assert made.speaker == ADA
    assert made.chat is None
    assert made.message is None


async def test_vote_in_the_name_of_a_chat_is_nobodys(application: MovieBot) -> None:
    vote = {
        "poll_id": "9",
        "user": CHANNEL_BOT,
        "voter_chat": CHANNEL,
        "option_ids": [0],
        "option_persistent_ids": ["0"],
    }
    assert (await turn(application, poll_answer=vote)).speaker is None


async def test_what_is_typed_inline_is_in_no_chat(application: MovieBot) -> None:
    typed = {"id": "77", "from": USER, "query": "heat", "offset": ""}
    made = await turn(application, inline_query=typed)
    assert made.speaker == ADA
    assert made.query_id == "77"
    assert made.chat is None
    assert made.message is None


async def test_forwarded_message_is_known_as_such(application: MovieBot) -> None:
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "Somebody"}
    said = message(PRIVATE, forward_origin=origin, **{"from": USER})
    made = await turn(application, message=said)
    assert made.message is not None
    assert made.message.is_forwarded
    assert made.speaker == ADA


async def test_file_and_the_file_replied_to_are_found(application: MovieBot) -> None:
    document = {"file_id": "a", "file_unique_id": "b", "file_name": "r.csv", "file_size": 3}
    with_file = {"message_id": 5, "date": 1, "chat": PRIVATE, "document": document}
    made = await turn(application, message={**with_file, "from": USER})
    assert made.message is not None
    assert made.message.file == SentFile("a", "r.csv", 3)
    nameless = {"file_id": "a", "file_unique_id": "b"}
    below = message(PRIVATE, reply_to_message={**with_file, "document": nameless}, **{"from": USER})
    made = await turn(application, message=below)
    assert made.message is not None
    assert made.message.file is None
    assert made.message.replied_file == SentFile("a", "", None)


async def test_application_that_was_not_wired_says_what_is_missing(application: MovieBot) -> None:
    del application.bot_data[Rooms]
    with pytest.raises(TypeError, match="no Rooms"):
        await turn(application, message=message(PRIVATE, **{"from": USER}))
