"""People: remembered, blocked, spoken to in the language they chose."""

import asyncio
from dataclasses import replace

import pytest

from storage.database import Database
from storage.people import PersonRecord, PersonStore

ANN, BEN = 2**63 - 1, 8  # ids may need all 64 bits


@pytest.fixture
def people(database: Database) -> PersonStore:
    return PersonStore(database)


async def test_a_stranger_is_unknown(people: PersonStore) -> None:
    assert await people.find(ANN) is None
    assert not await people.mark_blocked(ANN)


async def test_somebody_remembered_is_found(people: PersonStore) -> None:
    person = await people.remember(ANN, "de")
    assert person == PersonRecord(ANN, "de", None, person.created_at, person.created_at, None)
    assert await people.find(ANN) == person


async def test_remembering_again_moves_only_what_is_new(people: PersonStore) -> None:
    first = await people.remember(ANN, "de")
    second = await people.remember(ANN)
    assert second.language_code == "de"
    assert second.created_at == first.created_at
    assert second.last_seen_at > first.last_seen_at
    assert (await people.remember(ANN, "en")).language_code == "en"


async def test_a_chosen_language_stays_whatever_telegram_says(people: PersonStore) -> None:
    await people.remember(ANN, "de")
    chosen = await people.set_language(ANN, "es")
    assert (chosen.language_code, chosen.language) == ("de", "es")
    assert await people.set_language(ANN, "es") == replace(
        chosen, last_seen_at=chosen.last_seen_at + 1
    )
    remembered = await people.remember(ANN, "ru")
    assert (remembered.language_code, remembered.language) == ("ru", "es")
    assert await people.find(ANN) == remembered


async def test_a_chosen_language_can_be_left_to_telegram_again(people: PersonStore) -> None:
    await people.remember(ANN, "de")
    await people.set_language(ANN, "es")
    person = await people.set_language(ANN, None)
    assert (person.language_code, person.language) == ("de", None)
    assert await people.find(ANN) == person


async def test_who_chooses_a_language_is_remembered_and_does_not_block(people: PersonStore) -> None:
    stranger = await people.set_language(BEN, "ru")
    assert stranger == PersonRecord(BEN, None, "ru", stranger.created_at, stranger.created_at, None)
    await people.mark_blocked(BEN)
    assert (await people.set_language(BEN, None)).blocked_at is None


async def test_two_choices_at_once_leave_one_of_them(people: PersonStore) -> None:
    await asyncio.gather(*(people.set_language(ANN, each) for each in ("de", "es", "ru")))
    person = await people.find(ANN)
    assert person is not None
    assert person.language in {"de", "es", "ru"}


async def test_a_block_is_dated_once_and_lifted_by_writing_again(people: PersonStore) -> None:
    await people.remember(ANN)
    assert await people.mark_blocked(ANN)
    first = await people.find(ANN)
    assert await people.mark_blocked(ANN)
    assert await people.find(ANN) == first
    assert first is not None
    assert first.blocked_at is not None
    assert (await people.remember(ANN)).blocked_at is None


async def test_people_contribute_until_they_say_otherwise(people: PersonStore) -> None:
    assert (await people.remember(ANN)).opted_out_at is None
    out = await people.set_contributing(ANN, contributing=False)
    assert out.opted_out_at is not None
    assert (await people.set_contributing(ANN, contributing=False)).opted_out_at == out.opted_out_at
    assert (await people.remember(ANN)).opted_out_at == out.opted_out_at
    assert (await people.set_contributing(ANN, contributing=True)).opted_out_at is None
    stranger = await people.set_contributing(BEN, contributing=False)
    assert await people.find(BEN) == stranger
