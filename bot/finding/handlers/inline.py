"""Inline mode: `@moviebot heat` in any chat offers films; the bare name offers the best ones."""

import asyncio
from dataclasses import dataclass

from bot.conversation.offers import Offers
from bot.conversation.turn import Turn
from bot.finding.views.inline import OfferedFilm, article, rate_first
from bot.service.profiles import profile_of
from core.catalog.films import Catalog
from core.catalog.profile import Profile
from core.recommend.recommender import Basis, Recommender
from core.titles.completion import completions

_PAGE_SIZE = 10
_N_TITLES = 50  # that each way to look can find
_SCORE_RANGE = 20.0  # of 100: "Body Heat" is within it for "heat", and "Das Boot" is not


@dataclass(frozen=True, slots=True)
class _Page:
    """Some of the films for what was typed."""

    films: tuple[OfferedFilm, ...]
    has_more: bool


async def on_query(turn: Turn, text: str, said_offset: str) -> None:
    """Offer what the text so far may mean; `said_offset` is where the last offers ended."""
    profile = await profile_of(turn.services, turn.person.user_id)
    recommender, offset = turn.recommender, _offset(said_offset)
    find = _titles if text.strip() else _recommended
    page = await asyncio.to_thread(find, recommender, profile, text, offset)
    await turn.offer(
        Offers(
            tuple(article(turn.texts, each, turn.messenger.username) for each in page.films),
            next_offset=str(offset + _PAGE_SIZE) if page.has_more else "",
            lead=None if profile.ratings else rate_first(turn.texts),
        ),
    )


def _offset(said: str) -> int:
    """What this bot gave out as the next offset comes back; anything else begins at the start."""
    return int(said) if said.isdecimal() and len(said) < 6 else 0


def _titles(recommender: Recommender, profile: Profile, text: str, offset: int) -> _Page:
    """Films of that name first, then those whose names begin like that, then those like it."""
    catalog = recommender.catalog
    matches = recommender.titles.search(text, _N_TITLES)
    best = max((each.score for each in matches), default=0.0)
    ranked = [
        *(each.item_index for each in matches if each.exact),
        *completions(recommender.titles, text)[:_N_TITLES],
        *(each.item_index for each in matches if each.score > best - _SCORE_RANGE),
    ]
    found = [catalog.films[index].movie_id for index in dict.fromkeys(ranked)]
    page = found[offset : offset + _PAGE_SIZE]
    is_personal = bool(profile.ratings) and recommender.model is not None
    predicted = recommender.predict(profile, page) if is_personal else {}
    films = tuple(_offered(catalog, profile, each, predicted.get(each)) for each in page)
    return _Page(films, len(found) > offset + _PAGE_SIZE)


def _recommended(recommender: Recommender, profile: Profile, _text: str, offset: int) -> _Page:
    """What /recommend would list."""
    found = recommender.recommend(profile, _PAGE_SIZE, offset)
    has_rated = bool(profile.ratings)
    films = tuple(
        _offered(
            recommender.catalog,
            profile,
            each.film.movie_id,
            each.stars if has_rated and each.basis is Basis.TASTE else None,
        )
        for each in found.page
    )
    return _Page(films, found.has_more)


def _offered(
    catalog: Catalog, profile: Profile, movie_id: int, predicted: float | None
) -> OfferedFilm:
    index = catalog.index_of(movie_id)
    if index is None:
        raise LookupError(f"film {movie_id} was found, but is not in the catalogue")
    count, total = int(catalog.rating_count[index]), float(catalog.rating_sum[index])
    given = profile.ratings.get(movie_id)
    average = total / count if count else None
    return OfferedFilm(catalog.films[index], average, count, given, predicted)
