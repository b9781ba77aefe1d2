"""Sending and editing text, and what all sending and editing share."""

from dataclasses import replace

from bot.playground import render
from bot.playground.errors import NOT_MODIFIED, bad_request
from bot.playground.journal import Event
from bot.playground.json_types import as_integer, as_object
from bot.playground.keyboards import InlineKeyboard, inline_markup, reply_markup
from bot.playground.methods.access import message_in, writable_chat
from bot.playground.methods.registry import Answer, method
from bot.playground.model import Chat, Message
from bot.playground.params import Params
from bot.playground.text import link_preview, message_text
from bot.playground.world import World

ACTIONS = frozenset(
    {"typing", "upload_photo", "upload_document", "upload_video", "upload_voice"}
    | {"record_video", "record_voice", "record_video_note", "upload_video_note"}
    | {"choose_sticker", "find_location"}
)


@method("sendMessage")
async def send_message(world: World, params: Params) -> Answer:
    """sendMessage."""
    draft = Message(world.bot.id, message_text(params), preview=link_preview(params))
    return render.message(world, send(world, params, draft))


@method("editMessageText")
async def edit_message_text(world: World, params: Params) -> Answer:
    """editMessageText; without a keyboard it takes the old one away."""
    keyboard = inline_markup(params)
    body = message_text(params)
    message = editable(world, params)
    if message.media is not None or message.poll_id:
        raise bad_request("there is no text in the message to edit")
    new = replace(message, body=body, preview=link_preview(params))
    return revise(world, params, message, new, keyboard)


@method("editMessageReplyMarkup")
async def edit_message_reply_markup(world: World, params: Params) -> Answer:
    """editMessageReplyMarkup."""
    keyboard = inline_markup(params)
    message = editable(world, params)
    return revise(world, params, message, message, keyboard)


@method("sendChatAction")
async def send_chat_action(world: World, params: Params) -> Answer:
    """sendChatAction."""
    action = params.text("action")
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = writable_chat(world, params)
    world.journal.add(Event("chat_action", by_bot=True, chat_id=chat.id, text=action))
    return True


def send(world: World, params: Params, draft: Message) -> Message:
    """Post what a request asks for, with its keyboard and the message it replies to."""
    inline, reply = reply_markup(params)
    chat = writable_chat(world, params)
    target = reply_target(world, chat, params)
    count_flood(world, chat)
    return world.post(chat, replace(draft, keyboard=inline, reply_keyboard=reply, reply_to=target))


def count_flood(world: World, chat: Chat, count: int = 1) -> None:
    """Count messages against the sending limits, or refuse them."""
    now = world.clock.now()
    world.flood.check(chat.id, now, group=chat.kind != "private", count=count)


def reply_target(world: World, chat: Chat, params: Params) -> int:
    """The id of the message to reply to, 0 for none."""
    given = as_object(params.json("reply_parameters", "reply parameters")) or {}
    message_id = as_integer(given.get("message_id")) or params.integer("reply_to_message_id")
    if not message_id:
        return 0
    message = world.find(chat.id, message_id)
    if message is not None and not message.hidden_from_bot:
        return message_id
    if given.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply"):
        return 0
    raise bad_request("message to be replied not found")


def editable(world: World, params: Params) -> Message:
    """The bot's own message that an edit means.

    Messages with a reply keyboard can no longer be edited: the Bot API only edits messages
    without a keyboard or with an inline one.
    """
    if not params.text("chat_id") and not params.integer("message_id"):
        return _inline_message(world, params.text("inline_message_id"))
    chat = writable_chat(world, params)
    message = message_in(world, chat, params.integer("message_id"), "message to edit")
    edits_allowed = message.sender_id == world.bot.id and message.forward is None
    if not edits_allowed or message.service or message.reply_keyboard:
        raise bad_request("message can't be edited")
    return message


def revise(
    world: World, params: Params, old: Message, new: Message, keyboard: InlineKeyboard
) -> Answer:
    """Put the new version in place, unless it is the old one; the answer to every edit."""
    new = replace(new, keyboard=keyboard)
    if new == old:
        raise bad_request(NOT_MODIFIED)
    new = replace(new, edit_date=max(int(world.clock.now()), old.date + 1))
    world.revise(new, by_bot=True)
    return True if params.text("inline_message_id") else render.message(world, new)


def _inline_message(world: World, inline_id: str) -> Message:
    if not inline_id:
        raise bad_request("message identifier is not specified")
    for chat in world.chats.values():
        for message in chat.messages.values():
            if message.inline_id == inline_id:
                return message
    raise bad_request("MESSAGE_ID_INVALID")
