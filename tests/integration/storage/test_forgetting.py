"""Forgetting somebody: everything, everywhere, and nobody else."""

import asyncio
import json
import logging
import os
from pathlib import Path

import pytest

from core.errors import StorageError
from storage.cards import CardStore
from storage.database import Database, open_database
from storage.imports import ImportStore
from storage.inbox import InboxStore, ReceivedUpdate
from storage.marks import MarkKind, MarkStore
from storage.night_mornings import MorningStore
from storage.night_votes import BallotFilm, NewRound, SentPoll, VoteStore
from storage.nights import Member, NightStore
from storage.people import Holdings, PersonStore
from storage.questions import QuestionStore
from storage.ratings import RatingStore, RatingTotals
from storage.trainings import TrainingCause, TrainingStore, Watcher
from tests.integration.storage.faults import files_no_larger_than, locked, read_from
from tests.integration.storage.imported import bring, rated, watched, wished

ANN, BEN, HOST = 0x5A31_C7D9_E24B_8F63, 8, 9
SECRETS = (ANN.to_bytes(8, "big"), b"ann-", str(ANN).encode())  # how it would look in a file
BOT = 5_000_000_001


def update(user_id: int, update_id: int, part: str = "message") -> ReceivedUpdate:
    name = "ann-sends" if user_id == ANN else "ben-sends"
    whose = "user" if part == "poll_answer" else "from"
    content = {"update_id": update_id, part: {whose: {"id": user_id, "first_name": name}}}
    return ReceivedUpdate(BOT, update_id, json.dumps(content))


async def tell_everything(database: Database, user_id: int) -> Holdings:
    """Something in every table, as somebody leaves it who uses everything."""
    name = "ann" if user_id == ANN else "ben"
    people, ratings, marks = PersonStore(database), RatingStore(database), MarkStore(database)
    first = await people.remember(user_id, f"{name}-language")
    await people.set_language(user_id, f"{name}-choice")
    await ratings.rate(user_id, 1, 4.0)
    await ratings.rate(user_id, 1, 3.0)
    await ratings.rate(user_id, 2, 3.0)
    await ratings.remove(user_id, 2)
    for movie_id, kind in enumerate(MarkKind, start=10):
        await marks.mark(user_id, movie_id, kind)
    imports = ImportStore(database)
    file = [rated(3, 4.0), rated(4, 4.0), watched(13), wished(14)]
    undone, _ = await bring(imports, user_id, file, f"{name}-undone")
    await imports.undo(undone, user_id)
    await bring(imports, user_id, file, f"{name}-applied")
    await imports.keep(user_id, f"{name}-source", f"{name}-waiting", [rated(None, 1.0)])
    cards = CardStore(database)
    await cards.show(await cards.open(user_id, f'"{name}-request"'), 0, 5)
    await QuestionStore(database).ask(-100, user_id, f"{name}-question")
    await watch_along(database, Member(user_id, f"{name}-calls-themselves"))
    trainings = TrainingStore(database)
    training = await trainings.running() or await trainings.begin("abc", TrainingCause.REQUEST)
    await trainings.watch(training.training_id, Watcher(user_id, user_id, 5))
    return Holdings(
        since=first.created_at,
        n_ratings=3,
        n_watchlist=2,
        n_marks=3,
        n_imports=3,
        n_nights=1,
    )


async def watch_along(database: Database, member: Member) -> None:
    """A night that somebody else has opened in a group of its own."""
    nights, votes, chat_id = NightStore(database), VoteStore(database), -1 - member.user_id % 997
    night, _ = await nights.open(chat_id, Member(HOST, "Host"), "{}")
    await nights.join(night.night_id, member, limit=30)
    await votes.begin(night.night_id, 1, NewRound((BallotFilm(1, "[]"),), 0, 600))
    await votes.poll_sent(night.night_id, 1, SentPoll(f"poll {chat_id}", chat_id, 5))
    await votes.vote(f"poll {chat_id}", member, (0,))
    await votes.vote(f"unknown {chat_id}", member, (0,))
    await votes.veto(night.night_id, member, 1)
    await nights.decide(night.night_id, 1, "votes")
    await MorningStore(database).answer(night.night_id, member.user_id, 4.0)


