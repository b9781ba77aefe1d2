"""Some commands are for those alone who run the bot: `ADMIN_IDS`."""

from telegram import Update, User

from bot.context import Context
from bot.edge import sender
from bot.problems import Problem


def admin(update: Update, context: Context) -> User:
    """The admin behind an update.

    Raises:
        Problem: it is somebody else, who is told so.
    """
    person = sender(update)
    if person.id not in context.services.admins:
        raise Problem("problem-admins-only")
    return person
