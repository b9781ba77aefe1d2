"""What one person has told the bot so far, as the recommender wants it."""

from bot.service.services import Services
from core.catalog.profile import Profile
from storage.marks import MarkKind


async def profile_of(services: Services, user_id: int) -> Profile:
    """Ratings and marks; nothing for somebody unknown.

    Read anew for every answer, so the next message knows what the last one said. One person's
    updates are handled in sequence, so nothing changes between the two reads.
    """
    ratings = await services.ratings.profile(user_id)
    marked: dict[MarkKind, set[int]] = {kind: set() for kind in MarkKind}
    for mark in await services.marks.of(user_id):
        marked[mark.kind].add(mark.movie_id)
    return Profile(
        ratings={each.movie_id: each.stars for each in ratings},
        seen=frozenset(marked[MarkKind.SEEN]),
        wanted=frozenset(marked[MarkKind.WANTED]),
        refused=frozenset(marked[MarkKind.REFUSED]),
    )
