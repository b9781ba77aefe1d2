"""The bot as a program that trains again: killed, restarted, and left alone."""

import asyncio
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.playground import Person, serve
from tests.e2e.conftest import few
from tests.e2e.processes import running
from tests.e2e.retraining import (
    FILMS,
    LONG,
    copied,
    count,
    eventually,
    leftovers,
    model_files,
    world_with_people,
)

pytestmark = pytest.mark.slow


def settings(state_dir: Path, **more: str) -> dict[str, str]:
    return {
        "ADMIN_IDS": "101",
        "DATASET": few(state_dir)["dataset"],
        "RETRAIN_EVERY": "0",
        "RETRAIN_NICE": "0",  # beside other tests a nice training stands still
        **more,
    }


async def rate_all(cid: Person) -> None:
    for film in FILMS:
        assert "★4" in (await cid.says(f"/rate {film} 4").reply(within=30)).text


async def test_training_cut_off_by_a_kill_is_redone_and_told_where_it_was_asked_for(
    quick: Path, tmp_path: Path
) -> None:
    state_dir = copied(quick, tmp_path / "state")
    world, ada, cid = world_with_people()
    async with serve(world) as address:
        async with running(state_dir, address, world, **settings(state_dir)) as process:
            await rate_all(cid)
            asked = ada.says("/retrain")
            await asked.shows("step ", within=LONG)
            process.kill()
            await process.wait()
        assert count(state_dir, "trainings WHERE ended_at IS NULL") == 1
        async with running(state_dir, address, world, **settings(state_dir)):
            await asked.shows("after a restart", within=LONG)
            told = await asked.shows("Model 2 serves", within=LONG)
            assert told.media is not None
            assert "because you gave" in (await cid.says("/recommend").reply(within=30)).text
    assert count(state_dir, "ratings") == len(FILMS)
    assert count(state_dir, "trainings WHERE outcome = 'cut off'") == 1
    assert count(state_dir, "trainings WHERE outcome = 'promoted'") == 2
    assert not leftovers(state_dir)
    assert model_files(state_dir) == 3


async def test_whenever_it_is_killed_the_next_start_serves_and_no_rating_is_missing(
    quick: Path, tmp_path: Path
) -> None:
    state_dir = copied(quick, tmp_path / "state")
    world, ada, cid = world_with_people()
    moments = (0.0, 1.5, 4.0)  # while a snapshot is taken, TensorFlow loaded, a model trained
    async with serve(world) as address:
        for film, moment in zip(FILMS, moments, strict=False):
            async with running(state_dir, address, world, **settings(state_dir)) as process:
                assert "★5" in (await cid.says(f"/rate {film} 5").reply(within=30)).text
                assert "because" in (await cid.says("/recommend").reply(within=30)).text
                asked = ada.says("/retrain")
                await asked.reply(within=30)
                await asyncio.sleep(moment)
                process.kill()
                await process.wait()
        # What took the process down three times is not begun a fourth time by itself.
        async with running(state_dir, address, world, **settings(state_dir)):
            assert "because" in (await cid.says("/recommend").reply(within=30)).text
            listed = (await cid.says("/ratings").reply(within=30)).text
            assert listed.count("★5") == len(moments)
            assert "No training" in (await ada.says("/retrain cancel").reply(within=30)).text
            told = await asked.shows("was cut off", within=30)
            assert "/retrain begins one" in told.text
    assert count(state_dir, "trainings WHERE outcome = 'cut off'") == len(moments)
    assert count(state_dir, "ratings") == len(moments)


