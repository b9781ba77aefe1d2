"""/recommend like Heat and /similar Heat: which film is meant."""

from collections.abc import Sequence

from bot.conversation.press import Press
from bot.conversation.reply import Reply, keyboard
from bot.views.finding import choice_rows, which_film
from bot.words.texts import Texts
from core.catalog import Film


def choose_like(texts: Texts, query: str, films: Sequence[Film], presses: Sequence[Press]) -> Reply:
    """Several films may be meant: a button each, to see films like it."""
    return Reply(which_film(texts, query, films), keyboard(*choice_rows(films, presses)))
