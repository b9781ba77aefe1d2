"""/start, /help, /language, /cancel, and what to say to everything that is no command."""

import asyncio

import numpy as np

from bot.card.handlers import asking
from bot.card.handlers.asking import recommend_from_text
from bot.card.handlers.card import open_card, show_film, show_next
from bot.conversation import deep_links
from bot.conversation.reply import Reply
from bot.conversation.turn import Turn
from bot.deck.handlers import open_deck
from bot.finding.handlers.titles import find_from_text
from bot.importing import handlers as importing
from bot.movie_night.handlers import gathering
from bot.privacy.handlers import on_export
from bot.rating import handlers as rating
from bot.welcome.presses import ChooseLanguage, TryExample
from bot.welcome.views import (
    LIKE_A_FILM,
    OF_A_KIND,
    RATE,
    choose_language,
    example_kind,
    example_like,
    guide,
    welcome,
    welcome_back,
    welcome_in_group,
    with_film,
)
from bot.words.problems import Problem
from bot.words.small_talk import SmallTalk, read_small_talk
from bot.words.texts import texts_for
from core.catalog.films import Catalog, Film
from core.titles.text import Relation
from storage.database import utc_seconds

_PATIENCE = 600  # seconds for which a question waits
_LIKED = 6  # MovieLens' id of "Heat", the film of all examples


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
        await on_export(turn, "")
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
    """Plain text in private: the answer to a question, small talk, or a title to find."""
    if turn.message is None or not turn.message.text:
        return
    text, question = turn.message.text, await _waiting(turn)
    said = None if turn.message.is_forwarded else read_small_talk(text)
    if question is not None and said is SmallTalk.STOP:
        await on_cancel(turn, "")
    elif question is not None:
        await _answer(turn, question)
    elif said is not None:
        await _converse(turn, said, text)
    else:
        await find_from_text(turn, text)


async def on_edited_text(turn: Turn) -> None:
    """Plain text in private was edited: only a rating is put right by that."""
    if turn.message is not None and turn.message.text:
        await rating.correct_from_text(turn, turn.message.text)


async def on_group_reply(turn: Turn) -> None:
    """A reply to the bot in a group: the answer to a question, or nothing it need mind."""
    question = await _waiting(turn)
    if question is not None:
        await _answer(turn, question)


async def on_anything_else(turn: Turn) -> None:
    """A photo, a sticker, a voice message."""
    await turn.say(Reply(turn.texts("only-text")))


async def on_help(turn: Turn, _text: str) -> None:
    """/help: what to try, and every command."""
    await turn.say(_guide(turn))


def _guide(turn: Turn) -> Reply:
    liked = _liked(turn.recommender.catalog)
    inline_name = turn.messenger.username if turn.messenger.offers_inline else None
    last_year = turn.recommender.catalog.last_year
    owner = turn.person.user_id
    return guide(turn.texts, owner, turn.menu, liked, inline_name, last_year=last_year)


async def on_example(turn: Turn, press: TryExample) -> None:
    """What writing the example would show, in a message of its own.

    Raises:
        Problem: another version of the bot had other examples.
    """
    if press.number not in {RATE, LIKE_A_FILM, OF_A_KIND}:
        raise Problem("problem-button-old")
    await turn.toast()
    if press.number == RATE:
        await open_deck(turn)
        return
    if press.number == LIKE_A_FILM:
        liked = _liked(turn.recommender.catalog)
        await recommend_from_text(turn, example_like(turn.texts, liked))
    else:
        await recommend_from_text(turn, example_kind(turn.texts))


async def on_language(turn: Turn, _text: str) -> None:
    """/language: the choice."""
    owner = turn.person.user_id
    person = await turn.services.people.find(owner)
    chosen = person.language if person is not None else None
    await turn.say(choose_language(turn.texts, owner, chosen))


async def on_choose_language(turn: Turn, press: ChooseLanguage) -> None:
    """A language: everything from this answer on is said in it."""
    owner, chosen = turn.person, press.language
    await turn.services.people.set_language(owner.user_id, chosen)
    texts = texts_for(chosen or owner.language_code)
    await turn.toast(texts.plain("toast-language"))
    await turn.replace(choose_language(texts, owner.user_id, chosen))
    await turn.messenger.show_menu(owner.user_id, texts if chosen is not None else None)


async def _converse(turn: Turn, said: SmallTalk, text: str) -> None:
    """Answer what is neither a film nor a wish; a film that is called so is a button beside it."""
    best = await asyncio.to_thread(turn.recommender.titles.search, text, 1)
    beside = best[0].film if best and best[0].relation is Relation.EQUAL else None
    match said:
        case SmallTalk.NEXT:
            await show_next(turn, beside=beside)
        case SmallTalk.RECOMMEND:
            await open_card(turn, beside=beside)
        case SmallTalk.THANKS | SmallTalk.STOP:
            reply = Reply(turn.texts(f"said-{said.value}"))
            await turn.say(with_film(reply, beside, turn.person.user_id))
        case SmallTalk.HELLO | SmallTalk.HELP:
            await turn.say(with_film(_guide(turn), beside, turn.person.user_id))


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
    if asked is None or asked.asked_at < utc_seconds() - _PATIENCE:
        return None
    return asked.question


def _liked(catalog: Catalog) -> Film:
    """The film of the example; where the data set does not have it, the best known one."""
    return catalog.film(_LIKED) or catalog.films[int(np.argmax(catalog.rating_count))]
