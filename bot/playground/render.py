"""Bot API objects from the values of a playground's state: what python-telegram-bot will parse."""

from bot.playground.entities import Entity
from bot.playground.inline import InlineQuery
from bot.playground.json_types import Json
from bot.playground.keyboards import inline_to_dict
from bot.playground.model import (
    PRESENT,
    CallbackQuery,
    Chat,
    MemberStatus,
    Message,
    Service,
    User,
)
from bot.playground.polls import Poll
from bot.playground.state import State

_ADMIN_RIGHTS = (
    *("can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_change_info"),
    *("can_restrict_members", "can_promote_members", "can_invite_users", "can_pin_messages"),
    *("can_post_stories", "can_edit_stories", "can_delete_stories", "can_manage_topics"),
)
_GIFTS = (
    *("unlimited_gifts", "limited_gifts", "unique_gifts"),
    *("premium_subscription", "gifts_from_channels"),
)


def user(value: User) -> Json:
    """A User."""
    known: Json = {"id": value.id, "is_bot": value.is_bot, "first_name": value.first_name}
    optional = {"last_name": value.last_name, "username": value.username}
    if not value.is_bot:
        optional["language_code"] = value.language_code
    return known | {name: text for name, text in optional.items() if text}


def me(state: State) -> Json:
    """The User that getMe answers."""
    return user(state.bot) | {
        "can_join_groups": True,
        "can_read_all_group_messages": not state.privacy_mode,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def chat(state: State, value: Chat) -> Json:
    """A Chat."""
    if value.kind == "private":
        person = user(state.users[value.person_id])
        names = {k: v for k, v in person.items() if k in {"first_name", "last_name", "username"}}
        return {"id": value.id, **names, "type": "private"}
    return {"id": value.id, "title": value.title, "type": value.kind}


def full_chat(state: State, value: Chat) -> Json:
    """A ChatFullInfo."""
    extra: Json = {
        "accent_color_id": abs(value.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(_GIFTS, False),
    }
    if value.kind != "private":
        extra["permissions"] = {
            "can_send_messages": True,
            "can_send_polls": True,
            "can_send_other_messages": True,
            "can_add_web_page_previews": True,
        }
    pinned = value.messages.get(value.pinned[-1]) if value.pinned else None
    if pinned is not None:
        extra["pinned_message"] = message(state, pinned, replies=False)
    return chat(state, value) | extra


def member(state: State, user_id: int, status: MemberStatus) -> Json:
    """A ChatMember of the class that the status asks for."""
    known: Json = {"user": user(state.users[user_id]), "status": status}
    match status:
        case "creator":
            return known | {"is_anonymous": False}
        case "administrator":
            rights = dict.fromkeys(_ADMIN_RIGHTS, True)
            return known | rights | {"is_anonymous": False, "can_be_edited": False}
        case "kicked":
            return known | {"until_date": 0}
        case _:
            return known


def member_change(  # noqa: PLR0917 - the fields of ChatMemberUpdated
    state: State, value: Chat, user_id: int, old: MemberStatus, new: MemberStatus, by: int
) -> Json:
    """A ChatMemberUpdated."""
    return {
        "chat": chat(state, value),
        "from": user(state.users[by]),
        "date": int(state.clock.now()),
        "old_chat_member": member(state, user_id, old),
        "new_chat_member": member(state, user_id, new),
    }


def entities(state: State, values: tuple[Entity, ...]) -> list[Json]:
    """MessageEntities; mentions by id carry their User, of strangers nothing is left."""
    return [
        each.to_dict() | ({"user": user(state.users[each.user_id])} if each.user_id else {})
        for each in values
        if not each.user_id or each.user_id in state.users
    ]


def message(state: State, value: Message, *, replies: bool = True) -> Json:
    """A Message; the one it replies to is inside, one level deep."""
    known: Json = {
        "message_id": value.id,
        "from": user(state.users[value.sender_id]),
        "chat": chat(state, state.chats[value.chat_id]),
        "date": value.date,
    }
    if value.edit_date:
        known["edit_date"] = value.edit_date
    replied = state.find(value.chat_id, value.reply_to) if value.reply_to and replies else None
    if replied is not None and not replied.hidden_from_bot:
        known["reply_to_message"] = message(state, replied, replies=False)
    if value.service is not None:
        return known | _service(state, value, value.service)
    return known | _origin(state, value) | _content(state, value)


def callback_query(state: State, query: CallbackQuery) -> Json:
    """A CallbackQuery; of inline messages bots get to know nothing but the id."""
    pressed = state.find(query.chat_id, query.message_id)
    known: Json = {
        "id": query.id,
        "from": user(state.users[query.person_id]),
        "chat_instance": str(-query.chat_id * 1_000_003),
        "data": query.data,
    }
    if pressed is not None and pressed.inline_id:
        return known | {"inline_message_id": pressed.inline_id}
    return known | {"message": _maybe_gone(state, query.chat_id, query.message_id)}


def inline_query(state: State, query: InlineQuery, chat_kind: str) -> Json:
    """An InlineQuery."""
    return {
        "id": query.id,
        "from": user(state.users[query.person_id]),
        "query": query.query,
        "offset": query.offset,
        "chat_type": chat_kind,
    }


def poll_answer(state: State, poll: Poll, user_id: int) -> Json:
    """A PollAnswer; a vote that was taken back has no options."""
    chosen = poll.votes.get(user_id, ())
    return {
        "poll_id": poll.id,
        "user": user(state.users[user_id]),
        "option_ids": list(chosen),
        "option_persistent_ids": [poll.persistent_id(option) for option in chosen],
    }


def reaction_change(
    state: State,
    value: Message,
    user_id: int,
    old: tuple[str, ...],
    new: tuple[str, ...],
) -> Json:
    """A MessageReactionUpdated."""
    return {
        "chat": chat(state, state.chats[value.chat_id]),
        "message_id": value.id,
        "user": user(state.users[user_id]),
        "date": int(state.clock.now()),
        "old_reaction": [{"type": "emoji", "emoji": emoji} for emoji in old],
        "new_reaction": [{"type": "emoji", "emoji": emoji} for emoji in new],
    }


def member_count(value: Chat) -> int:
    """How many are in the chat, the bot included."""
    if value.kind == "private":
        return 2
    return sum(status in PRESENT for status in value.members.values())


def _service(state: State, value: Message, service: Service) -> Json:
    if service.new_members:
        return {"new_chat_members": [user(state.users[each]) for each in service.new_members]}
    if service.left_member:
        return {"left_chat_member": user(state.users[service.left_member])}
    if service.migrate_to:
        return {"migrate_to_chat_id": service.migrate_to}
    if service.migrate_from:
        return {"migrate_from_chat_id": service.migrate_from}
    return {"pinned_message": _maybe_gone(state, value.chat_id, service.pinned)}


def _origin(state: State, value: Message) -> Json:
    known: Json = {}
    if value.forward is not None:
        sender = user(state.users[value.forward.sender_id])
        origin = {"type": "user", "date": value.forward.date, "sender_user": sender}
        known["forward_origin"] = origin
    if value.inline_id:
        known["via_bot"] = user(state.bot)
    if value.album:
        known["media_group_id"] = value.album
    return known


def _content(state: State, value: Message) -> Json:
    known: Json = {}
    if value.poll_id:
        known["poll"] = state.polls[value.poll_id].to_dict()
    if value.media is not None:
        known |= value.media.to_dict()
    if value.text:
        known["caption" if value.media is not None else "text"] = value.text
    if value.entities:
        name = "caption_entities" if value.media is not None else "entities"
        known[name] = entities(state, value.entities)
    if value.keyboard:
        known["reply_markup"] = inline_to_dict(value.keyboard)
    return known


def _maybe_gone(state: State, chat_id: int, message_id: int) -> Json:
    """A Message, or the InaccessibleMessage that is left of one."""
    found = state.find(chat_id, message_id)
    if found is not None:
        return message(state, found)
    return {"chat": chat(state, state.chats[chat_id]), "message_id": message_id, "date": 0}
