"""What a bot can ask about chats and do in them besides writing."""

from bot.playground import render
from bot.playground.errors import bad_request
from bot.playground.json_types import as_list, as_object, as_text
from bot.playground.methods.access import member_chat, message_in, readable_chat, writable_chat
from bot.playground.methods.registry import Answer, method
from bot.playground.model import GROUP_ADMINS, Chat, Message, Service
from bot.playground.params import Params
from bot.playground.world import World

# The emoji that Telegram allows as reactions.
_EMOJI = """
❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥
🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨
🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡
"""
_REACTIONS = frozenset(_EMOJI.split())


@method("getChat")
async def get_chat(world: World, params: Params) -> Answer:
    """getChat."""
    return render.full_chat(world, readable_chat(world, params))


@method("getChatMember")
async def get_chat_member(world: World, params: Params) -> Answer:
    """getChatMember; someone who was never there has left."""
    user_id = params.integer("user_id", high=1 << 52)
    if user_id <= 0:
        raise bad_request("invalid user_id specified")
    chat = member_chat(world, params)
    if user_id not in world.users:
        raise bad_request("PARTICIPANT_ID_INVALID" if chat.kind != "private" else "user not found")
    return render.member(world, user_id, chat.members.get(user_id, "left"))


@method("getChatAdministrators")
async def get_chat_administrators(world: World, params: Params) -> Answer:
    """getChatAdministrators; other bots are not listed, this one is."""
    chat = member_chat(world, params)
    if chat.kind == "private":
        raise bad_request("there are no administrators in the private chat")
    return [
        render.member(world, user_id, status)
        for user_id, status in chat.members.items()
        if status in GROUP_ADMINS
    ]


@method("getChatMemberCount", "getChatMembersCount")
async def get_chat_member_count(world: World, params: Params) -> Answer:
    """getChatMemberCount."""
    return render.member_count(member_chat(world, params))


@method("leaveChat")
async def leave_chat(world: World, params: Params) -> Answer:
    """leaveChat."""
    chat = writable_chat(world, params)
    if chat.kind == "private":
        raise bad_request("chat member status can't be changed in private chats")
    world.post(chat, Message(world.bot.id, service=Service(left_member=world.bot.id)))
    world.set_status(chat, world.bot.id, "left", by=world.bot.id)
    return True


@method("pinChatMessage")
async def pin_chat_message(world: World, params: Params) -> Answer:
    """pinChatMessage; the chat shows that it happened."""
    chat = _pinnable_chat(world, params)
    message = message_in(world, chat, params.integer("message_id"), "message to pin")
    if message.service:
        raise bad_request("message can't be pinned")
    if message.id in chat.pinned:
        chat.pinned.remove(message.id)
    chat.pinned.append(message.id)
    world.post(chat, Message(world.bot.id, service=Service(pinned=message.id)))
    return True


@method("unpinChatMessage")
async def unpin_chat_message(world: World, params: Params) -> Answer:
    """unpinChatMessage: one message, or the newest pin."""
    chat = _pinnable_chat(world, params)
    message_id = params.integer("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if message_id not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(message_id)
    world.note("chat", chat.id, by_bot=True)
    return True


@method("unpinAllChatMessages")
async def unpin_all_chat_messages(world: World, params: Params) -> Answer:
    """unpinAllChatMessages."""
    chat = _pinnable_chat(world, params)
    chat.pinned.clear()
    world.note("chat", chat.id, by_bot=True)
    return True


@method("setMessageReaction")
async def set_message_reaction(world: World, params: Params) -> Answer:
    """setMessageReaction: one emoji at most, none takes it back."""
    emoji = tuple(_emoji(item) for item in as_list(params.json("reaction", "reaction types")) or [])
    chat = writable_chat(world, params)
    message = message_in(world, chat, params.integer("message_id"), "message to react")
    if len(emoji) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    world.react(message, world.bot.id, emoji)
    return True


def _emoji(value: object) -> str:
    item = as_object(value)
    if item is None:
        raise bad_request("can't parse ReactionType: expected an Object")
    if as_text(item.get("type")) != "emoji" or as_text(item.get("emoji")) not in _REACTIONS:
        raise bad_request("REACTION_INVALID")
    return as_text(item.get("emoji"))


def _pinnable_chat(world: World, params: Params) -> Chat:
    chat = writable_chat(world, params)
    if chat.kind != "private" and not world.bot_is_admin(chat):
        raise bad_request("not enough rights to manage pinned messages in the chat")
    return chat
