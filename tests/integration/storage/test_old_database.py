"""A database that an older program left behind says to the stores what it was told (`life.py`)."""

import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from core.training.verdict import CHAMPION, Check, Population, VerdictReason
from storage.cards import Card, CardStore
from storage.database import Clock, Database, open_database
from storage.import_rows import ImportRow, RowChoice, RowKind
from storage.imports import Import, ImportCounts, ImportState, ImportStore, Undone
from storage.inbox import InboxStore, ReceivedUpdate, WaitingUpdate
from storage.marks import Mark, MarkKind, MarkStore
from storage.migrations import MIGRATIONS
from storage.models import ModelRecord, ModelStatus, ModelStore
from storage.night_mornings import Morning, MorningStore, PastNight
from storage.night_votes import BallotFilm, Round, SentPoll, VoteStore
from storage.nights import Member, Night, NightState, NightStore
from storage.people import Holdings, PersonRecord, PersonStore
from storage.questions import PendingQuestion, QuestionStore
from storage.ratings import RatingOrder, RatingStore, UndoOutcome, UserRating
from storage.trainings import TrainingCause, TrainingOutcome, TrainingRecord, TrainingStore, Watcher
from storage.usage import UsageStore
from tests.integration.storage.life import (
    ANN,
    BEN,
    BOT,
    CEM,
    DECK,
    FILM_CARD,
    FILTER_CARD,
    FORUM,
    GROUP,
    NEW_GROUP,
    NIGHT,
    OLD_GROUP,
    PICK,
    QUIET_GROUP,
    REPORT,
    TOPIC,
    live,
)
from tests.integration.storage.tables import rows_of_tables

_STEPS_THEN = 11  # of the schema, when the fixture was written
FIXTURE = Path(__file__).parents[2] / "fixtures" / "database-v1.sql"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """In place of an empty one: what the older program has left."""
    path = tmp_path / "state" / "bot.sqlite3"
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(FIXTURE.read_text(encoding="utf-8"))
    return path


@pytest.fixture
def clock() -> Clock:
    """A quarter of an hour later."""
    return count(2_000).__next__


async def test_the_same_life_leaves_the_same_rows_today(database: Database, tmp_path: Path) -> None:
    clock = count(1_000 + _STEPS_THEN - len(MIGRATIONS))  # each step of the schema looks at it once
    async with open_database(tmp_path / "new.sqlite3", clock=clock.__next__) as new:
        await live(new)
        rows, rows_today = await rows_of_tables(database), await rows_of_tables(new)
    assert [name for name, there in rows_today.items() if not there] == ["forgotten"]  # nobody was
    assert rows.pop("inbox_handled") == []  # nobody had noted that before
    del rows_today["inbox_handled"]
    assert rows_today == rows


async def test_people(database: Database) -> None:
    people = PersonStore(database)
    assert await people.find(ANN) == PersonRecord(ANN, "de", "es", 1012, 1085, None, None)
    assert await people.find(BEN) == PersonRecord(BEN, "en-GB", None, 1014, 1086, None, None)
    assert await people.find(CEM) == PersonRecord(CEM, None, None, 1015, 1084, 1105, 1016)
    assert await people.holdings(ANN) == Holdings(
        since=1012,
        n_ratings=5,
        n_watchlist=2,
        n_marks=4,
        n_imports=1,
        n_nights=5,
    )


async def test_ratings(database: Database) -> None:
    ratings = RatingStore(database)
    assert await ratings.profile(ANN) == (
        UserRating(47, 4.0, 90),
        UserRating(32, 3.5, 70),
        UserRating(97, 2.5, 1040),
        UserRating(6, 0.5, 1019),
        UserRating(50, 3.0, 1018),
    )
    by_stars = await ratings.profile(ANN, RatingOrder.BEST)
    assert [each.movie_id for each in by_stars] == [47, 32, 50, 97, 6]
    assert await ratings.profile(BEN) == (UserRating(32, 1.5, 1043), UserRating(50, 5.0, 1024))
    assert await ratings.rating_of(ANN, 260) is None
    totals = await ratings.totals()
    assert (totals.n_people, totals.n_ratings) == (2, 7)


async def test_changes_can_still_be_taken_back(database: Database) -> None:
    ratings = RatingStore(database)
    assert (await ratings.undo(ANN, 1)).outcome is UndoOutcome.SUPERSEDED
    assert (await ratings.undo(ANN, 4)).outcome is UndoOutcome.ALREADY_UNDONE
    assert (await ratings.undo(ANN, 6)).outcome is UndoOutcome.UNDONE  # a removal
    assert await ratings.rating_of(ANN, 260) == UserRating(260, 4.0, 1022)
    assert (await ratings.undo(ANN, 2)).outcome is UndoOutcome.UNDONE
    assert await ratings.rating_of(ANN, 50) == UserRating(50, 4.5, 1017)


