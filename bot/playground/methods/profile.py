"""getMe, and what the bot tells about itself: names, descriptions, command menus."""

import re

from bot.playground import render
from bot.playground.entities import utf16_length
from bot.playground.errors import bad_request
from bot.playground.json_types import Json, as_integer, as_list, as_object, as_text
from bot.playground.methods.registry import Answer, method
from bot.playground.params import Params
from bot.playground.profile import Command, ProfileField, Scope
from bot.playground.world import World

MAX_COMMANDS = 100
MAX_COMMAND = 32
MAX_COMMAND_DESCRIPTION = 256
_LIMITS: dict[ProfileField, int] = {"name": 64, "description": 512, "short_description": 120}
_PLAIN_SCOPES = frozenset(
    {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}
)
_CHAT_SCOPES = frozenset({"chat", "chat_administrators", "chat_member"})


@method("getMe")
async def get_me(world: World, params: Params) -> Answer:  # noqa: ARG001
    """getMe."""
    return render.me(world)


@method("logOut", "close")
async def log_out(world: World, params: Params) -> Answer:  # noqa: ARG001
    """logOut and close: nothing to move elsewhere, so they only succeed."""
    return True


@method("setMyCommands")
async def set_my_commands(world: World, params: Params) -> Answer:
    """setMyCommands for one scope and language."""
    commands = tuple(_command(item) for item in _command_list(params))
    if len(commands) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    key = (_scope(world, params), _language(params))
    if commands:
        world.profile.commands[key] = commands
    else:
        world.profile.commands.pop(key, None)
    world.note("commands", by_bot=True)
    return True


@method("deleteMyCommands")
async def delete_my_commands(world: World, params: Params) -> Answer:
    """deleteMyCommands: narrower menus then show through to wider ones."""
    world.profile.commands.pop((_scope(world, params), _language(params)), None)
    world.note("commands", by_bot=True)
    return True


@method("getMyCommands")
async def get_my_commands(world: World, params: Params) -> Answer:
    """getMyCommands: exactly this scope and language, nothing inherited."""
    commands = world.profile.commands.get((_scope(world, params), _language(params)), ())
    return [{"command": each.command, "description": each.description} for each in commands]


@method("setMyName")
async def set_my_name(world: World, params: Params) -> Answer:
    """setMyName."""
    return _set(world, params, "name")


@method("getMyName")
async def get_my_name(world: World, params: Params) -> Answer:
    """getMyName."""
    return {"name": world.profile.get("name", _language(params)) or world.bot.first_name}


@method("setMyDescription")
async def set_my_description(world: World, params: Params) -> Answer:
    """setMyDescription."""
    return _set(world, params, "description")


@method("getMyDescription")
async def get_my_description(world: World, params: Params) -> Answer:
    """getMyDescription."""
    return {"description": world.profile.get("description", _language(params))}


@method("setMyShortDescription")
async def set_my_short_description(world: World, params: Params) -> Answer:
    """setMyShortDescription."""
    return _set(world, params, "short_description")


@method("getMyShortDescription")
async def get_my_short_description(world: World, params: Params) -> Answer:
    """getMyShortDescription."""
    return {"short_description": world.profile.get("short_description", _language(params))}


def _set(world: World, params: Params, name: ProfileField) -> Answer:
    text = params.text(name)
    if utf16_length(text) > _LIMITS[name]:
        raise bad_request(f"bot {name.replace('_', ' ')} is too long")
    world.profile.fields[name, _language(params)] = text
    return True


def _language(params: Params) -> str:
    code = params.text("language_code")
    if code and not re.fullmatch("[a-z]{2}", code):
        raise bad_request("invalid language code specified")
    return code


def _command_list(params: Params) -> list[object]:
    value = params.json("commands", "commands")
    if value is None:
        return []
    items = as_list(value)
    if items is None:
        raise bad_request("expected an Array of BotCommand")
    return items


def _command(value: object) -> Command:
    item = as_object(value)
    if item is None:
        raise bad_request("can't parse BotCommand: expected an Object")
    for name in ("command", "description"):
        if name not in item:
            raise bad_request(f"can't parse BotCommand: Can't find field \"{name}\"")
    command = as_text(item["command"]).strip().removeprefix("/")
    description = as_text(item["description"]).strip()
    if not command:
        raise bad_request("command must be non-empty")
    if len(command) > MAX_COMMAND:
        raise bad_request(f"command length must not exceed {MAX_COMMAND}")
    if not re.fullmatch("[a-z0-9_]+", command):
        raise bad_request("BOT_COMMAND_INVALID")
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > MAX_COMMAND_DESCRIPTION:
        raise bad_request(f"command description length must not exceed {MAX_COMMAND_DESCRIPTION}")
    return Command(command, description)


def _scope(world: World, params: Params) -> Scope:
    value = params.json("scope", "BotCommandScope")
    if value is None:
        return Scope()
    item = as_object(value)
    if item is None:
        raise bad_request("can't parse BotCommandScope: BotCommandScope must be an Object")
    kind = as_text(item.get("type"))
    if kind in _PLAIN_SCOPES:
        return Scope(kind)
    if kind not in _CHAT_SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    return _chat_scope(world, kind, item)


def _chat_scope(world: World, kind: str, item: Json) -> Scope:
    chat_id = as_integer(item.get("chat_id"))
    if not as_text(item.get("chat_id")):
        raise bad_request("can't parse BotCommandScope: Empty chat_id specified")
    if chat_id not in world.chats:
        raise bad_request("chat not found")
    user_id = as_integer(item.get("user_id")) if kind == "chat_member" else 0
    if kind == "chat_member" and user_id <= 0:
        raise bad_request("can't parse BotCommandScope: Invalid user_id specified")
    return Scope(kind, chat_id, user_id)
