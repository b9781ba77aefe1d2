"""Which films a card shows, and what is known of each for the person it belongs to."""

import asyncio
from dataclasses import dataclass, replace

from bot.card.request import CardRequest, Place
from bot.conversation.turn import Turn
from bot.service.profiles import profile_of
from bot.words.problems import Problem
from core.catalog.film_filter import Drop
from core.catalog.profile import Profile
from core.recommend.recommender import Suggestion
from storage.marks import MarkKind

_LATELY = 12 * 3600.0  # seconds


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
    profile: Profile
    mark: MarkKind | None

    @property
    def stars(self) -> float | None:
        """What the person has given it."""
        return self.profile.ratings.get(self.movie_id)


async def begin(turn: Turn, request: CardRequest) -> OpenCard:
    """A new card, which has shown nothing yet."""
    owner = turn.person.user_id
    card_id = await turn.services.cards.open(owner, request.encode())
    return OpenCard(owner, card_id, request, ())


async def resume(turn: Turn, request: CardRequest) -> OpenCard | None:
    """A new card that goes on where the person was when they asked for the same today.

    What came up then is behind it, in its order, so that "back" leads there. None where they did
    not.
    """
    owner, cards = turn.person.user_id, turn.services.cards
    shown = await cards.shown_lately(owner, request.encode(), _LATELY)
    if not shown:
        return None
    begun = await begin(turn, request)
    await cards.show_all(begun.card_id, 0, shown)
    return replace(begun, films=shown)


async def find(turn: Turn, card_id: int) -> OpenCard:
    """A card that was begun before.

    Raises:
        Problem: it is too old, or somebody else's.
    """
    owner = turn.person.user_id
    card = await turn.services.cards.find(card_id, owner)
    if card is None:
        raise Problem("problem-card-old")
    return OpenCard(owner, card_id, CardRequest.decode(card.request), card.films)


async def latest(turn: Turn) -> OpenCard | None:
    """The card that was begun last and shows a film."""
    owner = turn.person.user_id
    card = await turn.services.cards.latest(owner)
    if card is None:
        return None
    return OpenCard(owner, card.card_id, CardRequest.decode(card.request), card.films)


async def film_on(turn: Turn, card: OpenCard, position: int) -> ShownFilm:
    """The film at a position that was shown before.

    Raises:
        Problem: nothing was shown there.
    """
    movie_id = card.film_at(position)
    profile = await profile_of(turn.services, card.owner)
    suggestion = await asyncio.to_thread(turn.recommender.judge, profile, movie_id)
    mark = await turn.services.marks.of_film(card.owner, movie_id)
    return ShownFilm(card, position, movie_id, suggestion, profile, mark.kind if mark else None)


async def film_after(turn: Turn, card: OpenCard, position: int) -> ShownFilm | None:
    """The film to go on with after a position, -1 at the beginning; None when there is no more.

    Films that the card has shown already come in their order, so that two presses on one button
    lead to one film; those that the person is done with are passed over.
    """
    profile = await profile_of(turn.services, card.owner)
    done = profile.ratings.keys() | profile.seen | profile.refused
    for following in range(position + 1, len(card.films)):
        if card.films[following] not in done:
            return await film_on(turn, card, following)
    found = await asyncio.to_thread(
        turn.recommender.recommend, profile, 1, wanted=card.request.wanted, shown=card.films
    )
    if not found.page:
        return None
    suggestion, following = found.page[0], len(card.films)
    movie_id = suggestion.film.movie_id
    there = await turn.services.cards.show(card.card_id, following, movie_id)
    if there is None:
        raise Problem("problem-card-old")
    if there != movie_id:  # another press was quicker
        return await film_on(turn, await find(turn, card.card_id), following)
    mark = await turn.services.marks.of_film(card.owner, movie_id)
    return ShownFilm(card, following, movie_id, suggestion, profile, mark.kind if mark else None)


async def drops(turn: Turn, card: OpenCard) -> tuple[Drop, ...]:
    """What to give up of what the card was asked for, where nothing more meets all of it."""
    profile = await profile_of(turn.services, card.owner)
    wanted = card.request.wanted
    return await asyncio.to_thread(turn.recommender.suggest_drop, profile, wanted, card.films)
