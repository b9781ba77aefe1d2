"""Who may do what on a movie night."""

from bot.conversation.turn import Turn
from bot.words.problems import Problem


async def is_leader(turn: Turn, opener: int | None) -> bool:
    """Whether it is whoever opened the night that speaks, or an admin of the group."""
    user_id, chat = turn.person.user_id, turn.chat
    if user_id == opener:
        return True
    return chat is not None and await turn.messenger.is_admin(chat.chat_id, user_id)


async def require_leader(turn: Turn, opener: int | None) -> None:
    """Let only them go on.

    Raises:
        Problem: it is somebody else.
    """
    if not await is_leader(turn, opener):
        raise Problem("problem-night-rights")
