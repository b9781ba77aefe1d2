"""The answer to /help: three examples to tap, and every command in a line."""

from collections.abc import Sequence

from bot.conversation.reply import Button, Reply, keyboard
from bot.welcome.presses import TryExample
from bot.words.texts import Html, Texts, cut, escaped, lines
from core.catalog.films import Film

_LABEL_LENGTH = 60  # characters of a button; Telegram shows 64

# Numbers on buttons: what one means never changes.
RATE, LIKE_A_FILM, OF_A_KIND = range(3)


def guide(texts: Texts, owner: int, menu: Sequence[str], like: Film, bot_name: str | None) -> Reply:
    """How to begin.

    Args:
        texts: of the language to speak.
        owner: who may tap.
        menu: the commands.
        like: the film that others shall be like, in an example.
        bot_name: the username to type in other chats; None where inline mode is switched off.
    """
    examples = (
        Button(texts.plain("button-deck-open"), TryExample(owner, RATE)),
        Button(_command(example_like(texts, like)), TryExample(owner, LIKE_A_FILM)),
        Button(_command(example_kind(texts)), TryExample(owner, OF_A_KIND)),
    )
    listed = (Html(f"/{each} – {escaped(texts.plain(f'command-{each}'))}") for each in menu)
    inline = () if bot_name is None else (Html(), texts("help-inline", bot=bot_name))
    text = lines(texts("help-begin"), Html(), *listed, *inline, Html(), texts("help-data"))
    return Reply(text, keyboard(*([example] for example in examples)))


def example_like(texts: Texts, film: Film) -> str:
    """What one writes behind /recommend for films like one."""
    return texts.plain("example-like", film=film.title)


def example_kind(texts: Texts) -> str:
    """What one writes behind /recommend for a kind of film."""
    return texts.plain("example-kind")


def _command(words: str) -> str:
    return cut(f"/recommend {words}", _LABEL_LENGTH)
