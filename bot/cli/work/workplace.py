"""The data set of the settings in memory, and a directory for trainings that nobody keeps."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.service.settings import Settings
from core.catalog.dataset import Dataset, load_catalog, load_ratings
from core.child.process import ChildDiedError, run_in_child
from core.errors import DataError
from data.prepare import prepare, prepared_files


@dataclass(frozen=True, slots=True, eq=False)
class Workplace:
    """What experiments work on and in."""

    dataset: Dataset
    directory: Path


@asynccontextmanager
async def open_workplace(settings: Settings) -> AsyncIterator[Workplace]:
    """Read the data set anew, without `STATE_DIR`; the directory is gone on leaving.

    Raises:
        DataError: the data set cannot be read.
    """
    with tempfile.TemporaryDirectory(prefix="moviebot-") as name:
        directory = Path(name)
        try:  # in a process of its own: pandas is large, and so may the data set be
            await run_in_child(prepare, settings.dataset, settings.filters, directory)
        except ChildDiedError as exc:
            raise DataError(f"the data set was not read: {exc}") from exc
        files = prepared_files(settings.dataset, settings.filters, directory)
        catalog, info = await asyncio.to_thread(load_catalog, files.catalog)
        data = await asyncio.to_thread(load_ratings, files.ratings)
        yield Workplace(Dataset(info, catalog, data.ratings), directory)
