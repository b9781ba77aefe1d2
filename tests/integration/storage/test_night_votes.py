"""Votes in the database: none lost, each counted once, also before their poll is known."""

import asyncio
from collections.abc import Sequence

import pytest

from storage.database import Database
from storage.night_votes import BallotFilm, HeardVote, NewRound, Round, SentPoll, VoteStore
from storage.nights import MAX_MEMBERS, Member, NightState, NightStore
from storage.people import PersonStore

ANN, BEN, CID = Member(7, "Ann"), Member(8, "Ben"), Member(9, "Cid")
GROUP = -100
POLL = SentPoll("poll", GROUP, 12)


def films(*movie_ids: int, open_for: int = 10_000) -> NewRound:
    listed = tuple(BallotFilm(movie_id, f'["{movie_id}"]') for movie_id in movie_ids)
    return NewRound(listed, n_unknown=1, open_for=open_for)


@pytest.fixture
def nights(database: Database) -> NightStore:
    return NightStore(database)


@pytest.fixture
def votes(database: Database) -> VoteStore:
    return VoteStore(database)


@pytest.fixture
async def night_id(nights: NightStore) -> int:
    night, _ = await nights.open(GROUP, ANN, "{}")
    return night.night_id


async def last(votes: VoteStore, night_id: int) -> Round:
    return (await votes.rounds(night_id))[-1]


async def test_a_round_begins_once(votes: VoteStore, nights: NightStore, night_id: int) -> None:
    begun = await asyncio.gather(*(votes.begin(night_id, 1, films(50, 60)) for _ in range(3)))
    assert sorted(begun) == [False, False, True]
    assert not await votes.begin(night_id, 1, films(70))
    (now,) = await votes.rounds(night_id)
    assert now.films == (BallotFilm(50, '["50"]'), BallotFilm(60, '["60"]'))
    assert (now.round, now.n_unknown, now.anchor, now.poll) == (1, 1, None, None)
    assert now.closes_at == now.begun_at + 10_000
    assert await votes.begin(night_id, 2, films(70))
    assert not await votes.begin(night_id, 2, films(80))
    assert [each.round for each in await votes.rounds(night_id)] == [1, 2]
    await nights.cancel(night_id)
    assert not await votes.begin(night_id, 3, films(90))


async def test_no_round_begins_of_a_night_that_is_over(
    votes: VoteStore, nights: NightStore, night_id: int
) -> None:
    assert not await votes.begin(night_id, 2, films(50))  # people still gather
    await nights.cancel(night_id)
    assert not await votes.begin(night_id, 1, films(50))
    assert not await votes.begin(4711, 1, films(50))
    assert await votes.rounds(night_id) == []


async def test_what_was_sent_is_written_down(votes: VoteStore, night_id: int) -> None:
    await votes.begin(night_id, 1, films(50))
    assert await votes.waiting() == [night_id]
    await votes.set_anchor(night_id, 1, 11)
    assert await votes.waiting() == [night_id]
    before = await last(votes, night_id)
    await votes.poll_sent(night_id, 1, POLL)
    now = await last(votes, night_id)
    assert (now.anchor, now.poll) == (11, POLL)
    assert now.begun_at > before.begun_at  # the time to vote begins with the poll
    assert now.closes_at - now.begun_at == 10_000
    assert await votes.by_poll("poll") == now
    assert await votes.by_poll("another") is None
    assert await votes.waiting() == []


async def test_the_time_of_a_poll_that_was_found_again_goes_on(
    votes: VoteStore, night_id: int
) -> None:
    await votes.begin(night_id, 1, films(50))
    before = await last(votes, night_id)
    await votes.poll_sent(night_id, 1, POLL, just_now=False)
    assert (await last(votes, night_id)).closes_at == before.closes_at


async def test_a_vote_is_all_that_was_chosen(votes: VoteStore, night_id: int) -> None:
    await votes.begin(night_id, 1, films(50, 60))
    await votes.poll_sent(night_id, 1, POLL)
    first = await votes.vote("poll", ANN, (1, 0))
    assert first == HeardVote(await last(votes, night_id), counts=True)
    await vote_from_group(votes, BEN, (2,))
    await votes.vote("poll", BEN, (2,))  # delivered again
    assert await votes.votes(night_id, 1) == {7: {0, 1}, 8: {2}}
    await votes.vote("poll", ANN, (1,))
    await votes.vote("poll", BEN, ())
    assert await votes.votes(night_id, 1) == {7: {1}}


