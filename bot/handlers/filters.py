"""Buttons that choose what kind of films a card shows.

What is being chosen is kept as a card that has shown nothing yet: quick presses on one message add
up, and a restart forgets nothing.
"""

from dataclasses import replace

from telegram import Update

from bot import card_films
from bot.callbacks import (
    CardFilter,
    FilterClear,
    FilterDone,
    FilterDrop,
    FilterGenre,
    FilterLike,
    FilterPopularity,
    FilterTab,
    FilterYears,
)
from bot.card_films import OpenCard
from bot.card_request import CardRequest, Place
from bot.context import Context
from bot.edge import acknowledge, rewrite
from bot.filter_choice import with_genre, with_years
from bot.handlers.card import begin_card, film_of, go_on
from bot.language import texts_of
from bot.problems import Problem
from bot.telling import told_by
from bot.views.filters import choose_filter
from core.catalog import POPULARITY_STEPS
from core.film_filter import ANY, FilmFilter
from core.told import indices_of

_FIRST_TAB = 0


async def on_filter(update: Update, context: Context, press: CardFilter) -> None:
    """Begin to choose, with what the card was asked for."""
    services = context.services
    opened = await card_films.find(services, press.owner, press.card_id)
    await acknowledge(update)
    here = Place(press.card_id, press.position) if opened.films else opened.request.before
    genres = tuple(services.recommending.current.catalog.genres)
    request = CardRequest(opened.request.wanted, here, genres)
    draft = await card_films.begin(services, press.owner, request)
    await _show_choice(update, context, draft, _FIRST_TAB)


async def on_tab(update: Update, context: Context, press: FilterTab) -> None:
    """Another page of what can be chosen."""
    draft = await card_films.find(context.services, press.owner, press.card_id)
    await acknowledge(update)
    await _show_choice(update, context, draft, press.tab)


async def on_genre(update: Update, context: Context, press: FilterGenre) -> None:
    """A genre: only with it, only without it, or either."""
    draft = await card_films.find(context.services, press.owner, press.card_id)
    if press.genre >= len(draft.request.genres):
        raise Problem("problem-button-old")
    genre = draft.request.genres[press.genre]
    changed = with_genre(draft.request.wanted, genre, press.choice)
    await _change(update, context, draft, changed, press.tab)


async def on_years(update: Update, context: Context, press: FilterYears) -> None:
    """A decade, or several."""
    draft = await card_films.find(context.services, press.owner, press.card_id)
    changed = with_years(draft.request.wanted, press.first, press.last)
    await _change(update, context, draft, changed, press.tab)


async def on_popularity(update: Update, context: Context, press: FilterPopularity) -> None:
    """How well known; hidden gems are little known, so that one goes for the other."""
    draft = await card_films.find(context.services, press.owner, press.card_id)
    if press.step > POPULARITY_STEPS:
        raise Problem("problem-button-old")
    changed = replace(draft.request.wanted, popularity=press.step or None, gems=False)
    await _change(update, context, draft, changed, press.tab)


async def on_clear(update: Update, context: Context, press: FilterClear) -> None:
    """Anything goes."""
    draft = await card_films.find(context.services, press.owner, press.card_id)
    await _change(update, context, draft, ANY, press.tab)


async def on_done(update: Update, context: Context, press: FilterDone) -> None:
    """The films that were chosen."""
    draft = await card_films.find(context.services, press.owner, press.card_id)
    await acknowledge(update)
    await go_on(update, context, draft, -1, rewrite)


async def on_drop(update: Update, context: Context, press: FilterDrop) -> None:
    """Give up one condition, where no film meets all of them."""
    opened = await card_films.find(context.services, press.owner, press.card_id)
    wanted = opened.request.wanted
    conditions = wanted.conditions()
    if press.condition >= len(conditions):
        raise Problem("problem-button-old")
    await acknowledge(update)
    before = opened.place_before(len(opened.films))
    request = CardRequest(wanted.without(conditions[press.condition]), before)
    await begin_card(update, context, request, rewrite)


async def on_like(update: Update, context: Context, press: FilterLike) -> None:
    """One of several films that a text may have meant; the rest of the text holds as well."""
    opened = await card_films.find(context.services, press.owner, press.card_id)
    film_of(context, press.movie_id)
    await acknowledge(update)
    wanted = replace(opened.request.wanted, like=press.movie_id)
    await begin_card(update, context, CardRequest(wanted, opened.request.before), rewrite)


async def _change(
    update: Update, context: Context, draft: OpenCard, wanted: FilmFilter, tab: int
) -> None:
    """Keep what was chosen and show it, unless the films are being shown already."""
    request = replace(draft.request, wanted=wanted)
    changed = await context.services.cards.ask(draft.card_id, draft.owner, request.encode())
    await acknowledge(update)
    if changed:
        await _show_choice(update, context, replace(draft, request=request), tab)
    else:
        await go_on(update, context, draft, -1, rewrite)


async def _show_choice(update: Update, context: Context, draft: OpenCard, tab: int) -> None:
    texts = await texts_of(update, context)
    catalog = context.services.recommending.current.catalog
    n_films = await _count(context, draft)
    await rewrite(update, choose_filter(texts, draft, catalog, tab=tab, n_films=n_films))


async def _count(context: Context, draft: OpenCard) -> int | None:
    """Films that meet what was chosen and were not told of; None where likeness decides too."""
    wanted = draft.request.wanted
    if wanted.like is not None:
        return None
    catalog = context.services.recommending.current.catalog
    told = await told_by(context.services, draft.owner)
    met = wanted.mask(catalog)
    met[indices_of(told.movie_ids, catalog)] = False
    return int(met.sum())
