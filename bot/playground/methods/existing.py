"""Deleting, forwarding and copying messages that are already there."""

from dataclasses import replace

from bot.playground import render
from bot.playground.errors import bad_request
from bot.playground.json_types import as_integer, as_list
from bot.playground.methods.access import message_in, readable_chat, writable_chat
from bot.playground.methods.messages import count_flood, send
from bot.playground.methods.registry import Answer, method
from bot.playground.model import Chat, Message
from bot.playground.params import Params
from bot.playground.text import caption
from bot.playground.world import World

DELETABLE = 48 * 3600  # seconds after which a message stays
MAX_AT_ONCE = 100  # messages in one request


@method("deleteMessage")
async def delete_message(world: World, params: Params) -> Answer:
    """deleteMessage."""
    if not params.text("chat_id"):
        raise bad_request("Chat identifier is not specified")
    if not params.integer("message_id"):
        raise bad_request("Message identifier is not specified")
    chat = writable_chat(world, params)
    message = message_in(world, chat, params.integer("message_id"), "message to delete")
    _check_deletable(world, chat, message)
    world.remove(message, by_bot=True)
    return True


@method("deleteMessages")
async def delete_messages(world: World, params: Params) -> Answer:
    """deleteMessages: those that are not there are skipped, one that may not go stops it all."""
    ids = _message_ids(params)
    chat = writable_chat(world, params)
    messages = _visible(world, chat, ids)
    for message in messages:
        _check_deletable(world, chat, message)
    for message in messages:
        world.remove(message, by_bot=True)
    return True


@method("forwardMessage")
async def forward_message(world: World, params: Params) -> Answer:
    """forwardMessage."""
    message = _source(world, params, "message to forward")
    if message.service:
        raise bad_request("message can't be forwarded")
    return render.message(world, send(world, params, message.forwarded_by(world.bot.id)))


@method("forwardMessages")
async def forward_messages(world: World, params: Params) -> Answer:
    """forwardMessages: those that cannot be are skipped."""
    return _send_again(world, params, copy=False)


@method("copyMessage")
async def copy_message(world: World, params: Params) -> Answer:
    """copyMessage: a new message with nobody's name on it."""
    message = _source(world, params, "message to copy")
    if message.service or message.poll_id:
        raise bad_request("message can't be copied")
    draft = message.copied_by(world.bot.id)
    if message.media is not None and params.has("caption"):
        draft = replace(draft, body=caption(params))
    return {"message_id": send(world, params, draft).id}


@method("copyMessages")
async def copy_messages(world: World, params: Params) -> Answer:
    """copyMessages: those that cannot be are skipped."""
    return _send_again(world, params, copy=True)


def _send_again(world: World, params: Params, *, copy: bool) -> Answer:
    ids = _message_ids(params)
    chat = writable_chat(world, params)
    source = readable_chat(world, params, "from_chat_id")
    messages = [
        message
        for message in _visible(world, source, ids)
        if not message.service and not (copy and message.poll_id)
    ]
    if not messages:
        raise bad_request(f"there are no messages to {'copy' if copy else 'forward'}")
    count_flood(world, chat, len(messages))
    drafts = [
        each.copied_by(world.bot.id) if copy else each.forwarded_by(world.bot.id)
        for each in messages
    ]
    return [{"message_id": world.post(chat, draft).id} for draft in drafts]


def _source(world: World, params: Params, what: str) -> Message:
    if not params.text("from_chat_id"):
        raise bad_request('parameter "from_chat_id" is required')
    chat = readable_chat(world, params, "from_chat_id")
    return message_in(world, chat, params.integer("message_id"), what)


def _visible(world: World, chat: Chat, ids: list[int]) -> list[Message]:
    found = [world.find(chat.id, message_id) for message_id in ids]
    return [each for each in found if each is not None and not each.hidden_from_bot]


def _message_ids(params: Params) -> list[int]:
    ids = as_list(params.json("message_ids", "message_ids")) or []
    if not ids:
        raise bad_request("Message identifiers are not specified")
    if len(ids) > MAX_AT_ONCE:
        raise bad_request("Too many message identifiers specified")
    return [as_integer(each) for each in ids]


def _check_deletable(world: World, chat: Chat, message: Message) -> None:
    own = message.sender_id == world.bot.id
    if not (own or chat.kind == "private" or world.bot_is_admin(chat)):
        raise bad_request("message can't be deleted")
    admin = chat.kind == "supergroup" and world.bot_is_admin(chat)
    if world.clock.now() - message.date > DELETABLE and not admin:
        raise bad_request("message can't be deleted for everyone")
