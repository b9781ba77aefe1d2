"""Which films a group votes on: from what its members have told, and how past nights went."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.movie_night.request import NightPick, NightRequest
from bot.service.profiles import profile_of
from bot.service.services import Services
from core.catalog.profile import Profile
from core.recommend.groups import GroupMember, GroupShortlist, fairness_weights
from core.recommend.recommender import Recommender
from storage.night_mornings import PastNight

FILMS = 5  # in a round
_REST = 2  # nights of the group for which films that were voted on are not proposed again


@dataclass(frozen=True, slots=True)
class Shortlist:
    """The films of a round, best first; fewer than five, or none, where no more fit."""

    picks: tuple[NightPick, ...]
    n_members: int
    n_unknown: int  # members who have rated nothing


async def choose(
    services: Services,
    request: NightRequest,
    member_ids: Sequence[int],
    past: Sequence[PastNight],
    *,
    shown: Collection[int] = (),
) -> Shortlist:
    """The next films for a group.

    Args:
        member_ids: one or more.
        past: nights of the group that found their film, the newest last.
        shown: movie ids that were voted on tonight.
    """
    profiles = {member: await profile_of(services, member) for member in member_ids}
    for each in {user_id for night in past for user_id in night.answers} - profiles.keys():
        profiles[each] = await profile_of(services, each)
    recommender = services.recommending.current
    rested = {movie_id for night in past[-_REST:] for movie_id in night.listed}
    chosen = await asyncio.to_thread(
        _choose, recommender, request, list(member_ids), profiles, past, shown=rested | set(shown)
    )
    found = list(chosen.picks)
    if len(found) < FILMS:  # the wishes leave few: better one of last week's than none
        out = {pick.film.movie_id for pick in found} | set(shown)
        more = await asyncio.to_thread(
            _choose, recommender, request, list(member_ids), profiles, past, shown=out
        )
        found += more.picks[: FILMS - len(found)]
    picks = tuple(
        NightPick(pick.film.movie_id, pick.at_least, pick.n_stretch, pick.n_seen) for pick in found
    )
    return Shortlist(picks, len(member_ids), chosen.n_unknown)


def _choose(
    recommender: Recommender,
    request: NightRequest,
    member_ids: list[int],
    profiles: Mapping[int, Profile],
    past: Sequence[PastNight],
    *,
    shown: Collection[int],
) -> GroupShortlist:
    utility = [_utility(recommender, profiles, night) for night in past]
    weights = fairness_weights(utility, member_ids)
    members = [
        GroupMember(profiles[member], weight)
        for member, weight in zip(member_ids, weights, strict=True)
    ]
    return recommender.for_group(
        members, FILMS, wanted=request.wanted, shown=shown, unseen_by_all=request.unseen
    )


def _utility(
    recommender: Recommender, profiles: Mapping[int, Profile], night: PastNight
) -> dict[int, float]:
    """What the film of a night was worth to each: by their stars, else by what was expected."""
    found = {}
    for user_id, stars in night.answers.items():
        judged = recommender.judge(profiles[user_id], night.movie_id) if stars is None else None
        given = judged.stars if judged is not None else stars
        if given is not None:
            found[user_id] = recommender.utility(profiles[user_id], given)
    return found
