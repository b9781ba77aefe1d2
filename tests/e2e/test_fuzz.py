"""Updates of all kinds, valid and broken, through the whole bot; many more of them by hand.

`python -m benchmarks.fuzz_updates --n 100000 --seed 1` does the same for as long as one likes.
"""

from pathlib import Path

import pytest

from benchmarks.fuzz_updates.house import fuzz
from tests.e2e.conftest import settings_for

pytestmark = [
    pytest.mark.slow,
    # It fills all fields that the library has, those too that will go with its next version.
    pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning"),
]

N_UPDATES, SECONDS = 600, 8.0


async def test_nobody_is_silenced_and_nothing_is_half_written(state_dir: Path) -> None:
    settings = settings_for(state_dir)
    found = await fuzz(settings, N_UPDATES, 15, seconds=SECONDS, file_share=0.0)
    assert found.n_updates >= 100
    assert found.n_replies > found.n_updates / 4
    assert not found.faults
