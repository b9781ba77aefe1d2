"""One turn of a conversation: who says something where, and how the bot answers them.

An edge makes a turn once for each thing that reaches it. A handler takes the turn and what was
understood, makes one call below, and says one thing.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.conversation.messenger import (
    Action,
    Destination,
    MessageAt,
    Messenger,
    MessengerError,
    SentFile,
)
from bot.conversation.offers import Offers
from bot.conversation.reply import Reply
from bot.service.services import Services
from bot.words.problems import Problem
from bot.words.texts import Html, Texts
from core.catalog.films import Film
from core.recommend.recommender import Recommender

_log = logging.getLogger(__name__)

_SHOWN = 4.5  # seconds; Telegram's applications forget an action after five


@dataclass(frozen=True, slots=True)
class Person:
    """Who speaks."""

    user_id: int
    first_name: str
    full_name: str
    language_code: str | None  # what their application says


@dataclass(frozen=True, slots=True)
class Chat:
    """Where a turn takes place."""

    chat_id: int
    is_private: bool
    is_group: bool  # a channel is neither
    thread_id: int | None = None  # the topic of a forum


@dataclass(frozen=True, slots=True)
class Message:
    """What is answered: somebody's message, or that of the bot's whose button was pressed."""

    at: MessageAt
    text: str = ""
    is_forwarded: bool = False
    file: SentFile | None = None
    replied_file: SentFile | None = None  # in the message that it replies to


@dataclass(frozen=True, slots=True)
class Turn:
    """Everything a handler needs, read once."""

    speaker: Person | None  # None: nobody in particular, as a channel or an anonymous admin
    chat: Chat | None  # None: typed inline, or a vote
    message: Message | None
    texts: Texts  # in the speaker's language
    recommender: Recommender  # in service when the turn began
    services: Services
    messenger: Messenger
    menu: tuple[str, ...] = ()  # names of the commands that are shown, the most useful first
    press_id: str | None = None  # of the button that was pressed
    query_id: str | None = None  # of what is being typed inline

    @property
    def person(self) -> Person:
        """Who speaks.

        Raises:
            Problem: nobody in particular, such as a channel or an anonymous administrator.
        """
        if self.speaker is None:
            raise Problem("problem-nobody")
        return self.speaker

    @property
    def is_private(self) -> bool:
        """Whether nobody else reads along."""
        return self.chat is not None and self.chat.is_private

    def film(self, movie_id: int) -> Film:
        """A film of the data set.

        Raises:
            Problem: the one that is loaded now does not have it.
        """
        film = self.recommender.catalog.film(movie_id)
        if film is None:
            raise Problem("problem-film-gone")
        return film

    async def say(
        self, reply: Reply, *, expects_answer: bool = False, quotes: bool = False
    ) -> MessageAt:
        """Send a message; in groups as a reply, so that it is clear to whom.

        Args:
            reply: what to say.
            expects_answer: in groups, open a reply field: a bot there hears only replies.
            quotes: as a reply in private too.
        """
        asks = expects_answer and not self.is_private
        return await self.messenger.send(self._here(quotes=quotes), reply, expects_answer=asks)

    async def replace(self, reply: Reply, at: MessageAt | None = None) -> MessageAt:
        """Edit a message of the bot's, the one whose button was pressed if none is named.

        Where it cannot be edited, a new one is sent.

        Returns:
            Where it stands now.
        """
        if at is None:
            at = self._answered().at
        return at if await self.messenger.edit(at, reply) else await self.say(reply)

    async def become(
        self,
        meanwhile: Reply,
        work: Callable[[], Awaitable[Reply]],
        *,
        broken_off: Reply,
        at: MessageAt | None = None,
    ) -> None:
        """Say that something is being done and, in the same message, what came of it.

        Args:
            meanwhile: said at once, as a reply to what is answered.
            work: what is done, and what is to be said then; also a `Problem` is said there.
            broken_off: stands there where the work fails by a fault of ours, which is raised.
            at: a message of the bot's to say all that in.
        """
        if at is None:
            at = await self.say(meanwhile, quotes=True)
        else:
            at = await self.replace(meanwhile, at)
        try:
            reply = await work()
        except Problem as problem:
            reply = Reply(self.texts(problem.key, **problem.values))
        except Exception:
            await self.messenger.edit(at, broken_off)
            raise
        await self.replace(reply, at)

    async def toast(self, text: str = "") -> None:
        """Answer a press, in passing; before anything slower, so that its spinner stops.

        Where nothing was pressed, nothing is said.
        """
        if self.press_id is not None:
            await self.messenger.answer_press(self.press_id, text)

    async def alert(self, text: str) -> None:
        """Answer a press so that it has to be read, by whoever pressed and nobody else."""
        if self.press_id is not None:
            await self.messenger.answer_press(self.press_id, text, alert=True)

    async def ask(self, question: str, reply: Reply) -> None:
        """Ask something that the next text answers.

        Args:
            question: what is asked, as the database keeps it.
            reply: the same in words.
        """
        at = self._answered().at
        await self.services.questions.ask(at.chat_id, self.person.user_id, question)
        await self.say(reply, expects_answer=True)

    async def send_picture(self, picture: bytes, caption: Html) -> None:
        """Send a picture; in groups as a reply. A caption has at most 1024 characters as shown."""
        await self.messenger.send_picture(self._here(), picture, caption)

    async def send_file(self, content: bytes, name: str, caption: Html) -> None:
        """Send a file; in groups as a reply. A caption has at most 1024 characters as shown."""
        await self.messenger.send_file(self._here(), content, name, caption)

    async def offer(self, offers: Offers) -> None:
        """Offer something to who types inline; elsewhere nothing happens."""
        if self.query_id is not None:
            await self.messenger.answer_query(self.query_id, offers)

    @asynccontextmanager
    async def showing(self, action: Action) -> AsyncIterator[None]:
        """Show an action ("sending a photo…") in the chat while the block runs."""
        task = asyncio.create_task(self._show(action))
        try:
            yield
        finally:
            task.cancel()
            await asyncio.wait([task])

    async def _show(self, action: Action) -> None:
        try:
            while True:
                await self.messenger.show(self._here(), action)
                await asyncio.sleep(_SHOWN)
        except MessengerError as exc:  # it is only for show
            _log.info("what is being done was not shown: %s", exc)

    def _here(self, *, quotes: bool = False) -> Destination:
        at = self._answered().at
        thread = self.chat.thread_id if self.chat is not None else None
        answers = None if self.is_private and not quotes else at.message_id
        return Destination(at.chat_id, thread, answers)

    def _answered(self) -> Message:
        if self.message is None:
            raise ValueError("there is no message to respond to")
        return self.message
