"""What child processes do in tests of limits; top-level, where a spawned process can find it."""

import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Standing:
    """What a process may take, as the system sees it."""

    nice: int
    cores: tuple[int, ...]
    first_to_go: bool  # when memory is short


def standing() -> Standing:
    score = int(Path("/proc/self/oom_score_adj").read_text(encoding="ascii"))
    return Standing(os.nice(0), tuple(sorted(os.sched_getaffinity(0))), score == 1000)


def grow(n_bytes: int) -> int:
    """Take memory and touch it, a little at a time."""
    held = []
    for _ in range(n_bytes >> 20):
        held.append(b"x" * (1 << 20))
        time.sleep(0.002)
    return len(held)


def grow_and_tell(n_bytes: int, send: Callable[[object], None]) -> int:
    """The same while talking all the time."""
    held = []
    for number in range(n_bytes >> 20):
        held.append(b"x" * (1 << 20))
        send(number)
        time.sleep(0.002)
    return len(held)


def stop() -> None:
    """Be stopped as by a debugger: no thread of the process gets a turn any more."""
    os.kill(os.getpid(), signal.SIGSTOP)


def too_late() -> None:
    raise TimeoutError("its own")
