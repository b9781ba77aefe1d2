"""What the buttons below one's own lists say."""

from dataclasses import dataclass

from bot.conversation.press import Press


@dataclass(frozen=True, slots=True)
class RatingsPage(Press):
    """Turn to another page of one's own ratings, or sort them."""

    page: int  # from 0
    order: int  # place in `bot.mine.views.ratings.ORDERS`


@dataclass(frozen=True, slots=True)
class RemoveRating(Press):
    """Take one film out of one's ratings."""

    movie_id: int
    page: int  # to show afterwards, from 0
    order: int  # as in `RatingsPage`


@dataclass(frozen=True, slots=True)
class UndoRemoval(Press):
    """Bring back a rating removed from the list, and show the list again."""

    change_id: int
    page: int  # from 0
    order: int  # as in `RatingsPage`


@dataclass(frozen=True, slots=True)
class WatchlistPage(Press):
    """Turn to another page of one's watchlist."""

    page: int  # from 0


@dataclass(frozen=True, slots=True)
class WatchlistPress(Press):
    """Base of the buttons for one film of the watchlist."""

    movie_id: int
    page: int  # to show afterwards, from 0


@dataclass(frozen=True, slots=True)
class WatchlistRemove(WatchlistPress):
    """Take the film off the watchlist."""


@dataclass(frozen=True, slots=True)
class WatchlistSeen(WatchlistPress):
    """The film was seen: ask for its stars, in place of the watchlist."""


@dataclass(frozen=True, slots=True)
class WatchlistStars(WatchlistPress):
    """Rate the film and go back to the watchlist."""

    half_stars: int  # 1 … 10


@dataclass(frozen=True, slots=True)
class WatchlistRestore(WatchlistPress):
    """Put the film back onto the watchlist."""

    change_id: int  # of the rating to take back; 0: none
