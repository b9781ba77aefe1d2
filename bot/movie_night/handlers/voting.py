"""The vote of a movie night: votes, vetoes, what it would be for oneself, the end."""

import asyncio
import logging
from collections.abc import Sequence
from functools import partial

from bot.conversation.messenger import MessageAt, Messenger, MessengerError
from bot.conversation.turn import Turn
from bot.movie_night.ballots import texts_of_night
from bot.movie_night.ending import end_early
from bot.movie_night.handlers.gathering import night_of
from bot.movie_night.presses import NightClose, NightForMe, NightPress, NightVeto
from bot.movie_night.rights import require_leader
from bot.movie_night.strangers import settle
from bot.movie_night.views.voting import for_me, nameless, veto_toast
from bot.service.profiles import profile_of
from bot.service.services import Services
from bot.words.problems import Problem
from bot.words.texts import film_label
from storage.night_votes import Round
from storage.nights import MAX_MEMBERS, Member, Night, NightState

_log = logging.getLogger(__name__)


async def on_vote(turn: Turn, poll_id: str, options: Sequence[int]) -> None:
    """Somebody votes, votes otherwise, or takes their vote back.

    Args:
        turn: without a speaker where an anonymous administrator votes, or a channel.
        poll_id: of the poll.
        options: places of the answers that are chosen now.
    """
    services, person = turn.services, turn.speaker
    if person is None:
        if options:
            await _explain_nameless(services, turn.messenger, poll_id)
        return
    await services.people.remember(person.user_id, person.language_code)
    voter = Member(person.user_id, person.full_name)
    heard = await services.night_votes.vote(poll_id, voter, options)
    if heard is None:
        return
    if not heard.counts:
        await _settle(turn, heard.round)
    _end_soon(turn, heard.round)


async def _settle(turn: Turn, now: Round) -> None:
    """Find out whether somebody who has not joined may vote; else the clock of the nights does."""
    night = await turn.services.nights.find(now.night_id)
    if night is not None:
        try:
            await settle(turn.services, turn.messenger, night, now, turn.person.user_id)
        except MessengerError as exc:
            _log.warning("a vote has to wait: %s", exc)


async def on_veto(turn: Turn, press: NightVeto) -> None:
    """Rule out a film, or take that back; only who presses is told."""
    night, now = await _vote_of(turn, press, press.round)
    if not 0 <= press.option < len(now.films):
        raise Problem("problem-button-old")
    services, person = turn.services, turn.person
    is_in = any(member.user_id == person.user_id for member in night.members)
    if not is_in and len(night.members) >= MAX_MEMBERS:
        raise Problem("problem-night-full", count=MAX_MEMBERS)
    await services.people.remember(person.user_id, person.language_code)
    movie_id = now.films[press.option].movie_id
    voter = Member(person.user_id, person.full_name)
    stands = await services.night_votes.veto(press.night_id, voter, movie_id)
    catalog = turn.recommender.catalog
    if stands not in {None, movie_id}:
        used = catalog.film(stands)
        label = film_label(used) if used else turn.texts.plain("film-of-number", id=str(stands))
        raise Problem("problem-veto-used", film=label)
    taken_back = stands is None
    toast = veto_toast(turn.texts, catalog.film(movie_id), movie_id, taken_back=taken_back)
    await turn.toast(toast)
    _end_soon(turn, now)


async def on_for_me(turn: Turn, press: NightForMe) -> None:
    """What whoever presses would give the films; shown to them alone."""
    _, now = await _vote_of(turn, press, press.round)
    services, person = turn.services, turn.person
    profile = await profile_of(services, person.user_id)
    movie_ids = [film.movie_id for film in now.films]
    judged = await asyncio.to_thread(turn.recommender.judge_all, profile, movie_ids)
    stars = [each.stars if each is not None else None for each in judged]
    await turn.alert(for_me(turn.texts, stars, known=bool(profile.ratings)))


async def on_close(turn: Turn, press: NightClose) -> None:
    """End the vote before its time."""
    night, now = await _vote_of(turn, press, None)
    await require_leader(turn, night.opener_id)
    await turn.services.night_votes.end_now(night.night_id, now.round)
    await turn.toast(turn.texts.plain("toast-night-closing"))


async def _explain_nameless(services: Services, messenger: Messenger, poll_id: str) -> None:
    """Say next to the poll why such a vote does not count; in each night once.

    Telegram does not say whose the votes of anonymous administrators and of channels are.
    """
    now = await services.night_votes.by_poll(poll_id)
    night = await services.nights.find(now.night_id) if now is not None else None
    if now is None or now.poll is None or night is None or night.state is not NightState.VOTING:
        return
    if night.night_id in services.nameless_nights:
        return
    services.nameless_nights.add(night.night_id)
    if now.poll.message_id is not None:
        at = MessageAt(now.poll.chat_id, now.poll.message_id)
        await messenger.probe(at, nameless(texts_of_night(night)), or_alone=True)


def _end_soon(turn: Turn, now: Round) -> None:
    """Look, behind the handler's back, whether that was the last vote.

    A handler that looked itself would keep what the same person does next waiting, which may well
    be to take the vote back.
    """
    turn.messenger.spawn(partial(end_early, turn.services, now))  # else the next start looks


async def _vote_of(turn: Turn, press: NightPress, number: int | None) -> tuple[Night, Round]:
    """The vote that is on, of which the button is; `number` None: of whatever round.

    Raises:
        Problem: it is over.
    """
    night = await night_of(turn, press)
    rounds = await turn.services.night_votes.rounds(night.night_id)
    if night.state is not NightState.VOTING or number not in {None, rounds[-1].round}:
        raise Problem("problem-night-over")
    return night, rounds[-1]
