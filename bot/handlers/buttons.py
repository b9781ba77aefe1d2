"""Every press of a button arrives here: read it, check whose it is, hand it on."""

from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Update

from bot.callbacks import (
    AskStars,
    ChooseFilm,
    GiveStars,
    Press,
    RatingsPage,
    RecommendFrom,
    RemoveRating,
    ShowSimilar,
    UndoChange,
    UndoRemoval,
    decode,
)
from bot.context import Context
from bot.handlers import rating, ratings, recommend
from core.errors import InputError

_HANDLERS: dict[type[Press], Callable[[Update, Context, Any], Awaitable[None]]] = {
    AskStars: rating.on_ask_stars,
    ChooseFilm: rating.on_choose_film,
    GiveStars: rating.on_give_stars,
    UndoChange: rating.on_undo,
    ShowSimilar: recommend.on_show_similar,
    RecommendFrom: recommend.on_recommend_from,
    RatingsPage: ratings.on_page,
    RemoveRating: ratings.on_remove,
    UndoRemoval: ratings.on_undo_removal,
}


async def on_press(update: Update, context: Context) -> None:
    """Do what the button says.

    Raises:
        InputError: it is out of date, or somebody else's.
    """
    query = update.callback_query
    if query is None:
        return
    press = decode(query.data or "")
    if press.owner != query.from_user.id:
        raise InputError("These buttons are for somebody else. Ask me yourself: /recommend")
    await _HANDLERS[type(press)](update, context, press)
