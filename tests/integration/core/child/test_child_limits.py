"""Limits of a child process: what it may take, and what happens when it takes more."""

import asyncio
import os
import sys
import time
from multiprocessing import active_children
from pathlib import Path

import pytest

from core.child.limits import Limit, Limits, peak_memory
from core.child.process import ChildLimitError, run_in_child
from core.training.launch import TrainingLimitError, train_in_child
from tests.integration.core.child.limited import grow, grow_and_tell, standing, stop, too_late
from tests.integration.core.training.training_jobs import ignore, job_for, two_tastes

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        sys.platform != "linux", reason="elsewhere only time and memory are limited"
    ),
]

MIB = 1 << 20


async def test_a_child_is_as_patient_and_narrow_as_told() -> None:
    cores = sorted(os.sched_getaffinity(0))
    found = await run_in_child(standing, limits=Limits(nice=7, cores=1))
    assert found.nice == os.nice(0) + 7
    assert found.cores == (cores[-1],)
    assert found.first_to_go
    wide = await run_in_child(standing, limits=Limits(nice=0, cores=1_000))
    assert wide.cores == tuple(cores)
    assert wide.nice == os.nice(0)
    assert sorted(os.sched_getaffinity(0)) == cores  # nothing of this is for the parent


async def test_too_much_memory_ends_the_child_and_says_so() -> None:
    with pytest.raises(ChildLimitError, match="grow took too much memory") as caught:
        await run_in_child(grow, 4_000 * MIB, limits=Limits(memory=200 * MIB))
    assert caught.value.limit is Limit.MEMORY
    assert not active_children()
    assert (peak_memory() or 0) < 4_000 * MIB


async def test_a_child_that_talks_all_the_time_can_still_say_that_it_was_too_much() -> None:
    heard = list[int]()
    with pytest.raises(ChildLimitError) as caught:
        await run_in_child(
            grow_and_tell, 4_000 * MIB, on_message=heard.append, limits=Limits(memory=200 * MIB)
        )
    assert caught.value.limit is Limit.MEMORY
    assert heard == list(range(len(heard)))


async def test_enough_memory_is_no_limit() -> None:
    assert await run_in_child(grow, 50 * MIB, limits=Limits(memory=1_000 * MIB)) == 50


async def test_too_much_time_ends_the_child_and_says_so() -> None:
    started = time.monotonic()
    with pytest.raises(ChildLimitError, match=r"sleep took more than 1\.5 s") as caught:
        await run_in_child(time.sleep, 600, limits=Limits(seconds=1.5))
    assert caught.value.limit is Limit.TIME
    assert time.monotonic() - started < 10
    assert not active_children()


async def test_a_timeout_of_its_own_is_no_limit() -> None:
    with pytest.raises(TimeoutError, match="its own"):
        await run_in_child(too_late, limits=Limits(seconds=60))


async def test_a_child_that_does_not_listen_is_killed() -> None:
    async with asyncio.timeout(30):
        with pytest.raises(ChildLimitError):
            await run_in_child(stop, limits=Limits(seconds=1.5))
    assert not active_children()


async def test_a_training_without_enough_memory_or_time_leaves_no_model(tmp_path: Path) -> None:
    job = job_for(tmp_path, two_tastes())
    for limits, expected in (
        (Limits(memory=200 * MIB), Limit.MEMORY),  # less than TensorFlow alone
        (Limits(seconds=1.0), Limit.TIME),
    ):
        with pytest.raises(TrainingLimitError) as caught:
            await train_in_child(job, ignore, limits)
        assert caught.value.limit is expected
        assert not job.model_path.exists()
    report = await train_in_child(job, ignore, Limits(nice=19, cores=1, memory=4_000 * MIB))
    assert report.model_path.exists()
