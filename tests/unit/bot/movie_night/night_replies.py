"""Messages of a movie night at their worst, for the tests that hold for every message."""

from dataclasses import replace

from bot.conversation.reply import Reply
from bot.movie_night.request import OPEN_PERIODS, DecisionReason, NightPick, NightRequest
from bot.movie_night.views.gathering import (
    Roster,
    begun,
    cancelled,
    ended,
    gathering,
    moved,
    private_only,
    voting_goes_on,
    which_like,
    wishes_noted,
)
from bot.movie_night.views.history import FilmOfNight, history
from bot.movie_night.views.morning import morning, morning_done
from bot.movie_night.views.voting import (
    Ballot,
    Decision,
    decided,
    goes_on,
    nameless,
    next_round,
    nobody_wins,
    not_allowed,
    shortlist,
)
from bot.words.texts import Texts
from core.catalog.film_filter import FilmFilter
from core.catalog.films import Film
from tests.unit.bot.card.card_replies import catalog_of

_ID = 2**40
_GENRES = tuple(f"Genre {number} {'of many words ' * 9}" for number in range(30))
_LINK = "https://t.me/moviebot?start=rate"


def ballot_of(owner: int, *films: Film | None) -> Ballot:
    """A ballot of some films."""
    ids = tuple(987654 if film is None else film.movie_id for film in films)
    return Ballot(owner, _ID, _ID, 2, ids, films)


def roster_of(owner: int, wanted: FilmFilter, n_people: int = 30) -> Roster:
    """A night that gathers people with long and nasty names."""
    names = tuple("<b>&'\"😀</b>" * 12 for _ in range(n_people))
    return Roster(_ID, owner, names, NightRequest(wanted, genres=_GENRES))


def night_replies(texts: Texts, owner: int, nasty: Film, plain: Film) -> dict[str, Reply]:
    """Every view of a movie night; `nasty` has a title that tries everything."""
    catalog = catalog_of(nasty, plain)
    wanted = FilmFilter(
        genres=frozenset(_GENRES[:20]),
        without_genres=frozenset({"<i>"}),
        first_year=1950,
        last_year=1999,
        like=nasty.movie_id,
        surprise=1,
    )
    roster = roster_of(owner, wanted)
    nobody = Roster(_ID, owner, (), NightRequest(unseen=False, open_for=OPEN_PERIODS[-1]))
    ballot = ballot_of(owner, nasty, plain, None, nasty, nasty)
    picks = [NightPick(each, 3.5, 2, 1) for each in ballot.movie_ids]
    ruled_out = {plain.movie_id: plain, nasty.movie_id: nasty, 987654: None}
    decision = Decision(
        _ID, nasty.movie_id, nasty, 3, 4, DecisionReason.VOTES, picks[0], 4, ruled_out
    )
    gone = replace(decision, film=None, n_votes=0, n_voters=0, ruled_out={})
    nights = [FilmOfNight(2**31, nasty.movie_id, nasty, 30, (4.0, 4.5, 1.0))] * 5
    nights += [FilmOfNight(0, 987654, None, 1, ())] * 5
    return {
        **{
            f"night {tab}": gathering(
                texts,
                replace(roster, request=replace(roster.request, tab=tab)),
                catalog,
                _LINK,
            )
            for tab in range(6)
        },
        "night of nobody": gathering(texts, nobody, catalog, _LINK),
        "night begun": begun(texts, roster, catalog),
        "night cancelled": cancelled(texts, roster, catalog),
        "night ended": ended(texts, roster, catalog),
        "night moved": moved(texts),
        "night in private": private_only(texts),
        "night wishes": wishes_noted(texts, roster, catalog),
        "night voting": voting_goes_on(
            texts, roster, catalog, n_voted=1, left=59, ruled_out=[987654, nasty.movie_id]
        ),
        "night like": which_like(texts, "<" * 900, [nasty, plain], roster, 2016, found=True),
        "night like nothing": which_like(texts, "<" * 900, [], roster, 2016, found=False),
        "shortlist": shortlist(texts, ballot, picks, n_members=30, n_unknown=2, open_for=600),
        "shortlist for one": shortlist(
            texts, ballot_of(owner, plain), picks[:1], n_members=1, n_unknown=1, open_for=3600
        ),
        "goes on": goes_on(texts),
        "nameless": nameless(texts),
        "next round": next_round(texts, vetoed=False),
        "next round after vetoes": next_round(texts, vetoed=True),
        **{
            f"decided by {reason}": decided(texts, replace(each, reason=reason), _LINK)
            for reason in DecisionReason
            for each in (decision, gone)
        },
        "nobody wins": nobody_wins(texts),
        "not allowed": not_allowed(texts),
        "morning": morning(texts, owner, _ID, nasty, nasty.movie_id),
        "morning rated": morning_done(texts, owner, _ID, None, 9, stars=4.5),
        "morning skipped": morning_done(texts, owner, _ID, nasty, 9, stars=None),
        "history": history(texts, nights),
        "no history": history(texts, []),
    }
