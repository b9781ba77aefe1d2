"""From a data set's files to the two files the bot works with, kept under a cache key.

This module can be imported without pandas: the bot asks it for paths, and hands `prepare` to a
child process, where pandas is imported when the reading starts.
"""

from dataclasses import dataclass
from pathlib import Path

from core.catalog.dataset import Dataset, DatasetInfo, save_catalog, save_ratings
from core.errors import DataError
from data.filters import Filters
from data.source import fingerprint, locate


@dataclass(frozen=True, slots=True)
class PreparedFiles:
    """Where one data set with one set of filters is kept, whether or not it is there yet."""

    catalog: Path
    ratings: Path

    def exist(self) -> bool:
        """Whether both are there; a file that is there is complete."""
        return self.catalog.is_file() and self.ratings.is_file()


def prepared_files(dataset: str | Path | None, filters: Filters, directory: Path) -> PreparedFiles:
    """The paths that `prepare` writes for these arguments; reads no data.

    Raises:
        DataError: there is no such data set.
    """
    return _files(fingerprint(locate(dataset), filters), directory)


def prepare(dataset: str | Path | None, filters: Filters, directory: Path) -> DatasetInfo:
    """Read, check and filter a data set and write it to its `prepared_files`.

    Top-level and with plain arguments, so that a spawned process can run it.

    Raises:
        DataError: the data set is missing, malformed or filtered to nothing, or `directory`
            cannot be written.
    """
    dataset_ready = load_dataset(dataset, filters)
    write_prepared(dataset_ready, directory)
    return dataset_ready.info


def write_prepared(dataset: Dataset, directory: Path) -> PreparedFiles:
    """Write the two files of a data set, each all or nothing.

    Raises:
        DataError: `directory` cannot be written.
    """
    files = _files(dataset.info.fingerprint, directory)
    try:
        directory.mkdir(parents=True, exist_ok=True)
        save_ratings(files.ratings, dataset.ratings, dataset.catalog, dataset.info)
        save_catalog(files.catalog, dataset.catalog, dataset.info)
    except OSError as exc:
        reason = exc.strerror or exc
        raise DataError(
            f"the prepared data set cannot be written to {directory}: {reason}"
        ) from exc
    return files


def load_dataset(dataset: str | Path | None, filters: Filters) -> Dataset:
    """Read, check and filter a data set; None is the embedded one.

    Raises:
        DataError: it is missing, malformed or filtered to nothing; names file and line.
    """
    # Only here, in the process that reads: the bot imports this module and must stay small.
    from data.preprocess import preprocess  # noqa: PLC0415
    from data.reader import read  # noqa: PLC0415

    source = locate(dataset)
    key = fingerprint(source, filters)  # before reading: a file changed meanwhile is read again
    return preprocess(read(source), filters, source.name, key)


def _files(key: str, directory: Path) -> PreparedFiles:
    return PreparedFiles(directory / f"catalog-{key}.npz", directory / f"ratings-{key}.npz")
