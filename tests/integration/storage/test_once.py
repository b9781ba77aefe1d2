"""What must not come about twice, where the process dies between the effect and the crossing out.

Each update is handled, others do something, and it is handled again as at the next start.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from pathlib import Path

import pytest

from storage.database import Database, open_database
from storage.inbox import InboxStore, ReceivedUpdate, in_hand, once, outcome_of
from storage.models import ModelStore
from storage.night_votes import BallotFilm, NewRound, SentPoll, VoteStore
from storage.nights import Member, NightState, NightStore
from storage.people import PersonStore
from storage.questions import QuestionStore

BOT, GROUP = 5_000_000_001, -100
ANN, BEN = Member(7, "Ann"), Member(8, "Ben")
UPDATE = ReceivedUpdate(BOT, 1000, '{"update_id": 1000}')
OTHER = ReceivedUpdate(BOT, 1001, '{"update_id": 1001}')


@pytest.fixture
async def inbox(database: Database) -> AsyncIterator[InboxStore]:
    store = InboxStore(database)
    await store.keep([UPDATE, OTHER])
    yield store
    await store.done([UPDATE, OTHER])
    assert await database.read("SELECT * FROM inbox") == []  # with what it led to


@pytest.fixture
async def voting(database: Database, inbox: InboxStore) -> int:
    del inbox
    nights, votes = NightStore(database), VoteStore(database)
    night, _ = await nights.open(GROUP, ANN, "{}")
    await nights.join(night.night_id, BEN)
    await votes.begin(night.night_id, 1, films(50, 60))
    await votes.poll_sent(night.night_id, 1, SentPoll("poll", GROUP, 12))
    return night.night_id


def films(*movie_ids: int) -> NewRound:
    return NewRound(tuple(BallotFilm(movie_id, "{}") for movie_id in movie_ids), 0, 10_000)


@pytest.mark.parametrize("others", [(), (ANN,)])
@pytest.mark.parametrize("n_before", [0, 1])
async def test_a_veto_is_toggled_once(
    database: Database, voting: int, n_before: int, others: Sequence[Member]
) -> None:
    votes = VoteStore(database)
    for _ in range(n_before):
        await votes.veto(voting, BEN, 50)
    stands = None if n_before else 50
    for _ in range(3):
        with in_hand(UPDATE):
            assert await votes.veto(voting, BEN, 50) == stands
        for other in others:
            await votes.veto(voting, other, 60)
    assert (50 in await votes.vetoed(voting)) == (stands == 50)
    with in_hand(OTHER):  # and pressed again it is toggled again
        assert await votes.veto(voting, BEN, 50) == (None if stands else 50)


async def test_a_veto_that_was_used_before_says_so_again(database: Database, voting: int) -> None:
    votes = VoteStore(database)
    await votes.veto(voting, BEN, 60)
    for _ in range(2):
        with in_hand(UPDATE):
            assert await votes.veto(voting, BEN, 50) == 60


async def test_what_others_have_wanted_since_stays(database: Database, inbox: InboxStore) -> None:
    del inbox
    nights = NightStore(database)
    night, _ = await nights.open(GROUP, ANN, "0")
    with in_hand(UPDATE):
        assert not await nights.set_request(night.night_id, "1", was="7")  # somebody was quicker
        assert await nights.set_request(night.night_id, "1", was="0")
    assert await nights.set_request(night.night_id, "0", was="1")
    with in_hand(UPDATE):
        assert await nights.set_request(night.night_id, "1", was="0")
    found = await nights.find(night.night_id)
    assert found is not None
    assert found.request == "0"


async def test_a_night_is_opened_once_though_it_has_ended_since(
    database: Database, inbox: InboxStore
) -> None:
    del inbox
    nights = NightStore(database)
    with in_hand(UPDATE):
        assert await nights.opened_before() is None
        night, opened = await nights.open(GROUP, ANN, "{}")
    assert opened
    await nights.cancel(night.night_id)
    with in_hand(UPDATE):
        again, opened = await nights.open(GROUP, ANN, "{}")
        before = await nights.opened_before()
    assert (again.night_id, again.state, opened) == (night.night_id, NightState.CANCELLED, True)
    assert before == again
    assert await nights.current(GROUP) is None
    assert await nights.opened_lately(GROUP) == 1


async def test_the_end_of_one_round_is_not_the_end_of_the_next(
    database: Database, voting: int
) -> None:
    votes = VoteStore(database)
    with in_hand(UPDATE):
        await votes.end_now(voting, 1)
    await votes.begin(voting, 2, films(70))
    with in_hand(UPDATE):
        await votes.end_now(voting, 2)
    assert votes.seconds_left((await votes.rounds(voting))[-1]) > 0


async def test_a_question_waits_for_the_update_that_has_answered_it(
    database: Database, inbox: InboxStore
) -> None:
    del inbox
    questions = QuestionStore(database)
    asked = await questions.ask(GROUP, ANN.user_id, "rate")
    with in_hand(UPDATE):
        assert await questions.take(GROUP, ANN.user_id) == asked
    for _ in range(2):
        with in_hand(UPDATE):
            assert await questions.peek(GROUP, ANN.user_id) == asked
            assert await questions.take(GROUP, ANN.user_id) == asked
    with in_hand(OTHER):
        assert await questions.peek(GROUP, ANN.user_id) is None
        assert await questions.take(GROUP, ANN.user_id) is None
        later = await questions.ask(GROUP, ANN.user_id, "similar")
        assert await questions.take(GROUP, ANN.user_id) == later  # nothing came of it before


async def test_going_back_goes_back_by_one(database: Database, inbox: InboxStore) -> None:
    del inbox
    models = ModelStore(database)
    for name in "abc":
        await models.record(f"{name}.npz", "abc", 1, {"rmse": 0.9})
    with in_hand(UPDATE):
        assert await models.rolled_back_to() is None
        await models.roll_back("abc", 2)
    with in_hand(UPDATE):
        assert await models.rolled_back_to() == 2
        await models.roll_back("abc", 1)
    serving = await models.serving("abc")
    assert serving is not None
    assert serving.model_id == 2


async def test_what_fails_leaves_nothing_behind_and_may_be_tried_again(
    database: Database, inbox: InboxStore
) -> None:
    del inbox

    async def fail() -> int:
        raise KeyError

    async def succeed() -> int:
        return 3

    async def attempt(work: Callable[[], Awaitable[int]]) -> int | None:
        async with database.transaction() as connection:
            return await once(connection, "effect", work)

    with in_hand(UPDATE):
        with pytest.raises(KeyError):
            await attempt(fail)
        assert await outcome_of(database, "effect") is None
        assert await attempt(succeed) == 3
        assert await attempt(fail) == 3
    with in_hand(OTHER):
        assert await outcome_of(database, "effect") is None
    assert await attempt(succeed) == 3  # for no update


async def test_an_update_that_could_not_be_written_down_has_its_effect(database: Database) -> None:
    questions = QuestionStore(database)
    asked = await questions.ask(GROUP, ANN.user_id, "rate")
    with in_hand(ReceivedUpdate(BOT, 1, "{}")):
        assert await questions.take(GROUP, ANN.user_id) == asked
        assert await questions.take(GROUP, ANN.user_id) == asked  # begun anew, it is the same
    assert await questions.peek(GROUP, ANN.user_id) is None
    with in_hand(ReceivedUpdate(BOT, 2, "{}")):
        assert await questions.take(GROUP, ANN.user_id) is None


async def test_what_was_handled_is_known_for_as_long_as_it_may_be_repeated(path: Path) -> None:
    async with open_database(path) as database:
        store = InboxStore(database)
        await store.keep([UPDATE, OTHER])
        await store.done([UPDATE, OTHER])
        await store.done([UPDATE])
        assert await store.handled(BOT) == (UPDATE.digest, OTHER.digest)
    async with open_database(path) as database:
        store = InboxStore(database)
        await store.keep([OTHER])  # so Telegram has forgotten the first
        assert await store.handled(BOT) == (OTHER.digest,)
        await store.keep([ReceivedUpdate(BOT, 1002, "{}"), ReceivedUpdate(BOT + 1, 5, "{}")])
        assert await store.handled(BOT) == ()


async def test_who_is_forgotten_leaves_no_outcome(database: Database) -> None:
    store, questions = InboxStore(database), QuestionStore(database)
    mine = ReceivedUpdate(BOT, 1000, '{"message": {"from": {"id": 7}}, "update_id": 1000}')
    await store.keep([mine])
    await questions.ask(GROUP, ANN.user_id, "rate")
    with in_hand(mine):
        await questions.take(GROUP, ANN.user_id)
    await PersonStore(database).forget(ANN.user_id)
    assert await database.read("SELECT * FROM inbox") == []