async def vote_from_group(votes: VoteStore, voter: Member, options: Sequence[int]) -> None:
    """Somebody who has not joined votes, and Telegram says that they are in the group."""
    heard = await votes.vote("poll", voter, options)
    assert heard is not None
    if not heard.counts:
        await votes.admit(heard.round, voter.user_id)


async def test_a_vote_from_outside_counts_only_where_it_is_let_in(
    votes: VoteStore, nights: NightStore, night_id: int
) -> None:
    await votes.begin(night_id, 1, films(50))
    assert await votes.vote("poll", CID, (0,)) is None  # before the poll is known
    await votes.poll_sent(night_id, 1, POLL)
    now = await last(votes, night_id)
    assert await votes.vote("poll", BEN, (0,)) == HeardVote(now, counts=False)
    assert await votes.strays("poll") == [CID, BEN]
    assert await votes.votes(night_id, 1) == {}
    assert await votes.waiting() == [night_id]  # for who looks after them after a restart
    await votes.admit(now, CID.user_id)
    await votes.admit(now, CID.user_id)
    assert await votes.refuse(now, CID.user_id) is None  # too late
    assert await votes.votes(night_id, 1) == {CID.user_id: {0}}
    assert await votes.refuse(now, BEN.user_id) == 1
    assert await votes.refuse(now, BEN.user_id) is None  # told once
    assert await votes.vote("poll", BEN, (1,)) == HeardVote(now, counts=False)
    assert (await votes.strays("poll"), await votes.waiting()) == ([], [])
    assert await votes.refused(now) == [{1}]
    night = await nights.find(night_id)
    assert night is not None
    assert night.members == (ANN, CID)
    await votes.veto(night_id, BEN, 50)  # a press in the group: that is where they are
    assert await votes.votes(night_id, 1) == {CID.user_id: {0}, BEN.user_id: {1}}
    assert await votes.refused(now) == []


async def test_who_votes_or_vetoes_watches_along(
    votes: VoteStore, nights: NightStore, night_id: int
) -> None:
    await votes.begin(night_id, 1, films(50))
    await votes.poll_sent(night_id, 1, POLL)
    await vote_from_group(votes, BEN, (0,))
    await votes.vote("poll", ANN, (0,))
    await votes.veto(night_id, CID, 50)
    night = await nights.find(night_id)
    assert night is not None
    assert night.members == (ANN, BEN, CID)


async def test_who_comes_when_there_is_no_room_may_vote_and_is_no_member(
    votes: VoteStore, nights: NightStore, night_id: int
) -> None:
    await votes.begin(night_id, 1, films(50))
    assert await votes.vote("poll", Member(500, "early"), (0,)) is None
    for number in range(MAX_MEMBERS - 1):
        await votes.veto(night_id, Member(100 + number, "x"), 50)
    await votes.poll_sent(night_id, 1, POLL)
    await votes.admit(await last(votes, night_id), 500)
    await vote_from_group(votes, BEN, (0,))
    await votes.vote("poll", ANN, (0,))
    night = await nights.find(night_id)
    assert night is not None
    assert len(night.members) == MAX_MEMBERS
    assert not {BEN.user_id, 500} & {member.user_id for member in night.members}
    assert (await votes.votes(night_id, 1)).keys() == {ANN.user_id, BEN.user_id, 500}


@pytest.mark.parametrize("options", [(0,), ()])
async def test_votes_from_before_the_poll_was_known_count(
    votes: VoteStore, nights: NightStore, night_id: int, options: Sequence[int]
) -> None:
    await nights.join(night_id, BEN)
    await votes.begin(night_id, 1, films(50, 60))
    assert await votes.vote("poll", BEN, (1,)) is None
    assert await votes.vote("poll", BEN, options) is None  # and then otherwise
    assert await votes.vote("elsewhere", CID, (1,)) is None
    assert await votes.votes(night_id, 1) == {}
    await votes.poll_sent(night_id, 1, POLL)
    await votes.poll_sent(night_id, 1, POLL)
    assert await votes.votes(night_id, 1) == ({8: {0}} if options else {})
    night = await nights.find(night_id)
    assert night is not None
    assert night.members == (ANN, BEN)


