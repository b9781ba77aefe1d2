"""The deck: films to rate, page by page, each page chosen by what the stars so far have told.

Which films a deck has shown is kept as a card, what the person says of them as ratings and marks.
So whatever is delivered twice, or after a restart, finds everything as it was.
"""

import asyncio
from dataclasses import dataclass

from bot.card.handlers.card import open_card
from bot.conversation.reply import Reply
from bot.conversation.turn import Turn
from bot.deck.presses import (
    DeckFilm,
    DeckGenres,
    DeckNext,
    DeckPage,
    DeckStars,
    InDeck,
    OpenDeck,
    ShowFilms,
    ShowGenres,
)
from bot.deck.request import DeckRequest
from bot.deck.views import DealtFilm, DeckPlace, deck_page, film_toast, pick_genres
from bot.service.profiles import profile_of
from bot.words.problems import Problem
from core.catalog.film_filter import FilmFilter
from core.catalog.films import Catalog, Film
from core.catalog.profile import Profile
from core.catalog.ratings import is_star_rating
from core.recommend.elicitation import Acquaintance
from core.recommend.recommender import Recommender, Suggestion
from storage.cards import Card
from storage.marks import MarkKind

_PAGE_SIZE = 5  # films: as many as a phone shows with their stars
_NO_TASTE = "IMAX"  # MovieLens counts it among the genres, but it is a format


@dataclass(frozen=True, slots=True)
class _Deck:
    """A deck as it is kept."""

    owner: int
    card: Card
    request: DeckRequest

    def films_of(self, page: int) -> tuple[int, ...]:
        """Movie ids; empty for a page that was not dealt yet."""
        positions = self.request.positions(page)
        return self.card.films[positions.start : positions.stop]


@dataclass(frozen=True, slots=True)
class _Standing:
    """How well somebody is known."""

    known: Acquaintance | None  # None: no model serves that could say
    guess: Suggestion | None


async def open_deck(turn: Turn) -> None:
    """A new message: a deck that begins with what tells most of this person."""
    await turn.say(await _begin(turn, turn.person.user_id))


async def on_open(turn: Turn, press: OpenDeck) -> None:
    """The same, in place of the message that offered it."""
    await turn.toast()
    await turn.replace(await _begin(turn, press.owner))


async def on_page(turn: Turn, press: DeckPage) -> None:
    """A page that was there before, with the stars as they are now."""
    deck = await _find(turn, press)
    await turn.toast()
    await turn.replace(await _page(turn, deck, press.page))


async def on_next(turn: Turn, press: DeckNext) -> None:
    """What was left empty was not seen; then the next films."""
    deck = await _find(turn, press)
    await _mark_unseen(turn, deck, press.page)
    dealt = await _deal(turn, deck, press.page + 1)
    is_end = not dealt.films_of(press.page + 1)
    await turn.toast(turn.texts.plain("toast-deck-end") if is_end else "")
    page = press.page if is_end else press.page + 1
    await turn.replace(await _page(turn, dealt, page))


async def on_stars(turn: Turn, press: DeckStars) -> None:
    """Rate a film, or take its rating away, and show at once what it has changed."""
    deck = await _find(turn, press)
    film, stars = _film(turn, deck, press.position), press.half_stars / 2
    if press.half_stars and not is_star_rating(stars):
        raise Problem("problem-star-range")
    await turn.toast()  # without words: the stars under the finger change
    if press.half_stars:
        await turn.services.ratings.rate(press.owner, film.movie_id, stars)
    else:
        await turn.services.ratings.remove(press.owner, film.movie_id)
    page = press.position // deck.request.page_size
    await turn.replace(await _page(turn, deck, page))


async def on_film(turn: Turn, press: DeckFilm) -> None:
    """The title of a film without stars: what kind of film it is."""
    deck = await _find(turn, press)
    await turn.toast(film_toast(turn.texts, _film(turn, deck, press.position)))


async def on_genres(turn: Turn, press: DeckGenres) -> None:
    """The genres to pick, in place of the films."""
    deck = await _find(turn, press)
    await turn.toast()
    place = DeckPlace(press.owner, press.card_id, press.page)
    picked = deck.request.genres_of(press.picked)
    await turn.replace(pick_genres(turn.texts, place, deck.request, picked))


