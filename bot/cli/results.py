"""Where a command leaves its result for other programs: a file, or whatever a name leads to.

A file is written all or nothing: beside its place, and then put there in one step; where the place
is a link, the file it leads to. What is no file of its own, a pipe, a device or a stream that this
process was started with ("-", /dev/stdout, /dev/fd/3), is written into and never replaced.
"""

import contextlib
import os
import re
import signal
import stat
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

from core.errors import RecommenderError

STDOUT = "-"
_STREAMS = re.compile(r"/proc/(?P<pid>\d+)(?:/task/\d+)?/fd")
_MEMORY = "/dev/shm/"  # noqa: S108 - a directory like any other, though it lies there
_MAX_LINKS = 40  # as many as Linux follows
_MAX_NAME = 100  # characters of a file's name that its unfinished copy shares


class ResultError(RecommenderError):
    """The place for a result cannot be written; the message says why."""


def check_place(place: str, inputs: Iterable[Path] = ()) -> None:
    """Find out before the work, which may take hours, whether `write_result` can do its part.

    Args:
        place: a path, or "-" for standard output.
        inputs: files that are read for the result, which must not take the place of one.

    Raises:
        ResultError: it cannot, or would write over an input, under whatever name.
    """
    if place == STDOUT:
        return
    with _told_as_one_sentence(place):
        if (descriptor := _own_stream(place)) is not None:
            if _only_read(descriptor):
                raise ResultError(f"{place} cannot be written: it is open for reading only")
            _refuse_inputs(place, os.fstat(descriptor), inputs)
            return
        try:
            there = Path(place).stat()
        except FileNotFoundError:
            if _leads_to_a_stream(place):
                raise ResultError(f"{place} cannot be written: there is no such device") from None
            _check_directory(place, Path(os.path.realpath(place)).parent)
            return
        if stat.S_ISDIR(there.st_mode):
            raise ResultError(f"{place} cannot be written: it is a directory")
        if stat.S_ISBLK(there.st_mode):
            raise ResultError(f"{place} cannot be written: it is a disk")
        _refuse_inputs(place, there, inputs)
        if not stat.S_ISREG(there.st_mode) or _leads_to_a_stream(place):
            if not os.access(place, os.W_OK):
                raise ResultError(f"{place} cannot be written: no permission")
            return
        _check_directory(place, Path(os.path.realpath(place)).parent)


def is_standard_output(place: str) -> bool:
    """Whether a result at `place` goes where this process prints, so that nothing else should."""
    if place == STDOUT:
        return True
    with contextlib.suppress(OSError, ValueError):
        there, printed = Path(place).stat(), os.fstat(sys.stdout.fileno())
        return (there.st_dev, there.st_ino) == (printed.st_dev, printed.st_ino)
    return False


def is_written_into(place: str) -> bool:
    """Whether a result at `place` is a part of a stream and no file that can be replaced."""
    if place == STDOUT:
        return True
    try:
        regular = stat.S_ISREG(Path(place).stat().st_mode)
    except OSError:
        return False
    return not regular or _leads_to_a_stream(place)


def write_result(place: str, content: str | bytes) -> None:
    """Write `content`, text as UTF-8, a file all or nothing.

    Raises:
        ResultError: the directory is unwritable, the disk is full, or nobody reads the other end
            any more.
    """
    written = content.encode() if isinstance(content, str) else content
    with _told_as_one_sentence(place), _interruptible():
        if place == STDOUT:
            _print(written)
        elif (descriptor := _own_stream(place)) is not None:
            with open(os.dup(descriptor), "wb") as stream:  # noqa: PTH123 - it has no path
                stream.write(written)
        elif is_written_into(place):
            with Path(place).open("wb") as stream:
                stream.write(written)
        else:
            _replace(Path(os.path.realpath(place)), written)


@contextlib.contextmanager
def _told_as_one_sentence(place: str) -> Iterator[None]:
    try:
        yield
    except OSError as exc:
        name = "standard output" if place == STDOUT else place
        raise ResultError(f"{name} cannot be written: {exc.strerror or exc}") from exc


@contextlib.contextmanager
def _interruptible() -> Iterator[None]:
    """Have Ctrl-C end the writing at once: a pipe that nobody reads is waited for without end."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _print(written: bytes) -> None:
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(written)
        sys.stdout.flush()
    except OSError:
        # What is left in the buffer would be tried once more at the end, and be told once more.
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise


def _links(place: str) -> Iterator[tuple[Path, str]]:
    """A path and whatever it leads to, link by link: the directory without links, and the name."""
    path = Path(place)
    for _ in range(_MAX_LINKS):
        directory = Path(os.path.realpath(path.parent))
        yield directory, path.name
        step = directory / path.name
        if not step.is_symlink():
            return
        path = directory / step.readlink()


def _own_stream(place: str) -> int | None:
    """The descriptor that /dev/stdout, /dev/fd/3 and the like name; None for any other path."""
    for directory, name in _links(place):
        match = _STREAMS.fullmatch(str(directory))
        if match is not None and match["pid"] == str(os.getpid()) and name.isdecimal():
            os.fstat(int(name))  # raises where it is not open
            return int(name)
    return None


def _only_read(descriptor: int) -> bool:
    import fcntl  # noqa: PLC0415 - Windows has none, and no such paths

    return fcntl.fcntl(descriptor, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDONLY


def _leads_to_a_stream(place: str) -> bool:
    """Whether a path goes through the devices, where nothing must ever be put or taken away."""
    directories = (str(directory) + "/" for directory, _ in _links(place))
    return any(
        each.startswith(("/dev/", "/proc/")) and not each.startswith(_MEMORY)
        for each in directories
    )


def _refuse_inputs(place: str, there: os.stat_result, inputs: Iterable[Path]) -> None:
    if not stat.S_ISREG(there.st_mode):
        return
    for path in inputs:
        with contextlib.suppress(OSError):  # a missing input is told by whoever reads it
            if os.path.samestat(there, path.stat()):
                raise ResultError(
                    f"{place} cannot be written: it is the same file as {path}, which is read"
                )


def _check_directory(place: str, directory: Path) -> None:
    if not directory.is_dir():
        raise ResultError(f"{place} cannot be written: there is no directory {directory}")
    if not os.access(directory, os.W_OK | os.X_OK):
        raise ResultError(f"{place} cannot be written: no permission in {directory}")


def _replace(path: Path, written: bytes) -> None:
    prefix = f".{path.name[:_MAX_NAME]}."
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=prefix, suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(written)
        Path(name).chmod(0o644)  # mkstemp lets nobody else read it
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()
        raise
