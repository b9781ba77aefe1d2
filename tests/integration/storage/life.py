"""A bot's life in small, lived through the stores: something in every table, in every state.

`tests/fixtures/database-v1.sql` is what the stores wrote of it when migration 0011 was the last,
as `sqlite3.Connection.iterdump` gives it. It is not made anew: bots have it on their disks.
"""

from collections.abc import Iterable
from dataclasses import replace

from core.training.verdict import CHAMPION, Check, Population, VerdictReason
from storage.cards import CardStore
from storage.database import Database
from storage.import_rows import ImportRow
from storage.imports import ImportStore
from storage.inbox import InboxStore, ReceivedUpdate
from storage.marks import MarkKind, MarkStore
from storage.models import ModelStore
from storage.night_mornings import MorningStore
from storage.night_votes import BallotFilm, NewRound, SentPoll, VoteStore
from storage.nights import Member, Night, NightStore
from storage.people import PersonStore
from storage.questions import QuestionStore
from storage.ratings import RatingStore
from storage.trainings import TrainingCause, TrainingOutcome, TrainingStore, Watcher
from tests.integration.storage.imported import numbered, rated, watched, wished

ANN, BEN, CEM = 7, 8, 5_000_000_009
BOT = 6_000_000_001
GROUP, FORUM, OLD_GROUP, NEW_GROUP, QUIET_GROUP = -100, -200, -300, -1_000_000_000_300, -400
TOPIC = 12

# As the bot wrote them at the same time.
FILM_CARD = '{"before": [1, 1], "wanted": {"like": 2571}}'
FILTER_CARD = (
    '{"genres": ["Action", "Crime", "Drama"], "wanted": {"first_year": 1990,'
    ' "genres": ["Crime", "Drama"], "last_year": 1999, "without_genres": ["Horror"]}}'
)
DECK = '{"deck": 5, "genres": ["Action", "Crime", "Drama"]}'
NIGHT = (
    '{"genres": ["Action", "Crime"], "language": "de", "open_for": 600, "tab": 1,'
    ' "unseen": false, "wanted": {"first_year": 1990,'
    ' "genres": ["Crime", "Drama"], "last_year": 1999}}'
)
PICK = '[{"movie_id": %d, "at_least": 3.75, "n_stretch": 1, "n_seen": 0}]'
REPORT = (
    '{"name": "ratings.csv", "faults": [["series", "ratings.csv", 2, [3, 7]]], "guessed": true}'
)


async def live(database: Database) -> None:
    """All of it, on a clock that ticks one second per look."""
    await _people(database)
    await _ratings(database)
    await _marks(database)
    await _cards(database)
    await _imports(database)
    await _nights(database)
    await _questions_and_updates(database)
    await _models_and_trainings(database)
    await PersonStore(database).mark_blocked(CEM)


async def _people(database: Database) -> None:
    people = PersonStore(database)
    await people.remember(ANN, "de")
    await people.set_language(ANN, "es")
    await people.remember(BEN, "en-GB")
    await people.remember(CEM)
    await people.set_contributing(CEM, False)


async def _ratings(database: Database) -> None:
    ratings = RatingStore(database)
    await ratings.rate(ANN, 50, 4.5)
    await ratings.rate(ANN, 50, 3.0)  # another word on the same film
    await ratings.rate(ANN, 6, 0.5)
    mistaken = await ratings.rate(ANN, 6, 5.0)
    await ratings.undo(ANN, mistaken.change.change_id)
    await ratings.rate(ANN, 260, 4.0)
    await ratings.remove(ANN, 260)
    await ratings.rate(BEN, 50, 5.0)


async def _marks(database: Database) -> None:
    marks = MarkStore(database)
    await marks.mark(ANN, 1, MarkKind.SEEN)
    await marks.mark(ANN, 2, MarkKind.REFUSED)
    await marks.mark(ANN, 3, MarkKind.WANTED)
    await marks.mark_all(ANN, [4, 10], MarkKind.UNSEEN)
    await marks.mark(BEN, 3, MarkKind.WANTED)


async def _cards(database: Database) -> None:
    cards = CardStore(database)
    first = await cards.open(ANN, "{}")
    await cards.show(first, 0, 2571)
    await cards.show(first, 1, 589)
    await cards.show(await cards.open(ANN, FILM_CARD), 0, 1240)
    await cards.show_all(await cards.open(ANN, DECK), 0, [1, 2, 3, 4, 5])
    draft = await cards.open(BEN, '{"genres": ["Action", "Crime", "Drama"]}')
    await cards.set_request(draft, BEN, FILTER_CARD)


async def _imports(database: Database) -> None:
    imports = ImportStore(database)
    applied = await imports.keep(ANN, "letterboxd", "a1", _file(), REPORT)
    await imports.settle(applied, ANN, 4, 97)
    await imports.settle_likely(applied, ANN)
    await imports.apply(applied, ANN)
    undone = await imports.keep(BEN, "imdb", "b2", _file())
    await imports.settle_likely(undone, BEN)
    await imports.apply(undone, BEN)
    await RatingStore(database).rate(BEN, 32, 1.5)  # it stays when the file is taken back
    await imports.undo(undone, BEN)
    waiting = await imports.keep(BEN, "movielens", "c3", _file())
    await imports.settle(waiting, BEN, 5, None)


