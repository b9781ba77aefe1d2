"""A poll that may have been sent without anybody writing it down: found again, or not there.

Bots cannot read a chat. But the answer to a message of theirs shows the message that it replies
to, and the poll can only stand shortly after the list of films, whose id is known.
"""

import logging

from bot.conversation.messenger import MessageAt, Messenger, PollMessage
from bot.conversation.reply import Reply

_log = logging.getLogger(__name__)

_CANDIDATES = 30  # messages after the list; other chats may share the count


async def find_poll(
    messenger: Messenger, chat_id: int, anchor: int, question: str, goes_on: Reply
) -> PollMessage | None:
    """The message with the bot's own poll of that question; None: it was not sent.

    Where it is found, `goes_on` stands below as a reply to it.

    Args:
        anchor: id of a message that was sent before the poll.
        question: names the night and the round, so no other poll has it.
    """
    candidate, newest = anchor + 1, anchor + 1 + _CANDIDATES
    while candidate < newest:
        # The first one is sent in any case: its own id says which messages are later than the poll.
        at = MessageAt(chat_id, candidate)
        probe = await messenger.probe(at, goes_on, or_alone=candidate == anchor + 1)
        candidate += 1
        if probe is None:
            continue
        if probe.poll is not None and probe.poll.question == question:
            _log.info("the poll was sent before and goes on")
            return probe.poll
        newest = min(newest, probe.at.message_id)
        await messenger.delete(probe.at)
    return None
