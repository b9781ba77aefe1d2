"""Changing what a night is wanted to be: by whom, and one change after the other."""

from collections.abc import Callable
from dataclasses import replace

from bot.conversation.turn import Turn
from bot.movie_night.request import NightRequest
from bot.movie_night.rights import is_leader
from bot.service.services import Services
from bot.words.problems import Problem
from core.catalog.film_filter import FilmFilter
from storage.nights import Night, NightState

Change = Callable[[NightRequest], NightRequest]


async def require_say(turn: Turn, night: Night) -> None:
    """Let only those go on who watch along, and those who lead.

    Raises:
        Problem: it is somebody else, or the vote has begun.
    """
    if night.state is NightState.VOTING:
        raise Problem("problem-night-voting")
    if night.state is not NightState.GATHERING:
        raise Problem("problem-night-gone")
    is_member = any(member.user_id == turn.person.user_id for member in night.members)
    if not is_member and not await is_leader(turn, night.opener_id):
        raise Problem("problem-night-members")


async def change(services: Services, night_id: int, how: Change) -> Night:
    """Change what is wanted, without undoing what somebody else changes at the same time.

    Raises:
        Problem: the night is over, or the vote has begun.
    """
    while True:
        night = await services.nights.find(night_id)
        if night is None or night.state is not NightState.GATHERING:
            raise Problem("problem-night-gone" if night is None else "problem-night-voting")
        changed = how(NightRequest.decode(night.request)).encode()
        if await services.nights.set_request(night_id, changed, was=night.request):
            return replace(night, request=changed)


def with_wanted(request: NightRequest, said: FilmFilter) -> NightRequest:
    """The same night for other films, with no page of choices open."""
    return replace(request, wanted=request.wanted.changed_by(said), tab=0)


def check(services: Services, wanted: FilmFilter) -> None:
    """Whether films can be found by these wishes at all.

    Raises:
        Problem: films like one are wanted, and no model serves that could tell which are.
    """
    if wanted.like is not None and services.recommending.current.model is None:
        raise Problem("problem-night-like-model")
