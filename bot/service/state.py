"""The one directory that everything the bot writes goes into."""

import contextlib
import os
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from core.errors import StorageError

_SECONDS_TO_WRITE = 3600  # no file takes longer; an unfinished one older than this is abandoned


@dataclass(frozen=True, slots=True)
class StateDirectory:
    """Paths inside `STATE_DIR`; nothing is written anywhere else."""

    root: Path

    @property
    def database(self) -> Path:
        """People and their ratings."""
        return self.root / "moviebot.db"

    @property
    def models(self) -> Path:
        """Trained models, a file each."""
        return self.root / "models"

    @property
    def prepared(self) -> Path:
        """Data sets as read; can be deleted at any time and is made again."""
        return self.root / "prepared"

    @property
    def training_log(self) -> Path:
        """What TensorFlow printed during the last training."""
        return self.root / "training.log"

    @property
    def temporary(self) -> Path:
        """Files of moments, by whatever library; what is left there when nothing runs is waste."""
        return self.root / "tmp"

    @property
    def cache(self) -> Path:
        """What libraries find out about this machine; can be deleted at any time."""
        return self.root / "cache"

    def create(self) -> None:
        """Make the directories, private to this user, and see that they can be written.

        Raises:
            StorageError: they cannot; says which and why.
        """
        for directory in (self.root, self.models, self.prepared, self.temporary, self.cache):
            try:
                directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            except OSError as exc:
                reason = exc.strerror or exc
                raise StorageError(
                    f"STATE_DIR {directory} cannot be created: {reason} — set STATE_DIR elsewhere"
                ) from exc
            if not os.access(directory, os.W_OK | os.X_OK):
                raise StorageError(
                    f"STATE_DIR {directory} is not writable — set STATE_DIR elsewhere"
                )
        self._remove_leftovers()

    def _remove_leftovers(self) -> None:
        """Delete what a process left that was killed while it wrote.

        Only what is old: another command may be writing right now.
        """
        oldest = time.time() - _SECONDS_TO_WRITE
        for directory in (self.models, self.prepared):
            for leftover in directory.glob(".*.part"):
                with contextlib.suppress(FileNotFoundError):
                    if leftover.stat().st_mtime < oldest:
                        leftover.unlink()
        for leftover in self.temporary.iterdir():
            with contextlib.suppress(OSError):
                if leftover.stat().st_mtime < oldest:
                    shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()
        for leftover in self.root.glob(".*.part"):  # of a backup: people's ratings among it
            with contextlib.suppress(FileNotFoundError):
                if leftover.stat().st_mtime < oldest:
                    shutil.rmtree(leftover)
