"""/help, and the examples below it, which do what they say."""

import numpy as np

from bot.card.handlers.asking import recommend_from_text
from bot.conversation.turn import Turn
from bot.deck.handlers import open_deck
from bot.welcome.presses import TryExample
from bot.welcome.views.guide import LIKE_A_FILM, OF_A_KIND, RATE, example_kind, example_like, guide
from bot.words.problems import Problem
from core.catalog.films import Catalog, Film

_LIKED = 6  # MovieLens' id of "Heat", the film of all examples


async def on_help(turn: Turn, _text: str) -> None:
    """/help: what to try, and every command."""
    liked = _liked(turn.recommender.catalog)
    inline_name = turn.messenger.username if turn.messenger.offers_inline else None
    await turn.say(guide(turn.texts, turn.person.user_id, turn.menu, liked, inline_name))


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


def _liked(catalog: Catalog) -> Film:
    """The film of the example; where the data set does not have it, the best known one."""
    return catalog.film(_LIKED) or catalog.films[int(np.argmax(catalog.rating_count))]
