"""/ratings: everything one has rated, sorted, page by page, each removable and that undoable."""

from collections.abc import Sequence

from telegram import Update

from bot.callbacks import RatingsPage, RemoveRating, UndoRemoval
from bot.context import Context
from bot.conversation.reply import Reply
from bot.edge import acknowledge, respond, rewrite, sender
from bot.language import texts_of
from bot.problems import Problem
from bot.texts import Texts
from bot.views.ratings import ORDERS, RatedFilm, ratings_page
from core.catalog import Catalog
from storage.ratings import RatingOrder, UndoOutcome, UserRating, in_order

_PAGE_SIZE = 10
_NEWEST = ORDERS.index("newest")
_STORED = {"newest": RatingOrder.NEWEST, "best": RatingOrder.BEST, "worst": RatingOrder.WORST}


async def on_command(update: Update, context: Context) -> None:
    """/ratings, the first page."""
    owner = sender(update).id
    profile = await context.services.ratings.profile(owner)
    texts = await texts_of(update, context)
    await respond(update, _page(context, texts, profile, RatingsPage(owner, 0, _NEWEST)))


async def on_page(update: Update, context: Context, press: RatingsPage) -> None:
    """Another page or another order, in place."""
    _check_order(press.order)
    profile = await context.services.ratings.profile(press.owner)
    texts = await texts_of(update, context)
    await acknowledge(update)
    await rewrite(update, _page(context, texts, profile, press))


async def on_remove(update: Update, context: Context, press: RemoveRating) -> None:
    """Remove one rating and show the page again, with a way back."""
    _check_order(press.order)
    result = await context.services.ratings.remove(press.owner, press.movie_id)
    if result is None:
        raise Problem("problem-film-not-rated")
    undo = UndoRemoval(press.owner, result.change.change_id, press.page, press.order)
    texts = await texts_of(update, context)
    toast = "toast-removed" if result.changed else "toast-removed-already"
    await acknowledge(update, texts.plain(toast))
    place = RatingsPage(press.owner, press.page, press.order)
    await rewrite(update, _page(context, texts, result.profile, place, removal=undo))


async def on_undo_removal(update: Update, context: Context, press: UndoRemoval) -> None:
    """Bring a removed rating back and show the page again."""
    _check_order(press.order)
    result = await context.services.ratings.undo(press.owner, press.change_id)
    if result.outcome is UndoOutcome.UNKNOWN:
        raise Problem("problem-rating-gone")
    if result.outcome is UndoOutcome.SUPERSEDED:
        raise Problem("problem-film-rated")
    texts = await texts_of(update, context)
    await acknowledge(update, texts.plain("toast-back-again"))
    place = RatingsPage(press.owner, press.page, press.order)
    await rewrite(update, _page(context, texts, result.profile, place))


def _page(
    context: Context,
    texts: Texts,
    profile: Sequence[UserRating],
    place: RatingsPage,
    *,
    removal: UndoRemoval | None = None,
) -> Reply:
    rated = _sorted(profile, context.services.recommending.current.catalog, place.order)
    return ratings_page(
        texts,
        rated,
        place.owner,
        page=place.page,
        page_size=_PAGE_SIZE,
        order=place.order,
        removal=removal,
    )


def _check_order(order: int) -> None:
    """Before anything is done.

    Raises:
        Problem: another version of the bot knew more orders.
    """
    if order >= len(ORDERS):
        raise Problem("problem-button-old")


def _sorted(profile: Sequence[UserRating], catalog: Catalog, order: int) -> list[RatedFilm]:
    """A profile as storage returns it, in one of `ORDERS`."""
    ratings = in_order(profile, _STORED.get(ORDERS[order], RatingOrder.LAST_SAID))
    rated = [RatedFilm(each.movie_id, catalog.film(each.movie_id), each.stars) for each in ratings]
    if ORDERS[order] == "title":
        rated.sort(key=_title)
    return rated


def _title(rated: RatedFilm) -> tuple[bool, str]:
    """Films that the data set does not have come last."""
    return rated.film is None, rated.film.title.casefold() if rated.film else ""