async def rows_of(database: Database, user_id: int) -> dict[str, list[tuple[object, ...]]]:
    """What each table has about one person."""
    tables = [row["name"] for row in await database.read("SELECT name FROM sqlite_schema")]
    owned = {
        "import_rows": "import_id IN (SELECT import_id FROM imports WHERE user_id = :user_id)",
        "card_films": "card_id IN (SELECT card_id FROM cards WHERE user_id = :user_id)",
    }
    rows = {}
    for table in tables:
        columns = {row["name"] for row in await database.read(f"PRAGMA table_info({table})")}
        if "user_id" in columns or table in owned:
            condition = owned.get(table, "user_id = :user_id")
            found = await database.read(
                f"SELECT * FROM {table} WHERE {condition}",  # noqa: S608
                {"user_id": user_id},
            )
            rows[table] = [tuple(row) for row in found]
    return rows


def files_with(path: Path, secret: bytes) -> list[str]:
    return [file.name for file in path.parent.iterdir() if secret in file.read_bytes()]


@pytest.fixture
def people(database: Database) -> PersonStore:
    return PersonStore(database)


async def test_of_a_stranger_there_is_nothing(people: PersonStore) -> None:
    assert await people.holdings(ANN) is None
    assert await people.forget(ANN) is None


async def test_of_somebody_who_only_said_hello_there_is_no_film(people: PersonStore) -> None:
    person = await people.remember(ANN)
    nothing = Holdings(person.created_at, 0, 0, 0, 0, 0)
    assert await people.holdings(ANN) == nothing
    assert await people.forget(ANN) == nothing
    assert await people.find(ANN) is None


async def test_what_would_be_deleted_is_what_is_deleted(
    database: Database, people: PersonStore
) -> None:
    expected = await tell_everything(database, ANN)
    await tell_everything(database, BEN)
    assert await people.holdings(ANN) == expected
    assert await people.holdings(ANN) == expected  # asking deletes nothing
    assert await people.forget(ANN) == expected
    assert await people.holdings(ANN) is None


async def test_every_table_forgets_the_one_and_keeps_the_other(
    database: Database, people: PersonStore
) -> None:
    await tell_everything(database, BEN)
    await tell_everything(database, ANN)
    before = await rows_of(database, BEN)
    assert len(before) == 14
    assert all((await rows_of(database, ANN)).values())  # the test is about all of them

    await people.forget(ANN)

    assert not any((await rows_of(database, ANN)).values())
    assert await rows_of(database, BEN) == before
    assert await database.read("PRAGMA foreign_key_check") == []
    assert await RatingStore(database).totals() == RatingTotals(n_people=1, n_ratings=3)


async def test_no_file_says_anything_any_more_while_the_bot_goes_on(
    path: Path, database: Database, people: PersonStore
) -> None:
    await tell_everything(database, BEN)
    await tell_everything(database, ANN)
    await InboxStore(database).keep([update(ANN, 1), update(BEN, 2)])
    assert all(files_with(path, secret) for secret in SECRETS)

    await people.forget(ANN)

    assert not any(files_with(path, secret) for secret in SECRETS)
    assert files_with(path, b"ben-sends") == ["bot.sqlite3"]


async def test_forgetting_twice_is_no_mistake(database: Database, people: PersonStore) -> None:
    await tell_everything(database, ANN)
    assert await people.forget(ANN) is not None
    assert await people.forget(ANN) is None


async def test_of_several_asking_at_once_one_is_told_what_was_deleted(
    database: Database, people: PersonStore
) -> None:
    expected = await tell_everything(database, ANN)
    answers = await asyncio.gather(*(people.forget(ANN) for _ in range(4)))
    assert sorted(answers, key=str) == [expected, None, None, None]


