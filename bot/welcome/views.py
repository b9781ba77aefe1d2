"""The first words, the help, and the choice of a language."""

from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.reply import Button, Reply, keyboard
from bot.deck.presses import OpenDeck, ShowFilms
from bot.finding.presses import OpenFilm
from bot.welcome.presses import ChooseLanguage, TryExample
from bot.words.languages import LANGUAGES
from bot.words.texts import Html, Texts, cut, escaped, film_label, lines, texts_for
from core.catalog.films import Film

# Numbers on buttons: what one means never changes.
RATE, LIKE_A_FILM, OF_A_KIND = range(3)

_NAME_LENGTH = 50  # characters of a person's name
_LABEL_LENGTH = 60  # characters of a button; Telegram shows 64


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


def with_film(reply: Reply, film: Film | None, owner: int) -> Reply:
    """An answer to what may have been the name of a film all the same: a button for that."""
    if film is None:
        return reply
    button = Button(film_label(film), OpenFilm(owner, film.movie_id))
    return replace(reply, keyboard=(*reply.keyboard, (button,)))


def guide(
    texts: Texts,
    owner: int,
    menu: Sequence[str],
    like: Film,
    bot_name: str | None,
    *,
    last_year: int,
) -> Reply:
    """How to begin.

    Args:
        texts: of the language to speak.
        owner: who may tap.
        menu: the commands.
        like: the film that others shall be like, in an example.
        bot_name: the username to type in other chats; None where inline mode is switched off.
        last_year: in which the films end.
    """
    examples = (
        Button(texts.plain("button-deck-open"), TryExample(owner, RATE)),
        Button(_command(example_like(texts, like)), TryExample(owner, LIKE_A_FILM)),
        Button(_command(example_kind(texts)), TryExample(owner, OF_A_KIND)),
    )
    listed = (Html(f"/{each} – {escaped(texts.plain(f'command-{each}'))}") for each in menu)
    inline = () if bot_name is None else (Html(), texts("help-inline", bot=bot_name))
    known = texts("help-films", year=str(last_year))
    text = lines(texts("help-begin"), Html(), *listed, *inline, Html(), known, texts("help-data"))
    return Reply(text, keyboard(*([example] for example in examples)))


def example_like(texts: Texts, film: Film) -> str:
    """What one writes behind /recommend for films like one."""
    return texts.plain("example-like", film=film.title)


def example_kind(texts: Texts) -> str:
    """What one writes behind /recommend for a kind of film."""
    return texts.plain("example-kind")


def choose_language(texts: Texts, owner: int, chosen: str | None) -> Reply:
    """A button for each language, by its own name; `chosen` None: as Telegram says."""
    rows = [
        _row(texts, texts_for(language).plain("language-name"), owner, language, chosen)
        for language in LANGUAGES
    ]
    rows.append(_row(texts, texts.plain("button-language-telegram"), owner, None, chosen))
    return Reply(texts("language-which"), keyboard(*rows))


def _name(first_name: str) -> str:
    return cut(first_name, _NAME_LENGTH)


def _command(words: str) -> str:
    return cut(f"/recommend {words}", _LABEL_LENGTH)


def _row(
    texts: Texts, name: str, owner: int, language: str | None, chosen: str | None
) -> list[Button]:
    label = texts.plain("button-chosen", choice=name) if language == chosen else name
    return [Button(label, ChooseLanguage.of(owner, language))]
