"""A poll that may have been sent without anybody writing it down: found again, or not there.

Bots cannot read a chat. But the answer to a message of theirs shows the message that it replies
to, and the poll can only stand shortly after the list of films, whose id is known.
"""

import logging

from telegram import Message

from bot.context import Bot
from bot.conversation.reply import Reply
from bot.edge import delete, reply_at

_log = logging.getLogger(__name__)

_CANDIDATES = 30  # messages after the list; other chats may share the count


async def find_poll(
    bot: Bot, chat_id: int, anchor: int, question: str, goes_on: Reply
) -> Message | None:
    """The message with the bot's own poll of that question; None: it was not sent.

    Where it is found, `goes_on` stands below as a reply to it.

    Args:
        anchor: id of a message that was sent before the poll.
        question: names the night and the round, so no other poll has it.
    """
    candidate, newest = anchor + 1, anchor + 1 + _CANDIDATES
    while candidate < newest:
        # The first one is sent in any case: its own id says which messages are later than the poll.
        probe = await reply_at(bot, chat_id, candidate, goes_on, or_alone=candidate == anchor + 1)
        candidate += 1
        if probe is None:
            continue
        found = probe.reply_to_message
        if found is not None and _is_own_poll(bot, found, question):
            _log.info("the poll was sent before and goes on")
            return found
        newest = min(newest, probe.message_id)
        await delete(bot, chat_id, probe.message_id)
    return None


def _is_own_poll(bot: Bot, message: Message, question: str) -> bool:
    is_own = message.from_user is not None and message.from_user.id == bot.id
    return is_own and message.poll is not None and message.poll.question == question