def _file() -> list[ImportRow]:
    unclear = replace(rated(None, 2.5), title="Hate", guesses=(97, 6))
    doubtful = rated(47, 4.0, told_at=90, guesses=(47, 48))
    known = [rated(50, 1.0, told_at=80), rated(32, 3.5, told_at=70), watched(10), wished(11)]
    return numbered([*known, unclear, replace(unclear, title="Nobody's Film"), doubtful])


async def _nights(database: Database) -> None:
    nights, votes = NightStore(database), VoteStore(database)
    decided = await _voted(database, GROUP, "poll-1")
    await votes.veto(decided.night_id, Member(CEM, "Cem"), 60)
    await nights.decide(decided.night_id, 50, "votes")
    await nights.announced(decided.night_id)
    mornings = MorningStore(database)
    await mornings.asked(decided.night_id, ANN)
    await mornings.answer(decided.night_id, ANN, 4.5)
    await mornings.asked(decided.night_id, BEN)
    await mornings.answer(decided.night_id, BEN, None)  # was not there

    nobodys = await _voted(database, GROUP, "poll-2")
    await nights.decide(nobodys.night_id, None, None)
    cancelled, _ = await nights.open(GROUP, Member(BEN, "Ben"), "{}")
    await nights.cancel(cancelled.night_id)
    gathering, _ = await nights.open(FORUM, Member(ANN, "Ann"), "{}", thread_id=TOPIC)
    await nights.set_message(gathering.night_id, 71)
    await nights.set_request(gathering.night_id, NIGHT, was="{}")
    await nights.join(gathering.night_id, Member(BEN, "Ben"))
    await nights.leave(gathering.night_id, BEN)
    voting = await _voted(database, OLD_GROUP, "poll-3")
    await votes.end_now(voting.night_id, 1)
    await votes.begin(voting.night_id, 2, _round(60, 70))
    await votes.set_anchor(voting.night_id, 2, 33)
    await nights.migrate(OLD_GROUP, NEW_GROUP)
    fresh = await _voted(database, QUIET_GROUP, "poll-4")
    await votes.poll_moved(fresh.night_id, 1, QUIET_GROUP, None)
    await votes.vote("poll-unknown", Member(CEM, "Cem"), [1])


async def _voted(database: Database, chat_id: int, poll_id: str) -> Night:
    """A night with a first round that two have voted in."""
    nights, votes = NightStore(database), VoteStore(database)
    night, _ = await nights.open(chat_id, Member(ANN, "Ann"), NIGHT)
    await nights.join(night.night_id, Member(BEN, "Ben"))
    await votes.begin(night.night_id, 1, _round(50, 60))
    await votes.set_anchor(night.night_id, 1, 31)
    await votes.vote(poll_id, Member(BEN, "Ben"), [1])  # quicker than the bot
    await votes.poll_sent(night.night_id, 1, SentPoll(poll_id, chat_id, 32))
    await votes.vote(poll_id, Member(ANN, "Ann"), [0, 1])
    return night


def _round(*movie_ids: int) -> NewRound:
    return NewRound(tuple(BallotFilm(movie_id, PICK % movie_id) for movie_id in movie_ids), 1, 600)


async def _questions_and_updates(database: Database) -> None:
    questions, inbox = QuestionStore(database), InboxStore(database)
    await questions.ask(ANN, ANN, "rate")
    await questions.ask(GROUP, BEN, "similar")
    updates = list(_updates())
    await inbox.keep(updates)
    await inbox.replay_begins(updates[1])
    await inbox.done(updates[:1])


def _updates() -> Iterable[ReceivedUpdate]:
    for update_id in (1000, 1001, 1002):
        text = f'{{"update_id": {update_id}, "message": {{"from": {{"id": 7}}, "text": "ä"}}}}'
        yield ReceivedUpdate(BOT, update_id, text)


async def _models_and_trainings(database: Database) -> None:
    models, trainings = ModelStore(database), TrainingStore(database)
    for name in ("first", "second", "third"):
        await models.record(f"{name}.npz", "abc", 100_000, {"rmse": 0.875, "ndcg@10": 0.125})
    await models.prune("abc", 2)
    serving = await models.serving("abc")
    reason = VerdictReason(Check.RMSE, 0.02, 0.01, CHAMPION, Population.EVERYBODY)
    rejected = await models.record("fourth.npz", "abc", 100_010, {"rmse": 0.9}, [reason])
    await models.record("other.npz", "xyz", 1, {})

    asked_for = await trainings.begin("abc", TrainingCause.REQUEST)
    await trainings.watch(asked_for.training_id, Watcher(ANN, GROUP, 90))
    await trainings.end(
        asked_for.training_id,
        TrainingOutcome.PROMOTED,
        model_id=serving.model_id if serving else None,
        last_change_id=5,
    )
    scheduled = await trainings.begin("abc", TrainingCause.SCHEDULE)
    await trainings.end(
        scheduled.training_id,
        TrainingOutcome.REJECTED,
        model_id=rejected.model_id,
        last_change_id=6,
    )
    failed = await trainings.begin("abc", TrainingCause.SCHEDULE)
    await trainings.end(
        failed.training_id, TrainingOutcome.FAILED, detail="the child ran out of memory"
    )
    cancelled = await trainings.begin("abc", TrainingCause.REQUEST)
    await trainings.end(cancelled.training_id, TrainingOutcome.CANCELLED)
    await trainings.begin("abc", TrainingCause.SCHEDULE)
    await trainings.close_cut_off()
    running = await trainings.begin("abc", TrainingCause.SCHEDULE)
    await trainings.watch(running.training_id, Watcher(BEN, BEN, 91))
