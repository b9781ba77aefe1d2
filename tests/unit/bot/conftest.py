"""A stage for handlers."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.turns import Stage, new_database, open_stage


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return asyncio.run(new_database(tmp_path_factory.mktemp("database")))


@pytest.fixture
async def stage(tmp_path: Path, empty_database: bytes) -> AsyncIterator[Stage]:
    async with open_stage(tmp_path, empty_database) as opened:
        yield opened


@pytest.fixture
async def stage_without_model(tmp_path: Path, empty_database: bytes) -> AsyncIterator[Stage]:
    async with open_stage(tmp_path, empty_database, with_model=False) as opened:
        yield opened
