"""What there is in a playground: the bot, people, chats with their messages, polls, and the time.

All that an object of the Bot API is made of (`render.py`); `world.py` changes it.
"""

import time
from dataclasses import dataclass, field

from bot.playground.ids import Ids
from bot.playground.model import Chat, Message, User
from bot.playground.polls import Poll

DEFAULT_TOKEN = "5000000001:playground"  # noqa: S105 - a name for the loopback, opens nothing


class Clock:
    """Unix time that never goes back and can be moved forward."""

    def __init__(self, start: float | None = None) -> None:
        self._ahead = 0.0 if start is None else start - time.time()
        self._latest = 0.0

    def now(self) -> float:
        """Seconds."""
        self._latest = max(self._latest, time.time() + self._ahead)
        return self._latest

    def advance(self, seconds: float) -> None:
        """Let time pass without waiting."""
        self._ahead += seconds


@dataclass(slots=True, eq=False)
class State:
    """As it is now; the bot is one of the users."""

    token: str = DEFAULT_TOKEN
    bot_name: str = "Movie Bot"
    bot_username: str = "moviebot"
    privacy_mode: bool = True
    clock: Clock = field(default_factory=Clock)
    ids: Ids = field(default_factory=Ids)
    users: dict[int, User] = field(default_factory=dict)
    chats: dict[int, Chat] = field(default_factory=dict)
    polls: dict[str, Poll] = field(default_factory=dict)
    bot: User = field(init=False)

    def __post_init__(self) -> None:
        bot_id, _, secret = self.token.partition(":")
        if not (bot_id.isdecimal() and secret):
            raise ValueError("a bot token looks like 12345:secret")
        self.bot = User(int(bot_id), self.bot_name, username=self.bot_username, is_bot=True)
        self.users[self.bot.id] = self.bot

    def find(self, chat_id: int, message_id: int) -> Message | None:
        """The newest version of a message, unless it is gone."""
        chat = self.chats.get(chat_id)
        return chat.messages.get(message_id) if chat else None
