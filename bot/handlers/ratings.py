"""/ratings: everything one has rated, page by page, each removable and the removal undoable."""

from collections.abc import Sequence

from telegram import Update

from bot import render
from bot.callbacks import RatingsPage, RemoveRating, UndoRemoval
from bot.context import Context
from bot.edge import acknowledge, respond, rewrite, sender
from bot.render import RatedFilm, Reply
from core.errors import InputError
from storage.ratings import UndoOutcome, UserRating

_PAGE_SIZE = 10


async def on_command(update: Update, context: Context) -> None:
    """/ratings, the first page."""
    owner = sender(update).id
    profile = await context.services.ratings.profile(owner)
    await respond(update, _page(context, profile, owner, 0))


async def on_page(update: Update, context: Context, press: RatingsPage) -> None:
    """Another page, in place."""
    profile = await context.services.ratings.profile(press.owner)
    await acknowledge(update)
    await rewrite(update, _page(context, profile, press.owner, press.page))


async def on_remove(update: Update, context: Context, press: RemoveRating) -> None:
    """Remove one rating and show the page again, with a way back."""
    result = await context.services.ratings.remove(press.owner, press.movie_id)
    if result is None:
        raise InputError("You have not rated that film.")
    undo = UndoRemoval(press.owner, result.change.change_id, press.page)
    await acknowledge(update, "Removed" if result.changed else "It was removed")
    await rewrite(update, _page(context, result.profile, press.owner, press.page, undo))


async def on_undo_removal(update: Update, context: Context, press: UndoRemoval) -> None:
    """Bring a removed rating back and show the page again."""
    result = await context.services.ratings.undo(press.owner, press.change_id)
    if result.outcome is UndoOutcome.UNKNOWN:
        raise InputError("I do not know that rating any more.")
    if result.outcome is UndoOutcome.SUPERSEDED:
        raise InputError("You have rated this film since.")
    await acknowledge(update, "It is back")
    await rewrite(update, _page(context, result.profile, press.owner, press.page))


def _page(
    context: Context,
    profile: Sequence[UserRating],
    owner: int,
    page: int,
    removal: UndoRemoval | None = None,
) -> Reply:
    catalog = context.services.recommending.current.catalog
    rated = [RatedFilm(each.movie_id, catalog.film(each.movie_id), each.stars) for each in profile]
    return render.ratings_page(rated, owner, page, _PAGE_SIZE, removal)
