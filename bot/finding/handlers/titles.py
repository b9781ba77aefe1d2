"""Plain text in a private chat: a title to look up or, with stars in it, a film to rate."""

import asyncio
import secrets
from dataclasses import dataclass

from bot.card import films
from bot.card.handlers.card import open_card, show_film
from bot.conversation.turn import Turn
from bot.conversation.which_film import not_found
from bot.finding.presses import OpenFilm
from bot.finding.views.titles import films_found, mine_is
from bot.rating.handlers import ask_stars_alone, rate_lines, rate_request, ratings_of_lines
from bot.words.filter_text import read_filter
from bot.words.problems import Problem
from bot.words.rating_text import RatingRequest, understand
from bot.words.stars_text import stars_only
from core.catalog.film_filter import ANY, FilmFilter
from core.catalog.films import Film
from core.titles.search import TitleIndex

_SEEDS = 2**31  # of surprises
_WELL_KNOWN = 0.5  # popularity: who types the name of such a film means it
_FEW = 10  # films of a year; "1917" is rather a title


@dataclass(frozen=True, slots=True)
class Wish:
    """A kind of films that a text asks for."""

    wanted: FilmFilter
    beside: Film | None  # one that is called so


async def find_from_text(turn: Turn, text: str) -> None:
    """Open the card of the film a text names, or list those that it may mean.

    Raises:
        Problem: there are stars in it that are out of range, or no title.
    """
    titles = turn.recommender.titles
    is_own = turn.message is not None and not turn.message.is_forwarded
    if is_own and await _rates_otherwise(turn, text):
        return
    try:
        request = await asyncio.to_thread(understand, titles, text)
    except Problem:
        wanted = await kind_of_films(titles, text)
        if wanted is None:
            raise
        await open_card(turn, wanted)  # the 90 of "comedia años 90" is no stars
        return
    if request.stars is not None and is_own:  # what others think of a film is not this person's
        await rate_request(turn, request)
        return
    wanted = await kind_of_films(titles, text)
    wish = None if wanted is None else await asyncio.to_thread(wish_of, titles, wanted, request)
    if wish is not None:
        await open_card(turn, wish.wanted, beside=wish.beside)
    elif request.meant.film is not None:
        film = request.meant.film
        note = mine_is(turn.texts, film, titles.catalog.last_year) if request.doubt else None
        await show_film(turn, film.movie_id, note=note)
    else:
        await _list(turn, request)


async def _rates_otherwise(turn: Turn, text: str) -> bool:
    """Whether a text is several lines of ratings, or stars for the film on the latest card."""
    titles = turn.recommender.titles
    requests = await asyncio.to_thread(ratings_of_lines, titles, text)
    if requests:
        await rate_lines(turn, requests)
        return True
    stars = stars_only(text)
    opened = await films.latest(turn) if stars is not None else None
    film = titles.catalog.film(opened.films[-1]) if opened is not None else None
    if stars is None or film is None:
        return False
    await ask_stars_alone(turn, film, stars)
    return True


async def on_open_film(turn: Turn, press: OpenFilm) -> None:
    """One film of a list: its card below, so that the list stays to choose another from."""
    await turn.toast()
    await show_film(turn, press.movie_id)


async def _list(turn: Turn, request: RatingRequest) -> None:
    owner, meant = turn.person.user_id, request.meant
    last_year = turn.recommender.catalog.last_year
    if meant.choices:
        await turn.say(films_found(turn.texts, request.title, meant, owner, last_year))
    else:
        presses = [OpenFilm(owner, film.movie_id) for film in meant.closest]
        await turn.say(not_found(turn.texts, request.title, meant.closest, presses, last_year))


def wish_of(titles: TitleIndex, wanted: FilmFilter, request: RatingRequest) -> Wish | None:
    """The wish that a text may be, unless it is rather the name of a film.

    Genres ("horror", "war films") are a wish unless a well-known film is called so; anything else
    is one only where nothing is called so.
    """
    if not (wanted.genres or wanted.some_genres or wanted.without_genres):
        return None if request.meant.literal else Wish(wanted, None)
    named = [each for each in titles.search(request.title) if each.exact]
    is_name = any(titles.popularity(each.film) >= _WELL_KNOWN for each in named)
    is_name = is_name or bool(named and (wanted.first_year or wanted.last_year))  # "romance 1999"
    if is_name:
        return None if request.meant.literal else Wish(wanted, None)
    return Wish(wanted, named[0].film if named else None)


async def kind_of_films(titles: TitleIndex, text: str) -> FilmFilter | None:
    """What is asked for by who has left out /recommend: "comedy 90s"; None: anything else."""
    try:
        read = await asyncio.to_thread(read_filter, text, titles, secrets.randbelow(_SEEDS))
    except Problem:  # years that cannot be: no reason to refuse what may be a title
        return None
    if read.wanted == ANY or read.unknown or read.like is not None:
        return None
    first, last = read.wanted.first_year, read.wanted.last_year
    if first is not None and first > titles.catalog.last_year:  # "it 2017"
        return None
    if text.strip().isdecimal() and first == last:
        n_films = int((titles.catalog.years == first).sum())
        return read.wanted if n_films >= _FEW else None
    return read.wanted
