"""Votes of people who have not joined: they count where Telegram says that they are in the group.

A poll can be forwarded anywhere. Whoever votes there and is not in the group is told so once, in
private if possible; they are named nowhere, and nothing waits for them.
"""

import logging

from bot.conversation.messenger import (
    BlockedError,
    Destination,
    MessageAt,
    Messenger,
    MessengerError,
    RefusedError,
)
from bot.movie_night.ballots import texts_of_night
from bot.movie_night.views.voting import stranger, strangers
from bot.service.services import Services
from bot.words.texts import texts_for
from storage.night_votes import Round
from storage.nights import Night

_MOST_TOLD = 50  # in a round: the poll may stand in a channel of thousands

_log = logging.getLogger(__name__)


async def settle_all(services: Services, messenger: Messenger, night: Night, now: Round) -> bool:
    """Settle all votes that are astray; False where there are none.

    Raises:
        MessengerError: Telegram is not reached, or wants the bot to wait.
    """
    poll = now.poll
    waiting = await services.night_votes.strays(poll.poll_id) if poll is not None else []
    for voter in waiting:
        await settle(services, messenger, night, now, voter.user_id)
    return bool(waiting)


async def settle(
    services: Services, messenger: Messenger, night: Night, now: Round, user_id: int
) -> None:
    """Count a vote that is astray, or tell who gave it that it does not count.

    Raises:
        MessengerError: Telegram is not reached, or wants the bot to wait.
    """
    has_joined = any(member.user_id == user_id for member in night.members)
    if has_joined or await messenger.is_member(night.chat_id, user_id):
        await services.night_votes.admit(now, user_id)
        return
    n_refused = await services.night_votes.refuse(now, user_id)
    if n_refused is None or n_refused > _MOST_TOLD:
        return
    try:
        await _tell(services, messenger, night, now, user_id)
    except MessengerError as exc:
        _log.info("somebody could not be told that their vote does not count: %s", exc)


async def _tell(
    services: Services, messenger: Messenger, night: Night, now: Round, user_id: int
) -> None:
    person = await services.people.find(user_id)
    texts = texts_for((person.language or person.language_code) if person else None)
    try:
        await messenger.send(Destination(user_id), stranger(texts))
    except (RefusedError, BlockedError):  # they have no chat with the bot
        if now.poll is None or now.poll.message_id is None:
            return
        if night.night_id not in services.strange_nights:
            services.strange_nights.add(night.night_id)
            at = MessageAt(now.poll.chat_id, now.poll.message_id)
            await messenger.probe(at, strangers(texts_of_night(night)), or_alone=True)
