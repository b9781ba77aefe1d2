"""Whose language is spoken, as the database and Telegram know it."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from telegram import User

from bot.telegram.context import Context
from bot.telegram.turns import _texts
from bot.words.texts import Texts
from storage.database import Database, open_database
from storage.people import PersonStore

ADA = 101


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with open_database(tmp_path / "test.db") as database:
        yield database


def context(database: Database) -> Context:
    return cast("Context", SimpleNamespace(services=SimpleNamespace(people=PersonStore(database))))


async def texts_of(user: User | None, database: Database) -> Texts:
    return await _texts(user, context(database))


def said(language_code: str | None) -> User:
    return User(ADA, "Ada", is_bot=False, language_code=language_code)


async def test_telegrams_language_counts_until_one_is_chosen(database: Database) -> None:
    people = PersonStore(database)
    assert (await texts_of(said("de-CH"), database)).language == "de"
    await people.set_language(ADA, "ru")
    assert (await texts_of(said("de-CH"), database)).language == "ru"
    await people.set_language(ADA, None)
    assert (await texts_of(said("de-CH"), database)).language == "de"
    assert (await texts_of(said(None), database)).language == "en"


async def test_nobody_in_particular_is_spoken_to_in_english(database: Database) -> None:
    assert (await texts_of(None, database)).language == "en"


async def test_language_no_longer_spoken_falls_back_to_english(database: Database) -> None:
    await PersonStore(database).set_language(ADA, "eo")
    assert (await texts_of(said("de"), database)).language == "en"


async def test_broken_database_leaves_telegrams_language(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "test.db"
    async with open_database(path) as database:
        await PersonStore(database).set_language(ADA, "ru")
    with closing(sqlite3.connect(path)) as connection:
        ((page,),) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'people'")
        ((size,),) = connection.execute("PRAGMA page_size")
    async with open_database(path) as database:  # which looks for damage, but only at the start
        with path.open("r+b") as file:
            file.seek((page - 1) * size)
            file.write(b"\xff" * size)
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA user_version = 7")  # what was read before counts no more
        assert (await texts_of(said("de"), database)).language == "de"
    assert "cannot be read" in caplog.text
