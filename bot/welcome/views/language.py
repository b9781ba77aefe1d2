"""/language: the choice."""

from bot.conversation.reply import Button, Reply, keyboard
from bot.welcome.presses import ChooseLanguage
from bot.words.languages import LANGUAGES
from bot.words.texts import Texts, texts_for


def choose_language(texts: Texts, owner: int, chosen: str | None) -> Reply:
    """A button for each language, by its own name; `chosen` None: as Telegram says."""
    rows = [
        _row(texts, texts_for(language).plain("language-name"), owner, language, chosen)
        for language in LANGUAGES
    ]
    rows.append(_row(texts, texts.plain("button-language-telegram"), owner, None, chosen))
    return Reply(texts("language-which"), keyboard(*rows))


def _row(
    texts: Texts, name: str, owner: int, language: str | None, chosen: str | None
) -> list[Button]:
    label = texts.plain("button-chosen", choice=name) if language == chosen else name
    return [Button(label, ChooseLanguage.of(owner, language))]
