"""/recommend and /similar: cards that begin with what a text asks for."""

import asyncio
import secrets

from bot.card import films
from bot.card.handlers.card import open_card
from bot.card.presses import ShowSimilar
from bot.card.request import CardRequest
from bot.card.views.asking import choose_like, like_presses, not_understood
from bot.conversation.reply import Reply
from bot.conversation.turn import Turn
from bot.conversation.which_film import not_found
from bot.filters.views import left_out
from bot.words.filter_text import FilterText, LikeText, read_filter
from core.catalog.film_filter import ANY, FilmFilter

QUESTION = "similar"  # kept in the database: an older bot's question is still understood
_SEEDS = 2**31


async def on_recommend(turn: Turn, text: str) -> None:
    """/recommend, with or without saying what: "comedy 90s -horror"."""
    if text:
        await recommend_from_text(turn, text)
    else:
        await open_card(turn)


async def recommend_from_text(turn: Turn, text: str) -> None:
    """A card of what a text asks for, or what is unclear about it.

    Raises:
        Problem: it asks for years that cannot be.
    """
    titles = turn.recommender.titles
    read = await asyncio.to_thread(read_filter, text, titles, secrets.randbelow(_SEEDS))
    if read.like is not None:
        await turn.say(await _which_like(turn, read, read.like))
    elif read.unknown and read.wanted == ANY:
        best = await asyncio.to_thread(titles.search, read.unknown, 1)
        film = best[0].film if best and best[0].exact else None
        await turn.say(not_understood(turn.texts, read.unknown, film, turn.person.user_id))
    else:
        note = left_out(turn.texts, read.unknown) if read.unknown else None
        await open_card(turn, read.wanted, note=note)


async def on_similar(turn: Turn, text: str) -> None:
    """/similar <title>; without a title, ask for it."""
    if text:
        await similar_from_text(turn, text)
    else:
        await turn.ask(QUESTION, Reply(turn.texts("similar-which-film")))


async def similar_from_text(turn: Turn, text: str) -> None:
    """A card of films like the one a text names, or the question which is meant."""
    owner = turn.person.user_id
    titles = turn.recommender.titles
    meant = await asyncio.to_thread(titles.resolve, text)
    if meant.film is not None:
        await open_card(turn, FilmFilter(like=meant.film.movie_id))
        return
    films = meant.choices or meant.closest
    presses = [ShowSimilar(owner, film.movie_id) for film in films]
    if meant.choices:
        await turn.say(choose_like(turn.texts, text, films, presses))
    else:
        await turn.say(not_found(turn.texts, text, films, presses, titles.catalog.last_year))


async def _which_like(turn: Turn, read: FilterText, like: LikeText) -> Reply:
    """Which film is meant; a card keeps what else was asked for."""
    owner = turn.person.user_id
    draft = await films.begin(turn, CardRequest(read.wanted))
    named = like.choices or like.closest
    presses = like_presses(named, owner, draft.card_id)
    if like.choices:
        return choose_like(turn.texts, like.title, named, presses)
    last_year = turn.recommender.catalog.last_year
    return not_found(turn.texts, like.title, named, presses, last_year)
