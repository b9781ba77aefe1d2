"""/movienight: open a night or show the open one, change what is wanted, look back."""

import asyncio
import secrets

from bot.conversation.messenger import MessageAt
from bot.conversation.reply import Reply
from bot.conversation.turn import Chat, Turn
from bot.filters.views import left_out
from bot.movie_night import wishes
from bot.movie_night.request import DAY, NightRequest
from bot.movie_night.roster import redraw, roster_message, roster_of
from bot.movie_night.views.gathering import moved, private_only, voting_goes_on, which_like
from bot.movie_night.views.history import FilmOfNight, history
from bot.words.filter_text import FilterText, read_filter
from bot.words.languages import asks_for_history
from bot.words.problems import Problem
from bot.words.texts import texts_for
from core.catalog.film_filter import ANY
from storage.nights import Member, Night, NightState

MAX_NIGHTS_A_DAY = 10
_GATHERS_FOR = 7 * DAY  # seconds after which a night that was not started is given up
_HISTORY = 10  # nights shown
_SEEDS = 2**31


async def on_command(turn: Turn, text: str) -> None:
    """/movienight, with or without wishes: "comedy 90s -horror like heat".

    Raises:
        Problem: there were too many today, or what is wanted cannot be.
    """
    chat, words = turn.chat, text.split()
    if chat is None or not chat.is_group:
        await turn.say(private_only(turn.texts))
    elif words and asks_for_history(words[0]):
        await _show_history(turn, chat.chat_id)
    else:
        await _open_or_show(turn, chat, text)


async def _open_or_show(turn: Turn, chat: Chat, text: str) -> None:
    """One night at a time: who asks again is shown it, and may change what is wanted."""
    nights = turn.services.nights
    read = await _read(turn, text)
    for old in await nights.drop_old(chat.chat_id, _GATHERS_FOR):
        redraw(turn.services, turn.messenger, old)
    opened_before = await nights.opened_before()
    night = opened_before or await nights.current(chat.chat_id)
    if night is None:
        night = await _open(turn, chat, read)
    elif night is opened_before:  # and not shown: what others wanted since stays
        pass
    elif night.state is NightState.VOTING:
        await _show_vote(turn, night)
        return
    else:
        if read.wanted != ANY:
            await wishes.require_say(turn, night)
        night = await wishes.change(
            turn.services, night.night_id, lambda now: wishes.with_wanted(now, read.wanted)
        )
    await _show(turn, night)
    if read.like is not None:
        films = read.like.choices or read.like.closest
        found = bool(read.like.choices)
        roster = roster_of(night)
        last_year = turn.recommender.catalog.last_year
        title = read.like.title
        await turn.say(which_like(turn.texts, title, films, roster, last_year, found=found))
    if read.unknown:
        await turn.say(Reply(left_out(turn.texts, read.unknown)))


async def _open(turn: Turn, chat: Chat, read: FilterText) -> Night:
    person, services = turn.person, turn.services
    await services.people.remember(person.user_id, person.language_code)
    if await services.nights.opened_lately(chat.chat_id) >= MAX_NIGHTS_A_DAY:
        raise Problem("problem-night-too-many")
    genres = tuple(turn.recommender.catalog.genres)
    request = NightRequest(read.wanted, language=turn.texts.language, genres=genres)
    night, _ = await services.nights.open(
        chat.chat_id,
        Member(person.user_id, person.full_name),
        request.encode(),
        thread_id=chat.thread_id,
    )
    return night


async def _show(turn: Turn, night: Night) -> None:
    """A new message with the roster, which is the one that lives from now on."""
    services = turn.services
    message = await turn.say(roster_message(services, turn.messenger, night))
    await services.nights.set_message(night.night_id, message.message_id)
    if night.message_id is not None:
        texts = texts_for(NightRequest.decode(night.request).language)
        old = MessageAt(night.chat_id, night.message_id)
        await turn.messenger.edit(old, moved(texts))
    if await services.nights.find(night.night_id) != night:  # somebody was quicker
        redraw(services, turn.messenger, night.night_id)


async def _show_vote(turn: Turn, night: Night) -> None:
    """How it stands with the vote, as a reply to the poll, so that a tap leads there."""
    services = turn.services
    now = (await services.night_votes.rounds(night.night_id))[-1]
    voted = await services.night_votes.votes(night.night_id, now.round)
    roster, catalog = roster_of(night), turn.recommender.catalog
    left = services.night_votes.seconds_left(now)
    vetoed = await services.night_votes.vetoed(night.night_id)
    ruled_out = [film.movie_id for film in now.films if film.movie_id in vetoed]
    texts = texts_for(roster.request.language)
    reply = voting_goes_on(
        texts, roster, catalog, n_voted=len(voted), left=left, ruled_out=ruled_out
    )
    poll, said = now.poll, None
    if poll is not None and poll.chat_id == night.chat_id and poll.message_id is not None:
        at = MessageAt(poll.chat_id, poll.message_id)
        said = await turn.messenger.probe(at, reply)
    if said is None:
        await turn.say(reply)


async def _show_history(turn: Turn, chat_id: int) -> None:
    """Past nights, the newest first, and how good their films were."""
    services = turn.services
    catalog = turn.recommender.catalog
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
    await turn.say(history(turn.texts, nights[::-1]))


async def _read(turn: Turn, text: str) -> FilterText:
    if not text:
        return FilterText(ANY)
    services = turn.services
    titles = turn.recommender.titles
    read = await asyncio.to_thread(read_filter, text, titles, secrets.randbelow(_SEEDS))
    wishes.check(services, read.wanted)
    return read
