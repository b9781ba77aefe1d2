"""/ratings: everything one has rated, sorted, page by page, each removable and that undoable."""

from collections.abc import Sequence

from bot.conversation.reply import Reply
from bot.conversation.turn import Turn
from bot.conversation.undo import take_back
from bot.mine.presses import RatingsPage, RemoveRating, UndoRemoval
from bot.mine.views.ratings import ORDERS, RatedFilm, ratings_page
from bot.words.problems import Problem
from core.catalog.films import Catalog
from storage.ratings import RatingOrder, UserRating, in_order

_PAGE_SIZE = 10
_NEWEST = ORDERS.index("newest")
_STORED = {"newest": RatingOrder.NEWEST, "best": RatingOrder.BEST, "worst": RatingOrder.WORST}


async def on_command(turn: Turn, _text: str) -> None:
    """/ratings, the first page."""
    owner = turn.person.user_id
    profile = await turn.services.ratings.profile(owner)
    await turn.say(_page(turn, profile, RatingsPage(owner, 0, _NEWEST)))


async def on_page(turn: Turn, press: RatingsPage) -> None:
    """Another page or another order, in place."""
    _check_order(press.order)
    profile = await turn.services.ratings.profile(press.owner)
    await turn.toast()
    await turn.replace(_page(turn, profile, press))


async def on_remove(turn: Turn, press: RemoveRating) -> None:
    """Remove one rating and show the page again, with a way back."""
    _check_order(press.order)
    result = await turn.services.ratings.remove(press.owner, press.movie_id)
    if result is None:
        raise Problem("problem-film-not-rated")
    undo = UndoRemoval(press.owner, result.change.change_id, press.page, press.order)
    toast = "toast-removed" if result.changed else "toast-removed-already"
    await turn.toast(turn.texts.plain(toast))
    place = RatingsPage(press.owner, press.page, press.order)
    await turn.replace(_page(turn, result.profile, place, removal=undo))


async def on_undo_removal(turn: Turn, press: UndoRemoval) -> None:
    """Bring a removed rating back and show the page again."""
    _check_order(press.order)
    taken = await take_back(turn, press.change_id, superseded="problem-film-rated")
    await turn.toast(turn.texts.plain("toast-back-again"))
    place = RatingsPage(press.owner, press.page, press.order)
    await turn.replace(_page(turn, taken.profile, place))


def _page(
    turn: Turn,
    profile: Sequence[UserRating],
    place: RatingsPage,
    *,
    removal: UndoRemoval | None = None,
) -> Reply:
    rated = _sorted(profile, turn.recommender.catalog, place.order)
    return ratings_page(
        turn.texts,
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
