"""Which kind of films: told in words, chosen by buttons, and what to give up when there is none."""

from bot.filters.facets import DECADE
from bot.words.texts import Html, Texts, cut, escaped, film_label, genre_name
from core.catalog.film_filter import FilmFilter
from core.catalog.films import Catalog

_N_CONDITIONS, _NAME_LENGTH = 25, 90  # on a line, and characters of each
_CONDITION_LENGTH = 28  # characters of a condition on a button
_WORDS_LENGTH = 60  # characters of what was typed, when it is quoted back


def conditions_line(texts: Texts, wanted: FilmFilter, catalog: Catalog) -> Html:
    """Everything that was asked for; empty where that is nothing."""
    named = [condition_text(texts, each, catalog) for each in wanted.conditions()]
    if wanted.surprise is not None:
        named.append(texts.plain("filter-surprise"))
    shown = [escaped(cut(each, _NAME_LENGTH)) for each in named[:_N_CONDITIONS]]
    if len(named) > _N_CONDITIONS:
        shown.append(Html("…"))
    return Html(" · ".join(shown))


def condition_text(texts: Texts, condition: FilmFilter, catalog: Catalog) -> str:
    """One of `FilmFilter.conditions`."""
    for genre in condition.genres:
        return genre_name(texts, genre)
    if condition.some_genres:
        return " / ".join(genre_name(texts, genre) for genre in sorted(condition.some_genres))
    for genre in condition.without_genres:
        return texts.plain("filter-without", genre=genre_name(texts, genre))
    if condition.like is not None:
        film = catalog.film(condition.like)
        name = film_label(film) if film else texts.plain("film-of-number", id=str(condition.like))
        return texts.plain("filter-like", film=name)
    return _step_or_years(texts, condition)


def left_out(texts: Texts, words: str) -> Html:
    """Part of what was typed is not a kind of film."""
    return texts("filter-left-out", words=cut(words, _WORDS_LENGTH))


def _step_or_years(texts: Texts, condition: FilmFilter) -> str:
    if condition.popularity is not None:
        return texts.plain(f"filter-popularity-{condition.popularity}")
    if condition.gems:
        return texts.plain("filter-gems")
    return _years_text(texts, condition.first_year, condition.last_year)


def _years_text(texts: Texts, first: int | None, last: int | None) -> str:
    if first is None:
        return texts.plain("filter-until", year=str(last))
    if last is None:
        return texts.plain("filter-since", year=str(first))
    if first == last:
        return str(first)
    if first % DECADE == 0 and last == first + DECADE - 1:
        return texts.plain("filter-decade", year=str(first))
    return f"{first}–{last}"
