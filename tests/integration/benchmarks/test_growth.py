"""How training grows, on a world so small that it takes a few seconds."""

import pytest

from benchmarks.growth import column


@pytest.mark.slow
def test_every_part_of_a_training_is_measured() -> None:
    found = column(n_ratings=3_000, n_steps=1, n_sweeps=2)
    assert found["users"] == "18"
    assert float(found["a step of the rating head, s"]) >= 0
    assert int(found["peak memory, MB"]) > 0
    assert int(found["steps of a whole training"]) > 1
