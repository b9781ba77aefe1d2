"""What a model took goes back to the system when the next one serves."""

import subprocess
import sys

import pytest

SCRIPT = """
import sys
import numpy as np
from bot.service.telemetry.meter import resident_bytes
from bot.service.telemetry.memory import give_back_large_arrays

if sys.argv[1] == "given back":
    give_back_large_arrays()
np.ones(3_500_000)  # 28 MB, freed at once: from now on glibc would count less as small
models = [[np.ones(400_000) for _ in range(8)] for _ in range(4)]
small = [bytes(2_000) for _ in range(20_000)]
before = resident_bytes()
models.clear()
print((before - resident_bytes()) / (4 * 8 * 400_000 * 8))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="resident memory is read from /proc")
def test_large_arrays_leave_no_holes() -> None:
    result = subprocess.run(
        [sys.executable, "-c", SCRIPT, "given back"], capture_output=True, text=True, check=True
    )
    assert float(result.stdout) > 0.9
