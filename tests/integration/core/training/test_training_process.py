"""Training as a process: what it tells on the way, refuses, and leaves behind when it is ended."""

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from multiprocessing import active_children
from pathlib import Path

import pytest

from core.child.process import ChildDiedError, run_in_child
from core.errors import DataError, ModelError, RecommenderError
from core.training.jobs import Progress, TrainingJob
from core.training.launch import train_in_child
from tests.builders import build_ratings
from tests.integration.core.training.training_jobs import (
    N_ITEMS,
    QUICK,
    ignore,
    job_for,
    outcomes,
    two_tastes,
)

pytestmark = pytest.mark.slow

ENDLESS = replace(QUICK, rating=replace(QUICK.rating, steps=10**6))


@pytest.fixture
def temporary(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this process and its children have their temporary files."""
    directory = tmp_path_factory.mktemp("temporary")
    monkeypatch.setenv("TMPDIR", str(directory))
    monkeypatch.setattr(tempfile, "tempdir", None)  # to be looked up anew
    return directory


async def test_every_few_steps_are_told_and_nothing_of_the_process_is_left(
    tmp_path: Path, temporary: Path
) -> None:
    seen = list[Progress]()
    report = await train_in_child(job_for(tmp_path, two_tastes()), seen.append)
    assert list(dict.fromkeys(each.phase for each in seen)) == ["validation", "model", "ranking"]
    judged = [each for each in seen if each.phase == "validation"]
    assert [each.step for each in judged] == list(range(5, judged[-1].n_steps + 1, 5))
    assert judged[-1].loss is not None
    assert judged[0].loss is not None
    assert judged[-1].loss < judged[0].loss
    assert judged[-1].validation_rmse == report.validation_rmse
    refit = [each for each in seen if each.phase == "model"]
    assert refit[-1].step == refit[-1].n_steps == report.steps - judged[-1].n_steps
    assert all(each.validation_rmse is None for each in refit)
    assert [each.step for each in seen if each.phase == "ranking"] == [1, 2, 3, 4]
    assert "tensorflow" not in sys.modules
    assert not active_children()
    assert not list(temporary.iterdir())


async def test_what_cannot_be_trained_is_refused(tmp_path: Path) -> None:
    ratings = two_tastes()
    few = job_for(tmp_path / "few", build_ratings([(0, 0, 4.0)], 1, 1))
    homeless = replace(
        job_for(tmp_path / "homeless", build_ratings([(0, 0, 4.0), (0, 1, 2.0)], 1, 2)),
        model_path=tmp_path / "none" / "model.npz",
    )
    wild = job_for(tmp_path / "wild", ratings)
    faster = replace(QUICK, rating=replace(QUICK.rating, learning_rate=1e20))
    wild = replace(wild, hyper_parameters=faster)
    damaged = job_for(tmp_path / "damaged", ratings)
    damaged.ratings_path.write_bytes(b"not a ratings file")
    gone = job_for(tmp_path / "gone", ratings)
    gone.ratings_path.unlink()
    no_films = job_for(tmp_path / "no films", ratings)
    no_films.catalog_path.unlink()
    expected: list[tuple[TrainingJob, type[RecommenderError], str]] = [
        (few, DataError, "holds 1 rating — expected 2 or more"),
        (homeless, ModelError, "cannot be written"),
        (wild, ModelError, "diverged"),
        (damaged, DataError, "prepared ratings cannot be used"),
        (gone, DataError, "prepared ratings cannot be used"),
        (no_films, DataError, "prepared catalogue cannot be used"),
    ]
    found = await run_in_child(outcomes, [job for job, _, _ in expected])
    for outcome, (job, kind, words) in zip(found, expected, strict=True):
        assert isinstance(outcome, kind), job
        assert words in str(outcome)
        assert not job.model_path.exists()


async def test_catalogue_of_other_films_is_a_data_error(tmp_path: Path) -> None:
    job = job_for(tmp_path / "one", two_tastes())
    other = job_for(tmp_path / "other", two_tastes(n_items=N_ITEMS + 1))
    with pytest.raises(DataError, match="different data sets"):
        await train_in_child(replace(job, catalog_path=other.catalog_path), ignore)
    assert not job.model_path.exists()


async def test_cancelled_training_ends_at_once_and_leaves_nothing(
    tmp_path: Path, temporary: Path
) -> None:
    job = replace(job_for(tmp_path, two_tastes()), hyper_parameters=ENDLESS)
    begun = asyncio.Event()
    training = asyncio.create_task(train_in_child(job, lambda _: begun.set()))
    await begun.wait()
    assert list(temporary.iterdir())
    training.cancel()
    async with asyncio.timeout(5):
        with pytest.raises(asyncio.CancelledError):
            await training
    assert not active_children()
    assert {path.name for path in tmp_path.iterdir()} == {
        "catalog.npz",
        "ratings.npz",
        "training.log",
    }
    assert not list(temporary.iterdir())


async def test_killed_child_is_reported_and_leaves_nothing(tmp_path: Path, temporary: Path) -> None:
    job = replace(job_for(tmp_path, two_tastes()), hyper_parameters=ENDLESS)

    def kill(_: Progress) -> None:
        for child in active_children():
            child.kill()

    with pytest.raises(ModelError, match=r"SIGKILL.*training\.log"):
        await train_in_child(job, kill)
    assert not job.model_path.exists()
    assert not list(temporary.iterdir())


async def test_any_other_failure_comes_out_as_a_model_error_without_tensorflow(
    tmp_path: Path,
) -> None:
    job = job_for(tmp_path, two_tastes())
    broken = replace(QUICK, rating=replace(QUICK.rating, n_factors=-2))
    with pytest.raises(ModelError, match=r"ValueError.*training\.log"):
        await train_in_child(replace(job, hyper_parameters=broken), ignore)
    assert job.log_path is not None
    assert "Traceback" in job.log_path.read_text(encoding="utf-8")
    assert "tensorflow" not in sys.modules


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="this system has no such masks")
async def test_child_does_not_hear_what_all_processes_are_told() -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        await run_in_child(signal.raise_signal, number)


async def test_child_returns_raises_and_sends() -> None:
    assert await run_in_child(divmod, 7, 2) == (3, 1)
    with pytest.raises(ZeroDivisionError):
        await run_in_child(divmod, 7, 0)
    with pytest.raises(ChildDiedError, match="of exit ended"):
        await run_in_child(os._exit, 3)


@pytest.mark.skipif(not hasattr(os, "nice"), reason="this system has no priorities of that kind")
async def test_child_lets_whoever_answers_people_go_first() -> None:
    assert await run_in_child(os.nice, 0) == min(os.nice(0) + 10, 19)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_child_ends_when_its_parent_is_killed(tmp_path: Path, temporary: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        "import asyncio, os, time\n"
        "from core.child.process import run_in_child\n"
        "async def main():\n"
        "    child = asyncio.create_task(run_in_child(time.sleep, 600))\n"
        "    await asyncio.sleep(2)\n"
        "    import multiprocessing\n"
        "    print(multiprocessing.active_children()[0].pid, flush=True)\n"
        "    await child\n"
        "if __name__ == '__main__':\n"
        "    asyncio.run(main())\n",
        encoding="utf-8",
    )
    root = Path(__file__).parents[4]
    with subprocess.Popen(
        [sys.executable, script],
        stdout=subprocess.PIPE,
        text=True,
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root)},
    ) as parent:
        assert parent.stdout is not None
        child_pid = int(parent.stdout.readline())
        assert list(temporary.iterdir())
        parent.kill()
    assert _ends(child_pid, within=5.0)
    assert not list(temporary.iterdir())


def _ends(pid: int, within: float) -> bool:
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        state = Path(f"/proc/{pid}/stat")
        if state.exists() and state.read_text().rsplit(")", 1)[1].split()[0] == "Z":
            return True  # ended; nobody has reaped it
        time.sleep(0.05)
    return False
