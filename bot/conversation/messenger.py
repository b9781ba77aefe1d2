"""What an edge can do for a conversation, in any chat, and what may fail."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.conversation.offers import Offers
from bot.conversation.reply import Keyboard, Reply
from bot.words.texts import Html, Texts
from core.errors import RecommenderError


class MessengerError(RecommenderError):
    """What was to be sent was not, or nobody knows whether it was."""


class UnreachableError(MessengerError):
    """The way there is cut off, or too much was sent: later it may work."""


class UncertainError(UnreachableError):
    """It may have arrived: nobody knows, and who is told so may see it all the same."""


class WaitError(UnreachableError):
    """So much was sent there that nothing more is taken for a while."""


class RefusedError(MessengerError):
    """It is not possible like that: a message that is gone, a right that is missing."""


class BlockedError(MessengerError):
    """Nothing may be sent there: the person has blocked the bot, or the group removed it."""


class MovedError(MessengerError):
    """The group lives on in another chat."""

    def __init__(self, message: str, new_chat_id: int) -> None:
        super().__init__(message)
        self.new_chat_id = new_chat_id


class Action(StrEnum):
    """What a chat shows while something is being made."""

    PHOTO = "photo"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class MessageAt:
    """One message."""

    chat_id: int
    message_id: int


@dataclass(frozen=True, slots=True)
class Destination:
    """Where something is sent."""

    chat_id: int
    thread_id: int | None = None  # the topic of a forum
    answers: int | None = None  # id of the message it is a reply to, if that is still there


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that somebody has sent, not fetched yet."""

    file_id: str
    name: str  # "" where it has none
    size: int | None  # bytes


@dataclass(frozen=True, slots=True)
class Poll:
    """A question to a group, to which everybody may give several answers under their name."""

    question: str  # plain text
    options: Sequence[str]
    keyboard: Keyboard


@dataclass(frozen=True, slots=True)
class PollMessage:
    """A poll that stands in a chat."""

    at: MessageAt
    poll_id: str
    question: str


@dataclass(frozen=True, slots=True)
class Probe:
    """A reply that was sent to a message of which only the id was known."""

    at: MessageAt
    poll: PollMessage | None  # of the bot's own, that it replies to


class Messenger(Protocol):
    """An edge, as conversations see it.

    Every method that sends raises `MessengerError` where nothing else is said.
    """

    @property
    def username(self) -> str:
        """What the bot is called in links."""

    @property
    def offers_inline(self) -> bool:
        """Whether the bot is heard in chats where it is not."""

    async def send(
        self, to: Destination, reply: Reply, *, expects_answer: bool = False
    ) -> MessageAt:
        """Send a message; `expects_answer`: open a reply field for whoever it answers."""

    async def edit(self, at: MessageAt, reply: Reply) -> bool:
        """Edit a message of the bot's; False where it cannot be edited."""

    async def delete(self, at: MessageAt) -> None:
        """Delete a message, if it is still there."""

    async def send_picture(self, to: Destination, picture: bytes, caption: Html) -> None:
        """Send a picture; the caption has at most 1024 characters as shown."""

    async def send_file(self, to: Destination, content: bytes, name: str, caption: Html) -> None:
        """Send a file; the caption has at most 1024 characters as shown."""

    async def show(self, to: Destination, action: Action) -> None:
        """Show for a moment that something is being made."""

    async def fetch(self, file: SentFile) -> bytes:
        """What is in a file."""

    async def answer_press(self, press_id: str, text: str = "", *, alert: bool = False) -> None:
        """Stop a button's spinner, with a short text if there is one; too late does no harm."""

    async def answer_query(self, query_id: str, offers: Offers) -> None:
        """Offer something to who types inline; too late does no harm."""

    async def send_poll(self, to: Destination, poll: Poll) -> PollMessage:
        """Open a poll."""

    async def stop_poll(self, at: MessageAt) -> tuple[int, ...] | None:
        """End a poll; the votes of each option, None where it has ended before or is gone."""

    async def forward(self, to_chat_id: int, at: MessageAt) -> MessageAt:
        """Send a message on."""

    async def probe(self, at: MessageAt, reply: Reply, *, or_alone: bool = False) -> Probe | None:
        """Reply without a sound to a message of which only the id is known.

        None where there is no such message; with `or_alone` the reply then stands by itself.
        """

    async def pin(self, at: MessageAt) -> None:
        """Pin a message without a sound, where the bot may."""

    async def unpin(self, at: MessageAt) -> None:
        """Unpin a message, if it is pinned."""

    async def is_admin(self, chat_id: int, user_id: int) -> bool:
        """Whether somebody runs a group."""

    async def is_member(self, chat_id: int, user_id: int) -> bool:
        """Whether Telegram says that somebody is in a group; some groups hide who is."""

    async def show_menu(self, user_id: int, texts: Texts | None) -> None:
        """The commands offered to one person in their language; None: as to everybody.

        Does no harm to somebody without a private chat with the bot.
        """

    def spawn(self, work: Callable[[], Awaitable[object]]) -> bool:
        """Do something behind whoever asks for it; a failure is logged.

        False, and nothing is begun, where the edge does not run any more.
        """
