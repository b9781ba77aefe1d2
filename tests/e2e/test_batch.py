"""The batch commands as an outsider runs them: files in, files out, one line when it fails."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.csv_files import FIRST_USER, N_USERS, CsvFiles, write_csv_files
from tests.e2e.processes import ROOT, environment, moviebot

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> CsvFiles:
    return write_csv_files(tmp_path_factory.mktemp("files"))


def test_train_predict_and_recommend_on_files_nobody_prepared(
    files: CsvFiles, tmp_path: Path
) -> None:
    model, pairs, out = (str(tmp_path / name) for name in ("model.npz", "pairs.csv", "out.csv"))
    state = tmp_path / "state"
    trained = moviebot(state, "train", *files.arguments, "--out", model, "--seed", "1")
    assert trained.returncode == 0, trained.stderr
    assert "biases only" in trained.stdout

    Path(pairs).write_bytes(f"userId,movieId\r\n{FIRST_USER},0\r\n5,77\r\n".encode())
    options = [*files.arguments, "--model", model, "--out", out]
    predicted = moviebot(state, "batch", "predict", *options, "--pairs", pairs)
    assert predicted.returncode == 0, predicted.stderr
    assert not predicted.stdout
    header, *rows = Path(out).read_text().splitlines()
    assert header == "userId,movieId,prediction,std"
    assert [row.split(",")[:2] for row in rows] == [[str(FIRST_USER), "0"], ["5", "77"]]

    listed = moviebot(state, "batch", "recommend", *options, "-k", "3", "--progress")
    assert listed.returncode == 0, listed.stderr
    assert not listed.stdout
    assert "Recommending" in listed.stderr
    header, *rows = Path(out).read_text().splitlines()
    assert header == "userId,movieId,rank,score,prediction"
    assert len(rows) == 3 * N_USERS
    assert not state.exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--ratings", "x.csv", "--out", "m.npz"], "missing: --movies"),
        (["--seed", "3"], "missing: --ratings, --movies, --out"),
        (["--ratings", "x.csv", "--movies", "y.csv", "--out", "m.npz"], "x.csv cannot be read"),
        (["--ratings", "x.csv", "--movies", "y.csv", "--out", "no/m.npz"], "there is no directory"),
    ],
)
def test_wrong_options_of_train_are_one_line(
    tmp_path: Path, arguments: list[str], sentence: str
) -> None:
    result = moviebot(tmp_path / "state", "train", *arguments)
    assert result.returncode == 1
    assert not result.stdout
    assert result.stderr.startswith("moviebot: ")
    assert len(result.stderr.splitlines()) == 1
    assert sentence in result.stderr


@pytest.mark.parametrize("command", ["predict", "recommend"])
def test_wrong_line_is_named(files: CsvFiles, tmp_path: Path, command: str) -> None:
    ratings, pairs, out = (tmp_path / name for name in ("r.csv", "p.csv", "out.csv"))
    ratings.write_text("userId,movieId,rating\n1,1,7\n")
    pairs.write_text("userId,movieId\n1,1\n")
    more = ["--pairs", str(pairs)] if command == "predict" else []
    options = ["--ratings", str(ratings), "--movies", str(files.movies), "--out", str(out), *more]
    result = moviebot(tmp_path / "state", "batch", command, *options)
    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 1
    assert f'{ratings}, line 2: rating "7" — expected 0.5 to 5.0 in halves' in result.stderr
    assert not out.exists()


@pytest.fixture
def _minding_interrupts() -> Iterator[None]:
    """Tests that a shell started in the background ignore Ctrl-C, and so would the process."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_minding_interrupts")
@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent to a process group there")
def test_interrupted_batch_leaves_nothing(files: CsvFiles, tmp_path: Path) -> None:
    temporary, results = tmp_path / "temporary", tmp_path / "results"
    temporary.mkdir()
    results.mkdir()
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "bot", "batch", "recommend", *files.arguments),
            *("--out", str(results / "out.csv"), "--progress"),
        ],
        cwd=ROOT,
        env=environment(tmp_path / "state", TMPDIR=str(temporary)),
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith("Training: "):
            break
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the child as well
    started = time.monotonic()
    _, rest = process.communicate(timeout=30)
    assert process.returncode == 130
    assert time.monotonic() - started < 10
    assert "Traceback" not in rest
    assert not list(temporary.glob("moviebot-*"))  # what TensorFlow leaves there is its own
    assert not list(results.iterdir())


def test_help_says_what_goes_in_and_comes_out(tmp_path: Path) -> None:
    result = moviebot(tmp_path, "batch", "--help", COLUMNS="100")
    assert result.returncode == 0
    assert "predict" in result.stdout
    assert "recommend" in result.stdout
    result = moviebot(tmp_path, "batch", "predict", "--help", COLUMNS="100")
    assert "userId,movieId,prediction,std" in result.stdout
