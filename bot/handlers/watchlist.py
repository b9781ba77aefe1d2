"""/watchlist: the films somebody wants to see, each to open, to take off, or to rate once seen."""

import asyncio

from telegram import Update

from bot.callbacks import (
    WatchlistPage,
    WatchlistRemove,
    WatchlistRestore,
    WatchlistSeen,
    WatchlistStars,
)
from bot.context import Context, Services
from bot.conversation.press import Press
from bot.edge import acknowledge, respond, rewrite, sender
from bot.language import texts_of
from bot.problems import Problem
from bot.telling import told_by
from bot.texts import Html
from bot.views.parts import stars_text
from bot.views.watchlist import (
    WantedFilm,
    WatchlistPart,
    rated_note,
    removed_note,
    watchlist_page,
    watchlist_stars,
)
from core.recommender import Recommender
from core.told import Told
from storage.marks import MarkKind
from storage.ratings import UndoOutcome

_PAGE_SIZE = 5  # with three buttons for each film


async def on_command(update: Update, context: Context) -> None:
    """/watchlist, the first page."""
    owner = sender(update).id
    texts = await texts_of(update, context)
    part = await _part(context.services, owner, 0)
    await respond(update, watchlist_page(texts, part, owner))


async def on_page(update: Update, context: Context, press: WatchlistPage) -> None:
    """Another page, in place."""
    await acknowledge(update)
    await _show(update, context, press.owner, press.page)


async def on_remove(update: Update, context: Context, press: WatchlistRemove) -> None:
    """Take one film off, with a way back; an old button leaves other marks alone."""
    marks = context.services.marks
    mark = await marks.of_film(press.owner, press.movie_id)
    texts = await texts_of(update, context)
    if mark is None or mark.kind is not MarkKind.WANTED:
        await acknowledge(update, texts.plain("toast-watchlist-removed-already"))
        await _show(update, context, press.owner, press.page)
        return
    await marks.mark(press.owner, press.movie_id, None)
    await acknowledge(update, texts.plain("toast-watchlist-removed"))
    film = context.services.recommending.current.catalog.film(press.movie_id)
    note = removed_note(texts, film, press.movie_id)
    undo = WatchlistRestore(press.owner, press.movie_id, press.page, 0)
    await _show(update, context, press.owner, press.page, note=note, undo=undo)


async def on_seen(update: Update, context: Context, press: WatchlistSeen) -> None:
    """The film counts as seen from now on, and is asked about while it is fresh."""
    film = context.services.recommending.current.catalog.film(press.movie_id)
    if film is None:
        raise Problem("problem-film-gone")
    await context.services.marks.mark(press.owner, press.movie_id, MarkKind.SEEN)
    texts = await texts_of(update, context)
    await acknowledge(update, texts.plain("toast-seen"))
    await rewrite(update, watchlist_stars(texts, film, press))


async def on_stars(update: Update, context: Context, press: WatchlistStars) -> None:
    """The stars of a film that was on the list, and the list again."""
    if not 1 <= press.half_stars <= 10:
        raise Problem("problem-star-range")
    stars = press.half_stars / 2
    result = await context.services.ratings.rate(press.owner, press.movie_id, stars)
    texts = await texts_of(update, context)
    await acknowledge(update, texts.plain("toast-saved", stars=stars_text(stars)))
    film = context.services.recommending.current.catalog.film(press.movie_id)
    note = rated_note(texts, film, press.movie_id, stars)
    undo = WatchlistRestore(press.owner, press.movie_id, press.page, result.change.change_id)
    await _show(update, context, press.owner, press.page, note=note, undo=undo)


async def on_restore(update: Update, context: Context, press: WatchlistRestore) -> None:
    """Back onto the list, on top, without the rating that took it off."""
    if press.change_id:
        result = await context.services.ratings.undo(press.owner, press.change_id)
        if result.outcome is UndoOutcome.UNKNOWN:
            raise Problem("problem-rating-gone")
        if result.outcome is UndoOutcome.SUPERSEDED:
            raise Problem("problem-rating-changed")
    await context.services.marks.mark(press.owner, press.movie_id, MarkKind.WANTED)
    texts = await texts_of(update, context)
    await acknowledge(update, texts.plain("toast-undone"))
    await _show(update, context, press.owner, press.page)


async def _show(
    update: Update,
    context: Context,
    owner: int,
    page: int,
    *,
    note: Html | None = None,
    undo: Press | None = None,
) -> None:
    texts = await texts_of(update, context)
    part = await _part(context.services, owner, page)
    await rewrite(update, watchlist_page(texts, part, owner, note=note, undo=undo))


async def _part(services: Services, owner: int, page: int) -> WatchlistPart:
    """A page of the list, the last one where there are not as many."""
    told = await told_by(services, owner)
    wanted = [
        mark.movie_id
        for mark in await services.marks.of(owner)
        if mark.kind is MarkKind.WANTED and mark.movie_id not in told.ratings
    ]
    last_page = max(len(wanted) - 1, 0) // _PAGE_SIZE
    page = min(page, last_page)
    start = page * _PAGE_SIZE
    shown = wanted[start : start + _PAGE_SIZE]
    recommender = services.recommending.current
    films = await asyncio.to_thread(_judged, recommender, told, shown)
    return WatchlistPart(
        films, start, len(wanted), page, page == last_page, recommender.model is not None
    )


def _judged(recommender: Recommender, told: Told, movie_ids: list[int]) -> tuple[WantedFilm, ...]:
    films = []
    for movie_id in movie_ids:
        suggestion = recommender.judge(told, movie_id)
        if suggestion is None:
            films.append(WantedFilm(movie_id, None, None))
        else:
            films.append(WantedFilm(movie_id, suggestion.film, suggestion.stars))
    return tuple(films)
