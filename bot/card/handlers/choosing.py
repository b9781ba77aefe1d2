"""Buttons that choose what kind of films a card shows.

What is being chosen is kept as a card that has shown nothing yet: quick presses on one message add
up, and a restart forgets nothing.
"""

from dataclasses import replace

from bot.card import films
from bot.card.films import OpenCard
from bot.card.handlers.card import begin_card, go_on
from bot.card.presses import (
    CardFilter,
    FilterChoice,
    FilterClear,
    FilterDone,
    FilterDrop,
    FilterLike,
    FilterTab,
)
from bot.card.request import CardRequest, Place
from bot.card.views.choosing import choose_filter
from bot.conversation.turn import Turn
from bot.filters.facets import change
from bot.service.profiles import profile_of
from bot.words.problems import Problem
from core.catalog.film_filter import ANY, FilmFilter
from core.catalog.profile import indices_of

_FIRST_TAB = 0


async def on_filter(turn: Turn, press: CardFilter) -> None:
    """Begin to choose, with what the card was asked for."""
    opened = await films.find(turn, press.card_id)
    await turn.toast()
    here = Place(press.card_id, press.position) if opened.films else opened.request.before
    genres = tuple(turn.recommender.catalog.genres)
    request = CardRequest(opened.request.wanted, here, genres)
    draft = await films.begin(turn, request)
    await _show_choice(turn, draft, _FIRST_TAB)


async def on_tab(turn: Turn, press: FilterTab) -> None:
    """Another page of what can be chosen."""
    draft = await films.find(turn, press.card_id)
    await turn.toast()
    await _show_choice(turn, draft, press.tab)


async def on_choose(turn: Turn, press: FilterChoice) -> None:
    """Something about the films."""
    draft = await films.find(turn, press.card_id)
    changed = change(draft.request.wanted, draft.request.genres, press.chosen)
    await _change(turn, draft, changed, press.tab)


async def on_clear(turn: Turn, press: FilterClear) -> None:
    """Anything goes."""
    draft = await films.find(turn, press.card_id)
    await _change(turn, draft, ANY, press.tab)


async def on_done(turn: Turn, press: FilterDone) -> None:
    """The films that were chosen."""
    draft = await films.find(turn, press.card_id)
    await turn.toast()
    await go_on(turn, draft, -1, turn.replace)


async def on_drop(turn: Turn, press: FilterDrop) -> None:
    """Give up one condition, where no film meets all of them."""
    opened = await films.find(turn, press.card_id)
    wanted = opened.request.wanted
    conditions = wanted.conditions()
    if press.condition >= len(conditions):
        raise Problem("problem-button-old")
    await turn.toast()
    before = opened.place_before(len(opened.films))
    request = CardRequest(wanted.without(conditions[press.condition]), before)
    await begin_card(turn, request, turn.replace)


async def on_like(turn: Turn, press: FilterLike) -> None:
    """One of several films that a text may have meant; the rest of the text holds as well."""
    opened = await films.find(turn, press.card_id)
    turn.film(press.movie_id)
    await turn.toast()
    wanted = replace(opened.request.wanted, like=press.movie_id)
    await begin_card(turn, CardRequest(wanted, opened.request.before), turn.replace)


async def _change(turn: Turn, draft: OpenCard, wanted: FilmFilter, tab: int) -> None:
    """Keep what was chosen and show it, unless the films are being shown already."""
    request = replace(draft.request, wanted=wanted)
    changed = await turn.services.cards.set_request(draft.card_id, draft.owner, request.encode())
    await turn.toast()
    if changed:
        await _show_choice(turn, replace(draft, request=request), tab)
    else:
        await go_on(turn, draft, -1, turn.replace)


async def _show_choice(turn: Turn, draft: OpenCard, tab: int) -> None:
    catalog = turn.recommender.catalog
    n_films = await _count(turn, draft)
    await turn.replace(choose_filter(turn.texts, draft, catalog, tab=tab, n_films=n_films))


async def _count(turn: Turn, draft: OpenCard) -> int | None:
    """Films that meet what was chosen and were not told of; None where likeness decides too."""
    wanted = draft.request.wanted
    if wanted.like is not None:
        return None
    catalog = turn.recommender.catalog
    profile = await profile_of(turn.services, draft.owner)
    met = wanted.mask(catalog)
    met[indices_of(profile.movie_ids, catalog)] = False
    return int(met.sum())
