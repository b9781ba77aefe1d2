"""Which kind of films: told in words, chosen by buttons, and what to give up when there is none."""

from collections.abc import Sequence
from functools import partial

from bot.card.presses import (
    CardFilter,
    CardShow,
    FilterClear,
    FilterDone,
    FilterDrop,
    FilterGenre,
    FilterLike,
    FilterPopularity,
    FilterTab,
    FilterYears,
    ShowSimilar,
)
from bot.card_films import OpenCard
from bot.conversation.press import Press
from bot.conversation.reply import Button, Reply, keyboard
from bot.views.filter_rows import DECADE, GENRES_ON_A_PAGE, genre_rows, year_rows
from bot.views.parts import cut, film_label, film_name, genre_name, lines
from bot.words.texts import Html, Texts, escaped
from core.catalog import POPULARITY_STEPS, Catalog, Film
from core.film_filter import Drop, FilmFilter

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


def choose_filter(
    texts: Texts, card: OpenCard, catalog: Catalog, *, tab: int, n_films: int | None
) -> Reply:
    """One page of what can be chosen: genres, years, or how well known.

    Args:
        card: has shown nothing yet; keeps the genres on offer.
        n_films: how many meet the choice; None where that cannot be counted.
    """
    n_genre_tabs = max(1, -(-len(card.request.genres) // GENRES_ON_A_PAGE))
    tab = min(tab, n_genre_tabs + 1)
    wanted = card.request.wanted
    if tab < n_genre_tabs:
        hint = texts("filter-hint-genres")
        press = partial(FilterGenre, card.owner, card.card_id, tab)
        rows = genre_rows(texts, wanted, card.request.genres, tab, press)
    elif tab == n_genre_tabs:
        hint = texts("filter-hint-years")
        years = partial(FilterYears, card.owner, card.card_id, tab)
        rows = year_rows(texts, wanted, catalog, years)
    else:
        hint, rows = _popularity_hint(texts, wanted), _popularity_rows(card, tab)
    asked = conditions_line(texts, wanted, catalog) or texts("filter-anything")
    parts = [texts("filter-title"), asked]
    if n_films is not None:
        parts.append(texts("filter-count", count=n_films))
    below: list[Button] = []
    if (before := card.request.before) is not None:
        back = CardShow(card.owner, before.card_id, before.position)
        below.append(Button(texts.plain("button-back"), back))
    below += [
        Button(texts.plain("button-filter-clear"), FilterClear(card.owner, card.card_id, tab)),
        Button(texts.plain("button-filter-done"), FilterDone(card.owner, card.card_id)),
    ]
    tabs = _tabs(texts, card, tab, n_genre_tabs)
    return Reply(lines(*parts, Html(), hint), keyboard(tabs, *rows, below))


def nothing_left(
    texts: Texts,
    card: OpenCard,
    catalog: Catalog,
    position: int,
    drops: Sequence[Drop],
    *,
    note: Html | None = None,
    undo: Press | None = None,
) -> Reply:
    """No film meets what was asked for, or no more: what to give up."""
    wanted = card.request.wanted
    asked = conditions_line(texts, wanted, catalog)
    if not asked:
        text = texts("recommend-nothing-left")
    elif card.films:
        text = lines(texts("filter-no-more"), asked)
    elif wanted.like is not None and len(wanted.conditions()) == 1:
        text = texts(
            "similar-nothing", film=film_name(texts, catalog.film(wanted.like), wanted.like)
        )
    else:
        text = lines(texts("filter-none"), asked)
    parts = [note, Html(), text] if note else [text]
    if drops:
        parts.append(texts("filter-drop-one"))
    order = wanted.conditions()
    rows: list[list[Button]] = [
        [
            Button(
                texts.plain(
                    "button-filter-drop",
                    condition=cut(
                        condition_text(texts, each.condition, catalog), _CONDITION_LENGTH
                    ),
                    count=each.n_films,
                ),
                FilterDrop(card.owner, card.card_id, order.index(each.condition)),
            )
        ]
        for each in drops
    ]
    at = max(0, position)
    turn: list[Button] = []
    before = card.place_before(position + 1)
    if before is not None:
        press = CardShow(card.owner, before.card_id, before.position)
        turn.append(Button(texts.plain("button-back"), press))
    turn.append(Button(texts.plain("button-filter"), CardFilter(card.owner, card.card_id, at)))
    undoing: list[Button] = [Button(texts.plain("button-undo"), undo)] if undo else []
    return Reply(lines(*parts), keyboard(*rows, turn, undoing))


def not_understood(texts: Texts, words: str, film: Film | None, owner: int) -> Reply:
    """Nothing that was typed is a kind of film; `film` is one that is called so."""
    rows: list[list[Button]] = []
    if film is not None:
        label = texts.plain("button-like-film", film=film_label(film))
        rows.append([Button(label, ShowSimilar(owner, film.movie_id))])
    return Reply(texts("filter-unknown", words=cut(words, _WORDS_LENGTH)), keyboard(*rows))


def left_out(texts: Texts, words: str) -> Html:
    """Part of what was typed is not a kind of film."""
    return texts("filter-left-out", words=cut(words, _WORDS_LENGTH))


def like_presses(films: Sequence[Film], owner: int, card_id: int) -> list[Press]:
    """For each film the button that says that it was the one meant."""
    return [FilterLike(owner, card_id, film.movie_id) for film in films]


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


def _tabs(texts: Texts, card: OpenCard, tab: int, n_genre_tabs: int) -> list[Button]:
    genres = texts.plain("button-filter-genres")
    names = [genres, *(f"{genres} {number}" for number in range(2, n_genre_tabs + 1))]
    names += [texts.plain("button-filter-years"), texts.plain("button-filter-popularity")]
    return [
        Button(f"• {name}" if number == tab else name, FilterTab(card.owner, card.card_id, number))
        for number, name in enumerate(names)
    ]


def _popularity_hint(texts: Texts, wanted: FilmFilter) -> Html:
    if wanted.popularity is None:
        return texts("filter-hint-popularity")
    chosen = texts.plain(f"filter-popularity-{wanted.popularity}")
    return texts("filter-hint-popularity-chosen", step=chosen)


def _popularity_rows(card: OpenCard, tab: int) -> list[list[Button]]:
    """A slider of five steps; the step it stands on takes it off."""
    now = card.request.wanted.popularity
    return [
        [
            Button(
                "●" if step == now else "○",
                FilterPopularity(card.owner, card.card_id, tab, 0 if step == now else step),
            )
            for step in range(1, POPULARITY_STEPS + 1)
        ]
    ]
