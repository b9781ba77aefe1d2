"""One act of a person and what the bot made of it: waiting for, and reading, the answer."""

import asyncio
from dataclasses import dataclass, field, replace

from bot.playground.inline import InlineResult
from bot.playground.journal import Event
from bot.playground.model import Message
from bot.playground.world import World

QUIET = 0.2  # seconds without a sign of the bot before it counts as done
PATIENCE = 30.0  # seconds, on a machine that has much else to do


@dataclass(frozen=True, slots=True)
class Turn:
    """What followed an act.

    Attributes:
        since: length of the journal when the act began.
        after: id of the newest update from before the act.
        message: what the person wrote, when the act was writing.
        update_id: of the newest update that the act put into the bot's queue; 0 when there is
            none, because the bot does not hear such things.
        query_id: of the callback query, when the act was a press.
    """

    world: World = field(repr=False)
    chat_id: int
    since: int
    after: int = 0
    message: Message | None = None
    update_id: int = 0
    query_id: str = ""

    def caused(self, message: Message | None) -> "Turn":
        """The same turn after the act."""
        newest = self.world.updates.last_id
        return replace(self, message=message, update_id=newest if newest > self.after else 0)

    @property
    def events(self) -> list[Event]:
        """Everything the bot has done since, in any chat."""
        return [event for event in self.world.journal.events[self.since :] if event.by_bot]

    @property
    def messages(self) -> list[Message]:
        """What the bot has written or rewritten in this chat since: newest versions, in order."""
        ids = dict.fromkeys(
            event.message_id
            for event in self.events
            if event.chat_id == self.chat_id and event.kind in {"message", "edited"}
        )
        found = [self.world.find(self.chat_id, message_id) for message_id in ids]
        return [message for message in found if message is not None]

    async def settled(
        self, *, quiet: float = QUIET, within: float = PATIENCE, expect: bool = True
    ) -> "Turn":
        """Wait until the bot has dealt with the act.

        That is: the update is acknowledged, the bot has done something since, no request is
        being answered, and nothing more came for a while. Where `world.idle` is set, that
        replaces the while.

        Args:
            quiet: seconds without anything new that count as "nothing more".
            within: seconds until giving up.
            expect: whether the bot is supposed to do something at all.

        Raises:
            TimeoutError: the bot did not take the update, or did nothing though it was expected.
        """
        world = self.world
        async with asyncio.timeout(within):
            await world.journal.until(lambda: world.updates.is_done(self.update_id), within)
            if world.idle is not None:
                await world.idle()
                return self
            if expect and self.update_id:
                await world.journal.until(self._has_reaction, within)
            await self._until_quiet(quiet)
        return self

    async def shows(self, text: str, *, within: float = PATIENCE) -> Message:
        """Wait for a message in this chat that contains a text, however long the bot thinks."""
        found: list[Message] = []

        def shown() -> bool:
            found[:] = [message for message in self.messages if text in message.text]
            return bool(found)

        await self.world.journal.until(shown, within)
        return found[-1]

    async def replies(
        self, *, quiet: float = QUIET, within: float = PATIENCE, expect: bool = True
    ) -> list[Message]:
        """What the bot wrote or rewrote in this chat, once it has settled."""
        return (await self.settled(quiet=quiet, within=within, expect=expect)).messages

    async def reply(self, *, quiet: float = QUIET, within: float = PATIENCE) -> Message:
        """The last thing the bot wrote or rewrote in this chat, once it has settled.

        Raises:
            LookupError: it wrote nothing there.
        """
        messages = await self.replies(quiet=quiet, within=within)
        if not messages:
            raise LookupError("the bot wrote nothing here")
        return messages[-1]

    async def toast(self, *, within: float = PATIENCE) -> str:
        """The text that answered the press; empty when the answer had none."""
        answer: list[Event] = []

        def answered() -> bool:
            answer[:] = [event for event in self.events if event.query_id == self.query_id]
            return bool(answer)

        await self.world.journal.until(answered, within)
        return answer[0].text

    async def results(self, *, within: float = PATIENCE) -> tuple[InlineResult, ...]:
        """What the bot offers for what was typed inline."""
        query = self.world.inline_queries[self.query_id]
        await self.world.journal.until(lambda: query.answered, within)
        return query.results

    def _has_reaction(self) -> bool:
        """Whether the bot did more than to announce that it is typing."""
        return any(event.kind != "chat_action" for event in self.events)

    async def _until_quiet(self, quiet: float) -> None:
        journal = self.world.journal
        while True:
            seen = len(journal.events)
            await asyncio.sleep(quiet)
            if len(journal.events) == seen and self.world.in_flight == 0:
                return
