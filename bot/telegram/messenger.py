"""Sending to Telegram so that what is harmless there does no harm here.

The only place that looks at the texts of Telegram's errors, and that turns them into ours.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

import httpx
from telegram import (
    BotCommandScopeChat,
    ChatMemberRestricted,
    ForceReply,
    ReplyParameters,
)
from telegram import Message as TelegramMessage
from telegram.constants import ChatAction, ChatMemberStatus, ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    TelegramError,
    TimedOut,
)

from bot.conversation.messenger import (
    Action,
    BlockedError,
    Destination,
    MessageAt,
    MessengerError,
    MovedError,
    Poll,
    PollMessage,
    Probe,
    RefusedError,
    SentFile,
    UncertainError,
    UnreachableError,
    WaitError,
)
from bot.conversation.offers import Offers
from bot.conversation.reply import Reply
from bot.conversation.rooms import Rooms
from bot.telegram.context import Bot, MovieBot
from bot.telegram.introduction import menu_of
from bot.telegram.markup import article, link_preview, markup, results_button
from bot.telegram.pacing import TooManyError
from bot.words.texts import Html, Texts
from storage.inbox import in_hand

_log = logging.getLogger(__name__)

_TOAST_LENGTH = 200
_OFFER_SECONDS = 5  # for which Telegram may repeat an offer: a rating given meanwhile changes it
_UNCHANGED = "message is not modified"
_TOO_OLD = "query is too old"
_NO_SUCH_MESSAGE = ("message to be replied not found", "replied message not found")
_CANNOT_EDIT = ("message to edit not found", "message can't be edited", "message_id_invalid")
_ADMINS = frozenset({ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR})
_MEMBERS = _ADMINS | {ChatMemberStatus.MEMBER}
_ACTIONS = {Action.PHOTO: ChatAction.UPLOAD_PHOTO, Action.FILE: ChatAction.UPLOAD_DOCUMENT}
_FETCH_SECONDS = 60.0  # others may be waiting for their turn
_PASSING = (
    5.0  # seconds for what is worth no more waiting; else as `bot/telegram/metering.py` has it
)
_POLL_TIMEOUT = 60.0  # seconds: one that comes later than it is looked for would be a second one


class TelegramMessenger:
    """`Messenger` on one bot of Telegram's."""

    def __init__(self, application: MovieBot, rooms: Rooms) -> None:
        self._application = application
        self._rooms = rooms
        self._bot: Bot = application.bot

    @property
    def username(self) -> str:
        """As Telegram calls the bot; known once it has connected."""
        return self._bot.username

    @property
    def offers_inline(self) -> bool:
        """As it was switched on with @BotFather."""
        return bool(self._bot.supports_inline_queries)

    async def send(
        self, to: Destination, reply: Reply, *, expects_answer: bool = False
    ) -> MessageAt:
        """Messenger.send."""
        force = ForceReply(selective=True) if expects_answer else None
        with _translated():
            sent = await self._bot.send_message(
                to.chat_id,
                reply.text,
                parse_mode=ParseMode.HTML,
                link_preview_options=link_preview(reply),
                reply_markup=markup(reply.keyboard, self._rooms.encode) or force,
                reply_parameters=_quoting(to),
                message_thread_id=to.thread_id,
            )
        return _place(sent)

    async def edit(self, at: MessageAt, reply: Reply) -> bool:
        """Messenger.edit; done twice it is the same, so after a broken connection it is."""
        with _translated():
            try:
                return await self._edit(at, reply)
            except NetworkError as exc:
                if not _may_be_done(exc):
                    raise
                return await self._edit(at, reply)

    async def _edit(self, at: MessageAt, reply: Reply) -> bool:
        try:
            await self._bot.edit_message_text(
                reply.text,
                at.chat_id,
                at.message_id,
                parse_mode=ParseMode.HTML,
                link_preview_options=link_preview(reply),
                reply_markup=markup(reply.keyboard, self._rooms.encode),
            )
        except BadRequest as exc:
            problem = exc.message.lower()
            if _UNCHANGED in problem:
                return True  # pressed twice: it says so already
            if any(reason in problem for reason in _CANNOT_EDIT):
                return False
            raise
        return True

    async def delete(self, at: MessageAt) -> None:
        """Messenger.delete."""
        with _translated(), _harmless("not deleted"):
            await self._bot.delete_message(at.chat_id, at.message_id)

    async def send_picture(self, to: Destination, picture: bytes, caption: Html) -> None:
        """Messenger.send_picture."""
        with _translated():
            await self._bot.send_photo(
                to.chat_id,
                picture,
                caption,
                parse_mode=ParseMode.HTML,
                reply_parameters=_quoting(to),
                message_thread_id=to.thread_id,
            )

    async def send_file(self, to: Destination, content: bytes, name: str, caption: Html) -> None:
        """Messenger.send_file."""
        with _translated():
            await self._bot.send_document(
                to.chat_id,
                content,
                caption,
                filename=name,
                parse_mode=ParseMode.HTML,
                reply_parameters=_quoting(to),
                message_thread_id=to.thread_id,
            )

    async def show(self, to: Destination, action: Action) -> None:
        """Messenger.show."""
        with _translated():
            await self._bot.send_chat_action(
                to.chat_id,
                _ACTIONS[action],
                message_thread_id=to.thread_id,
                read_timeout=_PASSING,
            )

    async def fetch(self, file: SentFile) -> bytes:
        """Messenger.fetch; Telegram gives files of 20 MB at most."""
        with _translated():
            try:
                async with asyncio.timeout(_FETCH_SECONDS):
                    found = await self._bot.get_file(file.file_id)
                    return bytes(await found.download_as_bytearray())
            except TimeoutError as exc:
                raise UnreachableError("it took too long") from exc

    async def answer_press(self, press_id: str, text: str = "", *, alert: bool = False) -> None:
        """Messenger.answer_press."""
        shown = text if len(text) <= _TOAST_LENGTH else text[: _TOAST_LENGTH - 1] + "…"
        with _translated():
            try:
                await self._bot.answer_callback_query(
                    press_id, shown or None, show_alert=alert, read_timeout=_PASSING
                )
            except (NetworkError, TooManyError) as exc:  # said in passing: what was pressed counts
                if isinstance(exc, BadRequest) and _TOO_OLD not in exc.message.lower():
                    raise
                _log.info("a button was not answered, or too late to show it: %s", exc)

    async def answer_query(self, query_id: str, offers: Offers) -> None:
        """Messenger.answer_query."""
        with _translated():
            try:
                await self._bot.answer_inline_query(
                    query_id,
                    [article(each, self._rooms.encode) for each in offers.offers],
                    cache_time=_OFFER_SECONDS,
                    is_personal=True,
                    next_offset=offers.next_offset,
                    button=results_button(offers.lead) if offers.lead else None,
                )
            except BadRequest as exc:
                if _TOO_OLD not in exc.message.lower():
                    raise
                _log.info("an inline query was answered too late to show it")

    async def send_poll(self, to: Destination, poll: Poll) -> PollMessage:
        """Messenger.send_poll."""
        with _translated():
            sent = await self._bot.send_poll(
                to.chat_id,
                poll.question,
                poll.options,
                is_anonymous=False,
                allows_multiple_answers=True,
                reply_markup=markup(poll.keyboard, self._rooms.encode),
                message_thread_id=to.thread_id,
                read_timeout=_POLL_TIMEOUT,
            )
        if sent.poll is None:
            raise TypeError("a poll was sent and none came back")
        return PollMessage(_place(sent), sent.poll.id, sent.poll.question)

    async def stop_poll(self, at: MessageAt) -> tuple[int, ...] | None:
        """Messenger.stop_poll."""
        with _translated():
            try:
                final = await self._bot.stop_poll(at.chat_id, at.message_id)
            except BadRequest as exc:
                _log.info("a poll was not stopped: %s", exc)
                return None
        return tuple(option.voter_count for option in final.options)

    async def forward(self, to_chat_id: int, at: MessageAt) -> MessageAt:
        """Messenger.forward."""
        with _translated():
            sent = await self._bot.forward_message(to_chat_id, at.chat_id, at.message_id)
        return _place(sent)

    async def probe(self, at: MessageAt, reply: Reply, *, or_alone: bool = False) -> Probe | None:
        """Messenger.probe."""
        with _translated():
            try:
                sent = await self._bot.send_message(
                    at.chat_id,
                    reply.text,
                    parse_mode=ParseMode.HTML,
                    link_preview_options=link_preview(reply),
                    reply_markup=markup(reply.keyboard, self._rooms.encode),
                    reply_parameters=ReplyParameters(
                        at.message_id, allow_sending_without_reply=or_alone
                    ),
                    disable_notification=True,
                )
            except BadRequest as exc:
                if any(reason in exc.message.lower() for reason in _NO_SUCH_MESSAGE):
                    return None
                raise
        return Probe(_place(sent), self._own_poll(sent.reply_to_message))

    async def pin(self, at: MessageAt) -> None:
        """Messenger.pin."""
        with _translated(), _harmless("not pinned"):
            await self._bot.pin_chat_message(at.chat_id, at.message_id, disable_notification=True)

    async def unpin(self, at: MessageAt) -> None:
        """Messenger.unpin."""
        with _translated(), _harmless("not unpinned"):
            await self._bot.unpin_chat_message(at.chat_id, at.message_id)

    async def is_admin(self, chat_id: int, user_id: int) -> bool:
        """Messenger.is_admin."""
        with _translated():
            try:
                member = await self._bot.get_chat_member(chat_id, user_id)
            except BadRequest as exc:  # where members are hidden, who runs the group is not
                _log.info("somebody's place in a group is not said: %s", exc)
                return await self._is_listed(chat_id, user_id)
        return member.status in _ADMINS

    async def is_member(self, chat_id: int, user_id: int) -> bool:
        """Messenger.is_member."""
        with _translated():
            try:
                member = await self._bot.get_chat_member(chat_id, user_id)
            except BadRequest as exc:
                _log.info("whether somebody is in a group is not said: %s", exc)
                return False
        if isinstance(member, ChatMemberRestricted):
            return member.is_member
        return member.status in _MEMBERS

    async def show_menu(self, user_id: int, texts: Texts | None) -> None:
        """Messenger.show_menu."""
        scope = BotCommandScopeChat(user_id)
        try:
            if texts is None:
                await self._bot.delete_my_commands(scope)
            else:
                await self._bot.set_my_commands(menu_of(self._rooms.menu, texts), scope)
        except TelegramError as exc:
            _log.info("the command menu of one person was not set: %s", exc)

    def spawn(self, work: Callable[[], Awaitable[object]]) -> bool:
        """Messenger.spawn; the application waits for it when it stops."""
        if not self._application.running:
            return False

        async def do() -> None:
            with in_hand(None):  # nothing that is done behind it belongs to the update in hand
                await work()

        self._application.create_task(do())
        return True

    async def _is_listed(self, chat_id: int, user_id: int) -> bool:
        try:
            admins = await self._bot.get_chat_administrators(chat_id)
        except BadRequest as exc:
            _log.info("who runs a group is not said: %s", exc)
            return False
        return any(admin.user.id == user_id for admin in admins)

    def _own_poll(self, message: TelegramMessage | None) -> PollMessage | None:
        if message is None or message.poll is None or message.from_user is None:
            return None
        if message.from_user.id != self._bot.id:
            return None
        return PollMessage(_place(message), message.poll.id, message.poll.question)


