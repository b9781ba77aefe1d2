"""Updates as they arrive: of every kind the library knows, about this bot's people and buttons."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import fields as numbers_of
from typing import Any, cast

import telegram
from telegram import TelegramObject, Update

from benchmarks.fuzz_updates.breaking import broken
from benchmarks.fuzz_updates.material import (
    DATA,
    FORGED,
    LANGUAGES,
    NAMES,
    NUMBERS,
    OFFSETS,
    Material,
)
from benchmarks.fuzz_updates.shapes import Json, Shapes, as_json, fields
from bot.conversation.rooms import Rooms
from bot.playground import World, render
from bot.playground.inline import InlineQuery
from bot.playground.model import CallbackQuery, Chat, Message

# Telegram's kinds that this bot asks for come more often than the others, which it did not ask for.
_OFTEN = {
    "message": 38,
    "callback_query": 28,
    "inline_query": 9,
    "edited_message": 6,
    "poll_answer": 6,
}
_OLD = (
    "option_persistent_ids",
    "allows_revoting",
    "members_only",
    "persistent_id",
    "added_by_user",
)


@dataclass(frozen=True, slots=True)
class Made:
    """An update with what was done to it."""

    content: Json
    kind: str
    is_broken: bool


class Updates:
    """Makes updates from a seed.

    Args:
        world: whose people and chats they are about, and whose live buttons and polls.
        rooms: all kinds of buttons.
        seed: the same updates come of the same seed, as far as the bot shows the same buttons.
        broken_share: how many are broken.
        file_share: how many messages bring a file that the bot reads.
    """

    def __init__(
        self, world: World, rooms: Rooms, seed: int, *, broken_share: float, file_share: float
    ) -> None:
        self._world = world
        buttons = rooms.presses.items()
        self._kinds_of_buttons = sorted((code, pressed.kind) for code, pressed in buttons)
        self._rng = rng = random.Random(seed)  # noqa: S311 - to be the same again, not to be secret
        self._material = Material(rng)
        self._broken_share, self._file_share = broken_share, file_share
        self.people = [user for user in world.users.values() if not user.is_bot]
        self._chats = list(world.chats.values())
        self._kinds = [each.name for each in fields(Update) if each.name != "update_id"]
        self._weights = [_OFTEN.get(kind, 1) for kind in self._kinds]
        self._next_message = 1
        self._names = {
            person.id: (rng.choice(NAMES), rng.choice(LANGUAGES)) for person in self.people
        }
        self._shapes = Shapes(
            rng,
            {
                "User": lambda _: self._user(),
                "Chat": lambda _: self._chat(),
                "message_id": lambda _: self._message_id(),
                "Message.text": lambda _: self._material.text(),
                "Message.caption": lambda _: self._material.text()[:1024],
                "Message.document": lambda _: self._document(),
                "Message.reply_to_message": self._replied,
                "InlineQuery.query": lambda _: self._material.text()[:256],
                "InlineQuery.offset": lambda _: rng.choice(OFFSETS),
                "Document.file_name": lambda _: rng.choice(NAMES),
                "title": lambda _: rng.choice(NAMES),
                "user_id": lambda _: rng.choice(self.people).id,
                "chat_id": lambda _: rng.choice(self._chats).id,
                "migrate_to_chat_id": lambda _: self._some_group(),
                "migrate_from_chat_id": lambda _: self._some_group(),
                "media_group_id": lambda _: rng.choice(("1", "2", "3")),
                "option_ids": lambda _: rng.choice(([0], [1], [0, 1, 2], [], [99], [-1], [2**40])),
                "poll_id": lambda _: self._poll_id(),
                "bot": lambda _: None,
            },
        )

    def next(self) -> Made:
        """One more."""
        kind = self._rng.choices(self._kinds, self._weights)[0]
        content = self._content(kind)
        if self._rng.random() < 0.1:
            _make_old(content)
        if self._rng.random() < self._broken_share:
            return Made(broken({kind: content}, self._rng), kind, is_broken=True)
        return Made({kind: content}, kind, is_broken=False)

    def _content(self, kind: str) -> Json:
        if kind == "callback_query":
            return self._press()
        if kind in {"message", "edited_message"} and self._rng.random() < 0.75:
            return self._written(edited=kind == "edited_message")
        made = next(each for each in fields(Update) if each.name == kind)
        content = as_json(self._shapes.make(_only(made.kind)))
        if kind == "inline_query":
            self._open_query(content)
        return content

    # What people write

    def _written(self, *, edited: bool) -> Json:
        """A text or a command; some of it with anything else that a message can hold."""
        rng = self._rng
        is_command = rng.random() < 0.5
        text = self._material.command() if is_command else self._material.text()
        user = self._user()
        given: dict[str, Any] = {"text": text, "from_user": user, "chat": self._chat(user.id)}
        if rng.random() < 0.1:
            content = as_json(self._shapes.make(telegram.Message, **given))
        else:
            content = {
                "message_id": self._message_id(),
                "date": rng.choice((0, 1, 1_790_000_000, 2**31, 253_402_300_799)),
                "chat": as_json(given["chat"]),
                "from": as_json(user),
                "text": text,
            }
        if is_command:
            length = len(text.split(maxsplit=1)[0].encode("utf-16-le")) // 2
            at = rng.choice(((0, length),) * 12 + ((0, 99_999), (-1, 3), (5000, 1), (0, 0)))
            content["entities"] = [{"type": "bot_command", "offset": at[0], "length": at[1]}]
        if rng.random() < 0.15 and (replied := self._live_message()) is not None:
            content["reply_to_message"] = replied
        if edited:
            content["edit_date"] = 1_790_000_001
        return content

    def _message_id(self) -> int:
        self._next_message += 1
        return self._rng.choice((self._next_message,) * 9 + (1, 2**31 - 1))

    def _user(self) -> telegram.User:
        person = self._rng.choice(self.people)
        name, language = self._names[person.id]
        return telegram.User(person.id, name, is_bot=False, language_code=language)

    def _chat(self, of: int = 0) -> telegram.Chat:
        chat = self._rng.choice(self._chats)
        if of and self._rng.random() < 0.6:
            chat = self._world.chats.get(of, chat)  # some numbers are of nobody here
        kind = chat.kind if self._rng.random() < 0.97 else "channel"
        return telegram.Chat(chat.id, kind, title=chat.title or None)

    def _some_group(self) -> int:
        """One that no person is in: groups that move take everything with them."""
        return -1_000_000_000_000 - self._rng.randint(1, 9)

    def _replied(self, depth: int) -> TelegramObject | None:
        if depth or (live := self._live_message()) is None:
            return None
        return telegram.Message.de_json(live, None)

    def _document(self) -> telegram.Document:
        names = list(self._world.files.stored)
        is_there = names and self._rng.random() < self._file_share
        file_id = self._rng.choice(names) if is_there else "missing"
        name = self._world.files.stored[file_id].name if is_there else self._rng.choice(NAMES)
        return telegram.Document(file_id, "u", name, file_size=self._rng.choice((0, 100, 2**40)))

    # What people press, vote and type

    def _press(self) -> Json:
        rng = self._rng
        live = self._live_buttons()
        user = as_json(self._user())
        message: Json | None = None
        if live and rng.random() < 0.5:
            at, data = rng.choice(live)
            message = render.message(self._world, at)
            if rng.random() < 0.8:
                user["id"] = _owner(data) or user["id"]
            if rng.random() < 0.2:
                data = self._forged(data)
        else:
            data = self._made_up(user["id"]) if rng.random() < 0.85 else rng.choice(DATA)
        query: Json = {
            "id": f"{self._world.ids.large()}",
            "from": user,
            "chat_instance": "1",
            "data": data,
        }
        shown = rng.random()
        if message is None or shown > 0.85:
            chat = as_json(self._chat(user["id"]))
            message = {"message_id": self._message_id(), "date": 0, "chat": chat}
        if shown < 0.95:
            query["message"] = message
        elif shown < 0.98:
            query["inline_message_id"] = "x"
        if rng.random() < 0.02:
            del query["data"]
            query["game_short_name"] = "g"
        self._open_press(query)
        return query

    def _made_up(self, owner: int) -> str:
        """A button of any kind with any numbers."""
        code, kind = self._rng.choice(self._kinds_of_buttons)
        numbers = [self._rng.choice(NUMBERS) for _ in numbers_of(kind)][1:]
        whose = owner if self._rng.random() < 0.9 else self._rng.choice(self.people).id
        data = ".".join(["1" + code, *map(_base36, (whose, *numbers))])
        return self._forged(data) if self._rng.random() < 0.4 else data

    def _forged(self, data: str) -> str:
        parts = data.split(".")
        parts[self._rng.randrange(len(parts))] = self._rng.choice(FORGED)
        return ".".join(parts)

    def _poll_id(self) -> str:
        own = [poll.id for poll in self._world.polls.values() if not poll.is_closed]
        return self._rng.choice((*own[-20:], "1", "x" * 100, "")) if own else "1"

    def _open_press(self, query: Json) -> None:
        """Telegram takes one answer to each."""
        world, expires = self._world, self._world.clock.now() + 150
        world.callbacks[query["id"]] = CallbackQuery(query["id"], 0, 0, 0, "", expires)

    def _open_query(self, query: Json) -> None:
        world = self._world
        query["id"] = f"{world.ids.large()}"
        expires = world.clock.now() + 150
        world.inline_queries[query["id"]] = InlineQuery(query["id"], 0, "", "", expires)

    # What stands in the chats

    def _messages(self) -> list[Message]:
        return [message for chat in self._chats for message in _newest(chat)]

    def _live_message(self) -> Json | None:
        messages = self._messages()
        return render.message(self._world, self._rng.choice(messages)) if messages else None

    def _live_buttons(self) -> list[tuple[Message, str]]:
        return [
            (message, button.value)
            for message in self._messages()
            for button in message.buttons
            if button.action == "callback_data"
        ]


def _only(kind: object) -> type[TelegramObject]:
    """The class in "X | None"."""
    parts = cast("Sequence[type]", getattr(kind, "__args__", (kind,)))
    return next(each for each in parts if each is not type(None))


def _newest(chat: Chat, count: int = 15) -> list[Message]:
    return list(chat.messages.values())[-count:]


def _make_old(value: object) -> None:
    """As servers of earlier versions of the Bot API write it."""
    todo = [value]
    while todo:
        each = todo.pop()
        if isinstance(each, dict):
            for name in _OLD:
                each.pop(name, None)
            todo += each.values()
        elif isinstance(each, list):
            todo += each


def _owner(data: str) -> int:
    try:
        return int(data.split(".")[1], 36)
    except (IndexError, ValueError):
        return 0


def _base36(number: int) -> str:
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
        if not number:
            return digits
