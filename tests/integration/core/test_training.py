"""Training for real: TensorFlow in a child process, on small worlds with a known answer."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from multiprocessing import active_children
from pathlib import Path

import numpy as np
import pytest

from core.child import ChildDiedError, run_in_child
from core.dataset import DatasetInfo, save_ratings
from core.errors import DataError, ModelError
from core.fold_in import fold_in, predict
from core.model import load_model
from core.ratings import Ratings
from core.training import HyperParameters, Progress, TrainingJob, train_in_child
from tests.builders import build_catalog, build_info, build_ratings

pytestmark = pytest.mark.slow

N_USERS, N_ITEMS = 60, 40


def two_tastes(seed: int = 5) -> Ratings:
    """Half the users love the first 20 films and hate the rest, half the other way round."""
    rng = np.random.default_rng(seed)
    rows = []
    for user in range(N_USERS):
        for item in rng.permutation(N_ITEMS)[:24].tolist():
            loves = (user < N_USERS // 2) == (item < N_ITEMS // 2)
            rows.append((user, item, 4.5 if loves else 1.0))
    return build_ratings(rows, N_USERS, N_ITEMS)


def job_for(tmp_path: Path, ratings: Ratings, info: DatasetInfo | None = None) -> TrainingJob:
    catalog = build_catalog([f"Film {number}" for number in range(ratings.n_items)])
    path = tmp_path / "ratings.npz"
    save_ratings(path, ratings, catalog, info or build_info(ratings))
    quick = HyperParameters(n_factors=8, max_steps=150)
    return TrainingJob(path, tmp_path / "model.npz", tmp_path / "training.log", quick)


def ignore(_: Progress) -> None:
    pass


async def test_two_tastes_are_learned_far_better_than_by_biases(tmp_path: Path) -> None:
    seen: list[Progress] = []
    report = await train_in_child(job_for(tmp_path, two_tastes()), seen.append)
    assert report.validation_rmse < 0.5 * report.baseline_rmse
    assert report.baseline_rmse == pytest.approx(1.75, abs=0.1)  # half of 4.5 − 1, any bias

    model = load_model(report.model_path)
    assert model.provenance.metrics["validation_rmse"] == report.validation_rmse
    assert model.provenance.library_versions["tensorflow"]
    assert model.provenance.hyper_parameters["n_factors"] == 8
    loves_first = fold_in(model, np.array([0, 25]), np.array([4.5, 1.0], np.float32))
    predicted = predict(model, loves_first)
    assert predicted[1:20].min() > predicted[26:].max()

    phases = [progress.phase for progress in seen]
    assert list(dict.fromkeys(phases)) == ["baseline", "model", "refit"]
    factors = [each for each in seen if each.phase == "model"]
    assert [each.epoch for each in factors] == list(range(1, len(factors) + 1))
    assert factors[-1].loss < factors[0].loss
    assert min(each.validation_rmse or 9.0 for each in factors) == pytest.approx(
        report.validation_rmse, abs=HyperParameters().min_improvement
    )
    assert "tensorflow" not in sys.modules
    assert not active_children()


async def test_same_seed_gives_the_same_model_and_another_seed_another(tmp_path: Path) -> None:
    job = job_for(tmp_path, two_tastes())
    jobs = [
        job,
        replace(job, model_path=tmp_path / "same.npz"),
        replace(
            job,
            model_path=tmp_path / "other.npz",
            hyper_parameters=replace(job.hyper_parameters, seed=1),
        ),
    ]
    reports = [await train_in_child(each, ignore) for each in jobs]
    one, same, other = (load_model(report.model_path) for report in reports)
    np.testing.assert_array_equal(one.item_factors, same.item_factors)
    assert reports[0].validation_rmse == reports[1].validation_rmse
    assert not np.array_equal(one.item_factors, other.item_factors)


async def test_training_user_folds_in_near_the_row_that_training_found(tmp_path: Path) -> None:
    # Minibatches of a size that does not divide the ratings take the same path as one full batch.
    ratings = two_tastes()
    job = job_for(tmp_path, ratings)
    batches = replace(job.hyper_parameters, batch_size=500, max_steps=1200)
    report = await train_in_child(replace(job, hyper_parameters=batches), ignore)
    model = load_model(report.model_path)
    errors = []
    for user in range(N_USERS):
        rows = ratings.user_index == user
        items = ratings.item_index[rows].astype(np.int64)
        folded = predict(model, fold_in(model, items, ratings.stars[rows]))
        errors.append(np.abs(folded[items] - ratings.stars[rows]).mean())
    assert np.mean(errors) < 0.4


async def test_film_nobody_rated_has_neither_factors_nor_bias(tmp_path: Path) -> None:
    ratings = two_tastes()
    wider = Ratings(
        ratings.user_index, ratings.item_index, ratings.stars, ratings.timestamp, N_USERS, 41
    )
    report = await train_in_child(job_for(tmp_path, wider), ignore)
    model = load_model(report.model_path)
    assert not model.item_factors[40].any()
    assert model.item_bias[40] == 0
    assert model.item_count[40] == 0


async def test_cancelled_training_ends_at_once_and_leaves_no_model(tmp_path: Path) -> None:
    job = job_for(tmp_path, two_tastes())
    endless = replace(job.hyper_parameters, max_steps=10**6, patience_steps=10**6)
    begun = asyncio.Event()
    training = asyncio.create_task(
        train_in_child(replace(job, hyper_parameters=endless), lambda _: begun.set())
    )
    await begun.wait()
    training.cancel()
    async with asyncio.timeout(5):
        with pytest.raises(asyncio.CancelledError):
            await training
    assert not active_children()
    assert {path.name for path in tmp_path.iterdir()} == {"ratings.npz", "training.log"}


async def test_killed_child_is_reported_and_leaves_no_model(tmp_path: Path) -> None:
    job = job_for(tmp_path, two_tastes())
    endless = replace(job.hyper_parameters, max_steps=10**6, patience_steps=10**6)

    def kill(_: Progress) -> None:
        for child in active_children():
            child.kill()

    with pytest.raises(ModelError, match=r"died.*training\.log"):
        await train_in_child(replace(job, hyper_parameters=endless), kill)
    assert not job.model_path.exists()


async def test_unusable_ratings_file_is_a_data_error(tmp_path: Path) -> None:
    job = job_for(tmp_path, two_tastes())
    job.ratings_path.write_bytes(b"not a ratings file")
    with pytest.raises(DataError, match="prepared ratings cannot be used"):
        await train_in_child(job, ignore)


async def test_too_few_ratings_and_unwritable_model_are_model_errors(tmp_path: Path) -> None:
    tiny = tmp_path / "tiny"
    tiny.mkdir()
    with pytest.raises(ModelError, match="1 ratings are too few"):
        await train_in_child(job_for(tiny, build_ratings([(0, 0, 4.0)], 1, 1)), ignore)
    job = job_for(tmp_path, two_tastes())
    with pytest.raises(ModelError, match="cannot be written"):
        await train_in_child(replace(job, model_path=tmp_path / "none" / "model.npz"), ignore)


async def test_diverging_training_is_refused(tmp_path: Path) -> None:
    job = job_for(tmp_path, two_tastes())
    wild = replace(job.hyper_parameters, learning_rate=1e20)
    with pytest.raises(ModelError, match="diverged"):
        await train_in_child(replace(job, hyper_parameters=wild), ignore)
    assert not job.model_path.exists()


async def test_any_other_failure_comes_out_as_a_model_error_without_tensorflow(
    tmp_path: Path,
) -> None:
    job = job_for(tmp_path, two_tastes())
    broken = replace(job.hyper_parameters, n_factors=-1)
    with pytest.raises(ModelError, match=r"ValueError.*training\.log"):
        await train_in_child(replace(job, hyper_parameters=broken), ignore)
    assert "Traceback" in job.log_path.read_text(encoding="utf-8")
    assert "tensorflow" not in sys.modules


async def test_missing_ratings_file_is_a_data_error(tmp_path: Path) -> None:
    job = job_for(tmp_path, two_tastes())
    job.ratings_path.unlink()
    with pytest.raises(DataError, match="prepared ratings cannot be used"):
        await train_in_child(job, ignore)


async def test_child_returns_raises_and_sends() -> None:
    assert await run_in_child(divmod, 7, 2) == (3, 1)
    with pytest.raises(ZeroDivisionError):
        await run_in_child(divmod, 7, 0)
    with pytest.raises(ChildDiedError, match="_exit"):
        await run_in_child(os._exit, 3)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_child_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        "import asyncio, os, time\n"
        "from core.child import run_in_child\n"
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
    root = Path(__file__).parents[3]
    with subprocess.Popen(
        [sys.executable, script],
        stdout=subprocess.PIPE,
        text=True,
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root)},
    ) as parent:
        assert parent.stdout is not None
        child_pid = int(parent.stdout.readline())
        parent.kill()
    assert _ends(child_pid, within=5.0)


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
