"""The morning after a movie night: what somebody says of the film."""

from bot.conversation.turn import Turn
from bot.movie_night.presses import MorningAsk, MorningStars
from bot.movie_night.views.morning import morning, morning_done
from bot.service.services import Services
from bot.words.problems import Problem
from bot.words.texts import stars_text
from core.catalog.ratings import is_star_rating
from storage.nights import Night


async def on_stars(turn: Turn, press: MorningStars) -> None:
    """A rating like any other, which also counts for the group's next nights."""
    services = turn.services
    night, movie_id = await _night_and_film(services, press.night_id, press.owner)
    stars = press.half_stars / 2 if press.half_stars else None
    if stars is not None and not is_star_rating(stars):
        raise Problem("problem-star-range")
    if stars is not None:
        await services.ratings.rate(press.owner, movie_id, stars)
        toast = turn.texts.plain("toast-morning-saved", stars=stars_text(stars))
    else:
        await _take_back(services, press.owner, night, movie_id)
        toast = turn.texts.plain("toast-morning-skipped")
    await services.night_mornings.answer(press.night_id, press.owner, stars)
    await turn.toast(toast)
    film = turn.recommender.catalog.film(movie_id)
    done = morning_done(turn.texts, press.owner, press.night_id, film, movie_id, stars=stars)
    await turn.replace(done)


async def on_ask(turn: Turn, press: MorningAsk) -> None:
    """The question once more, for another answer."""
    services = turn.services
    _, movie_id = await _night_and_film(services, press.night_id, press.owner)
    film = turn.recommender.catalog.film(movie_id)
    await turn.toast()
    await turn.replace(morning(turn.texts, press.owner, press.night_id, film, movie_id))


async def _night_and_film(services: Services, night_id: int, user_id: int) -> tuple[Night, int]:
    """The night that somebody was there, and what they watched.

    Raises:
        Problem: nothing is known of that, any more perhaps.
    """
    night = await services.nights.find(night_id)
    was_there = night is not None and any(each.user_id == user_id for each in night.members)
    if night is None or night.movie_id is None or not was_there:
        raise Problem("problem-morning-gone")
    return night, night.movie_id


async def _take_back(services: Services, user_id: int, night: Night, movie_id: int) -> None:
    """They did not watch it: a rating they have said so far was by mistake.

    One from before the night stays.
    """
    rating = await services.ratings.rating_of(user_id, movie_id)
    if rating is not None and rating.rated_at >= (night.decided_at or 0):
        await services.ratings.remove(user_id, movie_id)
