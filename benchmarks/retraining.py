"""Does anybody feel a retraining? `python -m benchmarks.retraining [--only replies|swaps]`.

* replies: 50 people talk to the real bot, each every five seconds on average, or as
  `--per-second` says for all of them; a bot may answer 30 a second. In turns nothing else
  runs, and a real training does, with the limits the bot gives it; from what people say to the
  first reply.
* swaps: a model of full size is put into service ten times, as after a training. How long the
  event loop stands still meanwhile, by a clock that looks every millisecond, and how long the swap
  itself takes; resident memory after the first swap and after the last, with people asking in
  between.

All of it on the embedded data, the bot and the local Bot API in one process.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the bot serves; before numpy is imported

import argparse
import asyncio
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from bot.playground import Person, World, person, serve
from bot.service.models.training_run import Run
from bot.service.services import Services, open_services
from bot.service.settings import Settings
from bot.service.telemetry.meter import resident_bytes
from bot.telegram.app import running_bot
from core.model.factor_model import load_model
from core.training.jobs import RetrainingReport, TrainingReport
from core.training.verdict import Verdict
from storage.trainings import TrainingCause

SEED = 11
N_PEOPLE = 50
PER_SECOND = 10.0  # updates
N_TURNS = 2
IDLE_SECONDS = 60.0  # of each turn; a training goes on until it has ended
N_SWAPS = 10
N_QUESTIONS = 40  # after each swap
LOOK_EVERY = 0.001  # seconds
QUESTIONS = ("/recommend", "/similar Heat 1995", "/ratings")


@dataclass
class Talk:
    """One person, who waits for each answer before going on."""

    who: Person
    lines: Iterator[str]
    rng: np.random.Generator
    pause: float  # seconds on average, between an answer and the next line
    times: list[float] = field(default_factory=list)  # milliseconds, of this turn

    async def until(self, over: Callable[[], bool]) -> None:
        """Go on until it is over."""
        while not over():
            await asyncio.sleep(float(self.rng.exponential(self.pause)))
            await self.say(next(self.lines))

    async def say(self, line: str) -> None:
        """Say something and wait for the first reply."""
        messages = self.who.private.messages
        n_messages, started = len(messages), time.perf_counter()
        self.who.says(line)
        await self.who.world.journal.until(lambda: len(messages) > n_messages + 1, 60)
        self.times.append((time.perf_counter() - started) * 1000)


def lines(services: Services, rng: np.random.Generator) -> Iterator[str]:
    """Half ratings, half questions; no film twice."""
    catalog = services.recommending.current.catalog
    titles = services.recommending.current.titles
    known = np.argsort(-catalog.rating_count)[:400]
    films = [catalog.films[index] for index in rng.permutation(known).tolist()]
    for film in films:
        if titles.resolve(film.label).film == film:
            yield f"/rate {film.label} ★{float(rng.integers(1, 11)) / 2:g}"
            yield str(rng.choice(QUESTIONS))


async def replies(services: Services, talks: list[Talk]) -> None:
    """Print how soon people were answered, in turns with and without a training."""
    columns: dict[str, list[float]] = {"nothing else runs": [], "a training runs": []}
    peaks, seconds = [], []
    for _ in range(N_TURNS):
        end = time.perf_counter() + IDLE_SECONDS
        columns["nothing else runs"] += await turn(talks, lambda: time.perf_counter() > end)  # noqa: B023
        run, _ = await services.retraining.request(TrainingCause.REQUEST)
        lasted = asyncio.create_task(lasting(run))
        columns["a training runs"] += await turn(talks, run.ended.is_set)
        seconds.append(await lasted)
        assert run.result is not None
        assert run.result.report is not None, run.result
        peaks.append((run.result.report.peak_memory or 0) / 1e6)
    table = Table(
        title=f"{len(talks)} people, {len(talks) / talks[0].pause:g} updates a second, seed {SEED}"
    )
    for heading in ("while", "replies", "median ms", "p95 ms", "p99 ms", "worst ms"):
        table.add_column(heading, justify="left" if heading == "while" else "right")
    for name, times in columns.items():
        found = np.percentile(times, [50, 95, 99, 100])
        table.add_row(name, str(len(times)), *(f"{each:.1f}" for each in found))
    Console().print(table)
    p99 = [float(np.percentile(times, 99)) for times in columns.values()]
    took = ", ".join(f"{each:.0f} s" for each in seconds)
    most = ", ".join(f"{each:.0f} MB" for each in peaks)
    Console().print(f"p99 with a training: × {p99[1] / p99[0]:.2f}; trainings {took}, {most}")


async def turn(talks: list[Talk], over: Callable[[], bool]) -> list[float]:
    """What everybody waited until it was over."""
    for each in talks:
        each.times.clear()
    await asyncio.gather(*(each.until(over) for each in talks))
    return [milliseconds for each in talks for milliseconds in each.times]


async def lasting(run: Run) -> float:
    """Seconds until it has ended."""
    started = time.perf_counter()
    await run.ended.wait()
    return time.perf_counter() - started


async def swaps(services: Services, talks: list[Talk]) -> None:
    """Print how long the loop stood still for swaps, and what they leave in memory."""
    recommending = services.recommending
    assert recommending.model_path is not None
    source = recommending.model_path.with_name("kept.npz")
    shutil.copy(recommending.model_path, source)
    await ask(talks)
    with watching() as idle:
        await asyncio.sleep(1.0)
    swapped, standstills, memory = [], [], []
    for _ in range(N_SWAPS):
        path = recommending.new_job().model_path
        shutil.copy(source, path)
        with watching() as stood:
            await recommending.admit(retrained(path))
        standstills.append(max(stood))
        await recommending.prune()
        swapped.append(await swap(services, source))
        await ask(talks)
        memory.append((resident_bytes() or 0) / 1e6)
    table = Table(title=f"{N_SWAPS} swaps")
    table.add_column("")
    table.add_column("median", justify="right")
    table.add_column("worst", justify="right")
    for name, values in (
        ("the swap itself, ms", swapped),
        ("loop stands still while a model is loaded, recorded and put in, ms", standstills),
        ("loop stands still when nothing happens, ms", idle),
    ):
        table.add_row(name, f"{np.median(values):.3f}", f"{max(values):.3f}")
    Console().print(table)
    first, last = memory[0], memory[-1]
    Console().print(
        f"memory after 1: {first:.1f} MB, after {N_SWAPS}: {last:.1f} MB ({last / first - 1:+.1%})"
    )


async def swap(services: Services, path: Path) -> float:
    """Milliseconds in which nothing else runs: the new model in, the memory of the old one out."""
    recommending = services.recommending
    model = await asyncio.to_thread(load_model, path)
    fresh = await asyncio.to_thread(recommending.current.with_model, model)
    started = time.thread_time()  # of this thread, whatever else the machine does
    recommending.current = fresh
    return (time.thread_time() - started) * 1000


def retrained(path: Path) -> RetrainingReport:
    """As if a child had made this file and found nothing against it."""
    training = TrainingReport(path, 0.8, 0.9, 60, 1.0)
    return RetrainingReport(training, Verdict((), (), {}), (), (), 100_000, 0, None)


@contextmanager
def watching() -> Iterator[list[float]]:
    """Milliseconds by which each look of a clock on the loop comes late."""
    late = [0.0]

    async def look() -> None:
        while True:
            started = time.perf_counter()
            await asyncio.sleep(LOOK_EVERY)
            late.append((time.perf_counter() - started - LOOK_EVERY) * 1000)

    task = asyncio.create_task(look())
    try:
        yield late
    finally:
        task.cancel()


async def ask(talks: list[Talk]) -> None:
    """A few people ask, so that what a model needs to answer is there."""
    for each in talks[:N_QUESTIONS]:
        await each.say("/recommend")


async def measure(only: str | None, per_second: float) -> None:
    """Train the first model, then measure."""
    rng = np.random.default_rng(SEED)
    world = World()
    people = [person(world, f"Person {number}") for number in range(N_PEOPLE)]
    with tempfile.TemporaryDirectory() as state:
        settings = Settings(_env_file=None, state_dir=Path(state), keep_models=2)  # type: ignore[call-arg]
        async with open_services(settings) as services:
            await services.retraining.ensure_model(lambda _: None)
            pause = N_PEOPLE / per_second
            talks = [Talk(who, lines(services, rng), rng, pause) for who in people]
            async with serve(world) as address, running_bot(world.token, address, services):
                for name, part in (("replies", replies), ("swaps", swaps)):
                    if only in {None, name}:
                        await part(services, talks)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=("replies", "swaps"))
    parser.add_argument("--per-second", type=float, default=PER_SECOND)
    chosen = parser.parse_args()
    asyncio.run(measure(chosen.only, chosen.per_second))
