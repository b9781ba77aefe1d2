"""/watchlist: the films somebody wants to see, each to open, to take off, or to rate once seen."""

import asyncio

from bot.conversation.press import Press
from bot.conversation.turn import Turn
from bot.conversation.undo import take_back
from bot.mine.presses import (
    WatchlistPage,
    WatchlistPress,
    WatchlistRemove,
    WatchlistRestore,
    WatchlistSeen,
    WatchlistStars,
)
from bot.mine.views.watchlist import (
    WantedFilm,
    WatchlistPart,
    rated_note,
    removed_note,
    watchlist_page,
    watchlist_stars,
)
from bot.service.profiles import profile_of
from bot.words.problems import Problem
from bot.words.texts import Html, stars_text
from core.catalog.ratings import is_star_rating
from storage.marks import MarkKind

_PAGE_SIZE = 5  # with three buttons for each film


async def on_command(turn: Turn, _text: str) -> None:
    """/watchlist, the first page."""
    owner = turn.person.user_id
    part = await _part(turn, owner, 0)
    await turn.say(watchlist_page(turn.texts, part, owner))


async def on_page(turn: Turn, press: WatchlistPage) -> None:
    """Another page, in place."""
    await turn.toast()
    await _show(turn, press.owner, press.page)


async def on_remove(turn: Turn, press: WatchlistRemove) -> None:
    """Take one film off, with a way back; an old button leaves other marks alone."""
    marks = turn.services.marks
    mark = await marks.of_film(press.owner, press.movie_id)
    if mark is None or mark.kind is not MarkKind.WANTED:
        await turn.toast(turn.texts.plain("toast-watchlist-removed-already"))
        await _show(turn, press.owner, press.page)
        return
    await marks.mark(press.owner, press.movie_id, None)
    await turn.toast(turn.texts.plain("toast-watchlist-removed"))
    film = turn.recommender.catalog.film(press.movie_id)
    note = removed_note(turn.texts, film, press.movie_id)
    undo = WatchlistRestore(press.owner, press.movie_id, press.page, 0)
    await _show(turn, press.owner, press.page, note=note, undo=undo)


async def on_seen(turn: Turn, press: WatchlistSeen) -> None:
    """The film counts as seen from now on, and is asked about while it is fresh."""
    film = turn.film(press.movie_id)
    await turn.services.marks.mark(press.owner, press.movie_id, MarkKind.SEEN)
    await turn.toast(turn.texts.plain("toast-seen"))
    await turn.replace(watchlist_stars(turn.texts, film, press))


async def on_stars(turn: Turn, press: WatchlistStars) -> None:
    """The stars of a film that was on the list, and the list again."""
    await _require_film(turn, press)
    stars = press.half_stars / 2
    if not is_star_rating(stars):
        raise Problem("problem-star-range")
    result = await turn.services.ratings.rate(press.owner, press.movie_id, stars)
    await turn.toast(turn.texts.plain("toast-saved", stars=stars_text(stars)))
    film = turn.recommender.catalog.film(press.movie_id)
    note = rated_note(turn.texts, film, press.movie_id, stars)
    undo = WatchlistRestore(press.owner, press.movie_id, press.page, result.change.change_id)
    await _show(turn, press.owner, press.page, note=note, undo=undo)


async def on_restore(turn: Turn, press: WatchlistRestore) -> None:
    """Back onto the list, on top, without the rating that took it off."""
    await _require_film(turn, press)
    if press.change_id:
        await take_back(turn, press.change_id)
    await turn.services.marks.mark(press.owner, press.movie_id, MarkKind.WANTED)
    await turn.toast(turn.texts.plain("toast-undone"))
    await _show(turn, press.owner, press.page)


async def _require_film(turn: Turn, press: WatchlistPress) -> None:
    """Nothing is kept of films that there are not.

    Raises:
        Problem: neither the data set has the film, nor has the person said anything of it.
    """
    services, film = turn.services, (press.owner, press.movie_id)
    if (
        turn.recommender.catalog.film(press.movie_id) is None
        and await services.marks.of_film(*film) is None
        and await services.ratings.rating_of(*film) is None
    ):
        raise Problem("problem-film-gone")


async def _show(
    turn: Turn,
    owner: int,
    page: int,
    *,
    note: Html | None = None,
    undo: Press | None = None,
) -> None:
    part = await _part(turn, owner, page)
    await turn.replace(watchlist_page(turn.texts, part, owner, note=note, undo=undo))


async def _part(turn: Turn, owner: int, page: int) -> WatchlistPart:
    """A page of the list, the last one where there are not as many."""
    profile = await profile_of(turn.services, owner)
    wanted = [
        mark.movie_id
        for mark in await turn.services.marks.of(owner)
        if mark.kind is MarkKind.WANTED and mark.movie_id not in profile.ratings
    ]
    last_page = max(len(wanted) - 1, 0) // _PAGE_SIZE
    page = min(page, last_page)
    start = page * _PAGE_SIZE
    shown = wanted[start : start + _PAGE_SIZE]
    recommender = turn.recommender
    judged = await asyncio.to_thread(recommender.judge_all, profile, shown)
    films = tuple(
        WantedFilm(movie_id, each.film, each.stars) if each else WantedFilm(movie_id, None, None)
        for movie_id, each in zip(shown, judged, strict=True)
    )
    return WatchlistPart(
        films, start, len(wanted), page, page == last_page, recommender.model is not None
    )