async def test_marks(database: Database) -> None:
    marks = MarkStore(database)
    assert await marks.of(ANN) == (
        Mark(11, MarkKind.WANTED, 1040),
        Mark(10, MarkKind.SEEN, 1040),
        Mark(4, MarkKind.UNSEEN, 1028),
        Mark(3, MarkKind.WANTED, 1027),
        Mark(2, MarkKind.REFUSED, 1026),
        Mark(1, MarkKind.SEEN, 1025),
    )
    assert await marks.of(BEN) == (Mark(3, MarkKind.WANTED, 1030),)
    assert await marks.of_film(ANN, 10) == Mark(10, MarkKind.SEEN, 1040)


async def test_cards(database: Database) -> None:
    cards = CardStore(database)
    assert await cards.find(1, ANN) == Card(1, "{}", (2571, 589))
    assert await cards.find(2, ANN) == Card(2, FILM_CARD, (1240,))
    assert await cards.find(3, ANN) == Card(3, DECK, (1, 2, 3, 4, 5))
    assert await cards.find(4, BEN) == Card(4, FILTER_CARD, ())
    assert await cards.find(4, ANN) is None


async def test_imports(database: Database) -> None:
    imports = ImportStore(database)
    assert await imports.find(1, ANN) == Import(
        1,
        "letterboxd",
        "a1",
        7,
        ImportState.APPLIED,
        1039,
        ImportCounts(3, 0, 1, 0, 1, 1, n_unmatched=1, n_open=1),
        REPORT,
    )
    undone = await imports.find(2, BEN)
    assert undone is not None
    assert (undone.state, undone.counts) == (
        ImportState.UNDONE,
        ImportCounts(2, 0, 1, 0, 1, 1, n_unmatched=2, n_open=2),
    )
    assert await imports.undone(2, BEN) == Undone(n_ratings=1, n_marks=2, n_kept=1)
    assert await imports.undone(1, ANN) is None
    waiting = await imports.waiting(BEN)
    assert waiting == await imports.find(3, BEN)
    assert waiting is not None
    assert (waiting.source, waiting.digest, waiting.n_rows) == ("movielens", "c3", 7)
    assert waiting.counts == ImportCounts(0, 0, 2, 0, 1, 1, n_unmatched=2, n_open=1)
    assert await imports.applied_with(ANN, "a1") == await imports.find(1, ANN)


async def test_rows_of_imports(database: Database) -> None:
    imports = ImportStore(database)
    assert await imports.rows(3, BEN) == (
        ImportRow(0, "Film 50", 1995, RowKind.RATED, 1.0, 50, told_at=80),
        ImportRow(1, "Film 32", 1995, RowKind.RATED, 3.5, 32, told_at=70),
        ImportRow(2, "Film 10", None, RowKind.SEEN, None, 10),
        ImportRow(3, "Film 11", None, RowKind.WANTED, None, 11),
        ImportRow(4, "Hate", 1995, RowKind.RATED, 2.5, None, (97, 6)),
        ImportRow(5, "Nobody's Film", 1995, RowKind.RATED, 2.5, None, (97, 6), settled=True),
        ImportRow(6, "Film 47", 1995, RowKind.RATED, 4.0, 47, (47, 48), told_at=90),
    )
    counts = {choice: await imports.count(3, BEN, choice) for choice in RowChoice}
    assert list(counts.values()) == [7, 3, 1, 0]


async def test_an_applied_import_can_still_be_taken_back(database: Database) -> None:
    assert await ImportStore(database).undo(1, ANN) == Undone(n_ratings=3, n_marks=2, n_kept=0)
    assert await MarkStore(database).of_film(ANN, 10) == Mark(10, MarkKind.UNSEEN, 1029)


async def test_questions(database: Database) -> None:
    questions = QuestionStore(database)
    assert await questions.peek(GROUP, BEN) == PendingQuestion(GROUP, BEN, "similar", 1086)
    assert await questions.take(ANN, ANN) == PendingQuestion(ANN, ANN, "rate", 1085)


async def test_updates(database: Database) -> None:
    waiting = await InboxStore(database).waiting(BOT)
    text = '{"update_id": %d, "message": {"from": {"id": 7}, "text": "ä"}}'
    assert waiting == (
        WaitingUpdate(ReceivedUpdate(BOT, 1001, text % 1001), 1),
        WaitingUpdate(ReceivedUpdate(BOT, 1002, text % 1002), 0),
    )


ANN_AND_BEN = (Member(ANN, "Ann"), Member(BEN, "Ben"))
AnyNight = tuple[int, NightState, int | None, str | None, tuple[Member, ...]]


