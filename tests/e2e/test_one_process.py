"""One process at a time writes into a STATE_DIR, and what it leaves there is nobody else's."""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from bot.playground import World, person, serve
from bot.service.state import StateDirectory
from core.errors import StorageError
from tests.e2e.processes import ROOT, environment, moviebot, one_line, running

OCCUPY = """
import sys
from pathlib import Path
from bot.service.state import StateDirectory
state = StateDirectory(Path(sys.argv[1]))
with state.occupied(), state.workshop() as directory:
    (directory / "leftover").write_text("what a process was at")
    print("occupied", flush=True)
    sys.stdin.read()
"""


class Occupant:
    """Another process that has a STATE_DIR; killed on leaving."""

    def __init__(self, state_dir: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", OCCUPY, str(state_dir)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
        )
        assert self.process.stdout is not None
        assert self.process.stdout.readline().strip() == b"occupied"

    def __enter__(self) -> "Occupant":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [("run",), ("playground", "--port", "0"), ("chat",), ("train",), ("restore", "backup.zip")],
)
def test_second_process_is_refused_and_hears_which_one_is_there(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    with Occupant(tmp_path) as other:
        line = one_line(moviebot(tmp_path, *command))
        assert f"process {other.process.pid} is using STATE_DIR {tmp_path}" in line
    assert sorted(each.name for each in tmp_path.iterdir()) == ["moviebot.lock", "tmp"]


@pytest.mark.slow
async def test_commands_that_read_work_beside_a_bot(state_dir: Path, tmp_path: Path) -> None:
    world = World()
    ada = person(world, "Ada")
    async with serve(world) as address, running(state_dir, address, world) as process:
        await ada.says("/rate heat 4").reply(within=60)
        for command in (
            ("data", "info"),
            ("models", "list"),
            ("backup", str(tmp_path / "backup.zip")),
        ):
            result = moviebot(state_dir, *command)
            assert result.returncode == 0, result.stderr
        line = one_line(moviebot(state_dir, "restore", str(tmp_path / "backup.zip")))
        assert f"process {process.pid} is using" in line
        assert "★4 Heat" in (await ada.says("/ratings").reply(within=60)).text


def test_lock_goes_with_its_process_and_the_next_one_sweeps(tmp_path: Path) -> None:
    state = StateDirectory(tmp_path)
    with Occupant(tmp_path):
        with pytest.raises(StorageError, match="is using STATE_DIR"), state.occupied():
            pass
        with state.workshop() as ours:
            assert len(list(state.temporary.iterdir())) == 2  # theirs is not swept
    assert len(list(state.temporary.iterdir())) == 1
    assert not ours.exists()
    with state.occupied(), state.workshop() as ours:
        assert list(state.temporary.iterdir()) == [ours]
        assert (tmp_path / "moviebot.lock").read_text() == str(os.getpid())
        with pytest.raises(StorageError, match=f"process {os.getpid()} is using"), state.occupied():
            pass


def test_whatever_is_kept_is_for_nobody_else(tmp_path: Path) -> None:
    state = StateDirectory(tmp_path / "state")
    state.create()
    loose = [state.training_log, state.models / "model-1.npz", state.prepared / "catalog.npz"]
    for path in loose:
        path.write_bytes(b"")
        path.chmod(0o644)
    state.models.chmod(0o755)
    state.create()
    with state.occupied(), state.workshop():
        for path in [state.root, *state.root.rglob("*")]:
            mode = stat.S_IMODE(path.stat().st_mode)
            assert mode == (0o700 if path.is_dir() else 0o600), path


@pytest.mark.slow
@pytest.mark.parametrize("left", [None, b""])
def test_lost_database_is_not_made_anew_where_models_are(
    state_dir: Path, tmp_path: Path, left: bytes | None
) -> None:
    backup = tmp_path / "backup.zip"
    if left is None:
        assert moviebot(state_dir, "backup", str(backup)).returncode == 0
    database = state_dir / "moviebot.db"
    database.unlink()
    if left is not None:
        database.write_bytes(left)
    models = sorted(each.name for each in (state_dir / "models").iterdir())
    line = one_line(moviebot(state_dir, "chat"))
    assert f"{database} is {'missing' if left is None else 'empty'}" in line
    assert "moviebot restore" in line
    assert sorted(each.name for each in (state_dir / "models").iterdir()) == models
    if left is None:
        assert not database.exists()
        assert moviebot(state_dir, "restore", str(backup)).returncode == 0
        assert moviebot(state_dir, "models", "list").returncode == 0
        return
    shutil.move(state_dir / "models", state_dir / "old-models")
    assert moviebot(state_dir, "data", "info").returncode == 0


def test_temporary_files_of_a_command_lie_in_the_state(tmp_path: Path) -> None:
    script = (
        "import tempfile\n"
        "from bot.cli.command import do\n"
        "from core.child.process import run_in_child\n"
        "async def command(settings):\n"
        "    print(tempfile.mkdtemp())\n"
        "    print(await run_in_child(tempfile.mkdtemp))\n"
        "if __name__ == '__main__':\n"
        "    do(command, occupies=True)\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env=environment(tmp_path / "state"),
    )
    for line in result.stdout.splitlines():
        assert line.startswith(str(tmp_path / "state" / "tmp"))
    assert list((tmp_path / "state" / "tmp").iterdir()) == []
