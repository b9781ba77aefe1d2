"""The morning after: everybody who watched along is asked in private how the film was."""

import logging

from bot.conversation.messenger import BlockedError, Destination, Messenger, RefusedError
from bot.movie_night.views.morning import morning
from bot.service.services import Services
from bot.words.texts import texts_for
from storage.night_mornings import Morning

_log = logging.getLogger(__name__)


async def ask(services: Services, messenger: Messenger, due: Morning) -> None:
    """Ask one of them; whoever has not opened a chat with the bot, or has blocked it, is spared.

    Raises:
        MessengerError: Telegram is not reached, or wants the bot to wait; to be tried again.
    """
    person = await services.people.find(due.user_id)
    texts = texts_for((person.language or person.language_code) if person else None)
    film = services.recommending.current.catalog.film(due.movie_id)
    try:
        reply = morning(texts, due.user_id, due.night_id, film, due.movie_id)
        await messenger.send(Destination(due.user_id), reply)
    except (RefusedError, BlockedError) as exc:
        _log.info("somebody cannot be asked how the film was: %s", exc)
    await services.night_mornings.asked(due.night_id, due.user_id)
