"""The vote of a movie night: votes, vetoes, what it would be for oneself, the end."""

from telegram import Update

from bot.callbacks import NightClose, NightForMe, NightPress, NightVeto
from bot.context import Context
from bot.edge import acknowledge, answer, sender
from bot.handlers.night_gathering import night_of
from bot.language import texts_of
from bot.movie_night.ending import end_early
from bot.movie_night.nameless import explain_nameless
from bot.movie_night.rights import require_leader
from bot.problems import Problem
from bot.telling import told_by
from bot.views.night_vote import for_me, veto_toast
from bot.views.parts import film_label
from storage.night_votes import Round
from storage.nights import MAX_MEMBERS, Member, Night, NightState


async def on_answer(update: Update, context: Context) -> None:
    """Somebody votes, votes otherwise, or takes their vote back."""
    given = update.poll_answer
    if given is None:
        return
    services, person = context.services, given.user
    if person is None or given.voter_chat is not None:
        if given.option_ids:
            await explain_nameless(services, context.bot, given.poll_id)
        return
    await services.people.remember(person.id, person.language_code)
    voter = Member(person.id, person.full_name)
    now = await services.night_votes.vote(given.poll_id, voter, given.option_ids)
    if now is not None:
        _end_soon(update, context, now)


async def on_veto(update: Update, context: Context, press: NightVeto) -> None:
    """Rule out a film, or take that back; only who presses is told."""
    night, now = await _vote_of(update, context, press, press.round)
    if not 0 <= press.option < len(now.films):
        raise Problem("problem-button-old")
    services, person = context.services, sender(update)
    is_in = any(member.user_id == person.id for member in night.members)
    if not is_in and len(night.members) >= MAX_MEMBERS:
        raise Problem("problem-night-full", count=MAX_MEMBERS)
    await services.people.remember(person.id, person.language_code)
    movie_id = now.films[press.option].movie_id
    voter = Member(person.id, person.full_name)
    stands = await services.night_votes.veto(press.night_id, voter, movie_id)
    catalog = services.recommending.current.catalog
    texts = await texts_of(update, context)
    if stands not in {None, movie_id}:
        used = catalog.film(stands)
        label = film_label(used) if used else texts.plain("film-of-number", id=str(stands))
        raise Problem("problem-veto-used", film=label)
    taken_back = stands is None
    toast = veto_toast(texts, catalog.film(movie_id), movie_id, taken_back=taken_back)
    await acknowledge(update, toast)
    _end_soon(update, context, now)


async def on_for_me(update: Update, context: Context, press: NightForMe) -> None:
    """What whoever presses would give the films; shown to them alone."""
    _, now = await _vote_of(update, context, press, press.round)
    services, person = context.services, sender(update)
    told = await told_by(services, person.id)
    recommender = services.recommending.current
    judged = [recommender.judge(told, film.movie_id) for film in now.films]
    stars = [each.stars if each is not None else None for each in judged]
    texts = await texts_of(update, context)
    if update.callback_query is not None:
        toast = for_me(texts, stars, known=bool(told.ratings))
        await answer(update.callback_query, toast, alert=True)


async def on_close(update: Update, context: Context, press: NightClose) -> None:
    """End the vote before its time."""
    night, now = await _vote_of(update, context, press, None)
    await require_leader(update, context, night.opener_id)
    await context.services.night_votes.end_now(night.night_id, now.round)
    texts = await texts_of(update, context)
    await acknowledge(update, texts.plain("toast-night-closing"))


def _end_soon(update: Update, context: Context, now: Round) -> None:
    """Look, behind the handler's back, whether that was the last vote.

    A handler that looked itself would keep what the same person does next waiting, which may well
    be to take the vote back.
    """
    application = context.application
    if application.running:  # else the next start looks
        application.create_task(end_early(context.services, now), update=update)


async def _vote_of(
    update: Update, context: Context, press: NightPress, number: int | None
) -> tuple[Night, Round]:
    """The vote that is on, of which the button is; `number` None: of whatever round.

    Raises:
        Problem: it is over.
    """
    night = await night_of(update, context, press)
    rounds = await context.services.night_votes.rounds(night.night_id)
    if night.state is not NightState.VOTING or number not in {None, rounds[-1].round}:
        raise Problem("problem-night-over")
    return night, rounds[-1]
