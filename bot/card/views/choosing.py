"""Which kind of films a card shows: chosen by buttons, and what to give up when there is none."""

from collections.abc import Sequence
from functools import partial

from bot.card.films import OpenCard
from bot.card.presses import (
    CardFilter,
    CardShow,
    FilterClear,
    FilterDone,
    FilterDrop,
    FilterGenre,
    FilterPopularity,
    FilterTab,
    FilterYears,
)
from bot.conversation.parts import cut, film_name, lines
from bot.conversation.press import Press
from bot.conversation.reply import Button, Reply, keyboard
from bot.filters.rows import GENRES_ON_A_PAGE, genre_rows, year_rows
from bot.filters.views import condition_text, conditions_line
from bot.words.texts import Html, Texts
from core.catalog import POPULARITY_STEPS, Catalog
from core.film_filter import Drop, FilmFilter

_CONDITION_LENGTH = 28  # characters of a condition on a button


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
