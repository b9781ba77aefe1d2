"""A round as the database keeps it, and as the views show it."""

from bot.movie_night.request import NightPick, NightRequest, decode_picks, encode_picks
from bot.movie_night.shortlist import Shortlist
from bot.movie_night.views.voting import Ballot
from bot.service.services import Services
from bot.words.texts import Texts, texts_for
from storage.night_votes import BallotFilm, NewRound, Round
from storage.nights import Night


def texts_of_night(night: Night) -> Texts:
    """In the language of whoever opened it."""
    return texts_for(NightRequest.decode(night.request).language)


def new_round(chosen: Shortlist, open_for: int) -> NewRound:
    """A round about these films; `open_for` in seconds."""
    films = tuple(BallotFilm(pick.movie_id, encode_picks([pick])) for pick in chosen.picks)
    return NewRound(films, chosen.n_unknown, open_for)


def ballot_of(services: Services, night: Night, now: Round) -> Ballot:
    """What is voted on, with what the catalogue in service knows of it."""
    catalog = services.recommending.current.catalog
    movie_ids = tuple(film.movie_id for film in now.films)
    films = tuple(catalog.film(movie_id) for movie_id in movie_ids)
    opener = night.opener_id or 0
    return Ballot(opener, night.night_id, night.number, now.round, movie_ids, films)


def picks_of(now: Round) -> tuple[NightPick, ...]:
    """What speaks for each film, in the order of the ballot."""
    return tuple(pick for film in now.films for pick in decode_picks(film.pick))
