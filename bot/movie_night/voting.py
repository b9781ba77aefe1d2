"""The vote of a movie night: what comes next is read from the database, done, and written down.

So whoever goes on with a night, after a restart or a failure too, goes on where it stands. What
was sent and not written down could be sent twice; a poll is therefore looked for before.
"""

import logging
from dataclasses import dataclass

from bot.conversation.messenger import (
    BlockedError,
    Destination,
    MessageAt,
    Messenger,
    MessengerError,
    MovedError,
    Poll,
    PollMessage,
    RefusedError,
)
from bot.conversation.reply import Reply
from bot.movie_night.ballots import ballot_of, new_round, picks_of, texts_of_night
from bot.movie_night.ending import announce, end_early, end_round, was_vetoed
from bot.movie_night.recovery import find_poll
from bot.movie_night.request import NightRequest
from bot.movie_night.roster import redraw_now
from bot.movie_night.shortlist import Shortlist
from bot.movie_night.strangers import settle_all
from bot.movie_night.views.voting import (
    Ballot,
    goes_on,
    next_round,
    not_allowed,
    poll_keyboard,
    poll_options,
    poll_question,
    shortlist,
)
from bot.service.services import Services
from bot.words.texts import Html, Texts, lines
from storage.night_votes import Round, SentPoll
from storage.nights import Night, NightState

_log = logging.getLogger(__name__)


async def begin(services: Services, messenger: Messenger, night: Night, chosen: Shortlist) -> None:
    """End the gathering and let the group vote on these films; begun already, nothing changes."""
    open_for = NightRequest.decode(night.request).open_for
    await services.night_votes.begin(night.night_id, 1, new_round(chosen, open_for))
    try:
        await carry_on(services, messenger, night.night_id)
    except MessengerError as exc:  # the clock of the nights tries again
        _log.warning("night %d has to wait: %s", night.night_id, exc)


async def carry_on(services: Services, messenger: Messenger, night_id: int) -> None:
    """Do whatever it is time for in a night, until it is the group's turn again.

    Where the bot may not write any more, the night is called off.

    Raises:
        MessengerError: Telegram is not reached, or wants the bot to wait.
    """
    async with services.night_turns.turn(night_id):
        while (night := await services.nights.find(night_id)) is not None:
            turn = _Step(services, messenger, night, await services.night_votes.rounds(night_id))
            try:
                if not await turn.go_on():
                    return
            except MovedError as exc:
                await services.nights.migrate(night.chat_id, exc.new_chat_id)
            except (RefusedError, BlockedError) as exc:
                await turn.give_up(exc)


@dataclass(frozen=True, slots=True)
class _Step:
    """One step of a night."""

    services: Services
    messenger: Messenger
    night: Night
    rounds: list[Round]  # the one under way last

    async def go_on(self) -> bool:
        """Take the step; False where there is none to take."""
        night = self.night
        if night.state is NightState.VOTING:
            now = self.rounds[-1]
            if now.poll is None:
                await self._open_round(now)
            elif now.poll.chat_id != night.chat_id:
                await self._follow(now, now.poll)
            elif await settle_all(self.services, self.messenger, night, now):
                return True
            elif self.services.night_votes.seconds_left(now):
                return await end_early(self.services, now)
            else:
                await end_round(self.services, self.messenger, night, self.rounds)
            return True
        if night.state in {NightState.DECIDED, NightState.NOBODY} and night.announced_at is None:
            await announce(self.services, self.messenger, night, self.rounds)
        return False

    async def give_up(self, why: MessengerError) -> None:
        """The bot was thrown out, or may not send what the night needs."""
        night = self.night
        _log.warning("night %d cannot go on: %s", night.night_id, why)
        await self.services.nights.cancel(night.night_id)
        await self.services.nights.announced(night.night_id)
        if isinstance(why, RefusedError) and night.state is NightState.VOTING:
            try:
                said = not_allowed(texts_of_night(night))
                await self.messenger.send(Destination(night.chat_id), said)
                await redraw_now(self.services, self.messenger, night.night_id)
            except MessengerError as exc:
                _log.info("the group of night %d was not told: %s", night.night_id, exc)

    async def _open_round(self, now: Round) -> None:
        """Send the list and the poll, or what is missing of them."""
        found = None
        if now.anchor is None:
            await self._list(now)
        else:
            question = poll_question(self._texts, self._ballot(now))
            reply = goes_on(self._texts)
            found = await find_poll(self.messenger, self.night.chat_id, now.anchor, question, reply)
        there = found or await self._ask(now)
        poll = SentPoll(there.poll_id, there.at.chat_id, there.at.message_id)
        votes = self.services.night_votes
        await votes.poll_sent(self.night.night_id, now.round, poll, just_now=found is None)
        await self.messenger.pin(there.at)

    async def _list(self, now: Round) -> None:
        night, services = self.night, self.services
        if now.round == 1:
            await redraw_now(services, self.messenger, night.night_id)
        reply = shortlist(
            self._texts,
            self._ballot(now),
            picks_of(now),
            n_members=len(night.members),
            n_unknown=now.n_unknown,
            open_for=now.closes_at - now.begun_at,
        )
        if now.round > 1:
            vetoed = await was_vetoed(services, self.rounds[:-1])
            before = next_round(self._texts, vetoed=vetoed)
            reply = Reply(lines(before.text, Html(), reply.text))
        sent = await self.messenger.send(Destination(night.chat_id, night.thread_id), reply)
        await services.night_votes.set_anchor(night.night_id, now.round, sent.message_id)

    async def _ask(self, now: Round) -> PollMessage:
        ballot = self._ballot(now)
        poll = Poll(
            poll_question(self._texts, ballot),
            poll_options(self._texts, ballot),
            poll_keyboard(self._texts, ballot),
        )
        to = Destination(self.night.chat_id, self.night.thread_id)
        return await self.messenger.send_poll(to, poll)

    async def _follow(self, now: Round, poll: SentPoll) -> None:
        """Take the poll, which stays the same one, along to where the group has moved."""
        moved = None
        if poll.message_id is not None:
            try:
                at = MessageAt(poll.chat_id, poll.message_id)
                sent = await self.messenger.forward(self.night.chat_id, at)
            except RefusedError as exc:  # what has been voted counts all the same
                _log.info("the poll of night %d stays behind: %s", self.night.night_id, exc)
            else:
                moved = sent.message_id
        votes = self.services.night_votes
        await votes.poll_moved(self.night.night_id, now.round, self.night.chat_id, moved)

    def _ballot(self, now: Round) -> Ballot:
        return ballot_of(self.services, self.night, now)

    @property
    def _texts(self) -> Texts:
        return texts_of_night(self.night)
