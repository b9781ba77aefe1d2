"""/rate, the star buttons, and undo: one rating from a text or a press into the database."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.reply import Reply
from bot.conversation.turn import Turn
from bot.conversation.undo import take_back
from bot.rating.presses import AskStars, ChooseFilm, GiveStars, MeanAnother, UndoChange, UndoSeveral
from bot.rating.views import (
    another_meant,
    ask_stars,
    choose_reading,
    rated,
    rated_several,
    stars_alone,
    undone,
    undone_several,
    which_to_rate,
)
from bot.words.problems import Problem
from bot.words.rating_text import RatingRequest, understand
from bot.words.texts import film_name, stars_text
from core.catalog.films import Film
from core.catalog.ratings import is_star_rating
from core.titles.search import TitleIndex

QUESTION = "rate"  # kept in the database: an older bot's question is still understood

_SEVERAL, _MOST_LINES = 2, 25  # as many fit into one answer


async def on_command(turn: Turn, text: str) -> None:
    """/rate <title> [stars]; without a title, ask for it."""
    if text:
        await rate_from_text(turn, text)
    else:
        await turn.ask(QUESTION, Reply(turn.texts("rate-which-film")))


async def rate_from_text(turn: Turn, text: str) -> None:
    """Rate the film a text names, or ask what is unclear about it.

    Raises:
        Problem: the stars are out of range, or only stars were given.
    """
    titles = turn.recommender.titles
    await rate_request(turn, await asyncio.to_thread(understand, titles, text))


async def rate_request(turn: Turn, request: RatingRequest) -> None:
    """Rate the film that was understood, or ask what is unclear about it."""
    owner, last_year = turn.person.user_id, turn.recommender.catalog.last_year
    film, stars = request.meant.film, request.stars
    if film is None:
        reply = which_to_rate(turn.texts, request, owner, last_year)
    elif stars is None:
        told = await turn.services.ratings.rating_of(owner, film.movie_id)
        reply = ask_stars(turn.texts, film, owner, told)
    elif request.doubt or request.also:
        reply = choose_reading(turn.texts, request, owner, film, stars, last_year=last_year)
    else:
        result = await turn.services.ratings.rate(owner, film.movie_id, stars)
        reply = rated(
            turn.texts,
            film,
            owner,
            result,
            understood=request.is_exact,
            out_of_ten=request.out_of_ten,
        )
    await turn.say(reply)


def ratings_of_lines(titles: TitleIndex, text: str) -> list[RatingRequest]:
    """What several lines want rated; none unless each of them is a title with stars."""
    lines = [line for line in text.splitlines() if line.strip()]
    if not _SEVERAL <= len(lines) <= _MOST_LINES:
        return []
    try:
        requests = [understand(titles, line) for line in lines]
    except Problem:
        return []
    return requests if all(each.stars is not None for each in requests) else []


async def rate_lines(turn: Turn, requests: Sequence[RatingRequest]) -> None:
    """Rate what is certain, in one answer with one undo; what is not has buttons there."""
    owner = turn.person.user_id
    certain: list[tuple[Film, float]] = []
    unclear: list[RatingRequest] = []
    for request in requests:
        film, stars = request.meant.film, request.stars
        if film is None or stars is None or request.also or request.doubt:
            unclear.append(request)
        else:
            certain.append((film, stars))
    ratings = [(film.movie_id, stars) for film, stars in certain]
    results = await turn.services.ratings.rate_all(owner, ratings) if ratings else ()
    given = [(film, result) for (film, _), result in zip(certain, results, strict=True)]
    await turn.say(rated_several(turn.texts, given, unclear, owner))


async def correct_from_text(turn: Turn, text: str) -> None:
    """An edited message: its rating once more; what is no rating is passed over."""
    try:
        request = await asyncio.to_thread(understand, turn.recommender.titles, text)
    except Problem:
        return
    film = request.meant.film
    if film is None or request.stars is None:
        return
    profile = await turn.services.ratings.profile(turn.person.user_id)
    if profile and profile[0].movie_id == film.movie_id:  # only the number was changed
        request = replace(request, also=None, doubt=None)
    await rate_request(turn, request)


async def ask_stars_alone(turn: Turn, film: Film, stars: float) -> None:
    """Stars without a title, below a card: whether they are for the film on it."""
    await turn.say(stars_alone(turn.texts, film, turn.person.user_id, stars))


async def on_ask_stars(turn: Turn, press: AskStars) -> None:
    """A film's rate button: its stars in a message of their own."""
    film = turn.film(press.movie_id)
    await turn.toast()
    told = await turn.services.ratings.rating_of(press.owner, film.movie_id)
    await turn.say(ask_stars(turn.texts, film, press.owner, told))


async def on_choose_film(turn: Turn, press: ChooseFilm) -> None:
    """One of several films: its stars in place of the question."""
    film = turn.film(press.movie_id)
    await turn.toast()
    told = await turn.services.ratings.rating_of(press.owner, film.movie_id)
    await turn.replace(ask_stars(turn.texts, film, press.owner, told))


async def on_give_stars(turn: Turn, press: GiveStars) -> None:
    """A star button: the rating, in place of the buttons."""
    film, stars = turn.film(press.movie_id), press.half_stars / 2
    if not is_star_rating(stars):
        raise Problem("problem-star-range")
    result = await turn.services.ratings.rate(press.owner, film.movie_id, stars)
    await turn.toast(turn.texts.plain("toast-saved", stars=stars_text(stars)))
    await turn.replace(rated(turn.texts, film, press.owner, result))


async def on_mean_another(turn: Turn, _press: MeanAnother) -> None:
    """Another film was meant than the one that is there: nothing is rated."""
    await turn.toast()
    await turn.replace(another_meant(turn.texts, turn.recommender.catalog.last_year))


async def on_undo(turn: Turn, press: UndoChange) -> None:
    """Take back one change, unless something newer has been said about the film."""
    taken = await take_back(turn, press.change_id)
    movie_id = taken.movie_id
    film = turn.recommender.catalog.film(movie_id)
    stars = next((each.stars for each in taken.profile if each.movie_id == movie_id), None)
    name = film_name(turn.texts, film, movie_id)
    toast = "toast-undone-already" if taken.already else "toast-undone"
    await turn.toast(turn.texts.plain(toast))
    await turn.replace(undone(turn.texts, name, movie_id, press.owner, stars))


async def on_undo_several(turn: Turn, press: UndoSeveral) -> None:
    """Take back everything that one message has rated, unless something newer has been said."""
    ratings = turn.services.ratings
    n_undone = await ratings.undo_between(press.owner, press.first_change_id, press.last_change_id)
    await turn.toast(turn.texts.plain("toast-undone" if n_undone else "toast-undone-already"))
    await turn.replace(undone_several(turn.texts, await ratings.count(press.owner)))
