"""Pending questions: one for each person in a chat, taken once."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from storage.database import Database, open_database
from storage.questions import PendingQuestion, QuestionStore

GROUP, SUPERGROUP, ANN, BEN = -(2**62), -(2**61), 7, 8


@pytest.fixture
def questions(database: Database) -> QuestionStore:
    return QuestionStore(database)


async def test_nothing_waits_at_first(questions: QuestionStore) -> None:
    assert await questions.peek(GROUP, ANN) is None
    assert await questions.take(GROUP, ANN) is None
    assert not await questions.cancel(GROUP, ANN)


async def test_a_question_waits_until_it_is_taken(questions: QuestionStore) -> None:
    asked = await questions.ask(GROUP, ANN, "rate")
    assert asked == PendingQuestion(GROUP, ANN, "rate", asked.asked_at)
    assert await questions.peek(GROUP, ANN) == asked
    assert await questions.take(GROUP, ANN) == asked
    assert await questions.take(GROUP, ANN) is None


async def test_a_new_question_replaces_the_old_one(questions: QuestionStore) -> None:
    await questions.ask(GROUP, ANN, "rate")
    newer = await questions.ask(GROUP, ANN, "similar")
    assert await questions.take(GROUP, ANN) == newer
    assert await questions.take(GROUP, ANN) is None


async def test_people_and_chats_are_kept_apart(questions: QuestionStore) -> None:
    await questions.ask(GROUP, ANN, "rate")
    in_private = await questions.ask(ANN, ANN, "similar")
    assert await questions.take(GROUP, BEN) is None
    assert await questions.cancel(GROUP, ANN)
    assert await questions.peek(ANN, ANN) == in_private


async def test_questions_move_with_their_chat(questions: QuestionStore) -> None:
    of_ann, of_ben = [await questions.ask(GROUP, user, "rate") for user in (ANN, BEN)]
    in_private = await questions.ask(ANN, ANN, "similar")
    for _ in range(2):  # both chats say that one has become the other
        await questions.move(GROUP, SUPERGROUP)
        assert await questions.peek(SUPERGROUP, ANN) == replace(of_ann, chat_id=SUPERGROUP)
        assert await questions.peek(SUPERGROUP, BEN) == replace(of_ben, chat_id=SUPERGROUP)
        assert await questions.peek(GROUP, ANN) is None
        assert await questions.peek(ANN, ANN) == in_private


async def test_of_two_questions_that_meet_the_newer_waits(
    questions: QuestionStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1_800_000_000
    monkeypatch.setattr(questions._database, "now", lambda: now)
    await questions.ask(GROUP, ANN, "rate")
    await questions.ask(SUPERGROUP, BEN, "rate")
    now += 1
    newer = await questions.ask(SUPERGROUP, ANN, "similar")
    await questions.ask(GROUP, BEN, "similar")
    await questions.move(GROUP, SUPERGROUP)
    assert await questions.peek(SUPERGROUP, ANN) == newer
    of_ben = await questions.peek(SUPERGROUP, BEN)
    assert of_ben is not None
    assert of_ben.question == "similar"


async def test_of_several_takers_at_once_one_gets_it(questions: QuestionStore) -> None:
    asked = await questions.ask(GROUP, ANN, "rate")
    taken = await asyncio.gather(*(questions.take(GROUP, ANN) for _ in range(5)))
    assert [question for question in taken if question is not None] == [asked]


async def test_a_question_survives_a_restart(path: Path) -> None:
    async with open_database(path) as database:
        asked = await QuestionStore(database).ask(GROUP, ANN, "rate")
    async with open_database(path) as database:
        assert await QuestionStore(database).peek(GROUP, ANN) == asked
