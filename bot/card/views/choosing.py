"""Which kind of films a card shows: chosen by buttons, and what to give up when there is none."""

from collections.abc import Sequence
from functools import partial

from bot.card.films import OpenCard
from bot.card.presses import (
    CardFilter,
    CardShow,
    FilterChoose,
    FilterClear,
    FilterDone,
    FilterDrop,
    FilterTab,
)
from bot.conversation.press import Press
from bot.conversation.reply import Button, Reply, keyboard
from bot.filters.facets import FACETS, Choice, Chooser, pages_of, say, tabs
from bot.filters.views import conditions_line
from bot.words.texts import Html, Texts, cut, film_name, lines
from core.catalog.film_filter import Drop
from core.catalog.films import Catalog

_CONDITION_LENGTH = 28  # characters of a condition on a button


def choose_filter(
    texts: Texts, card: OpenCard, catalog: Catalog, *, tab: int, n_films: int | None
) -> Reply:
    """One page of what can be chosen.

    Args:
        card: has shown nothing yet; keeps the genres on offer.
        n_films: how many meet the choice; None where that cannot be counted.
    """
    request, at = card.request, (card.owner, card.card_id)

    def press(page: int, choice: Choice) -> Press:
        return FilterChoose(*at, page, choice.facet, choice.first, choice.second)

    pages = pages_of(Chooser(texts, request.wanted, request.genres, catalog, press), FACETS)
    tab = min(tab, len(pages) - 1)
    asked = conditions_line(texts, request.wanted, catalog) or texts("filter-anything")
    parts = [texts("filter-title"), asked]
    if n_films is not None:
        parts.append(texts("filter-count", count=n_films))
    below: list[Button] = []
    if (before := request.before) is not None:
        back = CardShow(card.owner, before.card_id, before.position)
        below.append(Button(texts.plain("button-back"), back))
    below += [
        Button(texts.plain("button-filter-clear"), FilterClear(*at, tab)),
        Button(texts.plain("button-filter-done"), FilterDone(*at)),
    ]
    turn = tabs(pages, tab, partial(FilterTab, *at))
    shown = keyboard(turn, *pages[tab].rows, below)
    return Reply(lines(*parts, Html(), pages[tab].hint), shown)


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
    last_year = catalog.last_year
    if wanted.first_year is not None and wanted.first_year > last_year:
        parts.append(texts("filter-films-end", year=str(last_year)))
    if drops:
        parts.append(texts("filter-drop-one"))
    order = wanted.conditions()
    rows: list[list[Button]] = [
        [
            Button(
                texts.plain(
                    "button-filter-drop",
                    condition=cut(say(texts, each.condition, catalog), _CONDITION_LENGTH),
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
