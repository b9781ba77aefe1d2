"""Which film is meant: questions with a button for each film."""

from collections.abc import Sequence

from bot.conversation.press import Press
from bot.conversation.reply import Button, Reply, keyboard
from bot.finding.presses import OpenFilm
from bot.views.parts import cut, film_label, genre_name, stars_text
from bot.words.texts import Html, Texts
from core.catalog import Film

_QUERY_LENGTH = 60  # characters of what a person typed, when it is quoted back
_LABEL_LENGTH = 60  # characters of a button with a film and its genres; Telegram shows 64
_LABEL_GENRES = 2  # on a button; more would be cut off on a phone


def which_film(texts: Texts, query: str, films: Sequence[Film], stars: float | None = None) -> Html:
    """The question which of several films is meant, or whether the only one is."""
    query = cut(query, _QUERY_LENGTH)
    only = len(films) == 1
    if stars is None:
        return texts("film-this" if only else "film-which", query=query)
    key = "film-this-stars" if only else "film-which-stars"
    return texts(key, query=query, stars=stars_text(stars))


def choice_rows(films: Sequence[Film], presses: Sequence[Press]) -> list[list[Button]]:
    """A row for each film."""
    return [[Button(film_label(film), press)] for film, press in zip(films, presses, strict=True)]


def films_found(texts: Texts, query: str, films: Sequence[Film], owner: int) -> Reply:
    """Several films that a title search found, or one that is likely meant: a card each."""
    rows = [[Button(labelled(texts, film), OpenFilm(owner, film.movie_id))] for film in films]
    return Reply(which_film(texts, query, films), keyboard(*rows))


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


def not_found(texts: Texts, query: str, closest: Sequence[Film], presses: Sequence[Press]) -> Reply:
    """No film is meant for certain; the closest titles, if any, as buttons."""
    query = cut(query, _QUERY_LENGTH)
    if not closest:
        return Reply(texts("film-unknown", query=query))
    rows = choice_rows(closest, presses)
    return Reply(texts("film-unknown-closest", query=query), keyboard(*rows))
