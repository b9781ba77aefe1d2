"""What a vote comes to. The same votes always come to the same, whenever they are counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.movie_night.request import DecisionReason

MAX_ROUNDS = 3

Votes = Mapping[int, frozenset[int]]  # user id → places in the list, one behind the films: none


@dataclass(frozen=True, slots=True)
class Count:
    """One round: the films in the order of the list, and who chose which."""

    movie_ids: tuple[int, ...]
    votes: Votes

    def votes_of(self, place: int) -> int:
        """How many have chosen an option."""
        return sum(place in chosen for chosen in self.votes.values())


@dataclass(frozen=True, slots=True)
class Winner:
    """The film of the night."""

    movie_id: int
    round: int  # from 1, the one it stood in
    n_votes: int
    n_voters: int  # in that round
    reason: DecisionReason


@dataclass(frozen=True, slots=True)
class AnotherRound:
    """The list found no favour."""

    vetoed: bool  # all of it was ruled out; otherwise most want none of it


def outcome(
    counts: Sequence[Count], vetoed: frozenset[int], *, is_last: bool
) -> Winner | AnotherRound | None:
    """What the last of some rounds comes to; None: no film of any round is left.

    Most votes win; of as many, the film higher on the list. Films that somebody vetoed are out.
    "None of these" wins only with more votes than every film; then there is another round, and
    after the last one the best film of all, in earlier rounds first where votes are equal.

    Args:
        counts: one or more, the round that ends now last.
        is_last: there are no more films to go on with, or were rounds enough.
    """
    now = counts[-1]
    best = _best(counts[-1:], vetoed, first_round=len(counts))
    n_none = now.votes_of(len(now.movie_ids))
    refused = best is not None and n_none > best.n_votes
    if best is not None and not refused:
        return best
    if not is_last:
        return AnotherRound(vetoed=best is None)
    best = _best(counts, vetoed, first_round=1)
    if best is None:
        return None
    return Winner(best.movie_id, best.round, best.n_votes, best.n_voters, DecisionReason.ROUNDS)


def ruled_out(counts: Sequence[Count], vetoed: frozenset[int], n_votes: int) -> tuple[int, ...]:
    """The films that would have won or tied with so many votes, had nobody vetoed them."""
    return tuple(
        movie_id
        for count in counts
        for place, movie_id in enumerate(count.movie_ids)
        if movie_id in vetoed and count.votes_of(place) >= max(1, n_votes)
    )


def _best(counts: Sequence[Count], vetoed: frozenset[int], *, first_round: int) -> Winner | None:
    left = [
        (number, count, place)
        for number, count in enumerate(counts, first_round)
        for place, movie_id in enumerate(count.movie_ids)
        if movie_id not in vetoed
    ]
    if not left:
        return None
    votes = [count.votes_of(place) for _, count, place in left]
    most = max(votes)
    number, count, place = left[votes.index(most)]
    if not count.votes:
        reason = DecisionReason.NO_VOTES
    else:
        reason = DecisionReason.TIE if votes.count(most) > 1 else DecisionReason.VOTES
    return Winner(count.movie_ids[place], number, most, len(count.votes), reason)
