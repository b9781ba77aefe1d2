"""The world around one bot: people, chats and messages, and the bot's queue of updates.

Everything is in memory: ids count up from where no other run has been, names are given, and time
only moves forward. What people do to it is in `people.py`, what the bot does in `methods/`.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

from bot.playground import render
from bot.playground.errors import ApiError
from bot.playground.faults import Faults
from bot.playground.files import Files
from bot.playground.flood import Flood
from bot.playground.inline import InlineQuery
from bot.playground.journal import Event, EventKind, Journal
from bot.playground.json_types import Json
from bot.playground.model import CallbackQuery, Chat, ChatKind, MemberStatus, Message, Service, User
from bot.playground.polls import Poll
from bot.playground.profile import Profile
from bot.playground.state import State
from bot.playground.updates import UpdateQueue
from bot.playground.webhook import Webhook

CALLBACK_LIFETIME = 150.0  # seconds in which a press can be answered
_FIRST_PERSON_ID = 101
_SUPERGROUPS = -1_000_000_000_000  # their ids are below


@dataclass(slots=True, eq=False)
class World(State):
    """All of one playground, and what can happen in it.

    Attributes:
        idle: awaited by those who wait for the bot to come to rest; whoever runs the bot in
            this process can set it to something precise, such as its update queue's `join`.
        forget: makes the bot forget somebody, where it runs in this process.
        in_flight: requests of the bot being answered now, long polls not counted.
    """

    journal: Journal = field(default_factory=Journal)
    callbacks: dict[str, CallbackQuery] = field(default_factory=dict)
    inline_queries: dict[str, InlineQuery] = field(default_factory=dict)
    files: Files = field(init=False)
    profile: Profile = field(default_factory=Profile)
    known_users: set[int] = field(default_factory=set)  # whom the bot has ever heard of
    blocked_by: set[int] = field(default_factory=set)
    flood: Flood = field(default_factory=Flood)
    faults: Faults = field(default_factory=Faults)
    webhook: Webhook = field(default_factory=Webhook)
    idle: Callable[[], Awaitable[None]] | None = None
    forget: Callable[[int], Awaitable[object]] | None = None
    in_flight: int = 0
    updates: UpdateQueue = field(init=False)
    _next_message_id: int = field(init=False)

    def __post_init__(self) -> None:
        State.__post_init__(self)  # a class with slots is made twice, and super() means the first
        self.files = Files(self.ids)
        self.updates = UpdateQueue(self.clock.now, self.journal.touch, self.ids.small)
        self._next_message_id = self.ids.small

    # People and chats

    def add_person(
        self,
        first_name: str,
        last_name: str = "",
        username: str = "",
        language_code: str = "en",
        user_id: int = 0,
    ) -> User:
        """Someone new, with a private chat in which nobody has said anything yet.

        Ids count up where `user_id` is 0, from the same number in every run: who comes back is
        known to the bot.
        """
        free = max(_FIRST_PERSON_ID - 1, *(u for u in self.users if u != self.bot.id), 0) + 1
        user = User(user_id or free, first_name, last_name, username, language_code)
        self.users[user.id] = user
        self.chats[user.id] = Chat(
            user.id, "private", person_id=user.id, members={user.id: "member"}
        )
        return user

    def add_group(self, title: str, owner_id: int, kind: ChatKind = "group") -> Chat:
        """A group with its owner in it; the bot is brought in by a person."""
        first = (_SUPERGROUPS if kind == "supergroup" else 0) - self.ids.group
        same = [chat.id for chat in self.chats.values() if chat.kind == kind]
        chat = Chat(min([first + 1, *same]) - 1, kind, title, members={owner_id: "creator"})
        self.chats[chat.id] = chat
        return chat

    def person(self, user_id: int) -> User:
        """The user behind an id; `KeyError` when there is none."""
        return self.users[user_id]

    def set_status(self, chat: Chat, user_id: int, status: MemberStatus, by: int) -> None:
        """Change someone's place in a chat and tell the bot as far as Telegram would."""
        old = chat.members.get(user_id, "left")
        chat.members[user_id] = status
        self.note("chat", chat.id, by_bot=by == self.bot.id)
        kind = "my_chat_member" if user_id == self.bot.id else "chat_member"
        if kind == "my_chat_member" or self.bot_is_admin(chat):
            self.notify(kind, render.member_change(self, chat, user_id, old, status, by))

    def bot_is_admin(self, chat: Chat) -> bool:
        """Whether the bot may do what administrators may."""
        return chat.members.get(self.bot.id) in {"creator", "administrator"}

    # Messages

    def post(self, chat: Chat, draft: Message) -> Message:
        """Put a message into a chat and let everyone in it know."""
        message = replace(
            draft, id=self._message_id(chat), chat_id=chat.id, date=int(self.clock.now())
        )
        by_bot = message.sender_id == self.bot.id
        hidden = not by_bot and not self._reaches_bot(chat, message)
        message = replace(message, hidden_from_bot=hidden)
        chat.messages[message.id] = message
        self.note("message", chat.id, message.id, by_bot=by_bot)
        if not by_bot and not hidden:
            self.notify("message", render.message(self, message))
        return message

    def revise(self, message: Message, *, by_bot: bool) -> Message:
        """Replace a message by its edited version."""
        self.chats[message.chat_id].messages[message.id] = message
        self.note("edited", message.chat_id, message.id, by_bot=by_bot)
        if not by_bot and not message.hidden_from_bot:
            self.notify("edited_message", render.message(self, message))
        return message

    def remove(self, message: Message, *, by_bot: bool) -> None:
        """Delete a message for everyone; bots are not told."""
        chat = self.chats[message.chat_id]
        del chat.messages[message.id]
        if message.id in chat.pinned:
            chat.pinned.remove(message.id)
        self.note("deleted", chat.id, message.id, by_bot=by_bot)

    def react(self, message: Message, user_id: int, emoji: tuple[str, ...]) -> None:
        """Set someone's reaction to a message; bots hear of it as administrators only."""
        chat = self.chats[message.chat_id]
        reactions = chat.reactions.setdefault(message.id, {})
        old = reactions.get(user_id, ())
        reactions[user_id] = emoji
        by_bot = user_id == self.bot.id
        self.note("reaction", chat.id, message.id, by_bot=by_bot, text="".join(emoji))
        if not by_bot and (chat.kind == "private" or self.bot_is_admin(chat)):
            change = render.reaction_change(self, message, user_id, old, emoji)
            self.notify("message_reaction", change)

    def migrate(self, group: Chat, by: int) -> Chat:
        """Turn a group into a supergroup: a new chat id, new messages, the same people."""
        new = self.add_group(group.title, by, "supergroup")
        new.members = dict(group.members)
        self.post(group, Message(by, service=Service(migrate_to=new.id)))
        group.migrated_to = new.id
        self.post(new, Message(by, service=Service(migrate_from=group.id)))
        return new

    def open_poll(self, poll: Poll) -> None:
        """Keep a poll and close it when its time has come."""
        self.polls[poll.id] = poll
        if poll.open_period or poll.close_date:
            now = self.clock.now()
            poll.close_date = poll.close_date or int(now) + poll.open_period
            asyncio.get_running_loop().call_later(poll.close_date - now + 0.01, self.tick)

    def poll_changed(self, poll: Poll, *, by_bot: bool) -> None:
        """Tell everyone who sees a poll, and the bot if it is its own, how it stands."""
        for chat in self.chats.values():
            for message in chat.messages.values():
                if message.poll_id == poll.id:
                    self.note("poll", chat.id, message.id, by_bot=by_bot)
        if poll.by_bot or poll.is_closed:
            self.notify("poll", poll.to_dict())

    def tick(self) -> None:
        """Do what was due by now: close polls."""
        now = self.clock.now()
        for poll in self.polls.values():
            if not poll.is_closed and 0 < poll.close_date <= now:
                poll.is_closed = True
                self.poll_changed(poll, by_bot=False)

    def advance(self, seconds: float) -> None:
        """Let time pass without waiting."""
        self.clock.advance(seconds)
        self.tick()

    # What the bot hears

    def notify(self, kind: str, payload: Json) -> int:
        """Queue an update for the bot; returns its id, 0 if the bot does not want the kind."""
        sender = payload.get("from", payload.get("user"))
        if isinstance(sender, dict) and isinstance(sender.get("id"), int):
            self.known_users.add(sender["id"])
        return self.updates.push(kind, payload)

    def note(
        self,
        kind: EventKind,
        chat_id: int = 0,
        message_id: int = 0,
        *,
        by_bot: bool,
        text: str = "",
    ) -> None:
        """Write an event into the journal."""
        self.journal.add(Event(kind, by_bot, chat_id, message_id, text))

    async def changed(self) -> None:
        """Return after the next change of anything."""
        await self.journal.changed()

    def check_token(self, token: str) -> None:
        """Refuse every token but this bot's."""
        if token != self.token:
            raise ApiError(401, "Unauthorized")

    def _message_id(self, chat: Chat) -> int:
        # A bot's private chats and groups share one count; each supergroup has its own.
        if chat.kind == "supergroup":
            return max(chat.messages, default=0) + 1
        self._next_message_id += 1
        return self._next_message_id - 1

    def _reaches_bot(self, chat: Chat, message: Message) -> bool:
        if chat.kind == "private":
            return chat.person_id not in self.blocked_by
        if not chat.has(self.bot.id):
            return False
        if message.service or message.inline_id or not self.privacy_mode or self.bot_is_admin(chat):
            return True
        replied = chat.messages.get(message.reply_to)
        if replied is not None and replied.sender_id == self.bot.id:
            return True
        return self._is_command_for_bot(message)

    def _is_command_for_bot(self, message: Message) -> bool:
        commands = message.commands()
        if not commands or not message.text.startswith("/"):
            return False
        _, _, addressee = commands[0].partition("@")
        return addressee.lower() in {"", self.bot.username.lower()}
