"""Fifty people talk to the bot at once: is every word heard once, and how soon is it answered?

Run with `python -m benchmarks.conversation`. The real bot, over HTTP, against the local Bot API,
with a model trained on the embedded data. 1,000 updates arrive at random moments, 20 a second on
average (Telegram lets a bot answer 30 a second, and the bot keeps to that by itself).
"""

import asyncio
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from bot.app import open_services, running_bot
from bot.context import Services
from bot.playground import Person, World, person, serve
from bot.settings import Settings

SEED = 11
N_PEOPLE = 50
N_UPDATES = 1_000
PER_SECOND = 20.0


@dataclass(frozen=True, slots=True)
class Line:
    """What somebody says, and the rating it should leave behind."""

    text: str
    movie_id: int | None = None
    stars: float = 0.0


def script(services: Services, rng: np.random.Generator) -> list[list[Line]]:
    """What each person says, in order: half ratings, half questions; no film rated twice."""
    catalog = services.recommending.current.catalog
    known = np.argsort(-catalog.rating_count)[:400]
    titles = services.recommending.current.titles
    films = [catalog.films[index] for index in known.tolist()]
    films = [film for film in films if titles.resolve(film.label).film == film]
    lines: list[list[Line]] = []
    for _ in range(N_PEOPLE):
        chosen = rng.permutation(len(films))[: N_UPDATES // N_PEOPLE // 2]
        said = []
        for index in chosen.tolist():
            film, stars = films[index], float(rng.integers(1, 11)) / 2
            said.append(Line(f"/rate {film.label} ★{stars:g}", film.movie_id, stars))
            said.append(Line(str(rng.choice(["/recommend", "/similar Heat 1995", "/ratings"]))))
        lines.append(said)
    return lines


async def say(who: Person, line: Line, delay: float) -> float:
    """Say one line after a while; milliseconds until the first reply."""
    await asyncio.sleep(delay)
    started = time.perf_counter()
    who.says(line.text)
    messages = who.private.messages
    said = len(messages)
    await who.world.journal.until(lambda: len(messages) > said, 60)
    return (time.perf_counter() - started) * 1000


async def one_person(who: Person, lines: list[Line], delays: list[float]) -> list[float]:
    """One person waits for each answer before going on."""
    return [await say(who, line, delay) for line, delay in zip(lines, delays, strict=True)]


async def measure() -> None:
    """Run the conversation, check it, and print the times."""
    rng = np.random.default_rng(SEED)
    world = World()
    people = [person(world, f"Person {number}") for number in range(N_PEOPLE)]
    with tempfile.TemporaryDirectory() as state:
        settings = Settings(_env_file=None, state_dir=Path(state))  # type: ignore[call-arg]
        async with open_services(settings) as services:
            await services.recommending.train(lambda _: None)
            lines = script(services, rng)
            delays = rng.exponential(N_PEOPLE / PER_SECOND, (N_PEOPLE, N_UPDATES // N_PEOPLE))
            async with serve(world) as address, running_bot(world.token, address, services):
                talks = zip(people, lines, delays.tolist(), strict=True)
                started = time.perf_counter()
                answers = await asyncio.gather(*(one_person(*talk) for talk in talks))
                seconds = time.perf_counter() - started
            await check(services, people, lines)
    times = np.array(answers).ravel()
    n_replies = sum(len(who.private.messages) for who in people) - N_UPDATES
    table = Table(
        title=f"{N_UPDATES} updates from {N_PEOPLE} people in {seconds:.0f} s, seed {SEED}"
    )
    figures = [np.median(times), np.percentile(times, 99), times.max()]
    for heading in ("said", "replies", "median ms", "p99 ms", "worst ms"):
        table.add_column(heading, justify="right")
    table.add_row(str(times.size), str(n_replies), *(f"{figure:.0f}" for figure in figures))
    Console().print(table)
    if n_replies != times.size:
        raise SystemExit("something was not answered, or answered twice")


async def check(services: Services, people: list[Person], lines: list[list[Line]]) -> None:
    """Every rating is in the database, once, with its stars and nothing else."""
    for who, said in zip(people, lines, strict=True):
        expected = {line.movie_id: line.stars for line in said if line.movie_id is not None}
        profile = await services.ratings.profile(who.id)
        assert {each.movie_id: each.stars for each in profile} == expected
        assert len(profile) == len(expected)
    totals = await services.ratings.totals()
    assert totals.n_ratings == sum(line.movie_id is not None for said in lines for line in said)


if __name__ == "__main__":
    asyncio.run(measure())
