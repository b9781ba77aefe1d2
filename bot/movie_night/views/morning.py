"""The morning after a movie night, in private: how was the film?"""

from functools import partial

from bot.conversation.reply import Button, Reply, keyboard, star_rows
from bot.movie_night.presses import MorningAsk, MorningStars
from bot.words.texts import Texts, film_name, stars_text
from core.catalog.films import Film


def morning(texts: Texts, owner: int, night_id: int, film: Film | None, movie_id: int) -> Reply:
    """How was it?"""
    rows = star_rows(partial(MorningStars, owner, night_id))
    rows.append([Button(texts.plain("button-morning-skip"), MorningStars(owner, night_id, 0))])
    return Reply(texts("morning", film=film_name(texts, film, movie_id)), keyboard(*rows))


def morning_done(
    texts: Texts,
    owner: int,
    night_id: int,
    film: Film | None,
    movie_id: int,
    *,
    stars: float | None,
) -> Reply:
    """It is noted; `stars` None: they did not watch it."""
    name = film_name(texts, film, movie_id)
    change = [Button(texts.plain("button-morning-change"), MorningAsk(owner, night_id))]
    if stars is None:
        return Reply(texts("morning-skipped", film=name), keyboard(change))
    return Reply(texts("morning-rated", film=name, stars=stars_text(stars)), keyboard(change))