def translated(error: TelegramError) -> MessengerError:
    """What one of Telegram's errors means for a conversation."""
    match error:
        case ChatMigrated():
            return MovedError(str(error), error.new_chat_id)
        case TooManyError():
            return WaitError(str(error))
        case Forbidden():
            return BlockedError(str(error))
        case NetworkError() if not isinstance(error, BadRequest):
            return (
                UncertainError(str(error)) if _may_be_done(error) else UnreachableError(str(error))
            )
        case _:  # a BadRequest; anything else is as much a fault of ours
            return RefusedError(str(error))


def _may_be_done(error: NetworkError) -> bool:
    """Whether the question went out and only the answer is missing."""
    cause = error.__cause__
    if isinstance(cause, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout):
        return False
    return isinstance(error, TimedOut) or isinstance(cause, httpx.HTTPError)


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except TelegramError as exc:
        raise translated(exc) from exc


@contextmanager
def _harmless(what: str) -> Iterator[None]:
    """Go on where Telegram refuses something that nobody misses."""
    try:
        yield
    except BadRequest as exc:
        _log.debug("%s: %s", what, exc)


def _place(message: TelegramMessage) -> MessageAt:
    return MessageAt(message.chat_id, message.message_id)


def _quoting(to: Destination) -> ReplyParameters | None:
    if to.answers is None:
        return None
    return ReplyParameters(to.answers, allow_sending_without_reply=True)
