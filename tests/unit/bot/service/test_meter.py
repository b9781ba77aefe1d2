"""What the bot measures about itself: times, counts, percentiles."""

import asyncio
import itertools

import pytest
from telegram import Update

from bot.service.telemetry.meter import BUCKETS, Meter, percentiles, resident_bytes


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def meter(clock: Clock) -> Meter:
    return Meter(clock)


def reply_after(meter: Meter, clock: Clock, seconds: float) -> None:
    update = Update(1)
    meter.heard([update])
    with meter.handling(update):
        clock.now += seconds
        meter.replied()


def test_a_meter_that_has_seen_nothing_says_so(meter: Meter, clock: Clock) -> None:
    clock.now += 5
    figures = meter.figures()
    assert (figures.n_updates, figures.n_failures, figures.queue) == (0, 0, 0)
    assert figures.reply_seconds is None
    assert figures.seconds_up == 5


def test_the_time_runs_from_the_arrival_to_the_first_reply(meter: Meter, clock: Clock) -> None:
    update = Update(1)
    meter.heard([update])
    clock.now += 2  # waits behind the same person's last one
    with meter.handling(update):
        clock.now += 1
        meter.replied()
        clock.now += 7
        meter.replied()
    replies = meter.figures().reply_seconds
    assert replies is not None
    assert (replies.n, replies.median, replies.worst) == (1, 3.0, 3.0)


def test_a_stopped_spinner_is_the_reply_only_where_nothing_follows(
    meter: Meter, clock: Clock
) -> None:
    for follows, expected in ((True, 3.0), (False, 1.0)):
        update = Update(1)
        meter.heard([update])
        with meter.handling(update):
            clock.now += 1
            meter.acknowledged()
            clock.now += 2
            if follows:
                meter.replied()
        assert meter.figures().reply_seconds is not None
        assert meter._latest[-1] == expected


def test_queue_holds_what_has_arrived_until_it_is_dealt_with(meter: Meter) -> None:
    updates = [Update(number) for number in range(3)]
    meter.heard(updates)
    assert meter.figures().queue == 3
    with meter.handling(updates[0]):
        assert meter.figures().queue == 3
    assert meter.figures().queue == 2


def test_what_failed_is_dealt_with_too(meter: Meter) -> None:
    update = Update(1)
    meter.heard([update])
    with pytest.raises(ZeroDivisionError), meter.handling(update):
        raise ZeroDivisionError
    meter.failed()
    figures = meter.figures()
    assert (figures.n_updates, figures.n_failures, figures.queue) == (1, 1, 0)


def test_a_replayed_update_has_no_arrival_to_count_from(meter: Meter) -> None:
    with meter.handling(Update(1)):
        meter.replied()
    assert meter.figures().reply_seconds is None
    assert meter.figures().n_updates == 1


def test_a_message_nobody_asked_for_is_no_reply(meter: Meter) -> None:
    meter.replied()
    meter.acknowledged()
    assert meter.figures().reply_seconds is None


async def test_each_reply_belongs_to_the_update_it_was_made_for(meter: Meter, clock: Clock) -> None:
    slow, quick = Update(1), Update(1)  # equal: they compare by their id
    meter.heard([slow, quick])
    may_reply = asyncio.Event()

    async def answer(update: Update, waits: bool) -> None:
        with meter.handling(update):
            if waits:
                await may_reply.wait()
            await asyncio.create_task(reply())  # a task of the handler's own

    async def reply() -> None:
        meter.replied()

    clock.now += 1
    waiting = asyncio.create_task(answer(slow, True))
    await asyncio.create_task(answer(quick, False))
    clock.now += 4
    may_reply.set()
    await waiting
    assert list(meter._latest) == [1.0, 5.0]


def test_histogram_counts_up_to_each_end_and_everything_in_the_end(
    meter: Meter, clock: Clock
) -> None:
    for seconds in (0.01, 0.03, 0.2, 100.0):
        reply_after(meter, clock, seconds)
    histogram = meter.histogram()
    assert histogram.total == pytest.approx(100.24)
    assert len(histogram.counts) == len(BUCKETS) + 1
    assert histogram.counts[-1] == 4
    assert dict(zip(BUCKETS, histogram.counts, strict=False))[0.25] == 3
    assert all(before <= after for before, after in itertools.pairwise(histogram.counts))


def test_percentiles_are_times_that_were_measured() -> None:
    found = percentiles([float(number) for number in range(100, 0, -1)])
    assert found is not None
    assert (found.n, found.median, found.p95, found.p99, found.worst) == (100, 50, 95, 99, 100)
    assert percentiles([]) is None


def test_silence_of_telegram_is_timed(meter: Meter, clock: Clock) -> None:
    clock.now += 30
    assert meter.seconds_unheard() == 30
    meter.heard([])
    assert meter.seconds_unheard() == 0


def test_memory_of_a_process_with_numpy_is_megabytes_not_pages() -> None:
    memory = resident_bytes()
    assert memory is None or memory > 20_000_000
