"""Which languages the bot speaks: the one place that names them.

One more takes its line in here, its words beside this file and its sentences in `bot/locales`.
"""

from collections.abc import Mapping

from bot.words import de, en, es, ru
from bot.words.vocabulary import Vocabulary, joined, phrases_of

# English, the fallback, first. Buttons hold a language's place in here: only ever append.
VOCABULARIES: Mapping[str, Vocabulary] = {
    "en": en.WORDS,
    "es": es.WORDS,
    "de": de.WORDS,
    "ru": ru.WORDS,
}
LANGUAGES = tuple(VOCABULARIES)
ALL_WORDS = joined(VOCABULARIES.values())
_HISTORY = frozenset(phrases_of(ALL_WORDS.history))


def asks_for_history(word: str) -> bool:
    """Whether the first word behind /movienight asks for the past nights."""
    return word.casefold() in _HISTORY
