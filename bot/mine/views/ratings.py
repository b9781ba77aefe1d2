"""/ratings: one's own ratings, sorted and page by page."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.conversation.reply import Button, Reply, keyboard
from bot.deck.presses import OpenDeck
from bot.mine.presses import RatingsPage, RemoveRating, UndoRemoval
from bot.words.texts import Html, Texts, film_name, lines, stars_text
from core.catalog.films import Film

# Buttons hold an order's place in here: only ever append.
ORDERS = ("newest", "best", "worst", "title")


@dataclass(frozen=True, slots=True)
class RatedFilm:
    """One line of somebody's ratings."""

    movie_id: int
    film: Film | None  # None: not in the data set that is loaded now
    stars: float


def ratings_page(
    texts: Texts,
    ratings: Sequence[RatedFilm],
    owner: int,
    *,
    page: int,
    page_size: int,
    order: int = 0,
    removal: UndoRemoval | None = None,
) -> Reply:
    """One page of somebody's ratings, which are sorted already.

    Args:
        order: how they are sorted, as `RatingsPage` says it.
        removal: offers to bring one back.
    """
    undo: list[Button] = [Button(texts.plain("button-undo-removal"), removal)] if removal else []
    if not ratings:
        begin = Button(texts.plain("button-deck-open"), OpenDeck(owner))
        return Reply(texts("ratings-none"), keyboard([begin], undo))
    last_page = (len(ratings) - 1) // page_size
    page = min(page, last_page)
    start = page * page_size
    shown = list(enumerate(ratings[start : start + page_size], start=start + 1))
    removals = [
        Button(f"✕ {rank}", RemoveRating(owner, each.movie_id, page, order)) for rank, each in shown
    ]
    middle = (len(removals) + 1) // 2
    turn: list[Button] = []
    if page:
        label = texts.plain("button-page-before", page=str(page))
        turn.append(Button(label, RatingsPage(owner, page - 1, order)))
    if page < last_page:
        label = texts.plain("button-page-after", page=str(page + 2))
        turn.append(Button(label, RatingsPage(owner, page + 1, order)))
    sorting = [
        [_order(texts, owner, ORDERS.index(each), order) for each in row]
        for row in (("newest", "title"), ("best", "worst"))  # a phone has room for two in a row
        if len(ratings) > 1
    ]
    return Reply(
        lines(
            texts("ratings-title", count=len(ratings)),
            Html(),
            *(_line(texts, rank, each) for rank, each in shown),
        ),
        keyboard(
            removals[:middle],
            removals[middle:],
            *sorting,
            turn,
            undo,
        ),
    )


def _order(texts: Texts, owner: int, order: int, chosen: int) -> Button:
    label = texts.plain(f"button-order-{ORDERS[order]}")
    if order == chosen:
        label = texts.plain("button-chosen", choice=label)
    return Button(label, RatingsPage(owner, 0, order))


def _line(texts: Texts, rank: int, rated: RatedFilm) -> Html:
    name = film_name(texts, rated.film, rated.movie_id)
    return Html(f"{rank}. {stars_text(rated.stars)} {name}")
