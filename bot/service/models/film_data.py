"""The film data in use, prepared once for each data set and its filters."""

import asyncio
import logging

from bot.service.settings import Settings
from bot.service.state import StateDirectory
from core.catalog.dataset import DatasetInfo, load_catalog
from core.catalog.films import Catalog
from core.child.process import ChildDiedError, run_in_child
from core.errors import DataError
from data.prepare import PreparedFiles, prepare

_log = logging.getLogger(__name__)


async def open_catalog(
    settings: Settings, state: StateDirectory, files: PreparedFiles
) -> tuple[Catalog, DatasetInfo]:
    """Load the prepared data set; prepare it first where it is missing or damaged."""
    if files.exist():
        try:
            return await asyncio.to_thread(load_catalog, files.catalog)
        except DataError as exc:
            _log.warning("the prepared data set is read anew: %s", exc)
    await prepare_data(settings, state)
    return await asyncio.to_thread(load_catalog, files.catalog)


async def prepare_data(settings: Settings, state: StateDirectory) -> None:
    """Read the data set in a process of its own: pandas is large, and so may the data set be."""
    _log.info("reading the film data; a large data set takes a minute")
    try:
        await run_in_child(prepare, settings.dataset, settings.filters, state.prepared)
    except ChildDiedError as exc:
        raise DataError(f"the data set was not read: {exc}") from exc
