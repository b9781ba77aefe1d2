"""`python -m benchmarks.fuzz_updates --n 100000 --seed 1`: see the package."""

import asyncio
import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.fuzz_updates.house import Findings, fuzz
from bot.service.services import open_services
from bot.service.settings import Settings

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("PTB_TIMEDELTA", "1")  # the library's next form; it warns of today's

_EVERY = 2000  # updates between two lines of progress


def main(
    n: Annotated[int, typer.Option(help="How many updates.", min=1)] = 100_000,
    seed: Annotated[int, typer.Option(help="Of all chance.")] = 1,
    seconds: Annotated[float, typer.Option(help="After which no more is begun.")] = 3600.0,
    state: Annotated[
        Path | None,
        typer.Option(help="A STATE_DIR with a model, which is copied; else one is trained."),
    ] = None,
) -> None:
    """Pour updates of all kinds, half of them broken, into the bot; exit 1 where it is not well."""
    with tempfile.TemporaryDirectory(prefix="moviebot-fuzz-") as directory:
        copy = Path(directory) / "state"
        if state is not None:
            shutil.copytree(state, copy)
        settings = Settings(_env_file=None, state_dir=copy)  # type: ignore[call-arg]
        findings = asyncio.run(_run(settings, n, seed, seconds))
    print(f"{findings.n_updates} updates, {findings.n_broken} of them broken; {findings.kinds}")
    print(f"{findings.n_replies} replies; the longest wait for one was {findings.slowest:.1f} s")
    for name, found in findings.faults.items():
        print(f"{name}: {found}")
    for name, example in findings.examples.items():
        print(f"\nFor example, of {name}:\n{example}")
    raise typer.Exit(bool(findings.faults))


async def _run(settings: Settings, n: int, seed: int, seconds: float) -> Findings:
    async with open_services(settings) as services:
        await services.retraining.ensure_model(lambda _: None)
    began = time.monotonic()

    def tell(findings: Findings) -> None:
        if findings.n_updates % _EVERY == 0:
            rate = findings.n_updates / (time.monotonic() - began)
            print(f"{findings.n_updates} updates, {rate:.0f} a second", flush=True)

    return await fuzz(settings, n, seed, seconds=seconds, progress=tell)


typer.run(main)
