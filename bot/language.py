"""In whose language to answer: the language of whoever an update is from, also in groups."""

import logging

from telegram import Update

from bot.context import Context
from bot.texts import Texts, texts_for
from core.errors import StorageError

_log = logging.getLogger(__name__)


async def texts_of(update: Update, context: Context) -> Texts:
    """The texts for the person behind an update: what they chose, else what Telegram says.

    Works for everything that arrives, so that errors can be told too: without a person it is
    English, and when the database cannot be read, Telegram's language.
    """
    user = update.effective_user
    if user is None:
        return texts_for(None)
    try:
        person = await context.services.people.find(user.id)
    except StorageError as exc:
        _log.warning("the language somebody chose cannot be read: %s", exc)
        person = None
    chosen = person.language if person is not None else None
    return texts_for(chosen or user.language_code)
