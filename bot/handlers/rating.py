"""/rate, the star buttons, and undo: one rating from a text or a press into the database."""

import asyncio

from telegram import Update

from bot.callbacks import AskStars, ChooseFilm, GiveStars, UndoChange
from bot.context import Context
from bot.conversation.reply import Reply
from bot.edge import acknowledge, respond, rewrite, sender
from bot.language import texts_of
from bot.problems import Problem
from bot.rating_text import Request, understand
from bot.texts import Texts
from bot.views.finding import not_found
from bot.views.parts import film_name, stars_text
from bot.views.rating import (
    ask_stars,
    choose_film,
    choose_reading,
    rated,
    rating_presses,
    undone,
)
from core.catalog import Film
from core.ratings import is_star_rating
from storage.ratings import UndoOutcome

QUESTION = "rate"  # kept in the database: an older bot's question is still understood


async def on_command(update: Update, context: Context) -> None:
    """/rate <title> [stars]; without a title, ask for it."""
    text = " ".join(context.args or ())
    if text:
        await rate_from_text(update, context, text)
        return
    message = update.effective_message
    if message is not None:
        await context.services.questions.ask(message.chat_id, sender(update).id, QUESTION)
    texts = await texts_of(update, context)
    await respond(update, Reply(texts("rate-which-film")), expects_answer=True)


async def rate_from_text(update: Update, context: Context, text: str) -> None:
    """Rate the film a text names, or ask what is unclear about it.

    Raises:
        Problem: the stars are out of range, or only stars were given.
    """
    titles = context.services.recommending.current.titles
    await rate_request(update, context, await asyncio.to_thread(understand, titles, text))


async def rate_request(update: Update, context: Context, request: Request) -> None:
    """Rate the film that was understood, or ask what is unclear about it."""
    owner = sender(update).id
    texts = await texts_of(update, context)
    film, stars = request.meant.film, request.stars
    if film is None:
        await respond(update, _which_film(texts, request, owner))
    elif stars is None:
        await respond(update, await _ask_stars(context, texts, film, owner))
    elif request.also is not None:
        await respond(update, choose_reading(texts, request.also, owner, film, stars))
    else:
        exact = request.is_exact
        await respond(update, await _rate(context, texts, film, owner, stars, understood=exact))


async def on_ask_stars(update: Update, context: Context, press: AskStars) -> None:
    """A film's rate button: its stars in a message of their own."""
    film = _film(context, press.movie_id)
    await acknowledge(update)
    texts = await texts_of(update, context)
    await respond(update, await _ask_stars(context, texts, film, press.owner))


async def on_choose_film(update: Update, context: Context, press: ChooseFilm) -> None:
    """One of several films: its stars in place of the question."""
    film = _film(context, press.movie_id)
    await acknowledge(update)
    texts = await texts_of(update, context)
    await rewrite(update, await _ask_stars(context, texts, film, press.owner))


async def on_give_stars(update: Update, context: Context, press: GiveStars) -> None:
    """A star button: the rating, in place of the buttons."""
    film, stars = _film(context, press.movie_id), press.half_stars / 2
    if not is_star_rating(stars):
        raise Problem("problem-star-range")
    texts = await texts_of(update, context)
    reply = await _rate(context, texts, film, press.owner, stars)
    await acknowledge(update, texts.plain("toast-saved", stars=stars_text(stars)))
    await rewrite(update, reply)


async def on_undo(update: Update, context: Context, press: UndoChange) -> None:
    """Take back one change, unless something newer has been said about the film."""
    result = await context.services.ratings.undo(press.owner, press.change_id)
    if result.outcome is UndoOutcome.UNKNOWN or result.change is None:
        raise Problem("problem-rating-gone")
    if result.outcome is UndoOutcome.SUPERSEDED:
        raise Problem("problem-rating-changed")
    movie_id = result.change.movie_id
    film = context.services.recommending.current.catalog.film(movie_id)
    stars = next((each.stars for each in result.profile if each.movie_id == movie_id), None)
    texts = await texts_of(update, context)
    name = film_name(texts, film, movie_id)
    already = result.outcome is UndoOutcome.ALREADY_UNDONE
    toast = "toast-undone-already" if already else "toast-undone"
    await acknowledge(update, texts.plain(toast))
    await rewrite(update, undone(texts, name, movie_id, press.owner, stars))


def _which_film(texts: Texts, request: Request, owner: int) -> Reply:
    meant, stars = request.meant, request.stars
    if meant.choices:
        return choose_film(
            texts, request.title, meant.choices, owner, stars=stars, also=request.also
        )
    presses = rating_presses(meant.closest, owner, stars)
    return not_found(texts, request.title, meant.closest, presses)


async def _ask_stars(context: Context, texts: Texts, film: Film, owner: int) -> Reply:
    current = await context.services.ratings.rating_of(owner, film.movie_id)
    return ask_stars(texts, film, owner, current.stars if current else None)


async def _rate(
    context: Context,
    texts: Texts,
    film: Film,
    owner: int,
    stars: float,
    *,
    understood: bool = True,
) -> Reply:
    result = await context.services.ratings.rate(owner, film.movie_id, stars)
    return rated(
        texts,
        film,
        owner,
        stars=stars,
        change_id=result.change.change_id,
        previous=result.change.previous_stars if result.changed else None,
        n_ratings=len(result.profile),
        understood=understood,
    )


def _film(context: Context, movie_id: int) -> Film:
    film = context.services.recommending.current.catalog.film(movie_id)
    if film is None:
        raise Problem("problem-film-gone")
    return film
