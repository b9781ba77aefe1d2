"""How much of a retraining is done, and how long the rest takes."""

import time
from collections.abc import Sequence
from dataclasses import replace

from core.training.jobs import Progress, ProgressListener

# Seconds a phase takes on the embedded data; what counts is their proportion to each other.
_SECONDS = {
    "validation": 16.0,
    "twin": 9.0,
    "model": 8.0,
    "ranking": 9.0,
    "reference": 14.0,
    "reference ranking": 9.0,
    "judging": 4.0,
}
_SURE_FROM = 0.03  # share of the work; the first steps also wait for TensorFlow to be loaded


class ProgressMeter:
    """Adds share and time left to what is reported."""

    def __init__(self, report: ProgressListener, phases: Sequence[str]) -> None:
        """
        Args:
            report: takes what is reported.
            phases: those that there will be, in their order.
        """
        self._report = report
        self._phases = phases
        self._started = time.monotonic()
        self._reported: list[Progress] = []

    def report(self, progress: Progress) -> None:
        """Tell of a few steps of a phase."""
        place = self._phases.index(progress.phase)
        seconds = [_SECONDS[each] for each in self._phases]
        done = sum(seconds[:place]) + seconds[place] * progress.step / progress.n_steps
        share = done / sum(seconds)
        left = None
        if share >= _SURE_FROM:
            left = (time.monotonic() - self._started) * (1 - share) / share
        extended = replace(progress, share=share, seconds_left=left)
        self._reported.append(extended)
        self._report(extended)

    @property
    def reported(self) -> tuple[Progress, ...]:
        """Everything so far."""
        return tuple(self._reported)
