"""Some commands are for those alone who run the bot: `ADMIN_IDS`."""

from bot.conversation.turn import Person, Turn
from bot.words.problems import Problem


def admin(turn: Turn) -> Person:
    """The admin who speaks.

    Raises:
        Problem: it is somebody else, who is told so.
    """
    person = turn.person
    if person.user_id not in turn.services.admins:
        raise Problem("problem-admins-only")
    return person
