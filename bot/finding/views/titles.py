"""Which film is meant by a title: a button for each."""

from bot.conversation.reply import Button, Reply, keyboard
from bot.conversation.which_film import not_called_so, which_film
from bot.finding.presses import OpenFilm
from bot.words.texts import Html, Texts, film_label, genre_name
from core.catalog.films import Film
from core.titles.search import Resolution

_LABEL_LENGTH = 60  # characters of a button with a film and its genres; Telegram shows 64
_LABEL_GENRES = 2  # on a button; more would be cut off on a phone


def films_found(texts: Texts, query: str, meant: Resolution, owner: int, last_year: int) -> Reply:
    """Several films that a title search found, or one that is likely meant: a card each."""
    films = meant.choices
    rows = [[Button(labelled(texts, film), OpenFilm(owner, film.movie_id))] for film in films]
    if not meant.likely:
        return Reply(not_called_so(texts, query, last_year), keyboard(*rows))
    return Reply(which_film(texts, query, films), keyboard(*rows))


def mine_is(texts: Texts, film: Film, last_year: int) -> Html | None:
    """Above a little-known film: a later one of that name may be meant, which is not here."""
    if film.year is None:
        return None
    return texts("film-mine-is", film=str(film.year), year=str(last_year))


def labelled(texts: Texts, film: Film) -> str:
    """Title, year and the first genres, as many as there is room for."""
    label = film_label(film)
    separator = " · "
    for genre in film.genres[:_LABEL_GENRES]:
        longer = label + separator + genre_name(texts, genre)
        if len(longer) > _LABEL_LENGTH:
            break
        label, separator = longer, ", "
    return label
