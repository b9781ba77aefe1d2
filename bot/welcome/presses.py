"""What the buttons of a welcome say."""

from dataclasses import dataclass

from bot.conversation.press import Press
from bot.words.languages import LANGUAGES
from bot.words.problems import Problem


@dataclass(frozen=True, slots=True)
class TryExample(Press):
    """Show the films that one of the examples below /help finds."""

    number: int  # its place in `bot.welcome.views.guide`


@dataclass(frozen=True, slots=True)
class ChooseLanguage(Press):
    """Speak one language from now on."""

    number: int  # place in LANGUAGES from 1; 0: the one Telegram says

    @classmethod
    def of(cls, owner: int, language: str | None) -> "ChooseLanguage":
        """The button for a language; None: the one Telegram says."""
        return cls(owner, 0 if language is None else LANGUAGES.index(language) + 1)

    @property
    def language(self) -> str | None:
        """The language chosen; None: the one Telegram says.

        Raises:
            Problem: another version of the bot knew more languages.
        """
        if self.number > len(LANGUAGES):
            raise Problem("problem-button-old")
        return LANGUAGES[self.number - 1] if self.number else None
