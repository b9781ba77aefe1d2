"""/movienight: open a night or show the open one, change what is wanted, look back."""

import asyncio
import secrets

from telegram import Update
from telegram.constants import ChatType

from bot.context import Context
from bot.conversation.reply import Reply
from bot.edge import edit_at, reply_at, respond, send, sender
from bot.filter_text import FilterText, read_filter
from bot.language import texts_of
from bot.movie_night import wishes
from bot.movie_night.roster import redraw, roster_message, roster_of
from bot.night_request import DAY, NightRequest
from bot.problems import Problem
from bot.texts import texts_for
from bot.views.filters import left_out
from bot.views.night import moved, private_only, voting_goes_on, which_like
from bot.views.night_history import FilmOfNight, history
from core.film_filter import ANY
from storage.nights import Member, Night, NightState

MAX_NIGHTS_A_DAY = 10
_GATHERS_FOR = 7 * DAY  # seconds after which a night that was not started is given up
_HISTORY = 10  # nights shown
_HISTORY_WORDS = frozenset({"history", "historial", "verlauf", "история"})
_SEEDS = 2**31


async def on_command(update: Update, context: Context) -> None:
    """/movienight, with or without wishes: "comedy 90s -horror like heat".

    Raises:
        Problem: there were too many today, or what is wanted cannot be.
    """
    chat, words = update.effective_chat, context.args or []
    texts = await texts_of(update, context)
    if chat is None or chat.type not in {ChatType.GROUP, ChatType.SUPERGROUP}:
        await respond(update, private_only(texts))
    elif words and words[0].casefold() in _HISTORY_WORDS:
        await _show_history(update, context, chat.id)
    else:
        await _open_or_show(update, context, chat.id, " ".join(words))


async def _open_or_show(update: Update, context: Context, chat_id: int, text: str) -> None:
    """One night at a time: who asks again is shown it, and may change what is wanted."""
    texts, nights = await texts_of(update, context), context.services.nights
    read = await _read(context, text)
    for old in await nights.drop_old(chat_id, _GATHERS_FOR):
        redraw(context, old)
    night = await nights.current(chat_id)
    if night is None:
        night = await _open(update, context, chat_id, read)
    elif night.state is NightState.VOTING:
        await _show_vote(update, context, night)
        return
    else:
        if read.wanted != ANY:
            await wishes.require_say(update, context, night)
        night = await wishes.change(
            context.services, night.night_id, lambda now: wishes.with_wanted(now, read.wanted)
        )
    await _show(update, context, night)
    if read.like is not None:
        films = read.like.choices or read.like.closest
        found = bool(read.like.choices)
        roster = roster_of(night)
        await respond(update, which_like(texts, read.like.title, films, roster, found=found))
    if read.unknown:
        await respond(update, Reply(left_out(texts, read.unknown)))


async def _open(update: Update, context: Context, chat_id: int, read: FilterText) -> Night:
    person, services = sender(update), context.services
    await services.people.remember(person.id, person.language_code)
    if await services.nights.opened_lately(chat_id) >= MAX_NIGHTS_A_DAY:
        raise Problem("problem-night-too-many")
    texts = await texts_of(update, context)
    genres = tuple(services.recommending.current.catalog.genres)
    request = NightRequest(read.wanted, language=texts.language, genres=genres)
    night, _ = await services.nights.open(
        chat_id,
        Member(person.id, person.full_name),
        request.encode(),
        thread_id=_thread(update),
    )
    return night


async def _show(update: Update, context: Context, night: Night) -> None:
    """A new message with the roster, which is the one that lives from now on."""
    services = context.services
    message = await send(update, roster_message(services, context.bot, night))
    await services.nights.set_message(night.night_id, message.message_id)
    if night.message_id is not None:
        texts = texts_for(NightRequest.decode(night.request).language)
        await edit_at(context.bot, night.chat_id, night.message_id, moved(texts))
    if await services.nights.find(night.night_id) != night:  # somebody was quicker
        redraw(context, night.night_id)


async def _show_vote(update: Update, context: Context, night: Night) -> None:
    """How it stands with the vote, as a reply to the poll, so that a tap leads there."""
    services = context.services
    now = (await services.night_votes.rounds(night.night_id))[-1]
    voted = await services.night_votes.votes(night.night_id, now.round)
    roster, catalog = roster_of(night), services.recommending.current.catalog
    left = services.night_votes.seconds_left(now)
    vetoed = await services.night_votes.vetoed(night.night_id)
    ruled_out = [film.movie_id for film in now.films if film.movie_id in vetoed]
    texts = texts_for(roster.request.language)
    reply = voting_goes_on(
        texts, roster, catalog, n_voted=len(voted), left=left, ruled_out=ruled_out
    )
    poll, said = now.poll, None
    if poll is not None and poll.chat_id == night.chat_id and poll.message_id is not None:
        said = await reply_at(context.bot, poll.chat_id, poll.message_id, reply)
    if said is None:
        await respond(update, reply)


async def _show_history(update: Update, context: Context, chat_id: int) -> None:
    """Past nights, the newest first, and how good their films were."""
    services = context.services
    catalog = services.recommending.current.catalog
    nights = [
        FilmOfNight(
            night.decided_at,
            night.movie_id,
            catalog.film(night.movie_id),
            night.n_members,
            tuple(stars for stars in night.answers.values() if stars is not None),
        )
        for night in await services.night_mornings.past(chat_id, _HISTORY)
    ]
    await respond(update, history(await texts_of(update, context), nights[::-1]))


async def _read(context: Context, text: str) -> FilterText:
    if not text:
        return FilterText(ANY)
    services = context.services
    titles = services.recommending.current.titles
    read = await asyncio.to_thread(read_filter, text, titles, secrets.randbelow(_SEEDS))
    wishes.check(services, read.wanted)
    return read


def _thread(update: Update) -> int | None:
    """The topic of a forum that the update is from."""
    message = update.effective_message
    return message.message_thread_id if message and message.is_topic_message else None
