"""In whose language to answer: the language of whoever is answered, also in groups."""

import logging

from bot.words.texts import Texts, texts_for
from core.errors import StorageError
from storage.people import PersonStore

_log = logging.getLogger(__name__)


async def texts_of_person(people: PersonStore, user_id: int, seen: str | None = None) -> Texts:
    """What somebody chose, else what Telegram says; that too where the database cannot be read.

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
