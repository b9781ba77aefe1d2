"""The buttons of a movie night before its vote: who is in, what is wanted, start, call off."""

from dataclasses import replace

from telegram import Update

from bot.callbacks import (
    NightCancel,
    NightClear,
    NightGenre,
    NightJoin,
    NightLeave,
    NightLike,
    NightOpenFor,
    NightPress,
    NightStart,
    NightTab,
    NightUnseen,
    NightYears,
)
from bot.context import Context
from bot.edge import acknowledge, rewrite, sender, tell
from bot.filter_choice import with_genre, with_years
from bot.handlers.card import film_of
from bot.language import texts_of
from bot.movie_night import voting, wishes
from bot.movie_night.rights import require_leader
from bot.movie_night.roster import redraw, roster_message, roster_of
from bot.movie_night.shortlist import choose
from bot.night_request import OPEN_PERIODS, NightRequest
from bot.problems import Problem
from bot.texts import texts_for
from bot.views.night import wishes_noted
from core.film_filter import ANY
from storage.nights import MAX_MEMBERS, JoinOutcome, Member, Night, NightState


async def on_join(update: Update, context: Context, press: NightJoin) -> None:
    """Watch along; the toast says what the others will see."""
    night, person = await _gathering(update, context, press), sender(update)
    await context.services.people.remember(person.id, person.language_code)
    member = Member(person.id, person.full_name)
    outcome = await context.services.nights.join(night.night_id, member)
    if outcome is JoinOutcome.FULL:
        raise Problem("problem-night-full", count=MAX_MEMBERS)
    if outcome is JoinOutcome.CLOSED:
        raise Problem("problem-night-voting")
    joined = outcome is JoinOutcome.JOINED
    texts = await texts_of(update, context)
    await acknowledge(
        update, texts.plain("toast-night-joined" if joined else "toast-night-in-already")
    )
    if joined:
        redraw(context, night.night_id)


async def on_leave(update: Update, context: Context, press: NightLeave) -> None:
    """Not watch along after all."""
    night = await _gathering(update, context, press)
    left = await context.services.nights.leave(night.night_id, sender(update).id)
    texts = await texts_of(update, context)
    await acknowledge(
        update, texts.plain("toast-night-left" if left else "toast-night-out-already")
    )
    if left:
        redraw(context, night.night_id)


async def on_start(update: Update, context: Context, press: NightStart) -> None:
    """Choose the films and begin the vote."""
    night = await _gathering(update, context, press)
    await require_leader(update, context, night.opener_id)
    if not night.members:
        raise Problem("problem-night-empty")
    services = context.services
    past = await services.night_mornings.past(night.chat_id)
    members = [member.user_id for member in night.members]
    chosen = await choose(services, NightRequest.decode(night.request), members, past)
    if not chosen.picks:
        raise Problem("problem-night-no-films")
    await acknowledge(update)
    await voting.begin(services, context.bot, night, chosen)
    redraw(context, night.night_id)


async def on_cancel(update: Update, context: Context, press: NightCancel) -> None:
    """Call the night off."""
    night = await _gathering(update, context, press)
    await require_leader(update, context, night.opener_id)
    await context.services.nights.cancel(night.night_id)
    texts = await texts_of(update, context)
    await acknowledge(update, texts.plain("toast-night-cancelled"))
    redraw(context, night.night_id)


async def on_tab(update: Update, context: Context, press: NightTab) -> None:
    """Another page of what can be chosen, or none."""
    await _change(update, context, press, lambda request: replace(request, tab=press.tab))


async def on_genre(update: Update, context: Context, press: NightGenre) -> None:
    """A genre: only with it, only without it, or either."""

    def how(request: NightRequest) -> NightRequest:
        if press.genre >= len(request.genres):
            raise Problem("problem-button-old")
        genre = request.genres[press.genre]
        return replace(request, wanted=with_genre(request.wanted, genre, press.choice))

    await _change(update, context, press, how)


async def on_years(update: Update, context: Context, press: NightYears) -> None:
    """A decade, or several."""

    def how(request: NightRequest) -> NightRequest:
        return replace(request, wanted=with_years(request.wanted, press.first, press.last))

    await _change(update, context, press, how)


async def on_unseen(update: Update, context: Context, press: NightUnseen) -> None:
    """Only films that are new to all, or any."""
    only = bool(press.only)
    await _change(update, context, press, lambda request: replace(request, unseen=only))


async def on_open_for(update: Update, context: Context, press: NightOpenFor) -> None:
    """How long the vote may go on."""
    if press.seconds not in OPEN_PERIODS:
        raise Problem("problem-button-old")
    await _change(update, context, press, lambda request: replace(request, open_for=press.seconds))


async def on_clear(update: Update, context: Context, press: NightClear) -> None:
    """Anything goes."""
    await _change(update, context, press, lambda request: replace(request, wanted=ANY))


async def on_like(update: Update, context: Context, press: NightLike) -> None:
    """Films like one that was asked about, or no longer."""
    if press.movie_id:
        film_of(context, press.movie_id)
    like = press.movie_id or None

    def how(request: NightRequest) -> NightRequest:
        wanted = replace(request.wanted, like=like)
        wishes.check(context.services, wanted)
        return replace(request, wanted=wanted)

    night = await _change(update, context, press, how)
    if like is not None:  # the question which film was meant is answered
        texts = texts_for(NightRequest.decode(night.request).language)
        catalog = context.services.recommending.current.catalog
        await rewrite(update, wishes_noted(texts, roster_of(night), catalog))


async def _change(update: Update, context: Context, press: NightPress, how: wishes.Change) -> Night:
    night = await _gathering(update, context, press)
    await wishes.require_say(update, context, night)
    changed = await wishes.change(context.services, night.night_id, how)
    await acknowledge(update)
    redraw(context, night.night_id)
    return changed


async def _gathering(update: Update, context: Context, press: NightPress) -> Night:
    """The night of a button, while it gathers people.

    Raises:
        Problem: it is over, or the vote has begun.
    """
    night = await night_of(update, context, press)
    if night.state is NightState.VOTING:
        raise Problem("problem-night-voting")
    if night.state is not NightState.GATHERING:
        raise Problem("problem-night-gone")
    return night


async def night_of(update: Update, context: Context, press: NightPress) -> Night:
    """The night of a button that was pressed in its group.

    Raises:
        Problem: there is no such night here.
    """
    night, chat = await context.services.nights.find(press.night_id), update.effective_chat
    if night is None or chat is None or night.chat_id != chat.id:
        raise Problem("problem-night-gone")
    return night


async def on_migration(context: Context, old_chat_id: int, new_chat_id: int) -> None:
    """The group has become another: people go on gathering there, or voting."""
    nights = context.services.nights
    await nights.migrate(old_chat_id, new_chat_id)
    night = await nights.current(new_chat_id)
    if night is not None and night.state is NightState.GATHERING and night.message_id is None:
        reply = roster_message(context.services, context.bot, night)
        message = await tell(context.bot, night.chat_id, reply)
        await nights.set_message(night.night_id, message.message_id)
