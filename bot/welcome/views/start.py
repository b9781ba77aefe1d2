"""The answers to /start."""

from bot.conversation.reply import Button, Reply, keyboard
from bot.deck.presses import OpenDeck, ShowFilms
from bot.words.texts import Texts, cut

_NAME_LENGTH = 50  # characters of a person's name


def welcome(texts: Texts, first_name: str, owner: int) -> Reply:
    """Who I am and what to do first, to a stranger: one sentence, one button."""
    begin = Button(texts.plain("button-start-begin"), OpenDeck(owner))
    return Reply(texts("start-welcome", name=_name(first_name)), keyboard([begin]))


def welcome_back(texts: Texts, first_name: str, owner: int, n_ratings: int) -> Reply:
    """To somebody who has rated films before."""
    show = Button(texts.plain("button-show-films"), ShowFilms(owner))
    go_on = Button(texts.plain("button-start-go-on"), OpenDeck(owner))
    text = texts("start-again", name=_name(first_name), count=n_ratings)
    return Reply(text, keyboard([show], [go_on]))


def welcome_in_group(texts: Texts, first_name: str, private_chat: str) -> Reply:
    """Where others read along; `private_chat` is a link."""
    button = Button(texts.plain("button-start-private"), url=private_chat)
    text = texts("start-group", name=_name(first_name))
    return Reply(text, keyboard([button]))


def _name(first_name: str) -> str:
    return cut(first_name, _NAME_LENGTH)
