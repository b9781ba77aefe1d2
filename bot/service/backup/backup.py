"""`moviebot backup` and `restore`: everything that cannot be made again, in one file.

That is the database and the models in service, each with its twin. Film data are prepared anew,
and settings are not state. A backup is read back before it gets its name, and again before it is
restored. It holds everybody who was there when it was made, those who are forgotten later too; a
restore leaves them out where the database that it replaces remembers that they were.
"""

import asyncio
import logging
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from bot.service.backup.file import BackupContents, BackupError, pack, unpack
from bot.service.settings import Settings
from bot.service.state import StateDirectory
from core.errors import ModelError, StorageError
from core.model.factor_model import load_model
from core.model.files import twin_path
from storage.backup import check_database, copy_database, replace_database
from storage.database import open_database
from storage.forgotten import forget_again, read_forgotten
from storage.models import ModelStore

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BackupReport:
    """What was found in a backup by reading it."""

    path: Path
    created_at: str  # ISO 8601, UTC
    rows: Mapping[str, int]  # of each table
    models: tuple[str, ...]  # names of files, twins too


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """What was restored, and where the database is that was there before."""

    backup: BackupReport
    aside: Path | None  # None: there was none
    n_forgotten: int  # people in the backup who are not restored


async def back_up(settings: Settings, target: Path) -> BackupReport:
    """Write a backup and read it back; the bot may be running.

    Args:
        settings: say where the state is.
        target: a file that does not exist yet, or a directory, where it is named by the time.

    Raises:
        BackupError: there is nothing to back up, it is of a newer version of this program, or
            `target` cannot be written.
        StorageError: the database is damaged.
    """
    state = StateDirectory(settings.state_dir)
    now = datetime.now(UTC)
    path = await asyncio.to_thread(_place, state, target, now)
    part = path.with_name(f".{path.name}.{now:%f}.part")
    try:
        with _workshop(state) as directory:
            report = await _write_and_read(state, directory, now, part)
        part.replace(path)
    except OSError as exc:
        raise BackupError(f"{path} cannot be written: {exc.strerror or exc}") from exc
    finally:
        part.unlink(missing_ok=True)
    return replace(report, path=path)


async def restore(settings: Settings, source: Path) -> RestoreReport:
    """Put a backup in the place of what is there now; no bot may be running.

    The database that was there is kept beside it. Whatever happens meanwhile, afterwards there is
    the one or the other, whole.

    Args:
        settings: say where the state is.
        source: what `back_up` has written.

    Raises:
        BackupError: `source` is damaged, no backup, or of a newer version of this program; or
            there is no space to unpack it.
        StorageError: a bot is running.
    """
    state = StateDirectory(settings.state_dir)
    await asyncio.to_thread(state.create)
    with _workshop(state) as directory:
        contents, report = await _read(source, directory)
        for model in contents.models:
            model.replace(state.models / model.name)
        there_before = state.database.exists()
        forgotten = await asyncio.to_thread(read_forgotten, state.database)
        async with open_database(contents.database) as database:
            n_forgotten = await forget_again(database, forgotten)
        aside = state.database.with_name(f"before-restore-{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}.db")
        await asyncio.to_thread(replace_database, state.database, contents.database, aside)
    return RestoreReport(report, aside if there_before else None, n_forgotten)


def _place(state: StateDirectory, target: Path, now: datetime) -> Path:
    if not state.database.exists():
        raise BackupError(f"{state.database} does not exist — is STATE_DIR the right one?")
    path = target / f"moviebot-{now:%Y%m%dT%H%M%SZ}.zip" if target.is_dir() else target
    if path.exists():
        raise BackupError(f"{path} exists — choose another name, backups are not overwritten")
    return path


async def _write_and_read(
    state: StateDirectory, directory: Path, now: datetime, target: Path
) -> BackupReport:
    copy, read, back = (directory / each for each in ("copy", "read", "back"))
    await asyncio.to_thread(copy_database, state.database, copy)
    # Reading brings the schema up to date; the backup stays fit for whoever wrote it.
    await asyncio.to_thread(shutil.copyfile, copy, read)
    with _named(state.database):
        rows = await check_database(read)
        models = await _in_service(read, state.models)
    contents = BackupContents(now.isoformat(timespec="seconds"), copy, models)
    await asyncio.to_thread(pack, contents, target)
    back.mkdir()
    _, report = await _read(target, back)
    if report.rows != rows:
        raise BackupError(f"{target} does not hold what was written — check the disk")
    return report


async def _read(path: Path, directory: Path) -> tuple[BackupContents, BackupReport]:
    """Unpack a backup and read all of it: every page, every row, every array."""
    contents = await asyncio.to_thread(unpack, path, directory)
    with _named(path):
        rows = await check_database(contents.database)
        for model in contents.models:
            await asyncio.to_thread(load_model, model)
    names = tuple(model.name for model in contents.models)
    return contents, BackupReport(path, contents.created_at, rows, names)


async def _in_service(database: Path, directory: Path) -> tuple[Path, ...]:
    """The files of the models that serve, one for each data set, and of their twins.

    What cannot be read is left out, and the next one taken: so does the bot at its next start.
    """
    async with open_database(database) as opened:
        models = ModelStore(opened)
        fingerprints = {each.dataset_fingerprint for each in await models.newest_first()}
        usable = [await models.usable(each) for each in sorted(fingerprints)]
    found = []
    for records in usable:
        for path in (directory / each.file_name for each in records):
            if await _is_whole(path):
                twin = twin_path(path)
                found += [path, twin] if twin.exists() and await _is_whole(twin) else [path]
                break
    return tuple(found)


async def _is_whole(model: Path) -> bool:
    try:
        await asyncio.to_thread(load_model, model)
    except ModelError as exc:
        _log.warning("left out of the backup: %s", exc)
        return False
    return True


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Say whose copy it is that cannot be used; the copy will be gone."""
    try:
        yield
    except (ModelError, StorageError) as exc:
        raise BackupError(f"{path} cannot be used: {exc}") from exc


@contextmanager
def _workshop(state: StateDirectory) -> Iterator[Path]:
    """A directory beside the database and as private, for as long as the block runs."""
    try:
        with state.workshop() as directory:
            yield directory
    except OSError as exc:
        raise BackupError(f"{state.root} cannot be written: {exc.strerror or exc}") from exc
