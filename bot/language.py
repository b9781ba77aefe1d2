"""In whose language to answer: the language of whoever an update is from, also in groups."""

import logging

from telegram import Update

from bot.context import Context
from bot.texts import Texts, texts_for
from core.errors import StorageError
from storage.people import PersonStore

_log = logging.getLogger(__name__)


async def texts_of(update: Update, context: Context) -> Texts:
    """The texts for the person behind an update: what they chose, else what Telegram says.

    Works for everything that arrives, so that errors can be told too: without a person it is
    English, and when the database cannot be read, Telegram's language.
    """
    user = update.effective_user
    if user is None:
        return texts_for(None)
    return await texts_of_person(context.services.people, user.id, user.language_code or "")


async def texts_of_person(people: PersonStore, user_id: int, seen: str | None = None) -> Texts:
    """The texts for somebody who is told something without having asked just now.

    Args:
        people: the people known.
        user_id: who.
        seen: the language Telegram says; None: the one it said last.
    """
    try:
        person = await people.find(user_id)
    except StorageError as exc:
        _log.warning("the language somebody chose cannot be read: %s", exc)
        return texts_for(seen)
    if person is None:
        return texts_for(seen)
    return texts_for(person.language or (person.language_code if seen is None else seen))