@pytest.mark.parametrize(
    ("night_id", "expected"),
    [
        (1, (1, NightState.DECIDED, 50, "votes", (*ANN_AND_BEN, Member(CEM, "Cem")))),
        (2, (2, NightState.NOBODY, None, None, ANN_AND_BEN)),
        (3, (3, NightState.CANCELLED, None, None, (Member(BEN, "Ben"),))),
        (5, (1, NightState.VOTING, None, None, ANN_AND_BEN)),
        (6, (1, NightState.VOTING, None, None, ANN_AND_BEN)),
    ],
)
async def test_nights(database: Database, night_id: int, expected: AnyNight) -> None:
    night = await NightStore(database).find(night_id)
    assert night is not None
    assert (night.number, night.state, night.movie_id, night.reason, night.members) == expected


async def test_a_night_that_gathers(database: Database) -> None:
    nights = NightStore(database)
    assert await nights.current(FORUM) == Night(
        night_id=4,
        number=1,
        chat_id=FORUM,
        thread_id=TOPIC,
        opener_id=ANN,
        state=NightState.GATHERING,
        request=NIGHT,
        message_id=71,
        opened_at=1068,
        decided_at=None,
        movie_id=None,
        reason=None,
        announced_at=None,
        members=(Member(ANN, "Ann"),),
    )
    assert await nights.current(OLD_GROUP) is None
    found = [await nights.current(NEW_GROUP), await nights.current(QUIET_GROUP)]
    assert [night.night_id for night in found if night] == [5, 6]
    assert [night.night_id for night in await nights.under_way(BEN)] == [5, 6]


async def test_votes(database: Database) -> None:
    votes = VoteStore(database)
    films = tuple(BallotFilm(movie_id, PICK % movie_id) for movie_id in (50, 60, 70))
    assert await votes.rounds(5) == [
        Round(5, 1, 1, 1074, 1076, 31, SentPoll("poll-3", OLD_GROUP, 32), films[:2]),
        Round(5, 2, 1, 1077, 1677, None, None, films[1:]),
    ]
    assert await votes.by_poll("poll-4") == Round(
        6, 1, 1, 1082, 1682, 31, SentPoll("poll-4", QUIET_GROUP, None), films[:2]
    )
    assert await votes.votes(1, 1) == {ANN: {0, 1}, BEN: {1}}
    assert await votes.vetoed(1) == {60}
    assert await votes.waiting() == [2, 5, 6]


async def test_a_vote_for_a_poll_that_becomes_known(database: Database) -> None:
    votes = VoteStore(database)
    await votes.poll_sent(5, 2, SentPoll("poll-unknown", NEW_GROUP, 34))
    assert await votes.votes(5, 2) == {}
    await votes.admit((await votes.rounds(5))[-1], CEM)
    assert await votes.votes(5, 2) == {CEM: {1}}


async def test_mornings(database: Database) -> None:
    mornings = MorningStore(database)
    assert await mornings.due(600) == [Morning(1, CEM, 50)]
    assert await mornings.past(GROUP) == [
        PastNight(1053, 50, 3, {ANN: 4.5, CEM: None}, listed=frozenset({50, 60}))
    ]


async def test_models(database: Database) -> None:
    models, metrics = ModelStore(database), {"rmse": 0.875, "ndcg@10": 0.125}
    serving = ModelRecord(3, "third.npz", "abc", 100_000, metrics, 1090)
    assert await models.serving("abc") == serving
    reason = VerdictReason(Check.RMSE, 0.02, 0.01, CHAMPION, Population.EVERYBODY)
    assert await models.newest_first("abc") == (
        ModelRecord(
            4,
            "fourth.npz",
            "abc",
            100_010,
            {"rmse": 0.9},
            1092,
            ModelStatus.REJECTED,
            (reason,),
        ),
        serving,
        ModelRecord(2, "second.npz", "abc", 100_000, metrics, 1089, ModelStatus.RETIRED),
        ModelRecord(
            1, "first.npz", "abc", 100_000, metrics, 1088, ModelStatus.RETIRED, pruned_at=1091
        ),
    )
    assert await models.find(5) == ModelRecord(5, "other.npz", "xyz", 1, {}, 1093)


async def test_trainings(database: Database) -> None:
    trainings = TrainingStore(database)
    assert await trainings.running() == TrainingRecord(6, "abc", TrainingCause.SCHEDULE, 1104)
    assert await trainings.latest("abc") == TrainingRecord(
        5, "abc", TrainingCause.SCHEDULE, 1102, 1103, TrainingOutcome.CUT_OFF
    )
    assert await trainings.n_cut_off_in_a_row("abc") == 1
    assert await trainings.n_new_ratings("abc") == 5
    assert await trainings.watchers(1) == (Watcher(ANN, GROUP, 90),)
    assert await trainings.watchers(6) == (Watcher(BEN, BEN, 91),)


async def test_usage(database: Database) -> None:
    usage = await UsageStore(database).read()
    assert (usage.n_people, usage.n_raters, usage.n_ratings) == (3, 2, 7)
    assert sum(usage.ratings_by_day) == 9
