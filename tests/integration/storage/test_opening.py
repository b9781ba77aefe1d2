"""Opening and closing: what is created, and what is refused with a sentence that helps."""

import asyncio
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core.errors import StorageError
from storage.database import open_database
from storage.ratings import RatingStore

posix_only = pytest.mark.skipif(os.name != "posix", reason="POSIX permissions")
not_root = pytest.mark.skipif(
    os.name == "posix" and os.geteuid() == 0, reason="root may write anywhere"
)


async def refusal(path: Path) -> str:
    with pytest.raises(StorageError) as caught:
        async with open_database(path, busy_timeout=0.1):
            pass
    return str(caught.value)


async def fill(path: Path, n_ratings: int) -> None:
    async with open_database(path) as database:
        ratings = RatingStore(database)
        for movie_id in range(n_ratings):
            await ratings.rate(1, movie_id, 4.0)


async def test_missing_directories_are_created(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "bot.sqlite3"
    async with open_database(path):
        assert path.is_file()


@posix_only
async def test_what_is_created_is_private(path: Path) -> None:
    async with open_database(path) as database:
        await RatingStore(database).rate(1, 1, 4.0)
        modes = {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert modes == {"bot.sqlite3": 0o600, "bot.sqlite3-wal": 0o600, "bot.sqlite3-shm": 0o600}


@posix_only
async def test_permissions_somebody_chose_stay(path: Path) -> None:
    path.parent.mkdir(mode=0o755)
    path.touch()
    path.chmod(0o640)
    async with open_database(path):
        pass
    assert path.parent.stat().st_mode & 0o777 == 0o755
    assert path.stat().st_mode & 0o777 == 0o640


async def test_closing_leaves_everything_in_the_one_file(path: Path) -> None:
    await fill(path, 3)
    assert [file.name for file in path.parent.iterdir()] == ["bot.sqlite3"]


async def test_closing_happens_when_the_block_fails(path: Path) -> None:
    with pytest.raises(RuntimeError, match="the bot crashed"):
        async with open_database(path):
            raise RuntimeError("the bot crashed")
    assert [file.name for file in path.parent.iterdir()] == ["bot.sqlite3"]


async def test_closing_happens_when_the_owner_is_cancelled(path: Path) -> None:
    opened = asyncio.Event()

    async def own() -> None:
        async with open_database(path):
            opened.set()
            await asyncio.Event().wait()

    owner = asyncio.create_task(own())
    await opened.wait()
    owner.cancel()
    with pytest.raises(asyncio.CancelledError):
        await owner
    assert [file.name for file in path.parent.iterdir()] == ["bot.sqlite3"]


async def test_of_two_opening_a_new_file_at_once_one_may_fail_but_the_file_is_whole(
    path: Path,
) -> None:
    # SQLite does not wait for the other's lock when both want to switch the file to WAL.
    outcomes = await asyncio.gather(fill(path, 1), fill(path, 1), return_exceptions=True)
    assert all(outcome is None or isinstance(outcome, StorageError) for outcome in outcomes)
    await fill(path, 1)
    async with open_database(path) as database:
        assert await RatingStore(database).count(1) == 1


async def test_a_directory_is_refused(path: Path) -> None:
    path.mkdir(parents=True)
    assert await refusal(path) == (
        f"{path} cannot be opened; give the path of a file in a directory this user may write to"
    )


async def test_a_file_as_parent_is_refused(path: Path) -> None:
    path.parent.write_text("not a directory")
    assert f"{path.parent} cannot be made a directory" in await refusal(path)


async def test_a_file_further_up_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a directory")
    path = tmp_path / "file" / "state" / "bot.sqlite3"
    assert f"{path.parent} cannot be made a directory" in await refusal(path)


@posix_only
@not_root
async def test_an_unwritable_directory_is_refused(path: Path) -> None:
    path.parent.mkdir(mode=0o500)
    assert f"{path} cannot be created (Permission denied)" in await refusal(path)


@posix_only
@not_root
async def test_a_read_only_file_is_refused(path: Path) -> None:
    await fill(path, 1)
    path.chmod(0o400)
    assert f"{path} is read-only here" in await refusal(path)
    path.chmod(0o600)
    await fill(path, 1)


@pytest.mark.parametrize("n_bytes", [50, 512, 5_000])
async def test_a_file_that_is_no_database_is_refused_and_left_alone(
    path: Path, n_bytes: int
) -> None:
    path.parent.mkdir()
    path.write_bytes(b"x" * n_bytes)
    assert f"{path} is not an SQLite database" in await refusal(path)
    assert path.read_bytes() == b"x" * n_bytes


async def test_the_database_of_another_program_is_refused_and_left_alone(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE invoices (total INTEGER)")
        connection.commit()
    before = path.read_bytes()
    assert f"{path} is the database of another program" in await refusal(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("kept", [0.001, 0.01, 0.5, 0.99])
async def test_a_truncated_database_is_refused(path: Path, kept: float) -> None:
    await fill(path, 500)
    content = path.read_bytes()
    path.write_bytes(content[: max(20, int(len(content) * kept))])
    sentence = await refusal(path)
    assert f"{path} is damaged" in sentence or f"{path} is not an SQLite database" in sentence


async def test_a_page_of_noise_is_found_when_opening(path: Path) -> None:
    await fill(path, 500)
    page_size = 4096
    content = bytearray(path.read_bytes())
    content[-page_size:] = b"\xff" * page_size
    path.write_bytes(content)
    assert f"{path} is damaged" in await refusal(path)


async def test_a_newer_schema_is_refused_and_left_alone(path: Path) -> None:
    await fill(path, 1)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "INSERT INTO moviebot_migrations (name, applied_at) VALUES ('9999 tomorrow', 0)"
        )
        connection.commit()
    before = path.read_bytes()
    sentence = await refusal(path)
    assert "newer version of this program (its schema is at '9999 tomorrow')" in sentence
    assert path.read_bytes() == before
