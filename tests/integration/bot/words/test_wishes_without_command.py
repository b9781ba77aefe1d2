"""Genres in a message of their own: a wish, unless a well-known film is called so."""

import pytest

from bot.finding.handlers.titles import Wish, kind_of_films, wish_of
from bot.words.rating_text import understand
from core.titles.search import TitleIndex
from data.filters import Filters
from data.prepare import load_dataset


@pytest.fixture(scope="module")
def titles() -> TitleIndex:
    return TitleIndex(load_dataset(None, Filters()).catalog)


async def asked_for(titles: TitleIndex, text: str) -> Wish | None:
    wanted = await kind_of_films(titles, text)
    return None if wanted is None else wish_of(titles, wanted, understand(titles, text))


@pytest.mark.parametrize(
    ("text", "genre", "beside"),
    [
        ("horror", "Horror", None),
        ("action", "Action", None),
        ("Romance", "Romance", "Romance (1999)"),
        ("musicals", "Musical", None),
        ("war films", "War", None),
        ("Western", "Western", None),
        ("comedias", "Comedy", None),
        ("Krimis", "Crime", None),
        ("ужасы", "Horror", None),
    ],
)
async def test_genre_is_a_wish(
    titles: TitleIndex, text: str, genre: str, beside: str | None
) -> None:
    wish = await asked_for(titles, text)
    assert wish is not None
    assert genre in wish.wanted.genres
    assert (wish.beside.label if wish.beside else None) == beside


@pytest.mark.parametrize("text", ["Scary Movie", "Romance 1999", "Heat", "1917", "It 2017", "Us"])
async def test_title_is_none(titles: TitleIndex, text: str) -> None:
    assert await asked_for(titles, text) is None
