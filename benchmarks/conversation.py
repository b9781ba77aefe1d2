"""How soon is everybody answered when fifty people use the bot at once?

Run with `python -m benchmarks.conversation`. The real bot, over HTTP, against the local Bot API,
all in one process; what is measured is the time from an update to what its person then sees. One
person alone comes first, for comparison. Then fifty at once, each doing something every three
seconds, while somebody else brings one list of 2,000 films after the other. Then the same fifty as
fast as Telegram lets a bot answer: 30 messages a second.

Eight in ten of the people have rated films before, as users of MovieLens did.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the bot serves; before numpy is imported

import asyncio
import contextlib
import tempfile
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from benchmarks.imports import N_ABSENT, N_ROWS, ratings_csv, sample
from benchmarks.visitors import Visitor
from bot.playground import World, person, serve
from bot.service.models.recommending import Standing
from bot.service.services import Services, open_services
from bot.service.settings import Settings
from bot.service.state import StateDirectory
from bot.service.telemetry.memory import pass_over_what_stays
from bot.telegram.app import running_bot
from core.catalog.dataset import load_ratings
from core.catalog.ratings import Ratings, by_user
from core.model.factor_model import load_model
from data.filters import Filters
from data.prepare import prepared_files

SEED = 11
SECONDS = 60.0
N_PEOPLE = 50
N_NEW = 10  # of these, people who have rated nothing yet
MOST_RATED = 300  # films, by the others
N_FILMS = 400  # best-known ones, which people ask for
ALONE = 0.1  # seconds between two acts of the one person, who waits for each answer
AT_ONCE = 3.0  # the same of each of fifty
FASTEST = N_PEOPLE / 28  # two below what Telegram allows, as some acts have two answers
IN_THE_BACKGROUND = ("/profile", "a file")  # what takes seconds anyway, and says so at once


@dataclass(frozen=True, slots=True, eq=False)
class Talk:
    """What was measured of some people."""

    times: dict[str, NDArray[np.float64]]  # milliseconds, by kind of act
    n_people: int
    pause: float  # seconds between an answer and what the same person does next, on average
    per_second: float  # answers measured

    @property
    def overall(self) -> NDArray[np.float64]:
        """All of them but what goes on in the background."""
        return np.concatenate(
            [times for kind, times in self.times.items() if not kind.startswith(IN_THE_BACKGROUND)]
        )


async def measure(model: Path | None, seconds: float) -> list[Talk]:
    """Let one person talk, then everybody, and see that no rating was lost."""
    rng = np.random.default_rng(SEED)
    world = World()
    with tempfile.TemporaryDirectory() as directory:
        async with _services(Path(directory), model) as services:
            catalog = services.recommending.current.catalog
            best_known = np.argsort(-catalog.rating_count, kind="stable")[:N_FILMS]
            films = [catalog.films[index] for index in best_known.tolist()]
            content = ratings_csv(sample(catalog, N_ROWS, N_ABSENT, rng))
            alone, importer, *crowd = (
                Visitor(person(world, f"Person {number}"), films, each, ALONE)
                for number, each in enumerate(rng.spawn(2 + N_PEOPLE))
            )
            known = await _remember(services, Path(directory), [alone, *crowd[N_NEW:]], rng)
            async with serve(world) as address, running_bot(world.token, address, services):
                pass_over_what_stays()
                talks = [await _talk([alone], seconds / 2, ALONE)]
                importing = asyncio.create_task(importer.brings_files(content))
                talks.append(await _talk(crowd, seconds, AT_ONCE, importer))
                talks.append(await _talk(crowd, seconds, FASTEST, importer))
                importer.leaves_at = 0.0
                await importing
            for visitor in (alone, *crowd):
                await _check(services, visitor, known.get(visitor.who.id, {}))
    return talks


@contextlib.asynccontextmanager
async def _services(directory: Path, model: Path | None) -> AsyncIterator[Services]:
    """A bot of the embedded data that nobody has talked to."""
    settings = Settings(_env_file=None, state_dir=directory)  # type: ignore[call-arg]
    async with open_services(settings) as services:
        recommending = services.recommending
        if model is None:
            await recommending.train(lambda _: None)
        else:
            recommending.current = recommending.current.with_model(load_model(model))
            recommending.standing = Standing.READY
        yield services


async def _remember(
    services: Services, directory: Path, visitors: Sequence[Visitor], rng: np.random.Generator
) -> dict[int, dict[int, float]]:
    """Let the visitors have rated what so many users of the data set have; stars by film."""
    files = prepared_files(None, Filters(), StateDirectory(directory).prepared)
    ratings: Ratings = load_ratings(files.ratings).ratings
    catalog = services.recommending.current.catalog
    n_rated = np.bincount(ratings.user_index, minlength=ratings.n_users)
    fitting = np.flatnonzero(n_rated <= MOST_RATED)
    users = rng.choice(fitting, len(visitors), replace=False).astype(np.int32)
    known = {}
    for visitor, own in zip(visitors, by_user(ratings, users), strict=True):
        rated = {
            catalog.films[index].movie_id: stars
            for index, stars in zip(own.item_index.tolist(), own.stars.tolist(), strict=True)
        }
        for movie_id, stars in rated.items():
            await services.ratings.rate(visitor.who.id, movie_id, stars)
        known[visitor.who.id] = rated
    return known


async def _talk(
    visitors: Sequence[Visitor], seconds: float, pause: float, importer: Visitor | None = None
) -> Talk:
    """Let them talk for so long; what the importer does meanwhile is measured with them."""
    measured = [*visitors, *([importer] if importer else [])]
    before = [len(visitor.times) for visitor in measured]
    for visitor in visitors:
        visitor.pause = pause
    await asyncio.gather(*(visitor.visit(seconds) for visitor in visitors))
    taken = defaultdict(list)
    for visitor, first in zip(measured, before, strict=True):
        for timing in visitor.times[first:]:
            taken[timing.kind].append(timing.milliseconds)
    times = {kind: np.array(taken[kind]) for kind in sorted(taken)}
    return Talk(times, len(visitors), pause, sum(map(len, taken.values())) / seconds)


async def _check(services: Services, visitor: Visitor, before: Mapping[int, float]) -> None:
    """Every star is in the database, once, with nothing else."""
    expected = dict(before)
    for press in visitor.rated:
        card = await services.cards.find(press.card_id, press.owner)
        assert card is not None
        expected[card.films[press.position]] = press.half_stars / 2
    profile = await services.ratings.profile(visitor.who.id)
    assert {each.movie_id: each.stars for each in profile} == expected
    assert len(profile) == len(expected)


def table_of(talk: Talk) -> Table:
    """A row a kind of act, and one for all."""
    pace = f"every {talk.pause:.1f} s, {talk.per_second:.1f} answers a second"
    who = f"{talk.n_people} people, each" if talk.n_people > 1 else "one person,"
    table = Table(title=f"{who} {pace}")
    for heading in ("milliseconds", "n", "median", "p95", "p99", "worst"):
        table.add_column(heading, justify="left" if heading == "milliseconds" else "right")
    for kind, times in talk.times.items():
        table.add_row(kind, *_cells(times))
    table.add_section()
    table.add_row(f"all but {' and '.join(IN_THE_BACKGROUND)}", *_cells(talk.overall))
    return table


def _cells(times: NDArray[np.float64]) -> list[str]:
    figures = (np.median(times), *np.percentile(times, [95, 99]), times.max())
    return [f"{times.size:,}", *(f"{figure:.0f}" for figure in figures)]


def main(
    *,
    model: Annotated[
        Path | None, typer.Option(help="Trained before on the embedded data; else one is trained.")
    ] = None,
    seconds: Annotated[
        float, typer.Option(min=1, help="That the fifty talk at each pace.")
    ] = SECONDS,
) -> None:
    """Print what was measured."""
    console = Console()
    for talk in asyncio.run(measure(model, seconds)):
        console.print(table_of(talk))


if __name__ == "__main__":
    typer.run(main)
