"""Words that several messages of a movie night share."""

from collections.abc import Mapping

from bot.movie_night.request import DAY, HOUR, MINUTE
from bot.words.texts import Html, Texts, film_name
from core.catalog.films import Film


def open_period(texts: Texts, seconds: int) -> str:
    """How long something goes on, in the largest unit it about fills: "3 days", "50 minutes"."""
    if seconds > DAY - HOUR / 2:
        return texts.plain("night-days", count=round(seconds / DAY))
    if seconds > HOUR - MINUTE / 2:
        return texts.plain("night-hours", count=round(seconds / HOUR))
    return texts.plain("night-minutes", count=max(1, round(seconds / MINUTE)))


def ruled_out_line(texts: Texts, films: Mapping[int, Film | None]) -> list[Html]:
    """Which films, by movie id, somebody has vetoed; no line where there are none."""
    names = [film_name(texts, film, movie_id) for movie_id, film in films.items()]
    # Put together here: a text takes no value as long as all of these may become.
    return [Html(f"{texts('night-ruled-out')} {', '.join(names)}")] if names else []
