"""Measuring a process from outside, what it starts included."""

import sys
from pathlib import Path

import pytest

from benchmarks.peers.measure import CommandError, run

HOLD_100_MB = "import time; held = bytearray(100 << 20); time.sleep(0.4)"


def test_memory_of_children_counts_and_that_of_the_harness_does_not(tmp_path: Path) -> None:
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {HOLD_100_MB!r}])"
    measured = run([sys.executable, "-c", parent], tmp_path, tmp_path / "output.txt")
    assert 100 < measured.peak_mb < 150
    assert 0.4 < measured.wall_seconds < 10


def test_failing_command_says_what_it_said_last(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import sys; print('begun'); sys.exit('no such film')"]
    with pytest.raises(CommandError, match=r"exit status 1: (?s:.*)no such film"):
        run(command, tmp_path, tmp_path / "output.txt")
