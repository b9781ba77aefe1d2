"""Where the bot is started is strange: no home, nothing writable, another encoding, another CPU."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.csv_files import CsvFiles, write_csv_files
from tests.e2e.processes import ROOT, environment, moviebot

pytestmark = pytest.mark.slow

_STRANGER = ("/usr/bin/unshare", "-U", "--map-user=54321")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> CsvFiles:
    return write_csv_files(tmp_path_factory.mktemp("files"))


@pytest.mark.parametrize("encoding", ["cp1252:strict"])
def test_letters_that_an_encoding_does_not_have_stop_nothing(
    state_dir: Path, encoding: str
) -> None:
    result = moviebot(state_dir, "chat", text="/rate Heat 4\n", PYTHONIOENCODING=encoding)
    assert result.returncode == 0, result.stderr
    assert "?4 for Heat (1995)" in result.stdout
    assert not result.stderr


def test_proxies_of_the_environment_are_not_for_the_own_machine(state_dir: Path) -> None:
    strange = {
        "HTTP_PROXY": "http://127.0.0.1:9",
        "ALL_PROXY": "socks5://127.0.0.1:9",
        "NO_PROXY": "[::1]",
    }
    result = moviebot(state_dir, "chat", text="/rate Heat 4\n", **strange)
    assert result.returncode == 0, result.stderr
    assert "★4 for Heat (1995)" in result.stdout
    result = moviebot(state_dir, "run", BOT_TOKEN="1:a", HTTPS_PROXY="socks5://127.0.0.1:9")
    assert result.returncode == 1
    assert result.stderr.splitlines()[-1] == (
        "moviebot: the proxy of HTTPS_PROXY cannot be used: socks5:// — expected an address such "
        "as http://proxy.example:3128"
    )
    assert "Traceback" not in result.stderr


def test_everything_is_written_in_the_state_directory(state_dir: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    lines = [f"/rate {film} 4" for film in ("Heat", "Alien", "Fargo")]
    result = moviebot(
        state_dir,
        "chat",
        text="\n".join([*lines, "/profile", ""]),
        HOME=str(elsewhere),
        TMPDIR=str(elsewhere),
        XDG_CACHE_HOME=str(elsewhere),
        XDG_CONFIG_HOME=str(elsewhere),
    )
    assert result.returncode == 0, result.stderr
    assert "Your taste in films" in result.stdout
    assert not list(elsewhere.iterdir())
    assert not list((state_dir / "tmp").iterdir())
    assert list((state_dir / "cache" / "matplotlib").iterdir())


def as_nobody(state_dir: Path | None, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run as a user whom the system does not know, with no home."""
    variables = environment(state_dir or Path())
    for name in ("HOME", "XDG_DATA_HOME", *(() if state_dir else ("STATE_DIR",))):
        variables.pop(name, None)
    return subprocess.run(
        [*_STRANGER, sys.executable, "-m", "bot", *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=ROOT,
        env=variables,
    )


@pytest.fixture(scope="module")
def _strangers() -> None:
    if not Path(_STRANGER[0]).exists():
        pytest.skip("no program for it here")
    if subprocess.run([*_STRANGER, sys.executable, "-c", ""], check=False).returncode:
        pytest.skip("users cannot be made up here")


@pytest.mark.usefixtures("_strangers")
def test_somebody_without_a_home_is_told_what_to_set(state_dir: Path) -> None:
    result = as_nobody(None, "data", "info")
    assert result.returncode == 2
    assert result.stderr == (
        "moviebot: wrong settings — STATE_DIR: expected a directory, as no home directory is "
        "known\n"
    )
    assert as_nobody(state_dir, "data", "info").returncode == 0


def test_processor_that_tensorflow_was_not_built_for(files: CsvFiles, tmp_path: Path) -> None:
    package = tmp_path / "libraries" / "tensorflow"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGILL)\n")
    path = os.pathsep.join([str(package.parent), str(ROOT)])
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    options = [*files.arguments, "--out", str(tmp_path / "m.npz")]
    result = moviebot(tmp_path / "state", "train", *options, PYTHONPATH=path, TMPDIR=str(temporary))
    assert result.returncode == 1
    assert result.stderr.splitlines()[-1] == (
        "moviebot: the process of training needs instructions that this processor does not have "
        "(SIGILL): a library in it, such as TensorFlow, was built for newer ones"
    )
    assert not list(temporary.iterdir())
    assert not (tmp_path / "m.npz").exists()


def test_no_place_for_temporary_files_but_the_state(files: CsvFiles, tmp_path: Path) -> None:
    nowhere = "import os, sys, tempfile; tempfile._candidate_tempdir_list = lambda: ['/nowhere']"
    program = f"{nowhere}; sys.argv[0] = 'moviebot'; from bot.__main__ import main; main()"
    pairs = tmp_path / "pairs.csv"
    pairs.write_text("userId,movieId\n1,x\n")
    result = subprocess.run(
        [
            *(sys.executable, "-c", program, "batch", "predict", *files.arguments),
            *("--pairs", str(pairs), "--out", str(tmp_path / "out.csv")),
        ],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=ROOT,
        env=environment(Path("/dev/null/state")),
    )
    assert result.returncode == 2
    assert result.stderr == (
        "moviebot: no temporary file can be written anywhere — set TMPDIR or STATE_DIR\n"
    )


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [("1,1,4.0\n", "ratings.csv holds 1 rating — expected 2 or more to train on"), (None, None)],
)
def test_ratings_that_say_next_to_nothing(
    tmp_path: Path, rows: str | None, sentence: str | None
) -> None:
    ratings, movies, out = (tmp_path / name for name in ("ratings.csv", "movies.csv", "m.npz"))
    movies.write_text("movieId,title,genres\n1,Heat (1995),Crime\n2,Up (2009),Comedy\n")
    ratings.write_text("userId,movieId,rating\n" + (rows or "1,1,5.0\n1,2,5.0\n2,1,5.0\n"))
    options = ["--ratings", str(ratings), "--movies", str(movies), "--out", str(out)]
    before = {path.name for path in tmp_path.iterdir()}
    result = moviebot(tmp_path / "state", "train", *options, TMPDIR=str(tmp_path))
    left = {path.name for path in tmp_path.iterdir()} - before
    if sentence:
        assert result.returncode == 1
        assert result.stderr == f"moviebot: {sentence}\n"
        assert not left
    else:
        assert result.returncode == 0, result.stderr
        assert "0.0%" in result.stdout
        assert left == {"m.npz"}