@pytest.mark.parametrize(
    "moment",
    [
        lambda state_dir: model_files(state_dir) > 1,  # the twin is written
        lambda state_dir: model_files(state_dir) > 2,  # and the model, which is judged now
        lambda state_dir: count(state_dir, "models") > 1,  # recorded, and swapped or not yet
        lambda state_dir: count(state_dir, "trainings WHERE outcome = 'promoted'") > 1,
    ],
    ids=["twin", "model", "record", "end"],
)
async def test_killed_late_in_a_training_the_last_good_model_serves(
    quick: Path, tmp_path: Path, moment: Callable[[Path], bool]
) -> None:
    state_dir = copied(quick, tmp_path / "state")
    world, ada, cid = world_with_people()
    async with serve(world) as address:
        async with running(state_dir, address, world, **settings(state_dir)) as process:
            await rate_all(cid)
            await ada.says("/retrain").reply(within=30)
            await eventually(lambda: moment(state_dir))
            process.kill()
            await process.wait()
        n_good = count(state_dir, "models WHERE rejection IS NULL")
        async with running(state_dir, address, world, **settings(state_dir)):
            assert "because you gave" in (await cid.says("/recommend").reply(within=30)).text
            listed = (await ada.says("/models").reply(within=30)).text
            (line,) = [each for each in listed.splitlines() if "▶" in each]
            assert line.startswith(f"{n_good} ")
            await ada.says("/retrain cancel").reply(within=30)
    assert count(state_dir, "ratings") == len(FILMS)
    assert not leftovers(state_dir)


async def test_child_of_a_killed_bot_does_not_outlive_it(quick: Path, tmp_path: Path) -> None:
    state_dir = copied(quick, tmp_path / "state")
    world, ada, _ = world_with_people()
    async with (
        serve(world) as address,
        running(state_dir, address, world, **settings(state_dir)) as process,
    ):
        await ada.says("/retrain").shows("step ", within=LONG)
        children = children_of(process.pid)
        assert children
        process.kill()
        await process.wait()
        await eventually(lambda: not any(is_alive(child) for child in children))


async def test_stop_ends_the_training_and_the_next_start_redoes_it(
    quick: Path, tmp_path: Path
) -> None:
    state_dir = copied(quick, tmp_path / "state")
    temporary = state_dir / "tmp"
    world, ada, _ = world_with_people()
    async with serve(world) as address:
        async with running(state_dir, address, world, **settings(state_dir)) as process:
            asked = ada.says("/retrain")
            await asked.shows("step ", within=LONG)
            children = children_of(process.pid)
            assert children
            assert list(temporary.iterdir())
            started = time.monotonic()
            for child in children:  # a service manager tells all of them
                os.kill(child, signal.SIGTERM)
            await asyncio.sleep(0.5)
            process.send_signal(signal.SIGTERM)
            async with asyncio.timeout(15):
                _, errors = await process.communicate()
            assert time.monotonic() - started < 7
            assert process.returncode == 0
            assert b"Traceback" not in errors
        await eventually(lambda: not any(is_alive(child) for child in children))
        assert not leftovers(state_dir)
        assert model_files(state_dir) == 1
        assert not list(temporary.iterdir())
        assert count(state_dir, "trainings WHERE ended_at IS NULL") == 1
        async with running(state_dir, address, world, **settings(state_dir)):
            await asked.shows("after a restart", within=LONG)
            await ada.says("/retrain cancel").shows("is cancelled", within=30)


async def test_training_begins_by_itself_when_enough_was_rated(quick: Path, tmp_path: Path) -> None:
    state_dir = copied(quick, tmp_path / "state")
    world, ada, cid = world_with_people()
    often = settings(state_dir, RETRAIN_EVERY="1s", RETRAIN_MIN_NEW=str(len(FILMS)))
    async with serve(world) as address, running(state_dir, address, world, **often):
        await ada.says("/start").reply(within=30)
        for place, film in enumerate(FILMS[:-1]):
            await cid.says(f"/rate {film} {4 + place % 2}").reply(within=30)
        await asyncio.sleep(3)
        assert count(state_dir, "trainings") == 1  # the first model's
        hears = cid.says(f"/rate {FILMS[-1]} 4")
        await hears.reply(within=30)
        await eventually(lambda: count(state_dir, "trainings") == 2)
        told = await ada.says("/models").shows("Model 2 serves", within=LONG)
        assert told.media is not None
        assert "1 person of this bot among them" in told.text
    assert count(state_dir, "trainings WHERE cause = 'schedule'") == 2


def children_of(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{pid}/stat").read_text().split()[2]
