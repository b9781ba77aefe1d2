"""Every press of a button arrives here: read it, check whose it is, hand it on."""

from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Update

from bot.callbacks import (
    AskStars,
    CardAskStars,
    CardFilter,
    CardGiveStars,
    CardMark,
    CardNext,
    CardShow,
    CardSimilar,
    CardUndoMark,
    CardUndoStars,
    ChooseFilm,
    ChooseLanguage,
    DeckFilm,
    DeckGenres,
    DeckNext,
    DeckPage,
    DeckStars,
    FilterClear,
    FilterDone,
    FilterDrop,
    FilterGenre,
    FilterLike,
    FilterPopularity,
    FilterTab,
    FilterYears,
    ForgetMe,
    GiveStars,
    ImportApply,
    ImportDoubt,
    ImportDrop,
    ImportSettle,
    ImportShow,
    ImportUndo,
    ImportUnknown,
    KeepMe,
    OpenDeck,
    OpenFilm,
    Press,
    RatingsPage,
    ReadFileAs,
    RemoveRating,
    ShowFilms,
    ShowGenres,
    ShowSimilar,
    TryExample,
    UndoChange,
    UndoRemoval,
    WatchlistPage,
    WatchlistRemove,
    WatchlistRestore,
    WatchlistSeen,
    WatchlistStars,
    decode,
)
from bot.context import Context
from bot.edge import acknowledge
from bot.handlers import (
    card,
    deck,
    filters,
    finding,
    forget,
    guide,
    importing,
    language,
    rating,
    ratings,
    watchlist,
)
from bot.language import texts_of

_HANDLERS: dict[type[Press], Callable[[Update, Context, Any], Awaitable[None]]] = {
    AskStars: rating.on_ask_stars,
    ChooseFilm: rating.on_choose_film,
    OpenFilm: finding.on_open_film,
    GiveStars: rating.on_give_stars,
    UndoChange: rating.on_undo,
    ShowSimilar: card.on_show_similar,
    RatingsPage: ratings.on_page,
    RemoveRating: ratings.on_remove,
    UndoRemoval: ratings.on_undo_removal,
    WatchlistPage: watchlist.on_page,
    WatchlistRemove: watchlist.on_remove,
    WatchlistSeen: watchlist.on_seen,
    WatchlistStars: watchlist.on_stars,
    WatchlistRestore: watchlist.on_restore,
    ForgetMe: forget.on_forget,
    KeepMe: forget.on_keep,
    ChooseLanguage: language.on_choose,
    CardShow: card.on_show,
    CardNext: card.on_next,
    CardAskStars: card.on_ask_stars,
    CardGiveStars: card.on_give_stars,
    CardUndoStars: card.on_undo_stars,
    CardMark: card.on_mark,
    CardUndoMark: card.on_undo_mark,
    CardSimilar: card.on_similar,
    CardFilter: filters.on_filter,
    FilterTab: filters.on_tab,
    FilterGenre: filters.on_genre,
    FilterYears: filters.on_years,
    FilterPopularity: filters.on_popularity,
    FilterClear: filters.on_clear,
    FilterDone: filters.on_done,
    FilterDrop: filters.on_drop,
    FilterLike: filters.on_like,
    TryExample: guide.on_example,
    OpenDeck: deck.on_open,
    DeckPage: deck.on_page,
    DeckNext: deck.on_next,
    DeckStars: deck.on_stars,
    DeckFilm: deck.on_film,
    DeckGenres: deck.on_genres,
    ShowGenres: deck.on_show_genres,
    ShowFilms: deck.on_show,
    ReadFileAs: importing.on_read_as,
    ImportShow: importing.on_show,
    ImportDoubt: importing.on_doubt,
    ImportSettle: importing.on_settle,
    ImportUnknown: importing.on_unknown,
    ImportApply: importing.on_apply,
    ImportDrop: importing.on_drop,
    ImportUndo: importing.on_undo,
}


async def on_press(update: Update, context: Context) -> None:
    """Do what the button says; whose it is not is told so in passing.

    Raises:
        Problem: it is out of date.
    """
    query = update.callback_query
    if query is None:
        return
    press = decode(query.data or "")
    if press.owner != query.from_user.id:
        texts = await texts_of(update, context)
        await acknowledge(update, texts.plain("toast-button-of-another"))
        return
    await _HANDLERS[type(press)](update, context, press)
