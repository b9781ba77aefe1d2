"""/recommend and /similar: cards that begin with what a text asks for."""

import asyncio
import secrets

from telegram import Update

from bot import card_films
from bot.callbacks import ShowSimilar
from bot.card_request import CardRequest
from bot.context import Context
from bot.conversation.reply import Reply
from bot.edge import respond, sender
from bot.filter_text import FilterText, LikeText, read_filter
from bot.handlers.card import open_card
from bot.language import texts_of
from bot.texts import Texts
from bot.views.filters import left_out, like_presses, not_understood
from bot.views.finding import not_found
from bot.views.recommend import choose_like
from core.film_filter import ANY, FilmFilter

QUESTION = "similar"  # kept in the database: an older bot's question is still understood
_SEEDS = 2**31


async def on_recommend(update: Update, context: Context) -> None:
    """/recommend, with or without saying what: "comedy 90s -horror"."""
    text = " ".join(context.args or ())
    if text:
        await recommend_from_text(update, context, text)
    else:
        await open_card(update, context)


async def recommend_from_text(update: Update, context: Context, text: str) -> None:
    """A card of what a text asks for, or what is unclear about it.

    Raises:
        Problem: it asks for years that cannot be.
    """
    titles = context.services.recommending.current.titles
    read = await asyncio.to_thread(read_filter, text, titles, secrets.randbelow(_SEEDS))
    texts = await texts_of(update, context)
    if read.like is not None:
        await respond(update, await _which_like(context, texts, read, read.like, sender(update).id))
    elif read.unknown and read.wanted == ANY:
        best = await asyncio.to_thread(titles.search, read.unknown, 1)
        film = best[0].film if best and best[0].exact else None
        await respond(update, not_understood(texts, read.unknown, film, sender(update).id))
    else:
        note = left_out(texts, read.unknown) if read.unknown else None
        await open_card(update, context, read.wanted, note=note)


async def on_similar(update: Update, context: Context) -> None:
    """/similar <title>; without a title, ask for it."""
    text = " ".join(context.args or ())
    if text:
        await similar_from_text(update, context, text)
        return
    message = update.effective_message
    if message is not None:
        await context.services.questions.ask(message.chat_id, sender(update).id, QUESTION)
    texts = await texts_of(update, context)
    await respond(update, Reply(texts("similar-which-film")), expects_answer=True)


async def similar_from_text(update: Update, context: Context, text: str) -> None:
    """A card of films like the one a text names, or the question which is meant."""
    owner = sender(update).id
    titles = context.services.recommending.current.titles
    meant = await asyncio.to_thread(titles.resolve, text)
    if meant.film is not None:
        await open_card(update, context, FilmFilter(like=meant.film.movie_id))
        return
    texts = await texts_of(update, context)
    films = meant.choices or meant.closest
    presses = [ShowSimilar(owner, film.movie_id) for film in films]
    if meant.choices:
        await respond(update, choose_like(texts, text, films, presses))
    else:
        await respond(update, not_found(texts, text, films, presses))


async def _which_like(
    context: Context, texts: Texts, read: FilterText, like: LikeText, owner: int
) -> Reply:
    """Which film is meant; a card keeps what else was asked for."""
    draft = await card_films.begin(context.services, owner, CardRequest(read.wanted))
    films = like.choices or like.closest
    presses = like_presses(films, owner, draft.card_id)
    if like.choices:
        return choose_like(texts, like.title, films, presses)
    return not_found(texts, like.title, films, presses)
