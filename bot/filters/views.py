"""Which kind of films, told in words."""

from bot.filters.facets import say
from bot.words.texts import Html, Texts, cut, escaped
from core.catalog.film_filter import FilmFilter
from core.catalog.films import Catalog

_N_CONDITIONS, _NAME_LENGTH = 25, 90  # on a line, and characters of each
_WORDS_LENGTH = 60  # characters of what was typed, when it is quoted back


def conditions_line(texts: Texts, wanted: FilmFilter, catalog: Catalog) -> Html:
    """Everything that was asked for; empty where that is nothing."""
    named = [say(texts, each, catalog) for each in wanted.conditions()]
    if wanted.surprise is not None:
        named.append(texts.plain("filter-surprise"))
    shown = [escaped(cut(each, _NAME_LENGTH)) for each in named[:_N_CONDITIONS]]
    if len(named) > _N_CONDITIONS:
        shown.append(Html("…"))
    return Html(" · ".join(shown))


def left_out(texts: Texts, words: str) -> Html:
    """Part of what was typed is not a kind of film."""
    return texts("filter-left-out", words=cut(words, _WORDS_LENGTH))
