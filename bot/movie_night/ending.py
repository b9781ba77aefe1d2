"""The end of a round: no more votes, all of them counted, and then a film or another round."""

import asyncio
from collections.abc import Sequence

from bot.conversation import deep_links
from bot.conversation.messenger import Destination, MessageAt, Messenger
from bot.conversation.reply import Reply
from bot.movie_night.ballots import new_round, picks_of, texts_of_night
from bot.movie_night.deciding import MAX_ROUNDS, AnotherRound, Count, Winner, outcome, ruled_out
from bot.movie_night.request import DecisionReason, NightRequest
from bot.movie_night.roster import redraw_now
from bot.movie_night.shortlist import Shortlist, choose
from bot.movie_night.views.voting import Decision, decided, nobody_wins
from bot.service.services import Services
from storage.night_votes import Round
from storage.nights import Night

_PATIENCE = 20.0  # seconds without a vote, while some that Telegram has counted are missing
_PATIENCE_UNCOUNTED = 5.0  # the same, where nobody says how many there should be
_LOOK_AGAIN = 0.1  # seconds
_SETTLING = 0.7  # seconds: people's updates are handled side by side, each person's in sequence


async def end_early(services: Services, now: Round) -> bool:
    """End a round once everybody has voted, or nothing is left to vote on; False: not yet."""
    if not await _is_settled(services, now):
        return False
    await asyncio.sleep(_SETTLING)  # a vote may have been taken back before the last one came
    if not await _is_settled(services, now):
        return False
    await services.night_votes.end_now(now.night_id, now.round)
    return True


async def end_round(
    services: Services, messenger: Messenger, night: Night, rounds: Sequence[Round]
) -> None:
    """Close the poll and decide, or begin another round."""
    now = rounds[-1]
    final = None
    if now.poll is not None and now.poll.message_id is not None:
        final = await messenger.stop_poll(MessageAt(now.poll.chat_id, now.poll.message_id))
    await _hear_all(services, now, final)
    counts = await _counts(services, rounds)
    vetoed = await services.night_votes.vetoed(night.night_id)
    result = outcome(counts, vetoed, is_last=now.round >= MAX_ROUNDS)
    if isinstance(result, AnotherRound):
        chosen = await _next_films(services, night, rounds)
        if chosen.picks:
            begun = new_round(chosen, NightRequest.decode(night.request).open_for)
            await services.night_votes.begin(night.night_id, now.round + 1, begun)
            return
        result = outcome(counts, vetoed, is_last=True)
    if isinstance(result, Winner):
        await services.nights.decide(night.night_id, result.movie_id, result.reason)
    else:
        await services.nights.decide(night.night_id, None, None)


async def was_vetoed(services: Services, rounds: Sequence[Round]) -> bool:
    """Whether the last of some rounds, which another one has followed, was ruled out as a whole."""
    vetoed = await services.night_votes.vetoed(rounds[-1].night_id)
    return all(film.movie_id in vetoed for film in rounds[-1].films)


async def announce(
    services: Services, messenger: Messenger, night: Night, rounds: Sequence[Round]
) -> None:
    """Tell the group what came of it.

    The roster ends before, so that nobody's name stays there whom the bot may have to forget.
    """
    reply = await _announcement(services, messenger, night, rounds)
    await redraw_now(services, messenger, night.night_id)
    await messenger.send(Destination(night.chat_id, night.thread_id), reply)
    await services.nights.announced(night.night_id)
    for each in rounds:
        if each.poll is not None and each.poll.message_id is not None:
            await messenger.unpin(MessageAt(each.poll.chat_id, each.poll.message_id))


async def _announcement(
    services: Services, messenger: Messenger, night: Night, rounds: Sequence[Round]
) -> Reply:
    texts, movie_id = texts_of_night(night), night.movie_id
    if movie_id is None or night.reason is None:
        return nobody_wins(texts)
    of_film = next(each for each in rounds if any(film.movie_id == movie_id for film in each.films))
    place = [film.movie_id for film in of_film.films].index(movie_id)
    (count,) = await _counts(services, [of_film])
    reason, catalog = DecisionReason(night.reason), services.recommending.current.catalog
    compared = rounds if reason is DecisionReason.ROUNDS else [of_film]
    vetoed = await services.night_votes.vetoed(night.night_id)
    left_out = ruled_out(await _counts(services, compared), vetoed, count.votes_of(place))
    decision = Decision(
        night.night_id,
        movie_id,
        catalog.film(movie_id),
        n_votes=count.votes_of(place),
        n_voters=len(count.votes),
        reason=reason,
        pick=picks_of(of_film)[place],
        n_members=len(night.members),
        ruled_out={each: catalog.film(each) for each in left_out},
    )
    return decided(texts, decision, deep_links.chat(messenger.username))


async def _is_settled(services: Services, now: Round) -> bool:
    night = await services.nights.find(now.night_id)
    voted = await services.night_votes.votes(now.night_id, now.round)
    vetoed = await services.night_votes.vetoed(now.night_id)
    all_voted = night is not None and {each.user_id for each in night.members} <= voted.keys()
    return all_voted or all(film.movie_id in vetoed for film in now.films)


async def _hear_all(services: Services, now: Round, final: tuple[int, ...] | None) -> None:
    """Wait until as many votes are written down as Telegram has counted, though not for ever.

    Votes from just before the end, or from while the bot was not there, may still be on their way.
    """
    loop = asyncio.get_running_loop()
    options = range(len(now.films) + 1)
    wanted = None
    if final is not None and now.night_id not in services.nameless_nights:
        wanted = list(final)
    patience = _PATIENCE_UNCOUNTED if wanted is None else _PATIENCE
    heard, since = None, loop.time()
    while loop.time() < since + patience:
        (count,) = await _counts(services, [now])
        refused = await services.night_votes.refused(now)
        if count != heard:
            heard, since = count, loop.time()
        from_outside = [sum(option in chosen for chosen in refused) for option in options]
        if wanted == [count.votes_of(option) + from_outside[option] for option in options]:
            return
        await asyncio.sleep(_LOOK_AGAIN)


async def _counts(services: Services, rounds: Sequence[Round]) -> list[Count]:
    return [
        Count(
            tuple(film.movie_id for film in each.films),
            await services.night_votes.votes(each.night_id, each.round),
        )
        for each in rounds
    ]


async def _next_films(services: Services, night: Night, rounds: Sequence[Round]) -> Shortlist:
    members = [member.user_id for member in night.members]
    if not members:  # all were forgotten
        return Shortlist((), 0, 0)
    shown = {film.movie_id for each in rounds for film in each.films}
    past = await services.night_mornings.past(night.chat_id)
    request = NightRequest.decode(night.request)
    return await choose(services, request, members, past, shown=shown)
