"""Movie nights in the database: opened once, joined, ended once, moved with their group."""

import asyncio

import pytest

from storage.database import Database
from storage.night_votes import BallotFilm, NewRound, SentPoll, VoteStore
from storage.nights import JoinOutcome, Member, Night, NightState, NightStore
from storage.people import PersonStore

ANN, BEN, CID = Member(7, "Ann"), Member(8, "Ben"), Member(9, "Cid")
GROUP, OTHER = -100, -200
FILMS = NewRound((BallotFilm(50, "[]"), BallotFilm(60, "[]")), n_unknown=0, open_for=600)


@pytest.fixture
def nights(database: Database) -> NightStore:
    return NightStore(database)


async def opened(nights: NightStore, chat_id: int = GROUP) -> Night:
    night, _ = await nights.open(chat_id, ANN, '{"a": 1}')
    return night


async def test_opener_watches_along(nights: NightStore) -> None:
    night, is_new = await nights.open(GROUP, ANN, '{"a": 1}', thread_id=3)
    assert is_new
    assert night.members == (ANN,)
    assert (night.chat_id, night.thread_id, night.opener_id) == (GROUP, 3, 7)
    assert (night.state, night.request, night.message_id) == (
        NightState.GATHERING,
        '{"a": 1}',
        None,
    )
    assert await nights.find(night.night_id) == night
    assert await nights.current(GROUP) == night
    assert await nights.find(4711) is None
    assert await nights.current(OTHER) is None


async def test_one_night_a_chat_also_when_several_open_it_at_once(nights: NightStore) -> None:
    answers = await asyncio.gather(
        *(nights.open(GROUP, member, "{}") for member in (ANN, BEN, CID)),
        nights.open(OTHER, ANN, "{}"),
    )
    here = {night.night_id for night, _ in answers[:3]}
    assert len(here) == 1
    assert [is_new for _, is_new in answers].count(True) == 2
    assert answers[3][0].night_id not in here
    assert await nights.current(OTHER) == answers[3][0]


async def test_nights_are_counted_in_each_chat_by_those_that_came_to_a_vote(
    database: Database, nights: NightStore
) -> None:
    votes = VoteStore(database)

    async def number_of_next(chat_id: int, *, begins: bool) -> int:
        night, _ = await nights.open(chat_id, ANN, "{}")
        if begins:
            await votes.begin(night.night_id, 1, NewRound((), 0, 60))
        now = await nights.find(night.night_id)
        assert now is not None
        assert now.number == night.number  # the vote changes nothing about it
        await nights.cancel(night.night_id)
        return night.number

    assert await number_of_next(GROUP, begins=True) == 1
    assert await number_of_next(OTHER, begins=False) == 1
    assert await number_of_next(OTHER, begins=True) == 1
    assert await number_of_next(GROUP, begins=True) == 2
    assert await number_of_next(OTHER, begins=True) == 2


async def test_people_join_once_and_leave_in_any_order(nights: NightStore) -> None:
    night_id = (await opened(nights)).night_id
    assert await nights.join(night_id, BEN, limit=3) is JoinOutcome.JOINED
    assert await nights.join(night_id, BEN, limit=3) is JoinOutcome.ALREADY
    assert await nights.join(night_id, CID, limit=2) is JoinOutcome.FULL
    assert await nights.join(night_id, BEN, limit=2) is JoinOutcome.ALREADY
    assert await nights.leave(night_id, ANN.user_id)
    assert not await nights.leave(night_id, ANN.user_id)
    assert await nights.join(night_id, ANN, limit=3) is JoinOutcome.JOINED
    found = await nights.find(night_id)
    assert found is not None
    assert found.members == (BEN, ANN)
    assert await nights.join(4711, BEN, limit=3) is JoinOutcome.CLOSED


async def test_a_limit_holds_when_many_join_at_once(nights: NightStore) -> None:
    night_id = (await opened(nights)).night_id
    outcomes = await asyncio.gather(
        *(nights.join(night_id, Member(number, "x"), limit=5) for number in range(100, 120))
    )
    assert outcomes.count(JoinOutcome.JOINED) == 4
    assert outcomes.count(JoinOutcome.FULL) == 16


async def test_wishes_change_only_from_what_they_were(nights: NightStore) -> None:
    night_id = (await opened(nights)).night_id
    assert await nights.set_request(night_id, '{"b": 2}', was='{"a": 1}')
    assert not await nights.set_request(night_id, '{"c": 3}', was='{"a": 1}')
    found = await nights.find(night_id)
    assert found is not None
    assert found.request == '{"b": 2}'


