"""Worlds for retrainings: few films, so that a real training takes seconds, and two admins."""

import asyncio
import multiprocessing
import shutil
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from bot.playground import Person, World
from bot.service.models.training_run import Run
from tests.e2e.conftest import Conversation, conversing, few, settings_for

ADMINS = frozenset({101, 102})  # the first two people of a world
LONG = 240.0  # seconds, on cores that others use too
FILMS = ("heat", "jurassic park", "forrest gump", "pulp fiction", "fargo", "braveheart")


@dataclass(frozen=True)
class Talk:
    """Ada and Ben are admins, Cid is not."""

    conversation: Conversation
    ada: Person
    ben: Person
    cid: Person

    @property
    def run(self) -> Run | None:
        return self.conversation.services.retraining.run

    async def begun(self) -> Run:
        """The training that goes on, when its child is at work."""
        run = self.run
        assert run is not None
        await self.conversation.world.journal.until(lambda: run.progress is not None, LONG)
        return run

    async def serving(self) -> int:
        fingerprint = self.conversation.services.recommending.info.fingerprint
        record = await self.conversation.services.models.serving(fingerprint)
        assert record is not None
        assert record == self.conversation.services.recommending.serving
        return record.model_id


@asynccontextmanager
async def talking(state_dir: Path, **values: object) -> AsyncIterator[Talk]:
    # Beside other tests a nice training stands still.
    chosen = {**few(state_dir), "admin_ids": ADMINS, "retrain_nice": 0, **values}
    async with conversing(settings_for(state_dir, **chosen)) as conversation:
        names = ("Ada", "en"), ("Ben", "de"), ("Cid", "en")
        yield Talk(conversation, *(conversation.person(*each) for each in names))


def copied(state_dir: Path, target: Path) -> Path:
    shutil.copytree(state_dir, target)
    return target


def leftovers(state_dir: Path) -> set[str]:
    """What a training should not leave behind."""
    names = {each.name for each in (state_dir / "prepared").iterdir()}
    children = {str(each.pid) for each in multiprocessing.active_children()}
    return {each for each in names if "snapshot" in each} | children


def model_files(state_dir: Path) -> int:
    return len(list((state_dir / "models").iterdir()))


def count(state_dir: Path, what: str) -> int:
    """Rows, as anybody sees them from outside."""
    with closing(sqlite3.connect(state_dir / "moviebot.db")) as connection:
        ((found,),) = connection.execute(f"SELECT count(*) FROM {what}")  # noqa: S608
    return int(found)


def crowd(state_dir: Path, movie_ids: list[int], n_people: int) -> None:
    """People who have rated half of the films by the throw of a die, one after the other."""
    rng = np.random.default_rng(3)
    now = int(time.time()) - 10_000_000
    with closing(sqlite3.connect(state_dir / "moviebot.db")) as connection, connection:
        for person in range(100_000, 100_000 + n_people):
            connection.execute(
                "INSERT INTO people (user_id, created_at, last_seen_at) VALUES (?, ?, ?)",
                (person, now, now),
            )
            for movie_id in rng.choice(movie_ids, len(movie_ids) // 2, replace=False).tolist():
                stars = float(rng.integers(1, 11)) / 2
                now += 7
                cursor = connection.execute(
                    "INSERT INTO rating_changes (user_id, movie_id, stars, changed_at)"
                    " VALUES (?, ?, ?, ?)",
                    (person, movie_id, stars, now),
                )
                connection.execute(
                    "INSERT INTO ratings VALUES (?, ?, ?, ?, ?)",
                    (person, movie_id, stars, now, cursor.lastrowid),
                )


async def eventually(condition: Callable[[], bool]) -> None:
    """Wait for what another process does; a training gives way to all others that are at work."""
    for _ in range(round(LONG / 0.1)):
        if condition():
            return
        await asyncio.sleep(0.1)
    pytest.fail("it did not happen")


def world_with_people() -> tuple[World, Person, Person]:
    """Ada, an admin, and Cid."""
    world = World()
    ada = Person(world, world.add_person("Ada", user_id=101))
    return world, ada, Person(world, world.add_person("Cid", user_id=103))
