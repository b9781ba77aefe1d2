"""The buttons of a movie night before its vote: who is in, what is wanted, start, call off."""

from dataclasses import replace

from bot.conversation.messenger import Destination
from bot.conversation.turn import Turn
from bot.filters.facets import change
from bot.movie_night import voting, wishes
from bot.movie_night.presses import (
    NightCancel,
    NightChoice,
    NightClear,
    NightJoin,
    NightLeave,
    NightLike,
    NightOpenFor,
    NightPress,
    NightStart,
    NightTab,
    NightUnseen,
)
from bot.movie_night.request import OPEN_PERIODS, NightRequest
from bot.movie_night.rights import require_leader
from bot.movie_night.roster import redraw, roster_message, roster_of
from bot.movie_night.shortlist import choose
from bot.movie_night.views.gathering import wishes_noted
from bot.words.problems import Problem
from bot.words.texts import texts_for
from core.catalog.film_filter import ANY
from storage.nights import MAX_MEMBERS, JoinOutcome, Member, Night, NightState


async def on_join(turn: Turn, press: NightJoin) -> None:
    """Watch along; the toast says what the others will see."""
    night, person = await _gathering(turn, press), turn.person
    await turn.services.people.remember(person.user_id, person.language_code)
    member = Member(person.user_id, person.full_name)
    outcome = await turn.services.nights.join(night.night_id, member)
    if outcome is JoinOutcome.FULL:
        raise Problem("problem-night-full", count=MAX_MEMBERS)
    if outcome is JoinOutcome.CLOSED:
        raise Problem("problem-night-voting")
    joined = outcome is JoinOutcome.JOINED
    await turn.toast(turn.texts.plain("toast-night-joined" if joined else "toast-night-in-already"))
    if joined:
        redraw(turn.services, turn.messenger, night.night_id)


async def on_leave(turn: Turn, press: NightLeave) -> None:
    """Not watch along after all."""
    night = await _gathering(turn, press)
    left = await turn.services.nights.leave(night.night_id, turn.person.user_id)
    await turn.toast(turn.texts.plain("toast-night-left" if left else "toast-night-out-already"))
    if left:
        redraw(turn.services, turn.messenger, night.night_id)


async def on_start(turn: Turn, press: NightStart) -> None:
    """Choose the films and begin the vote."""
    night = await _gathering(turn, press)
    await require_leader(turn, night.opener_id)
    if not night.members:
        raise Problem("problem-night-empty")
    services = turn.services
    past = await services.night_mornings.past(night.chat_id)
    members = [member.user_id for member in night.members]
    chosen = await choose(services, NightRequest.decode(night.request), members, past)
    if not chosen.picks:
        raise Problem("problem-night-no-films")
    await turn.toast()
    await voting.begin(services, turn.messenger, night, chosen)
    redraw(turn.services, turn.messenger, night.night_id)


async def on_cancel(turn: Turn, press: NightCancel) -> None:
    """Call the night off."""
    night = await _gathering(turn, press)
    await require_leader(turn, night.opener_id)
    await turn.services.nights.cancel(night.night_id)
    await turn.toast(turn.texts.plain("toast-night-cancelled"))
    redraw(turn.services, turn.messenger, night.night_id)


async def on_tab(turn: Turn, press: NightTab) -> None:
    """Another page of what can be chosen, or none."""
    await _change(turn, press, lambda request: replace(request, tab=press.tab))


async def on_choose(turn: Turn, press: NightChoice) -> None:
    """Something about the films."""

    def how(request: NightRequest) -> NightRequest:
        return replace(request, wanted=change(request.wanted, request.genres, press.chosen))

    await _change(turn, press, how)


async def on_unseen(turn: Turn, press: NightUnseen) -> None:
    """Only films that are new to all, or any."""
    only = bool(press.only)
    await _change(turn, press, lambda request: replace(request, unseen=only))


async def on_open_for(turn: Turn, press: NightOpenFor) -> None:
    """How long the vote may go on."""
    if press.seconds not in OPEN_PERIODS:
        raise Problem("problem-button-old")
    await _change(turn, press, lambda request: replace(request, open_for=press.seconds))


async def on_clear(turn: Turn, press: NightClear) -> None:
    """Anything goes."""
    await _change(turn, press, lambda request: replace(request, wanted=ANY))


async def on_like(turn: Turn, press: NightLike) -> None:
    """Films like one that was asked about, or no longer."""
    if press.movie_id:
        turn.film(press.movie_id)
    like = press.movie_id or None

    def how(request: NightRequest) -> NightRequest:
        wanted = replace(request.wanted, like=like)
        wishes.check(turn.services, wanted)
        return replace(request, wanted=wanted)

    night = await _change(turn, press, how)
    if like is not None:  # the question which film was meant is answered
        texts = texts_for(NightRequest.decode(night.request).language)
        catalog = turn.recommender.catalog
        await turn.replace(wishes_noted(texts, roster_of(night), catalog))


async def _change(turn: Turn, press: NightPress, how: wishes.Change) -> Night:
    night = await _gathering(turn, press)
    await wishes.require_say(turn, night)
    changed = await wishes.change(turn.services, night.night_id, how)
    await turn.toast()
    redraw(turn.services, turn.messenger, night.night_id)
    return changed


async def _gathering(turn: Turn, press: NightPress) -> Night:
    """The night of a button, while it gathers people.

    Raises:
        Problem: it is over, or the vote has begun.
    """
    night = await night_of(turn, press)
    if night.state is NightState.VOTING:
        raise Problem("problem-night-voting")
    if night.state is not NightState.GATHERING:
        raise Problem("problem-night-gone")
    return night


async def night_of(turn: Turn, press: NightPress) -> Night:
    """The night of a button that was pressed in its group.

    Raises:
        Problem: there is no such night here.
    """
    night, chat = await turn.services.nights.find(press.night_id), turn.chat
    if night is None or chat is None or night.chat_id != chat.chat_id:
        raise Problem("problem-night-gone")
    return night


async def on_migration(turn: Turn, old_chat_id: int, new_chat_id: int) -> None:
    """The group has become another: people go on gathering there, or voting."""
    nights = turn.services.nights
    await nights.migrate(old_chat_id, new_chat_id)
    night = await nights.current(new_chat_id)
    if night is not None and night.state is NightState.GATHERING and night.message_id is None:
        reply = roster_message(turn.services, turn.messenger, night)
        sent = await turn.messenger.send(Destination(night.chat_id), reply)
        await nights.set_message(night.night_id, sent.message_id)
