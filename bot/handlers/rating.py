"""/rate, the star buttons, and undo: one rating from a text or a press into the database."""

import asyncio

from telegram import Update

from bot import render
from bot.callbacks import AskStars, ChooseFilm, GiveStars, UndoChange
from bot.context import Context
from bot.edge import acknowledge, respond, rewrite, sender
from bot.rating_text import Request, understand
from bot.render import Reply
from bot.stars_text import STAR_RANGE
from core.catalog import Film
from core.errors import InputError
from core.ratings import is_star_rating
from storage.ratings import UndoOutcome

QUESTION = "rate"  # kept in the database: an older bot's question is still understood
_STALE = "I do not have that film any more."


async def on_command(update: Update, context: Context) -> None:
    """/rate <title> [stars]; without a title, ask for it."""
    text = " ".join(context.args or ())
    if text:
        await rate_from_text(update, context, text)
        return
    message = update.effective_message
    if message is not None:
        await context.services.questions.ask(message.chat_id, sender(update).id, QUESTION)
    question = render.Reply("Which film? Send me its title, with stars if you like: Heat 4.5")
    await respond(update, question, expects_answer=True)


async def rate_from_text(update: Update, context: Context, text: str) -> None:
    """Rate the film a text names, or ask what is unclear about it.

    Raises:
        InputError: the stars are out of range, or only stars were given.
    """
    owner = sender(update).id
    titles = context.services.recommending.current.titles
    request = await asyncio.to_thread(understand, titles, text)
    film, stars = request.meant.film, request.stars
    if film is None:
        await respond(update, _which_film(request, owner))
    elif stars is None:
        await respond(update, await _ask_stars(context, film, owner))
    elif request.also is not None:
        await respond(update, render.choose_reading(request.also, owner, film, stars))
    else:
        await respond(update, await _rate(context, film, owner, stars, request.is_exact))


async def on_ask_stars(update: Update, context: Context, press: AskStars) -> None:
    """A film's rate button: its stars in a message of their own."""
    film = _film(context, press.movie_id)
    await acknowledge(update)
    await respond(update, await _ask_stars(context, film, press.owner))


async def on_choose_film(update: Update, context: Context, press: ChooseFilm) -> None:
    """One of several films: its stars in place of the question."""
    film = _film(context, press.movie_id)
    await acknowledge(update)
    await rewrite(update, await _ask_stars(context, film, press.owner))


async def on_give_stars(update: Update, context: Context, press: GiveStars) -> None:
    """A star button: the rating, in place of the buttons."""
    film, stars = _film(context, press.movie_id), press.half_stars / 2
    if not is_star_rating(stars):
        raise InputError(STAR_RANGE)
    reply = await _rate(context, film, press.owner, stars)
    await acknowledge(update, f"{render.stars_text(stars)} saved")
    await rewrite(update, reply)


async def on_undo(update: Update, context: Context, press: UndoChange) -> None:
    """Take back one change, unless something newer has been said about the film."""
    result = await context.services.ratings.undo(press.owner, press.change_id)
    if result.outcome is UndoOutcome.UNKNOWN or result.change is None:
        raise InputError("I do not know that rating any more.")
    if result.outcome is UndoOutcome.SUPERSEDED:
        raise InputError("You have changed this rating since; undo that change first.")
    movie_id = result.change.movie_id
    film = context.services.recommending.current.catalog.film(movie_id)
    stars = next((each.stars for each in result.profile if each.movie_id == movie_id), None)
    name = render.film_name(film, movie_id)
    already = result.outcome is UndoOutcome.ALREADY_UNDONE
    await acknowledge(update, "That was undone already" if already else "Undone")
    await rewrite(update, render.undone(name, movie_id, press.owner, stars))


def _which_film(request: Request, owner: int) -> Reply:
    meant, stars = request.meant, request.stars
    if meant.choices:
        return render.choose_film(request.title, meant.choices, owner, stars, request.also)
    presses = render.rating_presses(meant.closest, owner, stars)
    return render.not_found(request.title, meant.closest, presses)


async def _ask_stars(context: Context, film: Film, owner: int) -> Reply:
    current = await context.services.ratings.rating_of(owner, film.movie_id)
    return render.ask_stars(film, owner, current.stars if current else None)


async def _rate(
    context: Context, film: Film, owner: int, stars: float, understood: bool = True
) -> Reply:
    result = await context.services.ratings.rate(owner, film.movie_id, stars)
    return render.rated(
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
        raise InputError(_STALE)
    return film
