"""Which film is meant: questions with a button for each film."""

from collections.abc import Sequence

from bot.conversation.press import Press
from bot.conversation.reply import Button, Reply, keyboard
from bot.words.texts import Html, Texts, cut, film_label, stars_text
from core.catalog.films import Film

_QUERY_LENGTH = 60  # characters of what a person typed, when it is quoted back


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


def not_found(
    texts: Texts, query: str, closest: Sequence[Film], presses: Sequence[Press], last_year: int
) -> Reply:
    """No film is meant for certain; the closest titles, if any, as buttons.

    Args:
        last_year: in which the films end; who looks for a later one is to know why it is not here.
    """
    if not closest:
        query = cut(query, _QUERY_LENGTH)
        return Reply(texts("film-unknown", query=query, year=str(last_year)))
    rows = choice_rows(closest, presses)
    return Reply(not_called_so(texts, query, last_year), keyboard(*rows))


def not_called_so(texts: Texts, query: str, last_year: int) -> Html:
    """No film is; below stand the closest titles."""
    query = cut(query, _QUERY_LENGTH)
    return texts("film-unknown-closest", query=query, year=str(last_year))
