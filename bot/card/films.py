"""Which films a card shows, and what is known of each for the person it belongs to."""

import asyncio
from dataclasses import dataclass

from bot.card.request import CardRequest, Place
from bot.service.profiles import told_by
from bot.service.services import Services
from bot.words.problems import Problem
from core.catalog.film_filter import Drop
from core.catalog.profile import Profile
from core.recommend.recommender import Basis, Recommender, Suggestion
from storage.marks import MarkKind


@dataclass(frozen=True, slots=True)
class OpenCard:
    """A card as it stands in the database."""

    owner: int
    card_id: int
    request: CardRequest
    films: tuple[int, ...]  # movie ids, by position

    def film_at(self, position: int) -> int:
        """The movie id.

        Raises:
            Problem: the card has not shown that many films, so the button is not ours.
        """
        if position >= len(self.films):
            raise Problem("problem-button-old")
        return self.films[position]

    def place_before(self, position: int) -> Place | None:
        """Where "back" leads from a position; None where everything began."""
        return Place(self.card_id, position - 1) if position > 0 else self.request.before


@dataclass(frozen=True, slots=True)
class ShownFilm:
    """One film on a card, and everything there is to say of it."""

    card: OpenCard
    position: int
    movie_id: int
    suggestion: Suggestion | None  # None: the data set that is loaded now does not have the film
    basis: Basis
    told: Profile
    mark: MarkKind | None

    @property
    def stars(self) -> float | None:
        """What the person has given it."""
        return self.told.ratings.get(self.movie_id)


async def begin(services: Services, owner: int, request: CardRequest) -> OpenCard:
    """A new card, which has shown nothing yet."""
    card_id = await services.cards.open(owner, request.encode())
    return OpenCard(owner, card_id, request, ())


async def find(services: Services, owner: int, card_id: int) -> OpenCard:
    """A card that was begun before.

    Raises:
        Problem: it is too old, or somebody else's.
    """
    card = await services.cards.find(card_id, owner)
    if card is None:
        raise Problem("problem-card-old")
    return OpenCard(owner, card_id, CardRequest.decode(card.request), card.films)


async def film_on(services: Services, card: OpenCard, position: int) -> ShownFilm:
    """The film at a position that was shown before.

    Raises:
        Problem: nothing was shown there.
    """
    movie_id = card.film_at(position)
    told = await told_by(services, card.owner)
    recommender = services.recommending.current
    suggestion = await asyncio.to_thread(recommender.judge, told, movie_id)
    judged = _judged(recommender, told, movie_id, suggestion)
    return await _shown(services, card, position, judged)


async def film_after(services: Services, card: OpenCard, position: int) -> ShownFilm | None:
    """The film to go on with after a position, -1 at the beginning; None when there is no more.

    Films that the card has shown already come in their order, so that two presses on one button
    lead to one film; those that the person is done with are passed over.
    """
    told = await told_by(services, card.owner)
    recommender = services.recommending.current
    done = told.ratings.keys() | told.seen | told.refused
    for following in range(position + 1, len(card.films)):
        movie_id = card.films[following]
        if movie_id not in done:
            suggestion = await asyncio.to_thread(recommender.judge, told, movie_id)
            judged = _judged(recommender, told, movie_id, suggestion)
            return await _shown(services, card, following, judged)
    found = await asyncio.to_thread(
        recommender.recommend, told, 1, wanted=card.request.wanted, shown=card.films
    )
    if not found.page:
        return None
    suggestion, following = found.page[0], len(card.films)
    movie_id = suggestion.film.movie_id
    there = await services.cards.show(card.card_id, following, movie_id)
    if there is None:
        raise Problem("problem-card-old")
    if there != movie_id:  # another press was quicker
        return await film_on(services, await find(services, card.owner, card.card_id), following)
    judged = _judged(recommender, told, movie_id, suggestion)
    return await _shown(services, card, following, judged)


async def drops(services: Services, card: OpenCard) -> tuple[Drop, ...]:
    """What to give up of what the card was asked for, where nothing more meets all of it."""
    told = await told_by(services, card.owner)
    recommender, wanted = services.recommending.current, card.request.wanted
    return await asyncio.to_thread(recommender.suggest_drop, told, wanted, card.films)


@dataclass(frozen=True, slots=True)
class _Judged:
    """What the recommender said that the request began with; by now another may serve."""

    movie_id: int
    suggestion: Suggestion | None
    basis: Basis
    told: Profile


def _judged(
    recommender: Recommender, told: Profile, movie_id: int, suggestion: Suggestion | None
) -> _Judged:
    basis = _basis(recommender, told.without(movie_id))
    return _Judged(movie_id, suggestion, basis, told)


async def _shown(services: Services, card: OpenCard, position: int, judged: _Judged) -> ShownFilm:
    mark = await services.marks.of_film(card.owner, judged.movie_id)
    kind = mark.kind if mark else None
    return ShownFilm(
        card,
        position,
        judged.movie_id,
        judged.suggestion,
        judged.basis,
        judged.told,
        kind,
    )


def _basis(recommender: Recommender, told: Profile) -> Basis:
    """What the judgement of a film rests on, given what was told of the others."""
    if recommender.model is None:
        return Basis.NO_MODEL
    known = any(recommender.catalog.index_of(each) is not None for each in told.movie_ids)
    return Basis.TASTE if known else Basis.POPULARITY
