"""Who may do what on a movie night."""

from telegram import Update
from telegram.constants import ChatMemberStatus

from bot.context import Context
from bot.edge import sender
from bot.problems import Problem

_ADMINS = frozenset({ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR})


async def is_leader(update: Update, context: Context, opener: int | None) -> bool:
    """Whether an update is from whoever opened the night, or from an admin of the group."""
    person, chat = sender(update), update.effective_chat
    if person.id == opener:
        return True
    if chat is None:
        return False
    member = await context.bot.get_chat_member(chat.id, person.id)
    return member.status in _ADMINS


async def require_leader(update: Update, context: Context, opener: int | None) -> None:
    """Let only them go on.

    Raises:
        Problem: it is somebody else.
    """
    if not await is_leader(update, context, opener):
        raise Problem("problem-night-rights")