async def test_whoever_comes_back_begins_anew(database: Database, people: PersonStore) -> None:
    await tell_everything(database, ANN)
    await people.forget(ANN)
    person = await people.remember(ANN, "es")
    assert (person.language_code, person.language) == ("es", None)
    assert await people.holdings(ANN) == Holdings(person.created_at, 0, 0, 0, 0, 0)
    assert await RatingStore(database).profile(ANN) == ()
    assert await MarkStore(database).of(ANN) == ()


async def test_updates_that_wait_are_forgotten_whatever_they_are(
    database: Database, people: PersonStore
) -> None:
    inbox = InboxStore(database)
    parts = ("message", "edited_message", "callback_query", "inline_query", "poll_answer")
    of_ben = [update(BEN, 100)]
    mentioned = {"update_id": 101, "message": {"chat": {"id": ANN}, "from": {"id": BEN}}}
    of_ben.append(ReceivedUpdate(BOT, 101, json.dumps(mentioned)))
    of_ben.append(ReceivedUpdate(BOT, 102, '{"update_id": 102}'))
    await inbox.keep([update(ANN, number, part) for number, part in enumerate(parts)])
    await inbox.keep(of_ben)

    assert await people.forget(ANN) is None  # never remembered, and there is something still

    assert [waiting.update for waiting in await inbox.waiting(BOT)] == of_ben
    await inbox.done([update(ANN, 0)])  # what was being handled is crossed out as ever


async def test_forgetting_does_not_wait_for_ever_for_somebody_who_reads(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="storage.people")
    async with open_database(path, busy_timeout=0.05) as database:
        expected = await tell_everything(database, ANN)
        with read_from(path):
            assert await PersonStore(database).forget(ANN) == expected
            assert await PersonStore(database).find(ANN) is None
            assert "stays in the write-ahead log while others read it" in caplog.text
            assert not await database.clear_log()
        assert await database.clear_log()
        assert not any(files_with(path, secret) for secret in SECRETS)
    assert str(ANN) not in caplog.text


@pytest.mark.skipif(os.name != "posix", reason="needs a limit on file sizes")
async def test_a_disk_error_after_the_deletion_does_not_deny_it(
    path: Path, database: Database, people: PersonStore, caplog: pytest.LogCaptureFixture
) -> None:
    imports = ImportStore(database)
    await bring(imports, BEN, [rated(movie_id, 4.0) for movie_id in range(5_000)])
    await database._writer.execute("VACUUM")  # no room from rows that have gone
    assert await database.clear_log()
    await bring(imports, ANN, [rated(movie_id, 4.0) for movie_id in range(1_000)], "ann-file")

    with files_no_larger_than(path.stat().st_size):  # enough for the log, but nothing can move
        forgotten = await people.forget(ANN)

    assert forgotten is not None
    assert forgotten.n_ratings == 1_000
    assert await people.holdings(ANN) is None
    assert "stays in the write-ahead log for now: " in caplog.text
    assert "met a disk error" in caplog.text
    assert await database.clear_log()
    assert not any(files_with(path, secret) for secret in SECRETS)


async def test_a_locked_database_is_a_storage_error_and_forgets_nothing(path: Path) -> None:
    async with open_database(path, busy_timeout=0.05) as database:
        expected = await tell_everything(database, ANN)
        people = PersonStore(database)
        before = await rows_of(database, ANN)
        with locked(path):
            with pytest.raises(StorageError, match="is locked by another process"):
                await people.forget(ANN)
            assert await people.holdings(ANN) == expected  # reading goes on
        assert await rows_of(database, ANN) == before
        assert await people.forget(ANN) == expected


async def test_thousands_of_films_are_forgotten_in_a_moment(
    database: Database, people: PersonStore
) -> None:
    file = [rated(movie_id, 4.0) for movie_id in range(5_000)]
    file += [watched(movie_id) for movie_id in range(5_000, 10_000)]
    imports = ImportStore(database)
    for user_id in (ANN, BEN):
        await bring(imports, user_id, file)
    async with asyncio.timeout(5):
        forgotten = await people.forget(ANN)
    assert forgotten is not None
    assert (forgotten.n_ratings, forgotten.n_marks) == (5_000, 5_000)
    assert await RatingStore(database).count(BEN) == 5_000
