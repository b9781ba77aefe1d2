"""The message that shows a movie night before its vote: drawn anew when something has changed."""

import logging
from functools import partial

from bot.conversation import deep_links
from bot.conversation.messenger import MessageAt, Messenger, RefusedError
from bot.conversation.reply import Reply
from bot.movie_night.request import NightRequest
from bot.movie_night.views.gathering import Roster, begun, cancelled, ended, gathering
from bot.service.services import Services
from bot.words.texts import texts_for
from storage.nights import Night, NightState

_log = logging.getLogger(__name__)


def redraw(services: Services, messenger: Messenger, night_id: int) -> None:
    """Draw it soon; whatever changes until then is drawn with it."""
    draw = partial(redraw_now, services, messenger, night_id)
    services.redraws.request(messenger.spawn, night_id, draw)


async def redraw_all(services: Services, messenger: Messenger) -> None:
    """Draw every night that is under way; what the last run did not get to draw is among it."""
    for night in await services.nights.under_way():
        redraw(services, messenger, night.night_id)


def roster_of(night: Night) -> Roster:
    """What the views want to know of a night."""
    names = tuple(member.name for member in night.members)
    # Where whoever opened it was forgotten, 0 is nobody: then the admins lead.
    return Roster(night.night_id, night.opener_id or 0, names, NightRequest.decode(night.request))


def roster_message(services: Services, messenger: Messenger, night: Night) -> Reply:
    """The message as it has to look now, in the language of the night."""
    roster, catalog = roster_of(night), services.recommending.current.catalog
    texts = texts_for(roster.request.language)
    if night.state is NightState.GATHERING:
        private_chat = deep_links.link(messenger.username, deep_links.DECK)
        return gathering(texts, roster, catalog, private_chat)
    if night.state is NightState.VOTING:
        return begun(texts, roster, catalog)
    if night.state is NightState.CANCELLED:
        return cancelled(texts, roster, catalog)
    return ended(texts, roster, catalog)


async def redraw_now(services: Services, messenger: Messenger, night_id: int) -> None:
    """Draw it without waiting for what may change next."""
    night = await services.nights.find(night_id)
    if night is not None and night.message_id is not None:
        # Somebody may have deleted it; the night goes on, and /movienight shows it again.
        reply = roster_message(services, messenger, night)
        try:
            await messenger.edit(MessageAt(night.chat_id, night.message_id), reply)
        except RefusedError as exc:
            _log.warning("the message of night %d stays as it is: %s", night_id, exc)
