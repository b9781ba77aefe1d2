"""Groups: what privacy mode lets through, who is in, and what the bot can ask."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from telegram import BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import ExtBot

from bot.playground import Chat, Person, World, person

Bot = ExtBot[None]
Refused = Callable[[type[TelegramError], str], AbstractContextManager[None]]


@pytest.fixture
def bob(world: World) -> Person:
    return person(world, "Bob")


@pytest.fixture
def group(world: World, ada: Person, bob: Person) -> Chat:
    group = ada.creates_group("Film night", bob)
    world.updates.clear()
    return group


async def heard(bot: Bot) -> list[str | None]:
    updates = await bot.get_updates()
    if updates:
        await bot.get_updates(offset=updates[-1].update_id + 1)
    return [update.message.text for update in updates if update.message]


async def test_privacy_mode_lets_through_what_is_meant_for_the_bot(
    bot: Bot, ada: Person, bob: Person, group: Chat, world: World
) -> None:
    own = await bot.send_message(group.id, "Who is in?")
    ada.says("hello all", group)
    ada.says("/rate heat", group)
    bob.says("/rate@MovieBot heat", group)
    bob.says("/rate@otherbot heat", group)
    bob.says("so /rate it", group)
    bob.says("@moviebot hi", group)
    bob.says("me!", group, reply_to=world.chats[group.id].messages[own.id])
    assert await heard(bot) == ["/rate heat", "/rate@MovieBot heat", "me!"]


async def test_bot_hears_everything_without_privacy_or_as_administrator(
    bot: Bot, ada: Person, group: Chat, world: World
) -> None:
    world.privacy_mode = False
    ada.says("one", group)
    world.privacy_mode = True
    ada.says("two", group)
    ada.promotes_bot(group)
    ada.says("three", group)
    assert await heard(bot) == ["one", "three"]


async def test_command_entities_are_as_telegram_marks_them(
    bot: Bot, ada: Person, group: Chat
) -> None:
    ada.says("/rate@moviebot 🎬 x/y /help, /stop", group)
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert list(update.message.parse_entities(["bot_command"]).values()) == [
        "/rate@moviebot",
        "/help",
        "/stop",
    ]


async def test_bot_is_told_who_comes_and_goes(
    bot: Bot, ada: Person, bob: Person, group: Chat, world: World
) -> None:
    eve = person(world, "Eve")
    eve.joins(group)
    bob.leaves(group)
    updates = await bot.get_updates()
    came, went = (update.message for update in updates if update.message)
    assert [user.first_name for user in came.new_chat_members] == ["Eve"]
    assert went.left_chat_member is not None
    assert went.left_chat_member.first_name == "Bob"
    assert await bot.get_chat_member_count(group.id) == 3
    assert (await bot.get_chat_member(group.id, bob.id)).status == "left"
    assert (await bot.get_chat_member(group.id, ada.id)).status == "creator"


async def test_being_added_and_thrown_out(bot: Bot, ada: Person, refused: Refused) -> None:
    group = ada.creates_group("Films")
    added = (await bot.get_updates())[0].my_chat_member
    assert added is not None
    assert added.new_chat_member.status == "member"
    assert [a.user.id for a in await bot.get_chat_administrators(group.id)] == [ada.id]
    ada.removes_bot(group)
    with refused(Forbidden, "Forbidden: bot was kicked from the group chat"):
        await bot.get_chat_member_count(group.id)
    other = ada.creates_group("More films", supergroup=True)
    assert other.id < -1000000000000
    assert await bot.leave_chat(other.id)
    with refused(Forbidden, "Forbidden: bot is not a member of the supergroup chat"):
        await bot.send_message(other.id, "x")


async def test_asking_about_chats(bot: Bot, ada: Person, group: Chat, refused: Refused) -> None:
    private = await bot.get_chat(ada.id)
    assert (private.type, private.first_name, private.username) == ("private", "Ada", "ada")
    assert (await bot.get_chat(group.id)).title == "Film night"
    assert await bot.get_chat_member_count(ada.id) == 2
    with refused(BadRequest, "Chat not found"):
        await bot.get_chat(-77)
    with refused(BadRequest, "There are no administrators in the private chat"):
        await bot.get_chat_administrators(ada.id)
    with refused(BadRequest, "Participant_id_invalid"):
        await bot.get_chat_member(group.id, 4711)


async def test_command_menus_by_scope_and_language(
    bot: Bot, ada: Person, group: Chat, world: World, refused: Refused
) -> None:
    start, rate = BotCommand("start", "Begin"), BotCommand("rate", "Rate a film")
    assert await bot.set_my_commands([start])
    assert await bot.set_my_commands([rate], BotCommandScopeAllPrivateChats())
    assert await bot.set_my_commands([start, rate], BotCommandScopeChat(group.id), "de")
    assert await bot.get_my_commands() == (start,)
    assert await bot.get_my_commands(BotCommandScopeChat(group.id), "de") == (start, rate)
    assert await bot.get_my_commands(language_code="de") == ()

    def menu(chat_id: int, language: str) -> list[str]:
        commands = world.profile.menu(ada.id, chat_id, language, admin=True)
        return [command.command for command in commands]

    assert menu(ada.id, "de") == ["rate"]
    assert menu(group.id, "de") == ["start", "rate"]
    assert menu(group.id, "fr") == ["start"]
    assert await bot.delete_my_commands(BotCommandScopeAllPrivateChats())
    assert menu(ada.id, "en") == ["start"]
    with refused(BadRequest, "Bot_command_invalid"):
        await bot.set_my_commands([("Rate", "x")])
    with refused(BadRequest, "Bot_commands_too_much"):
        await bot.set_my_commands([(f"c{number}", "x") for number in range(101)])


async def test_names_and_descriptions_by_language(bot: Bot, refused: Refused) -> None:
    assert (await bot.get_my_name()).name == "Movie Bot"
    assert await bot.set_my_description("Films for you")
    assert await bot.set_my_description("Filme für dich", language_code="de")
    assert (await bot.get_my_description("de")).description == "Filme für dich"
    assert (await bot.get_my_description("fr")).description == "Films for you"
    assert await bot.set_my_short_description("Films")
    assert (await bot.get_my_short_description()).short_description == "Films"
    assert await bot.set_my_name("Films")
    assert (await bot.get_my_name()).name == "Films"
    with refused(BadRequest, "Bot name is too long"):
        await bot.set_my_name("x" * 65)
