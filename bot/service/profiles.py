"""What one person has told the bot so far, as the recommender wants it."""

from bot.service.services import Services
from core.catalog.profile import Profile
from storage.marks import MarkKind


async def profile_of(services: Services, user_id: int) -> Profile:
    """Ratings, marks and what was watched in movie nights; nothing for somebody unknown.

    The film of a night counts as seen by who was there, until they say otherwise of it: that they
    did not watch it, or any mark.

    Read anew for every answer, so the next message knows what the last one said. One person's
    updates are handled in sequence, so nothing changes between the reads.
    """
    ratings = await services.ratings.profile(user_id)
    marked: dict[MarkKind, set[int]] = {kind: set() for kind in MarkKind}
    for mark in await services.marks.of(user_id):
        marked[mark.kind].add(mark.movie_id)
    watched = await services.night_mornings.watched(user_id)
    return Profile(
        ratings={each.movie_id: each.stars for each in ratings},
        seen=watched.difference(*marked.values()) | marked[MarkKind.SEEN],
        wanted=frozenset(marked[MarkKind.WANTED]),
        refused=frozenset(marked[MarkKind.REFUSED]),
    )
