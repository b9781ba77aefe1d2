"""Which chat or message a request means, and whether the bot may touch it."""

from bot.playground.errors import ApiError, bad_request, forbidden
from bot.playground.model import Chat, Message
from bot.playground.params import Params
from bot.playground.world import World


def readable_chat(world: World, params: Params, field: str = "chat_id") -> Chat:
    """The chat that a field names, for methods that only look."""
    chat = _chat(world, params.text(field))
    if chat.kind == "supergroup":
        _check_member(world, chat)
    return chat


def member_chat(world: World, params: Params) -> Chat:
    """The chat of `chat_id`, for methods about its members."""
    chat = _chat(world, params.text("chat_id"))
    if chat.kind != "private":
        _check_not_migrated(chat)
        _check_member(world, chat)
    return chat


def writable_chat(world: World, params: Params) -> Chat:
    """The chat of `chat_id`, for methods that send or change something."""
    chat = _chat(world, params.text("chat_id"))
    if chat.kind == "private":
        if chat.person_id in world.blocked_by:
            raise forbidden("bot was blocked by the user")
        if not chat.has(world.bot.id):
            raise forbidden("bot can't initiate conversation with a user")
    else:
        _check_not_migrated(chat)
        _check_member(world, chat)
    return chat


def message_in(world: World, chat: Chat, message_id: int, what: str) -> Message:
    """A message the bot can see; `what` names it in the complaint."""
    message = world.find(chat.id, message_id)
    if message is None or message.hidden_from_bot:
        raise bad_request(f"{what} not found")
    return message


def _chat(world: World, chat_id: str) -> Chat:
    if not chat_id:
        raise bad_request("chat_id is empty")
    try:
        chat = world.chats.get(int(chat_id))
    except ValueError:  # "@channelname": nobody here has a public name
        chat = None
    if chat is None or not _has_met(world, chat):
        raise bad_request("chat not found")
    return chat


def _has_met(world: World, chat: Chat) -> bool:
    """Whether the bot has ever been in the group or heard of the person."""
    if world.bot.id in chat.members:
        return True
    if chat.kind != "private":
        return False
    return chat.person_id in world.known_users or any(
        group.has(world.bot.id) and group.has(chat.person_id) for group in world.chats.values()
    )


def _check_member(world: World, chat: Chat) -> None:
    status = chat.members.get(world.bot.id, "left")
    if status == "kicked":
        raise forbidden(f"bot was kicked from the {chat.kind} chat")
    if status == "left":
        raise forbidden(f"bot is not a member of the {chat.kind} chat")


def _check_not_migrated(chat: Chat) -> None:
    if chat.migrated_to:
        raise ApiError(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            {"migrate_to_chat_id": chat.migrated_to},
        )
