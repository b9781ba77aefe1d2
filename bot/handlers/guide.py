"""/help, and the examples below it, which do what they say."""

import numpy as np
from telegram import Update

from bot.callbacks import TryExample
from bot.context import Context
from bot.edge import acknowledge, respond, sender
from bot.handlers import deck, recommend
from bot.language import texts_of
from bot.problems import Problem
from bot.views.guide import LIKE_A_FILM, OF_A_KIND, RATE, example_kind, example_like, guide
from core.catalog import Catalog, Film

_LIKED = 6  # MovieLens' id of "Heat", the film of all examples


async def on_help(update: Update, context: Context) -> None:
    """/help: what to try, and every command."""
    texts = await texts_of(update, context)
    liked = _liked(context.services.recommending.current.catalog)
    inline_name = context.bot.username if context.bot.supports_inline_queries else None
    await respond(update, guide(texts, sender(update).id, liked, inline_name))


async def on_example(update: Update, context: Context, press: TryExample) -> None:
    """What writing the example would show, in a message of its own.

    Raises:
        Problem: another version of the bot had other examples.
    """
    if press.number not in {RATE, LIKE_A_FILM, OF_A_KIND}:
        raise Problem("problem-button-old")
    await acknowledge(update)
    if press.number == RATE:
        await deck.open_deck(update, context)
        return
    texts = await texts_of(update, context)
    if press.number == LIKE_A_FILM:
        liked = _liked(context.services.recommending.current.catalog)
        await recommend.recommend_from_text(update, context, example_like(texts, liked))
    else:
        await recommend.recommend_from_text(update, context, example_kind(texts))


def _liked(catalog: Catalog) -> Film:
    """The film of the example; where the data set does not have it, the best known one."""
    return catalog.film(_LIKED) or catalog.films[int(np.argmax(catalog.rating_count))]
