"""`moviebot backup` beside a running bot, and `moviebot restore` after the worst has happened."""

import asyncio
import re
import shutil
import sys
from pathlib import Path

import pytest

from bot.playground import Person, World, person, serve
from storage.backup import check_database
from tests.e2e.processes import ROOT, environment, moviebot, one_line, running

pytestmark = pytest.mark.slow


async def test_backup_of_a_bot_people_talk_to_brings_back_what_they_had_said(
    state_dir: Path, tmp_path: Path
) -> None:
    world, backup = World(), tmp_path / "backup.zip"
    ada, ben = person(world, "Ada"), person(world, "Ben")
    async with serve(world) as address:
        async with running(state_dir, address, world):
            await ada.says("/rate heat 1995 ★4").reply(within=30)
            talking = asyncio.create_task(rate_on_and_on(ben))
            result = await asyncio.to_thread(moviebot, state_dir, "backup", str(backup))
            talking.cancel()
            assert result.returncode == 0, result.stderr
            assert re.search(r"people +│ 2 ", result.stdout)
            assert "model-" in result.stdout
            await ada.says("/rate jaws 1975 ★1").reply(within=20)
        shutil.rmtree(state_dir)  # the disk is gone, and the bot with it
        restored = await asyncio.to_thread(moviebot, state_dir, "restore", str(backup))
        assert restored.returncode == 0, restored.stderr
        async with running(state_dir, address, world):
            listed = await ada.says("/ratings").reply(within=30)
            assert "★4 Heat" in listed.text
            assert "Jaws" not in listed.text  # said after the backup
            recommended = await ada.says("/recommend").reply(within=20)
            assert "because you gave Heat ★4" in recommended.text  # the model is back as well


async def rate_on_and_on(who: Person) -> None:
    while True:
        for stars in "12345":
            await who.says(f"/rate alien 1979 ★{stars}").reply(within=20)


async def test_bot_that_runs_is_not_restored_under(state_dir: Path, tmp_path: Path) -> None:
    world, backup = World(), tmp_path / "backup.zip"
    ada = person(world, "Ada")
    assert moviebot(state_dir, "backup", str(backup)).returncode == 0
    async with serve(world) as address, running(state_dir, address, world):
        await ada.says("/rate heat 1995 ★4").reply(within=30)
        result = await asyncio.to_thread(moviebot, state_dir, "restore", str(backup))
        assert result.returncode == 1
        assert "is using STATE_DIR" in one_line(result)
        assert "★4 Heat" in (await ada.says("/ratings").reply(within=20)).text


def test_restoring_by_mistake_can_be_taken_back(state_dir: Path, tmp_path: Path) -> None:
    backup = tmp_path / "backup.zip"
    moviebot(state_dir, "backup", str(backup))
    moviebot(state_dir, "chat", text="/rate heat 4\n")
    result = moviebot(state_dir, "restore", str(backup))
    aside = re.search(r"that was there is now (\S+\.db);", result.stdout)
    assert aside is not None
    assert "Heat" not in moviebot(state_dir, "chat", text="/ratings\n").stdout
    Path(aside[1]).replace(state_dir / "moviebot.db")
    assert "★4 Heat" in moviebot(state_dir, "chat", text="/ratings\n").stdout


async def test_backup_killed_at_any_moment_leaves_no_file_of_that_name(
    state_dir: Path, tmp_path: Path
) -> None:
    backup = tmp_path / "backup.zip"
    for seconds in (0.6, 1.0, 1.4, 1.8):
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "backup", str(backup)),
            cwd=ROOT,
            env=environment(state_dir),
            stdout=asyncio.subprocess.DEVNULL,
        )
        await asyncio.sleep(seconds)
        if process.returncode is None:
            process.kill()
        await process.wait()
        if backup.exists():  # then it was finished
            assert moviebot(tmp_path / "new", "restore", str(backup)).returncode == 0
            backup.unlink()
    assert moviebot(state_dir, "backup", str(backup)).returncode == 0


async def test_restore_killed_at_any_moment_leaves_one_of_the_two_whole(
    state_dir: Path, tmp_path: Path
) -> None:
    backup = tmp_path / "backup.zip"
    moviebot(state_dir, "chat", text="/rate heat 4\n")
    moviebot(state_dir, "backup", str(backup))
    moviebot(state_dir, "chat", text="/rate alien 1979 5\n")
    for seconds in (0.8, 1.1, 1.4, 1.7, 2.0):
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "restore", str(backup)),
            cwd=ROOT,
            env=environment(state_dir),
            stdout=asyncio.subprocess.DEVNULL,
        )
        await asyncio.sleep(seconds)
        if process.returncode is None:
            process.kill()
        await process.wait()
        look = tmp_path / "look.db"
        shutil.copyfile(state_dir / "moviebot.db", look)
        assert (await check_database(look))["ratings"] in {1, 2}
    assert moviebot(state_dir, "restore", str(backup)).returncode == 0
    assert "★4 Heat" in moviebot(state_dir, "chat", text="/ratings\n").stdout


def test_failures_are_one_line(state_dir: Path, tmp_path: Path) -> None:
    missing = moviebot(tmp_path / "nowhere", "backup", str(tmp_path / "backup.zip"))
    assert "is STATE_DIR the right one" in one_line(missing)
    no_backup = tmp_path / "no.zip"
    no_backup.write_text("no", encoding="ascii")
    refused = moviebot(state_dir, "restore", str(no_backup))
    assert one_line(refused).endswith("no.zip is damaged or no zip file")
