"""/start, /cancel, and what to say to everything that is no command."""

import time

from bot.card.handlers import asking
from bot.card.handlers.card import show_film
from bot.conversation import deep_links
from bot.conversation.reply import Reply
from bot.conversation.turn import Turn
from bot.deck.handlers import open_deck
from bot.finding.handlers.titles import find_from_text
from bot.importing import handlers as importing
from bot.movie_night.handlers import gathering
from bot.privacy.handlers import export
from bot.rating import handlers as rating
from bot.welcome.views.start import welcome, welcome_back, welcome_in_group

_PATIENCE = 600  # seconds for which a question waits


async def on_start(turn: Turn, text: str) -> None:
    """/start: who I am and what to do first; with a payload, what its deep link leads to."""
    person = turn.person
    await turn.services.people.remember(person.user_id, person.language_code)
    if not turn.is_private:
        private_chat = deep_links.link(turn.messenger.username, deep_links.DECK)
        await turn.say(welcome_in_group(turn.texts, person.first_name, private_chat))
        return
    payload, *_ = text.split() or [""]
    movie_id = deep_links.film_of(payload)
    if movie_id is not None:
        await show_film(turn, movie_id)
    elif payload == deep_links.DECK:
        await open_deck(turn)
    elif payload == deep_links.EXPORT:
        await export.on_command(turn, "")
    elif payload == deep_links.IMPORT:
        await importing.on_command(turn, "")
    elif n_ratings := await turn.services.ratings.count(person.user_id):
        await turn.say(welcome_back(turn.texts, person.first_name, person.user_id, n_ratings))
    else:
        await turn.say(welcome(turn.texts, person.first_name, person.user_id))


async def on_any_command(turn: Turn) -> None:
    """Before each command: who asks for something new does not answer an old question."""
    if turn.message is not None and "cancel" not in turn.message.text.lower():
        await _answered(turn)


async def on_cancel(turn: Turn, _text: str) -> None:
    """/cancel: stop waiting for an answer."""
    owner, chat = turn.person.user_id, turn.chat
    waited = chat is not None and await turn.services.questions.cancel(chat.chat_id, owner)
    await turn.say(Reply(turn.texts("cancelled" if waited else "cancelled-nothing")))


async def on_unknown_command(turn: Turn) -> None:
    """A command nobody has taught the bot."""
    await turn.say(Reply(turn.texts("unknown-command")))


async def on_forwarded_command(turn: Turn) -> None:
    """A command in somebody's message that was sent on: who forwards gives no order."""
    await turn.say(Reply(turn.texts("forwarded-command")))


async def on_migration(turn: Turn, old: int, new: int) -> None:
    """The group has become a supergroup, with another id: what was asked there waits on there.

    Both chats say so, in any order; the second time there is nothing left to move.
    """
    await turn.services.questions.move(old, new)
    await gathering.on_migration(turn, old, new)


async def on_private_text(turn: Turn) -> None:
    """Plain text in private: the answer to a question, or a title to find."""
    question = await _waiting(turn)
    if question is not None:
        await _answer(turn, question)
    elif turn.message is not None and turn.message.text:
        await find_from_text(turn, turn.message.text)


async def on_group_reply(turn: Turn) -> None:
    """A reply to the bot in a group: the answer to a question, or nothing it need mind."""
    question = await _waiting(turn)
    if question is not None:
        await _answer(turn, question)


async def on_anything_else(turn: Turn) -> None:
    """A photo, a sticker, a voice message."""
    await turn.say(Reply(turn.texts("only-text")))


async def _answer(turn: Turn, question: str) -> None:
    """Take the text as the answer; the question waits on when it was not understood."""
    text = turn.message.text if turn.message is not None else ""
    if not text:
        return
    if question == asking.QUESTION:
        await asking.similar_from_text(turn, text)
    else:
        await rating.rate_from_text(turn, text)
    await _answered(turn)


async def _answered(turn: Turn) -> None:
    """Nothing waits for an answer any more."""
    if turn.chat is not None and await _waiting(turn) is not None:
        await turn.services.questions.cancel(turn.chat.chat_id, turn.person.user_id)


async def _waiting(turn: Turn) -> str | None:
    """The question this person has not answered yet in this chat, unless it is long ago."""
    if turn.chat is None or turn.speaker is None:
        return None
    asked = await turn.services.questions.peek(turn.chat.chat_id, turn.speaker.user_id)
    if asked is None or asked.asked_at < time.time() - _PATIENCE:
        return None
    return asked.question
