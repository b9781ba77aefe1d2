"""What a child process may take of the machine, so that whoever is served meanwhile never waits.

Cores are limited by affinity and not by numbers of threads: TensorFlow, BLAS and our own pools all
look at it, and together they cannot take more than they were given, whatever each of them starts.
Memory is watched and not limited by RLIMIT_AS, which counts address space; TensorFlow reserves
several times what it touches.
"""

import contextlib
import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

_LOOK_EVERY = 0.1  # seconds
_KIB = 1024


class Limit(StrEnum):
    """What a process was ended for."""

    MEMORY = "memory"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Limits:
    """None: as much as there is."""

    nice: int = 10  # added to this process's own: who answers people goes first; 19 is the most
    cores: int | None = None  # on Linux; elsewhere only `nice` makes room
    memory: int | None = None  # bytes that are resident at any moment
    seconds: float | None = None  # from the call to the result


NO_LIMITS = Limits()


def take_on(limits: Limits, give_up: Callable[[Limit], None]) -> None:
    """Runs in the child, before it starts a thread: threads inherit both cores and patience.

    Args:
        limits: `seconds` is the parent's affair, who can still tell the time when the child hangs.
        give_up: called in a thread of its own when the memory is too much.
    """
    if sys.platform != "win32":
        os.nice(limits.nice)
    if sys.platform == "linux":
        if limits.cores is not None:
            allowed = sorted(os.sched_getaffinity(0))
            os.sched_setaffinity(0, allowed[-limits.cores :])
        # Short of memory, the kernel shall end this process and not the one that serves.
        with contextlib.suppress(OSError):  # a sandbox without that file has its own rules
            Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    if limits.memory is not None:
        threading.Thread(target=_watch, args=(limits.memory, give_up), daemon=True).start()


def n_cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def peak_memory() -> int | None:
    """The most that was resident at any moment of this process, bytes; None on Windows."""
    if sys.platform == "win32":
        return None
    import resource  # noqa: PLC0415 - Windows has none

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * _KIB


def _watch(limit: int, give_up: Callable[[Limit], None]) -> None:
    while (peak_memory() or 0) <= limit:
        time.sleep(_LOOK_EVERY)
    give_up(Limit.MEMORY)
