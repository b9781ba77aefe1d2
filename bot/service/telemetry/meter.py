"""What the bot measures about itself while it runs: how soon it answers, and how much waits.

Everything is in memory and begins anew with the process. A reply counts as given when Telegram has
acknowledged it, so network and rate limits are in its time, and so is every wait in between.
"""

import os
import time
from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

import numpy as np

_MEMORY = 10_000  # replies that percentiles are of
_PAGE_COUNTS = Path("/proc/self/statm")
# Upper ends in seconds, for the histogram: around the 100 ms that are promised, and far beyond.
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


@dataclass(frozen=True, slots=True)
class Percentiles:
    """How soon people were answered, in seconds."""

    n: int  # replies
    median: float
    p95: float
    p99: float
    worst: float


@dataclass(frozen=True, slots=True)
class Figures:
    """How the bot has been doing since it was started."""

    seconds_up: float
    n_updates: int  # dealt with
    n_failures: int  # of them, by a fault that was not the person's
    n_unreadable: int  # of them, put aside because they cannot be read
    queue: int  # arrived and not dealt with yet
    reply_seconds: Percentiles | None  # of the latest replies; None: there was none yet
    memory: int | None  # resident bytes of this process; None: the system does not tell
    n_waiting: int = 0  # messages that wait for their chat's turn
    n_dropped: int = 0  # messages that were not sent, as their chat takes no more


@dataclass(frozen=True, slots=True)
class Histogram:
    """Replies since the start by the time they took."""

    counts: tuple[int, ...]  # up to each of BUCKETS, and in the end all
    total: float  # seconds, all together


@dataclass(slots=True)
class _Request:
    """An update in hand."""

    arrived: float | None  # None: it waited on disk, from before the start
    acknowledged: float | None = None  # when a button's spinner was stopped, for the time being
    replied: bool = False
    failed: bool = False


class Meter:
    """Counts and times; one for a running bot, used from its event loop only."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._started = clock()
        self._heard = self._started
        # By the update's address, as updates compare by their id only, with what keeps it alive.
        self._arrived: dict[int, tuple[object, float]] = {}
        self._n_in_hand = 0
        self._latest: deque[float] = deque(maxlen=_MEMORY)
        self._by_bucket = [0] * (len(BUCKETS) + 1)
        self._total = 0.0
        self._answered = self._started
        self.n_updates = 0
        self.n_failures = 0
        self.n_unreadable = 0
        self.n_waiting = 0
        self.n_dropped = 0
        self._request: ContextVar[_Request | None] = ContextVar("request", default=None)

    def heard(self, updates: Iterable[object]) -> None:
        """Telegram has answered, with these updates or with none."""
        self._heard = self._clock()
        if not self._n_at_hand:
            self._answered = self._heard  # until now nobody had to be
        for update in updates:
            self._arrived[id(update)] = update, self._heard

    @contextmanager
    def handling(self, update: object) -> Iterator[None]:
        """Deal with an update; what is replied inside, by whichever task, replies to it."""
        if not self._n_at_hand:
            self._answered = self._clock()
        _, arrived = self._arrived.pop(id(update), (None, None))
        request = _Request(arrived)
        token = self._request.set(request)
        self._n_in_hand += 1
        try:
            yield
        finally:
            self._n_in_hand -= 1
            self.n_updates += 1
            self._request.reset(token)
            if not request.failed:
                self._answered = self._clock()
            if request.acknowledged is not None:  # and nothing followed
                self._note(request, request.acknowledged)

    def acknowledged(self) -> None:
        """A button's spinner has stopped: the reply to its press, unless more is said to it."""
        request = self._request.get()
        if request is not None and request.acknowledged is None:
            request.acknowledged = self._clock()

    def replied(self) -> None:
        """Telegram has taken an answer; the first one to an update is timed."""
        self._answered = self._clock()
        request = self._request.get()
        if request is not None:
            self._note(request, self._clock())

    def failed(self) -> None:
        """An update could not be dealt with, and that was not its sender's mistake."""
        self.n_failures += 1
        request = self._request.get()
        if request is not None:
            request.failed = True

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """A message waits for its chat's turn."""
        self.n_waiting += 1
        try:
            yield
        finally:
            self.n_waiting -= 1

    def dropped(self) -> None:
        """A message was not sent, as its chat takes no more."""
        self.n_dropped += 1

    def unreadable(self) -> None:
        """An update was put aside because it cannot be read."""
        self.n_unreadable += 1

    def _note(self, request: _Request, replied: float) -> None:
        if request.replied or request.arrived is None:
            return
        request.replied = True
        seconds = replied - request.arrived
        self._latest.append(seconds)
        self._by_bucket[bisect_left(BUCKETS, seconds)] += 1
        self._total += seconds

    def seconds_unheard(self) -> float:
        """How long Telegram has not answered."""
        return self._clock() - self._heard

    def seconds_unanswered(self) -> float:
        """How long nobody has been answered though somebody waits, and not for their chat alone."""
        somebody_waits = self._n_at_hand > self.n_waiting
        return self._clock() - self._answered if somebody_waits else 0.0

    def figures(self) -> Figures:
        """Everything, as of now."""
        return Figures(
            self._clock() - self._started,
            self.n_updates,
            self.n_failures,
            self.n_unreadable,
            self._n_at_hand,
            percentiles(self._latest),
            resident_bytes(),
            self.n_waiting,
            self.n_dropped,
        )

    @property
    def _n_at_hand(self) -> int:
        return len(self._arrived) + self._n_in_hand

    def histogram(self) -> Histogram:
        """All replies since the start."""
        return Histogram(tuple(np.cumsum(self._by_bucket).tolist()), self._total)


def percentiles(seconds: Sequence[float]) -> Percentiles | None:
    """The usual percentiles, each one a time that was measured; None of nothing."""
    if not seconds:
        return None
    found = np.percentile(np.asarray(seconds), (50, 95, 99, 100), method="inverted_cdf")
    return Percentiles(len(seconds), *found.tolist())


def resident_bytes() -> int | None:
    """Memory this process occupies; None where the kernel does not say it as Linux does."""
    try:
        n_pages = int(_PAGE_COUNTS.read_text(encoding="ascii").split()[1])
        return n_pages * os.sysconf("SC_PAGE_SIZE")
    except FileNotFoundError:
        return None
