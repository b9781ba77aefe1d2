"""What this feature answers to: its buttons."""

from bot.conversation.rooms import Room, on
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
from bot.handlers import deck

PRESSES = {
    "do": on(OpenDeck, deck.on_open),
    "dp": on(DeckPage, deck.on_page),
    "dn": on(DeckNext, deck.on_next),
    "ds": on(DeckStars, deck.on_stars),
    "df": on(DeckFilm, deck.on_film),
    "dg": on(DeckGenres, deck.on_genres),
    "sg": on(ShowGenres, deck.on_show_genres),
    "sf": on(ShowFilms, deck.on_show),
}
ROOM = Room(presses=PRESSES)
