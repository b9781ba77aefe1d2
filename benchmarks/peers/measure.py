"""Running one command and measuring it from outside: wall time and resident memory (Linux only)."""

import os
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

SAMPLE_SECONDS = 0.05
_LOG_TAIL = 2_000  # characters of output that a failure shows
_SESSION, _PARENTHESIS = 3, ")"  # /proc/PID/stat: fields after the command's name


class CommandError(Exception):
    """The command ended with an error; says with which, and its last output."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a command took, everything it started included."""

    wall_seconds: float
    peak_mb: float  # resident, MiB


@dataclass(slots=True)
class _Memory:
    """The peak so far of a session's processes.

    Their sum is sampled, so a shorter peak of several processes together can be missed; each
    one's own peak is the kernel's count. Memory that processes share counts for each of them.
    """

    session: int
    together_kb: int = 0
    alone_kb: dict[int, int] = field(default_factory=dict)

    def sample(self) -> None:
        total = 0
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:
                stat = (entry / "stat").read_text(encoding="utf-8", errors="replace")
                if int(stat.rpartition(_PARENTHESIS)[2].split()[_SESSION]) != self.session:
                    continue
                status = (entry / "status").read_text(encoding="utf-8", errors="replace")
            except (OSError, IndexError):
                continue  # it ended meanwhile
            sizes = dict(line.split(":", 1) for line in status.splitlines() if line[:2] == "Vm")
            if "VmRSS" not in sizes:
                continue  # ended, but not yet waited for
            total += int(sizes["VmRSS"].split()[0])
            self.alone_kb[int(entry.name)] = int(sizes["VmHWM"].split()[0])
        self.together_kb = max(self.together_kb, total)

    @property
    def peak_mb(self) -> float:
        return max(self.together_kb, *self.alone_kb.values(), 0) / 1024


def run(command: Sequence[str], cwd: Path, log: Path) -> Measured:
    """Run to the end; output goes to `log`.

    Raises:
        CommandError: it did not end with 0.
    """
    with log.open("wb") as output:
        started = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - the harness's own commands
            command,
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # by which the processes it starts are known as its own
        )
        memory = _Memory(process.pid)
        try:
            while not _ended(process):
                memory.sample()
        except BaseException:  # Ctrl+C too: never leave a training behind
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise
        wall_seconds = time.perf_counter() - started
    if process.returncode != 0:
        said = log.read_text(encoding="utf-8", errors="replace")[-_LOG_TAIL:].strip()
        raise CommandError(f"exit status {process.returncode}: {said}")
    return Measured(wall_seconds, memory.peak_mb)


def _ended(process: "subprocess.Popen[bytes]") -> bool:
    """Wait until the next sample is due, or until the end."""
    try:
        process.wait(SAMPLE_SECONDS)
    except subprocess.TimeoutExpired:
        return False
    return True
