"""From an empty state directory to the first recommendation, and what a second start takes.

Run with `python -m benchmarks.startup`. The bot is a process of its own; it is spoken to over
HTTP through the local Bot API, as people would. Memory is resident memory as the kernel counts it
(Linux only).
"""

import asyncio
import os
import signal
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.playground import Person, World, person, serve

SECOND_STARTS = 5


@dataclass(frozen=True, slots=True)
class Figures:
    """One row: what was measured, how much, and how much it may be."""

    name: str
    value: float
    bound: float
    unit: str


@asynccontextmanager
async def running(state_dir: str, world: World, address: str) -> AsyncIterator[int]:
    """The bot as a process; yields its pid."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "run",
        env=os.environ
        | {"STATE_DIR": state_dir, "BOT_TOKEN": world.token, "BOT_API_URL": address}
        | {"LOG_LEVEL": "WARNING"},
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        await process.wait()


async def personal_list(ada: Person, within: float) -> None:
    """Ask until the answer rests on the person's taste."""
    deadline = time.perf_counter() + within
    while time.perf_counter() < deadline:
        reply = await ada.says("/recommend").reply(within=within)
        if "predicted" in reply.text:
            return
        await asyncio.sleep(0.25)
    raise TimeoutError("no personal recommendation in time")


def resident_mb(pid: int) -> float:
    """Resident memory of a process, MB."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise LookupError("the kernel tells no VmRSS")


async def measure() -> list[Figures]:
    """All figures, from one fresh state directory."""
    world = World()
    ada = person(world, "Ada")
    with tempfile.TemporaryDirectory() as state_dir:
        async with serve(world) as address:
            started = time.perf_counter()
            async with running(state_dir, world, address) as pid:
                await ada.says("/rate Inception 5").reply(within=60)
                first_answer = time.perf_counter() - started
                await personal_list(ada, 300)
                first_list = time.perf_counter() - started
                for _ in range(50):
                    await ada.says("/recommend").reply()
                after_training = resident_mb(pid)
            starts = []
            for _ in range(SECOND_STARTS):
                started = time.perf_counter()
                async with running(state_dir, world, address) as pid:
                    await ada.says("/recommend").reply(within=60)
                    starts.append(time.perf_counter() - started)
                    for _ in range(50):
                        await ada.says("/similar Toy Story").reply()
                    memory = resident_mb(pid)
    return [
        Figures("first start to first answer (popularity)", first_answer, 60, "s"),
        Figures("first start to first personal list, training included", first_list, 60, "s"),
        Figures("second start to first answer, median", sorted(starts)[len(starts) // 2], 3, "s"),
        Figures("resident memory after training and 50 lists", after_training, 150, "MB"),
        Figures("resident memory after 50 lists of similar films", memory, 150, "MB"),
    ]


def main() -> None:
    """Print what was measured beside what was asked for."""
    table = Table(title=f"Bundled data, {os.cpu_count()} cores")
    for column in ("", "measured", "bound"):
        table.add_column(column, justify="right" if column else "left")
    for row in asyncio.run(measure()):
        table.add_row(row.name, f"{row.value:.1f} {row.unit}", f"{row.bound:.0f} {row.unit}")
    Console().print(table)


if __name__ == "__main__":
    main()
