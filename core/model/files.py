"""Files of models: each with its twin beside it, and what becomes of those nobody refers to."""

import contextlib
import time
from collections.abc import Collection
from pathlib import Path

_SECONDS_TO_RECORD = 3600  # a younger file may be about to be recorded


def twin_path(model_path: Path) -> Path:
    """Where the twin of a model lies: its recipe on the training part (`core.training.jobs`)."""
    return model_path.with_name(f"{model_path.stem}.twin{model_path.suffix}")


def remove_models(directory: Path, names: Collection[str]) -> None:
    """Delete models and their twins; those that are gone already are no error.

    Raises:
        OSError: the directory is unwritable.
    """
    for name in names:
        path = directory / name
        for each in (path, twin_path(path)):
            each.unlink(missing_ok=True)


def sweep(directory: Path, known: Collection[str]) -> None:
    """Delete models that were never recorded, as the process died first.

    Raises:
        OSError: the directory is unwritable.
    """
    referred = {each for name in known for each in (name, twin_path(Path(name)).name)}
    oldest = time.time() - _SECONDS_TO_RECORD
    for path in directory.glob("model-*.npz"):
        with contextlib.suppress(FileNotFoundError):
            if path.name not in referred and path.stat().st_mtime < oldest:
                path.unlink()
