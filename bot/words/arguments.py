"""Words that may follow a command, in any language."""

from bot.words.languages import ALL_WORDS
from bot.words.vocabulary import phrases_of

_HISTORY = frozenset(phrases_of(ALL_WORDS.history))


def asks_for_history(word: str) -> bool:
    """Whether the first word behind /movienight asks for the past nights."""
    return word.casefold() in _HISTORY