async def on_show_genres(turn: Turn, press: ShowGenres) -> None:
    """A card with the best of the genres picked."""
    deck = await _find(turn, press)
    await turn.toast()
    wanted = FilmFilter(some_genres=deck.request.genres_of(press.picked))
    await open_card(turn, wanted)


async def on_show(turn: Turn, _press: ShowFilms) -> None:
    """A card with the best there is for this person."""
    await turn.toast()
    await open_card(turn)


async def _begin(turn: Turn, owner: int) -> Reply:
    request = DeckRequest(_PAGE_SIZE, _genres(turn.recommender.catalog))
    card_id = await turn.services.cards.open(owner, request.encode())
    deck = _Deck(owner, Card(card_id, request.encode(), ()), request)
    return await _page(turn, await _deal(turn, deck, 0), 0)


async def _find(turn: Turn, press: InDeck) -> _Deck:
    card = await turn.services.cards.find(press.card_id, press.owner)
    request = DeckRequest.decode(card.request) if card is not None else None
    if card is None or request is None:
        raise Problem("problem-deck-gone")
    return _Deck(press.owner, card, request)


async def _deal(turn: Turn, deck: _Deck, page: int) -> _Deck:
    """Fill the page; one that is full, or that an earlier one is missing before, stays as it is."""
    services, films = turn.services, deck.card.films
    positions = deck.request.positions(page)
    if not positions.start <= len(films) < positions.stop:
        return deck
    profile = await profile_of(services, deck.owner)
    unseen = (await _unseen(turn, deck.owner)).union(films)
    n_missing = positions.stop - len(films)
    recommender = turn.recommender
    chosen = await asyncio.to_thread(recommender.deck, profile, n_missing, unseen)
    await services.cards.show_all(deck.card.card_id, len(films), [film.movie_id for film in chosen])
    card = await services.cards.find(deck.card.card_id, deck.owner)
    if card is None:
        raise Problem("problem-deck-gone")
    return _Deck(deck.owner, card, deck.request)


async def _mark_unseen(turn: Turn, deck: _Deck, page: int) -> None:
    """Films of the page of which nothing was said; what was said elsewhere meanwhile counts."""
    services = turn.services
    said = (await profile_of(services, deck.owner)).movie_ids
    unsaid = [movie_id for movie_id in deck.films_of(page) if movie_id not in said]
    await services.marks.mark_all(deck.owner, unsaid, MarkKind.UNSEEN)


async def _page(turn: Turn, deck: _Deck, page: int) -> Reply:
    recommender = turn.recommender
    profile = await profile_of(turn.services, deck.owner)
    shown = deck.films_of(page)
    dealt = [
        DealtFilm(position, film, profile.ratings.get(movie_id))
        for position, movie_id in enumerate(shown, start=deck.request.positions(page).start)
        if (film := recommender.catalog.film(movie_id)) is not None
    ]
    unseen = await _unseen(turn, deck.owner)
    standing = await asyncio.to_thread(_standing, recommender, profile, unseen, shown)
    place = DeckPlace(deck.owner, deck.card.card_id, page)
    return deck_page(turn.texts, place, dealt, standing.known, standing.guess)


async def _unseen(turn: Turn, owner: int) -> frozenset[int]:
    """Films of which the person said that they have not seen them."""
    marks = await turn.services.marks.of(owner)
    return frozenset(each.movie_id for each in marks if each.kind is MarkKind.UNSEEN)


def _standing(
    recommender: Recommender, profile: Profile, unseen: frozenset[int], shown: tuple[int, ...]
) -> _Standing:
    known = recommender.acquaintance(profile, unseen)
    if not profile.movie_ids:
        return _Standing(known, None)
    # The films on the page are asked about, so none of them is news.
    best = recommender.recommend(profile, 1, shown=shown).page
    return _Standing(known, best[0] if best else None)


def _film(turn: Turn, deck: _Deck, position: int) -> Film:
    """The film at a position.

    Raises:
        Problem: the data set that is loaded now does not have it.
    """
    if position >= len(deck.card.films):
        raise Problem("problem-deck-gone")
    return turn.film(deck.card.films[position])


def _genres(catalog: Catalog) -> tuple[str, ...]:
    return tuple(genre for genre in catalog.genres if genre != _NO_TASTE)
