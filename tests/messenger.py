"""A messenger that keeps what was said: the second one there is, so handlers need no Telegram."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.conversation.messenger import (
    Action,
    Destination,
    MessageAt,
    MessengerError,
    Poll,
    PollMessage,
    Probe,
    RefusedError,
    SentFile,
)
from bot.conversation.offers import Offers
from bot.conversation.reply import Reply
from bot.words.texts import Html, Texts


@dataclass(frozen=True, slots=True)
class Said:
    """One message as it was sent."""

    at: MessageAt
    to: Destination
    reply: Reply
    expects_answer: bool = False


@dataclass(frozen=True, slots=True)
class Attachment:
    """A picture or a file."""

    to: Destination
    content: bytes
    name: str  # "" for a picture
    caption: Html


@dataclass(slots=True, eq=False)
class RecordingMessenger:
    """`Messenger` of one bot in all its chats.

    A message that nobody has sent, or that was deleted, cannot be edited, forwarded or answered.
    """

    username: str = "moviebot"
    offers_inline: bool = True
    runs: bool = True  # False: nothing is begun behind anybody any more
    sent: list[Said] = field(default_factory=list)
    messages: dict[MessageAt, Reply] = field(default_factory=dict)  # as they stand, polls too
    latest: MessageAt | None = None  # what was sent or edited last
    toasts: list[str] = field(default_factory=list)  # also the empty ones, which stop a spinner
    alerts: list[str] = field(default_factory=list)
    offered: list[Offers] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    shown: list[Action] = field(default_factory=list)
    polls: dict[MessageAt, PollMessage] = field(default_factory=dict)
    counted: dict[MessageAt, tuple[int, ...]] = field(default_factory=dict)  # votes of open polls
    pinned: set[MessageAt] = field(default_factory=set)
    admins: set[tuple[int, int]] = field(default_factory=set)  # chat id, user id
    members: set[tuple[int, int]] = field(default_factory=set)  # chat id, user id
    menus: dict[int, Texts | None] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)  # that people have sent, by id
    _failures: dict[str, MessengerError] = field(default_factory=dict)
    _tasks: list[asyncio.Task[object]] = field(default_factory=list)
    _message_id: int = 1000

    def fail(self, method: str, error: MessengerError) -> None:
        """Let a method fail from now on."""
        self._failures[method] = error

    def work_again(self) -> None:
        """Let everything succeed again."""
        self._failures.clear()

    async def settled(self) -> None:
        """Wait for everything that was begun behind a handler; its failures are raised."""
        while self._tasks:
            await self._tasks.pop(0)

    async def close(self) -> None:
        """End what goes on behind handlers; failures so far are raised."""
        for task in self._tasks:
            if task.done():
                task.result()
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def new_id(self) -> int:
        """Of the next message, whoever sends it."""
        self._message_id += 1
        return self._message_id

    async def send(
        self, to: Destination, reply: Reply, *, expects_answer: bool = False
    ) -> MessageAt:
        """Messenger.send."""
        await self._check("send")
        at = self._put(to.chat_id, reply)
        self.sent.append(Said(at, to, reply, expects_answer))
        return at

    async def edit(self, at: MessageAt, reply: Reply) -> bool:
        """Messenger.edit."""
        await self._check("edit")
        if at not in self.messages:
            return False
        self.messages[at], self.latest = reply, at
        return True

    async def delete(self, at: MessageAt) -> None:
        """Messenger.delete."""
        await self._check("delete")
        self.messages.pop(at, None)

    async def send_picture(self, to: Destination, picture: bytes, caption: Html) -> None:
        """Messenger.send_picture."""
        await self._check("send_picture")
        self.attachments.append(Attachment(to, picture, "", caption))

    async def send_file(self, to: Destination, content: bytes, name: str, caption: Html) -> None:
        """Messenger.send_file."""
        await self._check("send_file")
        self.attachments.append(Attachment(to, content, name, caption))

    async def show(self, to: Destination, action: Action) -> None:
        """Messenger.show."""
        del to
        await self._check("show")
        self.shown.append(action)

    async def fetch(self, file: SentFile) -> bytes:
        """Messenger.fetch."""
        await self._check("fetch")
        if file.file_id not in self.files:
            raise RefusedError("there is no such file")
        return self.files[file.file_id]

    async def answer_press(self, press_id: str, text: str = "", *, alert: bool = False) -> None:
        """Messenger.answer_press."""
        del press_id
        await self._check("answer_press")
        (self.alerts if alert else self.toasts).append(text)

    async def answer_query(self, query_id: str, offers: Offers) -> None:
        """Messenger.answer_query."""
        del query_id
        await self._check("answer_query")
        self.offered.append(offers)

    async def send_poll(self, to: Destination, poll: Poll) -> PollMessage:
        """Messenger.send_poll."""
        await self._check("send_poll")
        at = self._put(to.chat_id, Reply(Html(poll.question), poll.keyboard))
        self.polls[at] = PollMessage(at, f"poll-{at.message_id}", poll.question)
        self.counted[at] = (0,) * len(poll.options)
        return self.polls[at]

    async def stop_poll(self, at: MessageAt) -> tuple[int, ...] | None:
        """Messenger.stop_poll."""
        await self._check("stop_poll")
        return self.counted.pop(at, None)

    async def forward(self, to_chat_id: int, at: MessageAt) -> MessageAt:
        """Messenger.forward."""
        await self._check("forward")
        if at not in self.messages:
            raise RefusedError("there is no message to forward")
        return self._put(to_chat_id, self.messages[at])

    async def probe(self, at: MessageAt, reply: Reply, *, or_alone: bool = False) -> Probe | None:
        """Messenger.probe."""
        await self._check("probe")
        if at not in self.messages and not or_alone:
            return None
        to = Destination(at.chat_id, answers=at.message_id if at in self.messages else None)
        return Probe(await self.send(to, reply), self.polls.get(at))

    async def pin(self, at: MessageAt) -> None:
        """Messenger.pin."""
        await self._check("pin")
        self.pinned.add(at)

    async def unpin(self, at: MessageAt) -> None:
        """Messenger.unpin."""
        await self._check("unpin")
        self.pinned.discard(at)

    async def is_admin(self, chat_id: int, user_id: int) -> bool:
        """Messenger.is_admin."""
        await self._check("is_admin")
        return (chat_id, user_id) in self.admins

    async def is_member(self, chat_id: int, user_id: int) -> bool:
        """Messenger.is_member."""
        await self._check("is_member")
        return (chat_id, user_id) in self.members

    async def show_menu(self, user_id: int, texts: Texts | None) -> None:
        """Messenger.show_menu."""
        self.menus[user_id] = texts

    def spawn(self, work: Callable[[], Awaitable[object]]) -> bool:
        """Messenger.spawn; `settled` waits for it."""
        if not self.runs:
            return False

        async def do() -> object:
            return await work()

        self._tasks.append(asyncio.create_task(do()))
        return True

    async def _check(self, method: str) -> None:
        await asyncio.sleep(0)  # whatever is sent, others get their turn
        if method in self._failures:
            raise self._failures[method]

    def _put(self, chat_id: int, reply: Reply) -> MessageAt:
        at = MessageAt(chat_id, self.new_id())
        self.messages[at], self.latest = reply, at
        return at
