"""A lock on a file that goes when its process does, however that ends; on any system."""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

_FAR = 1 << 30  # the byte that is locked on Windows, where nobody can read a locked one


@contextlib.contextmanager
def locked_file(path: Path) -> Iterator[int | None]:
    """Hold the lock of a file while the block runs; the file is made as needed, and stays.

    Yields:
        A descriptor of the file; None when another process, or another block, holds the lock.

    Raises:
        OSError: the file cannot be opened, or its file system has no locks.
    """
    descriptor = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        yield descriptor if _lock(descriptor) else None
    finally:
        os.close(descriptor)  # with the lock


def _lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - only there

            os.lseek(descriptor, _FAR, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - only there

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