async def test_what_the_vote_has_ended_stays_as_it_was(
    database: Database, nights: NightStore
) -> None:
    night_id = (await opened(nights)).night_id
    assert await VoteStore(database).begin(night_id, 1, FILMS)
    assert await nights.join(night_id, BEN, limit=9) is JoinOutcome.CLOSED
    assert not await nights.leave(night_id, ANN.user_id)
    assert not await nights.set_request(night_id, "{}", was='{"a": 1}')
    found = await nights.find(night_id)
    assert found is not None
    assert (found.state, found.members) == (NightState.VOTING, (ANN,))


@pytest.mark.parametrize(
    ("movie_id", "reason", "state"),
    [(50, "votes", NightState.DECIDED), (None, None, NightState.NOBODY)],
)
async def test_only_the_first_decision_counts(
    nights: NightStore, movie_id: int | None, reason: str | None, state: NightState
) -> None:
    night_id = (await opened(nights)).night_id
    assert await nights.decide(night_id, movie_id, reason)
    first = await nights.find(night_id)
    assert not await nights.decide(night_id, 60, "tie")
    assert not await nights.cancel(night_id)
    assert await nights.find(night_id) == first
    assert first is not None
    assert (first.state, first.movie_id, first.reason) == (state, movie_id, reason)
    assert first.announced_at is None
    await nights.announced(night_id)
    told = await nights.find(night_id)
    assert told is not None
    assert told.announced_at is not None
    assert await nights.current(GROUP) is None
    assert (await nights.open(GROUP, BEN, "{}"))[1]


async def test_what_is_called_off_is_over(nights: NightStore) -> None:
    night_id = (await opened(nights)).night_id
    assert await nights.cancel(night_id)
    assert not await nights.cancel(night_id)
    assert not await nights.decide(night_id, 50, "votes")
    assert await nights.current(GROUP) is None


async def test_nights_of_a_day_are_counted(nights: NightStore) -> None:
    for _ in range(3):
        await nights.cancel((await opened(nights)).night_id)
    await opened(nights, OTHER)
    assert await nights.opened_lately(GROUP) == 3
    assert await nights.opened_lately(OTHER) == 1
    assert await nights.opened_lately(-300) == 0


async def test_everything_moves_with_the_group(database: Database, nights: NightStore) -> None:
    votes = VoteStore(database)
    past = await opened(nights)
    await nights.decide(past.night_id, 50, "votes")
    listed = await opened(nights)
    await nights.set_message(listed.night_id, 5)
    await votes.begin(listed.night_id, 1, FILMS)
    await votes.set_anchor(listed.night_id, 1, 6)
    elsewhere = await opened(nights, OTHER)
    for _ in range(2):  # both chats say so
        await nights.migrate(GROUP, -1001)
        await nights.migrate(-1001, -1001)
    moved = await nights.current(-1001)
    assert moved is not None
    assert (moved.night_id, moved.message_id) == (listed.night_id, None)
    (now,) = await votes.rounds(listed.night_id)
    assert now.anchor is None  # its list is in the chat that was left
    found = await nights.find(past.night_id)
    assert found is not None
    assert found.chat_id == -1001
    assert await nights.current(OTHER) == elsewhere
    assert await nights.current(GROUP) is None


async def test_a_poll_that_stands_stays_where_it_is_when_the_group_moves(
    database: Database, nights: NightStore
) -> None:
    votes, night_id = VoteStore(database), (await opened(nights)).night_id
    await votes.begin(night_id, 1, FILMS)
    await votes.set_anchor(night_id, 1, 6)
    await votes.poll_sent(night_id, 1, SentPoll("p", GROUP, 7))
    assert await votes.waiting() == []
    await nights.migrate(GROUP, -1001)
    (now,) = await votes.rounds(night_id)
    assert (now.anchor, now.poll) == (6, SentPoll("p", GROUP, 7))
    assert await votes.waiting() == [night_id]
    await votes.poll_moved(night_id, 1, -1001, 1)
    assert await votes.waiting() == []
    assert (await votes.rounds(night_id))[0].poll == SentPoll("p", -1001, 1)


async def test_a_night_goes_on_without_whoever_opened_it(
    database: Database, nights: NightStore
) -> None:
    night_id = (await opened(nights)).night_id
    await nights.join(night_id, BEN, limit=9)
    await PersonStore(database).forget(ANN.user_id)
    found = await nights.find(night_id)
    assert found is not None
    assert (found.opener_id, found.members) == (None, (BEN,))
