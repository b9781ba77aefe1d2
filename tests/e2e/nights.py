"""Playing a movie night: what its people do, and what the group has seen of it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from bot.playground import Message, Person, World
from bot.playground.model import Chat
from bot.playground.polls import Poll

JOIN, START = "🙋 I’m in", "▶ Start the vote"
WINS, MORNING, GOES_ON = "Tonight you watch", "at the movie night?", "The vote goes on here."


@dataclass(frozen=True)
class Group:
    """A group with the bot in it."""

    world: World
    chat: Chat

    def of_bot(self, text: str = "") -> list[Message]:
        """What the bot has written here and has not deleted."""
        messages = self.chat.messages.values()
        bot = self.world.bot.id
        return [each for each in messages if each.sender_id == bot and text in each.text]

    def polls(self) -> list[Message]:
        """The messages with polls, oldest first."""
        return [message for message in self.of_bot() if message.poll_id]

    def poll_of(self, message: Message) -> Poll:
        """How a vote stands."""
        return self.world.polls[message.poll_id]

    async def until(self, done: Callable[[], bool], within: float = 20) -> None:
        """Wait for something to be seen."""
        await self.world.journal.until(done, within)

    async def says(self, text: str, within: float = 20) -> Message:
        """Wait for the bot to say something here."""
        await self.until(lambda: bool(self.of_bot(text)), within)
        return self.of_bot(text)[-1]

    async def asks(self, n_polls: int = 1, within: float = 20) -> Message:
        """Wait for so many polls; the last one, with its buttons."""
        await self.until(lambda: len(self.polls()) >= n_polls, within)
        await asyncio.sleep(0.3)  # another one would be a mistake
        assert len(self.polls()) == n_polls
        return self.polls()[-1]

    async def gather(self, *people: Person) -> Message:
        """The roster of a night that the first of them opens and the others join."""
        opener, *others = people
        roster = await opener.says("/movienight", chat=self.chat).reply(within=30)
        for other in others:
            await other.presses(roster, JOIN).toast()
        return roster

    async def votes_on(self, *people: Person) -> Message:
        """The first poll of a night that they have opened, joined and started."""
        roster = await self.gather(*people)
        people[0].presses(roster, START)
        return await self.asks()


def group_of(world: World, opener: Person, *others: Person) -> Group:
    """A new group."""
    return Group(world, opener.creates_group("Films", *others))


def films_of(group: Group, poll: Message) -> list[str]:
    """The titles on a ballot, without their numbers; the last option is none of them."""
    *films, _ = group.poll_of(poll).options
    return [film.text.split(". ", 1)[1] for film in films]
