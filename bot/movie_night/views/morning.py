"""The morning after a movie night, in private: how was the film?"""

from bot.conversation.parts import film_name, star_glyphs, stars_text
from bot.conversation.reply import Button, Reply, keyboard
from bot.movie_night.presses import MorningAsk, MorningStars
from bot.words.texts import Texts
from core.catalog import Film
from core.ratings import MAX_STARS


def morning(texts: Texts, owner: int, night_id: int, film: Film | None, movie_id: int) -> Reply:
    """How was it?"""
    rows: list[list[Button]] = [
        [
            Button(star_glyphs(half_stars), MorningStars(owner, night_id, half_stars))
            for half_stars in (whole * 2, whole * 2 - 1)
        ]
        for whole in range(int(MAX_STARS), 0, -1)
    ]
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
