"""What is asked for in words: which film others shall be like, and what was not understood."""

from collections.abc import Sequence

from bot.card.presses import FilterLike, ShowSimilar
from bot.conversation.press import Press
from bot.conversation.reply import Button, Reply, keyboard
from bot.conversation.which_film import choice_rows, which_film
from bot.words.texts import Texts, cut, film_label
from core.catalog.films import Film

_WORDS_LENGTH = 60  # characters of what was typed, when it is quoted back


def choose_like(texts: Texts, query: str, films: Sequence[Film], presses: Sequence[Press]) -> Reply:
    """Several films may be meant: a button each, to see films like it."""
    return Reply(which_film(texts, query, films), keyboard(*choice_rows(films, presses)))


def not_understood(texts: Texts, words: str, film: Film | None, owner: int) -> Reply:
    """Nothing that was typed is a kind of film; `film` is one that is called so."""
    rows: list[list[Button]] = []
    if film is not None:
        label = texts.plain("button-like-film", film=film_label(film))
        rows.append([Button(label, ShowSimilar(owner, film.movie_id))])
    return Reply(texts("filter-unknown", words=cut(words, _WORDS_LENGTH)), keyboard(*rows))


def like_presses(films: Sequence[Film], owner: int, card_id: int) -> list[Press]:
    """For each film the button that says that it was the one meant."""
    return [FilterLike(owner, card_id, film.movie_id) for film in films]
