"""What people say that is no film and no wish: "hi", "thanks", "next", "I'm bored", "?"."""

from enum import Enum
from functools import cache

from bot.words.folding import folded, words_of
from bot.words.languages import ALL_WORDS


class SmallTalk(Enum):
    """What somebody says by it."""

    HELLO = "hello"
    THANKS = "thanks"
    NEXT = "next"
    RECOMMEND = "recommend"
    STOP = "stop"
    HELP = "help"


def read_small_talk(text: str) -> SmallTalk | None:
    """What all of a text says; None where there is anything else in it."""
    words = tuple(word.folded for word in words_of(text))
    if not words:
        return SmallTalk.HELP if "?" in text else None
    return _phrases().get(words)


@cache
def _phrases() -> dict[tuple[str, ...], SmallTalk]:
    tables = {
        SmallTalk.HELLO: ALL_WORDS.hello,
        SmallTalk.THANKS: ALL_WORDS.thanks,
        SmallTalk.NEXT: ALL_WORDS.further,
        SmallTalk.RECOMMEND: ALL_WORDS.suggest,
        SmallTalk.STOP: ALL_WORDS.stop,
        SmallTalk.HELP: ALL_WORDS.help,
    }
    return {phrase: meaning for meaning, table in tables.items() for phrase in folded(table)}
