"""Plain text in a private chat: a title to look up or, with stars in it, a film to rate."""

import asyncio
import secrets

from telegram import Update

from bot.callbacks import OpenFilm
from bot.context import Context
from bot.edge import acknowledge, respond, sender
from bot.filter_text import read_filter
from bot.handlers import card, rating
from bot.language import texts_of
from bot.problems import Problem
from bot.rating_text import Request, understand
from bot.views.finding import films_found, not_found
from core.film_filter import ANY, FilmFilter
from core.search import TitleIndex

_SEEDS = 2**31  # of surprises


async def find_from_text(update: Update, context: Context, text: str) -> None:
    """Open the card of the film a text names, or list those that it may mean.

    Raises:
        Problem: there are stars in it that are out of range, or no title.
    """
    titles = context.services.recommending.current.titles
    try:
        request = await asyncio.to_thread(understand, titles, text)
    except Problem:
        wanted = await _kind_of_films(titles, text)
        if wanted is None:
            raise
        await card.open_card(update, context, wanted)  # the 90 of "comedia años 90" is no stars
        return
    message = update.effective_message
    is_own = message is not None and message.forward_origin is None
    if request.stars is not None and is_own:  # what others think of a film is not this person's
        await rating.rate_request(update, context, request)
    elif not request.meant.literal and (wanted := await _kind_of_films(titles, text)) is not None:
        await card.open_card(update, context, wanted)
    elif request.meant.film is not None:
        await card.show_film(update, context, request.meant.film.movie_id)
    else:
        await _list(update, context, request)


async def on_open_film(update: Update, context: Context, press: OpenFilm) -> None:
    """One film of a list: its card below, so that the list stays to choose another from."""
    await acknowledge(update)
    await card.show_film(update, context, press.movie_id)


async def _list(update: Update, context: Context, request: Request) -> None:
    owner, meant = sender(update).id, request.meant
    texts = await texts_of(update, context)
    if meant.choices:
        await respond(update, films_found(texts, request.title, meant.choices, owner))
    else:
        presses = [OpenFilm(owner, film.movie_id) for film in meant.closest]
        await respond(update, not_found(texts, request.title, meant.closest, presses))


async def _kind_of_films(titles: TitleIndex, text: str) -> FilmFilter | None:
    """What is asked for by who has left out /recommend: "comedy 90s"; None: anything else."""
    try:
        read = await asyncio.to_thread(read_filter, text, titles, secrets.randbelow(_SEEDS))
    except Problem:  # years that cannot be: no reason to refuse what may be a title
        return None
    if read.wanted == ANY or read.unknown or read.like is not None:
        return None
    return read.wanted
