"""The world as the page shows it: JSON for people's eyes, unlike `render.py`, which is for bots.

Texts stay texts with entities beside them; the page builds its elements from those and never
from markup. What is empty is left out.
"""

from dataclasses import asdict

from bot.playground.inline import InlineQuery
from bot.playground.json_types import Json
from bot.playground.keyboards import Button, ReplyKeyboard
from bot.playground.media import Media
from bot.playground.model import GROUP_ADMINS, Chat, Message, Service, User
from bot.playground.polls import Poll
from bot.playground.text import FormattedText
from bot.playground.world import World


def roster(world: World) -> Json:
    """Everything but the messages: the bot, people, chats and each person's command menus."""
    people = [each.person_id for each in world.chats.values() if each.kind == "private"]
    return {
        "bot": _bot(world),
        "people": [_person(world, world.users[user_id]) for user_id in people],
        "chats": [_chat(world, each) for each in world.chats.values() if not each.migrated_to],
        "users": {str(user.id): _name(user) for user in world.users.values()},
    }


def message(world: World, value: Message) -> Json:
    """One message as everyone in its chat sees it."""
    known: Json = {
        "id": value.id,
        "chat": value.chat_id,
        "from": value.sender_id,
        "date": value.date,
        **_formatted(value.body),
    }
    optional: Json = {
        "edited": value.edit_date,
        "reply_to": value.reply_to,
        "hidden": value.hidden_from_bot,
        "via_bot": bool(value.inline_id),
        "album": value.album,
        "keyboard": [[_button(button) for button in row] for row in value.keyboard],
        "reply_keyboard": _reply_keyboard(value.reply_keyboard) if value.reply_keyboard else None,
        "forward": value.forward.sender_id if value.forward else 0,
        "service": _service(value.service) if value.service else None,
        "media": media(value.media) if value.media else None,
        "poll": poll(world.polls[value.poll_id]) if value.poll_id else None,
        "reactions": _reactions(world.chats[value.chat_id], value.id),
    }
    return known | _filled(optional)


def media(value: Media) -> Json:
    """A photo or a document; its bytes are at `/api/files/<id>`."""
    return asdict(value)


def poll(value: Poll) -> Json:
    """A poll with who chose what; the page plays everyone, so it keeps their secrets."""
    return {
        "id": value.id,
        "question": _formatted(value.question),
        "options": [_formatted(option) for option in value.options],
        "votes": {str(user_id): list(chosen) for user_id, chosen in value.votes.items()},
        "anonymous": value.is_anonymous,
        "quiz": value.kind == "quiz",
        "multiple": value.multiple,
        "revoting": value.revoting,
        "correct": list(value.correct),
        "explanation": _formatted(value.explanation),
        "close_date": value.close_date,
        "closed": value.is_closed,
    }


def inline_results(value: InlineQuery) -> Json:
    """What the bot offers for an inline query."""
    return {
        "query": value.id,
        "person": value.person_id,
        "next_offset": value.next_offset,
        "button": asdict(value.button) if value.button else None,
        "results": [
            {
                "id": result.id,
                "title": result.title,
                "description": result.description,
                "text": result.body.text,
                "media": media(result.media) if result.media else None,
            }
            for result in value.results
        ],
    }


def _bot(world: World) -> Json:
    return {
        "id": world.bot.id,
        "username": world.bot.username,
        "name": world.profile.get("name", "") or world.bot.first_name,
        "description": world.profile.get("description", ""),
        "about": world.profile.get("short_description", ""),
        "privacy": world.privacy_mode,
        "forgets": world.forget is not None,
    }


def _person(world: World, user: User) -> Json:
    return {
        "id": user.id,
        "name": _name(user),
        "username": user.username,
        "blocks": user.id in world.blocked_by,
    }


def _name(user: User) -> str:
    return f"{user.first_name} {user.last_name}".strip()


def _chat(world: World, chat: Chat) -> Json:
    present = {
        str(user_id): status for user_id, status in chat.members.items() if chat.has(user_id)
    }
    return {
        "id": chat.id,
        "kind": chat.kind,
        "title": chat.title,
        "members": present,
        "pinned": chat.pinned,
        "menus": {
            str(user_id): _menu(world, chat, user_id)
            for user_id in chat.members
            if user_id != world.bot.id and chat.has(user_id)
        },
    }


def _menu(world: World, chat: Chat, user_id: int) -> list[Json]:
    if chat.kind != "private" and not chat.has(world.bot.id):
        return []
    is_admin = chat.kind != "private" and chat.members.get(user_id) in GROUP_ADMINS
    language = world.users[user_id].language_code
    return [asdict(each) for each in world.profile.menu(user_id, chat.id, language, admin=is_admin)]


def _formatted(value: FormattedText) -> Json:
    entities = [_filled(asdict(entity), keep=("offset",)) for entity in value.entities]
    return _filled({"text": value.text, "entities": entities}, keep=("text",))


def _button(button: Button) -> Json:
    return _filled(asdict(button), keep=("text", "value"))


def _reply_keyboard(value: ReplyKeyboard) -> Json:
    return _filled(asdict(value))


def _service(value: Service) -> Json:
    return _filled(asdict(value))


def _reactions(chat: Chat, message_id: int) -> Json:
    found = chat.reactions.get(message_id, {})
    return {str(user_id): list(emoji) for user_id, emoji in found.items() if emoji}


def _filled(fields: Json, keep: tuple[str, ...] = ()) -> Json:
    return {name: value for name, value in fields.items() if value or name in keep}
