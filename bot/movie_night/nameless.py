"""Votes of anonymous administrators and of channels: Telegram does not say whose they are.

So they count for nothing here, which the group is told once.
"""

from bot.conversation.messenger import MessageAt, Messenger
from bot.movie_night.ballots import texts_of_night
from bot.movie_night.views.voting import nameless
from bot.service.services import Services
from storage.nights import NightState


async def explain_nameless(services: Services, messenger: Messenger, poll_id: str) -> None:
    """Say next to the poll why such a vote does not count; in each night once."""
    now = await services.night_votes.by_poll(poll_id)
    night = await services.nights.find(now.night_id) if now is not None else None
    if now is None or now.poll is None or night is None or night.state is not NightState.VOTING:
        return
    if night.night_id in services.nameless_nights:
        return
    services.nameless_nights.add(night.night_id)
    if now.poll.message_id is not None:
        reply = nameless(texts_of_night(night))
        at = MessageAt(now.poll.chat_id, now.poll.message_id)
        await messenger.probe(at, reply, or_alone=True)