async def test_strays_are_not_kept_for_ever(database: Database, votes: VoteStore) -> None:
    await votes.vote("elsewhere", ANN, (1,))
    async with database.transaction() as connection:
        await connection.execute("UPDATE night_stray_votes SET voted_at = voted_at - 700000")
    await votes.vote("another", BEN, (1,))
    rows = await database.read("SELECT poll_id, user_id FROM night_stray_votes")
    assert [tuple(row) for row in rows] == [("another", 8)]


async def test_votes_after_the_end_change_nothing(
    votes: VoteStore, nights: NightStore, night_id: int
) -> None:
    await votes.begin(night_id, 1, films(50))
    await votes.poll_sent(night_id, 1, POLL)
    await votes.vote("poll", ANN, (0,))
    await votes.begin(night_id, 2, films(60))
    assert await votes.vote("poll", BEN, (0,)) is None
    await votes.poll_sent(night_id, 2, SentPoll("second", GROUP, 20))
    assert await votes.vote("second", ANN, (0,)) is not None
    await nights.decide(night_id, 60, "votes")
    assert await votes.vote("second", ANN, (0,)) is None
    assert await votes.votes(night_id, 1) == {7: {0}}
    assert await votes.votes(night_id, 2) == {7: {0}}


async def test_everybody_has_one_veto_in_each_round(votes: VoteStore, night_id: int) -> None:
    await votes.begin(night_id, 1, films(50, 60))
    assert await votes.veto(night_id, ANN, 50) == 50
    assert await votes.veto(night_id, ANN, 60) == 50  # used before
    assert await votes.veto(night_id, BEN, 50) == 50
    assert await votes.vetoed(night_id) == {50}
    assert await votes.veto(night_id, ANN, 50) is None  # taken back
    assert await votes.vetoed(night_id) == {50}  # Ben's
    assert await votes.veto(night_id, ANN, 60) == 60
    assert await votes.vetoed(night_id) == {50, 60}
    await votes.begin(night_id, 2, films(70, 80))
    assert await votes.veto(night_id, ANN, 70) == 70
    assert await votes.veto(night_id, ANN, 80) == 70
    assert await votes.vetoed(night_id) == {50, 60, 70}
    assert await votes.veto(night_id, ANN, 70) is None
    assert await votes.veto(night_id, ANN, 80) == 80
    assert await votes.vetoed(night_id) == {50, 60, 80}


async def test_a_round_waits_for_the_bot_when_its_time_is_over(
    votes: VoteStore, nights: NightStore, night_id: int
) -> None:
    await votes.begin(night_id, 1, films(50))
    await votes.poll_sent(night_id, 1, POLL)
    now = await last(votes, night_id)
    assert 9_900 < votes.seconds_left(now) < 10_000
    await votes.end_now(night_id, 1)
    now = await last(votes, night_id)
    assert votes.seconds_left(now) == 0
    await votes.end_now(night_id, 1)
    assert (await last(votes, night_id)).closes_at == now.closes_at
    assert await votes.waiting() == [night_id]
    await nights.decide(night_id, 50, "votes")
    assert await votes.waiting() == [night_id]  # to announce it
    await nights.announced(night_id)
    assert await votes.waiting() == []


async def test_nothing_waits_of_rounds_and_nights_that_are_over(
    votes: VoteStore, nights: NightStore, night_id: int
) -> None:
    await votes.begin(night_id, 1, films(50))
    await votes.poll_sent(night_id, 1, POLL)
    await votes.end_now(night_id, 1)
    await votes.begin(night_id, 2, films(60))
    await votes.poll_sent(night_id, 2, SentPoll("second", GROUP, 20))
    assert await votes.waiting() == []
    await votes.end_now(night_id, 2)
    await nights.cancel(night_id)
    assert await votes.waiting() == []
    night = await nights.find(night_id)
    assert night is not None
    assert night.state is NightState.CANCELLED


async def test_who_is_forgotten_has_not_voted(
    database: Database, votes: VoteStore, night_id: int
) -> None:
    await votes.begin(night_id, 1, films(50))
    await votes.poll_sent(night_id, 1, POLL)
    await votes.vote("poll", ANN, (0,))
    await vote_from_group(votes, BEN, (0,))
    await votes.veto(night_id, BEN, 50)
    await PersonStore(database).forget(BEN.user_id)
    assert await votes.votes(night_id, 1) == {7: {0}}
    assert await votes.vetoed(night_id) == frozenset()
