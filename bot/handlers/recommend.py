"""/recommend and /similar: lists of films, from the person's ratings or from one film."""

import asyncio
from dataclasses import replace

from telegram import Update

from bot import render
from bot.callbacks import RecommendFrom, ShowSimilar
from bot.context import Context
from bot.edge import acknowledge, respond, rewrite, sender
from bot.recommending import Standing
from bot.render import Reply
from core.catalog import Film
from core.errors import InputError
from core.recommender import Basis

QUESTION = "similar"  # kept in the database: an older bot's question is still understood
_PAGE_SIZE = 5
_N_SIMILAR = 6

_WITHOUT_MODEL = {
    Standing.TRAINING: "I am still learning from other people's ratings; it takes about a minute.",
    Standing.FAILED: "My last training failed, so I have no model of tastes at the moment.",
}
_NO_FILTERS = "I cannot look for a kind of film yet, so this is your whole list."
_NO_MODEL_YET = "I have no model of tastes yet."


async def on_recommend(update: Update, context: Context) -> None:
    """/recommend, the first page."""
    reply = await _page(context, sender(update).id, 0)
    if context.args:
        reply = replace(reply, text=f"{_NO_FILTERS}\n\n{reply.text}")
    await respond(update, reply)


async def on_recommend_from(update: Update, context: Context, press: RecommendFrom) -> None:
    """Another page, in place; ratings given meanwhile count already."""
    await acknowledge(update)
    await rewrite(update, await _page(context, press.owner, press.offset))


async def on_similar(update: Update, context: Context) -> None:
    """/similar <title>; without a title, ask for it."""
    text = " ".join(context.args or ())
    if text:
        await similar_from_text(update, context, text)
        return
    message = update.effective_message
    if message is not None:
        await context.services.questions.ask(message.chat_id, sender(update).id, QUESTION)
    await respond(update, Reply("Like which film? Send me its title."), expects_answer=True)


async def similar_from_text(update: Update, context: Context, text: str) -> None:
    """List the films like the one a text names, or ask which is meant."""
    owner = sender(update).id
    titles = context.services.recommending.current.titles
    meant = await asyncio.to_thread(titles.resolve, text)
    if meant.film is not None:
        reply = _similar(context, meant.film, owner)
    elif meant.choices:
        reply = render.choose_similar(text, meant.choices, owner)
    else:
        presses = [ShowSimilar(owner, film.movie_id) for film in meant.closest]
        reply = render.not_found(text, meant.closest, presses)
    await respond(update, reply)


async def on_show_similar(update: Update, context: Context, press: ShowSimilar) -> None:
    """A film's similar button: a list in a message of its own."""
    film = context.services.recommending.current.catalog.film(press.movie_id)
    if film is None:
        raise InputError("I do not have that film any more.")
    await acknowledge(update)
    await respond(update, _similar(context, film, press.owner))


async def _page(context: Context, owner: int, offset: int) -> Reply:
    recommender = context.services.recommending.current
    ratings = await context.services.ratings.profile(owner)
    profile = {each.movie_id: each.stars for each in ratings}
    suggestions = recommender.recommend(profile, _PAGE_SIZE, offset)
    if offset and not suggestions.page:  # the list has become shorter than it was
        return await _page(context, owner, 0)
    return render.recommendations(
        suggestions,
        owner,
        offset=offset,
        page_size=_PAGE_SIZE,
        n_ratings=len(ratings),
        preface=_preface(context, suggestions.basis),
    )


def _preface(context: Context, basis: Basis) -> str:
    """Why a list does not rest on the person's taste, and what can be done about it."""
    if basis is Basis.NO_MODEL:
        reason = _WITHOUT_MODEL.get(context.services.recommending.standing, _NO_MODEL_YET)
        return f"{reason} Until then, what people like most:"
    return "I do not know your taste yet. Rate a film or two; until then, what people like most:"


def _similar(context: Context, film: Film, owner: int) -> Reply:
    found = context.services.recommending.current.similar(film.movie_id, _N_SIMILAR)
    if found is None:
        reason = _WITHOUT_MODEL.get(context.services.recommending.standing, _NO_MODEL_YET)
        raise InputError(f"{reason} Please ask me again then.")
    return render.similar(film, owner, found)
