"""The one directory that everything the bot writes goes into."""

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.service.file_lock import locked_file
from core.errors import StorageError

_SECONDS_TO_WRITE = 3600  # no file takes longer; an unfinished one older than this is abandoned
_LOCK = "lock"  # in each workshop
_OTHERS = 0o077  # what a file's mode says of everybody else


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
        """What is needed for a while, a directory for each process at work."""
        return self.root / "tmp"

    @property
    def cache(self) -> Path:
        """What libraries find out about this machine; can be deleted at any time."""
        return self.root / "cache"

    @contextlib.contextmanager
    def occupied(self) -> Iterator[None]:
        """Keep every other process that would write here out while the block runs.

        Raises:
            StorageError: one is here already, or nothing can be written; says which and why.
        """
        self._make(self.root)
        path = self.root / "moviebot.lock"
        with contextlib.ExitStack() as stack:
            try:
                descriptor = stack.enter_context(locked_file(path))
                if descriptor is not None:
                    os.ftruncate(descriptor, 0)
                    os.lseek(descriptor, 0, os.SEEK_SET)
                    os.write(descriptor, str(os.getpid()).encode())
                pid = path.read_text(encoding="ascii", errors="replace").strip()
            except OSError as exc:
                reason = exc.strerror or exc
                raise StorageError(
                    f"{path} cannot be written: {reason} — set STATE_DIR elsewhere"
                ) from exc
            if descriptor is None:
                raise StorageError(
                    f"process {pid or 'unknown'} is using STATE_DIR {self.root} — stop that"
                    " process first, or set STATE_DIR elsewhere"
                )
            yield

    @contextlib.contextmanager
    def workshop(self) -> Iterator[Path]:
        """A private directory of this process that goes with the block.

        What a process left that was killed is swept away when the next one comes.

        Raises:
            OSError: it cannot be made.
        """
        self.temporary.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._sweep_workshops()
        directory = Path(tempfile.mkdtemp(dir=self.temporary, prefix=f"{os.getpid()}-"))
        try:
            with locked_file(directory / _LOCK):
                yield directory
        finally:
            shutil.rmtree(directory, ignore_errors=True)

    def _sweep_workshops(self) -> None:
        for directory in self.temporary.iterdir():
            with contextlib.suppress(OSError):
                # Between its making and its lock a workshop is empty, and nothing is lost with it.
                if not (directory / _LOCK).exists():
                    directory.rmdir()
                    continue
                with locked_file(directory / _LOCK) as descriptor:
                    abandoned = descriptor is not None
                if abandoned:
                    shutil.rmtree(directory, ignore_errors=True)

    def create(self) -> None:
        """Make the directories, private to this user, and see that they can be written.

        Raises:
            StorageError: they cannot; says which and why.
        """
        for directory in (self.root, self.models, self.prepared, self.temporary, self.cache):
            self._make(directory)
        self._remove_leftovers()
        self._keep_private()

    def _make(self, directory: Path) -> None:
        try:
            directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as exc:
            reason = exc.strerror or exc
            raise StorageError(
                f"STATE_DIR {directory} cannot be created: {reason} — set STATE_DIR elsewhere"
            ) from exc
        if not os.access(directory, os.W_OK | os.X_OK):
            raise StorageError(f"STATE_DIR {directory} is not writable — set STATE_DIR elsewhere")

    def refuse_lost_database(self) -> None:
        """Where models are, people have been: a new database would make as if nobody had.

        Raises:
            StorageError: the database is missing or empty, and models are there.
        """
        there = self.database.exists()
        if there and self.database.stat().st_size > 0:
            return
        if any(self.models.glob("model-*.npz")):
            raise StorageError(
                f"{self.database} is {'empty' if there else 'missing'} though {self.models} has"
                " models — put it back with `moviebot restore`, or move the models away to begin"
                " anew"
            )

    def _keep_private(self) -> None:
        """Take from others what an earlier version, or a generous umask, has left them."""
        inside = [self.models, self.prepared, self.training_log, *self.root.glob("moviebot.*")]
        for path in (*inside, *self.models.iterdir(), *self.prepared.iterdir()):
            with contextlib.suppress(OSError):
                mode = path.stat(follow_symlinks=False).st_mode & 0o7777
                if mode & _OTHERS and not path.is_symlink():
                    path.chmod(mode & ~_OTHERS)

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
        for leftover in self.root.glob(".*.part"):  # of a backup: people's ratings among it
            with contextlib.suppress(FileNotFoundError):
                if leftover.stat().st_mtime < oldest:
                    shutil.rmtree(leftover)
