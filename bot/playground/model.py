"""The things of a chat application: people, chats, messages. Values; what changes is the world."""

from dataclasses import dataclass, field
from typing import Literal

from bot.playground.entities import Entity, cut
from bot.playground.keyboards import Button, InlineKeyboard, ReplyKeyboard
from bot.playground.media import Media
from bot.playground.text import NOTHING, FormattedText

ChatKind = Literal["private", "group", "supergroup"]
MemberStatus = Literal["creator", "administrator", "member", "left", "kicked"]
PRESENT: frozenset[str] = frozenset({"creator", "administrator", "member"})
GROUP_ADMINS: frozenset[str] = frozenset({"creator", "administrator"})


@dataclass(frozen=True, slots=True)
class User:
    """A person or the bot."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = "en"
    is_bot: bool = False


@dataclass(frozen=True, slots=True)
class Service:
    """What a service message reports; one field is set."""

    new_members: tuple[int, ...] = ()
    left_member: int = 0
    migrate_to: int = 0
    migrate_from: int = 0
    pinned: int = 0  # message id


@dataclass(frozen=True, slots=True)
class Forward:
    """Where a forwarded message comes from."""

    sender_id: int
    date: int  # Unix seconds


@dataclass(frozen=True, slots=True)
class Message:
    """One message, one version; an edit replaces it by another under the same id.

    Who posts a message leaves id, chat and date to the world.
    """

    sender_id: int
    body: FormattedText = NOTHING  # the text, or the caption of media
    id: int = 0
    chat_id: int = 0
    date: int = 0  # Unix seconds
    media: Media | None = None
    poll_id: str = ""
    keyboard: InlineKeyboard = ()
    reply_keyboard: ReplyKeyboard | None = None
    reply_to: int = 0  # message id in the same chat
    edit_date: int = 0
    preview: str = ""  # link_preview_options as it was sent, JSON
    service: Service | None = None
    album: str = ""  # media_group_id
    forward: Forward | None = None
    inline_id: str = ""  # of messages sent through the bot's inline mode
    hidden_from_bot: bool = False  # privacy mode, or the bot was not there

    @property
    def text(self) -> str:
        """The text or caption without formatting."""
        return self.body.text

    @property
    def entities(self) -> tuple[Entity, ...]:
        """What is marked in the text."""
        return self.body.entities

    @property
    def buttons(self) -> tuple[Button, ...]:
        """All inline buttons, row by row."""
        return tuple(button for row in self.keyboard for button in row)

    def forwarded_by(self, sender_id: int) -> "Message":
        """A draft that sends this message on; polls stay one poll, keyboards stay behind."""
        return Message(
            sender_id,
            self.body,
            media=self.media,
            poll_id=self.poll_id,
            preview=self.preview,
            forward=self.forward or Forward(self.sender_id, self.date),
        )

    def copied_by(self, sender_id: int) -> "Message":
        """A draft of the same content with nobody else's name on it."""
        return Message(sender_id, self.body, media=self.media, preview=self.preview)

    def commands(self) -> list[str]:
        """The commands in the text, as written: `/rate`, `/rate@moviebot`."""
        return [cut(self.text, each) for each in self.entities if each.type == "bot_command"]


@dataclass(slots=True, eq=False)
class CallbackQuery:
    """One press of an inline button, open until it is answered or too old."""

    id: str
    person_id: int
    chat_id: int
    message_id: int
    data: str
    expires: float  # on the world's clock
    answered: bool = False


@dataclass(slots=True, eq=False)
class Chat:
    """A private chat of one person with the bot, or a group."""

    id: int
    kind: ChatKind
    title: str = ""
    person_id: int = 0  # private chats
    members: dict[int, MemberStatus] = field(default_factory=dict)  # by user id, the bot too
    messages: dict[int, Message] = field(default_factory=dict)
    reactions: dict[int, dict[int, tuple[str, ...]]] = field(default_factory=dict)
    """Emoji by message id and user id."""
    pinned: list[int] = field(default_factory=list)  # message ids, oldest first
    migrated_to: int = 0

    @property
    def owner_id(self) -> int:
        """Who created the group; of a private chat, the person."""
        creators = (user_id for user_id, status in self.members.items() if status == "creator")
        return next(creators, self.person_id)

    def has(self, user_id: int) -> bool:
        """Whether the user is in the chat now."""
        return self.members.get(user_id) in PRESENT
