"""A real database in a temporary directory, on a clock that ticks one second per look."""

from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path

import pytest

from storage.database import Clock, Database, open_database


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "bot.sqlite3"


@pytest.fixture
def clock() -> Clock:
    return count(1_000).__next__


@pytest.fixture
async def database(path: Path, clock: Clock) -> AsyncIterator[Database]:
    async with open_database(path, clock=clock) as opened:
        yield opened
