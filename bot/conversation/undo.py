"""Taking back a change of a rating, from whatever button it is asked for."""

from dataclasses import dataclass

from bot.conversation.turn import Turn
from bot.words.problems import Problem
from storage.ratings import UndoOutcome, UserRating


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What was taken back, and what is left."""

    movie_id: int
    already: bool  # it had been taken back before
    profile: tuple[UserRating, ...]  # the whole of it, what was said last first


async def take_back(
    turn: Turn, change_id: int, *, superseded: str = "problem-rating-changed"
) -> TakenBack:
    """Take back one change, unless something newer has been said about the film.

    Args:
        turn: of whoever asks, whose change it has to be.
        change_id: of the change.
        superseded: key of what is said when something newer has.

    Raises:
        Problem: nothing was taken back.
    """
    result = await turn.services.ratings.undo(turn.person.user_id, change_id)
    if result.change is None:
        raise Problem("problem-rating-gone")
    if result.outcome is UndoOutcome.SUPERSEDED:
        raise Problem(superseded)
    already = result.outcome is UndoOutcome.ALREADY_UNDONE
    return TakenBack(result.change.movie_id, already, result.profile)
