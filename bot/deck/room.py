"""What this feature answers to: its buttons."""

from bot.conversation.rooms import Room, on
from bot.deck import handlers
from bot.deck.presses import (
    DeckFilm,
    DeckGenres,
    DeckNext,
    DeckPage,
    DeckStars,
    OpenDeck,
    ShowFilms,
    ShowGenres,
)

PRESSES = {
    "do": on(OpenDeck, handlers.on_open),
    "dp": on(DeckPage, handlers.on_page),
    "dn": on(DeckNext, handlers.on_next),
    "ds": on(DeckStars, handlers.on_stars),
    "df": on(DeckFilm, handlers.on_film),
    "dg": on(DeckGenres, handlers.on_genres),
    "sg": on(ShowGenres, handlers.on_show_genres),
    "sf": on(ShowFilms, handlers.on_show),
}
ROOM = Room(presses=PRESSES)
