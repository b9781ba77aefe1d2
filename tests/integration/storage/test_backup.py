"""Copies of a database that is in use, and a database put into the place of another."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core.errors import StorageError
from storage.backup import check_database, copy_database, replace_database
from storage.database import open_database
from storage.ratings import RatingStore


async def fill(path: Path, n_ratings: int) -> None:
    async with open_database(path) as database:
        ratings = RatingStore(database)
        for movie_id in range(n_ratings):
            await ratings.rate(1, movie_id, 4.0)


async def n_ratings(path: Path) -> int:
    async with open_database(path) as database:
        return await RatingStore(database).count(1)


def damage(path: Path) -> None:
    """Overwrite the middle of the file."""
    content = bytearray(path.read_bytes())
    middle = slice(len(content) // 3, 2 * len(content) // 3)
    content[middle] = b"\xff" * (middle.stop - middle.start)
    path.write_bytes(content)


async def test_copy_holds_what_was_committed_and_not_what_is_under_way(
    path: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    async with open_database(path) as database:
        ratings = RatingStore(database)
        await ratings.rate(1, 1, 4.0)  # in the write-ahead log only
        async with database.transaction() as connection:
            await connection.execute("DELETE FROM ratings")
            await asyncio.to_thread(copy_database, path, copy)
        assert await ratings.count(1) == 0
    assert (await check_database(copy))["ratings"] == 1


async def test_copy_made_while_ratings_come_in_is_one_moment_and_holds_nobody_up(
    path: Path, tmp_path: Path
) -> None:
    async with open_database(path) as database:
        ratings = RatingStore(database)
        ended = asyncio.Event()

        async def write() -> int:
            movie_id = 0
            while not ended.is_set():
                await ratings.rate(1, movie_id, 4.0)
                movie_id += 1
            return movie_id

        writing = asyncio.create_task(write())
        sizes = []
        for number in range(5):
            copy = tmp_path / f"{number}.db"
            await asyncio.to_thread(copy_database, path, copy)
            rows = await check_database(copy)
            assert rows["ratings"] == rows["rating_changes"]  # written together, always
            sizes.append(rows["ratings"])
            await asyncio.sleep(0.05)
        ended.set()
        written = await writing
    assert sizes == sorted(sizes)
    assert 0 < sizes[-1] <= written
    assert sizes[0] < sizes[-1]


async def test_damaged_database_is_not_copied_in_silence(path: Path, tmp_path: Path) -> None:
    await fill(path, 20)
    damage(path)
    with pytest.raises(StorageError, match="is damaged"):
        copy_database(path, tmp_path / "copy.db")


def test_file_that_is_no_database_is_said_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "moviebot.db"
    path.write_text("not a database, but long enough to be looked at" * 50, encoding="ascii")
    with pytest.raises(StorageError, match="not an SQLite database"):
        copy_database(path, tmp_path / "copy.db")


async def test_damaged_copy_is_refused(path: Path) -> None:
    await fill(path, 20)
    damage(path)
    with pytest.raises(StorageError, match="is damaged"):
        await check_database(path)


async def test_row_that_hangs_from_nobody_is_damage_too(path: Path) -> None:
    await fill(path, 3)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM people")  # foreign keys are off here
    with pytest.raises(StorageError, match="is damaged"):
        await check_database(path)


async def test_replacement_takes_the_place_and_nothing_is_lost(path: Path, tmp_path: Path) -> None:
    replacement, aside = tmp_path / "state" / "new.db", tmp_path / "state" / "aside.db"
    await fill(path, 3)
    await fill(replacement, 7)
    replace_database(path, replacement, aside)
    assert not replacement.exists()
    assert sorted(file.name for file in path.parent.iterdir()) == ["aside.db", path.name]
    assert await n_ratings(path) == 7
    assert await n_ratings(aside) == 3


async def test_what_only_the_log_of_a_killed_bot_holds_is_kept_aside_too(
    path: Path, tmp_path: Path
) -> None:
    replacement, aside = tmp_path / "state" / "new.db", tmp_path / "state" / "aside.db"
    await fill(replacement, 7)
    async with open_database(path) as database:
        await RatingStore(database).rate(1, 1, 4.0)
        killed = {file.name: file.read_bytes() for file in path.parent.glob(f"{path.name}*")}
    for name, content in killed.items():
        (path.parent / name).write_bytes(content)
    assert any(name.endswith("-wal") and content for name, content in killed.items())
    replace_database(path, replacement, aside)
    assert await n_ratings(path) == 7
    assert await n_ratings(aside) == 1


async def test_empty_place_is_filled(path: Path, tmp_path: Path) -> None:
    replacement, aside = tmp_path / "new.db", tmp_path / "aside.db"
    await fill(replacement, 7)
    path.parent.mkdir()
    replace_database(path, replacement, aside)
    assert await n_ratings(path) == 7
    assert not aside.exists()


@pytest.mark.parametrize("idle", [True, False], ids=["idle", "writing"])
async def test_database_of_a_running_bot_is_left_alone(
    path: Path, tmp_path: Path, idle: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.backup._SECONDS_TO_WAIT", 0.1)
    replacement, aside = tmp_path / "state" / "new.db", tmp_path / "state" / "aside.db"
    await fill(replacement, 7)
    async with open_database(path) as database:
        ratings = RatingStore(database)
        if not idle:
            await ratings.rate(1, 1, 4.0)
        with pytest.raises(StorageError, match="locked by another process; stop that process"):
            await asyncio.to_thread(replace_database, path, replacement, aside)
        await ratings.rate(1, 2, 4.0)  # goes on
    assert await n_ratings(path) == (1 if idle else 2)
    assert await n_ratings(replacement) == 7
    assert not aside.exists()


async def test_damaged_database_is_replaced_and_its_log_does_not_meet_the_replacement(
    path: Path, tmp_path: Path
) -> None:
    replacement, aside = tmp_path / "state" / "new.db", tmp_path / "state" / "aside.db"
    await fill(replacement, 7)
    async with open_database(path) as database:
        await RatingStore(database).rate(1, 1, 4.0)
        log = path.with_name(f"{path.name}-wal").read_bytes()
    path.write_bytes(b"\xff" * 20_000)
    path.with_name(f"{path.name}-wal").write_bytes(log)
    replace_database(path, replacement, aside)
    assert await n_ratings(path) == 7
    assert aside.read_bytes() == b"\xff" * 20_000
    assert (await check_database(path))["ratings"] == 7


async def test_nothing_is_overwritten_aside(path: Path, tmp_path: Path) -> None:
    replacement, aside = tmp_path / "state" / "new.db", tmp_path / "state" / "aside.db"
    await fill(path, 3)
    await fill(replacement, 7)
    aside.write_text("something", encoding="ascii")
    with pytest.raises(StorageError, match="cannot be kept as"):
        replace_database(path, replacement, aside)
    assert aside.read_text(encoding="ascii") == "something"
    assert await n_ratings(path) == 3
